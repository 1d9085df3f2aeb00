package org.ropewalk.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Bytes that are placed in memory of the network are read as if they had been copied. */
class PlacedOutputTest {
    private static final int MANY = 20_000;
    private static final int ROOM = 50_000;

    private final byte[] many = new byte[MANY];
    private final ByteBuffer memory = ByteBuffer.allocateDirect(ROOM);
    private final Output output = new Output(0, bytes -> bytes <= ROOM ? memory : null);
    private final String expected;

    PlacedOutputTest() {
        for (int i = 0; i < MANY; i++) {
            many[i] = (byte) ('a' + i % 26);
        }
        expected = "<" + text(many, 0, MANY) + ">";
        output.write((byte) '<');
        output.place(many, 0, MANY);
        // They may change as soon as they were written.
        Arrays.fill(many, (byte) '?');
        output.write((byte) '>');
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private String all() {
        return text(output.array(), 0, output.position());
    }

    private String placed(int from, int to) {
        ByteBuffer bytes = output.placed(from, to);
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return text(copy, 0, copy.length);
    }

    @Test
    void many_bytes_are_in_the_memory_until_the_array_is_asked_for() {
        assertThat(output.isSplit()).isTrue();
        assertThat(all()).isEqualTo(expected);
        assertThat(output.isSplit()).isFalse();
        assertThat(output.placed(0, 1)).isNull();
    }

    @Test
    void each_part_is_in_the_memory_wherever_it_begins_and_ends() {
        for (int from : new int[] {0, 1, 2, MANY, MANY + 1}) {
            for (int to : new int[] {1, 2, MANY, MANY + 1, MANY + 2}) {
                if (from < to) {
                    assertThat(placed(from, to)).isEqualTo(expected.substring(from, to));
                }
            }
        }
        assertThat(all()).isEqualTo(expected);
    }

    @Test
    void a_network_that_takes_pieces_is_shown_the_array() throws Exception {
        StringBuilder shown = new StringBuilder();
        output.pieces(
                0,
                output.position(),
                (bytes, from, to) -> {
                    shown.append(text(bytes, from, to));
                    return to - from;
                });
        assertThat(shown).hasToString(expected);
    }

    @Test
    void few_bytes_are_copied() {
        output.clear();
        output.place(many, 0, 1_000);
        assertThat(output.isSplit()).isFalse();
        assertThat(all()).isEqualTo("?".repeat(1_000));
    }

    @Test
    void bytes_that_the_memory_has_no_room_for_are_copied() {
        output.clear();
        output.place(new byte[ROOM + 1], 0, ROOM + 1);
        assertThat(output.isSplit()).isFalse();
        assertThat(output.position()).isEqualTo(ROOM + 1);
    }

    @Test
    void what_the_memory_has_no_room_for_behind_them_is_read_from_the_array() {
        output.write(new byte[ROOM]);
        assertThat(output.placed(0, output.position())).isNull();
        assertThat(text(output.array(), 0, MANY + 2)).isEqualTo(expected);
    }

    @Test
    void further_bytes_are_copied() {
        output.place(many, 0, MANY);
        assertThat(placed(0, output.position())).isEqualTo(expected + "?".repeat(MANY));
        output.lend(many, 0, MANY);
        assertThat(all()).isEqualTo(expected + "?".repeat(2 * MANY));
    }

    @Test
    void they_can_be_taken_back_whole_or_in_part() {
        output.position(MANY / 2);
        output.write((byte) '!');
        assertThat(all()).isEqualTo(expected.substring(0, MANY / 2) + "!");
        output.place(many, 0, MANY);
        output.position(1);
        output.write((byte) '!');
        assertThat(all()).isEqualTo("<!");
    }

    @Test
    void they_have_another_place_after_each_clear() {
        output.clear();
        output.write((byte) '(', (byte) '(');
        output.place(many, 0, MANY);
        assertThat(placed(0, output.position())).isEqualTo("((" + "?".repeat(MANY));
    }
}
