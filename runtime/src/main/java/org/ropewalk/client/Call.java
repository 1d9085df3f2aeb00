package org.ropewalk.client;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ropewalk.client.CommandSender.StreamedPayload;
import org.ropewalk.client.future.ReactorFuture;
import org.ropewalk.frame.OutboundPayload;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineWriter;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.observe.Outcome;
import org.ropewalk.observe.scope.RunningCommand;
import org.ropewalk.reactor.ConnectionDone;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.reactor.Transport;

/**
 * One call: the caller's future, and its place among the replies, which outlives the future. When
 * the caller cancels it, or stops waiting, the place stays until the reply was read, so that no
 * other call gets that reply. Its fields belong to the connection's loop.
 */
final class Call<T> extends ReactorFuture<T> {
    private final CallSpec<T> spec;

    /** The state whose command it is; null where there are no states. */
    private final @Nullable ClientState state;

    private final boolean greeting;

    /** Writes the command; null for a greeting, and when it was written. */
    private @Nullable CommandWriter writer;

    /** Is sent after the command as it arrives; null if there is none. */
    private final @Nullable StreamedPayload payload;

    /** How many bytes of the payload may be sent. */
    private int mostPayload;

    /** The lines of the reply so far; null before the first of several. */
    private @Nullable ReplyBuilder<T> reply;

    /** How long its reply may take; null for as long as the protocol says. */
    private final @Nullable Duration bound;

    /** Ends it when its own time is over; null if it has none, or was not sent. */
    private @Nullable DelayedCall timer;

    /** As observers know it; null where none is told of it. */
    private @Nullable RunningCommand observed;

    /** Whether its reply is an error. */
    private boolean rejected;

    /** Whether a call was sent that interrupts it. */
    private boolean interrupted;

    /** How many replies answer it, each with one item; 0 if that is not known. */
    private int replies;

    private @Nullable String tag;
    private long deadlineNs;
    private boolean bounded;

    Call(
            Reactor reactor,
            CallSpec<T> spec,
            @Nullable ClientState state,
            @Nullable CommandWriter writer,
            @Nullable StreamedPayload payload,
            @Nullable Duration bound) {
        super(reactor);
        this.bound = bound;
        this.spec = spec;
        this.state = state;
        this.greeting = writer == null;
        this.writer = writer;
        this.payload = payload;
    }

    CallSpec<T> spec() {
        return spec;
    }

    /** Whether it interrupts {@code other}, which was not interrupted before. */
    boolean interrupts(Call<?> other) {
        return !other.interrupted && spec.interrupts().contains(other.spec.name());
    }

    /** Another call interrupts it. */
    void interrupted() {
        interrupted = true;
    }

    @Nullable ClientState state() {
        return state;
    }

    /** Writes the command; called once at the most. */
    @SuppressWarnings("NullAway") // A greeting is not sent.
    void write(LineWriter to) {
        writer.write(to);
    }

    /** How many bytes of memory its arguments hold while it waits. */
    @SuppressWarnings("NullAway") // A greeting does not wait.
    long heldBytes() {
        return writer.heldBytes();
    }

    /** Lets go of the arguments: the command was written, or never will be. */
    void releaseWriter() {
        writer = null;
    }

    boolean sendsPayload() {
        return payload != null;
    }

    /** The payload that it sends as it arrives. */
    @SuppressWarnings("NullAway") // Called where it sends one.
    StreamedPayload payload() {
        return payload;
    }

    /** Its payload, to be sent over {@code transport}. */
    @SuppressWarnings("NullAway") // Called where it sends a payload.
    OutboundPayload outbound(
            @Nullable Transport transport,
            LineFormat format,
            Runnable sent,
            Consumer<Throwable> failed) {
        PayloadStream stream = payload.stream();
        return payload.end() == null
                ? new OutboundPayload(stream, transport, format, payload.trailer(), sent, failed)
                : new OutboundPayload(
                        stream, transport, format, payload.end(), mostPayload, sent, failed);
    }

    /** Sets how many bytes of its payload may be sent. */
    void mostPayload(int bytes) {
        mostPayload = bytes;
    }

    /** Tells observers of its end; {@code running} is null where there are none. */
    void observe(RunningCommand running) {
        if (running != null) {
            observed = running;
            whenComplete((result, failure) -> running.complete(outcome(failure), 0));
        }
    }

    private Outcome outcome(Throwable failure) {
        if (failure == null) {
            return spec.isAnswered() ? Outcome.REPLIED : Outcome.NO_REPLY;
        } else if (rejected) {
            return Outcome.REJECTED;
        }
        boolean closed =
                failure instanceof ConnectionDone
                        || failure instanceof ConnectionLost
                        || failure instanceof CancellationException;
        return closed ? Outcome.CLOSED : Outcome.FAILED;
    }

    /** Its command was written. */
    void sent() {
        if (observed != null) {
            observed.begins();
        }
    }

    /** Whether it awaits the server's greeting. */
    boolean isGreeting() {
        return greeting;
    }

    /** The tag that its reply has, too; null if replies are matched by their order alone. */
    @Nullable String tag() {
        return tag;
    }

    void tag(String newTag) {
        tag = newTag;
    }

    @Nullable ReplyBuilder<T> reply() {
        return reply;
    }

    void reply(ReplyBuilder<T> begun) {
        reply = begun;
    }

    /** Whether a line of its reply has arrived, and the next follows it directly. */
    boolean hasBegun() {
        return reply != null && !reply.isOpened() && (reply.hasBegun() || reply.isOpen());
    }

    /** Completes the future; what the caller has done to it before stands. */
    void complete(ReplyBuilder<T> whole) {
        reply = null;
        Throwable rejection = whole.rejection();
        rejected = rejection != null;
        boolean taken =
                rejection != null ? completeExceptionally(rejection) : complete(whole.result());
        if (!taken) {
            whole.discard();
        }
    }

    /** The command was handed to the network, and is not answered. */
    void finishUnanswered() {
        complete((T) null);
    }

    /** Its reply must have arrived by then, in nanoseconds on the loop's clock. */
    void endsBy(long timeNs) {
        deadlineNs = timeNs;
        bounded = true;
    }

    /** How long its reply may take; null for as long as the protocol says. */
    @Nullable Duration bound() {
        return bound;
    }

    /** Is ended by {@code own}, in place of the timer of the oldest call; null when that has. */
    void endsBy(@Nullable DelayedCall own) {
        timer = own;
    }

    /** It is not awaited any more. */
    void stopTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    boolean isBounded() {
        return bounded;
    }

    long leftNs(long nowNs) {
        return deadlineNs - nowNs;
    }

    /** So many replies answer it, each with one item; 0 if that is not known. */
    void replies(int count) {
        replies = count;
    }

    /** How many replies answer it; 0 if that is not known. */
    int replies() {
        return replies;
    }
}
