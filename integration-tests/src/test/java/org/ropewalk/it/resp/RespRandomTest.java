package org.ropewalk.it.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ropewalk.testing.StringTransport;

/** Arrays and lines as they come, cut anywhere and changed anywhere. */
class RespRandomTest {
    private static final List<String> VERBS =
            List.of("PING", "GET", "SET", "INCR", "LPUSH", "LRANGE", "HSET", "MGET", "ECHO", "NO");

    private static StringTransport server() {
        return new StringTransport().connect(new PocketFactory(new PocketStore()::handler));
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            word.append(
                    random.nextInt(4) == 0
                            ? (char) random.nextInt(256)
                            : (char) ('0' + random.nextInt(10)));
        }
        return word.toString();
    }

    /** A command in an array or in a line. */
    private static String command(Random random) {
        String verb = VERBS.get(random.nextInt(VERBS.size()));
        int count = random.nextInt(4);
        if (random.nextInt(3) == 0) {
            return verb + " k".repeat(count) + (random.nextBoolean() ? "\r\n" : "\n");
        }
        StringBuilder array =
                new StringBuilder(
                        "*" + (count + 1) + "\r\n$" + verb.length() + "\r\n" + verb + "\r\n");
        for (int i = 0; i < count; i++) {
            String word = word(random);
            array.append("$" + word.length() + "\r\n" + word + "\r\n");
        }
        return array.toString();
    }

    private static String answers(String sent, Random cuts) {
        StringTransport server = server();
        byte[] bytes = sent.getBytes(ISO_8859_1);
        int at = 0;
        while (at < bytes.length && !server.isDisconnecting()) {
            int next =
                    cuts == null ? bytes.length : Math.min(bytes.length, at + 1 + cuts.nextInt(9));
            server.deliver(java.util.Arrays.copyOfRange(bytes, at, next));
            at = next;
        }
        return new String(server.take(), ISO_8859_1) + (server.isDisconnecting() ? "closed" : "");
    }

    @Test
    void the_answers_do_not_depend_on_how_commands_arrive() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            StringBuilder sent = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                sent.append(command(random));
            }
            assertThat(answers(sent.toString(), random))
                    .as("seed %s", seed)
                    .isEqualTo(answers(sent.toString(), null));
        }
    }

    @Test
    void changed_bytes_are_answered_or_end_the_connection() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            StringBuilder sent = new StringBuilder();
            for (int i = random.nextInt(4); i >= 0; i--) {
                sent.append(command(random));
            }
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                sent.setCharAt(random.nextInt(sent.length()), (char) random.nextInt(256));
            }
            String whole = answers(sent.toString(), null);
            assertThat(whole).as("seed %s", seed).doesNotContain("internal error");
            assertThat(answers(sent.toString(), random)).as("seed %s", seed).isEqualTo(whole);
        }
    }
}
