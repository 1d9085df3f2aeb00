/**
 * Expressions of numbers and of arrays. Imports the model alone; start reading at {@link
 * org.ropewalk.processor.emit.code.numbers.NumberReading}.
 */
package org.ropewalk.processor.emit.code.numbers;
