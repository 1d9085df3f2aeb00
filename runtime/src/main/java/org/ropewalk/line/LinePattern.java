package org.ropewalk.line;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.line.bytes.ByteArrays;

/**
 * The lines that a template reads, without their values: what is written by another template must
 * not be one of them. Allocates nothing when it matches. Immutable; made once by generated code.
 *
 * <p>In its source a blank is the separator, {@code {}} a word or a part of one, {@code {#}} a
 * number, {@code {A|B}} one of some words, {@code {**}} anything up to what follows, {@code {*}}
 * anything, {@code { *}} nothing, or a separator and anything; a backslash is before a brace or a
 * backslash that is text.
 */
@ForGeneratedCode
public final class LinePattern {
    private enum Kind {
        LITERAL,
        SEPARATOR,
        WORD,
        NUMBER,
        CHOICE,
        TEXT,
        ANYTHING,
        ANYTHING_BEHIND
    }

    /** One part, and the texts of which it is one. */
    private record Part(Kind kind, List<byte[]> texts) {}

    private final LineFormat format;
    private final String source;
    private final List<Part> parts;

    private LinePattern(LineFormat format, String source) {
        this.format = format;
        this.source = source;
        this.parts = List.copyOf(parse(source, format.charset));
    }

    /** The lines of a protocol that {@code source} describes. */
    public static LinePattern of(LineFormat format, String source) {
        return new LinePattern(format, source);
    }

    private static List<Part> parse(String source, Charset charset) {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c != '{' && c != ' ') {
                literal.append(c == '\\' ? source.charAt(++i) : c);
                continue;
            }
            flush(literal, parts, charset);
            if (c == ' ') {
                parts.add(new Part(Kind.SEPARATOR, List.of()));
            } else {
                int close = source.indexOf('}', i);
                parts.add(placeholder(source.substring(i + 1, close), charset));
                i = close;
            }
        }
        flush(literal, parts, charset);
        return parts;
    }

    private static void flush(StringBuilder literal, List<Part> parts, Charset charset) {
        if (!literal.isEmpty()) {
            parts.add(new Part(Kind.LITERAL, List.of(literal.toString().getBytes(charset))));
            literal.setLength(0);
        }
    }

    private static Part placeholder(String name, Charset charset) {
        return switch (name) {
            case "" -> new Part(Kind.WORD, List.of());
            case "#" -> new Part(Kind.NUMBER, List.of());
            case "**" -> new Part(Kind.TEXT, List.of());
            case "*" -> new Part(Kind.ANYTHING, List.of());
            case " *" -> new Part(Kind.ANYTHING_BEHIND, List.of());
            default -> {
                List<byte[]> texts = new ArrayList<>();
                for (String text : name.split("\\|")) {
                    texts.add(text.getBytes(charset));
                }
                yield new Part(Kind.CHOICE, texts);
            }
        };
    }

    /** Why {@code bytes[from, to)}, a line without its end, must not be written, or null. */
    @Nullable String fault(byte[] bytes, int from, int to) {
        return matches(bytes, from, to) ? "a line that would be read as \"" + source + "\"" : null;
    }

    /** Whether {@code bytes[from, to)}, a line without its end, is such a line. */
    boolean matches(byte[] bytes, int from, int to) {
        int at = format.oneSpace ? from : skipBlanks(bytes, from, to);
        int part = 0;
        int text = -1;
        int textEnd = to;
        while (true) {
            Kind kind = part == parts.size() ? null : parts.get(part).kind();
            if (kind == Kind.TEXT) {
                // It is as short as it can be.
                text = part++;
                textEnd = at;
                continue;
            }
            if (kind == Kind.ANYTHING || kind == null && isEnd(bytes, at, to)) {
                return true;
            }
            if (kind == Kind.ANYTHING_BEHIND && (at == to || isBlank(bytes[at]))) {
                return true;
            }
            int next = kind == null ? -1 : next(part, bytes, at, to);
            if (next >= 0) {
                at = next;
                part++;
            } else if (text < 0 || textEnd == to) {
                return false;
            } else {
                at = ++textEnd;
                part = text + 1;
            }
        }
    }

    private boolean isEnd(byte[] bytes, int at, int to) {
        return (format.oneSpace ? at : skipBlanks(bytes, at, to)) == to;
    }

    /** After a part that begins at {@code at}; -1 if it does not. */
    private int next(int index, byte[] bytes, int at, int to) {
        Part part = parts.get(index);
        return switch (part.kind()) {
            case LITERAL -> literal(part.texts().get(0), bytes, at, to);
            case SEPARATOR -> separator(bytes, at, to);
            case NUMBER -> number(index, bytes, at, to);
            case CHOICE -> choice(index, bytes, at, to);
            case WORD -> word(index, bytes, at, to);
            default -> -1;
        };
    }

    private int literal(byte[] text, byte[] bytes, int at, int to) {
        return format.startsWith(text, bytes, at, to) ? at + text.length : -1;
    }

    private int separator(byte[] bytes, int at, int to) {
        if (at == to || !isBlank(bytes[at])) {
            return -1;
        }
        return format.oneSpace ? at + 1 : skipBlanks(bytes, at, to);
    }

    /** Digits up to the literal that follows, which may begin with one. */
    private int number(int index, byte[] bytes, int at, int to) {
        int first = at < to && bytes[at] == '-' ? at + 1 : at;
        int i = first;
        while (i < to && ByteArrays.isDigit(bytes[i])) {
            i++;
            if (is(Kind.LITERAL, index + 1)
                    && format.startsWith(parts.get(index + 1).texts().get(0), bytes, i, to)) {
                return i;
            }
        }
        return i > first ? i : -1;
    }

    /** A word of the choice; one that the word begins with if anything may follow inside it. */
    private int choice(int index, byte[] bytes, int at, int to) {
        List<byte[]> texts = parts.get(index).texts();
        int end = pieceEnd(index, bytes, at, to);
        boolean open = is(Kind.ANYTHING, index + 1);
        for (int i = 0; i < texts.size(); i++) {
            byte[] text = texts.get(i);
            if ((open ? text.length <= end - at : text.length == end - at)
                    && format.startsWith(text, bytes, at, to)) {
                return at + text.length;
            }
        }
        return -1;
    }

    /** A word or a part of one; empty only beside a literal. */
    private int word(int index, byte[] bytes, int at, int to) {
        int end = pieceEnd(index, bytes, at, to);
        boolean glued = is(Kind.LITERAL, index + 1) || is(Kind.LITERAL, index - 1);
        return end > at || end == at && glued ? end : -1;
    }

    private boolean is(Kind kind, int index) {
        return index >= 0 && index < parts.size() && parts.get(index).kind() == kind;
    }

    /** The end of the word, or the literal that follows inside it; -1 if that is not there. */
    private int pieceEnd(int index, byte[] bytes, int at, int to) {
        int end = wordEnd(bytes, at, to);
        if (!is(Kind.LITERAL, index + 1)) {
            return end;
        }
        byte[] next = parts.get(index + 1).texts().get(0);
        int i = at;
        while (i < end && !format.startsWith(next, bytes, i, end)) {
            i++;
        }
        return i < end ? i : -1;
    }

    private int wordEnd(byte[] bytes, int at, int to) {
        int i = at;
        while (i < to && !isBlank(bytes[i])) {
            i++;
        }
        return i;
    }

    private int skipBlanks(byte[] bytes, int at, int to) {
        int i = at;
        while (i < to && isBlank(bytes[i])) {
            i++;
        }
        return i;
    }

    private boolean isBlank(byte value) {
        return value == ' ' || value == '\t' && format.readsTabs;
    }

    /** Its source. */
    @Override
    public String toString() {
        return source;
    }
}
