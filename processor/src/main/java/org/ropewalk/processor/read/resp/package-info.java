/** The types of results that are values of RESP. May import {@code model} and {@code report}. */
package org.ropewalk.processor.read.resp;
