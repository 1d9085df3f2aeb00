package org.ropewalk.server;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.ropewalk.frame.OutboundPayload;
import org.ropewalk.line.LineReader;
import org.ropewalk.server.writers.ReplyWriter;

/** A connection as its replies know it: one that answers errors, too. */
interface ReplyOwner extends ErrorResponder.Owner {
    /**
     * Does what follows a reply that was written.
     *
     * @param waits whether the connection, if it ends, first sends the replies that wait
     */
    void follow(ReplyContext.After after, @Nullable OutboundPayload stream, boolean waits);

    /** Answers errors. */
    ErrorResponder errors();

    /** As the other; null if there was no error yet. */
    @Nullable ErrorResponder errorsIfAny();

    /** Something has failed where it cannot be answered: logs it, ends the connection at once. */
    default void abort(Throwable thrown, String what) {
        incident(thrown, what);
        abort(CloseReason.FAILED);
    }

    /** Answers the command {@code line} at once, as its result is there. */
    default <T> void answer(
            ReplyContext turn,
            CompletionStage<T> result,
            boolean noReply,
            LineReader line,
            ReplyWriter<T> writer) {
        try {
            turn.answer(this, result.toCompletableFuture(), noReply, writer);
        } catch (Throwable thrown) {
            errors().failed(thrown, line.printable(), turn);
        }
    }
}
