/**
 * Where handlers run that may block: {@link org.ropewalk.server.blocking.BlockingExecutor}.
 *
 * <p>Not a part of the API. Imports nothing of this library.
 */
package org.ropewalk.server.blocking;
