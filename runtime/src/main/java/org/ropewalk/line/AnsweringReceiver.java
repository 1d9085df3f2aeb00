package org.ropewalk.line;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Order;
import org.ropewalk.reactor.MemoryBudget;
import org.ropewalk.reactor.Output;

/**
 * Has replies leave in the order of the commands, whatever completes first; what is pushed stands
 * between them, and never inside one.
 */
abstract class AnsweringReceiver extends RefusingReceiver {
    /** Replies that wait; null before the first one did. */
    Slots slots;

    /** The connection ends when no reply waits any more. */
    boolean closing;

    boolean inputEnded;

    /** What was pushed while a reply was being written, and what is to be done behind a reply. */
    Beside beside;

    AnsweringReceiver(CommandFactory<?> factory) {
        super(factory);
    }

    /** Secures the connection; the session begins anew, with a greeting perhaps. */
    abstract void secure(boolean greets);

    /** What it is, and which command it answers, for logs. */
    @Override
    public final String toString() {
        return awaitsAnswer()
                ? getClass().getSimpleName() + " (" + slots.first().command() + ")"
                : getClass().getSimpleName();
    }

    // ---- replies that wait

    /**
     * Ends the connection behind the reply that is being written, and those that wait in front of
     * it.
     */
    @Override
    protected final void closeAfterReply() {
        note(Ending.CLOSED);
        if (machine().writingAside == this) {
            machine().closingAside = true;
        } else if (awaitsAnswer() || machine().sending != null) {
            closing = true;
            suspend();
        } else {
            transport().lingerConnection();
        }
    }

    /**
     * Has {@code answer} write the result of {@code stage} when it has come, in the order of the
     * commands.
     *
     * @param silent whether the peer wants to hear no reply
     */
    protected final <T> void await(
            CompletionStage<T> stage, boolean silent, LineReader line, Answer<T> answer) {
        await(stage, silent, line, answer, limits());
    }

    /**
     * As {@link #await(CompletionStage, boolean, LineReader, Answer)}, with the command's own
     * bounds.
     */
    protected final <T> void await(
            CompletionStage<T> stage,
            boolean silent,
            LineReader line,
            Answer<T> answer,
            LineLimits bounds) {
        if (stage == null) {
            throw new IllegalStateException(
                    "the handler returned null instead of a CompletionStage");
        }
        if (!standsBehind() && stage instanceof CompletableFuture<T> future && future.isDone()) {
            answerNow(future, silent, line, answer);
            return;
        }
        Slot<T> slot = new Slot<>(this, transport().loop(), line.commandText(), silent, answer);
        if (incoming() != null && !incoming().awaited) {
            incoming().awaited = true;
            slot.receives(incoming());
        }
        machine().deferred = true;
        add(slot);
        int seconds = bounds.requestSeconds();
        if (seconds != LineLimits.UNLIMITED) {
            slot.deadline(
                    transport()
                            .loop()
                            .callLater(
                                    Duration.ofSeconds(seconds),
                                    () -> slot.expire(new Overdue(seconds))));
        }
        if (shared.order() == Order.SERIAL || slots.count() >= limits().pipelined()) {
            suspend();
        }
        stage.whenComplete(slot);
    }

    /** Nothing more is received before the last reply that waits is out: it may lead elsewhere. */
    protected final void holdBehind() {
        if (awaitsAnswer()) {
            slots.holdBehindLast();
            suspend();
        }
    }

    private <T> void answerNow(
            CompletableFuture<T> future, boolean silent, LineReader line, Answer<T> answer) {
        T result = null;
        Throwable failure = null;
        try {
            result = future.join();
        } catch (CompletionException e) {
            failure = e.getCause() == null ? e : e.getCause();
        } catch (CancellationException e) {
            failure = e;
        }
        try {
            if (!silent || failure != null) {
                LineWriter reply = reply();
                answer.write(reply, result, failure);
                if (silent) {
                    reply.rollBack();
                    machine().sending = null;
                }
            }
        } catch (Throwable thrown) {
            failed(thrown, line.printable(), reply());
        }
    }

    /** Whether a reply waits for its turn. */
    protected final boolean awaitsAnswer() {
        return slots != null && !slots.isEmpty();
    }

    /** Whether what is written now must stand behind replies that wait. */
    final boolean standsBehind() {
        return awaitsAnswer() && (shared.order() != Order.TAGGED || isSending());
    }

    /** Replies wait: what is written from now on stands behind them. */
    final Output hold() {
        Output held = new Output(128);
        machine().writer.on(held, format());
        return held;
    }

    final void release(Output held) {
        machine().writer.on(transport().output(), format());
        if (held.position() > 0) {
            if (!MemoryBudget.reserve(factory(), transport().loop(), held.array().length)) {
                endForMemory();
                return;
            }
            add(Slot.formatted(this, transport().loop(), held));
            slotDone();
        }
    }

    /** The connection has ended: forgets replies and pushes that wait. */
    final void forgetWaiting() {
        if (slots != null) {
            slots.drop();
        }
        if (beside != null) {
            beside.release();
        }
    }

    /**
     * Gives what is to be sent a place of its own.
     *
     * @param next whether it goes before all that waits
     */
    final void queueSending(boolean next) {
        OutgoingPayload payload = machine().sending;
        if (payload == null) {
            return;
        }
        machine().sending = null;
        Slot<Void> slot = Slot.sending(this, transport().loop(), payload);
        if (next) {
            slots().addFirst(slot);
        } else {
            add(slot);
        }
        suspend();
        transport().loop().afterTurn(slot);
    }

    private void payloadSent() {
        slots.first().sent();
        slotDone();
    }

    private void payloadFailed(Throwable reason) {
        incident(reason, "a payload that is being sent");
        note(Ending.FAILED);
        transport().abortConnection();
    }

    @Override
    protected final void streamBroken(ErrorKind kind, String what) {
        Slot<?> receiving = slots == null ? null : slots.receiving();
        if (receiving != null) {
            receiving.expire(new BrokenPayload(kind, what));
        }
    }

    private Slots slots() {
        if (slots == null) {
            slots = new Slots();
        }
        return slots;
    }

    private void add(Slot<?> slot) {
        slots().add(slot);
    }

    /** Writes the replies whose turn has come. */
    final void slotDone() {
        while (transport().isOpen()) {
            Slot<?> slot = slots.takeDone(shared.order() == Order.TAGGED && !isSending());
            if (slot == null) {
                break;
            }
            slot.release();
            write(slot);
            queueSending(true);
            slots.written(slot);
        }
        if (isSendingNext() && !isSending()) {
            begin(slots.first().sending());
        }
        if (closing) {
            if (!awaitsAnswer()) {
                transport().lingerConnection();
            }
            return;
        }
        if (beside != null) {
            behindReply();
        }
        if (!awaitsAnswer()
                || !slots.isHeld()
                        && !isSendingNext()
                        && shared.order() != Order.SERIAL
                        && slots.count() < limits().pipelined()) {
            resume();
        }
        if (!awaitsAnswer() && inputEnded) {
            transport().loseConnection();
        }
    }

    /** Whether what goes next is sent piece by piece. */
    private boolean isSendingNext() {
        return awaitsAnswer() && slots.first().sending() != null;
    }

    private void write(Slot<?> slot) {
        if (slot.sending() != null) {
            return;
        }
        if (slot.formatted() != null) {
            transport().write(slot.formatted().array(), 0, slot.formatted().position());
            return;
        }
        LineWriter reply = aside();
        machine().writingAside = this;
        machine().closingAside = false;
        machine().securingAside = false;
        try {
            writeResult(slot, reply);
        } finally {
            machine().writingAside = null;
        }
        writeAside();
        if (machine().closingAside && machine().sending != null) {
            closing = true;
        } else if (machine().closingAside) {
            transport().lingerConnection();
        } else if (machine().securingAside) {
            secure(machine().greetingAside);
        }
    }

    /** Writes the result, or what is answered because there is none. */
    private void writeResult(Slot<?> slot, LineWriter reply) {
        try {
            slot.write(reply);
            errors = 0;
            if (patience != null && patience.isOver()) {
                note(Ending.ATTEMPTS);
                begin(reply);
                writeErrorReply(ErrorKind.BUSY, mistake(""), reply);
                closeAfterReply();
            }
        } catch (BrokenPayload broken) {
            reply.rollBack();
            machine().sending = null;
            erred(broken.kind, mistake(broken.getMessage()), reply);
        } catch (Throwable thrown) {
            failed(thrown, slot.command(), reply);
        }
    }

    private Mistake mistake(String message) {
        return machine().mistake.about(NO_COMMAND, "", "", message, "");
    }

    @Override
    public final void readConnectionLost() {
        inputEnded = true;
        endPayload();
        if (!awaitsAnswer()) {
            transport().loseConnection();
        }
    }

    /** Sends {@code payload} behind the line that was written last, and {@code trailer}. */
    protected final void send(PayloadStream payload, Trailer trailer) {
        machine().sending = outgoing(payload, trailer, this::payloadSent, this::payloadFailed);
    }

    /** Sends {@code payload} behind the line that was written last, and its end. */
    protected final void send(PayloadStream payload, PayloadEnd end) {
        machine().sending = outgoing(payload, end, this::payloadSent, this::payloadFailed);
    }

    @Override
    protected final void timedOut() {
        if (!awaitsAnswer()) {
            complain(ErrorKind.TIMEOUT, "timeout");
        }
        closeAfterReply();
    }

    @Override
    protected final void drained() {
        note(Ending.SHUTDOWN);
        complain(ErrorKind.SHUTDOWN, "the server stops");
        closeAfterReply();
    }

    // ---- what is done beside replies

    /** Whether a peer that does not read misses what is pushed, instead of being disconnected. */
    protected boolean dropsPushes() {
        return false;
    }

    /** Sends lines that nobody asked for; on the connection's loop. */
    final void push(byte[] lines, int length) {
        if (!transport().isOpen()) {
            return;
        }
        int waiting = transport().unsent() + (beside == null ? 0 : beside.pushedBytes());
        if (waiting > limits().pushed()) {
            if (!dropsPushes()) {
                note(Ending.PUSHED);
                transport().abortConnection();
            }
            return;
        }
        if (isSending()) {
            keepPushed(lines, length);
            return;
        }
        if (transport().isServed() && !standsBehind()) {
            if (machine().writer.size() > 0) {
                keepPushed(lines, length);
                return;
            }
            transport().write(lines, 0, length);
            // What a failing handler has written is taken back, but not what it has pushed.
            beginReply();
            return;
        }
        transport().write(lines, 0, length);
    }

    private void keepPushed(byte[] lines, int length) {
        if (!beside().push(lines, length)) {
            endForMemory();
        }
    }

    /** There is no memory for what this connection would keep. */
    private void endForMemory() {
        note(Ending.MEMORY);
        transport().abortConnection();
    }

    /** Runs {@code task} behind the reply that is under way. */
    final void afterReply(Runnable task) {
        beside().behind.add(task);
        if (!transport().isServed() && !awaitsAnswer() && machine().writingAside != this) {
            behindReply();
        }
    }

    private Beside beside() {
        if (beside == null) {
            beside = new Beside(this);
        }
        return beside;
    }

    final void behindReply() {
        beside.send(transport());
        if (!awaitsAnswer()) {
            List<Runnable> behind = beside.behind;
            beside = null;
            if (transport().isServed()) {
                // The reply is whole: what is pushed now stands behind it.
                beginReply();
            }
            behind.forEach(this::runBehind);
        }
    }

    private void runBehind(Runnable task) {
        try {
            task.run();
        } catch (Throwable thrown) {
            incident(thrown, "what follows a reply");
            note(Ending.FAILED);
            transport().loseConnection();
        }
    }
}
