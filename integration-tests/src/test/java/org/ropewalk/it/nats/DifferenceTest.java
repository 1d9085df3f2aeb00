package org.ropewalk.it.nats;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.ropewalk.examples.nats.Broker;
import org.ropewalk.examples.nats.NatsExample;
import org.ropewalk.it.real.RealProcess;
import org.ropewalk.it.real.Served;
import org.ropewalk.it.real.Turns;

/**
 * The example sends three clients the same as the nats-server that is installed (2.9.10 was the
 * model), but for the order of what belongs to one command, and an error that is told twice. {@code
 * -Dropewalk.seeds=N} asks more than 200 conversations.
 */
class DifferenceTest {
    private static final int SEEDS = Integer.getInteger("ropewalk.seeds", 200);

    /** What is received: a message with its payload, or a line. */
    private static final Pattern MESSAGE = Pattern.compile("H?MSG [^\r]* (\\d+)\r\n");

    @Test
    void F64_theSameLinesAsNatsServerInTheSameConversations() throws Exception {
        try (RealProcess real =
                        RealProcess.start(
                                "nats-server",
                                port -> List.of("-a", "127.0.0.1", "-p", String.valueOf(port)));
                Served example = new Served(reactor -> NatsExample.factory(new Broker()))) {
            InetSocketAddress address =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), example.port());
            for (long seed = 0; seed < SEEDS; seed++) {
                List<Conversations.Line> lines = Conversations.of(seed);
                Turns.assertSame("seed " + seed, talk(address, lines), talk(real.address(), lines));
            }
        }
    }

    private static List<String> talk(InetSocketAddress server, List<Conversations.Line> lines)
            throws IOException {
        List<String> answers = new ArrayList<>();
        try (Turns turns = new Turns(server, Conversations.CLIENTS, "PING\r\n", "PONG\r\n")) {
            for (Conversations.Line line : lines) {
                if (turns.hasEnded(line.client())) {
                    continue;
                }
                answers.add(line + " -> " + stable(turns.ask(line.client(), line.text())));
                for (int other = 0; other < Conversations.CLIENTS; other++) {
                    if (other != line.client() && !turns.hasEnded(other)) {
                        answers.add(other + " -> " + stable(turns.ask(other, "")));
                    }
                }
            }
        }
        return answers;
    }

    private static TreeSet<String> stable(String received) {
        TreeSet<String> parts = new TreeSet<>();
        int begin = 0;
        Matcher message = MESSAGE.matcher(received);
        while (begin < received.length()) {
            int end = received.indexOf("\r\n", begin);
            end = end < 0 ? received.length() : end + 2;
            if (message.region(begin, received.length()).lookingAt()) {
                end = message.end() + Integer.parseInt(message.group(1)) + 2;
            }
            String part = received.substring(begin, end);
            if (!part.startsWith("INFO ")) {
                parts.add(part);
            }
            begin = end;
        }
        return parts;
    }
}
