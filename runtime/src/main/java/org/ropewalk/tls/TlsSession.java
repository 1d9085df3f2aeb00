package org.ropewalk.tls;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * The result of a TLS handshake.
 *
 * @param version the version, such as {@code "TLSv1.3"}
 * @param cipherSuite the cipher suite, such as {@code "TLS_AES_256_GCM_SHA384"}
 * @param applicationProtocol the application protocol of ALPN, if any
 * @param serverName the server name that the client requested, if any
 * @param peerCertificates the peer's own certificate and its chain; empty if there is none
 */
public record TlsSession(
        String version,
        String cipherSuite,
        Optional<String> applicationProtocol,
        Optional<String> serverName,
        List<X509Certificate> peerCertificates) {

    /** The result of an engine with a completed handshake; called by transports. */
    public static TlsSession of(SSLEngine engine) {
        SSLSession session = engine.getSession();
        return new TlsSession(
                session.getProtocol(),
                session.getCipherSuite(),
                TlsContext.applicationProtocol(engine),
                serverName(session),
                certificates(session));
    }

    private static Optional<String> serverName(SSLSession session) {
        if (session instanceof ExtendedSSLSession extended) {
            for (SNIServerName name : extended.getRequestedServerNames()) {
                if (name instanceof SNIHostName host) {
                    return Optional.of(host.getAsciiName());
                }
            }
        }
        return Optional.empty();
    }

    private static List<X509Certificate> certificates(SSLSession session) {
        List<X509Certificate> found = new ArrayList<>();
        try {
            for (Certificate certificate : session.getPeerCertificates()) {
                if (certificate instanceof X509Certificate x509) {
                    found.add(x509);
                }
            }
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
        return List.copyOf(found);
    }
}
