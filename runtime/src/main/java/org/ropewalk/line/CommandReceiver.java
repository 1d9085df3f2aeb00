package org.ropewalk.line;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.ropewalk.annotation.Order;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.Output;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every generated server stands on: replies leave in the order of the commands, whatever
 * completes first; what is wrong with a line is answered as the protocol declares, and too much of
 * it ends the connection; what a handler throws without having declared it is logged under an
 * incident, tells the peer nothing, and ends this connection alone.
 */
public abstract class CommandReceiver extends LineReceiver {
    /** No particular command. */
    protected static final int NO_COMMAND = -1;

    /**
     * No word of a line tells how long its payloads are together: what follows cannot be skipped.
     */
    protected static final int UNTOLD = -2;

    private static final Output NOWHERE = new Output(0);

    private static final Logger LOG = LoggerFactory.getLogger(CommandReceiver.class);

    private CommandFactory<?> shared;
    private Peer peer;
    private Slot<?> firstSlot;
    private Slot<?> lastSlot;

    /** The reply behind which the session may be elsewhere; null if there is none. */
    private Slot<?> barrier;

    private int waiting;
    private int errors;
    private boolean inputEnded;

    /** The connection ends when no reply waits any more. */
    private boolean closing;

    /** What was pushed while a reply was being written, and what is to be done behind a reply. */
    private Beside beside;

    /** There are too many connections already. */
    private boolean refused;

    /** How often the peer has tried what gets nobody anywhere; null before it has. */
    private Patience patience;

    /** What is borne of a peer. */
    private static final class Patience {
        /** Commands in a row that got nowhere. */
        private int junk;

        /** Failed attempts at what {@link #slowed} guards, and whether there were too many. */
        private int attempts;

        private boolean over;
    }

    /** What a handler does beside its reply. */
    private static final class Beside {
        private final Output pushed = new Output(0);
        private final List<Runnable> behind = new ArrayList<>();
    }

    /** A receiver that shares format and bounds with all of {@code factory}'s. */
    protected CommandReceiver(CommandFactory<?> factory) {
        super(factory.format(), factory.limits());
        shared = factory;
    }

    final void peer(Peer connected) {
        peer = connected;
    }

    /** One connection too many: says so, and ends. */
    final void refuseConnection() {
        refused = true;
    }

    /** The handler's view of the other end. */
    protected final Peer peer() {
        return peer;
    }

    /** The bounds that hold where a state has no own. */
    protected final LineLimits protocolLimits() {
        return shared.limits();
    }

    /** The bounds of a state or a command that has its own. */
    protected final LineLimits narrower(int index) {
        return shared.narrower(index);
    }

    // ---- what generated code does

    /** Finds the command and calls it. */
    protected abstract void commandReceived(LineReader line);

    /**
     * Writes the reply to something that is wrong, if the protocol has one.
     *
     * @return whether the connection is closed after it
     */
    protected abstract boolean writeError(ErrorKind kind, Mistake mistake, LineWriter reply);

    /** Calls what greets the peer, and writes the greeting; does nothing where there is none. */
    protected void greet() {}

    /** Tells the handler that the connection has ended. */
    protected void disconnected(Throwable reason) {}

    /** Leads the session where an error leads; does nothing where it stays. */
    protected void afterError(ErrorKind kind) {}

    /** What is answered now has no words in front of it that could be repeated. */
    protected void forgetEnvelope() {}

    /** Begins the session anew, with a handler that was made for it. */
    protected void restart(Object handler) {
        throw new IllegalStateException("no command secures this connection");
    }

    /** Lets go of the handler: the connection has ended. */
    protected abstract void releaseHandler();

    /** How a command is written, for {@code {usage}}. */
    protected abstract String usage(int command);

    // ---- what generated code calls

    /** Answers a line that no command takes. */
    protected final void refuse(ErrorKind kind, LineReader line) {
        refuse(kind, line, NO_COMMAND);
    }

    /** Answers a line that its command does not take: what the reader says is wrong with it. */
    protected final void refuse(LineReader line, int command) {
        refuse(line.failure() == null ? ErrorKind.USAGE : line.failure(), line, command);
    }

    /**
     * Answers a line that its command does not take, and skips its payload, whose length is the
     * word at {@code lengthIndex}; closes if it cannot be read, or stands among too few words or
     * too many. -1 is the length that was read last.
     */
    protected final void refuse(LineReader line, int command, Trailer trailer, int lengthIndex) {
        boolean trusted = line.failure() == ErrorKind.MALFORMED;
        refuse(line, command);
        long count =
                lengthIndex == UNTOLD || !trusted
                        ? UNTOLD
                        : lengthIndex < 0 ? line.announced() : line.announced(lengthIndex);
        skipPayload(count, trailer);
    }

    /** Answers a command that is not legal, and skips its payload. */
    protected final void refuse(
            ErrorKind kind, LineReader line, int command, Trailer trailer, int lengthIndex) {
        long count = line.announced(lengthIndex);
        refuse(kind, line, command);
        skipPayload(count, trailer);
    }

    /** Answers a line that its command does not take, for a reason of its own. */
    protected final void refuse(ErrorKind kind, LineReader line, int command) {
        machine().erred = true;
        if (ForeignProtocol.isHttp(line, kind)) {
            foreign("a request of HTTP");
            return;
        }
        Mistake mistake =
                machine()
                        .mistake
                        .about(
                                command,
                                line.verbText(),
                                command == NO_COMMAND ? "" : usage(command),
                                line.message(),
                                "");
        erred(kind, mistake);
    }

    @Override
    protected final void foreign(String what) {
        shared.warnOfForeign(what, peer, transport().loop().nanoTime());
        closeAfterReply();
    }

    private void erred(ErrorKind kind, Mistake mistake) {
        if (writeErrorReply(kind, mistake) || ++errors >= limits().errors()) {
            closeAfterReply();
        }
        afterError(kind);
    }

    private boolean writeErrorReply(ErrorKind kind, Mistake mistake) {
        LineWriter reply = reply();
        try {
            return said(kind, mistake, reply);
        } catch (IllegalArgumentException e) {
            LOG.error("The reply to {} cannot be written: {}", kind, e.getMessage());
            return true;
        }
    }

    /**
     * Ends the connection behind the reply that is being written, and those that wait in front of
     * it.
     */
    @Override
    protected final void closeAfterReply() {
        if (machine().writingAside == this) {
            machine().closingAside = true;
        } else if (firstSlot != null || machine().sending != null) {
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
        Slot<T> slot = new Slot<>(this, transport().loop(), line.verbText(), silent, answer);
        if (incoming() != null && !incoming().awaited) {
            incoming().awaited = true;
            slot.receives(incoming());
        }
        add(slot);
        int seconds = bounds.requestSeconds();
        if (seconds != LineLimits.UNLIMITED) {
            slot.deadline(
                    transport()
                            .loop()
                            .callLater(
                                    Duration.ofSeconds(seconds),
                                    () ->
                                            slot.expire(
                                                    new TimeoutException(
                                                            "no result within "
                                                                    + seconds
                                                                    + " s"))));
        }
        if (shared.order() == Order.SERIAL || waiting >= limits().pipelined()) {
            suspend();
        }
        stage.whenComplete(slot);
    }

    /** Nothing more is received before the last reply that waits is out: it may lead elsewhere. */
    protected final void holdBehind() {
        if (firstSlot != null) {
            barrier = lastSlot;
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
            failed(thrown, line.printable());
        }
    }

    /**
     * Has {@code call} run where it may block; its result comes as of a handler that completes
     * later.
     */
    protected final <T> CompletionStage<T> offload(Callable<T> call) {
        return shared.offload(call);
    }

    /** The result of {@code call}, which is made now. */
    protected final <T> CompletionStage<T> attempt(Callable<T> call) {
        try {
            return CompletableFuture.completedFuture(call.call());
        } catch (Throwable thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }

    /**
     * The result of {@code stage}; a failure is told only after {@code delaySeconds}, and after
     * {@code most} of them without a success between them the peer is turned away.
     *
     * @param settles whether a result is a success, and does not only ask for one more line
     */
    protected final <T> CompletionStage<T> slowed(
            CompletionStage<T> stage, int most, int delaySeconds, Predicate<T> settles) {
        Loop loop = transport().loop();
        CompletableFuture<T> told = new CompletableFuture<>();
        stage.whenComplete(
                (value, failure) -> {
                    Runnable slow =
                            () -> {
                                if (failure != null) {
                                    slow(told, failure, most, delaySeconds);
                                    return;
                                }
                                if (settles.test(value)) {
                                    patience().attempts = 0;
                                }
                                told.complete(value);
                            };
                    if (loop.isInLoopThread()) {
                        slow.run();
                    } else {
                        loop.callFromThread(slow);
                    }
                });
        return told;
    }

    private void slow(CompletableFuture<?> told, Throwable failure, int most, int delaySeconds) {
        boolean last = ++patience().attempts >= most;
        transport()
                .loop()
                .callLater(
                        Duration.ofSeconds(delaySeconds),
                        () -> {
                            patience().over = last;
                            told.completeExceptionally(failure);
                        });
    }

    /** One more command that gets nowhere; true if that is one too many. */
    protected final boolean junk(int most) {
        return ++patience().junk > most;
    }

    /** A command that gets somewhere. */
    protected final void progress() {
        if (patience != null) {
            patience.junk = 0;
        }
    }

    private Patience patience() {
        if (patience == null) {
            patience = new Patience();
        }
        return patience;
    }

    /** Whether a reply waits for its turn. */
    protected final boolean awaitsAnswer() {
        return firstSlot != null;
    }

    /** An empty line, for what is answered without one. */
    protected final LineReader noLine() {
        return machine().reader.show(NO_LINE, 0, 0, format());
    }

    /** Whether the connection can be secured, and is not yet. */
    protected final boolean offersTls() {
        return shared.tls() != null && !transport().isSecure();
    }

    /**
     * Secures the connection behind the reply that is being written; the session begins anew.
     *
     * @param greets whether the greeting is repeated
     */
    protected final void startTls(boolean greets) {
        if (machine().writingAside == this) {
            machine().securingAside = true;
            machine().greetingAside = greets;
            return;
        }
        transport().startTls(shared.tls().get());
        if (!transport().isOpen()) {
            return;
        }
        restart(shared.handlerFor(peer));
        if (greets) {
            Output held = hold();
            greetPeer();
            machine().writer.on(transport().isServed() ? transport().output() : NOWHERE, format());
            transport().write(held.array(), 0, held.position());
        }
    }

    private void greetPeer() {
        beginReply();
        try {
            greet();
        } catch (Throwable thrown) {
            failed(thrown, "");
        }
        if (beside != null) {
            behindReply();
        }
    }

    // ---- lines

    @Override
    protected final void connectionMade() {
        super.connectionMade();
        machine().writer.on(transport().output(), format());
        if (refused) {
            if (!transport().isSecure()) {
                beginReply();
                writeErrorReply(
                        ErrorKind.BUSY, machine().mistake.about(NO_COMMAND, "", "", "", ""));
            }
            closeAfterReply();
            return;
        }
        greetPeer();
    }

    @Override
    protected final void lineReceived(LineReader line) {
        if (!standsBehind()) {
            receive(line);
            queueSending(true);
        } else {
            Output held = hold();
            receive(line);
            release(held);
            queueSending(false);
        }
    }

    /** Whether what is written now must stand behind replies that wait. */
    private boolean standsBehind() {
        return firstSlot != null && (shared.order() != Order.TAGGED || isSending());
    }

    /** Replies wait: what is written from now on stands behind them. */
    private Output hold() {
        Output held = new Output(128);
        machine().writer.on(held, format());
        return held;
    }

    private void release(Output held) {
        machine().writer.on(transport().output(), format());
        if (held.position() > 0) {
            add(Slot.formatted(this, transport().loop(), held));
            slotDone();
        }
    }

    private void receive(LineReader line) {
        machine().erred = false;
        // What a failing handler has written is taken back to here.
        beginReply();
        try {
            if (line.isEmpty() && !takesEmptyLines() && !machine().payloadReady) {
                forgetEnvelope();
                line.verb();
                refuse(ErrorKind.EMPTY, line);
            } else {
                commandReceived(line);
            }
        } catch (Throwable thrown) {
            failed(thrown, line.printable());
        }
        IncomingPayload unread = incoming();
        if (unread != null && !unread.awaited) {
            unread.discard();
        }
        if (!machine().erred) {
            errors = 0;
        }
        if (beside != null) {
            behindReply();
        }
    }

    // ---- payloads piece by piece

    /** Sends {@code payload} behind the line that was written last, and {@code trailer}. */
    protected final void send(PayloadStream payload, Trailer trailer) {
        machine().sending = outgoing(payload, trailer, this::payloadSent, this::payloadFailed);
    }

    /** Sends {@code payload} behind the line that was written last, and its end. */
    protected final void send(PayloadStream payload, PayloadEnd end) {
        machine().sending = outgoing(payload, end, this::payloadSent, this::payloadFailed);
    }

    /**
     * Gives what is to be sent a place of its own.
     *
     * @param next whether it goes before all that waits
     */
    private void queueSending(boolean next) {
        OutgoingPayload payload = machine().sending;
        if (payload == null) {
            return;
        }
        machine().sending = null;
        Slot<Void> slot = Slot.sending(this, transport().loop(), payload);
        if (next && firstSlot != null) {
            slot.next = firstSlot;
            firstSlot = slot;
            waiting++;
        } else {
            add(slot);
        }
        suspend();
        transport().loop().afterTurn(slot);
    }

    private void payloadSent() {
        firstSlot.sent();
        slotDone();
    }

    private void payloadFailed(Throwable reason) {
        incident(reason, "a payload that is being sent");
        transport().abortConnection();
    }

    @Override
    protected final void streamBroken(ErrorKind kind, String what) {
        for (Slot<?> slot = firstSlot; slot != null; slot = slot.next) {
            if (slot.isReceiving()) {
                slot.expire(new BrokenPayload(kind, what));
                return;
            }
        }
    }

    // ---- pushes

    /** Whether a peer that does not read misses what is pushed, instead of being disconnected. */
    protected boolean dropsPushes() {
        return false;
    }

    /** Sends lines that nobody asked for; on the connection's loop. */
    final void push(byte[] lines, int length) {
        if (!transport().isOpen()) {
            return;
        }
        int waiting = transport().unsent() + (beside == null ? 0 : beside.pushed.position());
        if (waiting > limits().pushed()) {
            if (!dropsPushes()) {
                LOG.warn("{} does not read what is pushed to it; its connection is reset", peer);
                transport().abortConnection();
            }
            return;
        }
        if (isSending()) {
            beside().pushed.write(lines, 0, length);
            return;
        }
        if (transport().isServed() && !standsBehind()) {
            if (machine().writer.size() > 0) {
                beside().pushed.write(lines, 0, length);
                return;
            }
            transport().write(lines, 0, length);
            // What a failing handler has written is taken back, but not what it has pushed.
            beginReply();
            return;
        }
        transport().write(lines, 0, length);
    }

    /** Formats lines of this connection's own, and sends them. */
    final void push(OwnPushWriting lines) {
        if (transport().isOpen()) {
            Output formatted = new Output(128);
            lines.write(this, new LineWriter().on(formatted, format()).begin(limits().reply()));
            push(formatted.array(), formatted.position());
        }
    }

    /** Runs {@code task} behind the reply that is under way. */
    final void afterReply(Runnable task) {
        beside().behind.add(task);
        if (!transport().isServed() && firstSlot == null) {
            behindReply();
        }
    }

    private Beside beside() {
        if (beside == null) {
            beside = new Beside();
        }
        return beside;
    }

    private void behindReply() {
        Output pushed = beside.pushed;
        if (pushed.position() > 0) {
            transport().write(pushed.array(), 0, pushed.position());
            pushed.clear();
        }
        if (firstSlot == null) {
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
            transport().loseConnection();
        }
    }

    /** Whether an empty line is a command like others. */
    protected boolean takesEmptyLines() {
        return false;
    }

    @Override
    protected final void lineTooLong() {
        complain(ErrorKind.TOO_LONG, "line too long");
    }

    @Override
    protected final void controlInLine(LineReader line) {
        forgetEnvelope();
        boolean carries = announcesPayload(line);
        line.verb();
        line.malformed("control character");
        refuse(ErrorKind.MALFORMED, line);
        if (carries) {
            // Nobody knows how many bytes follow: they must not be taken for commands.
            closeAfterReply();
        }
    }

    @Override
    protected final void badLineEnd() {
        complain(ErrorKind.MALFORMED, "bad line end");
    }

    @Override
    protected final void badPayloadEnd(LineReader line) {
        complain(ErrorKind.PAYLOAD, "bad payload end");
    }

    @Override
    protected final void badLineInPayload(LineReader line) {
        complain(ErrorKind.PAYLOAD, "bad line end in a payload");
    }

    @Override
    protected final void payloadTooBig(LineReader line) {
        complain(ErrorKind.TOO_BIG, "payload too big");
    }

    @Override
    protected final void timedOut() {
        if (firstSlot == null) {
            complain(ErrorKind.TIMEOUT, "timeout");
        }
        closeAfterReply();
    }

    @Override
    protected final void drained() {
        complain(ErrorKind.SHUTDOWN, "the server stops");
        closeAfterReply();
    }

    private void complain(ErrorKind kind, String message) {
        machine().erred = true;
        forgetEnvelope();
        Output held = standsBehind() ? hold() : null;
        beginReply();
        erred(kind, machine().mistake.about(NO_COMMAND, "", "", message, ""));
        if (held != null) {
            release(held);
        }
    }

    private void failed(Throwable thrown, String command) {
        String incident = incident(thrown, command);
        machine().sending = null;
        machine().writer.rollBack();
        writeErrorReply(
                ErrorKind.FAILED, machine().mistake.about(NO_COMMAND, "", "", "", incident));
        closeAfterReply();
    }

    private String incident(Throwable thrown, String command) {
        String incident = String.format("%08x", ThreadLocalRandom.current().nextInt());
        LOG.error(
                "Incident {}: {} failed on \"{}\"",
                incident,
                getClass().getSimpleName(),
                command,
                thrown);
        return incident;
    }

    // ---- replies that wait

    private void add(Slot<?> slot) {
        if (firstSlot == null) {
            firstSlot = slot;
        } else {
            lastSlot.next = slot;
        }
        lastSlot = slot;
        waiting++;
    }

    /** Writes the replies whose turn has come. */
    final void slotDone() {
        while (transport().isOpen()) {
            Slot<?> slot = takeDone();
            if (slot == null) {
                break;
            }
            slot.release();
            write(slot);
            queueSending(true);
            if (slot == barrier) {
                barrier = null;
            }
        }
        if (firstSlot != null && firstSlot.sending() != null && !isSending()) {
            begin(firstSlot.sending());
        }
        if (closing) {
            if (firstSlot == null) {
                transport().lingerConnection();
            }
            return;
        }
        if (beside != null) {
            behindReply();
        }
        if (firstSlot == null
                || barrier == null
                        && firstSlot.sending() == null
                        && shared.order() != Order.SERIAL
                        && waiting < limits().pipelined()) {
            resume();
        }
        if (firstSlot == null && inputEnded) {
            transport().loseConnection();
        }
    }

    /** The next reply that may go out, which then waits no longer; null if there is none. */
    private Slot<?> takeDone() {
        Slot<?> before = null;
        for (Slot<?> slot = firstSlot; slot != null; slot = slot.next) {
            if (slot.isDone()) {
                if (before == null) {
                    firstSlot = slot.next;
                } else {
                    before.next = slot.next;
                }
                if (slot == lastSlot) {
                    lastSlot = before;
                }
                waiting--;
                return slot;
            }
            if (shared.order() != Order.TAGGED || isSending()) {
                return null;
            }
            before = slot;
        }
        return null;
    }

    /** Writes an error's line, and counts it. */
    private boolean said(ErrorKind kind, Mistake mistake, LineWriter reply) {
        shared.erred(kind);
        return writeError(kind, mistake, reply);
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
            slot.write(reply);
            if (patience != null && patience.over) {
                said(ErrorKind.BUSY, machine().mistake.about(NO_COMMAND, "", "", "", ""), reply);
                machine().closingAside = true;
            }
        } catch (BrokenPayload broken) {
            reply.rollBack();
            machine().sending = null;
            Mistake mistake = machine().mistake.about(NO_COMMAND, "", "", broken.getMessage(), "");
            if (said(broken.kind, mistake, reply)) {
                machine().closingAside = true;
            }
            afterError(broken.kind);
        } catch (Throwable thrown) {
            reply.rollBack();
            machine().sending = null;
            String incident = incident(thrown, slot.command());
            said(
                    ErrorKind.FAILED,
                    machine().mistake.about(NO_COMMAND, "", "", "", incident),
                    reply);
            machine().closingAside = true;
        } finally {
            machine().writingAside = null;
        }
        writeAside();
        if (machine().closingAside && machine().sending != null) {
            closing = true;
        } else if (machine().closingAside) {
            transport().lingerConnection();
        } else if (machine().securingAside) {
            startTls(machine().greetingAside);
        }
    }

    @Override
    public final void readConnectionLost() {
        inputEnded = true;
        endPayload();
        if (firstSlot == null) {
            transport().loseConnection();
        }
    }

    @Override
    protected final void connectionLost(Throwable reason) {
        endStreams(reason);
        for (Slot<?> slot = firstSlot; slot != null; slot = slot.next) {
            slot.drop();
        }
        firstSlot = null;
        lastSlot = null;
        barrier = null;
        if (refused) {
            shared = null;
            return;
        }
        if (peer != null) {
            peer.lost();
            peer = null;
        }
        try {
            disconnected(reason);
        } catch (Throwable thrown) {
            LOG.error("{} failed at the end of its connection", getClass().getSimpleName(), thrown);
        }
        shared.lost();
        shared = null;
        releaseHandler();
    }
}
