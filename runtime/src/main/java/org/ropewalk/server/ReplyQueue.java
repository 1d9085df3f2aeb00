package org.ropewalk.server;

import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.Order;
import org.ropewalk.frame.FrameError;
import org.ropewalk.frame.KeptBytes;
import org.ropewalk.frame.LineFramer;
import org.ropewalk.frame.OutboundPayload;
import org.ropewalk.frame.PayloadException;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.PayloadEnd;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.line.Trailer;
import org.ropewalk.observe.DeclaredCommand;
import org.ropewalk.observe.Outcome;
import org.ropewalk.observe.scope.RunningCommand;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.Output;
import org.ropewalk.reactor.Transport;
import org.ropewalk.server.queue.BetweenReplies;
import org.ropewalk.server.queue.Chain;
import org.ropewalk.server.queue.Interruptions;
import org.ropewalk.server.writers.ReplyWriter;

/**
 * Queues the replies of one connection that cannot be written yet, so that they leave in the order
 * of the commands, and what must not stand inside a reply: pushed lines, tasks after a reply. Made
 * when the first of these waits.
 */
@SuppressWarnings("NullAway") // Fields that are null between connections, payloads or lines.
final class ReplyQueue {
    private final ReplyOwner owner;
    private final Factory factory;
    private final Transport transport;
    private final Loop loop;
    private final LineFramer framer;
    private final LoopReplies shared;
    private final Order order;
    private final ServerContext server;
    private final Runnable whenDone = this::repliesDone;

    /** The replies that wait, in the order of their commands. */
    private final Chain<PendingReply<?>> waiting = new Chain<>();

    /** The reply after which the session may be in another state; null if there is none. */
    private PendingReply<?> barrier;

    /** Which of them can be interrupted. */
    private final Interruptions<PendingReply<?>> interruptions;

    /** Whether the connection ends when no reply waits any more. */
    private boolean closing;

    private boolean inputEnded;

    /** What must not stand inside a reply. */
    private final BetweenReplies between;

    /** An empty queue of a connection that {@code factory} made. */
    ReplyQueue(
            ReplyOwner owner,
            Factory factory,
            Transport transport,
            LineFramer framer,
            @Nullable LoopReplies shared,
            ServerContext server) {
        this.shared = shared;
        this.owner = owner;
        this.factory = factory;
        this.transport = transport;
        this.loop = transport.loop();
        this.framer = framer;
        this.order = server.order();
        this.server = server;
        this.interruptions = new Interruptions<>(waiting, PendingReply::isInterruptible, framer);
        this.between = new BetweenReplies(factory, transport, this::taskFailed);
    }

    /**
     * Whether what is written now must wait after replies.
     *
     * @param replies of the connection; null if none waited yet
     */
    static boolean mustQueue(@Nullable ReplyQueue replies) {
        return replies != null
                && !replies.waiting.isEmpty()
                && (replies.order != Order.TAGGED || replies.isSending());
    }

    // ---- replies

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** How many wait. */
    int count() {
        return waiting.count();
    }

    /** The command of the first reply that waits, for logs. */
    String command() {
        return waiting.first().command();
    }

    /**
     * Adds a reply whose result {@code stage} has later, in {@code seconds} at the latest; suspends
     * input when as many wait as may.
     */
    <T> void await(
            CompletionStage<T> stage,
            String command,
            boolean noReply,
            ReplyWriter<T> writer,
            int seconds) {
        PendingReply<T> reply = new PendingReply<>(whenDone, loop, command, noReply, writer);
        // Before anything waits for it: a stage of the handler's own may throw.
        stage.whenComplete(reply);
        reply.receives(framer.inbound());
        ReplyContext turn = shared.turn();
        turn.undecided();
        reply.observed(turn.handOver());
        addWaiting(reply);
        turn.keepUntil(stage);
        reply.deadline(seconds);
    }

    // ---- commands that can be interrupted

    /**
     * The reply that was added last can be interrupted, as a reply to {@code command}.
     *
     * @param interrupts whether a line interrupts a command that waits
     */
    void interruptible(DeclaredCommand command, Predicate<LineReader> interrupts) {
        waiting.last().interruptible(command);
        interruptions.begin(interrupts);
    }

    /** Whether one of {@code commands} waits for its reply, and was not interrupted. */
    boolean canInterrupt(DeclaredCommand... commands) {
        return waiting.find(reply -> reply.isInterruptible(commands)) != null;
    }

    /** One of {@code commands} is interrupted, once; false if none can be. */
    boolean interrupt(DeclaredCommand... commands) {
        PendingReply<?> reply = waiting.find(each -> each.isInterruptible(commands));
        if (reply != null) {
            reply.interruptible(null);
            interruptions.endIfNone();
        }
        return reply != null;
    }

    /**
     * Drops the replies that only the peer would have ended: it will not.
     *
     * @param replies of the connection; null if none waited yet
     */
    static void dropInterruptible(@Nullable ReplyQueue replies) {
        if (replies != null && replies.interruptions.any()) {
            replies.dropInterruptible();
        }
    }

    private void dropInterruptible() {
        PendingReply<?> reply = waiting.remove(PendingReply::isInterruptible);
        while (reply != null) {
            reply.dispose();
            barrier = reply == barrier ? null : barrier;
            reply = waiting.remove(PendingReply::isInterruptible);
        }
        interruptions.endIfNone();
        // What waited behind them may be written now.
        repliesDone();
    }

    private void addWaiting(PendingReply<?> reply) {
        waiting.add(reply);
        if (order == Order.SERIAL || waiting.count() >= framer.limits().pipelined()) {
            framer.suspend();
        }
    }

    /**
     * The line before a result was written: it leaves now, or as an entry of its own.
     *
     * @param replies of the connection; null if none waited yet
     */
    static void opened(@Nullable ReplyQueue replies, ReplyContext turn) {
        if (turn.together() == null && mustQueue(replies)) {
            replies.add(turn.output(), ReplyContext.After.CONTINUE, null);
            turn.output().clear();
        }
    }

    /** Adds a reply that is formatted, and what follows it. */
    void add(Output formatted, ReplyContext.After after, OutboundPayload stream) {
        boolean ends = stream == null && after != ReplyContext.After.CONTINUE;
        if (formatted.position() > 0 || ends) {
            KeptBytes kept = KeptBytes.ofMany(factory, loop);
            int count = formatted.position();
            if (!kept.append(formatted.array(), 0, count, count)) {
                owner.abort(CloseReason.MEMORY);
                return;
            }
            waiting.add(
                    PendingReply.formatted(
                            whenDone, loop, kept, ends ? after : ReplyContext.After.CONTINUE));
        }
        if (stream != null) {
            waiting.add(PendingReply.sending(whenDone, loop, stream));
            closing |= after == ReplyContext.After.CLOSE;
        }
        if (ends) {
            barrier = waiting.last();
        }
        if (ends || stream != null) {
            framer.suspend();
        }
        // The task of the first reply writes all whose turn has arrived.
        loop.afterTurn(waiting.first());
    }

    /** Sends a payload in pieces before all replies, and ends the connection perhaps. */
    void addFirst(OutboundPayload stream, boolean closes) {
        PendingReply<?> reply = PendingReply.sending(whenDone, loop, stream);
        waiting.addFirst(reply);
        closing |= closes;
        framer.suspend();
        loop.afterTurn(reply);
    }

    /**
     * Whether nothing is received before a reply that waits.
     *
     * @param replies of the connection; null if none waited yet
     */
    static boolean isHeld(@Nullable ReplyQueue replies) {
        return replies != null
                && (replies.barrier != null
                        || replies.order == Order.SERIAL && !replies.waiting.isEmpty());
    }

    /** The session may be in another state after the last reply that waits. */
    void holdBehindLast() {
        barrier = waiting.last();
        framer.suspend();
    }

    /** Writes the replies whose turn has arrived; then does what waited for them. */
    private void repliesDone() {
        while (transport.isOpen()) {
            PendingReply<?> reply = takeDone(order == Order.TAGGED && !isSending());
            if (reply == null) {
                break;
            }
            if (reply.stream() == null) {
                writeOrAbort(reply);
            }
            if (reply == barrier) {
                barrier = null;
            }
        }
        if (!transport.isOpen()) {
            return;
        }
        if (nextStream() != null && !framer.isSending()) {
            framer.payloads().send(nextStream());
        }
        if (closing) {
            if (waiting.isEmpty()) {
                close(false);
            }
            return;
        }
        between.prompt(waiting.isEmpty());
        doBehindReplies();
        if (waiting.isEmpty() || mayReceive()) {
            framer.resume();
        }
        if (inputEnded && !PendingReply.isAnyDue(waiting, order)) {
            transport.loseConnection();
        }
    }

    /** Writes a reply; ends the connection if what follows it fails. */
    private void writeOrAbort(PendingReply<?> reply) {
        try {
            write(reply);
        } catch (Throwable thrown) {
            owner.abort(thrown, reply.command());
        }
    }

    /** Writes a reply in the context of later replies, and does what follows it. */
    private void write(PendingReply<?> reply) {
        if (reply.formatted() != null) {
            transport.write(reply.formatted().array(), 0, reply.formatted().count());
            reply.formatted().release();
            owner.follow(reply.after(), null, order == Order.TAGGED);
            return;
        }
        Output output = shared.output();
        output.clear();
        ReplyContext deferred = shared.deferred();
        deferred.begin(owner, output, framer, server.mostPayload());
        if (reply.observed() != null) {
            deferred.observe(reply.observed());
        }
        answer(reply, deferred);
        ReplyContext.After after = deferred.after();
        OutboundPayload stream = deferred.stream();
        deferred.end();
        transport.write(output.array(), 0, output.position());
        between.wrote(output.position() > 0);
        owner.follow(after, stream, order == Order.TAGGED);
    }

    /** Writes the result of a command, or what is answered because there is none. */
    private void answer(PendingReply<?> reply, ReplyContext context) {
        try {
            reply.write(context.writer(owner));
            if (reply.hasFailed()) {
                context.mark(Outcome.REJECTED);
            }
            if (owner.errorsIfAny() != null) {
                owner.errors().throttle().succeeded();
            }
        } catch (PayloadException broken) {
            // An error leads to another state only where nothing was received after its command.
            boolean leads = reply == barrier || order == Order.SERIAL;
            owner.errors().streamBroken(broken, leads, context);
        } catch (Throwable thrown) {
            owner.errors().failed(thrown, reply.command(), context);
        }
        if (owner.errorsIfAny() != null && owner.errors().throttle().isOver()) {
            owner.closeReason(CloseReason.ATTEMPTS);
            owner.errors().busy(context);
        }
    }

    /** Whether commands may be received although replies wait. */
    private boolean mayReceive() {
        return barrier == null
                && nextStream() == null
                && order != Order.SERIAL
                && waiting.count() < framer.limits().pipelined();
    }

    /**
     * Takes the next reply that may be written; null if there is none.
     *
     * @param anyOrder whether it may overtake others
     */
    private PendingReply<?> takeDone(boolean anyOrder) {
        boolean maybe = anyOrder || !waiting.isEmpty() && waiting.first().isDone();
        PendingReply<?> reply = maybe ? waiting.remove(PendingReply::isDone) : null;
        if (reply != null) {
            reply.release();
            interruptions.endIfNone();
        }
        return reply;
    }

    /** The payload that is next to be sent in pieces; null if something else is next. */
    private OutboundPayload nextStream() {
        return waiting.isEmpty() ? null : waiting.first().stream();
    }

    /** Sends {@code payload} and {@code trailer} after the reply that {@code context} has. */
    void send(ReplyContext context, PayloadStream payload, Trailer trailer) {
        context.writer(owner).streamed(payload);
        context.send(
                new OutboundPayload(
                        payload,
                        transport,
                        framer.format(),
                        trailer,
                        sentOf(context),
                        this::streamFailed));
    }

    /** Sends {@code payload} and its end after the reply that {@code context} has. */
    void send(ReplyContext context, PayloadStream payload, PayloadEnd end) {
        context.send(
                new OutboundPayload(
                        payload,
                        transport,
                        framer.format(),
                        end,
                        context.writer(owner).streamed(payload),
                        sentOf(context),
                        this::streamFailed));
    }

    /** What is done when the payload after a reply was sent. */
    private Runnable sentOf(ReplyContext context) {
        RunningCommand command = context.handOver();
        int bytes = context.writer(owner).size();
        return () -> {
            framer.payloads().sent();
            waiting.first().sent();
            if (command != null) {
                command.complete(Outcome.REPLIED, bytes);
            }
            repliesDone();
        };
    }

    private void streamFailed(Throwable reason) {
        owner.abort(reason, "a payload that is being sent");
    }

    /**
     * Fails the first reply whose handler reads a payload that has not arrived completely.
     *
     * @param replies of the connection; null if none waited yet
     */
    static void failReceiving(@Nullable ReplyQueue replies, FrameError error) {
        PendingReply<?> reply =
                replies == null ? null : replies.waiting.find(PendingReply::isReceiving);
        if (reply != null) {
            reply.expire(new PayloadException(error));
        }
    }

    /** The peer will send nothing more: ends the connection when no answer is due any more. */
    void inputEnded() {
        inputEnded = true;
        endUnlessDue();
    }

    /** Ends the connection unless an answer is due to a peer that interrupts nothing any more. */
    private void endUnlessDue() {
        if (interruptions.any() || !PendingReply.isAnyDue(waiting, order)) {
            transport.loseConnection();
        }
    }

    /**
     * The peer will send nothing more than what is kept: ends the connection if it would wait for
     * an event that may never come. What is kept interrupts nothing.
     *
     * @param replies of the connection; null if none waited yet
     */
    static void inputEnds(@Nullable ReplyQueue replies) {
        if (replies != null && !replies.isEmpty()) {
            replies.endUnlessDue();
        }
    }

    /**
     * Ends the connection after what was pushed inside a reply, and after the tasks.
     *
     * @param waits whether the replies that wait are sent before
     */
    void close(boolean waits) {
        if (waits && !waiting.isEmpty()) {
            closing = true;
            framer.suspend();
            return;
        }
        between.sendPushed();
        between.runTasks();
        transport.loseConnection();
    }

    // ---- what must not stand inside a reply

    /** Whether a payload is being sent in pieces, or is next: nothing may be before it. */
    boolean isSending() {
        return framer.isSending() || nextStream() != null;
    }

    /** Keeps lines that are pushed until the reply is whole. */
    void push(byte[] lines, int length) {
        if (!between.push(lines, length)) {
            owner.abort(CloseReason.MEMORY);
        }
    }

    /** The replies to the commands of a line have begun, or are whole. */
    void hold(boolean begun) {
        between.hold(begun);
    }

    /** Whether nothing may be written but what was begun. */
    boolean keepsPushes() {
        return isSending() || between.isHeld();
    }

    /** How many bytes of pushed lines are kept. */
    int pushedBytes() {
        return between.pushedBytes();
    }

    /**
     * Runs {@code task} after the replies.
     *
     * @param betweenReplies whether no reply is being written: if none waits, it runs now
     */
    void afterReplies(Runnable task, boolean betweenReplies) {
        between.add(task);
        if (betweenReplies) {
            doBehindReplies();
        }
    }

    /** Has a prompt written after each reply; {@code current} is the state's, or null. */
    void promptWith(Supplier<byte[]> current) {
        between.promptWith(current);
    }

    /** The reply to a line or to another event is whole; {@code something} was written, or not. */
    void doBehindTurn(boolean something) {
        between.wrote(something);
        between.prompt(waiting.isEmpty());
        doBehindReplies();
    }

    /** Sends the lines that were pushed inside a reply; runs the tasks after replies. */
    void doBehindReplies() {
        if (keepsPushes()) {
            return;
        }
        between.sendPushed();
        if (waiting.isEmpty()) {
            between.runTasks();
        }
    }

    private void taskFailed(Throwable thrown) {
        owner.incident(thrown, "a task after a reply");
        owner.closeReason(CloseReason.FAILED);
        transport.loseConnection();
    }

    /** The connection has ended: what completes later is ignored. */
    void dispose() {
        for (PendingReply<?> reply = waiting.first(); reply != null; reply = reply.next()) {
            reply.dispose();
        }
        waiting.clear();
        barrier = null;
        between.dispose();
    }
}
