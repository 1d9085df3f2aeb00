package org.ropewalk.observe;

import org.jspecify.annotations.Nullable;

/**
 * The end of a TLS handshake.
 *
 * @param version the version, such as {@code TLSv1.3}; empty if it failed
 * @param cipherSuite what was agreed on; empty if it failed
 * @param durationNs how long it took, in nanoseconds
 * @param failure why it failed; null if it succeeded
 */
public record Handshake(
        String version, String cipherSuite, long durationNs, @Nullable Throwable failure) {
    /** Whether it failed. */
    public boolean hasFailed() {
        return failure != null;
    }
}
