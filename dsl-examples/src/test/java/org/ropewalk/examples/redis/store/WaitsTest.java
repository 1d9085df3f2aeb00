package org.ropewalk.examples.redis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ropewalk.examples.redis.store.End.LEFT;
import static org.ropewalk.examples.redis.store.End.RIGHT;
import static org.ropewalk.examples.redis.store.Redis.bytes;
import static org.ropewalk.examples.redis.store.Redis.list;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ropewalk.line.Words;

/** Redis's documented behaviour of clients that wait for lists. */
class WaitsTest {
    private final Redis redis = new Redis();
    private final Lists lists = redis.store.lists();

    private Wait blpop(String... keys) throws WrongType, OutOfMemory {
        return lists.popOrWait(list(keys), LEFT);
    }

    private void rpush(String key, String... elements) throws WrongType, OutOfMemory {
        lists.push(bytes(key), Words.of(elements), RIGHT);
    }

    private static String answer(Wait wait) {
        return wait.answer()
                .toCompletableFuture()
                .join()
                .map(popped -> popped.key() + " " + popped.element())
                .orElse("nil");
    }

    @Test
    void theFirstKeyThatHasAListIsServedAtOnce() throws Exception {
        rpush("list2", "a", "b");
        rpush("list3", "c");

        assertThat(answer(blpop("list1", "list2", "list3"))).isEqualTo("list2 a");
        assertThat(lists.waiting()).isZero();
    }

    @Test
    void whoHasWaitedLongestIsServedFirst() throws Exception {
        Wait first = blpop("l");
        Wait second = blpop("other", "l");

        rpush("l", "a");

        assertThat(answer(first)).isEqualTo("l a");
        assertThat(second.isOver()).isFalse();
        rpush("l", "b");
        assertThat(answer(second)).isEqualTo("l b");
        assertThat(lists.waiting()).isZero();
        assertThat(redis.store.keys().size()).isZero();
    }

    @Test
    void thePushOfSeveralElementsIsWholeBeforeOneIsTaken() throws Exception {
        Wait wait = blpop("l");

        long length = lists.push(bytes("l"), Words.of("a", "b", "c"), LEFT);

        assertThat(length).isEqualTo(3);
        assertThat(answer(wait)).isEqualTo("l c");
        assertThat(lists.range(bytes("l"), 0, -1)).isEqualTo(list("b", "a"));
    }

    @Test
    void aWaitThatWasGivenUpTakesNothing() throws Exception {
        Wait wait = blpop("l", "m", "l");

        lists.giveUp(wait);
        rpush("l", "a");

        assertThat(answer(wait)).isEqualTo("nil");
        assertThat(lists.length(bytes("l"))).isEqualTo(1);
        assertThat(lists.waiting()).isZero();
    }

    @Test
    void waitsTakeAPartOfTheMemory_whichTheyGiveBack() throws Exception {
        List<Wait> waits = new ArrayList<>();
        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 10_000; i++) {
                                waits.add(blpop("a", "b", "c"));
                            }
                        })
                .isInstanceOf(OutOfMemory.class);
        assertThat(waits).hasSizeBetween(100, 300);

        waits.forEach(lists::giveUp);

        assertThat(blpop("a", "b", "c").isOver()).isFalse();
    }

    @Test
    void givingUpAfterTheAnswerChangesNothing() throws Exception {
        Wait wait = blpop("l");
        rpush("l", "a");

        lists.giveUp(wait);

        assertThat(answer(wait)).isEqualTo("l a");
    }

    @Test
    void aKeyOfAnotherTypeIsAnErrorAtOnce_butNotLater() throws Exception {
        redis.store.strings().set(bytes("s"), bytes("v"));
        assertThatThrownBy(() -> blpop("l", "s")).isInstanceOf(WrongType.class);

        Wait wait = blpop("l");
        redis.store.strings().set(bytes("l"), bytes("v"));
        assertThat(wait.isOver()).isFalse();
    }

    @Test
    void renamingAListToAKeyServesIt() throws Exception {
        Wait wait = blpop("l");
        rpush("m", "a");

        redis.store.keys().rename(bytes("m"), bytes("l"));

        assertThat(answer(wait)).isEqualTo("l a");
    }

    @Test
    void anElementThatIsMovedServesTheNext() throws Exception {
        Wait move = lists.moveOrWait(bytes("a"), bytes("b"), RIGHT, LEFT);
        Wait pop = blpop("b");

        rpush("a", "x");

        assertThat(answer(move)).isEqualTo("a x");
        assertThat(answer(pop)).isEqualTo("b x");
        assertThat(redis.store.keys().size()).isZero();
    }

    @Test
    void aMoveToAnotherTypeFails_andTheElementStays() throws Exception {
        Wait move = lists.moveOrWait(bytes("a"), bytes("s"), RIGHT, LEFT);
        redis.store.strings().set(bytes("s"), bytes("v"));

        rpush("a", "x");

        assertThatThrownBy(() -> answer(move)).hasCauseInstanceOf(WrongType.class);
        assertThat(lists.length(bytes("a"))).isEqualTo(1);
    }
}
