package org.ropewalk.processor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Random;
import org.ropewalk.line.Bytes;

/** A payload called {@code d}: a random end with random contents. */
final class RandomPayload {
    /** The types that contents have. */
    static final String TYPES =
            """
            @Format("{n} {s*}") record Row(int n, String s) {}
            @Format("From: {from*}\\n{others: ...}\\n\\n{body*}") record Letter(String from, Map<String, String> others, List<String> body) {}
            @Format("{head: ...}\\n\\n{body*}") record Note(Map<String, String> head, Bytes body) {}
            @Format("file: {file*}\\n[time: {time}]\\n{tags: ...}") record Song(String file, OptionalInt time, Map<String, String> tags) {}
            """;

    private static final List<String> CONTENTS =
            List.of(
                    "Bytes",
                    "Bytes",
                    "String",
                    "List<String>",
                    "List<Row>",
                    "Map<String, String>",
                    "Letter",
                    "Note",
                    "List<Song>");

    private final String framing;
    private final String type;

    /** What ends the lines of a payload that ends at a line. */
    private final String lineEnd;

    /**
     * A payload.
     *
     * @param lineEnd what ends its lines if it ends at a line
     */
    RandomPayload(Random random, String lineEnd) {
        this.lineEnd = lineEnd;
        this.framing =
                switch (random.nextInt(12)) {
                    case 0 -> "COUNTED";
                    case 1 -> "value = Payload.Framing.COUNTED, trailer = Payload.Trailer.NONE";
                    case 2 -> "value = Payload.Framing.COUNTED, trailer = Payload.Trailer.CRLF";
                    case 3, 4 -> "DOTTED";
                    case 5 -> "value = Payload.Framing.UNTIL, until = \"END\"";
                    case 6 -> "value = Payload.Framing.UNTIL, until = \"7 a\"";
                    case 7 -> "value = Payload.Framing.DELIMITED, until = \"\\0\"";
                    case 8 -> "value = Payload.Framing.DELIMITED, until = \"~~\"";
                    case 9 -> "value = Payload.Framing.CHUNKED, chunk = Payload.Chunk.UINT32";
                    case 10 -> "value = Payload.Framing.CHUNKED, chunk = Payload.Chunk.HEX_LINE";
                    default -> "UNTIL_CLOSE";
                };
        this.type = CONTENTS.get(random.nextInt(CONTENTS.size()));
    }

    /** Whether its line has its length. */
    boolean counted() {
        return framing.contains("COUNTED");
    }

    /** Whether it ends the connection. */
    boolean last() {
        return framing.equals("UNTIL_CLOSE");
    }

    /** Its Java type. */
    String type() {
        return type;
    }

    /** The annotation. */
    String annotation() {
        return "@Payload("
                + (framing.contains("=") ? framing : "Payload.Framing." + framing)
                + ") ";
    }

    /** As a parameter in Java. */
    String parameter() {
        return annotation() + type + " d";
    }

    /** Contents. */
    Object value(RandomValues values, Random random) throws ReflectiveOperationException {
        return switch (type) {
            case "Bytes" -> framed(values.bytes());
            case "String" -> new String(framed(values.bytes()).toByteArray(), ISO_8859_1);
            case "Note" ->
                    values.made("Note", values.of(RandomBlock.COLLECTED), framed(values.bytes()));
            default -> values.of(type);
        };
    }

    /** Bytes whose lines all have the declared end, if the payload ends at a line. */
    private Bytes framed(Bytes bytes) {
        if (!framing.contains("DOTTED") && !framing.contains("UNTIL,")) {
            return bytes;
        }
        String text = new String(bytes.toByteArray(), ISO_8859_1).replaceAll("\r\n|\r", "\n");
        String whole = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
        return Bytes.of(whole.replace("\n", lineEnd).getBytes(ISO_8859_1));
    }

    @Override
    public String toString() {
        return parameter();
    }
}
