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

    /** The payload of a block. */
    private static final String OF_BLOCK =
            "value = Payload.Framing.COUNTED, trailer = Payload.Trailer.NONE";

    private static final List<String> FRAMINGS =
            List.of(
                    "COUNTED",
                    OF_BLOCK,
                    "value = Payload.Framing.COUNTED, trailer = Payload.Trailer.CRLF",
                    "DOTTED",
                    "DOTTED",
                    "value = Payload.Framing.UNTIL, until = \"END\"",
                    "value = Payload.Framing.UNTIL, until = \"7 a\"",
                    "value = Payload.Framing.DELIMITED, until = \"\\0\"",
                    "value = Payload.Framing.DELIMITED, until = \"~~\"",
                    "value = Payload.Framing.CHUNKED, chunk = Payload.Chunk.UINT32",
                    "value = Payload.Framing.CHUNKED, chunk = Payload.Chunk.HEX_LINE",
                    "UNTIL_CLOSE");

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
        this(FRAMINGS.get(random.nextInt(FRAMINGS.size())), random, lineEnd);
    }

    private RandomPayload(String framing, Random random, String lineEnd) {
        this.framing = framing;
        this.lineEnd = lineEnd;
        this.type = CONTENTS.get(random.nextInt(CONTENTS.size()));
    }

    /** The payload of a block. */
    static RandomPayload ofBlock(Random random) {
        return new RandomPayload(OF_BLOCK, random, "\r\n");
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
