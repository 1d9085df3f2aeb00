package org.ropewalk.reactor;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A kind of object that each loop has once, such as a reader that all its connections share. Create
 * it once, as a constant; two kinds are equal only if they are the same object.
 */
public final class LoopLocal<T> {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Function<? super Loop, ? extends T> initial;
    private final int number = COUNT.getAndIncrement();

    private LoopLocal(Function<? super Loop, ? extends T> initial) {
        this.initial = initial;
    }

    /**
     * A kind whose objects {@code initial} creates, on the thread of the loop, at the first use.
     */
    public static <T> LoopLocal<T> of(Function<? super Loop, ? extends T> initial) {
        return new LoopLocal<>(Objects.requireNonNull(initial, "initial"));
    }

    /** Its number among all kinds, from 0 on; for loops. */
    public int number() {
        return number;
    }

    /** Creates the object for {@code loop}; called once for each loop, by the loop. */
    public T create(Loop loop) {
        return Objects.requireNonNull(
                initial.apply(loop), "a loop's shared object may not be null");
    }
}
