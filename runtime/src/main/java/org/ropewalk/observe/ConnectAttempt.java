package org.ropewalk.observe;

import org.jspecify.annotations.Nullable;

/**
 * The end of a client's attempt to connect.
 *
 * @param protocol the protocol's name
 * @param endpoint the endpoint, as the program gave it
 * @param again whether it follows another attempt of the same service
 * @param durationNs its duration in nanoseconds
 * @param failure why it failed; null if it succeeded
 */
public record ConnectAttempt(
        String protocol,
        String endpoint,
        boolean again,
        long durationNs,
        @Nullable Throwable failure) {}
