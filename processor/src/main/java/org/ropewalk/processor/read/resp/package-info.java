/** The types of results that are values of RESP. May import {@code model} and {@code report}. */
@NullMarked
package org.ropewalk.processor.read.resp;

import org.jspecify.annotations.NullMarked;
