package org.ropewalk.observe;

import org.jspecify.annotations.Nullable;

/**
 * The end of a client's attempt to connect.
 *
 * @param protocol the protocol's name
 * @param endpoint where to, as the program said
 * @param again whether an attempt of the same service came before it
 * @param durationNs how long it took, in nanoseconds
 * @param failure why it failed; null if it succeeded
 */
public record ConnectAttempt(
        String protocol,
        String endpoint,
        boolean again,
        long durationNs,
        @Nullable Throwable failure) {}
