package org.ropewalk.examples.redis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ropewalk.examples.redis.store.Redis.bytes;
import static org.ropewalk.examples.redis.store.Redis.list;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ropewalk.line.Words;

/** The memory limit, and the policies for the keys that make room. */
class MemoryTest {
    private static final long MAX_BYTES = 100_000;

    private final Redis redis = new Redis(MAX_BYTES);
    private final Strings strings = redis.store.strings();
    private final Keys keys = redis.store.keys();

    private void set(int number, Expiry expiry) throws OutOfMemory, Refused {
        redis.passMs(1);
        strings.set(
                bytes("k" + number),
                bytes("v".repeat(100)),
                Strings.Condition.ALWAYS,
                expiry,
                "set");
    }

    private void fill() {
        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 10_000; i++) {
                                set(i, Expiry.NEVER);
                            }
                        })
                .isInstanceOf(OutOfMemory.class);
    }

    @Test
    void noeviction_refusesWhatNeedsMemory_andNothingElse() throws Exception {
        fill();

        assertThat(redis.store.report().bytes()).isBetween(MAX_BYTES, MAX_BYTES + 500);
        assertThatThrownBy(() -> strings.add(bytes("n"), 1)).isInstanceOf(OutOfMemory.class);
        assertThat(strings.get(bytes("k1"))).isPresent();
        assertThat(keys.delete(list("k1", "k2"))).isEqualTo(2);
        set(1, Expiry.NEVER);
    }

    @ParameterizedTest
    @EnumSource(
            value = EvictionPolicy.class,
            names = {"ALLKEYS_LRU", "ALLKEYS_RANDOM"})
    void allkeys_anyKeyMakesRoom(EvictionPolicy policy) throws Exception {
        redis.store.policy(policy);

        for (int i = 0; i < 10_000; i++) {
            set(i, Expiry.NEVER);
            assertThat(redis.store.report().bytes()).isLessThan(MAX_BYTES + 500);
        }

        assertThat(redis.store.report().evicted()).isEqualTo(10_000 - keys.size());
    }

    @Test
    void allkeysLru_aKeyThatIsUsedStays() throws Exception {
        redis.store.policy(EvictionPolicy.ALLKEYS_LRU);

        for (int i = 0; i < 5_000; i++) {
            set(i, Expiry.NEVER);
            assertThat(strings.get(bytes("k0"))).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = EvictionPolicy.class,
            names = {"VOLATILE_LRU", "VOLATILE_RANDOM", "VOLATILE_TTL"})
    void volatile_onlyKeysThatExpireMakeRoom(EvictionPolicy policy) throws Exception {
        redis.store.policy(policy);
        set(0, Expiry.NEVER);
        for (int i = 1; i < 5_000; i++) {
            set(i, Expiry.seconds(1_000));
        }

        assertThat(strings.get(bytes("k0"))).isPresent();
        keys.clear();
        fill();
    }

    @Test
    void aValueThatNeedsAllOfTheMemoryIsRefused_beforeItIsThere() {
        assertThatThrownBy(() -> strings.setRange(bytes("k"), MAX_BYTES, bytes("x")))
                .isInstanceOf(OutOfMemory.class);
        assertThatThrownBy(() -> strings.set(bytes("k"), bytes("x".repeat((int) MAX_BYTES + 1))))
                .isInstanceOf(OutOfMemory.class);
        assertThat(keys.size()).isZero();
    }

    @Test
    void aSmallerLimitEvictsAtTheNextWrite() throws Exception {
        fill();
        redis.store.policy(EvictionPolicy.ALLKEYS_RANDOM);
        redis.store.limit(MAX_BYTES / 2);

        set(0, Expiry.NEVER);

        assertThat(redis.store.report().bytes()).isLessThan(MAX_BYTES / 2 + 500);
    }

    @Test
    void theLimitCanNotBeRaisedBeyondTheFirst() {
        redis.store.limit(Long.MAX_VALUE);
        assertThat(redis.store.maxBytes()).isEqualTo(MAX_BYTES);
        redis.store.limit(0);
        assertThat(redis.store.maxBytes()).isEqualTo(MAX_BYTES);
    }

    @Test
    void whateverIsDone_theMemoryOfAnEmptyStoreIsCountedAgainInTheEnd() throws Exception {
        Redis roomy = new Redis(1 << 30);
        long empty = roomy.store.report().bytes();
        Random random = new Random(1);
        for (int i = 0; i < 50_000; i++) {
            change(roomy.store, random);
        }
        assertThat(roomy.store.report().bytes()).isGreaterThan(empty);

        for (var key : roomy.store.keys().matching(new Glob(bytes("*")))) {
            roomy.store.keys().delete(java.util.List.of(key));
        }

        assertThat(roomy.store.report().bytes()).isEqualTo(empty);
    }

    private static void change(Store store, Random random) throws Exception {
        var value = bytes("v".repeat(random.nextInt(30)));
        String kind = String.valueOf("slht".charAt(random.nextInt(4)));
        var key = bytes(kind + random.nextInt(20));
        switch (kind) {
            case "s" -> store.strings().append(key, value);
            case "l" -> {
                store.lists().push(key, Words.of(value.toString()), End.RIGHT);
                store.lists().trim(key, random.nextInt(3), random.nextInt(20));
            }
            case "h" -> {
                store.hashes().set(key, Map.of(bytes("f" + random.nextInt(50)), value));
                store.hashes().remove(key, list("f" + random.nextInt(50)));
            }
            default -> {
                store.sets().add(key, list("m" + random.nextInt(50)));
                store.sets().remove(key, list("m" + random.nextInt(50)));
            }
        }
        if (random.nextInt(10) == 0) {
            store.keys().delete(list(kind + random.nextInt(20)));
        }
    }
}
