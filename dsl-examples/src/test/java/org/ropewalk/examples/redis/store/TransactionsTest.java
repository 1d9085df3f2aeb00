package org.ropewalk.examples.redis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ropewalk.examples.redis.store.Redis.bytes;
import static org.ropewalk.examples.redis.store.Redis.list;

import org.junit.jupiter.api.Test;
import org.ropewalk.line.Words;

/** Redis's documented behaviour of transactions and of the keys that are watched. */
class TransactionsTest {
    private final Redis redis = new Redis();
    private final Transactions transactions = redis.store.transactions();
    private final Strings strings = redis.store.strings();
    private final Lists lists = redis.store.lists();
    private final Watch watch = new Watch();

    private boolean runs() {
        return transactions.run(watch, () -> true, () -> false);
    }

    @Test
    void aChangeOfAWatchedKeyPreventsOneTransaction() throws Exception {
        transactions.watch(watch, list("a", "b"));
        strings.set(bytes("b"), bytes("1"));

        assertThat(runs()).isFalse();
        assertThat(runs()).isTrue();
    }

    @Test
    void otherKeysAndReadingDoNotMatter() throws Exception {
        strings.set(bytes("a"), bytes("1"));
        transactions.watch(watch, list("a"));
        strings.set(bytes("b"), bytes("1"));
        strings.get(bytes("a"));

        assertThat(runs()).isTrue();
    }

    @Test
    void whatIsNotWatchedAnyMoreDoesNotMatter() throws Exception {
        transactions.watch(watch, list("a"));
        strings.set(bytes("a"), bytes("1"));
        transactions.unwatch(watch);

        assertThat(runs()).isTrue();
        transactions.watch(watch, list("a"));
        assertThat(runs()).isTrue();
        strings.set(bytes("a"), bytes("2"));
        assertThat(runs()).isTrue();
    }

    @Test
    void aKeyThatExpiresHasChanged() throws Exception {
        strings.set(bytes("a"), bytes("1"), Strings.Condition.ALWAYS, Expiry.seconds(10), "set");
        transactions.watch(watch, list("a"));
        redis.passMs(10_000);

        assertThat(runs()).isFalse();
    }

    @Test
    void aKeyThatHadExpiredBeforeHasNotChanged() throws Exception {
        strings.set(bytes("a"), bytes("1"), Strings.Condition.ALWAYS, Expiry.seconds(10), "set");
        redis.passMs(10_000);
        transactions.watch(watch, list("a"));
        redis.store.expireSome();

        assertThat(runs()).isTrue();
    }

    @Test
    void removingAllKeysChangesThoseThatWereThere() throws Exception {
        transactions.watch(watch, list("a"));
        redis.store.keys().clear();
        assertThat(runs()).isTrue();

        strings.set(bytes("a"), bytes("1"));
        transactions.watch(watch, list("a"));
        redis.store.keys().clear();
        assertThat(runs()).isFalse();
    }

    @Test
    void noTimePassesInATransaction() throws Exception {
        strings.set(bytes("a"), bytes("1"), Strings.Condition.ALWAYS, Expiry.seconds(10), "set");
        boolean wasThere =
                transactions.run(
                        watch,
                        () -> {
                            redis.passMs(10_000);
                            return redis.store.keys().count(list("a")) == 1;
                        },
                        () -> false);
        assertThat(wasThere).isTrue();
        assertThat(redis.store.keys().count(list("a"))).isZero();
    }

    @Test
    void clientsThatWaitGetWhatIsLeft() throws Exception {
        Wait wait = lists.popOrWait(list("l"), End.LEFT);
        transactions.run(watch, () -> push("l", "a"), () -> 0L);
        assertThat(wait.isOver()).isTrue();

        Wait other = lists.popOrWait(list("l"), End.LEFT);
        transactions.run(
                watch,
                () -> {
                    push("l", "a");
                    return redis.store.keys().delete(list("l"));
                },
                () -> 0L);
        assertThat(other.isOver()).isFalse();
    }

    private long push(String key, String element) {
        try {
            return lists.push(bytes(key), Words.of(element), End.LEFT);
        } catch (WrongType | OutOfMemory e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void watchedKeysTakeAPartOfTheMemory() {
        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 10_000; i++) {
                                transactions.watch(watch, list("key" + i));
                            }
                        })
                .isInstanceOf(OutOfMemory.class);
        assertThat(watch.keys()).hasSizeBetween(500, 1_000);

        transactions.unwatch(watch);
        assertThat(watch.keys()).isEmpty();
    }
}
