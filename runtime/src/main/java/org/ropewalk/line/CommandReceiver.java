package org.ropewalk.line;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.ropewalk.annotation.Order;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Output;

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

    private CommandFactory<?> shared;
    private Peer peer;

    /** Replies that wait; null before the first one did. */
    private Slots slots;

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

    /** Why this side ends the connection; null if it does not. */
    private Ending ending;

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
        note(Ending.FOREIGN);
        closeAfterReply();
    }

    private void erred(ErrorKind kind, Mistake mistake) {
        if (writeErrorReply(kind, mistake) || ++errors >= shared.mostErrors(limits())) {
            note(kind.ending());
            closeAfterReply();
        }
        afterError(kind);
    }

    @Override
    final void note(Ending why) {
        if (ending == null) {
            ending = why;
        }
    }

    private boolean writeErrorReply(ErrorKind kind, Mistake mistake) {
        LineWriter reply = reply();
        try {
            return said(kind, mistake, reply);
        } catch (IllegalArgumentException e) {
            shared.unwritable(kind, e.getMessage(), transport().loop().nanoTime());
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
        return patience().slowed(transport().loop(), stage, most, delaySeconds, settles);
    }

    /** One more command that gets nowhere; true if that is one too many. */
    protected final boolean junk(int most) {
        boolean tooMuch = patience().junk(shared.isStressed() ? 1 : most);
        if (tooMuch) {
            note(Ending.JUNK);
        }
        return tooMuch;
    }

    /** A command that gets somewhere. */
    protected final void progress() {
        if (patience != null) {
            patience.progress();
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
        return slots != null && !slots.isEmpty();
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
        shared.serves(transport().loop());
        machine().writer.on(transport().output(), format());
        if (refused) {
            if (!transport().isSecure()) {
                beginReply();
                writeErrorReply(
                        ErrorKind.BUSY, machine().mistake.about(NO_COMMAND, "", "", "", ""));
            }
            closeAfterReply();
        } else if (shared.silence() != null) {
            hush(shared.silence());
        } else {
            greetPeer();
        }
    }

    @Override
    final void silenceKept() {
        greetPeer();
    }

    @Override
    final void silenceBroken(Input input) {
        beginReply();
        unasked(
                input,
                machine().mistake.about(NO_COMMAND, "", "", "the greeting must be waited for", ""));
    }

    /**
     * Whether the peer has sent more behind a command whose reply it must wait for; that is
     * answered, and the connection ends.
     */
    protected final boolean talksOn(LineReader line, int command) {
        Input input = machine().input;
        if (input == null || input.remaining() == 0) {
            return false;
        }
        machine().erred = true;
        unasked(
                input,
                machine()
                        .mistake
                        .about(
                                command,
                                line.verbText(),
                                usage(command),
                                "the reply must be waited for",
                                ""));
        return true;
    }

    private void unasked(Input input, Mistake mistake) {
        note(Ending.UNASKED);
        shared.unasked(
                Printable.of(input.array(), input.position(), input.limit()),
                peer,
                transport().loop().nanoTime());
        erred(ErrorKind.MISPLACED, mistake);
        closeAfterReply();
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
        return awaitsAnswer() && (shared.order() != Order.TAGGED || isSending());
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
        transport().abortConnection();
    }

    @Override
    protected final void streamBroken(ErrorKind kind, String what) {
        Slot<?> receiving = slots == null ? null : slots.receiving();
        if (receiving != null) {
            receiving.expire(new BrokenPayload(kind, what));
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
                note(Ending.PUSHED);
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
            lines.write(this, begin(new LineWriter().on(formatted, format())));
            push(formatted.array(), formatted.position());
        }
    }

    /** Runs {@code task} behind the reply that is under way. */
    final void afterReply(Runnable task) {
        beside().behind.add(task);
        if (!transport().isServed() && !awaitsAnswer()) {
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
            note(Ending.PAYLOAD);
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
        if (!awaitsAnswer()) {
            complain(ErrorKind.TIMEOUT, "timeout");
        }
        closeAfterReply();
    }

    @Override
    final boolean isStressed() {
        return shared.isStressed();
    }

    @Override
    protected final void drained() {
        note(Ending.SHUTDOWN);
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
        note(Ending.FAILED);
        closeAfterReply();
    }

    private String incident(Throwable thrown, String command) {
        if (thrown instanceof Overdue) {
            note(Ending.REQUEST_TIME);
        }
        return shared.incident(thrown, command, transport().loop().nanoTime());
    }

    // ---- replies that wait

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

    /** Writes an error's line, and counts it. */
    private boolean said(ErrorKind kind, Mistake mistake, LineWriter reply) {
        shared.erred(kind, peer, transport().loop().nanoTime());
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
            if (patience != null && patience.isOver()) {
                note(Ending.ATTEMPTS);
                said(ErrorKind.BUSY, machine().mistake.about(NO_COMMAND, "", "", "", ""), reply);
                machine().closingAside = true;
            }
        } catch (BrokenPayload broken) {
            reply.rollBack();
            machine().sending = null;
            Mistake mistake = machine().mistake.about(NO_COMMAND, "", "", broken.getMessage(), "");
            if (said(broken.kind, mistake, reply)) {
                note(broken.kind.ending());
                machine().closingAside = true;
            }
            afterError(broken.kind);
        } catch (Throwable thrown) {
            reply.rollBack();
            machine().sending = null;
            String incident = incident(thrown, slot.command());
            note(Ending.FAILED);
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
        if (!awaitsAnswer()) {
            transport().loseConnection();
        }
    }

    @Override
    protected final void connectionLost(Throwable reason) {
        endStreams(reason);
        if (slots != null) {
            slots.drop();
        }
        if (refused) {
            shared = null;
            return;
        }
        Peer gone = peer;
        if (peer != null) {
            peer.lost();
            peer = null;
        }
        try {
            disconnected(reason);
        } catch (Throwable thrown) {
            incident(thrown, "the end of the connection");
        }
        shared.ended(
                ending == null ? Ending.of(reason) : ending, gone, transport().loop().nanoTime());
        shared = null;
        releaseHandler();
    }
}
