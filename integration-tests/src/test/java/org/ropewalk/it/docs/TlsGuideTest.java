package org.ropewalk.it.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.ClientOptions;
import org.ropewalk.client.Connection;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.Peer;
import org.ropewalk.tls.ReloadingTls;
import org.ropewalk.tls.TlsContext;

class TlsGuideTest {
    private static final Path TLS = Path.of("..", "runtime", "src", "test", "resources", "tls");

    /** Opens for a connection that is secured, and for no other. */
    static final class Keeper implements Vault {
        private final Peer peer;

        Keeper(Peer peer) {
            this.peer = peer;
        }

        @Override
        public void startTls() {}

        @Override
        public void open(String code) throws Clear {
            if (!peer.isSecure()) {
                throw new Clear();
            }
        }
    }

    @Test
    void anEndpointWithTls() {
        try (Reactor reactor = NioReactor.create()) {
            reactor.start();
            String certificate = TLS.resolve("server.pem").toString();
            String key = TLS.resolve("server.key").toString();
            String ca = TLS.resolve("ca.pem").toString();
            Port port =
                    reactor.listen(
                            "tls:port=0:interface=127.0.0.1:certificate="
                                    + certificate
                                    + ":key="
                                    + key,
                            new VaultFactory(Keeper::new));

            try (Connection<VaultClient> connection =
                    VaultClient.open(
                                    reactor,
                                    "tls:localhost:" + Listening.number(port) + ":trust=" + ca)
                            .join()) {
                connection.commands().open("4711").join();
                assertThat(connection.isOpen()).isTrue();
            }
        }
    }

    @Test
    void tlsInTheMiddleOfAConnection() {
        try (Reactor reactor = NioReactor.create()) {
            reactor.start();
            Path certificate = TLS.resolve("server.pem");
            Path key = TLS.resolve("server.key");
            Path ca = TLS.resolve("ca.pem");
            VaultFactory factory = new VaultFactory(Keeper::new);
            factory.tls(
                    new ReloadingTls(() -> TlsContext.server(certificate, key), certificate, key));
            Port port = reactor.listen("tcp:port=0:interface=127.0.0.1", factory);

            TlsContext trust = TlsContext.builder().trust(ca).serverName("localhost").build();
            ClientOptions options = ClientOptions.standard().tls(trust);
            try (Connection<VaultClient> connection =
                    VaultClient.open(reactor, Listening.endpoint(port), options).join()) {
                VaultClient client = connection.commands();
                assertThatThrownBy(() -> client.open("4711").join())
                        .isInstanceOf(CompletionException.class)
                        .hasCauseInstanceOf(Vault.Clear.class);
                client.startTls().join();
                client.open("4711").join();
                assertThat(connection.isOpen()).isTrue();
            }
        }
    }
}
