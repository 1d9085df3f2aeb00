/**
 * Filters change the bytes between a connection and its lines: {@link org.ropewalk.filter.Filter}
 * is implemented by users, {@link org.ropewalk.filter.Telnet} is one. Import {@code reactor},
 * {@code policy} and {@code loop} only.
 */
@NullMarked
package org.ropewalk.filter;

import org.jspecify.annotations.NullMarked;
