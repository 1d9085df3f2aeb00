/**
 * Code of the constants that say how lines are encoded and how long they may be, which both sides
 * have. May import {@code emit.code}, {@code model} and {@code template}.
 */
package org.ropewalk.processor.emit.code.format;
