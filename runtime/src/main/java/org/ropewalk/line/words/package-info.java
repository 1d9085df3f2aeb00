/**
 * How words are written where that differs from what they contain: in quotes, with escapes, as
 * counted bytes. {@link org.ropewalk.line.words.WordForm} is what a reader asks; a format without
 * one has words as they stand, between blanks.
 *
 * <p>May import {@code annotation}, {@code line.bytes} and {@code line.resp}.
 */
@NullMarked
package org.ropewalk.line.words;

import org.jspecify.annotations.NullMarked;
