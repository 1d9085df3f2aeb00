/**
 * Code that writes and reads values of RESP, by their types. May import {@code emit.code}, {@code
 * model} and {@code template}.
 */
package org.ropewalk.processor.emit.code.resp;
