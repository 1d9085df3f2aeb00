/**
 * The text of one line, and the values that a declaration names; both directions. {@link
 * org.ropewalk.line.LineReader} reads words and values from a line, {@link
 * org.ropewalk.line.LineWriter} writes a reply or a command, whole or not at all. Nothing here
 * knows a connection: package {@code frame} cuts input into lines and payloads, {@code server} and
 * {@code client} stand on both.
 *
 * <p>May import {@code reactor} and {@code annotation}.
 */
package org.ropewalk.line;
