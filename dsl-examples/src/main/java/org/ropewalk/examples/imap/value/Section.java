package org.ropewalk.examples.imap.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ropewalk.line.Bytes;

/**
 * A part of a message, as a client writes it in brackets (RFC 3501 6.4.5).
 *
 * @param path the numbers of parts within parts; empty for the whole message
 * @param text what of it
 * @param fields the names of fields, in upper case
 */
public record Section(List<Integer> path, Text text, List<String> fields) {
    private static final int MOST_PATH = 100;
    private static final int MOST_DIGITS = 6;

    /** What of a part. */
    public enum Text {
        /** All. */
        ALL,
        /** The header of a message. */
        HEADER,
        /** Fields of it. */
        FIELDS,
        /** All fields but these. */
        FIELDS_NOT,
        /** What follows the header of a message. */
        TEXT,
        /** The header of a part. */
        MIME
    }

    /** Copies the lists. */
    public Section {
        path = List.copyOf(path);
        fields = List.copyOf(fields);
    }

    /**
     * Reads the text between the brackets.
     *
     * @throws IllegalArgumentException if it is not of this form
     */
    public static Section parse(String between) {
        NodeReader reader = new NodeReader(Bytes.of(between));
        if (reader.isAtEnd()) {
            return new Section(List.of(), Text.ALL, List.of());
        }
        String[] words = reader.keyword().split("\\.", -1);
        List<Integer> path = new ArrayList<>();
        int at = 0;
        while (at < words.length && isNumber(words[at]) && path.size() < MOST_PATH) {
            path.add(Integer.parseInt(words[at++]));
        }
        String rest = String.join(".", List.of(words).subList(at, words.length));
        Text text =
                switch (rest) {
                    case "" -> Text.ALL;
                    case "HEADER" -> Text.HEADER;
                    case "HEADER.FIELDS" -> Text.FIELDS;
                    case "HEADER.FIELDS.NOT" -> Text.FIELDS_NOT;
                    case "TEXT" -> Text.TEXT;
                    case "MIME" -> Text.MIME;
                    default -> throw unknown();
                };
        if (path.isEmpty() && (text == Text.MIME || text == Text.ALL)
                || path.size() < at
                || rest.isEmpty() && at < words.length) {
            throw unknown();
        }
        List<String> fields = new ArrayList<>();
        if (text == Text.FIELDS || text == Text.FIELDS_NOT) {
            reader.expect(' ');
            reader.expect('(');
            do {
                fields.add(field(reader.text().toString()));
            } while (reader.skips(' '));
            reader.expect(')');
        }
        reader.end();
        return new Section(path, text, fields);
    }

    private static IllegalArgumentException unknown() {
        return new IllegalArgumentException("unknown section");
    }

    /** RFC 5322 2.2: printable characters without a colon. */
    private static String field(String name) {
        if (name.isEmpty() || !name.chars().allMatch(c -> c > ' ' && c < 0x7F && c != ':')) {
            throw new IllegalArgumentException("not the name of a field");
        }
        return name.toUpperCase(Locale.ROOT);
    }

    private static boolean isNumber(String word) {
        return !word.isEmpty()
                && word.length() <= MOST_DIGITS
                && word.chars().allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(word) > 0;
    }

    /** Whether its bytes are collected from the fields of a header. */
    public boolean isCollected() {
        return text == Text.FIELDS || text == Text.FIELDS_NOT;
    }

    /** This part of a message; empty if there is none. */
    public Optional<Bytes> of(Bytes whole, Entity message) {
        if (path.isEmpty() && text == Text.ALL) {
            return Optional.of(whole);
        }
        Optional<Entity> found = Optional.of(message);
        for (int number : path) {
            found = found.flatMap(entity -> part(entity, number));
        }
        return found.flatMap(this::text);
    }

    private static Optional<Entity> part(Entity entity, int number) {
        if (entity.isMessage()) {
            return entity.parts().stream().findFirst().flatMap(inner -> part(inner, number));
        }
        if (!entity.isMultipart() || entity.parts().isEmpty()) {
            return number == 1 ? Optional.of(entity) : Optional.empty();
        }
        return number <= entity.parts().size()
                ? Optional.of(entity.parts().get(number - 1))
                : Optional.empty();
    }

    private Optional<Bytes> text(Entity found) {
        if (text == Text.ALL) {
            return Optional.of(found.body());
        }
        if (text == Text.MIME) {
            return Optional.of(found.header());
        }
        // Behind a path, the header and the text are those of a message.
        Optional<Entity> message =
                path.isEmpty()
                        ? Optional.of(found)
                        : found.isMessage() ? found.parts().stream().findFirst() : Optional.empty();
        return message.map(
                each ->
                        switch (text) {
                            case HEADER -> each.header();
                            case FIELDS -> each.header(fields::contains);
                            case FIELDS_NOT -> each.header(name -> !fields.contains(name));
                            default -> each.body();
                        });
    }
}
