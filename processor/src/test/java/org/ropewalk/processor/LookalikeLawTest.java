package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/**
 * The law for two random commands with one verb: the server calls the method that the client has
 * called, with the same values, or the client refuses the values. If the compiler refuses both, a
 * line of its message is one of each. {@code -Dropewalk.templates=N} tries N pairs, {@code
 * -Dropewalk.seed=S} others.
 */
class LookalikeLawTest {
    private static final int PAIRS = Integer.getInteger("ropewalk.templates", 40);
    private static final long SEED = Long.getLong("ropewalk.seed", 0);

    /** Values that are written for each command. */
    private static final int CALLS = 40;

    private static final List<String> LITERALS =
            List.of("-", ",", ": ", "a", "\\t", "--", "-1", ".x", "(", ")", ":", "1");

    private static final String TYPES =
            "public interface X {\n"
                    + RandomLine.TYPES
                    + "static String shown(Object o) { return o.toString().replace('\\t', '_'); }\n}\n";

    private static final Pattern WITNESS = Pattern.compile("(?s).* both match \"(.*)\"; .*");

    /** Two commands of one protocol. */
    private record Pair(String separator, RandomLine first, RandomLine second) {
        RandomLine line(int which) {
            return which == 0 ? first : second;
        }

        String method(int which) {
            return which == 0 ? "c" : "d";
        }

        /** The protocol of one or both of them, with its handler. */
        String protocol(int number, List<Integer> commands) {
            StringBuilder text = new StringBuilder();
            StringBuilder handler = new StringBuilder();
            text.append("@LineProtocol(spelling = Spelling.EXACT, separator = Separator.")
                    .append(separator)
                    .append(") public interface P%d extends X {\n".formatted(number));
            for (int which : commands) {
                RandomLine line = line(which);
                text.append(
                        "@Command(\"%s\") @Reply(\"{'{}'}\") String %s(%s);\n"
                                .formatted(line.text(), method(which), line.parameters()));
                handler.append(
                        "public String %s(%s) { return \"%s|\""
                                .formatted(method(which), line.parameters(), method(which)));
                for (int i = 0; i < line.types().size(); i++) {
                    handler.append(" + X.shown(p%d) + \"|\"".formatted(i));
                }
                handler.append("; }\n");
            }
            return text.append("}\nfinal class P%1$dH implements P%1$d {\n".formatted(number))
                    .append(handler)
                    .append("}\n")
                    .toString();
        }
    }

    private final Map<String, String> broken = new TreeMap<>();
    private int written;

    @Test
    void whatOneCommandWritesIsReadAsThatCommandOrRefused() throws Exception {
        Random random = new Random(SEED);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            pairs.add(
                    new Pair(
                            List.of("SPACES", "BLANKS", "ONE_SPACE").get(random.nextInt(3)),
                            new RandomLine("v", random, LITERALS),
                            new RandomLine("v", random, LITERALS)));
        }
        Map<Integer, String> reports = reports(pairs);
        List<Pair> accepted = new ArrayList<>();
        Map<Pair, String> witnesses = new LinkedHashMap<>();
        for (int i = 0; i < pairs.size(); i++) {
            String report = reports.getOrDefault(i, "");
            if (report.isEmpty()) {
                accepted.add(pairs.get(i));
            } else if (report.startsWith("[Ropewalk/AmbiguousCommand]")) {
                Matcher witness = WITNESS.matcher(report);
                assertThat(witness.matches()).as(report).isTrue();
                witnesses.put(pairs.get(i), witness.group(1));
            } else {
                assertThat(report)
                        .matches(
                                "(?s)\\[Ropewalk/(AmbiguousGroup|TextWithoutEnd|NotYetSupported|TemplateSyntax|UnusedParameter)\\].*");
            }
        }
        converse(accepted, random);
        check(witnesses);
        assertThat(broken.entrySet()).isEmpty();
        assertThat(written).isGreaterThan(PAIRS * CALLS / 20);
    }

    private static Map<Integer, String> reports(List<Pair> pairs) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            texts.add(pairs.get(i).protocol(i, List.of(0, 1)));
        }
        Map<Integer, String> reports = new TreeMap<>();
        Compiled.compiler()
                .withOptions("-proc:only", "-parameters", "-Xmaxerrs", "10000")
                .withProcessors(new RopewalkProcessor())
                .compile(sources(texts))
                .errors()
                .forEach(
                        each ->
                                reports.merge(
                                        Integer.valueOf(
                                                each.getSource()
                                                        .getName()
                                                        .replaceAll(".*/P([0-9]+)\\.java", "$1")),
                                        each.getMessage(null),
                                        (one, other) -> one));
        return reports;
    }

    private static List<JavaFileObject> sources(List<String> protocols) {
        List<JavaFileObject> sources = new ArrayList<>();
        sources.add(Compiled.source("p.X", Served.IMPORTS + TYPES));
        for (int i = 0; i < protocols.size(); i++) {
            sources.add(Compiled.source("p.P" + i, Served.IMPORTS + protocols.get(i)));
        }
        return sources;
    }

    private void converse(List<Pair> pairs, Random random) throws Exception {
        List<String> texts = new ArrayList<>();
        for (Pair pair : pairs) {
            texts.add(pair.protocol(texts.size(), List.of(0, 1)));
        }
        Served served = Served.compile(sources(texts));
        RandomValues given = new RandomValues(served, random);
        for (int i = 0; i < pairs.size(); i++) {
            Pair pair = pairs.get(i);
            try (Called client = new Called(served, "P" + i, "")) {
                for (int call = 0; call < 2 * CALLS; call++) {
                    int which = call % 2;
                    Object[] values = given.of(pair.line(which).types());
                    String line = written(client, pair.method(which), values);
                    if (line != null) {
                        written++;
                        StringBuilder expected = new StringBuilder(pair.method(which) + "|");
                        for (Object value : values) {
                            expected.append(value.toString().replace('\t', '_')).append('|');
                        }
                        String answer = answer(served, i, line);
                        if (!answer.contentEquals(expected + "\r\n")) {
                            broken.put(
                                    pair.first().text() + " and " + pair.second().text(),
                                    line + " of " + expected + " is " + answer);
                        }
                    }
                }
            }
        }
    }

    private static String answer(Served served, int number, String line) {
        var transport =
                Served.connect(served.factory("P" + number, "P" + number + "H", limits -> limits));
        transport.deliver(line);
        return transport.text();
    }

    /** What a client writes; null if it is refused. */
    private static String written(Called client, String name, Object[] values) throws Exception {
        CompletableFuture<?> call = client.call(name, values);
        String received = client.received();
        if (!call.isCompletedExceptionally()) {
            client.answer("read\r\n");
            return received;
        }
        try {
            call.join();
            throw new AssertionError();
        } catch (CompletionException e) {
            assertThat(e.getCause()).isInstanceOf(IllegalArgumentException.class);
            return null;
        }
    }

    /** Each witness is a line of both commands, if these are alone. */
    private void check(Map<Pair, String> witnesses) {
        List<String> texts = new ArrayList<>();
        for (Pair pair : witnesses.keySet()) {
            texts.add(pair.protocol(texts.size(), List.of(0)));
            texts.add(pair.protocol(texts.size(), List.of(1)));
        }
        Served served = Served.compile(sources(texts));
        int number = 0;
        for (Map.Entry<Pair, String> each : witnesses.entrySet()) {
            for (int which = 0; which < 2; which++) {
                String line = each.getValue();
                String answer = answer(served, number++, line + "\r\n");
                if (!answer.startsWith(each.getKey().method(which) + "|")) {
                    broken.put(each.getKey().line(which).text(), "no witness: " + line);
                }
            }
        }
    }
}
