package org.ropewalk.server;

import java.net.SocketAddress;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ropewalk.block.BlockFramer;
import org.ropewalk.frame.FrameError;
import org.ropewalk.frame.FrameHandler;
import org.ropewalk.frame.LineFramer;
import org.ropewalk.frame.OutboundPayload;
import org.ropewalk.frame.ReadWait;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.PayloadEnd;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.Output;
import org.ropewalk.reactor.Transport;
import org.ropewalk.server.groups.GroupMemberships;
import org.ropewalk.server.writers.PushWriter;
import org.ropewalk.tls.TlsSession;

/**
 * One connection of a server: takes lines from its framer, has the generated protocol call the
 * handler, and does what follows each reply. Belongs to the connection's loop, but for pushes, for
 * {@link #loop} and for groups.
 */
@SuppressWarnings("NullAway") // Fields that are null between connections, payloads or lines.
final class ServerConnection implements FrameHandler, ReplyOwner {
    private static final int OWN_OUTPUT_BYTES = 128;

    private final ServerContext server;
    private final SocketAddress address;
    private final LineFramer framer;

    /** The generated protocol; null before it is made, and after the connection has ended. */
    private ProtocolHooks protocol;

    /** What the connections of the loop share; null before the beginning and at the end. */
    private LoopReplies shared;

    /** Replies that wait; null before the first. */
    private ReplyQueue replies;

    /** Answers errors; null before the first. */
    private ErrorResponder errors;

    /** What is pushed to it, guarded by this; null before the first. */
    private ConnectionPushes pushes;

    /** Whether it can join no group any more, guarded by this. */
    private boolean hasEnded;

    /** Why this side ends the connection; 0 if it does not, negative if replies waited then. */
    private byte closeReason;

    /** Whether there were too many connections already. */
    private boolean refused;

    /** Whether nothing tells the begin of the next line: the connection ends. */
    private boolean outOfStep;

    ServerConnection(ServerContext server, SocketAddress address) {
        this.server = server;
        this.address = address;
        this.framer = BlockFramer.framer(this, server.format(), server.limits());
    }

    /** Its protocol was made, too. */
    void protocol(ProtocolHooks made) {
        protocol = made;
    }

    /** There are too many connections: this one answers that when it is made, and ends. */
    void refuse() {
        refused = true;
    }

    ServerContext server() {
        return server;
    }

    LineFramer framer() {
        return framer;
    }

    @Nullable LoopReplies shared() {
        return shared;
    }

    /** Sets what the loop's connections share; {@link #loop} reads it on other threads. */
    private synchronized void shared(@Nullable LoopReplies now) {
        shared = now;
    }

    private Transport transport() {
        return protocol.transport();
    }

    // ---- the beginning and the end

    /** The connection is made. */
    void made(Transport transport) {
        shared(transport.loop().shared(LoopReplies.KIND));
        framer.connected(transport);
        server.made(this, transport, refused);
        if (refused) {
            respond(ownOutput(), turn -> errors().refuseConnection(turn, transport.isSecure()));
        } else if (closeReason != 0) {
            close(); // Requested while the handler was made.
        } else if (server.greetingDelay() != null) {
            framer.delayGreeting(server.greetingDelay());
        } else if (protocol.greets()) {
            greet(null);
        }
    }

    @Override
    public void greetingDue() {
        greet(null);
    }

    /**
     * Greets the peer.
     *
     * @param secured where the greeting is written if the connection was secured just now, or null
     */
    private void greet(@Nullable Output secured) {
        ReplyContext turn = begin(secured);
        try {
            protocol.greet();
        } catch (Throwable thrown) {
            errors().failed(thrown, "", turn);
        }
        if (secured != null) {
            transport().write(secured.array(), 0, secured.position());
        }
        // Mostly nothing follows a greeting.
        if (replies != null || !turn.endsHere()) {
            finish(turn, null);
        }
    }

    /** The peer will send nothing more. */
    void inputEnded() {
        framer.inputEnded();
        if (awaitsReply()) {
            replies.inputEnded();
        } else {
            transport().loseConnection();
        }
    }

    /** The connection has ended, perhaps before it was made. */
    void lost(Throwable reason) {
        framer.dispose(reason);
        if (replies != null) {
            replies.dispose();
        }
        ConnectionPushes made = lastPushes();
        if (made != null) {
            made.groups().end(this);
        }
        try {
            if (!refused || protocol.refusesByHandler()) {
                protocol.disconnected(reason);
            }
        } catch (Throwable thrown) {
            incident(thrown, "the end of the connection");
        }
        if (!refused) {
            server.ended(CloseReason.of(closeReason, reason), this, reason, shared);
        }
        // A handler that keeps its peer must not keep the memory of the connection.
        shared(null);
        protocol = null;
        replies = null;
        errors = null;
    }

    @Override
    public void abort(CloseReason reason) {
        // No close that was asked for has begun.
        closeReason = transport().isOpen() ? reason.number() : closeReason;
        transport().abortConnection();
    }

    /**
     * This side is about to end the connection. The first reason counts, but an end that was asked
     * for while replies wait comes after them: what ends the connection before them counts instead.
     */
    @Override
    public void closeReason(CloseReason reason) {
        if (closeReason <= 0) {
            closeReason = (byte) (awaitsReply() ? -reason.number() : reason.number());
        }
    }

    /** Whether it ends where nothing tells the begin of the next line. */
    boolean isOutOfStep() {
        return outOfStep;
    }

    // ---- one line: the call, then what follows its reply

    @Override
    public void lineReceived(LineReader line) {
        Output own = ownOutput();
        ReplyContext turn = shared.turn();
        if (own != null || !turn.beginNext(this, framer)) {
            begin(own);
        }
        try {
            if (line.isEmpty() && !protocol.takesEmptyLines() && !framer.isPayloadReady()) {
                errors().refuseEmpty(line);
            } else {
                protocol.commandReceived(line);
            }
        } catch (Throwable thrown) {
            errors().failed(thrown, line.printable(), turn);
        }
        // The calls of this method are so small that they are always compiled into it.
        shared.endItems();
        if (errors != null || framer.hasPayloads()) {
            ErrorResponder.received(errors, turn, framer);
        }
        // Mostly nothing follows a reply, and none waits.
        if (replies != null || !turn.endsHere()) {
            finish(turn, own);
        }
    }

    /** An output for a reply that must wait for earlier ones; null if it need not wait. */
    private Output ownOutput() {
        return ReplyQueue.mustQueue(replies) ? shared.lendOutput() : null;
    }

    private ReplyContext begin(@Nullable Output own) {
        Output to = own == null ? transport().output() : own;
        return shared.turn().begin(this, to, framer, server.mostPayload()).direct(own == null);
    }

    /** The reply is whole: queues it, or does what follows it. */
    private void finish(ReplyContext turn, @Nullable Output own) {
        ReplyContext.After after = turn.after();
        OutboundPayload stream = turn.stream();
        boolean wrote = turn.hasWritten();
        turn.end();
        if (own != null) {
            replies().add(own, after, stream);
            shared.giveBack(own);
        } else {
            follow(after, stream, true);
        }
        if (replies != null) {
            replies.doBehindTurn(wrote);
        }
    }

    /** Answers an event that is no command, in an output of its own if there is one. */
    private void respond(@Nullable Output own, Consumer<ReplyContext> answer) {
        ReplyContext turn = begin(own);
        answer.accept(turn);
        finish(turn, own);
    }

    @Override
    public void follow(ReplyContext.After after, @Nullable OutboundPayload stream, boolean waits) {
        if (stream != null) {
            replies().addFirst(stream, after == ReplyContext.After.CLOSE);
        } else if (after == ReplyContext.After.CLOSE) {
            replies().close(waits);
        } else if (after != ReplyContext.After.CONTINUE) {
            secure(after == ReplyContext.After.START_TLS_AND_GREET);
        }
    }

    private void secure(boolean greets) {
        transport().startTls(server.secure(this));
        if (transport().isOpen()) {
            protocol.restart(server.handlerFor(this));
            if (greets) {
                greet(new Output(OWN_OUTPUT_BYTES));
            }
        }
    }

    // ---- later replies

    /** Whether a reply waits for its turn. */
    boolean awaitsReply() {
        return replies != null && !replies.isEmpty();
    }

    /** The replies that wait; null if none did yet. */
    @Nullable ReplyQueue repliesIfAny() {
        return replies;
    }

    /** The replies that wait. */
    ReplyQueue replies() {
        if (replies == null) {
            replies = new ReplyQueue(this, factory(), transport(), framer, shared, server);
        }
        return replies;
    }

    // ---- errors

    @Override
    public ErrorResponder errors() {
        if (errors == null) {
            errors = new ErrorResponder(this, protocol, server, shared, framer);
        }
        return errors;
    }

    @Override
    public @Nullable ErrorResponder errorsIfAny() {
        return errors;
    }

    @Override
    public String incident(Throwable thrown, String what) {
        return server.log().incident(thrown, what, this, LoopReplies.now(shared));
    }

    // ---- the framer's calls

    @Override
    public Factory factory() {
        return protocol.factory();
    }

    @Override
    public PayloadEnd payloadBehind(LineReader line) {
        return protocol.payloadBehind(line);
    }

    @Override
    public void literalAwaited() {
        respond(ownOutput(), ReplyContext::continues);
    }

    @Override
    public void frameError(FrameError error, LineReader line, boolean ends) {
        outOfStep = ends && ErrorResponder.reason(error) == CloseReason.PAYLOAD;
        respond(ownOutput(), turn -> errors().frameError(error, line, ends, turn));
    }

    @Override
    public void wrongProtocol(String name) {
        errors().wrongProtocol(name);
        close();
    }

    @Override
    public void framingLost(FrameError why) {
        outOfStep = true;
        closeReason(ErrorResponder.reason(why));
        close();
    }

    @Override
    public void streamFailed(FrameError error) {
        ReplyQueue.failReceiving(replies, error);
    }

    @Override
    public boolean skips(FrameError error) {
        return error == FrameError.TOO_LONG ? protocol.skipsLine() : protocol.skipsPayload();
    }

    @Override
    public boolean isOverloaded() {
        return server.isOverloaded();
    }

    @Override
    public void earlyInput(Input input) {
        respond(ownOutput(), turn -> errors().early(input, turn));
    }

    @Override
    public void readTimedOut(ReadWait wait) {
        closeReason(CloseReason.of(wait));
        ReplyQueue.dropInterruptible(replies);
        if (awaitsReply()) {
            close();
        } else {
            respond(ownOutput(), turn -> errors().timedOut(turn));
        }
    }

    @Override
    public void drained() {
        // One that ends already, perhaps after replies that wait, needs no other end.
        if (closeReason == 0) {
            // Perhaps by a timer, when the transport lends no output.
            respond(new Output(OWN_OUTPUT_BYTES), errors()::stopping);
        }
    }

    // ---- the handler's view

    @Override
    public SocketAddress address() {
        return address;
    }

    @Override
    public boolean isOpen() {
        return shared != null && transport().isOpen();
    }

    @Override
    public boolean isSecure() {
        return shared != null && transport().isSecure();
    }

    @Override
    public boolean offersTls() {
        return shared != null && server.tls() != null && !transport().isSecure();
    }

    @Override
    public Optional<TlsSession> tls() {
        return shared == null ? Optional.empty() : transport().tls();
    }

    @Override
    public synchronized @Nullable Loop loop() {
        return shared == null ? null : shared.loop();
    }

    @Override
    public void close() {
        if (protocol == null) {
            closeReason(CloseReason.CLOSED); // Its handler is being made, or it has ended.
        } else if (LoopReplies.isHere(loop())) {
            closeReason(CloseReason.CLOSED);
            ReplyContext context = shared.of(this);
            if (context != null) {
                context.close();
            } else {
                replies().close(true);
            }
        }
    }

    @Override
    public void afterReply(Runnable task) {
        if (LoopReplies.isHere(loop())) {
            replies().afterReplies(task, shared.of(this) == null);
        }
    }

    @Override
    public void idleSeconds(int seconds) {
        LoopReplies.idleSeconds(loop(), framer, seconds);
    }

    @Override
    public void resp3() {
        if (LoopReplies.isHere(loop())) {
            framer.format(shared.turn().format(this, server.resp3()));
        }
    }

    @Override
    public String toString() {
        return protocol == null ? String.valueOf(address) : protocol.describe(address);
    }

    // ---- pushes; on any thread

    @Override
    public void push(LineFormat format, PushWriter lines) {
        pushes().push(format, lines);
    }

    @Override
    public void pushOwn(PeerPushWriter lines) {
        pushes().pushOwn(lines);
    }

    /** What is pushed to this connection, and the groups that do. */
    synchronized ConnectionPushes pushes() {
        if (pushes == null) {
            GroupMemberships<Peer> groups =
                    hasEnded ? GroupMemberships.ended() : new GroupMemberships<>();
            pushes = new ConnectionPushes(this, server, framer, () -> protocol, groups);
        }
        return pushes;
    }

    /** As {@link #pushes}, if there are any; none of its groups can be joined from now on. */
    private synchronized @Nullable ConnectionPushes lastPushes() {
        ConnectionPushes last = pushes;
        hasEnded = true;
        pushes = null;
        return last;
    }
}
