package org.ropewalk.it.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ropewalk.examples.redis.RedisExample;
import org.ropewalk.examples.redis.RedisServer;
import org.ropewalk.it.real.RealProcess;
import org.ropewalk.it.real.Served;

/**
 * The example answers as the redis-server that is installed (7.0.15 was the model). {@code
 * -Dropewalk.seeds=N} asks more than 100 conversations.
 */
@Timeout(600)
class DifferenceTest {
    private static final int SEEDS = Integer.getInteger("ropewalk.seeds", 100);
    private static final int FORMS = 3;
    private static final long MAX_BYTES = 64 << 20;

    @Test
    void theSameRepliesAsRedisToTheSameConversations() throws Exception {
        RedisServer server =
                new RedisServer(MAX_BYTES, System::currentTimeMillis, new SplittableRandom(1));
        try (RealProcess real =
                        RealProcess.start(
                                "redis-server",
                                port ->
                                        List.of(
                                                "--port",
                                                "" + port,
                                                "--save",
                                                "",
                                                "--bind",
                                                "127.0.0.1"));
                Served example = new Served(reactor -> RedisExample.factory(reactor, server))) {
            for (long seed = 0; seed < SEEDS; seed++) {
                String difference = difference(real.address().getPort(), example.port(), seed);
                if (!difference.isEmpty()) {
                    // A second may have begun between them.
                    difference = difference(real.address().getPort(), example.port(), seed);
                }
                assertThat(difference).as("seed %d", seed).isEmpty();
            }
        }
    }

    /** The first command to which the replies differ; empty if there is none. */
    private static String difference(int real, int example, long seed) throws IOException {
        try (RespExchange expected = new RespExchange(real);
                RespExchange answered = new RespExchange(example)) {
            prepare(expected, seed);
            prepare(answered, seed);
            for (List<String> command : Conversations.of(seed)) {
                String wanted = ask(expected, command);
                String reply = ask(answered, command);
                if (!reply.equals(wanted)) {
                    return command + " -> " + reply + ", not " + wanted;
                }
            }
        }
        return "";
    }

    /** Arrays in version 2 and 3, and lines, take turns. */
    private static void prepare(RespExchange exchange, long seed) throws IOException {
        exchange.ask(List.of("FLUSHALL"));
        if (seed % FORMS == 1) {
            exchange.speakInline();
        } else if (seed % FORMS == 2) {
            exchange.ask(List.of("HELLO", "3"));
        }
    }

    private static String ask(RespExchange exchange, List<String> command) throws IOException {
        String name = command.get(0).toUpperCase(Locale.ROOT);
        return Conversations.UNORDERED.contains(name)
                ? exchange.askForSet(command)
                : exchange.ask(command);
    }
}
