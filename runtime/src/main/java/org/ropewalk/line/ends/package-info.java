/** What ends a line, where that is not CR LF or LF alone. Imports {@code annotation} alone. */
@ForGeneratedCode
@NullMarked
package org.ropewalk.line.ends;

import org.jspecify.annotations.NullMarked;
import org.ropewalk.annotation.ForGeneratedCode;
