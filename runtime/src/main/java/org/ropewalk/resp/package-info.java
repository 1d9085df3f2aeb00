/**
 * Values of RESP as Java's: what generated code reads replies with, and how an {@code Object} is
 * written and read. Imports {@code line}.
 */
@NullMarked
package org.ropewalk.resp;

import org.jspecify.annotations.NullMarked;
