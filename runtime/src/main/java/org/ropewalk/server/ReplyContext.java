package org.ropewalk.server;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.ropewalk.frame.LineFramer;
import org.ropewalk.frame.OutboundPayload;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineLimits;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.LineWriter;
import org.ropewalk.observe.Outcome;
import org.ropewalk.observe.scope.RunningCommand;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.MemoryBudget;
import org.ropewalk.reactor.Output;
import org.ropewalk.server.writers.ReplyWriter;

/**
 * The reply that is being written, and what follows it. Each loop has two of these: one for the
 * reply to the line that is being received ({@link LoopReplies#turn}), one for a later reply
 * ({@link LoopReplies#deferred}), which may be written inside the turn of another connection.
 */
@SuppressWarnings("NullAway") // Fields that are null between connections, payloads or lines.
final class ReplyContext {
    /** What follows a reply. */
    enum After {
        CONTINUE,
        CLOSE,
        START_TLS,
        START_TLS_AND_GREET
    }

    /** Commands that are run together. */
    interface Together {
        /**
         * Writes the result of {@code stage} when it has arrived, before the next command runs.
         * Returns whether other replies wait for it.
         *
         * @param line the command
         * @param bounds the limits of the command
         */
        <T> boolean await(
                CompletionStage<T> stage,
                boolean noReply,
                LineReader line,
                ReplyWriter<T> writer,
                LineLimits bounds);

        /** The reply to one of them is whole; what follows it is not done yet. */
        default void replied(ReplyContext reply) {}
    }

    /** Fewer bytes are a part of what every connection costs. */
    private static final int FEW_BYTES = 1_024;

    private final LineWriter writer = new LineWriter();

    /** The connection whose reply is written, or was written last. */
    private Object connection;

    /** Where the last reply was written, and within which limits. */
    private Output output;

    private LineLimits limits;
    private LineFormat format;

    /** Whether the output is that of the connection's turn, and not one of its own. */
    private boolean direct;

    /** Whether a reply is being written. */
    private boolean open;

    private After after = After.CONTINUE;
    private OutboundPayload stream;

    /** Whether something follows the reply, or is kept until its end. */
    private boolean followed;

    /** The commands that are run together, one of which is answered; null if it is another. */
    private @Nullable Together together;

    /** Whether the command has failed. */
    private boolean failed;

    /** Whether the reply is no success of the command, so that it ends no row of errors. */
    private boolean undecided;

    /**
     * Bytes that the handler keeps, which are counted for a connection of this factory and loop.
     */
    private int kept;

    private Factory payer;
    private Loop loop;

    /** The command that is answered, where commands are observed; else null. */
    private RunningCommand observed;

    /** Whether it is complete only later. */
    private boolean pends;

    /**
     * Begins a reply of the connection {@code current}: what is taken back is taken back to here.
     * Returns this.
     *
     * @param mostPayload how many bytes its payload may have
     */
    ReplyContext begin(Object current, Output to, LineFramer framer, int mostPayload) {
        LineFormat lines = framer.format();
        open = true;
        direct = false;
        undecided = false;
        bounds(framer.limits());
        // Mostly nothing has changed since the last reply.
        if (connection != current || output != to || format != lines) {
            connection = current;
            output = to;
            format = lines;
            writer.on(to, lines).payloads(mostPayload);
        } else {
            writer.begin();
        }
        return this;
    }

    /**
     * Begins the next reply of {@code current}, which is being served, in the output of its turn,
     * as {@link #begin} would. False if its last reply was written elsewhere, or otherwise.
     */
    boolean beginNext(Object current, LineFramer framer) {
        if (connection != current
                || !direct
                || limits != framer.limits()
                || format != framer.format()) {
            return false;
        }
        open = true;
        undecided = false;
        writer.begin();
        return true;
    }

    /** Whether the output of the reply is that of the connection's turn; returns this. */
    ReplyContext direct(boolean ofTurn) {
        direct = ofTurn;
        return this;
    }

    /** Writes that the peer may send the literal that it has announced. */
    void continues() {
        writer.raw(format.line("+ OK")).bounded();
    }

    /** The replies are those of commands that are run together. */
    void runs(@Nullable Together commands) {
        together = commands;
    }

    /**
     * The reply is one of {@code commands}, which have {@code written} so many bytes of what {@code
     * bounds} allows for all.
     */
    void joins(Together commands, LineLimits bounds, int written) {
        together = commands;
        followed = true;
        failed = false;
        // Other bounds than those of the next reply.
        limits = null;
        writer.bounds(bounds.reply() - written, bounds.replyLine());
    }

    /** The commands that are run together; null if the command is none of them. */
    @Nullable Together together() {
        return together;
    }

    /** The command has not failed until now. */
    void succeeds() {
        failed = false;
    }

    /** Whether the command has failed since {@link #succeeds}. */
    boolean hasFailed() {
        return failed;
    }

    /** Where it is written. */
    Output output() {
        return output;
    }

    /** What was written so far is not taken back any more. */
    void beginAgain(LineLimits bounds) {
        bounds(bounds);
        writer.begin();
    }

    private void bounds(LineLimits bounds) {
        if (limits != bounds) {
            limits = bounds;
            writer.bounds(bounds.reply(), bounds.replyLine());
        }
    }

    /** The line before the result was written: its bytes belong to the reply. */
    void countOpening() {
        if (observed != null) {
            observed.wrote(writer.size());
        }
    }

    /** The reply of the connection {@code other}, if it is being written, is written so. */
    LineFormat format(Object other, LineFormat lines) {
        if (isOf(other) && format != lines) {
            format = lines;
            writer.on(output, lines);
        }
        return lines;
    }

    /** Whether a reply of the connection {@code other} is being written. */
    boolean isOf(Object other) {
        return open && connection == other;
    }

    /**
     * Where the reply of the connection {@code other} is written.
     *
     * @throws IllegalStateException if none is being written
     */
    LineWriter writer(Object other) {
        if (!isOf(other)) {
            throw new IllegalStateException("no reply of this connection is being written");
        }
        return writer;
    }

    /** Writes a result that has arrived, to a command of {@code current}. */
    <T> void answer(
            Object current, CompletableFuture<T> arrived, boolean noReply, ReplyWriter<T> results)
            throws Throwable {
        T result = null;
        Throwable failure = null;
        try {
            result = arrived.join();
        } catch (CompletionException | CancellationException e) {
            failure = causeOf(e);
        }
        if (!noReply || failure != null) {
            results.write(writer(current), result, failure);
            if (failure != null) {
                mark(Outcome.REJECTED);
            }
            if (noReply) {
                rollBack();
            }
        }
    }

    /** A failure without what {@code CompletableFuture} puts around it. */
    static Throwable causeOf(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null
                ? thrown.getCause()
                : thrown;
    }

    /** Takes back the reply, and the payload after it. */
    void rollBack() {
        writer.rollBack();
        if (stream != null) {
            stream = null;
            pends = false;
        }
    }

    /** Ends the connection after the reply. */
    void close() {
        after = After.CLOSE;
        followed = true;
    }

    /** Secures the connection after the reply, unless it ends. */
    void startTls(boolean greets) {
        if (after != After.CLOSE) {
            after = greets ? After.START_TLS_AND_GREET : After.START_TLS;
            followed = true;
        }
    }

    /** Sends {@code payload} after the reply. */
    void send(OutboundPayload payload) {
        stream = payload;
        followed = true;
    }

    /** The command has no success yet: its reply is an error, or comes later. */
    void undecided() {
        undecided = true;
    }

    boolean isUndecided() {
        return undecided;
    }

    // ---- the command that is observed

    /** The reply answers {@code command}, whose code runs from now on until the reply is whole. */
    void observe(RunningCommand command) {
        observed = command;
        pends = false;
        followed = true;
        command.enter();
    }

    /** The command that is answered; null if it is not observed. */
    @Nullable RunningCommand observed() {
        return observed;
    }

    /** The command ends so, or worse. */
    void mark(Outcome known) {
        failed = true;
        if (observed != null) {
            observed.mark(known);
        }
    }

    /** The command is not complete with this reply; returns it, or null if it is not observed. */
    @Nullable RunningCommand handOver() {
        if (observed != null) {
            pends = true;
            observed.pends();
        }
        return observed;
    }

    private void leaveObserved() {
        RunningCommand command = observed;
        observed = null;
        if (!pends) {
            int bytes = writer.size();
            command.complete(bytes == 0 ? Outcome.NO_REPLY : Outcome.REPLIED, bytes);
        }
        command.leave();
    }

    // ---- the end

    After after() {
        return after;
    }

    /** What is sent after the reply; null if nothing is. */
    @Nullable OutboundPayload stream() {
        return stream;
    }

    /**
     * Counts bytes that the handler keeps, until the end or as {@link #keepUntil} says; few are not
     * counted.
     *
     * @return false if there is no memory for them
     */
    boolean keep(@Nullable Factory factory, Loop servedOn, int bytes) {
        if (bytes < FEW_BYTES) {
            return true;
        }
        if (!MemoryBudget.reserve(factory, servedOn, bytes)) {
            return false;
        }
        payer = factory;
        loop = servedOn;
        kept = bytes;
        followed = true;
        return true;
    }

    /** What the handler keeps is counted until {@code stage} is complete. */
    void keepUntil(CompletionStage<?> stage) {
        if (kept > 0) {
            Factory factory = payer;
            Loop servedOn = loop;
            int bytes = kept;
            kept = 0;
            stage.whenComplete((result, failure) -> MemoryBudget.release(factory, servedOn, bytes));
        }
    }

    /** The reply is whole; false if something follows it, or is kept until its {@link #end}. */
    boolean endsHere() {
        if (!followed) {
            open = false;
        }
        return !followed;
    }

    /** Whether the reply has any bytes. */
    boolean hasWritten() {
        return writer.size() > 0;
    }

    /** How many bytes the reply has. */
    int size() {
        return writer.size();
    }

    /** The reply is whole: nothing more is written into it. */
    void end() {
        open = false;
        if (followed) {
            followed = false;
            if (together != null) {
                together.replied(this);
            }
            after = After.CONTINUE;
            stream = null;
            if (kept > 0) {
                MemoryBudget.release(payer, loop, kept);
                kept = 0;
            }
            if (observed != null) {
                leaveObserved();
            }
        }
    }
}
