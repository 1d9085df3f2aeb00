package org.ropewalk.client;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * The calls of one connection whose replies have not come, in the order in which they were sent.
 * Belongs to the connection's loop.
 */
final class SentCalls {
    private final ArrayDeque<PendingCall<?>> calls = new ArrayDeque<>();

    /** Those whose replies come in any order, and those that were given up, by their tags. */
    private final Map<String, PendingCall<?>> tagged = new HashMap<>();

    boolean isEmpty() {
        return calls.isEmpty();
    }

    int size() {
        return calls.size();
    }

    /** The one that was sent first; null if there is none. */
    PendingCall<?> oldest() {
        return calls.peek();
    }

    void add(PendingCall<?> call) {
        calls.add(call);
    }

    /** Adds one whose reply comes in any order. */
    void addTagged(PendingCall<?> call) {
        calls.add(call);
        tagged.put(call.tag, call);
    }

    /** Adds one whose reply comes before all others. */
    void addFirst(PendingCall<?> call) {
        calls.addFirst(call);
    }

    /** The one with this tag, given up or not; null if there is none. */
    PendingCall<?> tagged(String tag) {
        return tagged.get(tag);
    }

    /** How many were given up whose replies may still come. */
    int givenUp() {
        return tagged.size() - calls.size();
    }

    /** The oldest waits no longer; its place outlives it: a reply that comes later is nobody's. */
    PendingCall<?> giveUpOldest() {
        return calls.remove();
    }

    /** Its reply has come. */
    void remove(PendingCall<?> call) {
        calls.remove(call);
        tagged.remove(call.tag);
    }

    /** No reply will come. */
    void fail(Throwable reason) {
        tagged.clear();
        for (PendingCall<?> call = calls.poll(); call != null; call = calls.poll()) {
            call.completeExceptionally(reason);
        }
    }
}
