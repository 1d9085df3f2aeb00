/**
 * The reactor over io_uring.
 *
 * <p>{@link org.ropewalk.uring.UringReactor} makes it; {@link org.ropewalk.uring.Reactors} chooses
 * between it and the one over the JDK's selector. Imports {@code selector}, {@code nio}, {@code
 * loop} and {@code reactor}.
 */
@NullMarked
package org.ropewalk.uring;

import org.jspecify.annotations.NullMarked;
