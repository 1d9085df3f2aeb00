package org.ropewalk.examples.irc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.ropewalk.line.Bytes;

/**
 * What nodes send each other: lines of fields. NUL and LF, which separate them, are in no line of
 * IRC. The first line of a message is the name of its node.
 */
final class NodeText {
    /** Bytes of one message, of which an engine accepts a million. */
    private static final int MAX_BYTES = 60_000;

    private static final String FIELD = "\0";
    private static final String LINE = "\n";

    private final String node;
    private final Consumer<Bytes> publish;
    private final StringBuilder message = new StringBuilder();

    /** Collects lines of {@code node}, which {@code publish} sends. */
    NodeText(String node, Consumer<Bytes> publish) {
        this.node = node;
        this.publish = publish;
    }

    /** Adds a line. */
    NodeText add(String... fields) {
        if (message.length() > MAX_BYTES) {
            send();
        }
        message.append(LINE).append(String.join(FIELD, fields));
        return this;
    }

    /** Sends what was added. */
    void send() {
        publish.accept(Bytes.of((node + message).getBytes(ISO_8859_1)));
        message.setLength(0);
    }

    /** The name of the node, and the fields of each line. */
    static List<List<String>> parse(Bytes message) {
        List<List<String>> lines = new ArrayList<>();
        for (String line : text(message).split(LINE, -1)) {
            lines.add(List.of(line.split(FIELD, -1)));
        }
        return lines;
    }

    /** Bytes as a field. */
    static String text(Bytes bytes) {
        return new String(bytes.toByteArray(), ISO_8859_1);
    }

    /** A field as bytes. */
    static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(ISO_8859_1));
    }
}
