package org.ropewalk.it.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.it.real.RealReactors;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.Connector;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;

/** TLS against the implementation of openssl, which nobody here wrote. */
class OpensslTest {
    @TempDir static Path folder;

    private final Reactor reactor = RealReactors.create();

    @BeforeAll
    static void makeCertificate() throws Exception {
        boolean there;
        try {
            there = run("openssl", "version") == 0;
        } catch (IOException e) {
            there = false;
        }
        if ("required".equals(System.getProperty("ropewalk.interop"))) {
            assertThat(there).as("openssl is installed").isTrue();
        }
        assumeThat(there).as("openssl is not installed").isTrue();
        assertThat(
                        run(
                                "openssl",
                                "req",
                                "-x509",
                                "-newkey",
                                "rsa:2048",
                                "-nodes",
                                "-keyout",
                                key().toString(),
                                "-out",
                                certificate().toString(),
                                "-days",
                                "30",
                                "-subj",
                                "/CN=localhost",
                                "-addext",
                                "subjectAltName=DNS:localhost,IP:127.0.0.1"))
                .isZero();
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return process.waitFor();
    }

    private static Path key() {
        return folder.resolve("key.pem");
    }

    private static Path certificate() {
        return folder.resolve("certificate.pem");
    }

    @BeforeEach
    void start() {
        reactor.start();
    }

    @AfterEach
    void stop() {
        reactor.close();
    }

    private static class Echo extends Protocol {
        @Override
        protected void dataReceived(byte[] data) {
            transport().write(data);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void a_client_of_openssl_is_echoed(String version) throws Exception {
        Port port =
                reactor.listen(
                        "tls:port=0:interface=127.0.0.1:certificate="
                                + certificate()
                                + ":key="
                                + key(),
                        Factory.forProtocol(Echo::new));
        Process client =
                new ProcessBuilder(
                                "openssl",
                                "s_client",
                                "-quiet",
                                "-verify_return_error",
                                version,
                                "-CAfile",
                                certificate().toString(),
                                "-connect",
                                "127.0.0.1:" + ((InetSocketAddress) port.getHost()).getPort())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            client.getOutputStream().write("hello\n".getBytes(StandardCharsets.US_ASCII));
            client.getOutputStream().flush();
            byte[] echoed = client.getInputStream().readNBytes(6);
            assertThat(new String(echoed, StandardCharsets.US_ASCII)).isEqualTo("hello\n");
        } finally {
            client.destroy();
            client.waitFor(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_server_of_openssl_is_talked_to() throws Exception {
        int port;
        try (java.net.ServerSocket free = new java.net.ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Process server =
                new ProcessBuilder(
                                List.of(
                                        "openssl",
                                        "s_server",
                                        "-rev",
                                        "-accept",
                                        "" + port,
                                        "-cert",
                                        certificate().toString(),
                                        "-key",
                                        key().toString()))
                        .redirectErrorStream(true)
                        .start();
        try {
            awaitAccept(server.getInputStream());
            CompletableFuture<String> answer = new CompletableFuture<>();
            reactor.callFromThread(
                    () ->
                            reactor.connect(
                                    "tls:localhost:" + port + ":trust=" + certificate(),
                                    new Asking(answer)));
            assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo("olleh\n");
        } finally {
            server.destroy();
            server.waitFor(5, TimeUnit.SECONDS);
        }
    }

    private static void awaitAccept(InputStream output) throws IOException {
        StringBuilder said = new StringBuilder();
        while (said.indexOf("ACCEPT") < 0) {
            int c = output.read();
            assertThat(c).as("the server has ended: " + said).isNotNegative();
            said.append((char) c);
        }
    }

    /** Says hello, and takes a line. */
    private static final class Asking extends ClientFactory {
        private final CompletableFuture<String> answer;

        Asking(CompletableFuture<String> answer) {
            this.answer = answer;
        }

        @Override
        public Protocol buildProtocol(SocketAddress peer) {
            return new Protocol() {
                @Override
                protected void connectionMade() {
                    transport().write("hello\n".getBytes(StandardCharsets.US_ASCII));
                }

                @Override
                protected void dataReceived(byte[] data) {
                    answer.complete(new String(data, StandardCharsets.US_ASCII));
                }
            };
        }

        @Override
        public void clientConnectionFailed(Connector connector, Throwable reason) {
            answer.completeExceptionally(reason);
        }

        @Override
        public void clientConnectionLost(Connector connector, Throwable reason) {
            answer.completeExceptionally(reason);
        }
    }
}
