package org.ropewalk.tls;

import org.jspecify.annotations.Nullable;

/**
 * A certificate, key or setting of TLS cannot be used; the message says which, why, and what to do.
 */
public final class TlsConfigurationException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** Made by this package. */
    TlsConfigurationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
