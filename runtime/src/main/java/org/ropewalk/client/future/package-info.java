/** Futures that a loop completes, so that waiting for them on a loop is refused. */
@NullMarked
package org.ropewalk.client.future;

import org.jspecify.annotations.NullMarked;
