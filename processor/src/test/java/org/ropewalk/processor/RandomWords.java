package org.ropewalk.processor;

import java.util.List;
import java.util.Random;

/**
 * A random protocol in which words are quoted, counted, in arrays or in short forms, and in which
 * commands come together, in one line or in a batch: often one that is not possible.
 */
final class RandomWords {
    private static final List<String> PARTS = List.of("-", ",", ": ", "a", ";", "(", ")");

    /** How often something rare is drawn. */
    private static final int RARE = 8;

    private final Random random;
    private final String name;
    private final StringBuilder text = new StringBuilder();
    private final boolean arrays;
    private final boolean batches;
    private final boolean shortForms;

    RandomWords(String name, Random random) {
        this.name = name;
        this.random = random;
        this.arrays = random.nextInt(3) == 0;
        this.batches = random.nextInt(3) == 0;
        this.shortForms = !arrays && random.nextInt(3) == 0;
        annotations();
        text.append("interface ").append(name).append(" {\n").append(RandomLine.TYPES);
        if (batches) {
            states();
        } else {
            commands();
        }
        text.append("}\n");
    }

    String declaration() {
        return text.toString();
    }

    private String of(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private boolean rarely() {
        return random.nextInt(RARE) == 0;
    }

    // ---- the protocol

    private void annotations() {
        text.append("@LineProtocol(");
        text.append(batches ? "initial = " + name + ".Ready.class, " : "");
        text.append(
                arrays
                        ? "carrier = " + of("{Carrier.RESP, Carrier.LINE}", "Carrier.RESP") + ", "
                        : "");
        text.append("spelling = Spelling.")
                .append(shortForms ? "SHORT_OR_LONG" : of("EXACT", "IGNORE_CASE"));
        text.append(", terminator = ")
                .append(of("Terminator.CRLF", "Terminator.LF", "{Terminator.CRLF, Terminator.LF}"));
        text.append(rarely() ? ", order = Order." + of("TAGGED", "SERIAL") : "").append(")\n");
        if (random.nextBoolean()) {
            quoted();
        }
        if (!arrays && random.nextInt(3) == 0 || rarely()) {
            text.append("@Chain(value = \"").append(of(";", ";", "|", ",", "&", "x", "\\\"", ";;"));
            text.append("\", together = Chain.Together.")
                    .append(of("WHOLE", "ONE_LINE", "ONE_END"))
                    .append(")\n");
        }
        text.append("@Errors(unknown = @Reply(\"")
                .append(arrays ? "-ERR" : "ERR")
                .append(batches ? of(" unknown", " {index}") : of(" unknown", " {'{message}'}"))
                .append("\"))\n");
        if (rarely()) {
            text.append("@Limits(payload = 100, words = 5)\n");
        }
    }

    private void quoted() {
        text.append("@Quoted(quotes = \"").append(of("\\\"", "\\\"'", "'", "")).append('"');
        text.append(", escape = Quoted.Escape.")
                .append(of("BACKSLASH", "NONE", "DOUBLED", "BACKSLASH_HEX"));
        if (random.nextInt(3) == 0) {
            text.append(", escapes = \"n\\nr\\r\"");
        }
        if (random.nextInt(3) == 0) {
            text.append(", nil = \"NIL\"");
        }
        text.append(", literal = Quoted.Literal.")
                .append(of("NONE", "SYNCHRONIZING", "NON_SYNCHRONIZING", "IEEE_488"));
        text.append(random.nextInt(3) == 0 ? ", specials = \"()\"" : "").append(")\n");
    }

    // ---- commands

    private void commands() {
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            command("c" + i);
        }
    }

    private String verb(String method) {
        if (!shortForms) {
            return method;
        }
        return of("", "[SOURce:]", "*")
                + "MEASure"
                + method.toUpperCase(java.util.Locale.ROOT)
                + of("", "[:LEVel]", ":CURRent[:DC]", "?");
    }

    private void command(String method) {
        if (random.nextInt(4) == 0) {
            RandomLine line = new RandomLine(verb(method), random, PARTS);
            text.append("    @Command(\"").append(line.text()).append("\") ");
            text.append(arrays ? "@Reply(\"+OK\") " : "@Reply(\"OK\") ")
                    .append("void ")
                    .append(method);
            text.append('(').append(line.parameters()).append(");\n");
            return;
        }
        String value =
                of("String", "Bytes", "int", "Optional<String>", "List<String>", "Slice", "E");
        String place = value.startsWith("List") ? " {v...}" : " {v}";
        text.append("    @Command(\"").append(verb(method));
        text.append(value.startsWith("Optional") ? of("[ {v}]", " {v}") : place);
        text.append(rarely() ? " {p.length}" : "").append("\") ");
        String payload = text.toString().endsWith(".length}\") ") ? ", @Payload Bytes p" : "";
        text.append(reply(method)).append('(').append(value).append(" v").append(payload);
        text.append(");\n");
    }

    /** A reply, the type of the result and the method. */
    private String reply(String method) {
        return switch (random.nextInt(arrays ? 7 : 5)) {
            case 0 -> (arrays ? "@Reply(\"+OK\") void " : "@Reply(\"OK\") void ") + method;
            case 1 -> "@Reply(\"" + (arrays ? "" : "= ") + "{}\") String " + method;
            case 2 -> "@Reply(\"= {}\") java.util.concurrent.CompletionStage<Integer> " + method;
            case 3 ->
                    arrays
                            ? "List<Optional<String>> " + method
                            : "@Reply(each = \"- {}\", end = \"OK\") List<String> " + method;
            case 4 -> rarely() ? "@NoReply void " + method : "@Reply(\"OK {v}\") void " + method;
            case 5 -> "java.util.Map<String, Object> " + method;
            default -> "Optional<Bytes> " + method;
        };
    }

    // ---- batches

    private void states() {
        text.append("interface Ready extends ").append(name).append(" {\n");
        commands();
        text.append("    @Command(value = \"begin\"")
                .append(rarely() ? ") " : ", client = false) ");
        text.append(of("@NoReply ", arrays ? "@Reply(\"+OK\") " : "@Reply(\"OK\") "));
        text.append(of("Kept", "Kept", "Kept", "Optional<Kept>")).append(" begin();\n}\n");
        text.append("@Batch(of = ").append(rarely() ? name : "Ready").append(".class");
        text.append(of("", ", kept = @Reply(\"+QUEUED\")", ", kept = @Reply(\"+{v}\")"));
        text.append(of("", ", each = \"NEXT\"", ", each = \"{v}\"")).append(")\n");
        text.append("interface Kept extends ").append(name).append(" {\n");
        text.append("    @Command(\"run\") ").append(rarely() ? "@Reply(\"+RAN\") Ready" : ran());
        text.append(" run(").append(rarely() ? "" : "org.ropewalk.batch.QueuedCommands kept");
        text.append(");\n");
        if (random.nextBoolean()) {
            text.append("    @Command(\"drop\") @Reply(\"+OK\") Ready drop();\n");
        }
        if (rarely()) {
            text.append("    @Command(\"begin\") @Reply(\"+OK\") void again();\n");
        }
        text.append("}\n@Reply").append(arrays ? "" : of("(\"OK\")", "(\"DONE\")"));
        text.append(" record Ran(org.ropewalk.batch.Replayed replies, Ready next) {}\n");
    }

    private String ran() {
        return of("java.util.concurrent.CompletionStage<Ran>", "Ran", "Optional<Ran>", "void");
    }
}
