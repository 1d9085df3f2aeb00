package org.ropewalk.it.beanstalkd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.ropewalk.examples.beanstalkd.BeanstalkdExample;
import org.ropewalk.examples.beanstalkd.Store;
import org.ropewalk.it.real.RealProcess;
import org.ropewalk.it.real.Served;
import org.ropewalk.it.real.Turns;

/**
 * The example answers as the beanstalkd that is installed (1.12 was the model), but for ages and
 * the order in a list. {@code -Dropewalk.seeds=N} asks more than 200 conversations.
 */
class DifferenceTest {
    private static final int SEEDS = Integer.getInteger("ropewalk.seeds", 200);
    private static final Pattern ID = Pattern.compile("(INSERTED|RESERVED|FOUND|id:) (\\d+)");
    private static final Pattern REFERENCE = Pattern.compile("@(\\d)");
    private static final Pattern LIST = Pattern.compile("(- \\S+\n)+");

    @Test
    void F64_theSameAnswersAsBeanstalkdToTheSameConversations() throws Exception {
        try (RealProcess real =
                        RealProcess.start(
                                "beanstalkd",
                                port -> List.of("-l", "127.0.0.1", "-p", String.valueOf(port)));
                Served example =
                        new Served(reactor -> BeanstalkdExample.factory(new Store(reactor)))) {
            InetSocketAddress address =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), example.port());
            for (long seed = 0; seed < SEEDS; seed++) {
                List<Conversations.Line> lines = Conversations.of(seed);
                Turns.assertSame(
                        "seed " + seed,
                        talk(address, seed, lines),
                        talk(real.address(), seed, lines));
            }
        }
    }

    private static List<String> talk(
            InetSocketAddress server, long seed, List<Conversations.Line> lines)
            throws IOException {
        List<String> answers = new ArrayList<>();
        try (Turns turns =
                new Turns(server, Conversations.WORKERS, "use mark\r\n", "USING mark\r\n")) {
            Matcher first = ID.matcher(turns.ask(0, "use s" + seed + "\r\nput 0 0 9 0\r\n\r\n"));
            assertThat(first.find()).isTrue();
            long base = 1 + Long.parseLong(first.group(2));
            for (int worker = 0; worker < Conversations.WORKERS; worker++) {
                turns.ask(worker, "watch s" + seed + "a\r\nignore default\r\n");
            }
            for (Conversations.Line line : lines) {
                if (!turns.hasEnded(line.worker())) {
                    String text =
                            REFERENCE
                                    .matcher(line.text())
                                    .replaceAll(id -> "" + (base + Long.parseLong(id.group(1))));
                    answers.add(line + " -> " + stable(turns.ask(line.worker(), text), base));
                }
            }
        }
        return answers;
    }

    private static String stable(String answer, long base) {
        String ids =
                ID.matcher(answer)
                        .replaceAll(
                                id -> id.group(1) + " @" + (Long.parseLong(id.group(2)) - base));
        return LIST.matcher(ids)
                .replaceAll(DifferenceTest::sorted)
                .replaceAll("(age|time-left): \\d+", "$1: N")
                .replaceAll("OK \\d+", "OK N");
    }

    private static String sorted(MatchResult list) {
        return Matcher.quoteReplacement(
                String.join("\n", new TreeSet<>(List.of(list.group().split("\n")))) + "\n");
    }
}
