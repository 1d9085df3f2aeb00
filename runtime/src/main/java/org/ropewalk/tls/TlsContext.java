package org.ropewalk.tls;

import java.util.Objects;
import javax.net.ssl.SSLContext;

/** How connections of one port or client are secured. Immutable. */
public final class TlsContext {
    private final SSLContext context;

    private TlsContext(SSLContext context) {
        this.context = context;
    }

    /** Secures with what {@code context} holds. */
    public static TlsContext of(SSLContext context) {
        return new TlsContext(Objects.requireNonNull(context, "context"));
    }

    /** The JDK's context. */
    public SSLContext sslContext() {
        return context;
    }
}
