package org.ropewalk.examples.redis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ropewalk.examples.redis.store.Redis.bytes;
import static org.ropewalk.examples.redis.store.Redis.list;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ropewalk.examples.redis.store.Keys.ExpiryCondition;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Words;

/** Redis's documented behaviour of keys, their expiry and their scan. */
class KeysTest {
    private final Redis redis = new Redis();
    private final Keys keys = redis.store.keys();

    private void set(String key) throws OutOfMemory {
        redis.store.strings().set(bytes(key), bytes("v"));
    }

    private boolean expire(String key, long seconds, ExpiryCondition condition) throws Refused {
        return keys.expire(bytes(key), Expiry.seconds(seconds), condition, "expire");
    }

    @Test
    void del_andExists_count() throws Exception {
        set("a");
        set("b");

        assertThat(keys.count(list("a", "a", "x"))).isEqualTo(2);
        assertThat(keys.delete(list("a", "a", "b", "x"))).isEqualTo(2);
        assertThat(keys.size()).isZero();
    }

    @Test
    void ttl_isMinusTwoWithoutAKey_andMinusOneWithoutATime() throws Exception {
        set("a");

        assertThat(keys.timeLeftMs(bytes("x"))).isEqualTo(-2);
        assertThat(keys.timeLeftMs(bytes("a"))).isEqualTo(-1);
        expire("a", 10, ExpiryCondition.ALWAYS);
        redis.passMs(1);
        assertThat(keys.timeLeftMs(bytes("a"))).isEqualTo(9_999);
        assertThat(keys.expiryTimeMs(bytes("a"))).isEqualTo(Redis.START_MS + 10_000);
        assertThat(keys.persist(bytes("a"))).isTrue();
        assertThat(keys.persist(bytes("a"))).isFalse();
        assertThat(keys.timeLeftMs(bytes("a"))).isEqualTo(-1);
    }

    @Test
    void expire_inThePastRemovesTheKey() throws Exception {
        set("a");

        assertThat(expire("a", -1, ExpiryCondition.ALWAYS)).isTrue();
        assertThat(expire("a", 10, ExpiryCondition.ALWAYS)).isFalse();
        assertThatThrownBy(() -> expire("a", Long.MAX_VALUE, ExpiryCondition.ALWAYS))
                .hasMessage("invalid expire time in 'expire' command");
    }

    @Test
    void expire_nxXxGtLt() throws Exception {
        set("a");

        assertThat(expire("a", 10, ExpiryCondition.XX)).isFalse();
        assertThat(expire("a", 10, ExpiryCondition.GT)).isFalse();
        assertThat(expire("a", 10, ExpiryCondition.NX)).isTrue();
        assertThat(expire("a", 20, ExpiryCondition.NX)).isFalse();
        assertThat(expire("a", 20, ExpiryCondition.LT)).isFalse();
        assertThat(expire("a", 20, ExpiryCondition.GT)).isTrue();
        assertThat(expire("a", 15, ExpiryCondition.LT)).isTrue();
        assertThat(expire("a", 30, ExpiryCondition.XX)).isTrue();
        assertThat(keys.timeLeftMs(bytes("a"))).isEqualTo(30_000);
    }

    @Test
    void anExpiredKeyIsGoneForEveryCommand() throws Exception {
        redis.store.lists().push(bytes("l"), Words.of("a"), End.LEFT);
        expire("l", 1, ExpiryCondition.ALWAYS);
        redis.passMs(1_000);

        assertThat(keys.matching(new Glob(bytes("*")))).isEmpty();
        assertThat(keys.random()).isEmpty();
        assertThat(redis.store.lists().push(bytes("l"), Words.of("b"), End.LEFT)).isEqualTo(1);
        assertThat(keys.timeLeftMs(bytes("l"))).isEqualTo(-1);
    }

    @Test
    void keysThatNobodyAsksForExpireToo() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            set("k" + i);
            expire("k" + i, 1, ExpiryCondition.ALWAYS);
        }
        set("stays");
        redis.passMs(1_000);

        for (int turn = 0; turn < 50; turn++) {
            redis.store.expireSome();
        }

        assertThat(keys.size()).isEqualTo(1);
        assertThat(redis.store.report().expired()).isEqualTo(1_000);
        assertThat(redis.store.report().volatileKeys()).isZero();
    }

    @Test
    void rename_replacesTheTarget_andCarriesTheTime() throws Exception {
        set("a");
        expire("a", 10, ExpiryCondition.ALWAYS);
        redis.store.sets().add(bytes("b"), list("x"));

        keys.rename(bytes("a"), bytes("b"));

        assertThat(keys.type(bytes("b"))).isEqualTo("string");
        assertThat(keys.timeLeftMs(bytes("b"))).isEqualTo(10_000);
        keys.rename(bytes("b"), bytes("b"));
        assertThat(keys.size()).isEqualTo(1);
        assertThatThrownBy(() -> keys.rename(bytes("x"), bytes("y"))).hasMessage("no such key");
        set("c");
        assertThat(keys.renameAbsent(bytes("b"), bytes("c"))).isFalse();
        assertThat(keys.renameAbsent(bytes("b"), bytes("d"))).isTrue();
    }

    @Test
    void scan_showsAllKeys_ofATypeAndAPattern() throws Exception {
        for (int i = 0; i < 500; i++) {
            set("k" + i);
        }
        redis.store.sets().add(bytes("k-set"), list("a"));

        assertThat(scan("*", Optional.empty())).hasSize(501);
        assertThat(scan("k1?", Optional.empty())).hasSize(10);
        assertThat(scan("*", Optional.of("SET"))).containsExactly(bytes("k-set"));
    }

    private Set<Bytes> scan(String pattern, Optional<String> type) {
        Set<Bytes> found = new HashSet<>();
        long cursor = 0;
        do {
            Scanned part = keys.scan(new ScanRange(cursor, new Glob(bytes(pattern)), 7), type);
            found.addAll(part.elements());
            cursor = Long.parseUnsignedLong(part.cursor());
        } while (cursor != 0);
        return found;
    }

    @Test
    void type_namesTheFourTypes() throws Exception {
        set("s");
        redis.store.lists().push(bytes("l"), Words.of("a"), End.LEFT);
        redis.store.hashes().setAbsent(bytes("h"), bytes("f"), bytes("v"));
        redis.store.sets().add(bytes("t"), list("a"));

        assertThat(List.of("s", "l", "h", "t", "x").stream().map(key -> keys.type(bytes(key))))
                .containsExactly("string", "list", "hash", "set", "none");
    }
}
