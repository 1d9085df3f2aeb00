/**
 * The compiler's door: {@link org.ropewalk.processor.RopewalkProcessor} takes a declaration through
 * {@code read}, {@code check} and {@code emit}, and reports what is wrong with it.
 */
package org.ropewalk.processor;
