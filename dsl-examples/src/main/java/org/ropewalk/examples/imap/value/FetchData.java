package org.ropewalk.examples.imap.value;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.line.Bytes;

/**
 * The data of a message: names with their values, such as {@code UID}, {@code FLAGS} or {@code
 * BODY[HEADER]}.
 */
public record FetchData(Map<String, Node> values) {
    /** Keeps the order. */
    public FetchData {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * Reads {@code (NAME value NAME value)}.
     *
     * @throws IllegalArgumentException if it is not of this form
     */
    public static FetchData parse(Bytes text) {
        NodeReader reader = new NodeReader(text);
        Map<String, Node> values = new LinkedHashMap<>();
        reader.expect('(');
        do {
            String name = reader.keyword();
            reader.expect(' ');
            values.put(name, reader.node());
        } while (reader.skips(' '));
        reader.expect(')');
        reader.end();
        return new FetchData(values);
    }

    /** The UID and flags. */
    public static FetchData flags(long uid, Node flags) {
        Map<String, Node> values = new LinkedHashMap<>();
        values.put("UID", Node.number(uid));
        values.put("FLAGS", flags);
        return new FetchData(values);
    }

    /** The value of a name, if it has one. */
    public Optional<Node> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** As it is written. */
    public Bytes toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        char before = '(';
        for (Map.Entry<String, Node> value : values.entrySet()) {
            out.write(before);
            out.writeBytes(value.getKey().getBytes(ISO_8859_1));
            out.write(' ');
            value.getValue().write(out);
            before = ' ';
        }
        out.write(')');
        return Bytes.of(out.toByteArray());
    }

    @Override
    public String toString() {
        return new String(toBytes().toByteArray(), ISO_8859_1);
    }
}
