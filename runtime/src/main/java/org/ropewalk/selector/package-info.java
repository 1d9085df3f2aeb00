/**
 * A loop's network over the JDK's selector.
 *
 * <p>{@link org.ropewalk.selector.NioNetwork} is the network; {@link
 * org.ropewalk.selector.UnixSocketFile} and {@link org.ropewalk.selector.Reserve} serve the network
 * over io_uring, too. Imports {@code loop}, {@code junix} and {@code reactor}.
 */
@NullMarked
package org.ropewalk.selector;

import org.jspecify.annotations.NullMarked;
