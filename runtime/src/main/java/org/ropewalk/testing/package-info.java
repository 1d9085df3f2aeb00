/**
 * Tools for tests of protocols: a transport for one protocol, and a seeded network in memory with
 * simulated time for many.
 *
 * <p>Public and part of the library: users test their handlers with it. May import {@code loop},
 * {@code line} and {@code reactor}. Start reading at {@link org.ropewalk.testing.StringTransport}.
 */
@NullMarked
package org.ropewalk.testing;

import org.jspecify.annotations.NullMarked;
