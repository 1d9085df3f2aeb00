package org.ropewalk.examples.redis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ropewalk.examples.redis.store.Redis.bytes;
import static org.ropewalk.examples.redis.store.Redis.list;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.examples.redis.store.Sets.Operation;

/** Redis's documented behaviour of sets. */
class SetsTest {
    private final Redis redis = new Redis();
    private final Sets sets = redis.store.sets();

    @BeforeEach
    void twoSets() throws Exception {
        sets.add(bytes("key1"), list("a", "b", "c", "d"));
        sets.add(bytes("key2"), list("c"));
        sets.add(bytes("key3"), list("a", "c", "e"));
    }

    @Test
    void sadd_countsNewMembers_andSremThoseThatWereThere() throws Exception {
        assertThat(sets.add(bytes("key2"), list("c", "d", "d"))).isEqualTo(1);
        assertThat(sets.remove(bytes("key2"), list("c", "d", "x"))).isEqualTo(2);
        assertThat(redis.store.keys().size()).isEqualTo(2);
    }

    @Test
    void sinter_sunion_sdiff() throws Exception {
        assertThat(sets.combine(Operation.INTERSECTION, list("key1", "key2", "key3")))
                .containsExactlyElementsOf(list("c"));
        assertThat(sets.combine(Operation.UNION, list("key1", "key3")))
                .containsExactlyInAnyOrderElementsOf(list("a", "b", "c", "d", "e"));
        assertThat(sets.combine(Operation.DIFFERENCE, list("key1", "key2", "key3")))
                .containsExactlyInAnyOrderElementsOf(list("b", "d"));
        assertThat(sets.combine(Operation.INTERSECTION, list("key1", "none"))).isEmpty();
        assertThat(sets.combine(Operation.DIFFERENCE, list("none", "key1"))).isEmpty();
    }

    @Test
    void store_replacesAnyType_andAnEmptyResultRemovesTheKey() throws Exception {
        redis.store.strings().set(bytes("t"), bytes("v"));

        assertThat(sets.store(Operation.UNION, bytes("t"), list("key1", "t2"))).isEqualTo(4);
        assertThat(sets.size(bytes("t"))).isEqualTo(4);
        assertThat(sets.store(Operation.INTERSECTION, bytes("t"), list("key1", "none"))).isZero();
        assertThat(redis.store.keys().type(bytes("t"))).isEqualTo("none");
    }

    @Test
    void spop_takesDifferentMembersUntilNoneIsLeft() throws Exception {
        assertThat(sets.pop(bytes("key1"), 3)).hasSize(3).doesNotHaveDuplicates();
        assertThat(sets.pop(bytes("key1"))).isPresent();
        assertThat(sets.pop(bytes("key1"))).isEmpty();
        assertThatThrownBy(() -> sets.pop(bytes("key2"), -1))
                .hasMessage("value is out of range, must be positive");
    }

    @Test
    void srandmember_ofANegativeCountRepeatsMembers() throws Exception {
        assertThat(sets.random(bytes("key1"), 10))
                .containsExactlyInAnyOrderElementsOf(list("a", "b", "c", "d"));
        assertThat(sets.random(bytes("key1"), 2)).hasSize(2).doesNotHaveDuplicates();
        assertThat(sets.random(bytes("key2"), -5)).isEqualTo(list("c", "c", "c", "c", "c"));
        assertThat(sets.random(bytes("none"), 5)).isEmpty();
        assertThat(sets.size(bytes("key1"))).isEqualTo(4);
        assertThatThrownBy(() -> sets.random(bytes("key2"), Long.MIN_VALUE))
                .hasMessage("value is out of range");
    }

    @Test
    void smove_movesAMember() throws Exception {
        assertThat(sets.move(bytes("key2"), bytes("key3"), bytes("c"))).isTrue();
        assertThat(sets.move(bytes("key1"), bytes("key3"), bytes("x"))).isFalse();
        assertThat(sets.contains(bytes("key3"), bytes("c"))).isTrue();
        assertThat(redis.store.keys().type(bytes("key2"))).isEqualTo("none");
    }
}
