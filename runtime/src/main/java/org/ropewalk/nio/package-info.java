/**
 * The reactor over the JDK's selector.
 *
 * <p>{@link org.ropewalk.nio.NioReactor} is the one public type. Imports {@code selector}, {@code
 * loop} and {@code reactor}.
 */
@NullMarked
package org.ropewalk.nio;

import org.jspecify.annotations.NullMarked;
