package org.ropewalk.it.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A long conversation, reply by reply the same as the distribution's memcached's. */
class TranscriptTest {
    /** Each is one command; a no-operation behind it marks the end of its reply. */
    private static final List<String> SCRIPT =
            List.of(
                    "get a",
                    "set a 5 0 3\r\nabc",
                    "get a",
                    "set a 1 0 3 noreply\r\nxyz",
                    "get a b",
                    "add a 0 0 1\r\nx",
                    "add b 0 0 1\r\nx",
                    "replace c 0 0 1\r\nx",
                    "replace b 7 0 2\r\nyy",
                    "append b 1 0 1\r\n!",
                    "prepend b 1 0 1\r\n?",
                    "get a b c",
                    "cas b 1 0 1 999999\r\nz",
                    "cas nokey 1 0 1 1\r\nz",
                    "delete a",
                    "delete a",
                    "delete b 0",
                    "delete b 5",
                    "incr n 1",
                    "set n 0 0 2\r\n10",
                    "incr n 5",
                    "decr n 100",
                    "get n",
                    "incr n 18446744073709551615",
                    "incr n 2",
                    "incr n x",
                    "incr n -1",
                    "set t 0 0 1\r\nx",
                    "incr t 1",
                    "touch t 0",
                    "touch q 0",
                    "touch t x",
                    "gat 0 t",
                    "gats x t",
                    "gat 0 t q",
                    "foo",
                    "",
                    " ",
                    "get",
                    "GET a",
                    "verbosity 1",
                    "stats reset",
                    "flush_all",
                    "get t",
                    "flush_all 0",
                    "flush_all noreply",
                    "flush_all 0 noreply",
                    "set e 0 -1 1\r\nx",
                    "get e",
                    "set  s   3  0  2  \r\nok",
                    "get   s ",
                    "mg m",
                    "ms m 2 T0 F5\r\nhi",
                    "mg m v",
                    "mg m s v f t k Oabc",
                    "mg m k q",
                    "mg nom v",
                    "mg nom v q",
                    "md m q",
                    "md m",
                    "md m k O1",
                    "ma c",
                    "ma c N0 J10 v",
                    "ma c v D5",
                    "ma c MD D100 v",
                    "mg c s",
                    "ms x 2 ME\r\nhi",
                    "ms x 2 ME\r\nhi",
                    "ms x 2 MA\r\n!!",
                    "mg x v",
                    "ms x 2 MZ\r\nhi",
                    "mg x Z",
                    "mg",
                    "get " + "k".repeat(251));

    private static final String MARK = "mn\r\n";
    private static final String MARKED = "MN\r\n";

    private static List<String> talk(MemcachedServer server) throws IOException {
        List<String> replies = new ArrayList<>();
        try (Socket socket =
                new Socket(server.address().getAddress(), server.address().getPort())) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            for (String command : SCRIPT) {
                out.write((command + "\r\n" + MARK).getBytes(StandardCharsets.ISO_8859_1));
                StringBuilder reply = new StringBuilder();
                while (reply.indexOf(MARKED) < 0 || !reply.toString().endsWith(MARKED)) {
                    int next = in.read();
                    if (next < 0) {
                        reply.append("<end>");
                        break;
                    }
                    reply.append((char) next);
                }
                replies.add(command + " -> " + reply);
            }
        }
        return replies;
    }

    @Test
    void everyReplyIsTheSame() throws Exception {
        try (MemcachedServer real = RealServer.start();
                MemcachedServer ours = new GeneratedServer()) {
            assertThat(talk(ours)).containsExactlyElementsOf(talk(real));
        }
    }

    private static String say(MemcachedServer server, String text) throws IOException {
        try (Socket socket =
                new Socket(server.address().getAddress(), server.address().getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void badInputGetsTheProtocolsOwnErrorLine() throws Exception {
        try (MemcachedServer ours = new GeneratedServer()) {
            assertThat(say(ours, "foo\r\nmn\r\n")).isEqualTo("ERROR\r\nMN\r\n");
            assertThat(say(ours, "get\r\nmn\r\n")).isEqualTo("ERROR\r\nMN\r\n");
            assertThat(say(ours, "touch a x\r\nmn\r\n"))
                    .isEqualTo("CLIENT_ERROR invalid exptime argument\r\nMN\r\n");
            assertThat(say(ours, "get " + "k".repeat(1_200_000) + "\r\nmn\r\n"))
                    .isEqualTo("ERROR line too long\r\n");
            assertThat(say(ours, "set a 0 0 3\r\nabcd\r\nmn\r\n"))
                    .isEqualTo("CLIENT_ERROR bad data chunk\r\n");
            assertThat(say(ours, "set a 0 0 -1\r\nmn\r\n"))
                    .isEqualTo("CLIENT_ERROR bad command line format\r\nMN\r\n");
            assertThat(say(ours, "set a 0 0 99999999999\r\nmn\r\n"))
                    .isEqualTo("CLIENT_ERROR bad command line format\r\nMN\r\n");
            assertThat(say(ours, "set a x 0 2\r\nmn\r\nmn\r\n"))
                    .isEqualTo("CLIENT_ERROR bad command line format\r\nMN\r\nMN\r\n");
            assertThat(say(ours, "set " + "k".repeat(251) + " 0 0 2\r\nmn\r\nmn\r\n"))
                    .isEqualTo("CLIENT_ERROR bad command line format\r\nMN\r\n");
            assertThat(say(ours, "set a 0 0 1048577\r\n" + "x".repeat(1_048_577) + "\r\nmn\r\n"))
                    .isEqualTo("SERVER_ERROR object too large for cache\r\nMN\r\n");
        }
    }
}
