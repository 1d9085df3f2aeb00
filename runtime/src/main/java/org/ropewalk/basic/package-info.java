/**
 * Receivers for protocols that are written by hand: delimited lines with a raw mode, netstrings,
 * strings behind their length.
 *
 * <p>Declared protocols stand on {@code line} instead. Start with {@link
 * org.ropewalk.basic.DelimitedReceiver}. Imports {@code reactor}.
 */
package org.ropewalk.basic;
