package org.ropewalk.it.ftp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.client.Connection;
import org.ropewalk.examples.ftp.Ftp;
import org.ropewalk.examples.ftp.FtpClient;
import org.ropewalk.examples.ftp.FtpExample;
import org.ropewalk.it.real.Programs;
import org.ropewalk.it.real.Served;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.MemoryPeer;

/** The example of FTP: with curl, lftp and Python's ftplib, by hand, and with our client. */
class FtpTest {
    private static final int LARGE = 3_000_000;
    private static final int MEMORY_PORT = 2121;
    private static final int WAIT_MS = 10_000;
    private static final String LOGIN = "USER ropewalk\r\nPASS secret\r\n";

    @TempDir private Path directory;
    private Path files;

    @BeforeEach
    void makeDirectory() throws IOException {
        files = Files.createDirectory(directory.resolve("files"));
    }

    private Path large(String name) throws IOException {
        byte[] bytes = new byte[LARGE];
        new Random(1).nextBytes(bytes);
        return Files.write(directory.resolve(name), bytes);
    }

    private Served served() {
        return new Served(reactor -> FtpExample.factory(reactor, files));
    }

    // ---- programs

    @Test
    void curlStoresListsReadsAndResumes() throws Exception {
        Programs.find("curl");
        Path large = large("large");
        Path got = Files.write(directory.resolve("got"), new byte[0]);
        try (Served served = served()) {
            String url = "ftp://ropewalk:secret@127.0.0.1:" + served.port() + "/";
            Programs.run("curl", "-sS", "-T", large.toString(), url + "a%20b");
            assertThat(Programs.run("curl", "-sS", "-l", url)).isEqualTo("a b\n");
            for (String way : List.of("--ftp-pasv", "--disable-epsv", "-P127.0.0.1")) {
                assertThat(Programs.run("curl", "-sS", way, url)).contains(LARGE + " ", " a b");
            }
            Files.write(got, java.util.Arrays.copyOf(Files.readAllBytes(large), LARGE - 10));
            Programs.run("curl", "-sS", "-C", "-", url + "a%20b", "-o", got.toString());
        }
        assertThat(got).hasSameBinaryContentAs(large);
    }

    @Test
    void lftpMovesFilesInParts() throws Exception {
        Programs.find("lftp");
        Path large = large("large");
        try (Served served = served()) {
            String commands =
                    "set net:max-retries 1; set ftp:ssl-allow no; lcd "
                            + directory
                            + "; mkdir m; cd m; put large; mv large b; pget -n 3 b -o c; rm b; cd ..; rmdir m; quit";
            Programs.run(
                    "lftp",
                    "-u",
                    "ropewalk,secret",
                    "-p",
                    "" + served.port(),
                    "-e",
                    commands,
                    "127.0.0.1");
        }
        assertThat(directory.resolve("c")).hasSameBinaryContentAs(large);
        assertThat(files).isEmptyDirectory();
    }

    @Test
    void ftplibUsesTheCommandsAndAborts() throws Exception {
        Programs.find("python3");
        large("large");
        Files.copy(directory.resolve("large"), files.resolve("large"));
        String script =
                """
                import ftplib, io, sys
                f = ftplib.FTP()
                f.connect('127.0.0.1', int(sys.argv[1]), timeout=20)
                f.login('ropewalk', 'secret')
                print(f.mkd('d "q"'))
                f.cwd('d "q"')
                print(f.pwd())
                f.storbinary('STOR x', io.BytesIO(b'abc' * 1000))
                f.storbinary('APPE x', io.BytesIO(b'zz'))
                got = io.BytesIO()
                f.retrbinary('RETR x', got.write, rest=2999)
                print(f.size('x'), got.getvalue(), [(n, m['type'], m['size']) for n, m in f.mlsd()])
                f.rename('x', 'y')
                f.set_pasv(False)
                print(f.nlst())
                f.set_pasv(True)
                f.delete('y')
                f.cwd('/')
                f.rmd('d "q"')
                data = f.transfercmd('RETR large')
                data.recv(1000)
                print(f.abort(), f.voidresp())
                data.close()
                print(f.voidcmd('NOOP'))
                """;
        try (Served served = served()) {
            assertThat(Programs.run("python3", "-c", script, "" + served.port()))
                    .isEqualTo(
                            """
                            /d "q"
                            /d "q"
                            3002 b'czz' [('x', 'file', '3002')]
                            ['y']
                            426 aborted 226 aborted
                            200 done
                            """);
        }
    }

    // ---- by hand, over sockets

    /** A control connection. */
    private static final class Control implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;

        Control(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(WAIT_MS);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            assertThat(in.readLine()).startsWith("220 ");
            says("USER ropewalk");
            assertThat(says("PASS secret")).startsWith("230 ");
            assertThat(says("TYPE I")).startsWith("200 ");
        }

        String says(String line) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(US_ASCII));
            return in.readLine();
        }

        int passive() throws IOException {
            String[] parts = says("EPSV").split("\\|");
            return Integer.parseInt(parts[3]);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void nothingOutsideTheDirectoryIsThere() throws Exception {
        Files.writeString(directory.resolve("outside"), "secret");
        Files.createSymbolicLink(files.resolve("link"), directory.resolve("outside"));
        Files.createSymbolicLink(files.resolve("up"), directory);
        try (Served served = served();
                Control control = new Control(served.port())) {
            for (String name :
                    List.of("../outside", "/../outside", "link", "up/outside", "x/../../outside")) {
                assertThat(control.says("SIZE " + name)).as(name).startsWith("550 ");
            }
            assertThat(control.says("CWD ..")).startsWith("250 ");
            assertThat(control.says("PWD")).startsWith("257 \"/\"");
            assertThat(control.says("DELE link")).startsWith("550 ");
            assertThat(control.says("RMD /")).startsWith("550 ");
            control.passive();
            assertThat(control.says("RETR link")).startsWith("550 ");
            assertThat(control.says("STOR up/new")).startsWith("550 ");
        }
        assertThat(directory.resolve("outside")).hasContent("secret");
    }

    @Test
    void aDataConnectionFromAnotherAddressIsRefused() throws Exception {
        Files.writeString(files.resolve("a"), "hello");
        try (Served served = served();
                Control control = new Control(served.port())) {
            int port = control.passive();
            try (Socket foreign = new Socket()) {
                foreign.bind(new java.net.InetSocketAddress("127.0.0.2", 0));
                foreign.connect(new java.net.InetSocketAddress("127.0.0.1", port));
                foreign.setSoTimeout(WAIT_MS);
                assertThat(foreign.getInputStream().read()).isNegative();
            }
            try (Socket own = new Socket("127.0.0.1", port)) {
                assertThat(control.says("RETR a")).startsWith("150 ");
                assertThat(own.getInputStream().readAllBytes())
                        .asString(US_ASCII)
                        .isEqualTo("hello");
            }
            assertThat(control.in.readLine()).isEqualTo("226 done");
            assertThat(control.says("PORT 127,0,0,2,40,1")).startsWith("501 ");
            assertThat(control.says("PORT 127,0,0,1,0,25")).startsWith("501 ");
            assertThat(control.says("EPRT |1|10.0.0.1|5000|")).startsWith("501 ");
            assertThat(control.says("EPRT |3|127.0.0.1|5000|")).startsWith("522 ");
        }
    }

    @Test
    void aTransferIsAbortedWhereTheDataConnectionNeverComes() throws Exception {
        Files.writeString(files.resolve("a"), "hello");
        try (Served served = served();
                Control control = new Control(served.port())) {
            control.passive();
            assertThat(control.says("RETR a")).startsWith("150 ");
            assertThat(control.says("ABOR")).isEqualTo("426 aborted");
            assertThat(control.says("NOOP")).isEqualTo("226 aborted");
        }
    }

    // ---- by hand, in memory

    private static String says(MemoryNetwork network, MemoryPeer peer, String lines) {
        peer.write(lines.getBytes(US_ASCII));
        network.run();
        return new String(peer.readAll(), US_ASCII);
    }

    @Test
    void aDataConnectionThatNeverComesIsAwaitedForATime() throws Exception {
        Files.writeString(files.resolve("a"), "hello");
        MemoryNetwork network = new MemoryNetwork(1);
        network.reactor()
                .listen("tcp:" + MEMORY_PORT, FtpExample.factory(network.reactor(), files));
        MemoryPeer peer = network.connectPeer(MEMORY_PORT);
        network.run();
        says(network, peer, LOGIN);

        assertThat(says(network, peer, "EPSV\r\n")).startsWith("229 ");
        assertThat(says(network, peer, "RETR a\r\n")).startsWith("150 ");
        network.advance(Duration.ofSeconds(19));
        assertThat(says(network, peer, "")).isEmpty();
        network.advance(Duration.ofSeconds(2));
        assertThat(says(network, peer, "")).isEqualTo("425 no data connection came in time\r\n");
    }

    @Test
    void badInputIsRefused() throws Exception {
        MemoryNetwork network = new MemoryNetwork(1);
        network.reactor()
                .listen("tcp:" + MEMORY_PORT, FtpExample.factory(network.reactor(), files));
        MemoryPeer peer = network.connectPeer(MEMORY_PORT);
        network.run();

        assertThat(says(network, peer, "LIST\r\n")).endsWith("530 log in first\r\n");
        assertThat(says(network, peer, LOGIN)).contains("230 ");
        assertThat(says(network, peer, "RETR a\r\n")).startsWith("425 ");
        assertThat(says(network, peer, "RNTO a\r\n")).isEqualTo("503 RNFR must come before\r\n");
        assertThat(says(network, peer, "USER a\r\n")).startsWith("503 ");
        assertThat(says(network, peer, "RNFR a\r\n")).startsWith("550 ");
        assertThat(says(network, peer, "ABOR\r\n")).isEqualTo("226 nothing to abort\r\n");
        assertThat(says(network, peer, "PORT 1,2,3\r\n")).startsWith("501 ");
        assertThat(says(network, peer, "TYPE I\r\nREST -1\r\n")).contains("501 ");
        assertThat(says(network, peer, "TYPE X\r\n")).startsWith("501 ");
        assertThat(says(network, peer, "FLY\r\nNOOP\r\n"))
                .isEqualTo("500 command FLY not understood\r\n200 done\r\n");
    }

    @Test
    void anonymousMayOnlyRead() throws Exception {
        MemoryNetwork network = new MemoryNetwork(1);
        network.reactor()
                .listen("tcp:" + MEMORY_PORT, FtpExample.factory(network.reactor(), files));
        MemoryPeer peer = network.connectPeer(MEMORY_PORT);
        network.run();

        assertThat(says(network, peer, "USER anonymous\r\nPASS me@here\r\n")).contains("230 ");
        assertThat(says(network, peer, "MKD d\r\n")).isEqualTo("550 you may only read\r\n");
    }

    // ---- our client

    @Test
    void ourClientLogsIn() throws Exception {
        Files.writeString(files.resolve("a"), "hello");
        MemoryNetwork network = new MemoryNetwork(1);
        network.reactor()
                .listen("tcp:" + MEMORY_PORT, FtpExample.factory(network.reactor(), files));
        var opened = FtpClient.open(network.reactor(), "tcp:127.0.0.1:" + MEMORY_PORT);
        network.run();
        Connection<FtpClient.Stranger> connection = opened.join();
        assertThat(connection.<String>greeting()).isEqualTo("Ropewalk");

        var named = connection.commands().user("ropewalk");
        network.run();
        var user = named.join().pass("secret");
        network.run();
        FtpClient.User session = user.join();
        session.type(Ftp.Type.IMAGE, Optional.empty());
        var size = session.size("a");
        var where = session.pwd();
        var features = session.feat();
        var missing = session.retr("a");
        network.run();

        assertThat(size.join()).isEqualTo(5);
        assertThat(where.join()).isEqualTo("/");
        assertThat(features.join().has("EPSV")).isTrue();
        assertThat(missing).isCompletedExceptionally();
    }
}
