/**
 * The compiler's door: {@link org.ropewalk.processor.RopewalkProcessor} takes a declaration through
 * {@code read}, {@code check}, {@code emit} and {@code output}, and reports what is wrong with it.
 */
package org.ropewalk.processor;
