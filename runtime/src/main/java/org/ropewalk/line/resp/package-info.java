/**
 * The bytes of RESP, the protocol of Redis: where a value ends, and how elements are written. Knows
 * nothing of connections or commands. Begin with {@link org.ropewalk.line.resp.RespScanner}.
 */
@ForGeneratedCode
@NullMarked
package org.ropewalk.line.resp;

import org.jspecify.annotations.NullMarked;
import org.ropewalk.annotation.ForGeneratedCode;
