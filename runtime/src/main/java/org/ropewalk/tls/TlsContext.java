package org.ropewalk.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The settings of TLS: certificates, trusted authorities, versions. Immutable; one context serves
 * many connections of either side. By default TLS 1.2 and 1.3; a client verifies the server's
 * certificate chain and name.
 *
 * <pre>{@code
 * TlsContext server = TlsContext.server(Path.of("chain.pem"), Path.of("key.pem"));
 * TlsContext client = TlsContext.client();
 * }</pre>
 */
public final class TlsContext {
    /** The default time limit of a handshake. */
    public static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);

    private static final char[] NO_PASSWORD = {};

    /** Whether a server requests a client certificate. */
    public enum ClientAuthentication {
        /** It does not. */
        NONE,
        /** The server requests one, but accepts a client without one. */
        WANTED,
        /** It does, and refuses a client without one that it trusts. */
        REQUIRED
    }

    private final SSLContext context;
    private final ClientAuthentication clientAuthentication;
    private final String[] applicationProtocols;
    private final String[] versions;
    private final @Nullable String serverName;
    private final Duration handshakeTimeout;
    private final ExpiryNotice expiry;

    private TlsContext(Builder builder) {
        clientAuthentication = builder.clientAuthentication;
        applicationProtocols = builder.applicationProtocols.toArray(String[]::new);
        versions = builder.versions.toArray(String[]::new);
        serverName = builder.serverName;
        handshakeTimeout = builder.handshakeTimeout;
        expiry = new ExpiryNotice(builder.shown);
        expiry.check(System.currentTimeMillis());
        try {
            context = SSLContext.getInstance("TLS");
            context.init(builder.keyManagers(), builder.trustManagers(), null);
        } catch (GeneralSecurityException | IOException e) {
            throw new TlsConfigurationException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    /**
     * A context of a server with this certificate (followed by its chain) and its private key.
     *
     * @throws TlsConfigurationException if a file cannot be used
     */
    public static TlsContext server(Path certificates, Path privateKey) {
        return builder().certificate(certificates, privateKey).build();
    }

    /**
     * A context of a client that trusts the certificate authorities of the JDK, without its own
     * certificate.
     */
    public static TlsContext client() {
        return builder().build();
    }

    /** A builder of a context. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The time at which the first of its own certificates expires; empty if it has none. From 14
     * days before, there is a warning in the log: when the context is created, and once a day while
     * connections are made.
     */
    public Optional<Instant> certificateExpiry() {
        return expiry.first();
    }

    /** The time limit of a handshake. */
    public Duration handshakeTimeout() {
        return handshakeTimeout;
    }

    /**
     * The TLS engine of one connection; called by transports.
     *
     * @param host the requested name of the peer, or null
     */
    public SSLEngine engine(boolean client, @Nullable String host, int port) {
        expiry.check(System.currentTimeMillis());
        String name = serverName != null ? serverName : host;
        SSLEngine engine =
                client && name != null
                        ? context.createSSLEngine(name, port)
                        : context.createSSLEngine();
        engine.setUseClientMode(client);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(versions);
        parameters.setApplicationProtocols(applicationProtocols);
        if (client) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        } else {
            parameters.setUseCipherSuitesOrder(true);
        }
        engine.setSSLParameters(parameters);
        if (!client) {
            engine.setWantClientAuth(clientAuthentication == ClientAuthentication.WANTED);
            if (clientAuthentication == ClientAuthentication.REQUIRED) {
                engine.setNeedClientAuth(true);
            }
        }
        return engine;
    }

    /** The application protocol that both sides agreed on, if any. */
    public static Optional<String> applicationProtocol(SSLEngine engine) {
        String chosen = engine.getApplicationProtocol();
        return chosen == null || chosen.isEmpty() ? Optional.empty() : Optional.of(chosen);
    }

    /** Builds a context. */
    public static final class Builder {
        private final KeyStore keys = emptyStore();
        private final List<X509Certificate> shown = new ArrayList<>();
        private @Nullable KeyStore trusted;
        private ClientAuthentication clientAuthentication = ClientAuthentication.NONE;
        private List<String> applicationProtocols = List.of();
        private List<String> versions = List.of("TLSv1.3", "TLSv1.2");
        private @Nullable String serverName;
        private Duration handshakeTimeout = HANDSHAKE_TIMEOUT;

        private Builder() {}

        private static KeyStore emptyStore() {
            try {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                return store;
            } catch (GeneralSecurityException | IOException e) {
                throw new TlsConfigurationException("no store for keys can be made", e);
            }
        }

        /**
         * Sets its own certificate, with its chain. A server may have several: it uses the one with
         * the name that the client requests, else the first suitable one.
         *
         * @throws TlsConfigurationException if a file cannot be used, or the key does not belong to
         *     the certificate
         */
        public Builder certificate(Path certificates, Path privateKey) {
            return certificate(certificates, privateKey, null);
        }

        /** As {@link #certificate(Path, Path)}, for an encrypted key. */
        public Builder certificate(Path certificates, Path privateKey, char @Nullable [] password) {
            List<X509Certificate> chain = PemFiles.certificates(certificates);
            PrivateKey key = PemFiles.privateKey(privateKey, password);
            checkPair(certificates, chain.get(0).getPublicKey(), privateKey, key);
            try {
                keys.setKeyEntry(
                        "key-" + keys.size(),
                        key,
                        NO_PASSWORD,
                        chain.toArray(X509Certificate[]::new));
                shown.addAll(chain);
            } catch (GeneralSecurityException e) {
                throw new TlsConfigurationException(
                        "the key in " + privateKey + " cannot be used: " + e.getMessage(), e);
            }
            return this;
        }

        private static void checkPair(
                Path certificates, PublicKey certified, Path privateKey, PrivateKey key) {
            if (!certified.getAlgorithm().equals(key.getAlgorithm())) {
                throw new TlsConfigurationException(
                        "the key in "
                                + privateKey
                                + " is "
                                + key.getAlgorithm()
                                + ", but the certificate in "
                                + certificates
                                + " is for a key that is "
                                + certified.getAlgorithm()
                                + "; give the key for which that was issued",
                        null);
            }
            if (!KeyPairs.match(key, certified)) {
                throw new TlsConfigurationException(
                        "the key in "
                                + privateKey
                                + " does not belong to the first certificate in "
                                + certificates
                                + "; give the key for which that was issued",
                        null);
            }
        }

        /**
         * Trusts the certificates in this file and those that they signed, instead of the
         * authorities of the JDK.
         *
         * @throws TlsConfigurationException if the file cannot be used
         */
        public Builder trust(Path certificates) {
            if (trusted == null) {
                trusted = emptyStore();
            }
            try {
                for (X509Certificate certificate : PemFiles.certificates(certificates)) {
                    trusted.setCertificateEntry("trusted-" + trusted.size(), certificate);
                }
            } catch (GeneralSecurityException e) {
                throw new TlsConfigurationException(
                        "the certificates in " + certificates + " cannot be trusted", e);
            }
            return this;
        }

        /** Sets whether a server requests a client certificate; by default it does not. */
        public Builder clientAuthentication(ClientAuthentication wanted) {
            clientAuthentication = Objects.requireNonNull(wanted, "wanted");
            return this;
        }

        /**
         * Sets the application protocols of the connection, the preferred first (ALPN, RFC 7301).
         */
        public Builder applicationProtocols(String... names) {
            applicationProtocols = List.of(names);
            return this;
        }

        /** Sets the versions of TLS, such as {@code "TLSv1.3"}. */
        public Builder versions(String... names) {
            versions = List.of(names);
            return this;
        }

        /** Sets the server name that a client requests and verifies, instead of the host name. */
        public Builder serverName(String name) {
            serverName = Objects.requireNonNull(name, "name");
            return this;
        }

        /** Sets the time limit of a handshake. */
        public Builder handshakeTimeout(Duration timeout) {
            if (timeout.isZero() || timeout.isNegative()) {
                throw new TlsConfigurationException("a handshake takes more than " + timeout, null);
            }
            handshakeTimeout = timeout;
            return this;
        }

        /**
         * Creates the context.
         *
         * @throws TlsConfigurationException if the settings do not fit together
         */
        public TlsContext build() {
            return new TlsContext(this);
        }

        private KeyManager[] keyManagers() throws GeneralSecurityException {
            // The one of the JDK's that looks at the name which the client asks for.
            KeyManagerFactory factory = KeyManagerFactory.getInstance("NewSunX509");
            factory.init(keys, NO_PASSWORD);
            return factory.getKeyManagers();
        }

        private TrustManager[] trustManagers() throws GeneralSecurityException, IOException {
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            return factory.getTrustManagers();
        }
    }
}
