package org.ropewalk.examples.redis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ropewalk.examples.redis.store.End.LEFT;
import static org.ropewalk.examples.redis.store.End.RIGHT;
import static org.ropewalk.examples.redis.store.Redis.bytes;
import static org.ropewalk.examples.redis.store.Redis.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Words;

/** Redis's documented behaviour of lists. */
class ListsTest {
    private final Redis redis = new Redis();
    private final Lists lists = redis.store.lists();

    private long rpush(String key, String... elements) throws WrongType, OutOfMemory {
        return lists.push(bytes(key), Words.of(elements), RIGHT);
    }

    private List<Bytes> all(String key) throws WrongType {
        return lists.range(bytes(key), 0, -1);
    }

    @Test
    void push_addsOneAfterTheOther() throws Exception {
        assertThat(lists.push(bytes("l"), Words.of("a", "b", "c"), LEFT)).isEqualTo(3);
        assertThat(rpush("l", "d")).isEqualTo(4);
        assertThat(all("l")).isEqualTo(list("c", "b", "a", "d"));
    }

    @Test
    void pushx_needsAList() throws Exception {
        assertThat(lists.pushPresent(bytes("l"), Words.of("a"), LEFT)).isZero();
        assertThat(redis.store.keys().size()).isZero();
    }

    @Test
    void lrange_countsFromBothEnds() throws Exception {
        rpush("l", "one", "two", "three");

        assertThat(lists.range(bytes("l"), 0, 0)).isEqualTo(list("one"));
        assertThat(lists.range(bytes("l"), -3, 2)).isEqualTo(list("one", "two", "three"));
        assertThat(lists.range(bytes("l"), -100, 100)).isEqualTo(list("one", "two", "three"));
        assertThat(lists.range(bytes("l"), 5, 10)).isEmpty();
        assertThat(lists.range(bytes("l"), 0, -100)).isEmpty();
        assertThat(lists.range(bytes("l"), Long.MIN_VALUE, Long.MAX_VALUE)).hasSize(3);
    }

    @Test
    void lindex_outsideIsNull() throws Exception {
        rpush("l", "a", "b");

        assertThat(lists.get(bytes("l"), -1)).contains(bytes("b"));
        assertThat(lists.get(bytes("l"), 2)).isEmpty();
        assertThat(lists.get(bytes("l"), -3)).isEmpty();
    }

    @Test
    void lset_refusesAnIndexOutside_andAKeyThatIsNotThere() throws Exception {
        rpush("l", "one", "two", "three");

        lists.set(bytes("l"), 0, bytes("four"));
        lists.set(bytes("l"), -2, bytes("five"));

        assertThat(all("l")).isEqualTo(list("four", "five", "three"));
        assertThatThrownBy(() -> lists.set(bytes("l"), 3, bytes("x")))
                .hasMessage("index out of range");
        assertThatThrownBy(() -> lists.set(bytes("none"), 0, bytes("x"))).hasMessage("no such key");
    }

    @Test
    void lrem_countsFromHeadOrTail() throws Exception {
        rpush("l", "hello", "hello", "foo", "hello");

        assertThat(lists.remove(bytes("l"), -2, bytes("hello"))).isEqualTo(2);
        assertThat(all("l")).isEqualTo(list("hello", "foo"));
        assertThat(lists.remove(bytes("l"), Long.MIN_VALUE, bytes("hello"))).isEqualTo(1);
        assertThat(lists.remove(bytes("l"), 0, bytes("foo"))).isEqualTo(1);
        assertThat(redis.store.keys().size()).isZero();
    }

    @Test
    void ltrim_ofEverythingRemovesTheKey() throws Exception {
        rpush("l", "one", "two", "three");

        lists.trim(bytes("l"), 1, -1);
        assertThat(all("l")).isEqualTo(list("two", "three"));
        lists.trim(bytes("l"), 5, 6);
        assertThat(redis.store.keys().size()).isZero();
    }

    @Test
    void linsert_putsBeforeOrBehindThePivot() throws Exception {
        rpush("l", "Hello", "World");

        assertThat(lists.insert(bytes("l"), true, bytes("World"), bytes("There"))).isEqualTo(3);
        assertThat(lists.insert(bytes("l"), false, bytes("World"), bytes("!"))).isEqualTo(4);
        assertThat(lists.insert(bytes("l"), true, bytes("none"), bytes("x"))).isEqualTo(-1);
        assertThat(lists.insert(bytes("none"), true, bytes("a"), bytes("x"))).isZero();
        assertThat(all("l")).isEqualTo(list("Hello", "There", "World", "!"));
    }

    @Test
    void pop_withACount() throws Exception {
        rpush("l", "a", "b", "c");

        assertThat(lists.pop(bytes("l"), LEFT, 0)).contains(List.of());
        assertThat(lists.pop(bytes("l"), RIGHT, 2)).contains(list("c", "b"));
        assertThat(lists.pop(bytes("l"), LEFT, 5)).contains(list("a"));
        assertThat(lists.pop(bytes("l"), LEFT, 1)).isEmpty();
        assertThatThrownBy(() -> lists.pop(bytes("l"), LEFT, -1))
                .hasMessage("value is out of range, must be positive");
    }

    @Test
    void lmove_rotatesAList_whichKeepsItsTimeToLive() throws Exception {
        rpush("l", "a");
        redis.store
                .keys()
                .expire(bytes("l"), Expiry.seconds(5), Keys.ExpiryCondition.ALWAYS, "expire");

        assertThat(lists.move(bytes("l"), bytes("l"), LEFT, RIGHT)).contains(bytes("a"));

        assertThat(all("l")).isEqualTo(list("a"));
        assertThat(redis.store.keys().timeLeftMs(bytes("l"))).isEqualTo(5_000);
    }

    @Test
    void lmove_toAnotherTypeMovesNothing() throws Exception {
        rpush("l", "a");
        redis.store.strings().set(bytes("s"), bytes("v"));

        assertThatThrownBy(() -> lists.move(bytes("l"), bytes("s"), LEFT, RIGHT))
                .isInstanceOf(WrongType.class);
        assertThat(all("l")).isEqualTo(list("a"));
    }

    @Test
    void aRingIsWhatAnArrayListIs() {
        Random random = new Random(1);
        ListValue ring = new ListValue();
        List<Bytes> expected = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            Bytes element = bytes("e" + random.nextInt(20));
            int index = expected.isEmpty() ? 0 : random.nextInt(expected.size());
            switch (random.nextInt(i < 10_000 ? 6 : 8)) {
                case 0, 1 -> {
                    ring.push(LEFT, element);
                    expected.add(0, element);
                }
                case 2 -> {
                    ring.push(RIGHT, element);
                    expected.add(element);
                }
                case 3 -> {
                    ring.insert(index, element);
                    expected.add(index, element);
                }
                case 4 -> {
                    if (!expected.isEmpty()) {
                        ring.set(index, element);
                        expected.set(index, element);
                    }
                }
                case 5 -> {
                    int removed = ring.remove(element, LEFT, 1);
                    assertThat(removed).isEqualTo(expected.remove(element) ? 1 : 0);
                }
                default -> {
                    if (!expected.isEmpty()) {
                        assertThat(ring.pop(RIGHT)).isEqualTo(expected.remove(expected.size() - 1));
                    }
                }
            }
            assertThat(ring.range(0, ring.size())).isEqualTo(expected);
        }
    }
}
