/**
 * Dates and times in lines: {@link org.ropewalk.line.time.TimeFormat} reads and writes them by
 * patterns. It uses the readers and writers of {@code org.ropewalk.line}.
 */
package org.ropewalk.line.time;
