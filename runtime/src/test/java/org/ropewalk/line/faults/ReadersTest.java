package org.ropewalk.line.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.ropewalk.annotation.Carrier;
import org.ropewalk.annotation.Separator;
import org.ropewalk.annotation.Terminator;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.LineWriter;
import org.ropewalk.reactor.Output;

/** What a reader makes of the words of a line. */
class ReadersTest {
    private static LineFormat format(Separator separator, Carrier carrier) {
        return new LineFormat(Terminator.CRLF, separator, false, StandardCharsets.UTF_8, carrier);
    }

    private static final LineFormat SPACES = format(Separator.SPACES, Carrier.LINE);
    private static final LineFormat BLANKS = format(Separator.BLANKS, Carrier.LINE);
    private static final LineFormat TRAILING = format(Separator.SPACES, Carrier.TRAILING);

    private static LineReader line(LineFormat format, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        LineReader line = new LineReader().show(bytes, 0, bytes.length, format);
        line.verb();
        return line;
    }

    private static void is(
            Object expected, LineFormat format, String text, Function<LineReader, Object> reading) {
        LineReader line = line(format, text);
        Object value = reading.apply(line);
        assertThat(line.end()).as(line.message()).isTrue();
        assertThat(value).as(text).isEqualTo(expected);
    }

    private static void refused(
            ErrorKind kind, LineFormat format, String text, Function<LineReader, ?> reading) {
        LineReader line = line(format, text);
        reading.apply(line);
        assertThat(line.end()).as(text).isFalse();
        assertThat(line.failure()).as(text).isEqualTo(kind);
    }

    private static List<String> parts(LineReader line, int max, char delimiter) {
        List<String> parts = new ArrayList<>();
        line.list(max);
        while (line.part(delimiter)) {
            parts.add(line.text());
        }
        return parts;
    }

    // ---- F24

    @Test
    void F24_aWordAfterAColonIsOneWord() {
        is("nick", TRAILING, "NICK :nick", line -> line.word().text());
        refused(ErrorKind.MALFORMED, TRAILING, "NICK :9bad nick", line -> line.word().text());
        refused(ErrorKind.MALFORMED, TRAILING, "NICK :nick ", line -> line.word().text());
        refused(ErrorKind.MALFORMED, TRAILING, "NICK ::nick", line -> line.word().text());
        refused(ErrorKind.USAGE, TRAILING, "NICK :", line -> line.word().text());
    }

    @Test
    void F24_theElementsOfAListAfterAColonAreWords() {
        is(List.of("#a", "#b"), TRAILING, "JOIN :#a,#b", line -> parts(line.word(), 9, ','));
        refused(ErrorKind.MALFORMED, TRAILING, "JOIN :#a,#b c", line -> parts(line.word(), 9, ','));
        refused(ErrorKind.MALFORMED, TRAILING, "ISON a :b c", line -> line.words(9, 0).toList());
    }

    @Test
    void F24_aNumberAfterAColonIsANumber() {
        is(12L, TRAILING, "N :12", line -> line.word().number(0, 99));
        refused(ErrorKind.MALFORMED, TRAILING, "N :1 2", line -> line.word().number(0, 99));
    }

    @Test
    void F24_theKindOfTheNextWordIsKnownAfterAColonToo() {
        byte[] word = {'L', 'S'};
        assertThat(line(TRAILING, "CAP :LS").nextIs(word)).isTrue();
        assertThat(line(TRAILING, "CAP :LS x").nextIs(word)).isFalse();
        assertThat(line(TRAILING, "CAP :LSx").nextStartsWith(word)).isTrue();
        assertThat(line(TRAILING, "CAP :12").nextIsNumber()).isTrue();
        assertThat(line(TRAILING, "CAP :12 3").nextIsNumber()).isFalse();
        assertThat(line(SPACES, "CAP :LS").nextIs(word)).isFalse();
    }

    @Test
    void F24_wordsEndBeforeAColonWhereTextMayFollow() {
        LineReader line = line(TRAILING, "005 a B=1 C :are supported");
        assertThat(line.trailingWords()).isEqualTo(1);
        assertThat(line.words(9, line.trailingWords()).toList()).hasToString("[a, B=1, C]");
        line.skipRest();
        assertThat(line.end()).isTrue();
        assertThat(line(TRAILING, "005 a B=1 C").trailingWords()).isZero();
        assertThat(line(TRAILING, "005 a:b").trailingWords()).isZero();
    }

    @Test
    void F24_freeTextAfterAColonIsUnchanged() {
        is(" a :b ", TRAILING, "SAY : a :b ", line -> line.trailing().text());
        is("", TRAILING, "SAY :", line -> line.trailing().text());
    }

    @Test
    void F24_aPieceWithAColonIsRefusedAtTheBeginOfAWord() {
        LineWriter writer = new LineWriter().on(new Output(9), TRAILING);
        writer.bounds(99, 99).begin();
        assertThat(writer.word("a").space().piece("b").piece(":c").size()).isEqualTo(5);
        assertThatThrownBy(() -> writer.space().piece(":d"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(writer.size()).isZero();
    }

    // ---- F27

    @Test
    void F27_aLengthMayHaveZerosInFront() {
        for (String zeros : List.of("", "0", "00", "0".repeat(40))) {
            is(5L, SPACES, "BDAT " + zeros + "5", line -> line.word().length());
            is(0L, SPACES, "BDAT " + zeros + "0", line -> line.word().length());
            is(5L, SPACES, "PUB " + zeros + "7", line -> line.word().length(2));
        }
    }

    @Test
    void F27_aNumberMayHaveAnyNumberOfZerosInFront() {
        String zeros = "0".repeat(30);
        is(12L, SPACES, "N " + zeros + "12", line -> line.word().number(0, 99));
        is(-12L, SPACES, "N -" + zeros + "12", line -> line.word().number(-99, 99));
        is(
                Long.MAX_VALUE,
                SPACES,
                "N " + zeros + Long.MAX_VALUE,
                line -> line.word().number(Long.MIN_VALUE, Long.MAX_VALUE));
        refused(
                ErrorKind.MALFORMED,
                SPACES,
                "N " + zeros + "9223372036854775808",
                line -> line.word().number(Long.MIN_VALUE, Long.MAX_VALUE));
    }

    @Test
    void F27_aLengthHasDigitsAlone() {
        for (String length : List.of("-1", "-0", "+5", "5.", "0x5", "5a", "9223372036854775808")) {
            refused(ErrorKind.MALFORMED, SPACES, "BDAT " + length, line -> line.word().length());
        }
        assertThat(line(SPACES, "BDAT x").word().length()).isEqualTo(-1);
    }

    // ---- F30

    @Test
    void F30_freeTextKeepsItsTabs() {
        is("a\tb c\t", BLANKS, "SAY a\tb c\t", line -> line.rest().text());
        is("\ta", BLANKS, "SAY\t\ta", line -> line.rest().text());
        is("xy", BLANKS, "\tSAY x\ty", line -> line.word().text() + line.rest().text());
    }

    @Test
    void F30_tabsSeparateWords() {
        LineReader line = line(BLANKS, " \tSET\ta \t b\t");
        assertThat(line.verbText()).isEqualTo("SET");
        assertThat(line.wordsLeft()).isEqualTo(2);
        assertThat(line.nextIs(new byte[] {'a'})).isTrue();
        assertThat(line.word().text()).isEqualTo("a");
        assertThat(line.word().text()).isEqualTo("b");
        assertThat(line.hasWord()).isFalse();
        assertThat(line.end()).isTrue();
        assertThat(line(BLANKS, "\t \t").isEmpty()).isTrue();
        is(List.of("a", "b", "c"), BLANKS, "N a\tb c", reader -> parts(reader.rest(), 9, ' '));
    }

    // ---- F31

    @Test
    void F31_theBoundOnWordsHoldsForTheElementsOfAList() {
        is(List.of("a", "b", "c"), SPACES, "L a,b,c", line -> parts(line.word(), 3, ','));
        refused(ErrorKind.USAGE, SPACES, "L a,b,c,d", line -> parts(line.word(), 3, ','));
        refused(ErrorKind.USAGE, SPACES, "L a b c d", line -> parts(line.rest(), 3, ' '));
    }
}
