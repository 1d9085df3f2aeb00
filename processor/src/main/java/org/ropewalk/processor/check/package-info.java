/**
 * The rules that a declaration must obey, one class each.
 *
 * <p>They see the model and report places; nothing is changed. Imports {@code read}, {@code model},
 * {@code template} and {@code report}. Start reading at {@link org.ropewalk.processor.check.Rules}.
 */
package org.ropewalk.processor.check;
