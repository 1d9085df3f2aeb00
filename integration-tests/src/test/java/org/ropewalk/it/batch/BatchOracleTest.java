package org.ropewalk.it.batch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ropewalk.reactor.Factory;
import org.ropewalk.testing.StringTransport;

/**
 * Commands of a batch are answered as outside of one, and any bytes however they arrive. {@code
 * -Dropewalk.mutations=N} tries more, {@code -Dropewalk.seed=S} begins elsewhere.
 */
class BatchOracleTest {
    private static final int INPUTS = Integer.getInteger("ropewalk.mutations", 2_000);
    private static final long SEED = Long.getLong("ropewalk.seed", 0);

    private static final List<String> SHOP =
            List.of(
                    "GET a",
                    "GET wrong",
                    "ADD a 1",
                    "ADD b -7",
                    "ADD a x",
                    "ALL a b c",
                    "LATER x",
                    "ADD a",
                    "GET",
                    "FOO",
                    "BACK",
                    "*2\r\n$3\r\nGET\r\n$1\r\na",
                    "*3\r\n$3\r\nADD\r\n$1\r\nb\r\n$1\r\n2",
                    "*2\r\n$3\r\nADD\r\n$1\r\nb");

    private static final List<String> SONGS =
            List.of(
                    "ping",
                    "add a",
                    "add b c",
                    "add",
                    "add none",
                    "list",
                    "later x",
                    "fly",
                    "ping x");

    private static final List<String> ALL =
            List.of(
                    "MULTI",
                    "EXEC",
                    "EXEC now",
                    "DISCARD",
                    "GO",
                    "BACK",
                    "QUIT",
                    "close",
                    "idle",
                    "noidle",
                    "put 3",
                    "abc",
                    "put 99999",
                    "",
                    "*-1",
                    "*99999999",
                    "*1\r\n$99999999",
                    "*1\r\n:1",
                    "*1\r\n*1\r\n$4\r\nEXEC",
                    "GET " + "k".repeat(300),
                    "command_list_begin",
                    "command_list_ok_begin",
                    "command_list_end");

    private static String one(List<String> lines, Random random) {
        return lines.get(random.nextInt(lines.size()));
    }

    private static List<String> some(List<String> lines, Random random) {
        List<String> some = new ArrayList<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            some.add(one(lines, random));
        }
        return some;
    }

    /** The replies to commands outside of a batch, each alone. */
    private static List<String> replies(Factory factory, String end, List<String> commands) {
        StringTransport client = new StringTransport().connect(factory);
        List<String> replies = new ArrayList<>();
        for (String command : commands) {
            client.deliver(command + end);
            client.runTurns();
            replies.add(client.takeText());
        }
        return replies;
    }

    private static boolean isRefusedAtOnce(String reply) {
        return reply.startsWith("-ERR") && !reply.contains("integer");
    }

    @Test
    void arraysHaveTheRepliesOfTheirCommands() {
        for (long seed = SEED; seed < SEED + INPUTS; seed++) {
            Random random = new Random(seed);
            List<String> commands = some(SHOP, random);
            StringBuilder wanted = new StringBuilder("+OK\r\n");
            StringBuilder array = new StringBuilder();
            int kept = 0;
            for (String reply : replies(BatchCheck.shop(), "\r\n", commands)) {
                boolean refused = isRefusedAtOnce(reply);
                wanted.append(refused ? reply : "+QUEUED\r\n");
                array.append(refused ? "" : reply);
                kept += refused ? 0 : 1;
            }
            wanted.append(
                    kept == commands.size()
                            ? "*" + kept + "\r\n" + array
                            : "-EXECABORT discarded\r\n");
            String script = "MULTI\r\n" + lines(commands, "\r\n") + "EXEC\r\n";
            assertThat(BatchCheck.answers(BatchCheck.shop(), script, random))
                    .as("seed %d: %s", seed, commands)
                    .isEqualTo(wanted.toString());
        }
    }

    private static String lines(List<String> commands, String end) {
        StringBuilder lines = new StringBuilder();
        commands.forEach(command -> lines.append(command).append(end));
        return lines.toString();
    }

    @Test
    void listsHaveTheRepliesOfTheirCommandsUpToTheFirstError() {
        for (long seed = SEED; seed < SEED + INPUTS; seed++) {
            Random random = new Random(seed);
            List<String> commands = some(SONGS, random);
            boolean each = random.nextBoolean();
            StringBuilder wanted = new StringBuilder();
            String last = "OK\n";
            int index = 0;
            for (String reply : replies(BatchCheck.songs(), "\n", commands)) {
                if (reply.startsWith("ACK")) {
                    last = reply.replace("@0", "@" + index);
                    break;
                }
                String ended = each ? "list_OK\n" : "";
                wanted.append(reply, 0, reply.lastIndexOf("OK\n")).append(ended);
                index++;
            }
            String script =
                    (each ? "command_list_ok_begin\n" : "command_list_begin\n")
                            + lines(commands, "\n")
                            + "command_list_end\n";
            assertThat(BatchCheck.answers(BatchCheck.songs(), script, random))
                    .as("seed %d: %s", seed, commands)
                    .isEqualTo(wanted + last);
        }
    }

    @Test
    void anyBytesAreAnsweredTheSameHoweverTheyAreCut() {
        List<String> all = new ArrayList<>(ALL);
        all.addAll(SHOP);
        all.addAll(SONGS);
        for (long seed = SEED; seed < SEED + INPUTS; seed++) {
            Random random = new Random(seed);
            StringBuilder script = new StringBuilder(random.nextBoolean() ? "MULTI\r\n" : "");
            for (int i = random.nextInt(12); i >= 0; i--) {
                script.append(one(all, random)).append(random.nextInt(4) == 0 ? "\n" : "\r\n");
            }
            for (int i = random.nextInt(3); i > 0; i--) {
                script.setCharAt(random.nextInt(script.length()), (char) random.nextInt(256));
            }
            BatchCheck.server(script.toString().getBytes(ISO_8859_1), seed);
        }
    }
}
