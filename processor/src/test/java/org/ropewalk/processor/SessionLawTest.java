package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * The law for whole sessions: several commands that wait at once, with results, exceptions, errors
 * and push messages, in states and in batches, in lines, datagrams and arrays. {@code
 * -Dropewalk.protocols=N} tries N protocols, {@code -Dropewalk.seed=S} others.
 */
class SessionLawTest {
    private static final int PROTOCOLS = Integer.getInteger("ropewalk.protocols", 6);
    private static final long SEED = Long.getLong("ropewalk.seed", 0);

    /** How often a client calls one to three commands. */
    private static final int ROUNDS = 60;

    private final Map<String, String> broken = new TreeMap<>();
    private final Set<String> reports = new HashSet<>();
    private int written;

    @Test
    void whatIsWrittenIsReadBackOrRefused() throws Exception {
        int compiled = 0;
        for (long seed = SEED; seed < SEED + PROTOCOLS; seed++) {
            Random random = new Random(seed);
            RandomSession session = new RandomSession(random);
            if (isValid(session)) {
                compiled++;
                try {
                    new Talk(seed, session, random).talk();
                } catch (AssertionError | RuntimeException e) {
                    broken.put(seed + "", e + "\n" + session);
                }
            }
        }
        assertThat(broken.entrySet()).isEmpty();
        assertThat(reports)
                .allMatch(
                        report ->
                                report.matches("\\[Ropewalk/(?!InternalError)[A-Za-z]+\\](?s).*"));
        assertThat(compiled).isGreaterThan(PROTOCOLS / 4);
        assertThat(written).isGreaterThan(PROTOCOLS * ROUNDS / 10);
    }

    /** Removes what the compiler refuses; false if nothing is left. */
    private boolean isValid(RandomSession session) {
        while (!session.exchanges().isEmpty()) {
            String text = Served.IMPORTS + session.text();
            List<String> lines = text.lines().toList();
            Set<String> refused = new HashSet<>();
            for (var error : Compiled.reported(text)) {
                reports.add(error.getMessage(Locale.ROOT));
                if (error.getSource() == null
                        || !error.getSource().getName().endsWith("p/X.java")) {
                    broken.put(error + "", text);
                    return false;
                }
                refused.add(lines.get((int) error.getLineNumber() - 1));
            }
            if (refused.isEmpty()) {
                return true;
            }
            boolean removed =
                    session.exchanges()
                            .removeIf(
                                    each ->
                                            refused.contains(each.command())
                                                    || !each.types().isEmpty()
                                                            && refused.contains(each.types()));
            for (int i = session.pushes().size() - 1; i >= 0; i--) {
                if (refused.contains(session.push(i))) {
                    session.pushes().remove(i);
                    removed = true;
                }
            }
            if (!removed && !session.batch()) {
                return false;
            }
            if (!removed) {
                session.withoutBatch();
            }
        }
        return false;
    }

    /** One session, on both sides. */
    private final class Talk {
        private final long seed;
        private final RandomSession session;
        private final Random random;
        private final Served served;
        private final RandomValues values;
        private Conversed client;
        private Object commands;
        private boolean ready = true;

        /** Whether something was wrong: what follows would only repeat it. */
        private boolean stopped;

        Talk(long seed, RandomSession session, Random random) throws ReflectiveOperationException {
            this.seed = seed;
            this.session = session;
            this.random = random;
            this.served = Served.compile(session.text() + session.handler());
            this.values = new RandomValues(served, random);
            open();
        }

        private void open() throws ReflectiveOperationException {
            if (client != null) {
                client.close();
            }
            client = new Conversed(served, session.datagrams());
            commands = client.commands();
            ready = true;
        }

        private Object field(String name) throws ReflectiveOperationException {
            Field field = served.type("Next").getDeclaredField(name);
            field.setAccessible(true);
            return field.get(null);
        }

        void talk() throws ReflectiveOperationException {
            for (int i = 0; i < ROUNDS && !stopped; i++) {
                if (session.states() && random.nextInt(6) == 0) {
                    commands = client.callOn(commands, ready ? "go" : "back").join();
                    ready = !ready;
                }
                round();
            }
            client.close();
            for (int i = 0; i < ROUNDS && !stopped && session.batch(); i++) {
                batch();
            }
        }

        private List<RandomExchange> some(boolean fromReady) {
            List<RandomExchange> all = new ArrayList<>(session.of(fromReady));
            Collections.shuffle(all, random);
            return all.subList(0, Math.min(all.size(), 1 + random.nextInt(3)));
        }

        /** Sets what the handler returns or throws. */
        private Object prepare(RandomExchange each) throws ReflectiveOperationException {
            Object value =
                    each.fails() && random.nextInt(3) == 0
                            ? each.failure(values)
                            : each.value(values, random);
            ((Object[]) field("values"))[each.number()] = value;
            return value;
        }

        private List<String> push() throws ReflectiveOperationException {
            List<Object[]> pushes = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            for (int i = session.pushes().isEmpty() ? 0 : random.nextInt(3); i > 0; i--) {
                int which = random.nextInt(session.pushes().size());
                Object[] arguments = values.of(session.pushes().get(which).types());
                List<Object> all = new ArrayList<>(List.of(which));
                all.addAll(Arrays.asList(arguments));
                pushes.add(all.toArray());
                expected.add(session.method(which) + Arrays.toString(arguments));
            }
            Field field = served.type("Next").getDeclaredField("pushes");
            field.setAccessible(true);
            field.set(null, pushes);
            return expected;
        }

        private void round() throws ReflectiveOperationException {
            List<String> pushed = push();
            List<RandomExchange> calls = some(ready);
            List<CompletableFuture<?>> futures = new ArrayList<>();
            List<Object> expected = new ArrayList<>();
            List<String> events = new ArrayList<>();
            client.pushed().clear();
            for (RandomExchange each : calls) {
                boolean bad = random.nextInt(5) == 0;
                Object value = prepare(each);
                expected.add(bad ? null : value);
                if (!bad) {
                    events.addAll(pushed);
                }
                futures.add(
                        client.start(
                                commands,
                                "c" + each.number(),
                                values.made("Given", bad ? "bad" : "good")));
            }
            client.run(() -> {});
            boolean failed = false;
            for (int i = 0; i < calls.size(); i++) {
                String outcome =
                        futures.get(i).isDone() ? Conversed.outcome(futures.get(i)) : "nothing";
                failed |= outcome.replace("|", "").contains("?!broken");
                boolean right =
                        expected.get(i) == null
                                ? calls.get(i).isRejected(outcome) || outcome.contains("usage")
                                : outcome.equals(expected.get(i).toString());
                if (!right && !failed) {
                    broken(calls.get(i) + " of " + calls, expected.get(i) + " is " + outcome);
                }
                written++;
            }
            if (failed) {
                open();
                return;
            }
            if (!client.pushed().equals(events)) {
                broken("pushes of " + calls, events + " are " + client.pushed());
            }
            if (!Conversed.outcome(client.callOn(commands, "ping")).equals("null")) {
                broken("ping after " + calls, expected + "");
            }
        }

        private void broken(String what, String wrong) {
            stopped = true;
            broken.putIfAbsent(seed + " " + what, wrong + "\n" + session);
        }

        // ---- batches, on the server

        private void batch() throws ReflectiveOperationException {
            Field field = served.type("Next").getDeclaredField("pushes");
            field.setAccessible(true);
            field.set(null, List.of());
            StringBuilder input = new StringBuilder();
            StringBuilder expected = new StringBuilder();
            boolean failed = false;
            List<RandomExchange> calls = some(true);
            int count = 0;
            int ran = 0;
            boolean closed = false;
            for (RandomExchange each : calls) {
                if (each.command().contains("@Payload")
                        || each.command().contains("CompletionStage")) {
                    return;
                }
                boolean bad = random.nextInt(6) == 0;
                Object value = prepare(each);
                boolean error = bad || value instanceof Exception;
                String line = "c" + each.number() + (bad ? " bad" : " good");
                String sent =
                        session.arrays()
                                ? "*2\r\n$%d\r\n%s\r\n$%d\r\n%s\r\n"
                                        .formatted(
                                                line.indexOf(' '),
                                                line.substring(0, line.indexOf(' ')),
                                                line.length() - line.indexOf(' ') - 1,
                                                line.substring(line.indexOf(' ') + 1))
                                : line + "\r\n";
                String answer = served.answer(sent);
                boolean fails = answer.contains("?!broken");
                error |= fails;
                input.append(sent);
                count++;
                if (session.arrays()) {
                    // What cannot be written ends the connection; the others do not run.
                    expected.append(closed ? "" : answer);
                    ran += closed ? 0 : 1;
                    closed |= fails;
                } else if (!failed) {
                    int last = answer.lastIndexOf("\r\n", answer.length() - 3);
                    expected.append(
                            error
                                    ? answer
                                    : answer.substring(0, last < 0 ? 0 : last + 2) + "NEXT\r\n");
                }
                failed |= error;
            }
            String whole =
                    session.arrays()
                            ? "+OK\r\n"
                                    + "+QUEUED\r\n".repeat(count)
                                    + "*"
                                    + ran
                                    + "\r\n"
                                    + expected
                            : expected + (failed ? "" : "DONE\r\n");
            String begin = session.arrays() ? "*1\r\n$5\r\nbegin\r\n" : "begin\r\n";
            String run = session.arrays() ? "*1\r\n$3\r\nrun\r\n" : "run\r\n";
            String answer = served.answer(begin + input + run);
            if (!answer.equals(whole)) {
                broken("batch " + calls, whole + "\nis\n" + answer);
            }
            written++;
        }
    }
}
