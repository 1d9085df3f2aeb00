package org.ropewalk.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Keys that peers choose. */
class BytesTest {
    private static final int PAIRS = 16;

    /** 65,536 strings with one hash: {@code Aa} and {@code BB} have the same. */
    private static List<String> colliding() {
        List<String> all = List.of("");
        for (int i = 0; i < PAIRS; i++) {
            List<String> longer = new ArrayList<>();
            for (String begun : all) {
                longer.add(begun + "Aa");
                longer.add(begun + "BB");
            }
            all = longer;
        }
        return all;
    }

    @Test
    void S37_keys_that_collide_elsewhere_do_not_collide_here() {
        List<String> keys = colliding();
        assertThat(keys.stream().map(String::hashCode).distinct()).hasSize(1);

        Set<Integer> hashes = new HashSet<>();
        keys.forEach(key -> hashes.add(Bytes.of(key).hashCode()));

        assertThat(hashes).hasSizeGreaterThan(keys.size() - 100);
    }

    @Test
    void equal_bytes_have_equal_hashes_and_an_order() {
        assertThat(Bytes.of("abc")).isEqualTo(Bytes.of("abc")).hasSameHashCodeAs(Bytes.of("abc"));
        assertThat(Bytes.of("abc")).isNotEqualTo(Bytes.of("abd"));
        assertThat(Bytes.of("abc")).isLessThan(Bytes.of("abd")).isLessThan(Bytes.of("abcd"));
        assertThat(Bytes.of(new byte[] {(byte) 0x80})).isGreaterThan(Bytes.of("a"));
    }

    @Test
    void a_slice_has_the_content_of_an_array_of_the_same_bytes() {
        Slice slice = Slice.of("a key:123".getBytes(StandardCharsets.UTF_8), 2, 7);

        assertThat(slice.contentEquals(ascii("key:123"))).isTrue();
        assertThat(slice.contentEquals(ascii("key:124"))).isFalse();
        assertThat(slice.contentEquals(ascii("key:12"))).isFalse();
        assertThat(slice.contentEquals(ascii("key:1234"))).isFalse();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
