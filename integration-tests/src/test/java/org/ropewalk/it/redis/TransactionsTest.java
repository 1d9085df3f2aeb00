package org.ropewalk.it.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ropewalk.examples.redis.RedisExample;
import org.ropewalk.examples.redis.RedisServer;
import org.ropewalk.it.real.RealProcess;
import org.ropewalk.it.real.Served;

/**
 * Transactions of the example, byte for byte as those of the redis-server that is installed. {@code
 * -Dropewalk.seeds=N} asks more than 100 conversations about watched keys.
 */
@Timeout(600)
class TransactionsTest {
    private static final int SEEDS = Integer.getInteger("ropewalk.seeds", 100);
    private static final long MAX_BYTES = 64 << 20;
    private static final int MOST_COMMANDS = 6;

    private static RealProcess real;
    private static Served example;

    /** How commands are sent. */
    enum Form {
        RESP2,
        RESP3,
        INLINE
    }

    @BeforeAll
    static void start() throws IOException {
        real =
                RealProcess.start(
                        "redis-server",
                        port -> List.of("--port", "" + port, "--save", "", "--bind", "127.0.0.1"));
        RedisServer server =
                new RedisServer(MAX_BYTES, System::currentTimeMillis, new SplittableRandom(1));
        example = new Served(reactor -> RedisExample.factory(reactor, server));
    }

    @AfterAll
    static void stop() {
        if (real != null) {
            real.close();
            example.close();
        }
    }

    /**
     * What a server answers to a script. Each step names the client first. A step with {@code !} is
     * not answered at once, one with {@code ?} reads that answer.
     */
    private static String answers(int port, Form form, String script) throws IOException {
        Map<String, RespExchange> clients = new LinkedHashMap<>();
        try {
            StringBuilder answers = new StringBuilder();
            for (String step : script.lines().toList()) {
                List<String> words = new ArrayList<>(List.of(step.split(" ")));
                String name = words.remove(0);
                RespExchange client = clients.get(name.substring(0, 1));
                if (client == null) {
                    client = connect(port, form, clients.isEmpty());
                    clients.put(name.substring(0, 1), client);
                }
                int before = client.received().length();
                if (name.endsWith("!")) {
                    client.send(words);
                } else if (name.endsWith("?")) {
                    client.reply(false);
                } else {
                    client.ask(words);
                }
                answers.append(step).append(" -> ").append(client.received().substring(before));
                answers.append('\n');
            }
            return answers.toString();
        } finally {
            for (RespExchange client : clients.values()) {
                client.close();
            }
        }
    }

    private static RespExchange connect(int port, Form form, boolean first) throws IOException {
        RespExchange client = new RespExchange(port);
        if (form == Form.INLINE) {
            client.speakInline();
        } else if (form == Form.RESP3) {
            client.ask(List.of("hello", "3"));
        }
        if (first) {
            client.ask(List.of("flushall"));
        }
        return client;
    }

    private static void same(Form form, String script) throws IOException {
        assertThat(answers(example.port(), form, script))
                .isEqualTo(answers(real.address().getPort(), form, script));
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void commands_are_queued_and_run_together(Form form) throws IOException {
        same(form, "A multi\nA set k v\nA get k\nA incr n\nA get none\nA exec\nA get k");
        same(form, "A multi\nA exec\nA multi\nA discard\nA get k");
        same(form, "A multi\nA set k v\nA discard\nA get k");
        same(form, "A multi\nA hset h f v\nA hgetall h\nA lrange l 0 -1\nA ping\nA exec");
        same(form, "A multi\nA ping\nA ping\nA ping\nA ping\nA ping\nA ping\nA ping\nA exec");
        same(form, "A multi\nA set k v\nB get k\nA exec\nB get k");
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void errors_at_once_discard_the_transaction(Form form) throws IOException {
        same(form, "A multi\nA get\nA set k v\nA exec\nA get k");
        same(form, "A multi\nA get\nA discard\nA multi\nA ping\nA exec");
        same(form, "A multi\nA exec x\nA exec");
        same(form, "A multi\nA discard x\nA exec");
        same(form, "A multi\nA multi x\nA exec");
        same(form, "A multi\nA watch\nA exec");
        same(form, "A watch k\nA multi\nA get\nA exec\nA set k v\nA multi\nA ping\nA exec");
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void errors_of_commands_are_replies(Form form) throws IOException {
        same(form, "A set k v\nA multi\nA incr k\nA lpush k a\nA set k w\nA exec\nA get k");
        same(form, "A multi\nA expire k x\nA set k v zz\nA lpop k x\nA select 99\nA exec");
        same(form, "A multi\nA set k v nx xx\nA setex k x v\nA hello 9\nA ping\nA exec");
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void what_is_refused_in_a_transaction_or_without_one(Form form) throws IOException {
        same(form, "A multi\nA multi\nA set k v\nA exec");
        same(form, "A multi\nA watch k\nA set k v\nA exec");
        same(form, "A exec\nA discard\nA unwatch\nA exec x\nA discard x\nA unwatch x\nA watch");
        same(form, "A multi\nA quit");
        same(form, "A multi\nA set a b\nA unwatch\nA exec");
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void a_watched_key_that_has_changed_prevents_the_transaction(Form form) throws IOException {
        same(form, "A watch k\nB set k v\nA multi\nA get k\nA exec\nA multi\nA get k\nA exec");
        same(form, "A watch k\nA set k v\nA multi\nA get k\nA exec");
        same(form, "A watch k\nA multi\nA set k v\nA get k\nA exec");
        same(form, "A watch k l\nB rpush l a\nA multi\nA ping\nA exec");
        same(form, "A watch k\nB set l v\nA multi\nA ping\nA exec");
        same(form, "A watch k\nB set k v\nA unwatch\nA multi\nA ping\nA exec");
        same(form, "A watch k\nB set k v\nA multi\nA discard\nA multi\nA ping\nA exec");
        same(form, "A watch k\nB set k v\nA watch l\nA multi\nA ping\nA exec");
        same(form, "A watch k\nB set k v\nA multi\nA unwatch\nA exec");
        same(form, "A watch k\nB flushall\nA multi\nA ping\nA exec");
        same(form, "A set k v\nA watch k\nB flushall\nA multi\nA ping\nA exec");
        same(form, "A set k v\nA watch k\nB del k\nB set k v\nA multi\nA ping\nA exec");
        same(form, "A watch k\nB multi\nB set k v\nB exec\nA multi\nA ping\nA exec");
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void a_watched_key_that_has_expired_has_changed(Form form) throws IOException {
        same(form, "A set k v px 300\nA watch k\nA blpop none 0.5\nA multi\nA ping\nA exec");
        same(form, "A set k v px 300\nA blpop none 0.5\nA watch k\nA multi\nA ping\nA exec");
        same(form, "A set k v px 300\nA watch k\nA blpop none 0.5\nA get k\nA multi\nA exec");
        same(form, "A set k v px 90000\nA watch k\nA get k\nA multi\nA ping\nA exec");
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void nothing_waits_in_a_transaction(Form form) throws IOException {
        same(form, "A multi\nA blpop q 0\nA brpop q r 0\nA rpush q a b\nA blpop q 0\nA exec");
        same(form, "A multi\nA brpoplpush q r 0\nA blmove q r left right 0\nA exec");
        same(form, "A multi\nA blpop q x\nA blpop q -1\nA exec");
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void clients_that_wait_are_served_after_the_transaction(Form form) throws IOException {
        same(form, "B! blpop q 0\nA ping\nA multi\nA rpush q a\nA llen q\nA exec\nB? \nA llen q");
        same(form, "B! blpop q 1\nA multi\nA rpush q a\nA del q\nA exec\nA rpush q b\nB? ");
        same(form, "B! blpop q r 0\nA multi\nA rpush r a\nA rpush q b\nA exec\nB? \nA llen q");
    }

    /** The order of the replies is not compared, as some sets among them have none. */
    @Test
    void theSameRepliesAsRedisToTransactionsAtRandom() throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            Form form = Form.values()[(int) (seed % Form.values().length)];
            String difference = difference(form, seed);
            if (!difference.isEmpty()) {
                // A second may have begun between them.
                difference = difference(form, seed);
            }
            assertThat(difference).as("seed %d", seed).isEmpty();
        }
    }

    /** The replies to a transaction if they differ; empty if they are the same. */
    private static String difference(Form form, long seed) throws IOException {
        try (RespExchange expected = connect(real.address().getPort(), form, true);
                RespExchange answered = connect(example.port(), form, true)) {
            for (List<List<String>> part : parts(commands(seed))) {
                String wanted = transaction(expected, part);
                String replies = transaction(answered, part);
                if (!replies.equals(wanted)) {
                    return part + " -> " + replies + ", not " + wanted;
                }
            }
        }
        return "";
    }

    /** Those whose replies do not depend on a millisecond. */
    private static List<List<String>> commands(long seed) {
        return Conversations.of(seed).stream()
                .filter(command -> command.stream().noneMatch("gt"::equalsIgnoreCase))
                .toList();
    }

    private static List<List<List<String>>> parts(List<List<String>> commands) {
        List<List<List<String>>> parts = new ArrayList<>();
        for (int from = 0; from < commands.size(); from += MOST_COMMANDS) {
            parts.add(commands.subList(from, Math.min(commands.size(), from + MOST_COMMANDS)));
        }
        return parts;
    }

    private static String transaction(RespExchange client, List<List<String>> commands)
            throws IOException {
        StringBuilder replies = new StringBuilder(client.ask(List.of("multi")));
        for (List<String> command : commands) {
            replies.append(client.ask(command));
        }
        return replies.append(client.askForSet(List.of("exec"))).toString();
    }

    /** Each command counts as a change exactly where it does in Redis. */
    @Test
    void the_same_commands_change_watched_keys() throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            try (RespExchange expected = connect(real.address().getPort(), Form.RESP2, true);
                    RespExchange answered = connect(example.port(), Form.RESP2, true)) {
                for (List<String> command : commands(seed)) {
                    if (isPlain(command)) {
                        assertThat(executed(answered, command))
                                .as("seed %d: %s", seed, command)
                                .isEqualTo(executed(expected, command));
                    }
                }
            }
        }
    }

    /** The command does not wait. */
    private static boolean isPlain(List<String> command) {
        String name = command.get(0).toLowerCase(Locale.ROOT);
        return !List.of("blpop", "brpop", "hello").contains(name);
    }

    /** What an empty transaction replies if keys were watched during a command. */
    private static String executed(RespExchange client, List<String> command) throws IOException {
        client.ask(List.of("watch", "a", "b", "c", "k:1", "k:2", "float", ""));
        client.ask(command);
        client.ask(List.of("multi"));
        return client.ask(List.of("exec"));
    }
}
