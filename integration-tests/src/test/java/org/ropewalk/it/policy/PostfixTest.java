package org.ropewalk.it.policy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.examples.policy.PolicyExample;
import org.ropewalk.it.real.Programs;
import org.ropewalk.it.real.RealProcess;
import org.ropewalk.it.real.Served;

/** A real Postfix asks the example what to do with recipients. */
class PostfixTest {
    private static final String POLICY_DOWN = "451 4.3.5";

    @TempDir private Path directory;

    /** The clock of the greylist. */
    private final AtomicLong clock = new AtomicLong();

    /** Postfix starts its daemons as other users, which root alone may do. */
    @BeforeEach
    void onlyRoot() throws IOException {
        Programs.find("postfix");
        assumeTrue("root".equals(System.getProperty("user.name")), "only root runs Postfix");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void stop() throws Exception {
        Path configuration = directory.resolve("etc");
        if (Files.exists(configuration)) {
            Programs.run("postfix", "-c", configuration.toString(), "stop");
        }
    }

    /** Writes the configuration of a Postfix that listens on {@code port}. */
    private List<String> configured(int port, int policy) {
        try {
            Path configuration = Files.createDirectory(directory.resolve("etc"));
            Path data = Files.createDirectory(directory.resolve("data"));
            Files.setOwner(
                    data,
                    data.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName("postfix"));
            Files.writeString(
                    configuration.resolve("main.cf"),
                    """
                    compatibility_level = 3.6
                    queue_directory = %1$s/queue
                    data_directory = %1$s/data
                    maillog_file = %1$s/log
                    maillog_file_prefixes = %1$s
                    inet_interfaces = 127.0.0.1
                    inet_protocols = ipv4
                    myhostname = mx.example.org
                    mydestination = mx.example.org
                    local_recipient_maps =
                    smtpd_relay_restrictions = reject_unauth_destination
                    smtpd_recipient_restrictions = check_policy_service inet:127.0.0.1:%2$d, permit
                    """
                            .formatted(directory, policy));
            Files.writeString(
                    configuration.resolve("master.cf"),
                    """
                    127.0.0.1:%d inet n - n - - smtpd
                    cleanup unix n - n - 0 cleanup
                    qmgr unix n - n 300 1 qmgr
                    rewrite unix - - n - - trivial-rewrite
                    bounce unix - - n - 0 bounce
                    defer unix - - n - 0 bounce
                    anvil unix - - n - 1 anvil
                    proxymap unix - - n - - proxymap
                    local unix - - n - - discard
                    postlog unix-dgram n - n - 1 postlogd
                    """
                            .formatted(port));
            Files.createDirectory(directory.resolve("queue"));
            return List.of("-c", configuration.toString(), "start-fg");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A client of Postfix. */
    private static final class Client implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader replies;

        Client(RealProcess postfix) throws IOException {
            socket = new Socket();
            socket.connect(postfix.address());
            socket.setSoTimeout(30_000);
            replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            assertThat(replies.readLine()).startsWith("220 ");
        }

        /** The last line of the reply to a command. */
        String answer(String command) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write((command + "\r\n").getBytes(US_ASCII));
            String line = replies.readLine();
            while (line.startsWith("-", 3)) {
                line = replies.readLine();
            }
            return line;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void postfix_defers_a_recipient_and_takes_it_later() throws Exception {
        try (Served served =
                        new Served(
                                reactor ->
                                        PolicyExample.factory(Duration.ofSeconds(60), clock::get));
                RealProcess postfix =
                        RealProcess.start("postfix", port -> configured(port, served.port()));
                Client client = new Client(postfix)) {
            client.answer("EHLO client.example.org");
            assertThat(client.answer("MAIL FROM:<a=b@x.org>")).startsWith("250 ");
            assertThat(client.answer("RCPT TO:<c@mx.example.org>"))
                    .startsWith("450 4.2.0 <c@mx.example.org>")
                    .endsWith("greylisted, try again in 60 seconds");

            clock.set(Duration.ofSeconds(59).toNanos());
            assertThat(client.answer("RCPT TO:<c@mx.example.org>"))
                    .endsWith("greylisted, try again in 1 seconds");

            clock.set(Duration.ofSeconds(61).toNanos());
            assertThat(client.answer("RCPT TO:<c@mx.example.org>")).startsWith("250 ");
            assertThat(client.answer("RCPT TO:<d@mx.example.org>"))
                    .startsWith("450 ")
                    .doesNotStartWith(POLICY_DOWN);
        }
    }
}
