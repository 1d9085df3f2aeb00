package org.ropewalk.observe;

import org.jspecify.annotations.Nullable;

/**
 * The end of a connection.
 *
 * @param cause a word in lower case: on a server the name of a {@code CloseReason}, on a client
 *     {@code done}, {@code lost}, {@code tls} or {@code failed}
 * @param reason the reason that the protocol received; null if there is none
 * @param durationNs how long the connection was open, in nanoseconds
 */
public record ConnectionEnd(String cause, @Nullable Throwable reason, long durationNs) {}
