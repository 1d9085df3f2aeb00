package org.ropewalk.line.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.Slice;
import org.ropewalk.line.Words;

/** When a borrowed view that is kept is valid again. */
class LentViewsTest {
    private static final LineFormat FORMAT = LineFormat.standard();

    private static LineReader line(LineReader reader, String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        return reader.show(bytes, 0, bytes.length, FORMAT);
    }

    private static void isExpired(Slice kept) {
        assertThatThrownBy(kept::toString).isInstanceOf(IllegalStateException.class);
    }

    private static void isExpired(Words kept) {
        assertThatThrownBy(kept::size).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void F15_aSliceIsLentAgainAfter255OthersAndForOneLine() {
        LineReader reader = new LineReader();
        Slice kept = line(reader, "first").word().slice();
        for (int i = 0; i < 255; i++) {
            line(reader, "other").word().slice();
            isExpired(kept);
        }
        line(reader, "again").word().slice();
        assertThat(kept).hasToString("again");
        line(reader, "other").word().slice();
        isExpired(kept);
    }

    @Test
    void F15_wordsAreLentAgainAfter63OthersAndForOneLine() {
        LineReader reader = new LineReader();
        Words kept = line(reader, "first").words(9, 0);
        for (int i = 0; i < 63; i++) {
            line(reader, "other").words(9, 0);
            isExpired(kept);
        }
        line(reader, "a b").words(9, 0);
        assertThat(kept.size()).isEqualTo(2);
        line(reader, "other").words(9, 0);
        isExpired(kept);
    }

    @Test
    void F15_inTestsNothingIsLentAgain() {
        LineReader reader = new LineReader(false);
        Slice slice = line(reader, "first").word().slice();
        Words words = line(reader, "first").words(9, 0);
        for (int i = 0; i < 1_000; i++) {
            line(reader, "other").word().slice();
            line(reader, "other").words(9, 0);
            isExpired(slice);
            isExpired(words);
        }
    }

    @Test
    void F15_manySlicesOfOneLineAreAllValid() {
        LineReader reader = new LineReader();
        line(reader, "x ".repeat(600));
        Slice[] all = new Slice[600];
        for (int i = 0; i < all.length; i++) {
            all[i] = reader.word().slice();
        }
        assertThat(all).allMatch(slice -> slice.toString().equals("x"));
        line(reader, "other");
        for (Slice slice : all) {
            isExpired(slice);
        }
    }
}
