package org.ropewalk.it.real;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * Connections to one server that speak in turn. Behind what one says stands a line with a known
 * answer, so that the end of each answer is known. Texts hold a byte in each character.
 */
public final class Turns implements AutoCloseable {
    /** Stands behind the answer when the connection has ended. */
    public static final String END = "<end>";

    private static final int TIMEOUT_MS = 20_000;

    private final String mark;
    private final String marked;
    private final List<Socket> sockets = new ArrayList<>();
    private final List<InputStream> answers = new ArrayList<>();
    private final List<Boolean> ended = new ArrayList<>();

    /** Speaks to a server, which answers {@code mark} by {@code marked}. */
    public Turns(InetSocketAddress server, int connections, String mark, String marked)
            throws IOException {
        this.mark = mark;
        this.marked = marked;
        for (int i = 0; i < connections; i++) {
            Socket socket = new Socket();
            sockets.add(socket);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.connect(server);
            answers.add(new BufferedInputStream(socket.getInputStream()));
            ended.add(false);
        }
    }

    /** Fails at the first answer that differs. */
    public static void assertSame(
            String conversation, List<String> answers, List<String> expected) {
        for (int i = 0; i < Math.min(answers.size(), expected.size()); i++) {
            assertThat(answers.get(i))
                    .as("%s, behind %s", conversation, expected.subList(0, i))
                    .isEqualTo(expected.get(i));
        }
        assertThat(answers).as(conversation).hasSameSizeAs(expected);
    }

    /** Whether a connection has ended. */
    public boolean hasEnded(int connection) {
        return ended.get(connection);
    }

    /** What is received behind {@code input}. */
    public String ask(int connection, String input) throws IOException {
        StringBuilder answer = new StringBuilder();
        try {
            sockets.get(connection).getOutputStream().write((input + mark).getBytes(ISO_8859_1));
            InputStream in = answers.get(connection);
            while (answer.indexOf(marked, answer.length() - marked.length()) < 0) {
                int next = in.read();
                if (next < 0) {
                    ended.set(connection, true);
                    return answer + END;
                }
                answer.append((char) next);
            }
            return answer.substring(0, answer.length() - marked.length());
        } catch (java.net.SocketException e) {
            ended.set(connection, true);
            return answer + END;
        }
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
