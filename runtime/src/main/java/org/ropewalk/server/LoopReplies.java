package org.ropewalk.server;

import org.ropewalk.line.Replies;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.LoopLocal;
import org.ropewalk.reactor.Output;

/** What all server connections of a loop share while their replies are written. */
final class LoopReplies {
    static final LoopLocal<LoopReplies> KIND = LoopLocal.of(LoopReplies::new);

    private final Loop loop;
    private final ReplyContext turn = new ReplyContext();
    private final ReplyContext deferred = new ReplyContext();
    private final Output output = new Output(1024);
    private final CommandError error = new CommandError();

    /** The items that the handler which runs now may send, or null. */
    private Replies<?> items;

    private LoopReplies(Loop loop) {
        this.loop = loop;
    }

    Loop loop() {
        return loop;
    }

    /** The reply of the connection that is being served. */
    ReplyContext turn() {
        return turn;
    }

    /** The later reply that is being written. */
    ReplyContext deferred() {
        return deferred;
    }

    /** The reply of {@code connection} that is being written; null if none is. */
    ReplyContext of(Object connection) {
        if (deferred.isOf(connection)) {
            return deferred;
        }
        return turn.isOf(connection) ? turn : null;
    }

    /** Where a later reply is written before it is sent. */
    Output output() {
        return output;
    }

    /** The error that is being answered. */
    CommandError error() {
        return error;
    }

    /**
     * Checks that the handler that was given {@code given} runs now, on this thread.
     *
     * @param shared of the loop; null if the connection has ended
     * @throws IllegalStateException if it does not
     */
    static void checkItems(LoopReplies shared, Replies<?> given) {
        if (shared == null || shared.items != given || !shared.loop.isInLoopThread()) {
            throw new IllegalStateException(
                    "Replies.send may only be called inside the handler to which it was given");
        }
    }

    void items(Replies<?> now) {
        items = now;
    }
}
