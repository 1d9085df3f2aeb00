/**
 * Reads one line ahead while a connection waits for its own reply. Start at {@link
 * org.ropewalk.frame.ahead.LookAhead}.
 *
 * <p>Not a part of the API. Imports {@code line} and {@code reactor}.
 */
package org.ropewalk.frame.ahead;
