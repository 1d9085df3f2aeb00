package org.ropewalk.line.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineReader;
import org.ropewalk.reactor.Output;

/** Whole numbers as they are written, and read again. */
class DecimalDigitsTest {
    private static final LongStream numbers() {
        LongStream few = LongStream.rangeClosed(-1_100, 1_100);
        LongStream many =
                LongStream.of(Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MAX_VALUE, 1L << 31, 10_000);
        return LongStream.concat(few, many);
    }

    private static String text(Output output) {
        return new String(output.array(), 0, output.position(), StandardCharsets.US_ASCII);
    }

    private static LineReader word(String word) {
        byte[] bytes = ("x " + word).getBytes(StandardCharsets.US_ASCII);
        LineReader line = new LineReader().show(bytes, 0, bytes.length, LineFormat.standard());
        line.verb();
        return line.word();
    }

    @Test
    void numberIsWrittenAsTextOfIt() {
        numbers()
                .forEach(
                        value -> {
                            Output output = new Output(0);
                            DecimalDigits.write(value, output);
                            DecimalDigits.writeNext(value, output);
                            assertEquals(value + " " + value, text(output));
                        });
    }

    @Test
    void numberIsReadWithinItsRange() {
        numbers()
                .forEach(
                        value -> {
                            LineReader line = word(Long.toString(value));
                            assertEquals(value, line.number(Long.MIN_VALUE, Long.MAX_VALUE));
                            assertEquals(true, line.end());
                            line = word(Long.toString(value));
                            line.number(-5, 50);
                            assertEquals(value >= -5 && value <= 50, line.end(), "" + value);
                            line = word(Long.toString(value));
                            assertEquals(value < 0 ? -1 : value, line.length());
                            assertEquals(value >= 0, line.end(), "" + value);
                        });
    }

    @Test
    void wordOfTwoBytesThatIsNoNumberIsMalformed() {
        for (int first = '!'; first < 0x7F; first++) {
            for (int second = '!'; second < 0x7F; second++) {
                String text = "" + (char) first + (char) second;
                LineReader line = word(text);
                line.number(Long.MIN_VALUE, Long.MAX_VALUE);
                assertEquals(text.matches("-?[0-9]+"), line.end(), text);
                line = word(text);
                line.length();
                assertEquals(text.matches("[0-9]+"), line.end(), text);
            }
        }
    }

    @Test
    void numberAboveThoseWithASignIsWrittenAsTextOfIt() {
        for (long value : new long[] {Long.MIN_VALUE, -1, -8_446_744_073_709_551_616L}) {
            assertEquals(
                    Long.toUnsignedString(value),
                    new String(DecimalDigits.unsigned(value), StandardCharsets.ISO_8859_1));
        }
    }
}
