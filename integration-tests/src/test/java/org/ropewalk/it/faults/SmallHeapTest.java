package org.ropewalk.it.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.it.real.RealReactors;

/**
 * Examples with a heap of 64 MB that strangers fill: each protocol's own error, the server lives,
 * and who sends to others is not ended because those do not read.
 */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SmallHeapTest {
    private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");
    private static final int SILENT_READERS = 20;

    /** The examples that take a directory. */
    private static final List<String> KEEP_MAIL = List.of("smtp", "lmtp", "pop3");

    @TempDir private Path directory;
    private Process process;
    private int port;

    private void start(String example) throws IOException {
        List<String> arguments = new ArrayList<>();
        arguments.add("org.ropewalk.examples.Main");
        arguments.add(example);
        arguments.add("tcp:port=0:interface=127.0.0.1");
        if (KEEP_MAIL.contains(example)) {
            arguments.add(directory.toString());
        }
        process = RealReactors.startWithSmallHeap(arguments);
        BufferedReader output = process.inputReader(US_ASCII);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher matcher = PORT.matcher(line);
            if (matcher.find()) {
                port = Integer.parseInt(matcher.group(1));
                return;
            }
        }
        throw new IOException("it does not listen");
    }

    @AfterEach
    void stop() {
        process.destroyForcibly();
    }

    /** A client that blocks. */
    private static final class Client implements Closeable {
        private final Socket socket = new Socket();
        private final InputStream in;

        Client(int port) throws IOException {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 30_000);
            socket.setSoTimeout(60_000);
            in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(US_ASCII));
        }

        String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("ended behind \"" + line + "\"");
                }
                line.append((char) c);
            }
            return line.substring(0, line.length() - 1);
        }

        String lineAfter(String prefix) throws IOException {
            String line = line();
            while (!line.startsWith(prefix)) {
                line = line();
            }
            return line;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void F3_valuesFillMemcached() throws Exception {
        start("memcached");
        String value = "v".repeat(1_000_000);
        try (Client client = new Client(port)) {
            for (int i = 0; i < 100; i++) {
                client.send("set k" + i + " 0 0 1000000\r\n" + value + "\r\n");
                assertThat(client.line()).isEqualTo("STORED");
            }
            client.send("get k0 k99\r\n");
            assertThat(client.line()).isEqualTo("VALUE k99 0 1000000");
            assertThat(client.line()).isEqualTo(value);
            assertThat(client.line()).isEqualTo("END");
        }
        try (Client other = new Client(port)) {
            other.send("version\r\n");
            assertThat(other.line()).startsWith("VERSION ");
        }
    }

    @Test
    void F3_payloadsInProgressFillMemcached() throws Exception {
        start("memcached");
        List<Client> slow = new ArrayList<>();
        String most = "set k 0 0 1000000\r\n" + "v".repeat(999_000);
        for (int i = 0; i < 60; i++) {
            Client client = new Client(port);
            client.send(most);
            slow.add(client);
        }
        try (Client other = new Client(port)) {
            other.send("set small 0 0 5\r\nhello\r\nget small\r\n");
            assertThat(other.line()).isEqualTo("STORED");
            assertThat(other.line()).isEqualTo("VALUE small 0 5");
        }
        int refused = 0;
        for (Client client : slow) {
            client.send("v".repeat(1_000) + "\r\n");
            String answer = client.line();
            if (!answer.equals("STORED")) {
                assertThat(answer).isEqualTo("SERVER_ERROR out of memory storing object");
                refused++;
            }
            client.close();
        }
        assertThat(refused).isBetween(1, 59);
    }

    @Test
    void F3_jobsFillBeanstalkd() throws Exception {
        start("beanstalkd");
        String put = "put 0 0 60 65000\r\n" + "j".repeat(65_000) + "\r\n";
        try (Client client = new Client(port)) {
            String answer = "";
            int jobs = 0;
            while (!answer.equals("OUT_OF_MEMORY")) {
                client.send(put);
                answer = client.line();
                jobs++;
                assertThat(jobs).isLessThan(1_000);
            }
            client.send("delete 1\r\n" + put);
            assertThat(client.line()).isEqualTo("DELETED");
            assertThat(client.line()).startsWith("INSERTED ");
        }
        try (Client other = new Client(port)) {
            other.send("list-tube-used\r\n");
            assertThat(other.line()).isEqualTo("USING default");
        }
    }

    @Test
    void F3_peersThatDoNotReadFillNats() throws Exception {
        start("nats");
        List<Client> silent = new ArrayList<>();
        for (int i = 0; i < SILENT_READERS; i++) {
            Client client = new Client(port);
            client.send("CONNECT {\"verbose\":false}\r\nSUB s 1\r\nPING\r\n");
            client.lineAfter("PONG");
            silent.add(client);
        }
        String message = "PUB s 60000\r\n" + "m".repeat(60_000) + "\r\n";
        try (Client publisher = new Client(port)) {
            publisher.send("CONNECT {\"verbose\":false}\r\n");
            for (int i = 0; i < 500; i++) {
                publisher.send(message);
            }
            publisher.send("PING\r\n");
            assertThat(publisher.lineAfter("PONG")).isEqualTo("PONG");
        }
        try (Client other = new Client(port)) {
            other.send("PING\r\n");
            assertThat(other.lineAfter("PONG")).isEqualTo("PONG");
        }
        for (Client client : silent) {
            client.close();
        }
    }

    @Test
    void F3_peersThatDoNotReadFillIrc() throws Exception {
        start("irc");
        List<Client> silent = new ArrayList<>();
        for (int i = 0; i < SILENT_READERS; i++) {
            Client client = new Client(port);
            client.send("NICK n" + i + "\r\nUSER u 0 * :r\r\nJOIN #c\r\nPING :joined\r\n");
            client.lineAfter(":My.Little.Server PONG");
            silent.add(client);
        }
        String said = ("PRIVMSG #c :" + "m".repeat(400) + "\r\n").repeat(100);
        try (Client publisher = new Client(port)) {
            publisher.send("NICK author\r\nUSER u 0 * :r\r\nJOIN #c\r\n");
            for (int i = 0; i < 250; i++) {
                publisher.send(said);
            }
            publisher.send("PING :end\r\n");
            publisher.lineAfter(":My.Little.Server PONG My.Little.Server :end");
        }
        try (Client other = new Client(port)) {
            other.send("PING :x\r\n");
            assertThat(other.line()).isEqualTo(":My.Little.Server PONG My.Little.Server :x");
        }
        for (Client client : silent) {
            client.close();
        }
    }
}
