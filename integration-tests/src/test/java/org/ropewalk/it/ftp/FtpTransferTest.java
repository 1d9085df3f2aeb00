package org.ropewalk.it.ftp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.examples.ftp.FtpExample;
import org.ropewalk.it.real.RealReactors;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;

/** The example of FTP: offsets, representations and addresses of transfers. */
class FtpTransferTest {
    private static final int WAIT_MS = 10_000;

    @TempDir private Path files;
    private final Reactor reactor = RealReactors.create();
    private Socket control;
    private BufferedReader in;

    @BeforeEach
    void start() throws Exception {
        reactor.start();
        connect("127.0.0.1");
    }

    private void connect(String host) throws Exception {
        Port port =
                reactor.listen(
                        "tcp:port=0:interface=" + host.replace(":", "\\:"),
                        FtpExample.factory(reactor, files));
        control = new Socket(host, ((InetSocketAddress) port.getHost()).getPort());
        control.setSoTimeout(WAIT_MS);
        in = new BufferedReader(new InputStreamReader(control.getInputStream(), US_ASCII));
        assertThat(in.readLine()).startsWith("220 ");
        says("USER ropewalk");
        assertThat(says("PASS secret")).startsWith("230 ");
        assertThat(says("TYPE I")).startsWith("200 ");
    }

    @AfterEach
    void stop() throws Exception {
        control.close();
        reactor.stop();
    }

    private String says(String line) throws IOException {
        control.getOutputStream().write((line + "\r\n").getBytes(US_ASCII));
        return in.readLine();
    }

    private Socket passive() throws IOException {
        return new Socket("127.0.0.1", Integer.parseInt(says("EPSV").split("\\|")[3]));
    }

    /** What a transfer sends, and how it ends. */
    private String received(String command) throws IOException {
        String text;
        try (Socket data = passive()) {
            assertThat(says(command)).startsWith("150 ");
            data.setSoTimeout(WAIT_MS);
            text = new String(data.getInputStream().readAllBytes(), US_ASCII);
        }
        return text + in.readLine();
    }

    private String stored(String command, String text) throws IOException {
        try (Socket data = passive()) {
            assertThat(says(command)).startsWith("150 ");
            data.getOutputStream().write(text.getBytes(US_ASCII));
        }
        return in.readLine();
    }

    /** RFC 3659 5.3: such an offset makes no file with holes. */
    @Test
    void aFileIsNotMovedFromBehindItsEnd() throws Exception {
        Path file = Files.writeString(files.resolve("a"), "hello");
        says("EPSV");
        for (String command : new String[] {"STOR a", "RETR a", "STOR none"}) {
            assertThat(says("REST 6")).startsWith("350 ");
            assertThat(says(command)).as(command).startsWith("55");
        }
        assertThat(Files.readString(file)).isEqualTo("hello");
        says("REST 5");
        assertThat(stored("STOR a", " you")).isEqualTo("226 done");
        assertThat(Files.readString(file)).isEqualTo("hello you");
        says("REST 6");
        assertThat(received("RETR a")).isEqualTo("you226 done");
    }

    @Test
    void anOffsetIsForTheFollowingTransferAlone() throws Exception {
        Path file = Files.writeString(files.resolve("a"), "hello");
        for (String command : new String[] {"APPE a", "STOR ../none/x"}) {
            says("REST 3");
            if (command.startsWith("APPE")) {
                assertThat(stored(command, "!")).isEqualTo("226 done");
            } else {
                says("EPSV");
                assertThat(says(command)).startsWith("550 ");
            }
            assertThat(received("RETR a")).as(command).isEqualTo("hello!226 done");
        }
        says("REST 3");
        assertThat(received("NLST")).isEqualTo("a\r\n226 done");
        assertThat(received("RETR a")).isEqualTo("hello!226 done");
        assertThat(Files.readString(file)).isEqualTo("hello!");
    }

    /** RFC 959 3.1.1.1. */
    @Test
    void textsAreConvertedInBothDirections() throws Exception {
        Files.writeString(files.resolve("a"), "one\ntwo\r\n\nthree\rfour");
        assertThat(says("TYPE A")).startsWith("200 ");
        assertThat(received("RETR a")).isEqualTo("one\r\ntwo\r\n\r\nthree\rfour226 done");
        assertThat(says("SIZE a")).startsWith("550 ");
        assertThat(says("REST 2")).startsWith("504 ");
        assertThat(stored("STOR b", "one\r\ntwo\r\r\n\rthree\n\r")).isEqualTo("226 done");
        assertThat(stored("APPE b", "more\r\n")).isEqualTo("226 done");
        assertThat(Files.readString(files.resolve("b"))).isEqualTo("one\ntwo\r\n\rthree\n\rmore\n");
        assertThat(says("TYPE I")).startsWith("200 ");
        assertThat(received("RETR a")).isEqualTo("one\ntwo\r\n\nthree\rfour226 done");
        assertThat(says("SIZE a")).isEqualTo("213 20");
    }

    @Test
    void anOffsetIsForgottenWithTheRepresentation() throws Exception {
        Files.writeString(files.resolve("a"), "hello");
        says("REST 3");
        says("TYPE A");
        assertThat(received("RETR a")).isEqualTo("hello226 done");
    }

    @Test
    void theClientsOwnAddressMayBeWrittenInEachForm() throws Exception {
        InetAddress address = InetAddress.getByName("::1");
        try (ServerSocket data = new ServerSocket(0, 1, address)) {
            control.close();
            connect("::1");
            for (String host : new String[] {"::1", "0:0:0:0:0:0:0:1", "0::0001"}) {
                assertThat(says("EPRT |2|" + host + "|" + data.getLocalPort() + "|"))
                        .as(host)
                        .startsWith("200 ");
            }
            for (String host : new String[] {"::2", "localhost", "127.0.0.1", ":::", "::1%lo"}) {
                assertThat(says("EPRT |2|" + host + "|" + data.getLocalPort() + "|"))
                        .as(host)
                        .startsWith("501 ");
            }
            Files.writeString(files.resolve("a"), "hello");
            assertThat(says("EPRT |2|::1|" + data.getLocalPort() + "|")).startsWith("200 ");
            assertThat(says("RETR a")).startsWith("150 ");
            try (Socket got = data.accept()) {
                assertThat(new String(got.getInputStream().readAllBytes(), US_ASCII))
                        .isEqualTo("hello");
            }
            assertThat(in.readLine()).isEqualTo("226 done");
        } catch (java.net.SocketException e) {
            Assumptions.abort("there is no IPv6 here: " + e.getMessage());
        }
    }
}
