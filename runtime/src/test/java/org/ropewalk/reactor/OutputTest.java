package org.ropewalk.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Lent bytes are read as if they had been copied. */
class OutputTest {
    private static final int MANY = 20_000;

    private final byte[] many = new byte[MANY];
    private final Output output = new Output(0);

    OutputTest() {
        for (int i = 0; i < MANY; i++) {
            many[i] = (byte) ('a' + i % 26);
        }
        output.write((byte) '<');
        output.lend(many, 0, MANY);
        output.write((byte) '>');
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private String all() {
        return text(output.array(), 0, output.position());
    }

    private String expected() {
        return "<" + text(many, 0, MANY) + ">";
    }

    /** The pieces of a part, of which the network takes {@code most} bytes each time. */
    private String pieces(int from, int to, int most) {
        StringBuilder text = new StringBuilder();
        int at = from;
        try {
            while (at < to) {
                at +=
                        output.pieces(
                                at,
                                to,
                                (bytes, begin, end) -> {
                                    int count = Math.min(most, end - begin);
                                    text.append(text(bytes, begin, begin + count));
                                    return count;
                                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    @Test
    void many_bytes_are_lent_until_the_array_is_asked_for() {
        assertThat(output.isSplit()).isTrue();
        assertThat(all()).isEqualTo(expected());
        assertThat(output.isSplit()).isFalse();
    }

    @Test
    void few_bytes_are_copied() {
        Output other = new Output(0);
        other.lend(many, 0, 1_000);
        assertThat(other.isSplit()).isFalse();
        assertThat(text(other.array(), 0, other.position())).isEqualTo(text(many, 0, 1_000));
    }

    @Test
    void further_bytes_are_copied() {
        output.lend(many, 100, MANY - 100);
        assertThat(all()).isEqualTo(expected() + text(many, 100, MANY));
    }

    @Test
    void pieces_are_the_bytes_wherever_they_begin_and_end() {
        String expected = expected();
        for (int from : new int[] {0, 1, 2, MANY, MANY + 1}) {
            for (int to : new int[] {1, 2, MANY, MANY + 1, MANY + 2}) {
                String part = from < to ? expected.substring(from, to) : "";
                assertThat(pieces(from, to, MANY)).isEqualTo(part);
                assertThat(pieces(from, to, 7_001)).isEqualTo(part);
            }
        }
        assertThat(output.isSplit()).isTrue();
    }

    @Test
    void lent_bytes_are_shown_where_they_are() throws IOException {
        boolean[] shown = {false};
        output.pieces(
                0,
                output.position(),
                (bytes, from, to) -> {
                    shown[0] |= bytes == many;
                    return to - from;
                });
        assertThat(shown[0]).isTrue();
    }

    @Test
    void what_was_lent_can_be_taken_back() {
        output.position(1);
        output.write((byte) '!');
        assertThat(all()).isEqualTo("<!");
    }

    @Test
    void a_part_of_what_was_lent_can_be_taken_back() {
        output.position(MANY / 2);
        output.write((byte) '!');
        assertThat(all()).isEqualTo(expected().substring(0, MANY / 2) + "!");
    }

    @Test
    void the_array_may_grow_behind_lent_bytes() {
        byte[] more = new byte[3 * MANY];
        Arrays.fill(more, (byte) '-');
        output.write(more);
        assertThat(all()).isEqualTo(expected() + "-".repeat(3 * MANY));
    }

    @Test
    void nothing_stays_lent_when_the_output_is_cleared() {
        output.clear();
        assertThat(output.isSplit()).isFalse();
        output.write((byte) '!');
        assertThat(all()).isEqualTo("!");
    }
}
