/**
 * The text of one line, and the values that a declaration names; both directions. {@link
 * org.ropewalk.line.LineReader} reads words and values from a line, {@link
 * org.ropewalk.line.LineWriter} writes a reply or a command, whole or not at all. Nothing here
 * knows a connection: package {@code frame} cuts input into lines and payloads, {@code server} and
 * {@code client} are on both.
 *
 * <p>Handlers and declarations use {@link org.ropewalk.line.Bytes}, {@link
 * org.ropewalk.line.Slice}, {@link org.ropewalk.line.Words}, {@link
 * org.ropewalk.line.PayloadStream}, {@link org.ropewalk.line.Capabilities}, {@link
 * org.ropewalk.line.ErrorKind} and {@link org.ropewalk.line.Replies}, factories and clients {@link
 * org.ropewalk.line.LineLimits}. Types that are marked {@link
 * org.ropewalk.annotation.ForGeneratedCode} are for generated code alone.
 *
 * <p>May import {@code reactor} and {@code annotation}.
 */
@NullMarked
package org.ropewalk.line;

import org.jspecify.annotations.NullMarked;
