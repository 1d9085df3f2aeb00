package org.ropewalk.line.words;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.ropewalk.annotation.Quoted.Escape;
import org.ropewalk.annotation.Quoted.Literal;
import org.ropewalk.annotation.Separator;
import org.ropewalk.annotation.Terminator;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.LineWriter;
import org.ropewalk.line.Words;
import org.ropewalk.reactor.Output;

/** Words in quotes and literals: what is written is read back, or refused. */
class QuotesTest {
    private static final int RUNS = 3_000;
    private static final Map<String, LineFormat> DIALECTS = dialects();

    private static Map<String, LineFormat> dialects() {
        Map<String, LineFormat> all = new LinkedHashMap<>();
        all.put("mpd", of(Separator.BLANKS, "\"", Escape.BACKSLASH, "", "", "", Literal.NONE));
        all.put(
                "managesieve",
                of(
                        Separator.ONE_SPACE,
                        "\"",
                        Escape.BACKSLASH,
                        "",
                        "(){\"",
                        "",
                        Literal.NON_SYNCHRONIZING));
        all.put("at", of(Separator.SPACES, "\"", Escape.NONE, "", "", "", Literal.NONE));
        all.put(
                "redis",
                of(
                        Separator.SPACES,
                        "\"'",
                        Escape.BACKSLASH_HEX,
                        "n\nr\rt\tb\ba\u0007",
                        "",
                        "",
                        Literal.NONE));
        all.put(
                "imap",
                of(
                        Separator.ONE_SPACE,
                        "\"",
                        Escape.BACKSLASH,
                        "",
                        "(){%*\"\\]",
                        "NIL",
                        Literal.SYNCHRONIZING));
        all.put("scpi", of(Separator.SPACES, "\"'", Escape.DOUBLED, "", "", "", Literal.IEEE_488));
        all.put("ftp", of(Separator.ONE_SPACE, "\"", Escape.DOUBLED, "", "", "", Literal.NONE));
        all.put("haproxy", of(Separator.SPACES, "", Escape.BACKSLASH, "", "", "", Literal.NONE));
        all.put(
                "stomp",
                of(Separator.ONE_SPACE, "", Escape.BACKSLASH, "n\nr\rc:", "", "", Literal.NONE));
        return all;
    }

    private static LineFormat of(
            Separator separator,
            String quotes,
            Escape escape,
            String escapes,
            String specials,
            String nil,
            Literal literal) {
        return new LineFormat(Terminator.CRLF, separator, true, StandardCharsets.UTF_8)
                .withQuotes(quotes, escape, escapes, specials, nil, literal, false);
    }

    static List<String> names() {
        return new ArrayList<>(DIALECTS.keySet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_word_of_any_bytes_is_read_as_it_was_written_or_refused(String name) {
        LineFormat format = DIALECTS.get(name);
        Random random = new Random(name.hashCode());
        int written = 0;
        for (int i = 0; i < RUNS; i++) {
            byte[] first = bytes(random);
            byte[] second = bytes(random);
            boolean quoted = random.nextInt(4) == 0;
            Output output = new Output(16);
            LineWriter writer = new LineWriter().on(output, format);
            try {
                if (quoted) {
                    writer.quoted().word(first).space().word(second);
                } else {
                    writer.word(first).space().word(second);
                }
            } catch (IllegalArgumentException e) {
                assertThat(output.position()).isZero();
                continue;
            }
            written++;
            LineReader reader = shown(output, format);
            assertThat(reader.word().octets()).isEqualTo(first);
            assertThat(reader.word().octets()).isEqualTo(second);
            assertThat(reader.end()).as(reader.printable()).isTrue();
            Words words = shown(output, format).words(2, 0);
            assertThat(words.get(0).toByteArray()).isEqualTo(first);
            assertThat(words.get(1).toByteArray()).isEqualTo(second);
        }
        assertThat(written).isGreaterThan(RUNS / 10);
    }

    @ParameterizedTest
    @MethodSource("names")
    void no_bytes_make_a_reader_fail_otherwise_than_it_says(String name) {
        LineFormat format = DIALECTS.get(name);
        Random random = new Random(-name.hashCode());
        for (int i = 0; i < RUNS; i++) {
            byte[] line = bytes(random);
            LineReader reader = new LineReader().show(line, 0, line.length, format);
            reader.verb();
            reader.restart();
            int words = reader.wordsLeft();
            for (int k = 0; k < words && reader.ok(); k++) {
                reader.word().octets();
            }
            reader.nextIs(new byte[] {'a'});
            reader.nextStartsWith(new byte[] {'a'});
            reader.nextIsNumber();
            reader.end();
        }
    }

    @Test
    void a_word_is_written_bare_if_it_can_be() {
        assertThat(written("mpd", "abc")).isEqualTo("abc");
        assertThat(written("mpd", "a b")).isEqualTo("\"a b\"");
        assertThat(written("mpd", "")).isEqualTo("\"\"");
        assertThat(written("mpd", "a\"\\ b")).isEqualTo("\"a\\\"\\\\ b\"");
        assertThat(written("imap", "a(b")).isEqualTo("\"a(b\"");
        assertThat(written("imap", "nil")).isEqualTo("\"nil\"");
        assertThat(written("imap", "a\r\nb")).isEqualTo("{4}\r\na\r\nb");
        assertThat(written("managesieve", "a\nb")).isEqualTo("{3+}\r\na\nb");
        assertThat(written("scpi", "a\nb")).isEqualTo("#13a\nb");
        assertThat(written("scpi", "a \"b\"")).isEqualTo("\"a \"\"b\"\"\"");
        assertThat(written("redis", "a\n'\u0001")).isEqualTo("\"a\\n'\\x01\"");
        assertThat(written("haproxy", "a b\\c")).isEqualTo("a\\ b\\\\c");
        assertThat(written("stomp", "a:b\n")).isEqualTo("a\\cb\\n");
    }

    @ParameterizedTest
    @CsvSource({"mpd, 'a\n'", "at, 'a \"'", "haproxy, ''", "ftp, 'a\r b'"})
    void what_cannot_be_written_is_refused(String name, String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> written(name, value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "mpd | ~\"abc~", // No quote at the end.
                "mpd | ~\"a\\n\"~", // An escape without a meaning.
                "mpd | ~\"a\"b~",
                "mpd | ~a\"b\"~",
                "mpd | ~\"a\\~",
                "redis | ~\"\\xg0\"~",
                "redis | ~'a\\'~",
                "at | ~\"a\"\"~",
                "ftp | ~\"a\"\"~",
                "imap | ~{5}~",
                "managesieve | ~{x}~",
                "haproxy | ~a\\n~",
                "scpi | ~#15abc~"
            })
    void a_word_of_the_wrong_form_is_malformed(String name, String line) {
        LineReader reader = shown(line, DIALECTS.get(name));
        reader.word().octets();
        assertThat(reader.end()).isFalse();
        assertThat(reader.failure()).isEqualTo(ErrorKind.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "mpd | ~\"a b\"~ | ~a b~",
                "mpd | ~\"\"~ | ~~",
                "mpd | ~it's~ | ~it's~",
                "redis | ~\"\\x41\\n\"~ | ~A\n~",
                "redis | ~'a\\'\\n'~ | ~a'\\n~",
                "scpi | ~'it''s'~ | ~it's~",
                "scpi | ~#13abc~ | ~abc~",
                "imap | ~{3}\r\na b~ | ~a b~",
                "imap | ~{3+}\r\na b~ | ~a b~"
            })
    void a_word_is_read_in_each_form(String name, String line, String value) {
        LineReader reader = shown(line, DIALECTS.get(name));
        assertThat(reader.word().text()).isEqualTo(value);
        assertThat(reader.end()).isTrue();
    }

    @Test
    void numbers_and_constants_are_read_in_quotes_too() {
        LineReader reader = shown("play \"7\" \"on\" \"off\"", DIALECTS.get("mpd"));
        reader.verb();
        assertThat(reader.nextIsNumber()).isTrue();
        assertThat(reader.word().number(0, 9)).isEqualTo(7);
        assertThat(reader.flag("off".getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(reader.flag("on".getBytes(StandardCharsets.UTF_8))).isTrue();
        reader.literal("off".getBytes(StandardCharsets.UTF_8));
        assertThat(reader.end()).isTrue();
    }

    @Test
    void what_a_handler_keeps_until_it_returns_does_not_change() {
        LineReader reader = shown("\"a\\\"\" \"b\\\"\"", DIALECTS.get("mpd"));
        var first = reader.word().slice();
        var second = reader.word().slice();
        assertThat(first.toString()).isEqualTo("a\"");
        assertThat(second.toString()).isEqualTo("b\"");
    }

    private static String written(String name, String value) {
        Output output = new Output(16);
        new LineWriter().on(output, DIALECTS.get(name)).word(value);
        return new String(output.array(), 0, output.position(), StandardCharsets.UTF_8);
    }

    private static LineReader shown(Output output, LineFormat format) {
        return new LineReader().show(output.array(), 0, output.position(), format);
    }

    private static LineReader shown(String line, LineFormat format) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return new LineReader().show(bytes, 0, bytes.length, format);
    }

    /** Mostly bytes that mean something. */
    private static byte[] bytes(Random random) {
        byte[] known = "\"'\\ \t\r\n(){%*]#+ab15xnNIL:;".getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[random.nextInt(9)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] =
                    random.nextInt(8) == 0
                            ? (byte) random.nextInt(256)
                            : random.nextInt(3) == 0
                                    ? (byte) 'a'
                                    : known[random.nextInt(known.length)];
        }
        return bytes;
    }

    /** RFC 5804 4: quotes hold up to 1024 bytes. */
    @ParameterizedTest
    @MethodSource("names")
    void a_long_value_is_a_counted_literal_where_there_are_some(String name) {
        LineFormat format = DIALECTS.get(name);
        boolean counted = name.equals("managesieve") || name.equals("imap");
        for (int length : new int[] {1024, 1025}) {
            Output output = new Output(16);
            new LineWriter().on(output, format).quoted().word("x".repeat(length));
            String word = new String(output.array(), 0, output.position(), ISO_8859_1);
            assertThat(word.startsWith("{1025")).isEqualTo(counted && length == 1025);
            assertThat(shown(output, format).word().octets()).hasSize(length);
        }
    }
}
