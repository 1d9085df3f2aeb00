package org.ropewalk.server;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.ropewalk.frame.OutboundPayload;
import org.ropewalk.line.LineReader;

/** A connection as its replies know it. It is also the owner of its reply contexts. */
interface ReplyOwner {
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

    /** This side is about to end the connection. */
    void closeReason(CloseReason reason);

    /** Logs a failure; returns the incident's number. */
    String incident(Throwable thrown, String what);

    /** Ends the connection at once. */
    void abort(CloseReason reason);

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
