package org.ropewalk.loop.ports;

import java.util.function.Supplier;
import org.ropewalk.tls.TlsContext;

/**
 * What is between a socket and its protocol from the first byte on.
 *
 * @param context how connections are secured, asked for each; null if they are not
 * @param proxy the version of the PROXY header that a client sends; any other number but 0 makes a
 *     server wait for one
 */
record Stages(Supplier<TlsContext> context, int proxy) {
    /** Nothing. */
    static final Stages NONE = new Stages(null, 0);

    static Stages tls(Supplier<TlsContext> context) {
        return new Stages(context, 0);
    }

    Stages proxied(int version) {
        return new Stages(context, version);
    }

    boolean isTls() {
        return context != null;
    }

    /** The context for a new connection, or null. */
    TlsContext next() {
        return context == null ? null : context.get();
    }
}
