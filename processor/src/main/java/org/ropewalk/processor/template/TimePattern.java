package org.ropewalk.processor.template;

import java.text.ParsePosition;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A pattern of a date or a time, without brackets.
 *
 * @param source the pattern
 * @param parts what it consists of, from left to right
 */
public record TimePattern(String source, List<Part> parts) {
    /** The letters that are known, and with how many of them. */
    private static final Map<Character, Set<Integer>> LETTERS = new LinkedHashMap<>();

    /** Two brackets or three are in use; each doubles the spellings. */
    private static final int MOST_SPELLINGS = 16;

    private static final Set<Integer> ONE_OR_TWO = Set.of(1, 2);
    private static final int NINE = 9;

    static {
        LETTERS.put('y', Set.of(2, 4));
        LETTERS.put('u', Set.of(2, 4));
        LETTERS.put('M', Set.of(1, 2, 3, 4));
        LETTERS.put('d', ONE_OR_TWO);
        LETTERS.put('D', Set.of(1, 3));
        LETTERS.put('E', Set.of(1, 2, 3, 4));
        LETTERS.put('H', ONE_OR_TWO);
        LETTERS.put('h', ONE_OR_TWO);
        LETTERS.put('a', Set.of(1));
        LETTERS.put('m', ONE_OR_TWO);
        LETTERS.put('s', ONE_OR_TWO);
        LETTERS.put('S', Set.of(1, 2, 3, 4, 5, 6, 7, 8, NINE));
        LETTERS.put('X', Set.of(1, 2, 3));
        LETTERS.put('x', Set.of(1, 2, 3));
        LETTERS.put('Z', Set.of(1, 2, 3));
    }

    /** Copies the list. */
    public TimePattern {
        parts = List.copyOf(parts);
    }

    /**
     * A part.
     *
     * @param letter which; 0 for a text
     * @param text the letters, or the text itself
     */
    public record Part(char letter, String text) {
        /** Whether it is text. */
        public boolean isText() {
            return letter == 0;
        }

        /** Whether it stands for one of some names. */
        public boolean isName() {
            return letter == 'E' || letter == 'a' || letter == 'M' && text.length() > 2;
        }

        /** Whether it stands for a distance from UTC. */
        public boolean isOffset() {
            return letter == 'X' || letter == 'x' || letter == 'Z';
        }

        /** Whether it stands for digits. */
        public boolean isNumber() {
            return !isText() && !isName() && !isOffset();
        }

        /** The names that it stands for. */
        public List<String> names() {
            DateTimeFormatter formatter =
                    new DateTimeFormatterBuilder().appendPattern(text).toFormatter(Locale.ENGLISH);
            Stream<? extends TemporalAccessor> values =
                    letter == 'M'
                            ? Stream.of(Month.values())
                            : letter == 'E'
                                    ? Stream.of(DayOfWeek.values())
                                    : Stream.of(LocalTime.MIN, LocalTime.NOON);
            return values.map(formatter::format).toList();
        }

        /** How many digits it has; 0 if that differs. */
        public int digits() {
            return text.length() == 1 && letter != 'S' ? 0 : text.length();
        }
    }

    /** What is wrong with a pattern. */
    public static final class Fault extends Exception {
        private static final long serialVersionUID = 1;

        Fault(String message) {
            super(message);
        }
    }

    /**
     * The patterns that {@code source} is, with what is in brackets and without, that without
     * first.
     */
    public static List<TimePattern> of(String source) throws Fault {
        List<TimePattern> patterns = new ArrayList<>();
        List<String> spellings = spellings(source);
        for (String spelling : spellings) {
            TimePattern pattern = new TimePattern(spelling, split(spelling));
            // Brackets may exclude each other: [.SSS][.SS].
            if (spellings.size() == 1 || !pattern.repeats()) {
                patterns.add(pattern);
            }
        }
        return patterns;
    }

    private static List<String> spellings(String source) throws Fault {
        List<StringBuilder> spellings = new ArrayList<>(List.of(new StringBuilder()));
        boolean quoted = false;
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            quoted ^= c == '\'';
            if (quoted || c != '[') {
                if (!quoted && (c == ']' || c == '{' || c == '}' || c == '#')) {
                    throw new Fault("'" + c + "' is not allowed here");
                }
                spellings.forEach(each -> each.append(c));
                continue;
            }
            int end = source.indexOf(']', i);
            String inner = end < 0 ? "[" : source.substring(i + 1, end);
            if (inner.isEmpty() || inner.indexOf('[') >= 0 || inner.indexOf('\'') >= 0) {
                throw new Fault(
                        "a bracket is not closed, is empty, or contains brackets or quotes");
            }
            List<StringBuilder> with = new ArrayList<>();
            spellings.forEach(each -> with.add(new StringBuilder(each).append(inner)));
            spellings.addAll(with);
            if (spellings.size() > MOST_SPELLINGS) {
                throw new Fault("too many brackets");
            }
            i = end;
        }
        return spellings.stream().map(StringBuilder::toString).toList();
    }

    private static List<Part> split(String source) throws Fault {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < source.length(); ) {
            char c = source.charAt(i);
            int end = i + 1;
            if (c == '\'') {
                end = quote(source, i, parts);
            } else if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
                while (end < source.length() && source.charAt(end) == c) {
                    end++;
                }
                Set<Integer> counts = LETTERS.get(c);
                if (counts == null || !counts.contains(end - i)) {
                    throw new Fault(
                            "\""
                                    + source.substring(i, end)
                                    + "\" is not known; use "
                                    + "yy yyyy M MM MMM MMMM d dd D DDD E EEEE H HH h hh a m mm s ss S X x Z, "
                                    + "and quoted text");
                }
                parts.add(new Part(c, source.substring(i, end)));
            } else {
                parts.add(new Part((char) 0, String.valueOf(c)));
            }
            i = end;
        }
        return parts;
    }

    /** Behind the quoted text at {@code from}; two quotes are one. */
    private static int quote(String source, int from, List<Part> parts) throws Fault {
        StringBuilder text = new StringBuilder();
        int at = from + 1;
        while (true) {
            int end = source.indexOf('\'', at);
            if (end < 0) {
                throw new Fault("a quote is not closed");
            }
            text.append(source, at, end);
            at = end + 1;
            if (at >= source.length() || source.charAt(at) != '\'') {
                break;
            }
            text.append('\'');
            at++;
        }
        parts.add(new Part((char) 0, text.isEmpty() ? "'" : text.toString()));
        return at;
    }

    /** The text of all its literals. */
    public String literals() {
        StringBuilder text = new StringBuilder();
        parts.stream().filter(Part::isText).forEach(part -> text.append(part.text()));
        return text.toString();
    }

    /** How many words it is. */
    public int words() {
        return 1 + (int) literals().chars().filter(c -> c == ' ').count();
    }

    private boolean repeats() {
        return fields().chars().distinct().count() < fields().length();
    }

    /** One letter for each field: {@code H} and {@code h} are the hour. */
    private String fields() {
        StringBuilder fields = new StringBuilder();
        for (Part part : parts) {
            if (!part.isText()) {
                fields.append(
                        part.isOffset()
                                ? 'X'
                                : part.letter() == 'u'
                                        ? 'y'
                                        : part.letter() == 'h' ? 'H' : part.letter());
            }
        }
        return fields.toString();
    }

    /**
     * What makes it impossible to read a value back.
     *
     * @param type the simple name of the value's type
     * @return empty if nothing does
     */
    public String fault(String type) {
        String fields = fields();
        for (int i = 0; i < fields.length(); i++) {
            if (fields.indexOf(fields.charAt(i), i + 1) >= 0) {
                return "the field " + fields.charAt(i) + " occurs twice";
            }
        }
        for (int i = 0; i + 1 < parts.size(); i++) {
            if (parts.get(i).isNumber() && parts.get(i).digits() == 0 && beginsWithDigit(i + 1)) {
                return "the end of " + parts.get(i).text() + " is unknown";
            }
        }
        if (literals().chars().anyMatch(c -> c < ' ' || c == 0x7F)
                || (" " + source + " ").contains("  ")) {
            return "it has a control character, or a blank at its beginning, at its end, or after a blank";
        }
        return fields(type, fields);
    }

    private boolean beginsWithDigit(int at) {
        Part part = parts.get(at);
        return part.isNumber() || part.isText() && Character.isDigit(part.text().charAt(0));
    }

    private String fields(String type, String fields) {
        boolean year = fields.indexOf('y') >= 0;
        boolean month = fields.indexOf('M') >= 0;
        boolean day = fields.indexOf('d') >= 0;
        boolean date = year && (month && day || fields.indexOf('D') >= 0);
        boolean half = parts.stream().anyMatch(part -> part.letter() == 'h');
        boolean time = fields.indexOf('H') >= 0 && half == fields.indexOf('a') >= 0;
        boolean gap =
                fields.indexOf('s') >= 0 && fields.indexOf('m') < 0
                        || fields.indexOf('S') >= 0 && fields.indexOf('s') < 0;
        boolean offset = fields.indexOf('X') >= 0;
        Kind kind = KINDS.get(type);
        if (kind.date() && !date) {
            return "a date needs the year, the month and the day";
        }
        if (kind.time() && (!time || gap)) {
            return "a time needs the hour, a if the hour is h, and minutes if it has seconds";
        }
        if (kind.offset() && !offset) {
            return "it needs the offset from UTC, X or Z";
        }
        for (char needed : kind.needs().toCharArray()) {
            if (fields.indexOf(needed) < 0) {
                return type + " needs the field " + needed;
            }
        }
        for (char field : fields.toCharArray()) {
            if (kind.fields().indexOf(field) < 0) {
                return type + " has no field " + field;
            }
        }
        return "";
    }

    /** What a type consists of. */
    private record Kind(boolean date, boolean time, boolean offset, String needs, String fields) {}

    private static final String DATE = "yMdDE";
    private static final String TIME = "HamsS";

    private static final Map<String, Kind> KINDS =
            Map.ofEntries(
                    Map.entry("LocalDate", new Kind(true, false, false, "", DATE)),
                    Map.entry("LocalTime", new Kind(false, true, false, "", TIME)),
                    Map.entry("LocalDateTime", new Kind(true, true, false, "", DATE + TIME)),
                    Map.entry("OffsetTime", new Kind(false, true, true, "", TIME + "X")),
                    Map.entry("OffsetDateTime", new Kind(true, true, true, "", DATE + TIME + "X")),
                    Map.entry("ZonedDateTime", new Kind(true, true, true, "", DATE + TIME + "X")),
                    Map.entry("Instant", new Kind(true, true, false, "", DATE + TIME + "X")),
                    Map.entry("Year", new Kind(false, false, false, "y", "y")),
                    Map.entry("YearMonth", new Kind(false, false, false, "yM", "yM")),
                    Map.entry("MonthDay", new Kind(false, false, false, "Md", "Md")));

    /** Whether values of a type of {@code java.time} can have a pattern. */
    public static boolean isKnown(String type) {
        return KINDS.containsKey(type);
    }

    /** With {@code u} in place of {@code y}, which would need an era. */
    private String proleptic() {
        StringBuilder text = new StringBuilder(source);
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            quoted ^= text.charAt(i) == '\'';
            if (text.charAt(i) == 'y' && !quoted) {
                text.setCharAt(i, 'u');
            }
        }
        return text.toString();
    }

    /** Whether it reads a text; a date that does not exist is taken for one. */
    public boolean reads(String text, boolean caseSensitive) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
        if (!caseSensitive) {
            builder.parseCaseInsensitive();
        }
        DateTimeFormatter formatter =
                builder.appendPattern(proleptic())
                        .toFormatter(Locale.ENGLISH)
                        .withResolverStyle(ResolverStyle.STRICT);
        ParsePosition at = new ParsePosition(0);
        return formatter.parseUnresolved(text, at) != null && at.getIndex() == text.length();
    }
}
