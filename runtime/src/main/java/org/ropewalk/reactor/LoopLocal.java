package org.ropewalk.reactor;

import java.util.Objects;
import java.util.function.Function;

/**
 * A kind of object of which each loop has one, such as a reader that all its connections share.
 * Made once, in a constant; two kinds are the same only if they are the same object.
 */
public final class LoopLocal<T> {
    private final Function<? super Loop, ? extends T> initial;

    private LoopLocal(Function<? super Loop, ? extends T> initial) {
        this.initial = initial;
    }

    /**
     * A kind whose object is made by {@code initial}, on the thread of the loop that first asks for
     * it.
     */
    public static <T> LoopLocal<T> of(Function<? super Loop, ? extends T> initial) {
        return new LoopLocal<>(Objects.requireNonNull(initial, "initial"));
    }

    /** Makes the object for {@code loop}; called once for each loop, by the loop. */
    public T create(Loop loop) {
        return Objects.requireNonNull(
                initial.apply(loop), "a loop's shared object may not be null");
    }
}
