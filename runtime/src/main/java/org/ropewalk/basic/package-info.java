/**
 * Base classes for hand-written protocols: delimited lines with a raw mode, netstrings, strings
 * with a length before them.
 *
 * <p>Declared protocols are on {@code line} instead. Start with {@link
 * org.ropewalk.basic.DelimitedReceiver}. Imports {@code reactor}.
 */
@NullMarked
package org.ropewalk.basic;

import org.jspecify.annotations.NullMarked;
