package org.ropewalk.examples.redis.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ropewalk.line.Bytes;

/** A client's wait for an element of one of several lists. Guarded by the keyspace. */
public final class Wait {
    private static final int KEY_BYTES = 300;

    private final List<Bytes> keys;
    private final End end;
    private final Optional<Target> target;
    private final CompletableFuture<Optional<Popped>> answer = new CompletableFuture<>();

    /** Where the element is moved to. */
    record Target(Bytes key, End end) {}

    Wait(List<Bytes> keys, End end, Optional<Target> target) {
        this.keys = List.copyOf(keys);
        this.end = end;
        this.target = target;
    }

    List<Bytes> keys() {
        return keys;
    }

    End end() {
        return end;
    }

    Optional<Target> target() {
        return target;
    }

    /** About how much memory it takes: each key, and its place in a set of the waits for it. */
    long bytes() {
        return keys.stream().mapToLong(key -> Sizes.of(key) + KEY_BYTES).sum();
    }

    void complete(Optional<Popped> popped) {
        answer.complete(popped);
    }

    void fail(Exception failure) {
        answer.completeExceptionally(failure);
    }

    /** Whether the answer is known. */
    public boolean isOver() {
        return answer.isDone();
    }

    /** The element; empty if it did not come in time. Fails with {@link WrongType}. */
    public CompletionStage<Optional<Popped>> answer() {
        return answer;
    }
}
