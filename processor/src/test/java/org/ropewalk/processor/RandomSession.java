package org.ropewalk.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random protocol of several {@link RandomExchange}s: in lines, datagrams or arrays of RESP, with
 * or without states, a batch, push messages and errors that all commands may receive.
 */
final class RandomSession {
    private static final List<String> LITERALS =
            List.of("-", ",", ": ", "a", "\\t", "--", "-1", ".x", ";\\t", "(", ")", ":", ".");

    private static final List<String> BEGINS = List.of("", "", "-", "a", "END", "*", "push");

    private static final List<String> ENVELOPES =
            List.of(
                    "",
                    "",
                    "@Envelope(command = \"{tag} {*}\", reply = \"{tag} {*}\")",
                    "@Envelope(command = \"z{*}\", reply = \"1: {*}\")",
                    "@Envelope(command = \"{*}!\", reply = \"- {*}\")");

    private static final List<String> ERRORS =
            List.of(
                    "",
                    "",
                    "malformed = @Reply(\"%sBAD {message*}\")",
                    "malformed = @Reply(\"%sa {'{message}'}\")",
                    "malformed = @Reply(\"%s{message*}\")",
                    "usage = @Reply(\"%susage {''}\")");

    private static final String GIVEN =
            """
            record Given(String text) {
                public static Given parse(String text) {
                    if (text.equals("bad")) throw new IllegalArgumentException("1 END");
                    return new Given(text);
                }
                @Override public String toString() { return text; }
            }
            """;

    private final boolean arrays;
    private final boolean datagrams;
    private final boolean states;
    private boolean batch;
    private final String head;
    private final String pushAround;
    private final List<RandomExchange> exchanges = new ArrayList<>();
    private final List<RandomLine> pushes = new ArrayList<>();
    private final List<RandomLine> drawn;

    RandomSession(Random random) {
        arrays = random.nextInt(3) == 0;
        datagrams = !arrays && random.nextInt(3) == 0;
        states = !datagrams && random.nextBoolean();
        batch = states && random.nextInt(3) > 0;
        String envelope = arrays || batch ? "" : ENVELOPES.get(random.nextInt(ENVELOPES.size()));
        pushAround =
                envelope.contains("tag") && random.nextBoolean()
                        ? "@Envelope(reply = \"* {*}\") "
                        : "";
        String order =
                envelope.contains("tag")
                        ? List.of("SERIAL", "PIPELINED", "TAGGED").get(random.nextInt(3))
                        : List.of("SERIAL", "PIPELINED").get(random.nextInt(2));
        String error = ERRORS.get(random.nextInt(ERRORS.size())).formatted(arrays ? "-" : "");
        head =
                "%s\n@LineProtocol(%s%sspelling = Spelling.%s, separator = Separator.%s%s, order = Order.%s)\n@Limits(amplification = 1000, errors = 1000)\n@Errors(failed = @Reply(\"%4$s?!broken\"), unknown = @Reply(\"%4$s?!unknown\")%s)\n"
                        .replace("%4$s?", arrays ? "-?" : "?")
                        .formatted(
                                envelope,
                                states ? "initial = X.Ready.class, " : "",
                                datagrams ? "datagrams = true, " : "",
                                random.nextBoolean() ? "EXACT" : "IGNORE_CASE",
                                List.of("SPACES", "BLANKS", "ONE_SPACE").get(random.nextInt(3)),
                                arrays
                                        ? List.of(
                                                        ", carrier = Carrier.RESP",
                                                        ", carrier = {Carrier.RESP, Carrier.LINE}")
                                                .get(random.nextInt(2))
                                        : "",
                                order,
                                error.isEmpty() ? "" : ", " + error);
        for (int i = 0; i < 10; i++) {
            exchanges.add(
                    arrays ? new RandomArray(i, random) : new RandomReply(i, random, LITERALS));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            String verb = BEGINS.get(random.nextInt(BEGINS.size()));
            pushes.add(new RandomLine(arrays && verb.isEmpty() ? "p" : verb, random, LITERALS));
        }
        drawn = List.copyOf(pushes);
    }

    boolean datagrams() {
        return datagrams;
    }

    boolean arrays() {
        return arrays;
    }

    boolean states() {
        return states;
    }

    boolean batch() {
        return batch;
    }

    void withoutBatch() {
        batch = false;
    }

    List<RandomExchange> exchanges() {
        return exchanges;
    }

    List<RandomLine> pushes() {
        return pushes;
    }

    /** The commands of a state; all if there are none. */
    List<RandomExchange> of(boolean ready) {
        return exchanges.stream()
                .filter(each -> !states || (each.number() % 2 == 0) == ready)
                .toList();
    }

    /** The protocol; each exchange and each push is in lines of its own. */
    String text() {
        StringBuilder text = new StringBuilder(head).append("public interface X {\n");
        text.append(GIVEN).append(RandomLine.TYPES);
        text.append("@Command(\"ping\") @Reply(\"+pong!\") void ping();\n");
        exchanges.forEach(each -> text.append(each.types()).append('\n'));
        if (states) {
            text.append("interface Ready extends X {\n");
            of(true).forEach(each -> text.append(each.command()).append('\n'));
            text.append("@Command(\"go\") @Reply(\"+gone\") Other go();\n");
            if (batch) {
                text.append("@Command(value = \"begin\", client = false) ")
                        .append(arrays ? "@Reply(\"+OK\")" : "@NoReply")
                        .append(" Kept begin();\n");
            }
            text.append("}\ninterface Other extends X {\n");
            of(false).forEach(each -> text.append(each.command()).append('\n'));
            text.append("@Command(\"back\") @Reply(\"+went\") Ready back();\n}\n");
            if (batch) {
                text.append("@Batch(of = Ready.class")
                        .append(arrays ? ", kept = @Reply(\"+QUEUED\")" : ", each = \"NEXT\"")
                        .append(")\ninterface Kept extends X {\n@Command(\"run\") ")
                        .append("CompletionStage<Ran> run(QueuedCommands kept);\n}\n@Reply")
                        .append(arrays ? "" : "(\"DONE\")")
                        .append(" record Ran(Replayed replies, Ready next) {}\n");
            }
        } else {
            exchanges.forEach(each -> text.append(each.command()).append('\n'));
        }
        if (!pushes.isEmpty()) {
            text.append("@Push ").append(pushAround).append("interface Events {\n");
            for (int i = 0; i < pushes.size(); i++) {
                text.append(push(i)).append('\n');
            }
            text.append("}\n");
        }
        return text.append("}\n").toString();
    }

    /** One push message, in one line. */
    String push(int index) {
        RandomLine line = pushes.get(index);
        return "@Reply(\"%s\") void e%s(%s);"
                .formatted(line.text(), name(index), line.parameters());
    }

    /** The number in the name of a push message. */
    private int name(int index) {
        return drawn.indexOf(pushes.get(index));
    }

    /** The handler, and what it returns. */
    String handler() {
        StringBuilder text =
                new StringBuilder(
                        "final class Next { static Object[] values = new Object[10]; static List<Object[]> pushes = List.of(); private Next() {} static Object of(int number) { return values[number]; }\n");
        boolean unchecked =
                pushes.stream().anyMatch(line -> String.join(",", line.types()).contains("<"));
        text.append(unchecked ? "@SuppressWarnings(\"unchecked\") " : "");
        text.append(
                "static void push(Peer peer) {\nfor (Object[] o : pushes) { switch ((int) o[0]) {\n");
        for (int i = 0; i < pushes.size(); i++) {
            text.append("case ").append(i).append(" -> XPushes.to(peer).e").append(name(i));
            text.append('(');
            List<String> types = pushes.get(i).types();
            for (int j = 0; j < types.size(); j++) {
                text.append(j == 0 ? "" : ", ")
                        .append("(%s) o[%d]".formatted(qualified(types.get(j)), j + 1));
            }
            text.append(");\n");
        }
        text.append(
                "default -> throw new AssertionError(peer); } } } }\nfinal class H implements ");
        text.append(states ? "X.Ready, X.Other" : "X").append(batch ? ", X.Kept {\n" : " {\n");
        text.append("private final Peer peer; H(Peer peer) { this.peer = peer; }\n");
        text.append("public void ping() {}\n");
        exchanges.forEach(
                each -> text.append(each.handler().replaceFirst("\\{ ", "{ Next.push(peer); ")));
        if (states) {
            text.append("public X.Other go() { return this; }\n");
            text.append("public X.Ready back() { return this; }\n");
        }
        if (batch) {
            text.append("public X.Kept begin() { return this; }\n");
            text.append(
                    "public CompletionStage<X.Ran> run(QueuedCommands kept) { return kept.run().thenApply(replies -> new X.Ran(replies, this)); }\n");
        }
        return text.append("}\n").toString();
    }

    /** A type as it is called outside of the protocol. */
    private static String qualified(String type) {
        return type.replaceAll("\\b([EPQW])\\b", "X.$1");
    }

    /** The name of the method of a push message. */
    String method(int index) {
        return "e" + name(index);
    }

    @Override
    public String toString() {
        return text();
    }
}
