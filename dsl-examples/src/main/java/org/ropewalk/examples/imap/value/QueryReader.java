package org.ropewalk.examples.imap.value;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.field.DateTimeFieldLenientImpl;
import org.apache.james.mime4j.stream.RawField;
import org.ropewalk.line.Bytes;

/** Reads the keys of a search. */
final class QueryReader {
    /** Keys within keys. */
    private static final int MOST_DEPTH = 50;

    private static final int MOST_DIGITS = 10;
    private static final Map<String, Charset> CHARSETS =
            Map.of("UTF-8", UTF_8, "US-ASCII", US_ASCII, "ISO-8859-1", ISO_8859_1);
    private static final Map<String, Character> FLAGS =
            Map.of("ANSWERED", 'R', "DELETED", 'T', "DRAFT", 'D', "FLAGGED", 'F', "SEEN", 'S');
    private static final DateTimeFormatter DAY =
            new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern("d-MMM-uuuu")
                    .toFormatter(Locale.ENGLISH);

    private final NodeReader reader;
    private Charset charset = UTF_8;

    QueryReader(Bytes text) {
        reader = new NodeReader(text);
    }

    Predicate<Candidate> query() {
        Predicate<Candidate> all = keys(0, true);
        reader.end();
        return all;
    }

    /** Keys up to the end, or up to a parenthesis. */
    private Predicate<Candidate> keys(int depth, boolean first) {
        if (depth == MOST_DEPTH) {
            throw new IllegalArgumentException("too many keys in keys");
        }
        List<Predicate<Candidate>> all = new ArrayList<>();
        do {
            all.add(key(depth, first && all.isEmpty()));
        } while (reader.skips(' '));
        return candidate -> all.stream().allMatch(each -> each.test(candidate));
    }

    private Predicate<Candidate> key(int depth, boolean begins) {
        if (reader.skips('(')) {
            Predicate<Candidate> all = keys(depth + 1, false);
            reader.expect(')');
            return all;
        }
        String word = reader.keyword();
        if (word.startsWith("UN") && FLAGS.containsKey(word.substring(2))) {
            char letter = FLAGS.get(word.substring(2));
            return each -> !each.is(letter);
        }
        if (FLAGS.containsKey(word)) {
            char letter = FLAGS.get(word);
            return each -> each.is(letter);
        }
        if (!word.isEmpty() && (Character.isDigit(word.charAt(0)) || word.startsWith("*"))) {
            SequenceSet set = SequenceSet.parse(word);
            return each -> set.contains(each.number(), each.lastNumber());
        }
        if (begins && word.equals("CHARSET")) {
            return charset();
        }
        return combined(word, depth);
    }

    private Predicate<Candidate> charset() {
        reader.expect(' ');
        charset =
                Optional.ofNullable(CHARSETS.get(text(US_ASCII).toUpperCase(Locale.ROOT)))
                        .orElseThrow(() -> new IllegalArgumentException("unknown charset"));
        return each -> true;
    }

    private Predicate<Candidate> combined(String word, int depth) {
        switch (word) {
            case "ALL":
                return each -> true;
            case "NEW":
                return each -> each.isRecent() && !each.is('S');
            case "OLD":
                return each -> !each.isRecent();
            case "RECENT":
                return Candidate::isRecent;
            default:
                reader.expect(' ');
        }
        switch (word) {
            case "NOT":
                return nested(depth).negate();
            case "OR":
                Predicate<Candidate> first = nested(depth);
                reader.expect(' ');
                return first.or(nested(depth));
            case "UID":
                SequenceSet set = SequenceSet.parse(reader.word());
                return each -> set.contains(each.uid(), each.lastUid());
            case "KEYWORD":
                reader.word();
                return each -> false;
            case "UNKEYWORD":
                reader.word();
                return each -> true;
            case "LARGER":
                long least = number();
                return each -> each.size() > least;
            case "SMALLER":
                long most = number();
                return each -> each.size() < most;
            default:
                return withText(word);
        }
    }

    private Predicate<Candidate> nested(int depth) {
        if (depth == MOST_DEPTH) {
            throw new IllegalArgumentException("too many keys in keys");
        }
        return key(depth + 1, false);
    }

    private Predicate<Candidate> withText(String word) {
        switch (word) {
            case "BEFORE":
                return arrived(LocalDate::isBefore);
            case "ON":
                return arrived(LocalDate::isEqual);
            case "SINCE":
                return arrived((day, given) -> !day.isBefore(given));
            case "SENTBEFORE":
                return sent(LocalDate::isBefore);
            case "SENTON":
                return sent(LocalDate::isEqual);
            case "SENTSINCE":
                return sent((day, given) -> !day.isBefore(given));
            case "BCC", "CC", "FROM", "SUBJECT", "TO":
                return header(word);
            case "HEADER":
                String name = text(US_ASCII);
                reader.expect(' ');
                return header(name);
            case "BODY":
                String body = lower(text(charset));
                return each -> contains(each.entity().body(), body);
            case "TEXT":
                String any = lower(text(charset));
                return each -> contains(each.text(), any) || fields(each).contains(any);
            default:
                throw new IllegalArgumentException("unknown key");
        }
    }

    // ---- values

    private String text(Charset of) {
        return new String(reader.text().toByteArray(), of);
    }

    private long number() {
        String word = reader.word();
        if (word.length() > MOST_DIGITS || !word.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("not a number");
        }
        return Long.parseLong(word);
    }

    private LocalDate day() {
        try {
            return LocalDate.parse(text(US_ASCII), DAY);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no day of the form 1-Feb-2026", e);
        }
    }

    // ---- conditions

    private Predicate<Candidate> arrived(BiPredicate<LocalDate, LocalDate> compared) {
        LocalDate given = day();
        return each ->
                compared.test(LocalDate.ofInstant(each.arrived(), ZoneId.systemDefault()), given);
    }

    private Predicate<Candidate> sent(BiPredicate<LocalDate, LocalDate> compared) {
        LocalDate given = day();
        return each -> sent(each).filter(day -> compared.test(day, given)).isPresent();
    }

    private static Optional<LocalDate> sent(Candidate candidate) {
        return candidate
                .entity()
                .field("Date")
                .map(text -> new RawField("Date", text))
                .map(field -> DateTimeFieldLenientImpl.PARSER.parse(field, DecodeMonitor.SILENT))
                .map(field -> field.getDate())
                .map(date -> LocalDate.ofInstant(date.toInstant(), ZoneOffset.UTC));
    }

    private Predicate<Candidate> header(String name) {
        String wanted = lower(text(charset));
        return each ->
                each.entity()
                        .field(name)
                        .filter(text -> lower(decoded(text)).contains(wanted))
                        .isPresent();
    }

    private static String fields(Candidate candidate) {
        return lower(decoded(new String(candidate.entity().header().toByteArray(), ISO_8859_1)));
    }

    /** A text of one character a byte, in which words may be encoded. */
    private static String decoded(String text) {
        return DecoderUtil.decodeEncodedWords(
                new String(text.getBytes(ISO_8859_1), UTF_8), DecodeMonitor.SILENT);
    }

    private static boolean contains(Bytes text, String wanted) {
        return lower(new String(text.toByteArray(), UTF_8)).contains(wanted);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
