package org.ropewalk.server;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.frame.LineFramer;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.line.LineLimits;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.LineWriter;
import org.ropewalk.line.PayloadEnd;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.line.Replies;
import org.ropewalk.line.Trailer;
import org.ropewalk.observe.DeclaredCommand;
import org.ropewalk.observe.Outcome;
import org.ropewalk.observe.scope.RunningCommand;
import org.ropewalk.reactor.CurrentLoop;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Output;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.server.writers.ReplyWriter;

/**
 * The base of every generated server protocol: what generated code calls, and what it implements.
 * {@code ServerConnection} does the work. Replies are sent in the order of the commands, in
 * whatever order they complete. A wrong line gets the declared error reply; too many errors close
 * the connection. An undeclared exception of a handler is logged with an incident number, and
 * closes only this connection.
 */
@ForGeneratedCode
@SuppressWarnings("NullAway") // Fields that are null between connections, payloads or lines.
public abstract class CommandProtocol extends Protocol implements ProtocolHooks {
    /** No particular command. */
    protected static final DeclaredCommand NO_COMMAND = null;

    private final ServerConnection connection;

    /** The protocol of {@code peer}'s connection, as its factory made it. */
    protected CommandProtocol(Peer peer) {
        connection = (ServerConnection) peer;
    }

    // ---- overridden by generated code, where a protocol needs it, as are its hooks

    /** Whether the verb of a line is that of a command that interrupts one that waits. */
    protected boolean interrupts(LineReader line) {
        return false;
    }

    /** Whether a peer that does not read misses pushes, instead of being disconnected. */
    protected boolean dropsPushes() {
        return false;
    }

    /** Lets go of the handler: the connection has ended. */
    protected abstract void releaseHandler();

    // ---- the transport's calls

    @Override
    protected final void connectionMade() {
        connection.made(transport());
    }

    @Override
    public final void inputReceived(Input input) {
        connection.framer().receive(input);
    }

    @Override
    public final int takeInput(ByteBuffer received) {
        return connection.framer().take(received);
    }

    @Override
    public final void handshakeCompleted() {
        connection.server().secured(connection, transport());
    }

    @Override
    public final void timeoutConnection() {
        connection.framer().timedOut();
    }

    @Override
    public final void overloadChanged() {
        connection.framer().overloadChanged();
    }

    @Override
    public final void drain() {
        if (transport().isOpen()) {
            ReplyQueue.dropInterruptible(connection.repliesIfAny());
            connection.framer().drain();
        }
    }

    @Override
    public final void writable() {
        LineFramer framer = connection.framer();
        if (framer.hasPayloads()) {
            framer.payloads().writable();
        }
    }

    @Override
    public final void readConnectionLost() {
        connection.inputEnded();
    }

    @Override
    public final void readConnectionEnds() {
        ReplyQueue.inputEnds(connection.repliesIfAny());
    }

    @Override
    protected final void connectionLost(Throwable reason) {
        connection.lost(reason);
        releaseHandler();
    }

    /** The class, and the command whose reply it waits for, for logs. */
    @Override
    public final String toString() {
        String name = getClass().getSimpleName();
        return awaitsAnswer() ? name + " (" + connection.replies().command() + ")" : name;
    }

    // ---- what generated code calls: limits and payloads

    /** The handler's view of the other end. */
    protected final Peer peer() {
        return connection;
    }

    /** What reads lines and payloads. */
    protected final LineFramer framer() {
        return connection.framer();
    }

    /** The limits that are in force. */
    protected final LineLimits limits() {
        return connection.framer().limits();
    }

    /** Sets other limits, from the next line on. */
    protected final void limits(LineLimits other) {
        connection.framer().limits(other);
    }

    /** The limits that hold where a state has none of its own. */
    protected final LineLimits protocolLimits() {
        return connection.server().limits();
    }

    /** The limits of a state or a command that has its own. */
    protected final LineLimits narrower(int index) {
        return connection.server().narrower(index);
    }

    // ---- replies

    /** Where the reply to the line that is being received is written. */
    protected final LineWriter reply() {
        return connection.shared().turn().writer(connection);
    }

    /** As {@link #reply}, for a declared exception. */
    protected final LineWriter rejection() {
        connection.shared().turn().mark(Outcome.REJECTED);
        return reply();
    }

    /** Whether a line was read to its end, and its handler is called next; else it is refused. */
    protected final boolean accepts(LineReader line, DeclaredCommand command) {
        if (!line.end()) {
            refuse(line, command);
            return false;
        }
        started(command, line);
        return true;
    }

    /** The handler of {@code command} is called next: its line was read, and its payload. */
    protected final void started(DeclaredCommand command, LineReader line) {
        if (connection.server().isObserved()) {
            connection.server().began(connection, command, line, framer(), connection.shared());
        }
    }

    /** Ends the connection after the reply that is being written, and those before it. */
    protected final void closeAfterReply() {
        connection.close();
    }

    /** Whether the connection can be secured, and is not yet. */
    protected final boolean offersTls() {
        return connection.offersTls();
    }

    /**
     * Begins TLS after the reply that is being written; the session restarts.
     *
     * @param greets whether the greeting is repeated
     */
    protected final void startTls(boolean greets) {
        context().startTls(greets);
    }

    /** Sends {@code payload} and {@code trailer} after the reply that is being written. */
    protected final void send(PayloadStream payload, Trailer trailer) {
        connection.replies().send(context(), payload, trailer);
    }

    /** Sends {@code payload} and its end after the reply that is being written. */
    protected final void send(PayloadStream payload, PayloadEnd end) {
        connection.replies().send(context(), payload, end);
    }

    private ReplyContext context() {
        return connection.shared().current(connection);
    }

    /**
     * What a handler sends the items of its reply to, until {@link #endItems}; {@code writer}
     * writes each into {@code reply}.
     */
    protected final <T> Replies<T> lendItems(LineWriter reply, BiConsumer<LineWriter, T> writer) {
        return connection.shared().lendItems(reply, writer);
    }

    /** The handler has returned: it may send no more items, and none was refused. */
    protected final void endItems(LineWriter reply) {
        connection.shared().endItems();
        reply.whole();
    }

    /** A refused line in the form for handlers: without possible secrets. */
    protected final String refusedText(LineReader line) {
        return handlesSecrets() ? line.commandText() : line.printable();
    }

    /** Whether a reply waits for its turn. */
    protected final boolean awaitsAnswer() {
        return connection.awaitsReply();
    }

    /**
     * Whether the handler may keep the payload until its result is complete. If there is no memory
     * for it, the error reply is sent.
     */
    protected final boolean keepsPayload(LineReader line, DeclaredCommand command) {
        int bytes = framer().takePayload().length();
        boolean kept = connection.shared().turn().keep(factory(), transport().loop(), bytes);
        if (!kept) {
            refuse(ErrorKind.MEMORY, line, command);
        }
        return kept;
    }

    /**
     * Has {@code writer} write the result of {@code stage} when it has arrived, in the order of the
     * commands.
     *
     * @param noReply whether the peer wants to receive no reply
     * @return whether the result has not arrived yet, or waits for earlier replies
     */
    protected final <T> boolean await(
            CompletionStage<T> stage, boolean noReply, LineReader line, ReplyWriter<T> writer) {
        return await(stage, noReply, line, writer, limits());
    }

    /** As the other, within {@code bounds} of the command's own. */
    protected final <T> boolean await(
            CompletionStage<T> stage,
            boolean noReply,
            LineReader line,
            ReplyWriter<T> writer,
            LineLimits bounds) {
        Objects.requireNonNull(stage, "the handler returned null instead of a CompletionStage");
        ReplyContext turn = connection.shared().turn();
        if (turn.together() != null) {
            return turn.together().await(stage, noReply, line, writer, bounds);
        }
        if (!ReplyQueue.mustQueue(connection.repliesIfAny())
                && CurrentLoop.isDone(stage)
                && !transport().loop().hasPendingCalls()) {
            connection.answer(turn, stage, noReply, line, writer);
            return false;
        }
        connection
                .replies()
                .await(stage, line.commandText(), noReply, writer, bounds.requestSeconds());
        return true;
    }

    /** Has a prompt written where a command is awaited; it is null in states without one. */
    protected final void promptWith(Supplier<byte[]> prompt) {
        connection.replies().promptWith(prompt);
    }

    /** The line before the result was written: it leaves now or in its turn, whatever follows. */
    protected final void opened() {
        ReplyContext turn = connection.shared().turn();
        turn.countOpening();
        ReplyQueue.opened(connection.repliesIfAny(), turn);
        turn.beginAgain(limits());
    }

    /** The reply to {@code command}, which was awaited just now, can be interrupted. */
    protected final void interruptible(DeclaredCommand command) {
        connection.replies().interruptible(command, this::interrupts);
    }

    /** Whether one of {@code commands} waits for its reply, and was not interrupted. */
    protected final boolean canInterrupt(DeclaredCommand... commands) {
        return awaitsAnswer() && connection.replies().canInterrupt(commands);
    }

    /** One of {@code commands} is interrupted, once; false if none can be. */
    protected final boolean interrupt(DeclaredCommand... commands) {
        return awaitsAnswer() && connection.replies().interrupt(commands);
    }

    /** Whether nothing is received before a reply that waits, and may lead to another state. */
    protected final boolean isHeld() {
        return ReplyQueue.isHeld(connection.repliesIfAny());
    }

    /** Receives nothing more before the last reply that waits: it may lead to another state. */
    protected final void holdBehind() {
        if (awaitsAnswer()) {
            connection.replies().holdBehindLast();
        }
    }

    /** Runs {@code call} where it may block; its result is that of an asynchronous handler. */
    protected final <T> CompletionStage<T> offload(Callable<T> call) {
        RunningCommand command = connection.shared().turn().observed();
        return connection.server().offload(command == null ? call : command.elsewhere(call));
    }

    /** The result of {@code call}, which is made now. */
    protected final <T> CompletionStage<T> attempt(Callable<T> call) {
        try {
            return CompletableFuture.completedFuture(call.call());
        } catch (Throwable thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }

    // ---- errors

    /** The command whose usage has the most first words of a line; of several the last. */
    protected final DeclaredCommand nearest(LineReader line, DeclaredCommand... commands) {
        return connection.errors().nearest(line, commands);
    }

    /** Sends the error reply for a line that matches no command. */
    protected final void refuse(ErrorKind kind, LineReader line) {
        connection.errors().refuse(kind, line, NO_COMMAND);
    }

    /** Sends the error reply for a line that its command refused. */
    protected final void refuse(ErrorKind kind, LineReader line, DeclaredCommand command) {
        connection.errors().refuse(kind, line, command);
    }

    /** Sends the error reply for a line that its command refused, with the reader's reason. */
    protected final void refuse(LineReader line, DeclaredCommand command) {
        connection.errors().refuse(line, command);
    }

    /**
     * Sends the error reply for a line that its command refused, and skips its payload. The length
     * is the word at {@code lengthIndex}. Closes the connection if it cannot be read, or if the
     * line has too few or too many words. -1 is the length that was read last.
     */
    protected final void refuse(
            LineReader line, DeclaredCommand command, Trailer trailer, int lengthIndex) {
        connection.errors().refuse(line, command, trailer, lengthIndex, Long.MAX_VALUE);
    }

    /** As the other; closes if the length is more than {@code most} as well. */
    protected final void refuse(
            LineReader line, DeclaredCommand command, Trailer trailer, int lengthIndex, long most) {
        connection.errors().refuse(line, command, trailer, lengthIndex, most);
    }

    /** Sends the error reply for a line that its command refused, and skips its payload. */
    protected final void refuse(
            ErrorKind kind,
            LineReader line,
            DeclaredCommand command,
            Trailer trailer,
            int lengthIndex) {
        connection.errors().refuse(kind, line, command, trailer, lengthIndex, Long.MAX_VALUE);
    }

    /** As the other; closes if the length is more than {@code most} as well. */
    protected final void refuse(
            ErrorKind kind,
            LineReader line,
            DeclaredCommand command,
            Trailer trailer,
            int index,
            long most) {
        connection.errors().refuse(kind, line, command, trailer, index, most);
    }

    /** Sends the error reply for a line that its command refused, and skips its payload. */
    protected final void refuse(LineReader line, DeclaredCommand command, PayloadEnd end) {
        connection.errors().refuse(line, command);
        framer().skipPayload(end);
    }

    /** Sends the error reply for a command that is illegal now, and skips its payload. */
    protected final void refuse(
            ErrorKind kind, LineReader line, DeclaredCommand command, PayloadEnd end) {
        connection.errors().refuse(kind, line, command);
        framer().skipPayload(end);
    }

    /**
     * Whether a line has more bytes than its command allows; that is answered, and its payload is
     * skipped.
     */
    protected final boolean isTooLong(
            LineReader line, int most, DeclaredCommand command, PayloadEnd end) {
        boolean tooLong = line.size() > most;
        if (tooLong) {
            refuse(ErrorKind.TOO_LONG, line, command, end);
        }
        return tooLong;
    }

    /**
     * Whether the peer has sent more after a command whose reply it must wait for; that is
     * answered, and the connection ends.
     */
    protected final boolean hasEarlyInput(LineReader line, DeclaredCommand command) {
        Input input = connection.framer().input();
        boolean early = input != null && input.hasMore();
        if (early) {
            connection.errors().early(input, line, command);
        }
        return early;
    }

    /**
     * The result of {@code stage}; a failure is delayed by {@code delaySeconds}. {@code most}
     * failures without a success between them end the connection.
     *
     * @param settles whether a result is a success, and does not only ask for one more line
     */
    protected final <T> CompletionStage<T> delayFailures(
            CompletionStage<T> stage, int most, int delaySeconds, Predicate<T> settles) {
        return connection
                .errors()
                .throttle()
                .delayed(connection.shared().loop(), stage, most, delaySeconds, settles);
    }

    /** Counts an unproductive command; true if that is one too many. */
    protected final boolean countUnproductive(int most) {
        return connection.errors().countUnproductive(most);
    }

    /** Counts a productive command: it ends a row of unproductive ones. */
    protected final void progress() {
        ErrorResponder.progress(connection.errorsIfAny());
    }

    // ---- pushes

    @Override
    public final void push(PeerPushWriter lines) {
        if (!transport().isOpen()) {
            return;
        }
        Output formatted = new Output(ServerContext.PUSH_BYTES);
        LineWriter writer = connection.server().pushWriter(formatted, framer().format(), limits());
        try {
            lines.write(this, writer);
        } catch (Throwable thrown) {
            // While its own reply is being written, it is its own command that fails.
            if (!writer.isSupplied() || connection.shared().of(connection) != null) {
                throw thrown;
            }
            connection.abort(thrown, "a value for a push");
            return;
        }
        connection.pushes().send(formatted.array(), formatted.position());
    }

    @Override
    public final void pushMissed() {
        if (!dropsPushes()) {
            connection.abort(CloseReason.MEMORY);
        }
    }

    @Override
    public final void push(byte[] lines, int length) {
        if (!transport().isOpen()) {
            return;
        }
        ReplyQueue replies = connection.repliesIfAny();
        int kept = replies == null ? 0 : replies.pushedBytes();
        if (transport().unsent() + kept > limits().pushed()) {
            if (!dropsPushes()) {
                connection.abort(CloseReason.PUSHED);
            }
            return;
        }
        ReplyContext turn = connection.shared().turn();
        boolean inTurn = turn.isOf(connection) && !ReplyQueue.mustQueue(replies);
        if (replies != null && replies.keepsPushes() || inTurn && reply().size() > 0) {
            connection.replies().push(lines, length);
            return;
        }
        transport().write(lines, 0, length);
        if (inTurn) {
            // What a failing handler has written is taken back, but not what it has pushed.
            turn.beginAgain(limits());
        }
    }
}
