package org.ropewalk.tls;

import org.jspecify.annotations.Nullable;

/**
 * A certificate, a key or a TLS setting cannot be used; the message has the file or setting, the
 * cause and the solution.
 */
public final class TlsConfigurationException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** Made by this package. */
    TlsConfigurationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The same problem, found in an endpoint, which {@code endpoint} shows without its secrets. */
    public TlsConfigurationException in(String endpoint) {
        return new TlsConfigurationException(
                "endpoint \"" + endpoint + "\": " + getMessage(), this);
    }
}
