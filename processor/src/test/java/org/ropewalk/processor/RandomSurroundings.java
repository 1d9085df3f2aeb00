package org.ropewalk.processor;

import java.util.List;
import java.util.Random;

/** What stands around the lines of a random protocol: line ends, separators, charset, envelope. */
final class RandomSurroundings {
    private static final List<String> ENDS =
            List.of(
                    "Terminator.CRLF",
                    "Terminator.LF",
                    "{Terminator.LF, Terminator.CRLF}",
                    "{Terminator.CRLF, Terminator.LF}",
                    "Terminator.CR",
                    "Terminator.NUL",
                    "\";\"",
                    "\"#\\r\\n\"",
                    "{Terminator.NUL, Terminator.LF}",
                    "\"\\1\"");

    /** The first of them, which blocks may have. */
    private static final int USUAL_ENDS = 4;

    private static final List<String> ENVELOPES =
            List.of(
                    "",
                    "",
                    "",
                    "@Envelope(command = \"z{*}\", reply = \"1: {*}\")",
                    "@Envelope(command = \"{*}!\", reply = \"{*} !\")",
                    "@Envelope(command = \"$ {*} #{sum}\", reply = \"$ {*} #{sum}\")",
                    "@Envelope(command = \"${*}*{sum}\", reply = \"${*}*{sum}\")",
                    "@Envelope(command = \"{tag} {*}\", reply = \"{tag} {*}\")",
                    "@Envelope(command = \"<{tag}>{*}\", reply = \"{*} <{tag}>\")",
                    "@Envelope(reply = \"ok {*}\", other = \"- {*}\")",
                    "@Envelope(command = \"{host} {*}\", reply = \"{*}\")");
    private static final List<String> BLOCKS =
            List.of(
                    "@Envelope(command = \"{*}\\n\\n\", reply = \"{*}\\n\\n\")",
                    "@Envelope(command = \"{*}\\n[Id: {tag}]\\n\\n\", reply = \"{*}\\n[Id: {tag}]\\n\\n\")",
                    "@Envelope(command = \"{*}\\nId: {tag}\\n\\n\", reply = \"{*}\\nId-Of: {tag}\\n\\n\")",
                    "@Envelope(command = \"{*}\\n{: ...}\\n\\n\", reply = \"{*}\\n{: ...}\\n\\n\")");
    private static final List<String> QUOTES =
            List.of(
                    "@Quoted",
                    "@Quoted(quotes = \"\\\"'\", specials = \"(){\")",
                    "@Quoted(escape = Quoted.Escape.DOUBLED)",
                    "@Quoted(escape = Quoted.Escape.NONE)",
                    "@Quoted(escape = Quoted.Escape.BACKSLASH_HEX, escapes = \"n\\nr\\r\")",
                    "@Quoted(quotes = \"\", escapes = \"n\\nr\\rc:\")",
                    "@Quoted(quotes = \"\", specials = \",(\")",
                    "@Quoted(nil = \"NIL\")",
                    "@Quoted(specials = \"(){\", nil = \"NIL\")",
                    "@Quoted(literal = Quoted.Literal.NON_SYNCHRONIZING, nil = \"NIL\")",
                    "@Quoted(literal = Quoted.Literal.NON_SYNCHRONIZING)",
                    "@Quoted(literal = Quoted.Literal.SYNCHRONIZING)",
                    "@Quoted(literal = Quoted.Literal.IEEE_488)");
    private static final List<String> PUSHES =
            List.of("", "", "@Envelope(reply = \"* {*}\")", "@Envelope(reply = \"{*}*\")");

    private final String text;
    private final String envelope;
    private final String pushes;
    private final String commandEnd;
    private final String replyEnd;
    private final boolean blocks;
    private final boolean datagrams;

    RandomSurroundings(Random random) {
        blocks = random.nextInt(4) == 0;
        datagrams = random.nextInt(5) == 0;
        List<String> envelopes = blocks ? BLOCKS : ENVELOPES;
        envelope = envelopes.get(random.nextInt(envelopes.size()));
        pushes =
                blocks
                        ? envelope.contains("tag") ? "@Envelope(reply = \"{*}\\n\\n\")" : ""
                        : PUSHES.get(random.nextInt(PUSHES.size()));
        String order =
                envelope.contains("tag")
                        ? List.of("SERIAL", "PIPELINED", "TAGGED").get(random.nextInt(3))
                        : List.of("SERIAL", "PIPELINED").get(random.nextInt(2));
        StringBuilder line = new StringBuilder("@LineProtocol(spelling = Spelling.");
        line.append(random.nextBoolean() ? "EXACT" : "IGNORE_CASE");
        line.append(", separator = Separator.")
                .append(List.of("SPACES", "BLANKS", "ONE_SPACE").get(random.nextInt(3)));
        line.append(", order = Order.").append(order);
        int ends = blocks ? USUAL_ENDS : ENDS.size();
        commandEnd = ENDS.get(random.nextInt(3) > 0 ? random.nextInt(ends) : 0);
        replyEnd = random.nextInt(4) == 0 ? ENDS.get(random.nextInt(ends)) : commandEnd;
        line.append(", terminator = ").append(commandEnd);
        if (!replyEnd.equals(commandEnd)) {
            line.append(", replyTerminator = ").append(replyEnd);
        }
        if (random.nextInt(4) == 0) {
            line.append(", charset = \"ISO-8859-1\"");
        }
        if (random.nextInt(6) == 0) {
            line.append(", controls = \"\\t\"");
        }
        if (random.nextInt(4) == 0) {
            line.insert(0, QUOTES.get(random.nextInt(QUOTES.size())) + " ");
        }
        text = line.append(datagrams ? ", datagrams = true)" : ")").toString();
    }

    /** What ends the lines inside payloads of commands, or of replies. */
    String lineEnd(boolean ofCommands) {
        String end = ofCommands ? commandEnd : replyEnd;
        return end.matches("\\{?Terminator.CRLF.*") ? "\r\n" : "\n";
    }

    /** Whether messages are blocks of fields. */
    boolean blocks() {
        return blocks;
    }

    /** Whether a word may stand for no value. */
    boolean nil() {
        return text.contains("nil = ");
    }

    /** Whether it is a protocol of datagrams. */
    boolean datagrams() {
        return datagrams;
    }

    /** What stands before the interface. */
    String annotations() {
        return text + "\n" + envelope + "\n";
    }

    /** A member that the envelope needs, in one line. */
    String member() {
        return envelope.contains("sum")
                ? "@Supplies static String sum(Slice line) { return line.length() + \"a\"; }\n"
                : "\n";
    }

    /** What stands before the interface of push messages. */
    String pushes() {
        return pushes;
    }

    @Override
    public String toString() {
        return text + " " + envelope + " " + pushes;
    }
}
