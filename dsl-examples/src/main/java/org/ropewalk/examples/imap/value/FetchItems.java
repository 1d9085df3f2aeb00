package org.ropewalk.examples.imap.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.examples.imap.value.FetchItem.Kind;
import org.ropewalk.line.Bytes;

/**
 * What is asked of messages (RFC 3501 6.4.5).
 *
 * @param text as it is written
 */
public record FetchItems(String text, List<FetchItem> items) {
    private static final int MOST_ITEMS = 100;
    private static final int MOST_DIGITS = 10;
    private static final String PEEK = "BODY.PEEK[";
    private static final String BODY = "BODY[";

    /** Copies the list. */
    public FetchItems {
        items = List.copyOf(items);
    }

    /**
     * Reads one item, a macro, or a list of items in parentheses.
     *
     * @throws IllegalArgumentException if it is not of this form
     */
    public static FetchItems parse(String text) {
        NodeReader reader = new NodeReader(Bytes.of(text));
        List<FetchItem> items = new ArrayList<>();
        if (reader.skips('(')) {
            do {
                items.add(item(reader.word()));
            } while (reader.skips(' ') && items.size() < MOST_ITEMS);
            reader.expect(')');
        } else {
            String word = reader.word();
            items.addAll(macro(word).orElseGet(() -> List.of(item(word))));
        }
        reader.end();
        return new FetchItems(text, distinct(items));
    }

    /** An answer names each item once. */
    private static List<FetchItem> distinct(List<FetchItem> items) {
        Map<String, FetchItem> distinct = new LinkedHashMap<>();
        items.forEach(item -> distinct.putIfAbsent(item.name(), item));
        return List.copyOf(distinct.values());
    }

    private static Optional<List<FetchItem>> macro(String word) {
        List<Kind> fast = List.of(Kind.FLAGS, Kind.INTERNALDATE, Kind.SIZE);
        List<Kind> kinds = new ArrayList<>(fast);
        switch (word.toUpperCase(Locale.ROOT)) {
            case "FAST" -> {}
            case "ALL" -> kinds.add(Kind.ENVELOPE);
            case "FULL" -> kinds.addAll(List.of(Kind.ENVELOPE, Kind.BODY));
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(kinds.stream().map(kind -> plain(name(kind), kind)).toList());
    }

    private static String name(Kind kind) {
        return kind == Kind.SIZE ? "RFC822.SIZE" : kind.name();
    }

    private static FetchItem plain(String name, Kind kind) {
        return new FetchItem(name, kind, Optional.empty(), -1, 0, true);
    }

    private static FetchItem item(String word) {
        String name = word.toUpperCase(Locale.ROOT);
        return switch (name) {
            case "FLAGS" -> plain(name, Kind.FLAGS);
            case "UID" -> plain(name, Kind.UID);
            case "INTERNALDATE" -> plain(name, Kind.INTERNALDATE);
            case "RFC822.SIZE" -> plain(name, Kind.SIZE);
            case "ENVELOPE" -> plain(name, Kind.ENVELOPE);
            case "BODY" -> plain(name, Kind.BODY);
            case "BODYSTRUCTURE" -> plain(name, Kind.BODYSTRUCTURE);
            case "RFC822" -> text(name, "", false);
            case "RFC822.HEADER" -> text(name, "HEADER", true);
            case "RFC822.TEXT" -> text(name, "TEXT", false);
            default -> section(name, word);
        };
    }

    private static FetchItem text(String name, String section, boolean peek) {
        return new FetchItem(name, Kind.TEXT, Optional.of(Section.parse(section)), -1, 0, peek);
    }

    private static FetchItem section(String name, String word) {
        boolean peek = name.startsWith(PEEK);
        int close = word.lastIndexOf(']');
        if (!peek && !name.startsWith(BODY) || close < 0) {
            throw new IllegalArgumentException("unknown item");
        }
        String between = word.substring((peek ? PEEK : BODY).length(), close);
        String partial = word.substring(close + 1);
        long from = -1;
        long count = 0;
        if (!partial.isEmpty()) {
            int dot = partial.indexOf('.');
            if (!partial.startsWith("<") || !partial.endsWith(">") || dot < 0) {
                throw new IllegalArgumentException("no part of the form <from.count>");
            }
            from = number(partial.substring(1, dot));
            count = number(partial.substring(dot + 1, partial.length() - 1));
            if (count == 0) {
                throw new IllegalArgumentException("a part of no bytes");
            }
        }
        return new FetchItem(
                BODY + between + "]" + (from < 0 ? "" : "<" + from + ">"),
                Kind.TEXT,
                Optional.of(Section.parse(between)),
                from,
                count,
                peek);
    }

    private static long number(String text) {
        if (text.isEmpty()
                || text.length() > MOST_DIGITS
                || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("not a number");
        }
        return Long.parseLong(text);
    }

    /** Whether messages are seen by it. */
    public boolean sees() {
        return items.stream().anyMatch(item -> !item.peek());
    }

    /** Whether it asks for something. */
    public boolean has(Kind kind) {
        return items.stream().anyMatch(item -> item.kind() == kind);
    }

    @Override
    public String toString() {
        return text;
    }
}
