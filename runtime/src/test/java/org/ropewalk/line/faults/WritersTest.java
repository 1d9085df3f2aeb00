package org.ropewalk.line.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.ropewalk.annotation.Carrier;
import org.ropewalk.annotation.Separator;
import org.ropewalk.annotation.Terminator;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineWriter;
import org.ropewalk.line.TextEnd;
import org.ropewalk.reactor.Output;

/** What a writer writes is what it was given, and no byte of what the output held before. */
class WritersTest {
    private static final byte STALE = 'S';

    /**
     * What is written into an output of {@code capacity} bytes that another connection has used.
     */
    private static String written(int capacity, Consumer<LineWriter> writing) {
        Output output = new Output(capacity);
        Arrays.fill(output.array(), STALE);
        LineWriter writer = new LineWriter().on(output, LineFormat.standard());
        writer.bounds(Integer.MAX_VALUE, Integer.MAX_VALUE).begin();
        writing.accept(writer);
        assertThat(writer.size()).isEqualTo(output.position());
        return new String(output.array(), 0, output.position(), StandardCharsets.ISO_8859_1);
    }

    private static void check(String expected, Consumer<LineWriter> writing) {
        for (int capacity : new int[] {0, 1, 19, 20, 21, 64}) {
            assertThat(written(capacity, writing)).as("room for %d", capacity).isEqualTo(expected);
        }
    }

    /** Every power of ten, and of two, and what is next to it, with both signs. */
    private static List<BigInteger> numbers() {
        List<BigInteger> numbers = new ArrayList<>();
        for (int power = 0; power <= 20; power++) {
            near(BigInteger.TEN.pow(power), numbers);
        }
        for (int power = 0; power <= 64; power++) {
            near(BigInteger.TWO.pow(power), numbers);
        }
        return numbers;
    }

    private static void near(BigInteger number, List<BigInteger> numbers) {
        for (int distance = -1; distance <= 1; distance++) {
            BigInteger near = number.add(BigInteger.valueOf(distance));
            numbers.add(near);
            numbers.add(near.negate());
        }
    }

    @Test
    void F20_everyNumberIsWrittenAsItsDigits() {
        for (BigInteger number : numbers()) {
            if (number.bitLength() < Long.SIZE) {
                check(number.toString(), writer -> writer.number(number.longValueExact()));
                check(" " + number, writer -> writer.nextNumber(number.longValueExact()));
            }
        }
    }

    @Test
    void F20_everyUnsignedNumberIsWrittenAsItsDigits() {
        for (BigInteger number : numbers()) {
            if (number.signum() >= 0 && number.bitLength() <= Long.SIZE) {
                check(number.toString(), writer -> writer.unsigned(number.longValue()));
            }
        }
    }

    @Test
    void F20_everyBigNumberIsWrittenAsItsDigits() {
        for (BigInteger number : numbers()) {
            check(number.toString(), writer -> writer.word(number.toString()));
        }
    }

    @Test
    void F20_everyFloatingNumberIsWrittenAsItsDigits() {
        for (BigInteger number : numbers()) {
            double value = number.doubleValue();
            check(Double.toString(value), writer -> writer.floating(value));
        }
        for (double value : new double[] {-0.0, Double.MIN_VALUE, Double.MAX_VALUE, 0.1, 1e-7}) {
            check(Double.toString(value), writer -> writer.floating(value));
        }
        for (float value : new float[] {-0.0f, Float.MIN_VALUE, Float.MAX_VALUE, 0.1f, 1e10f}) {
            check(Float.toString(value), writer -> writer.floating(value));
        }
    }

    @Test
    void F20_everyTextIsWrittenCompletely() {
        for (String text :
                List.of("a", "\u00e9", "a\u00e9", "\u00e9a", "\u20ac", "\ud83d\ude00a")) {
            String expected =
                    new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            check(expected, writer -> writer.word(text));
            check(expected, writer -> writer.piece(text));
            check(expected, writer -> writer.free(text));
            check(expected, writer -> writer.lenient(text));
            check(expected, writer -> writer.word(bytes));
            check(expected, writer -> writer.free(Bytes.of(bytes)));
            check(expected, writer -> writer.payload(bytes));
        }
        check("", writer -> writer.piece(""));
        check("NAME=value", writer -> writer.word("NAME=value"));
        check(" NAME=value", writer -> TextEnd.named(writer, "NAME", "value"));
        check(" NAME", writer -> TextEnd.named(writer, "NAME", ""));
    }

    @Test
    void F20_aPayloadFollowsTheLineThatTellsItsLength() {
        for (int length : new int[] {0, 1, 9, 10, 99, 100, 12_345}) {
            byte[] bytes = new byte[length];
            Arrays.fill(bytes, (byte) 'x');
            String expected = "V " + length + "\r\n" + "x".repeat(length) + "\r\n";
            check(expected, writer -> writer.word("V").nextPayload(bytes));
            check(expected, writer -> writer.word("V").nextPayload(Bytes.of(bytes)));
            checkBounds(expected, bytes);
        }
    }

    /** Whatever the bounds, what is within them is written, and nothing else. */
    private static void checkBounds(String expected, byte[] payload) {
        int all = expected.length();
        int line = expected.indexOf('\r');
        for (int less = -1; less <= 60; less++) {
            checkBounds(expected, payload, all - less, line + 50, 20_000);
            checkBounds(expected, payload, all + 50, line - less, 20_000);
            checkBounds(expected, payload, all + 50, line + 50, payload.length - less);
        }
        for (int more = 1; more <= 60; more++) {
            checkBounds(expected, payload, all + more, line + more, payload.length + more);
        }
    }

    private static void checkBounds(
            String expected, byte[] payload, int most, int mostOfLine, int mostOfPayload) {
        Output output = new Output(0);
        LineWriter writer = new LineWriter().on(output, LineFormat.standard());
        writer.payloads(mostOfPayload).bounds(most, mostOfLine).begin();
        boolean fits =
                expected.length() <= most
                        && expected.indexOf('\r') <= mostOfLine
                        && payload.length <= mostOfPayload;
        String bounds = most + " " + mostOfLine + " " + mostOfPayload;
        if (fits) {
            writer.word("V").nextPayload(payload);
            writer.whole();
        } else {
            assertThatThrownBy(() -> writer.word("V").nextPayload(payload))
                    .as(bounds)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(writer.size()).as(bounds).isEqualTo(fits ? expected.length() : 0);
    }

    @Test
    void F20_aWordOfAnyLengthHoldsNoBlankAndNoControl() {
        for (int length = 1; length < 40; length++) {
            byte[] word = new byte[length];
            Arrays.fill(word, (byte) 'w');
            check("w".repeat(length), writer -> writer.word(word));
            for (int at = 0; at < length; at++) {
                for (byte wrong : new byte[] {' ', '\r', '\n', 0, '\t', 0x1F, 0x7F}) {
                    byte[] other = word.clone();
                    other[at] = wrong;
                    assertThatThrownBy(() -> written(64, writer -> writer.word(other)))
                            .isInstanceOf(IllegalArgumentException.class);
                }
                byte[] other = word.clone();
                other[at] = (byte) 0xE9;
                byte[] beyondAscii = other;
                check(
                        new String(other, StandardCharsets.ISO_8859_1),
                        writer -> writer.word(beyondAscii));
            }
        }
    }

    @Test
    void F20_whatIsTakenBackLeavesNothing() {
        check(
                "ok\r\n",
                writer -> {
                    writer.number(Long.MIN_VALUE).space().unsigned(-1).end();
                    writer.rollBack();
                    writer.word("ok").end();
                });
        check(
                "12 ok",
                writer -> {
                    writer.number(12);
                    int kept = writer.size();
                    writer.unsigned(Long.MIN_VALUE);
                    writer.cut(kept);
                    writer.space().word("ok");
                });
    }

    @Test
    void F24_onlyTheLastParameterContainsWordsThatBeginWithAColon() {
        LineFormat format =
                new LineFormat(
                        Terminator.CRLF,
                        Separator.SPACES,
                        false,
                        StandardCharsets.UTF_8,
                        Carrier.TRAILING);
        Output output = new Output(16);
        LineWriter writer = new LineWriter().on(output, format);
        writer.bounds(100, 100).begin();
        byte[] colon = {' ', ':'};

        writer.word("A").raw(colon).word("a").space().word(":").space().word(":b").end();

        String text = new String(output.array(), 0, output.position(), StandardCharsets.US_ASCII);
        assertThat(text).isEqualTo("A :a : :b\r\n");
        writer.word("B").space();
        assertThatThrownBy(() -> writer.word(":b"))
                .hasMessageContaining("a colon at the begin of a value that is not the last");
    }
}
