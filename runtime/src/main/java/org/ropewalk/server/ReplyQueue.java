package org.ropewalk.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.Order;
import org.ropewalk.frame.FrameError;
import org.ropewalk.frame.InboundPayload;
import org.ropewalk.frame.KeptBytes;
import org.ropewalk.frame.LineFramer;
import org.ropewalk.frame.OutboundPayload;
import org.ropewalk.frame.PayloadException;
import org.ropewalk.line.LineLimits;
import org.ropewalk.line.PayloadEnd;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.line.Trailer;
import org.ropewalk.observe.Outcome;
import org.ropewalk.observe.scope.RunningCommand;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.Output;
import org.ropewalk.reactor.Transport;

/**
 * Queues the replies of one connection that cannot be written yet, so that they leave in the order
 * of the commands, and what must not stand inside a reply: pushed lines, tasks after a reply. Made
 * when the first of these waits.
 */
@SuppressWarnings("NullAway") // Fields that are null between connections, payloads or lines.
final class ReplyQueue {
    /** The connection of a queue, which is also the owner of its reply contexts. */
    interface Owner {
        /**
         * Does what follows a reply that was written.
         *
         * @param waits whether the connection, if it ends, first sends the replies that wait
         */
        void follow(ReplyContext.After after, @Nullable OutboundPayload stream, boolean waits);

        /** Answers errors. */
        ErrorResponder errors();

        /** As the other; null if there was no error yet. */
        ErrorResponder errorsIfAny();

        /** This side is about to end the connection. */
        void closeReason(CloseReason reason);

        /** Logs a failure. */
        String incident(Throwable thrown, String what);

        /** Ends the connection at once. */
        void abort(CloseReason reason);
    }

    private static final int STEP_BYTES = 128;

    private final Owner owner;
    private final Factory factory;
    private final Transport transport;
    private final Loop loop;
    private final LineFramer framer;
    private final LoopReplies shared;
    private final Order order;
    private final ServerContext server;
    private final Runnable whenDone = this::repliesDone;

    /** The replies that wait, in the order of their commands: a linked list. */
    private PendingReply<?> first;

    private PendingReply<?> last;

    /** The reply after which the session may be in another state; null if there is none. */
    private PendingReply<?> barrier;

    /** How many replies wait. */
    private int count;

    /** Whether the connection ends when no reply waits any more. */
    private boolean closing;

    private boolean inputEnded;

    /** Lines that were pushed while a reply was being written. */
    private final KeptBytes pushed;

    /** What is done after the replies; null if nothing is. */
    private List<Runnable> tasks;

    /** An empty queue of a connection that {@code factory} made. */
    ReplyQueue(
            Owner owner,
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
        this.pushed = new KeptBytes(factory, loop, Integer.MAX_VALUE);
    }

    /**
     * Whether what is written now must wait after replies.
     *
     * @param replies of the connection; null if none waited yet
     */
    static boolean mustQueue(@Nullable ReplyQueue replies) {
        return replies != null
                && replies.first != null
                && (replies.order != Order.TAGGED || replies.isSending());
    }

    // ---- replies

    boolean isEmpty() {
        return first == null;
    }

    /** How many wait. */
    int count() {
        return count;
    }

    /** The command of the first reply that waits, for logs. */
    String command() {
        return first.command();
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
        InboundPayload inbound = framer.inbound();
        if (inbound != null && inbound.awaitReply()) {
            reply.receives(inbound);
        }
        ReplyContext turn = shared.turn();
        turn.undecided();
        reply.observed(turn.handOver());
        addWaiting(reply);
        turn.keepUntil(stage);
        if (seconds != LineLimits.UNLIMITED) {
            reply.deadline(seconds);
        }
    }

    private void addWaiting(PendingReply<?> reply) {
        add(reply);
        if (order == Order.SERIAL || count >= framer.limits().pipelined()) {
            framer.suspend();
        }
    }

    /** Adds a reply that is formatted, and what follows it. */
    void add(Output formatted, ReplyContext.After after, OutboundPayload stream) {
        boolean ends = stream == null && after != ReplyContext.After.CONTINUE;
        if (formatted.position() > 0 || ends) {
            KeptBytes kept = KeptBytes.ofMany(factory, loop);
            if (!kept.append(formatted.array(), 0, formatted.position(), STEP_BYTES)) {
                owner.abort(CloseReason.MEMORY);
                return;
            }
            add(
                    PendingReply.formatted(
                            whenDone, loop, kept, ends ? after : ReplyContext.After.CONTINUE));
        }
        if (stream != null) {
            add(PendingReply.sending(whenDone, loop, stream));
            closing |= after == ReplyContext.After.CLOSE;
        }
        if (ends) {
            barrier = last;
        }
        if (ends || stream != null) {
            framer.suspend();
        }
        // The task of the first reply writes all whose turn has arrived.
        loop.afterTurn(first);
    }

    /** Sends a payload in pieces before all replies, and ends the connection perhaps. */
    void addFirst(OutboundPayload stream, boolean closes) {
        PendingReply<?> reply = PendingReply.sending(whenDone, loop, stream);
        reply.next(first);
        first = reply;
        if (last == null) {
            last = reply;
        }
        count++;
        closing |= closes;
        framer.suspend();
        loop.afterTurn(reply);
    }

    private void add(PendingReply<?> reply) {
        if (first == null) {
            first = reply;
        } else {
            last.next(reply);
        }
        last = reply;
        count++;
    }

    /** Whether nothing is received before a reply that waits. */
    boolean isHeld() {
        return barrier != null || order == Order.SERIAL && first != null;
    }

    /** The session may be in another state after the last reply that waits. */
    void holdBehindLast() {
        barrier = last;
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
            if (first == null) {
                close(false);
            }
            return;
        }
        doBehindReplies();
        if (first == null || mayReceive()) {
            framer.resume();
        }
        if (first == null && inputEnded) {
            transport.loseConnection();
        }
    }

    /** Writes a reply; ends the connection if what follows it fails. */
    private void writeOrAbort(PendingReply<?> reply) {
        try {
            write(reply);
        } catch (Throwable thrown) {
            owner.incident(thrown, reply.command());
            owner.abort(CloseReason.FAILED);
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
        deferred.begin(owner, output, framer.format(), framer.limits(), server.mostPayload());
        if (reply.observed() != null) {
            deferred.observe(reply.observed());
        }
        answer(reply, deferred);
        ReplyContext.After after = deferred.after();
        OutboundPayload stream = deferred.stream();
        deferred.end();
        transport.write(output.array(), 0, output.position());
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
                && count < framer.limits().pipelined();
    }

    /**
     * Takes the next reply that may be written; null if there is none.
     *
     * @param anyOrder whether it may overtake others
     */
    private PendingReply<?> takeDone(boolean anyOrder) {
        PendingReply<?> before = null;
        for (PendingReply<?> reply = first; reply != null; reply = reply.next()) {
            if (reply.isDone()) {
                remove(reply, before);
                reply.release();
                return reply;
            }
            if (!anyOrder) {
                return null;
            }
            before = reply;
        }
        return null;
    }

    private void remove(PendingReply<?> reply, @Nullable PendingReply<?> before) {
        if (before == null) {
            first = reply.next();
        } else {
            before.next(reply.next());
        }
        if (reply == last) {
            last = before;
        }
        count--;
    }

    /** The payload that is next to be sent in pieces; null if something else is next. */
    private OutboundPayload nextStream() {
        return first == null ? null : first.stream();
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
            first.sent();
            if (command != null) {
                command.complete(Outcome.REPLIED, bytes);
            }
            repliesDone();
        };
    }

    private void streamFailed(Throwable reason) {
        owner.incident(reason, "a payload that is being sent");
        owner.abort(CloseReason.FAILED);
    }

    /** Fails the first reply whose handler reads a payload that has not arrived completely. */
    void failReceiving(FrameError error) {
        for (PendingReply<?> reply = first; reply != null; reply = reply.next()) {
            if (reply.isReceiving()) {
                reply.expire(new PayloadException(error));
                return;
            }
        }
    }

    /** The peer will send nothing more: ends the connection when no reply waits any more. */
    void inputEnded() {
        inputEnded = true;
    }

    /**
     * Ends the connection after what was pushed inside a reply, and after the tasks.
     *
     * @param waits whether the replies that wait are sent before
     */
    void close(boolean waits) {
        if (waits && first != null) {
            closing = true;
            framer.suspend();
            return;
        }
        sendPushed();
        runTasks();
        transport.loseConnection();
    }

    // ---- what must not stand inside a reply

    /** Whether a payload is being sent in pieces, or is next: nothing may be before it. */
    boolean isSending() {
        return framer.isSending() || nextStream() != null;
    }

    /** Keeps lines that are pushed until the reply is whole. */
    void push(byte[] lines, int length) {
        if (!pushed.append(lines, 0, length, STEP_BYTES)) {
            owner.abort(CloseReason.MEMORY);
        }
    }

    /** How many bytes of pushed lines are kept. */
    int pushedBytes() {
        return pushed.count();
    }

    /**
     * Runs {@code task} after the replies.
     *
     * @param betweenReplies whether no reply is being written: if none waits, it runs now
     */
    void afterReplies(Runnable task, boolean betweenReplies) {
        if (tasks == null) {
            tasks = new ArrayList<>();
        }
        tasks.add(task);
        if (betweenReplies) {
            doBehindReplies();
        }
    }

    /** Sends the lines that were pushed inside a reply; runs the tasks after replies. */
    void doBehindReplies() {
        if (isSending()) {
            return;
        }
        sendPushed();
        if (first == null) {
            runTasks();
        }
    }

    private void sendPushed() {
        if (pushed.count() > 0) {
            transport.write(pushed.array(), 0, pushed.count());
            pushed.release();
        }
    }

    private void runTasks() {
        if (tasks != null) {
            List<Runnable> due = tasks;
            tasks = null;
            due.forEach(this::run);
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable thrown) {
            owner.incident(thrown, "a task after a reply");
            owner.closeReason(CloseReason.FAILED);
            transport.loseConnection();
        }
    }

    /** The connection has ended: what completes later is ignored. */
    void dispose() {
        for (PendingReply<?> reply = first; reply != null; reply = reply.next()) {
            reply.dispose();
        }
        first = null;
        last = null;
        barrier = null;
        count = 0;
        tasks = null;
        pushed.release();
    }
}
