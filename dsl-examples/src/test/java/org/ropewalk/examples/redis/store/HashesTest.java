package org.ropewalk.examples.redis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ropewalk.examples.redis.store.Redis.bytes;
import static org.ropewalk.examples.redis.store.Redis.list;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Redis's documented behaviour of hashes. */
class HashesTest {
    private final Redis redis = new Redis();
    private final Hashes hashes = redis.store.hashes();

    private long hset(String field, String value) throws WrongType, OutOfMemory {
        return hashes.set(bytes("h"), Map.of(bytes(field), bytes(value)));
    }

    @Test
    void hset_answersHowManyFieldsAreNew() throws Exception {
        assertThat(hset("a", "1")).isEqualTo(1);
        assertThat(hset("a", "2")).isZero();
        assertThat(hashes.get(bytes("h"), bytes("a"))).contains(bytes("2"));
        assertThat(hashes.get(bytes("h"), bytes("b"))).isEmpty();
        assertThat(hashes.get(bytes("none"), bytes("a"))).isEmpty();
    }

    @Test
    void hsetnx_keepsWhatIsThere() throws Exception {
        assertThat(hashes.setAbsent(bytes("h"), bytes("a"), bytes("1"))).isTrue();
        assertThat(hashes.setAbsent(bytes("h"), bytes("a"), bytes("2"))).isFalse();
        assertThat(hashes.entries(bytes("h"))).isEqualTo(Map.of(bytes("a"), bytes("1")));
    }

    @Test
    void hdel_ofTheLastFieldRemovesTheKey() throws Exception {
        hset("a", "1");
        hset("b", "2");

        assertThat(hashes.remove(bytes("h"), list("a", "c", "a"))).isEqualTo(1);
        assertThat(hashes.remove(bytes("h"), list("b"))).isEqualTo(1);
        assertThat(redis.store.keys().size()).isZero();
    }

    @Test
    void hincrby_beginsAtZero_andRefusesWhatIsNoInteger() throws Exception {
        assertThat(hashes.add(bytes("h"), bytes("n"), 5)).isEqualTo(5);
        assertThat(hashes.add(bytes("h"), bytes("n"), -6)).isEqualTo(-1);
        hset("n", "x");
        assertThatThrownBy(() -> hashes.add(bytes("h"), bytes("n"), 1))
                .hasMessage("hash value is not an integer");
        hset("n", "9223372036854775807");
        assertThatThrownBy(() -> hashes.add(bytes("h"), bytes("n"), 1))
                .hasMessage("increment or decrement would overflow");
        hset("n", "x");
        assertThatThrownBy(() -> hashes.add(bytes("h"), bytes("n"), bytes("1.5")))
                .hasMessage("hash value is not a float");
    }

    @Test
    void aRefusedCommandLeavesNoKeyBehind() {
        assertThatThrownBy(() -> hashes.add(bytes("h"), bytes("n"), bytes("x")))
                .hasMessage("value is not a valid float");
        assertThat(redis.store.keys().size()).isZero();
    }

    @Test
    void hscan_showsAllFieldsWithTheirValues() throws Exception {
        for (int i = 0; i < 100; i++) {
            hset("f" + i, "v");
        }
        int shown = 0;
        long cursor = 0;
        do {
            Scanned part =
                    hashes.scan(bytes("h"), new ScanRange(cursor, new Glob(bytes("f*")), 10));
            shown += part.elements().size();
            cursor = Long.parseUnsignedLong(part.cursor());
        } while (cursor != 0);
        assertThat(shown).isEqualTo(200);
    }
}
