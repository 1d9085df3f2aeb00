/**
 * Which line is this? Decides which of several lines is the more specific one, which are ambiguous,
 * and which must not be written because a reader would take them for others.
 *
 * <p>Pure functions of {@code model} and {@code template}, which it imports. Start reading at
 * {@link org.ropewalk.processor.model.lines.Specificity}.
 */
package org.ropewalk.processor.model.lines;
