package org.ropewalk.it.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ropewalk.examples.bench.BenchExample;

/** How many bytes the loop's thread allocates for a command over TLS, those of the JDK included. */
class TlsAllocationTest {
    private static final Path TLS = Path.of("..", "runtime", "src", "test", "resources", "tls");

    /** 32 commands are in one record, as are their replies. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PING | PONG | 128",
                "get key | VALUE key 5 2;ab;END | 128",
            })
    void of_a_command(String command, String reply, int bytes) throws Exception {
        String endpoint =
                "tls:port=0:interface=127.0.0.1:certificate="
                        + TLS.resolve("server.pem")
                        + ":key="
                        + TLS.resolve("server.key");
        Allocation.assertOf(
                new LoopAllocation(BenchExample.factory(), "set key 5 0 2;ab", "STORED")
                        .over(endpoint, sockets()),
                command,
                reply,
                bytes);
    }

    private static SocketFactory sockets() throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (var certificate = Files.newInputStream(TLS.resolve("ca.pem"))) {
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
