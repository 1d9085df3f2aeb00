/**
 * Looks at input before it is received: one line ahead while a connection waits for its own reply
 * ({@link org.ropewalk.frame.ahead.LookAhead}), and the first bytes of another protocol ({@link
 * org.ropewalk.frame.ahead.ProtocolSniffer}).
 *
 * <p>Not a part of the API. Imports {@code line} and {@code reactor}.
 */
package org.ropewalk.frame.ahead;
