package org.ropewalk.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.Order;
import org.ropewalk.frame.InboundPayload;
import org.ropewalk.frame.KeptBytes;
import org.ropewalk.frame.OutboundPayload;
import org.ropewalk.frame.ReadTimeouts;
import org.ropewalk.line.LineWriter;
import org.ropewalk.observe.DeclaredCommand;
import org.ropewalk.observe.scope.RunningCommand;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.TurnTask;
import org.ropewalk.server.queue.Chain;
import org.ropewalk.server.writers.ReplyWriter;

/**
 * A reply that waits: for its result, for the replies before it, or for the payload that it sends.
 * Belongs to the connection's loop, but for {@link #accept}.
 */
final class PendingReply<T> extends TurnTask
        implements BiConsumer<T, Throwable>, Chain.Link<PendingReply<?>> {
    /** A handler did not complete in time. */
    static final class RequestTimeoutException extends Exception {
        private static final long serialVersionUID = 1;

        RequestTimeoutException(int seconds) {
            super(
                    "no result within " + seconds + " s (@Limits(requestSeconds))",
                    null,
                    false,
                    false);
        }
    }

    /** Run when the reply is done; null when the connection has ended. */
    private @Nullable Runnable whenDone;

    private final Loop loop;
    private final String command;
    private final boolean noReply;
    private final @Nullable ReplyWriter<T> writer;
    private final AtomicBoolean completed = new AtomicBoolean();
    private @Nullable DelayedCall deadline;
    private boolean withoutLimit;
    private @Nullable T result;
    private @Nullable Throwable failure;
    private boolean done;

    /** A reply that was formatted already; null if this is none. */
    private @Nullable KeptBytes formatted;

    private ReplyContext.After after = ReplyContext.After.CONTINUE;

    /** What is sent in pieces in this place; null if nothing is. */
    private @Nullable OutboundPayload stream;

    /** What the handler reads while it works; null if nothing. */
    private @Nullable InboundPayload receiving;

    /** The command, where commands are observed; else null. */
    private @Nullable RunningCommand observed;

    /** The command, if others may interrupt it; else null. */
    private @Nullable DeclaredCommand interruptible;

    private @Nullable PendingReply<?> next;

    /**
     * A reply whose result comes later.
     *
     * @param noReply whether the peer wants to receive no reply but a failure
     */
    PendingReply(
            Runnable whenDone,
            Loop loop,
            String command,
            boolean noReply,
            @Nullable ReplyWriter<T> writer) {
        this.whenDone = whenDone;
        this.loop = loop;
        this.command = command;
        this.noReply = noReply;
        this.writer = writer;
    }

    /** A reply that is formatted, and what follows it. */
    static PendingReply<Void> formatted(
            Runnable whenDone, Loop loop, KeptBytes bytes, ReplyContext.After after) {
        PendingReply<Void> reply = new PendingReply<>(whenDone, loop, "", false, null);
        reply.formatted = bytes;
        reply.after = after;
        reply.done = true;
        return reply;
    }

    /** A payload that is sent in pieces. */
    static PendingReply<Void> sending(Runnable whenDone, Loop loop, OutboundPayload stream) {
        PendingReply<Void> reply = new PendingReply<>(whenDone, loop, "", false, null);
        reply.stream = stream;
        return reply;
    }

    @Override
    public @Nullable PendingReply<?> next() {
        return next;
    }

    @Override
    public void next(@Nullable PendingReply<?> behind) {
        next = behind;
    }

    /** What is sent in this place; null if nothing is. */
    @Nullable OutboundPayload stream() {
        return stream;
    }

    /** The payload was sent. */
    void sent() {
        done = true;
    }

    /** The handler reads {@code payload} while it works, unless it has ended. */
    void receives(@Nullable InboundPayload payload) {
        receiving = payload != null && payload.awaitReply() ? payload : null;
    }

    /** Whether the handler reads a payload that has not arrived completely. */
    boolean isReceiving() {
        return receiving != null && receiving.isOpen();
    }

    /**
     * The result has arrived; any thread. A second one is ignored. It waits behind the calls of
     * other threads: what the handler pushed there comes before its reply.
     */
    @Override
    public void accept(@Nullable T value, Throwable thrown) {
        if (!completed.compareAndSet(false, true)) {
            return;
        }
        if (loop.isInLoopThread() && !loop.hasPendingCalls()) {
            complete(value, thrown);
            loop.afterTurn(this);
        } else {
            loop.callFromThread(
                    () -> {
                        complete(value, thrown);
                        run();
                    });
        }
    }

    private void complete(@Nullable T value, Throwable thrown) {
        result = value;
        failure = ReplyContext.causeOf(thrown);
        done = true;
    }

    @Override
    protected void run() {
        if (whenDone != null) {
            whenDone.run();
        }
    }

    /** Fails unless its result comes within so many seconds, if these are limited. */
    void deadline(int seconds) {
        Duration limit = ReadTimeouts.seconds(seconds);
        if (limit == null) {
            withoutLimit = true;
        } else {
            deadline = loop.callLater(limit, () -> expire(new RequestTimeoutException(seconds)));
        }
    }

    /**
     * Whether one of the replies that wait is due to a peer that sends nothing more. None is due
     * before an event that may never come, or what has ended long ago would be kept until then.
     */
    static boolean isAnyDue(Chain<PendingReply<?>> waiting, Order order) {
        return order == Order.TAGGED
                ? waiting.find(reply -> !reply.isWithoutLimit()) != null
                : !waiting.isEmpty() && !waiting.first().isWithoutLimit();
    }

    /**
     * Whether nothing bounds the time until its result comes, and the peer cannot end it. While the
     * handler reads what the peer has sent, it waits for no event.
     */
    private boolean isWithoutLimit() {
        return withoutLimit && interruptible == null && !done && !isReceiving();
    }

    /** It answers {@code command}; null if that is not observed. */
    void observed(@Nullable RunningCommand command) {
        observed = command;
    }

    @Nullable RunningCommand observed() {
        return observed;
    }

    /** Others may interrupt it, as {@code command}; null if they may not any more. */
    void interruptible(@Nullable DeclaredCommand command) {
        interruptible = command;
    }

    /** Whether it may be interrupted. */
    boolean isInterruptible() {
        return interruptible != null && !done;
    }

    /** Whether it may be interrupted, and answers one of {@code commands}. */
    boolean isInterruptible(DeclaredCommand... commands) {
        return isInterruptible() && List.of(commands).contains(interruptible);
    }

    /** Whether its result is a failure, which may be declared. */
    boolean hasFailed() {
        return failure != null;
    }

    /** The deadline has passed, or the payload is broken: fails unless the result has arrived. */
    void expire(Throwable reason) {
        deadline = null;
        accept(null, reason);
    }

    boolean isDone() {
        return done;
    }

    String command() {
        return command;
    }

    /** What was formatted before, or null. */
    @Nullable KeptBytes formatted() {
        return formatted;
    }

    /** What follows a reply that was formatted before. */
    ReplyContext.After after() {
        return after;
    }

    /** Writes the result, unless the peer wants to receive none. */
    @SuppressWarnings("NullAway") // Where there is none, there is nothing to write.
    void write(LineWriter reply) throws Throwable {
        if (!noReply || failure != null) {
            writer.write(reply, result, failure);
            if (noReply) {
                reply.rollBack();
            }
        }
    }

    /** The connection has ended: lets go of everything; what completes later is ignored. */
    void dispose() {
        whenDone = null;
        if (formatted != null) {
            formatted.release();
        }
        release();
    }

    /** The reply's turn has arrived: a second result is ignored. */
    void release() {
        completed.set(true);
        if (receiving != null) {
            receiving.discard();
            receiving = null;
        }
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }
}
