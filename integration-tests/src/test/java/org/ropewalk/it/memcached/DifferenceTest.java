package org.ropewalk.it.memcached;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The example answers as the memcached that is installed (1.6.18 was the model), byte for byte but
 * for versions, ages and sizes. {@code -Dropewalk.seeds=N} asks more than 300 conversations.
 */
class DifferenceTest {
    private static final int SEEDS = Integer.getInteger("ropewalk.seeds", 300);
    private static final int TIMEOUT_MS = 30_000;
    private static final String END = "MN\r\n";
    private static final List<String> AFRESH =
            List.of("flush_all\r\n", "stats detail off\r\n", "stats reset\r\n");

    @Test
    void F61_theSameAnswersAsMemcachedToTheSameConversations() throws Exception {
        try (MemcachedServer real = RealServer.start();
                MemcachedServer example = new GeneratedServer()) {
            for (long seed = 0; seed < SEEDS; seed++) {
                List<String> commands = Conversations.of(seed);
                List<String> expected = talk(real, commands);
                List<String> answers = talk(example, commands);
                if (!answers.equals(expected)) {
                    // A second may have begun between them.
                    expected = talk(real, commands);
                    answers = talk(example, commands);
                }
                assertThat(answers).as("seed %d: %s", seed, commands).isEqualTo(expected);
            }
        }
    }

    /** Each command with its answer, up to the end of the connection. */
    private static List<String> talk(MemcachedServer server, List<String> commands)
            throws IOException {
        List<String> answers = new ArrayList<>();
        try (Socket socket = new Socket()) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.connect(server.address());
            for (String command : AFRESH) {
                ask(socket, command);
            }
            for (String command : commands) {
                String answer = ask(socket, command);
                answers.add(command + " -> " + stable(answer));
                if (!answer.endsWith(END)) {
                    break;
                }
            }
        }
        return answers;
    }

    /** The answer to a command, and to a {@code mn} behind it; less where the connection ends. */
    private static String ask(Socket socket, String command) throws IOException {
        socket.getOutputStream().write((command + "mn\r\n").getBytes(ISO_8859_1));
        InputStream in = socket.getInputStream();
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf(END, answer.length() - END.length()) < 0) {
            int next = in.read();
            if (next < 0) {
                return answer.toString();
            }
            answer.append((char) next);
        }
        return answer.toString();
    }

    private static String stable(String answer) {
        return answer.replaceAll(" c\\d+(?=[ \r])", " c#")
                .replaceAll("(VALUE \\S+ \\d+ \\d+) \\d+", "$1 #")
                .replaceAll("exp=-\\d\\d+", "exp=#")
                .replaceAll("(la|cas|cls|size)=\\d+", "$1=#");
    }
}
