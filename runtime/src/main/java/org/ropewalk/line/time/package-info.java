/**
 * Dates and times in lines: {@link org.ropewalk.line.time.TimeFormat} reads and writes them by
 * patterns. It uses the readers and writers of {@code org.ropewalk.line}.
 */
@ForGeneratedCode
@NullMarked
package org.ropewalk.line.time;

import org.jspecify.annotations.NullMarked;
import org.ropewalk.annotation.ForGeneratedCode;
