package org.ropewalk.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.ropewalk.line.LineLimits;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.LineWriter;
import org.ropewalk.line.PayloadEnd;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.line.Trailer;
import org.ropewalk.reactor.ConnectionDone;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.OutputLimits;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.reactor.TurnTask;

/**
 * The client's end of a connection: commands go out in the order of the calls, replies are read in
 * that order. What the server may not send, a reply that does not come in time, and the end of the
 * connection fail every call that waits, once, for one reason; then the connection is closed.
 * Commands may be called from any thread.
 */
public final class LineClient extends StrictReceiver {
    /**
     * A client formats no command while earlier ones wait for the network, so what waits there is
     * bounded by one command, which may be large.
     */
    static final OutputLimits OUTPUT =
            new OutputLimits(
                    OutputLimits.STANDARD.highWaterBytes(),
                    Integer.MAX_VALUE,
                    OutputLimits.STANDARD.stall());

    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final Reactor reactor;
    private final WaitingCalls waiting;
    private final SentCalls sent = new SentCalls();
    private long lastTag;
    private final CompletableFuture<Throwable> closed;
    private final CompletableFuture<Void> made = new CompletableFuture<>();
    private DelayedCall deadline;
    private volatile Loop loop;
    private volatile Throwable end;

    private Throwable violation;

    private final ClientKind<?> kind;
    private final ClientOptions options;
    private final UnaskedLines unasked;
    private final ClientSession session = new ClientSession();

    /** Sends what waits when no client of the loop is formatting. */
    private final TurnTask flush =
            new TurnTask() {
                @Override
                protected void run() {
                    flush();
                }
            };

    /** A call behind whose reply nothing was sent yet. */
    private PendingCall<?> alone;

    /** A call whose reply has come, and that is told when TLS has begun. */
    private PendingCall<?> securing;

    private volatile Object greeting;

    /** A payload was sent that ends with the connection. */
    private boolean outputEnded;

    /** A command was sent behind which the server closes the connection without a reply. */
    private boolean leaving;

    LineClient(
            Reactor reactor, ClientKind<?> kind, ClientOptions options, PushReading pushReading) {
        super(kind.format(), options.applied(kind.limits()).withIdleSeconds(LineLimits.UNLIMITED));
        this.reactor = reactor;
        this.closed = new ReactorFuture<>(reactor);
        this.kind = kind;
        this.options = options;
        this.waiting = new WaitingCalls(options);
        this.unasked = new UnaskedLines(this, pushReading, kind.strays(), options.refusals());
    }

    /** The state in which the session begins. */
    public ClientState initial() {
        return session.initial();
    }

    /**
     * What the server said first, as it was read.
     *
     * @param <G> what the greeting returns
     */
    @SuppressWarnings("unchecked")
    public <G> G greeting() {
        return (G) greeting;
    }

    UnaskedLines unasked() {
        return unasked;
    }

    ClientSession session() {
        return session;
    }

    Reactor reactor() {
        return reactor;
    }

    /** The connection's loop; the reactor's home before it is made. */
    Loop home() {
        Loop known = loop;
        return known == null ? reactor : known;
    }

    /** Completes when the connection stands. */
    CompletableFuture<Void> made() {
        return made;
    }

    /** Completes with the reason when the connection has ended. */
    CompletableFuture<Throwable> closed() {
        return closed;
    }

    boolean isOpen() {
        return end == null;
    }

    /** What was sent is delivered; what waits for a reply fails. Any thread. */
    void close() {
        home().callFromThread(
                        () -> {
                            if (end == null) {
                                end = new ConnectionDone("this side closed the connection");
                                transport().loseConnection();
                                failAll(end);
                            }
                        });
    }

    // ---- calls

    /** Sends a command, and completes with its reply. Any thread. */
    public <T> CompletableFuture<T> call(CommandWriting command, ReplyReading<T> reading) {
        return begin(new PendingCall<>(this, command, reading));
    }

    /** Sends a command of a state, and completes with its reply. Any thread. */
    public <T> CompletableFuture<T> call(
            ClientState state, String name, CommandWriting command, ReplyReading<T> reading) {
        return begin(new PendingCall<>(this, command, reading).of(state, name, false));
    }

    /** A call behind which nothing is sent before its reply has come. */
    private <T> PendingCall<T> alone(
            ClientState state, String name, CommandWriting command, ReplyReading<T> reading) {
        return new PendingCall<>(this, command, reading).of(state, name, true);
    }

    /**
     * Sends a command behind which the session may be elsewhere: what is called later is sent when
     * its reply has come. Any thread.
     */
    public <T> CompletableFuture<T> callAlone(
            ClientState state, String name, CommandWriting command, ReplyReading<T> reading) {
        return begin(alone(state, name, command, reading));
    }

    /**
     * Sends a command behind whose reply the connection is secured. A server that refuses ends the
     * connection: nothing more is said in clear. Any thread.
     */
    public <T> CompletableFuture<T> secure(
            ClientState state, String name, CommandWriting command, ReplyReading<T> reading) {
        if (options.tls().isEmpty()) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException(
                            "nothing is known to secure the connection with; open it with ClientOptions.standard().tls(context)"));
        }
        return begin(alone(state, name, command, reading).wantingTls());
    }

    /**
     * As {@link #callAlone}, where the payload of the command ends with what this side sends:
     * nothing can be called behind it. Any thread.
     */
    public <T> CompletableFuture<T> callLast(
            ClientState state, String name, CommandWriting command, ReplyReading<T> reading) {
        return begin(alone(state, name, command, reading).endingOutput());
    }

    /**
     * As {@link #callAlone}, where the reply is everything that the server sends until it closes,
     * without a line in front of it. Any thread.
     */
    public <T> CompletableFuture<T> callForAll(
            ClientState state, String name, CommandWriting command, ReplyReading<T> reading) {
        return begin(
                alone(state, name, command, reading)
                        .takingAll(() -> expectPayload(PayloadEnd.CLOSE, limits())));
    }

    /** As {@link #callForAll}, where the reply is read as it comes. Any thread. */
    public <T> CompletableFuture<T> callForStream(
            ClientState state, String name, CommandWriting command, ReplyReading<T> reading) {
        return begin(alone(state, name, command, reading).takingAll(this::expectStream));
    }

    /**
     * Sends a command whose payload is sent as it comes; what is called later is sent behind it.
     * Any thread.
     */
    public <T> CompletableFuture<T> callSending(
            ClientState state,
            String name,
            boolean leaves,
            CommandWriting command,
            ReplyReading<T> reading,
            PayloadStream payload,
            Trailer trailer) {
        PendingCall<T> call = new PendingCall<>(this, command, reading).of(state, name, leaves);
        return begin(
                call.sending(
                        () -> sendPayload(payload, trailer, () -> sent(call), this::unsendable)));
    }

    /** As the other, of a payload whose length no line tells. */
    public <T> CompletableFuture<T> callSending(
            ClientState state,
            String name,
            boolean leaves,
            CommandWriting command,
            ReplyReading<T> reading,
            PayloadStream payload,
            PayloadEnd payloadEnd) {
        PendingCall<T> call = new PendingCall<>(this, command, reading).of(state, name, leaves);
        if (payloadEnd == PayloadEnd.CLOSE) {
            call.endingOutput();
        }
        return begin(
                call.sending(
                        () ->
                                sendPayload(
                                        payload, payloadEnd, () -> sent(call), this::unsendable)));
    }

    /** A payload was sent. */
    private void sent(PendingCall<?> call) {
        call.endsBy(deadlineNs());
        watch();
        if (call.endsOutput()) {
            transport().loseWriteConnection();
        }
        sendWaiting();
    }

    /** A payload has failed while it was being sent: the server cannot tell where it ends. */
    private void unsendable(Throwable reason) {
        fail(new ConnectionLost("a payload failed while it was being sent", reason));
    }

    private <T> CompletableFuture<T> begin(PendingCall<T> call) {
        Throwable ended = end;
        if (ended != null) {
            call.completeExceptionally(ended);
            return call;
        }
        try {
            if (waiting.add(call)) {
                requestFlush();
            }
        } catch (TooManyCallsException e) {
            call.completeExceptionally(e);
            return call;
        }
        // If the connection has ended meanwhile, its loop may have looked before the call was
        // there.
        ended = end;
        if (ended != null) {
            waiting.failMade(ended);
        }
        return call;
    }

    private void requestFlush() {
        Loop known = loop;
        if (known != null) {
            known.callInLoop(this::flush);
        }
    }

    /**
     * Sends a command that is not answered; completes when it was handed to the network. Any
     * thread.
     */
    public CompletableFuture<Void> send(CommandWriting command) {
        return call(command, null);
    }

    /**
     * As {@link #send(CommandWriting)}, where the server closes the connection: this side closes it
     * too when what was called before is answered. Any thread.
     */
    public CompletableFuture<Void> sendLast(
            ClientState state, String name, CommandWriting command) {
        PendingCall<Void> call = new PendingCall<>(this, command, null);
        return begin(call.of(state, name, false).closingUnanswered());
    }

    /** As {@link #send(CommandWriting)}, of a state. */
    public CompletableFuture<Void> send(ClientState state, String name, CommandWriting command) {
        return call(state, name, command, null);
    }

    private void flush() {
        if (end == null) {
            sendWaiting();
        } else {
            waiting.fail(end);
        }
    }

    @Override
    protected void outputWritable() {
        sendWaiting();
    }

    /** Sends as many commands as may be under way, and no more than the network takes. */
    private void sendWaiting() {
        if (loop.shared(CommandBuffer.KIND).isInUse()) {
            // Called by an argument of a command that is being formatted.
            loop.afterTurn(flush);
            return;
        }
        waiting.gather();
        List<Runnable> told = new ArrayList<>();
        while (maySend()) {
            sendPiece(told);
        }
        expectAll();
        watch();
        told.forEach(Runnable::run);
        if (leaving && sent.isEmpty() && end == null) {
            closeBehindReply();
            failAll(end);
        }
    }

    /** Whether the next waiting call may be sent, or refused, now. */
    private boolean maySend() {
        return !waiting.isEmpty()
                && end == null
                && alone == null
                && made.isDone()
                && !isSending()
                && sent.size() < limits().pipelined()
                && (outputEnded || leaving ? transport().isOpen() : transport().isWritable());
    }

    /** Formats some commands, and sends them in one piece; {@code told} takes what is told then. */
    private void sendPiece(List<Runnable> told) {
        CommandBuffer buffer = loop.shared(CommandBuffer.KIND);
        Runnable sending = null;
        try {
            LineWriter writer = buffer.begin(format());
            while (maySend() && sending == null && !buffer.isFull()) {
                PendingCall<?> call = waiting.remove();
                if (format(call, writer, told)) {
                    outputEnded = call.endsOutput();
                    sending = call.sending();
                }
            }
            buffer.sendTo(transport());
        } finally {
            buffer.end();
        }
        if (sending != null) {
            sending.run();
        } else if (outputEnded) {
            transport().loseWriteConnection();
        }
    }

    /** Writes a command, whose reply is awaited from now on; false if it is not sent. */
    private boolean format(PendingCall<?> call, LineWriter writer, List<Runnable> told) {
        IllegalStateException refusal = refusal(call);
        if (refusal != null) {
            told.add(() -> call.completeExceptionally(refusal));
            return false;
        }
        writer.begin(Integer.MAX_VALUE, limits().line());
        try {
            if (kind.envelope() != null) {
                call.tag = Long.toString(++lastTag);
                kind.envelope().command().accept(writer, call.tag);
            }
            call.command().write(writer);
        } catch (Throwable e) {
            writer.rollBack();
            told.add(() -> call.completeExceptionally(e));
            return false;
        }
        if (call.isUnanswered()) {
            leaving = call.isClosing();
            told.add(() -> call.complete(null));
        } else {
            await(call);
        }
        return true;
    }

    private void await(PendingCall<?> call) {
        if (call.sending() == null) {
            call.endsBy(deadlineNs());
        }
        if (kind.isOvertaking()) {
            sent.addTagged(call);
        } else {
            sent.add(call);
        }
        if (call.isAlone()) {
            alone = call;
        }
    }

    /** Why a call cannot be sent any more; null if it can. */
    private IllegalStateException refusal(PendingCall<?> call) {
        if (leaving) {
            return new IllegalStateException(
                    "nothing can be sent behind a command that ends the connection; open another connection");
        }
        if (outputEnded) {
            return new IllegalStateException(
                    "nothing can be sent behind a payload that ends with the connection; open another connection");
        }
        return call.state() == null || call.state() == session.current()
                ? null
                : call.state().left();
    }

    /** What is to come is the whole reply of the oldest call. */
    private void expectAll() {
        if (!sent.isEmpty() && sent.oldest().all() != null && !isCollecting()) {
            sent.oldest().all().run();
        }
    }

    private long deadlineNs() {
        return home().nanoTime() + limits().requestSeconds() * NS_PER_SECOND;
    }

    /** Sets the clock for the oldest call; the others' deadlines are later. */
    private void watch() {
        if (deadline == null
                && !sent.isEmpty()
                && sent.oldest().isBounded()
                && limits().requestSeconds() != LineLimits.UNLIMITED) {
            long leftNs = Math.max(0, sent.oldest().leftNs(home().nanoTime()));
            deadline = home().callLater(Duration.ofNanos(leftNs), this::deadlinePassed);
        }
    }

    private void deadlinePassed() {
        deadline = null;
        while (kind.isOvertaking()
                && isLate()
                && !sent.oldest().isGreeting()
                && sent.givenUp() < limits().pipelined()) {
            sent.giveUpOldest()
                    .completeExceptionally(
                            new TimeoutException(
                                    "no reply within " + limits().requestSeconds() + " s"));
        }
        if (isLate()) {
            fail(
                    new TimeoutException(
                            "no reply within "
                                    + limits().requestSeconds()
                                    + " s; the connection was closed"));
        } else {
            sendWaiting();
            watch();
        }
    }

    private boolean isLate() {
        return !sent.isEmpty()
                && sent.oldest().isBounded()
                && sent.oldest().leftNs(home().nanoTime()) <= 0;
    }

    // ---- the connection

    @Override
    protected void connectionMade() {
        super.connectionMade();
        loop = transport().loop();
        if (kind.greeting() == null) {
            made.complete(null);
            flush();
        } else {
            awaitGreeting()
                    .whenComplete(
                            (nothing, failure) -> {
                                if (failure == null) {
                                    made.complete(null);
                                    flush();
                                } else {
                                    made.completeExceptionally(failure);
                                    fail(failure);
                                }
                            });
        }
    }

    private CompletableFuture<?> awaitGreeting() {
        return awaitGreeting(kind.greeting());
    }

    private <G> CompletableFuture<G> awaitGreeting(ReplyReading<G> reading) {
        PendingCall<G> call = new PendingCall<>(this, null, reading);
        call.endsBy(deadlineNs());
        sent.addFirst(call);
        watch();
        return call.thenApply(
                value -> {
                    greeting = value;
                    return value;
                });
    }

    /** The connection is secured: the session begins anew. */
    @Override
    public void handshakeCompleted() {
        PendingCall<?> call = securing;
        if (call == null) {
            return;
        }
        securing = null;
        session.enter(session.initial(), call.name());
        if (call.repeatsGreeting() && kind.greeting() != null) {
            awaitGreeting().whenComplete((nothing, failure) -> secured(call, failure));
        } else {
            secured(call, null);
        }
    }

    private void secured(PendingCall<?> call, Throwable failure) {
        if (failure == null) {
            alone = null;
            call.tell();
            sendWaiting();
        } else {
            call.completeExceptionally(failure);
            fail(failure);
        }
    }

    @Override
    protected void connectionLost(Throwable reason) {
        Throwable cause = violation == null ? reason : violation;
        endStreams(cause);
        failAll(cause);
        if (!made.isDone()) {
            made.completeExceptionally(cause);
        }
        closed.complete(cause);
    }

    @Override
    public void readConnectionLost() {
        endPayload();
        if (sent.isEmpty()) {
            transport().loseConnection();
        } else {
            fail(new ConnectionLost("the server closed the connection in front of a reply"));
        }
    }

    @Override
    void fail(Throwable reason) {
        if (violation == null) {
            violation = reason;
        }
        transport().abortConnection();
        failAll(violation);
    }

    /** The server closes the connection: so does this side. Nothing is sent any more. */
    private void closeBehindReply() {
        end = new ConnectionDone("the server closes the connection behind an earlier reply");
        transport().loseConnection();
    }

    private void failAll(Throwable reason) {
        if (end == null) {
            end = reason;
        }
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
        if (securing != null) {
            securing.completeExceptionally(end);
            securing = null;
        }
        sent.fail(end);
        waiting.fail(end);
    }

    // ---- replies

    @Override
    protected void lineReceived(LineReader line) {
        PendingCall<?> call = addressed(line);
        // A greeting comes before all else, and nothing comes inside a reply.
        boolean awaited = call != null && (call.isGreeting() || call.hasBegun());
        if (!awaited && unasked.isPushed(line)) {
            return;
        }
        if (call == null && unasked.isStray(line)) {
            return;
        }
        if (call == null) {
            violated("a reply without a command: \"" + line.printable() + "\"");
            return;
        }
        int read = line.size();
        try {
            call.read(line);
        } catch (RuntimeException e) {
            violated("a reply that its type refuses: \"" + line.printable() + "\"", e);
            return;
        }
        if (!call.hasEnded() && (call.bytes += read) > limits().reply()) {
            violated("a reply of more than " + limits().reply() + " bytes");
            return;
        }
        if (call.hasEnded() && isAnotherCommands(line, call)) {
            violated("a reply to another command: \"" + line.printable() + "\"");
            return;
        }
        if (call.hasEnded() && end == null) {
            sent.remove(call);
            if (deadline != null && sent.isEmpty()) {
                deadline.cancel();
                deadline = null;
            }
            ended(call);
        }
    }

    /** The call to which a line belongs; null if none. */
    private PendingCall<?> addressed(LineReader line) {
        PendingCall<?> oldest = sent.oldest();
        if (!kind.isOvertaking() || oldest != null && oldest.isGreeting()) {
            return oldest;
        }
        String tag = kind.envelope().tag().apply(line);
        line.restart();
        return tag == null ? null : sent.tagged(tag);
    }

    /** Whether a line says that it does not belong to the oldest call, although it comes first. */
    private boolean isAnotherCommands(LineReader line, PendingCall<?> call) {
        if (kind.envelope() == null || call.tag == null || kind.isOvertaking()) {
            return false;
        }
        String tag = kind.envelope().tag().apply(line);
        return tag != null && !tag.equals(call.tag);
    }

    private void ended(PendingCall<?> call) {
        if (call.secures()) {
            securing = call;
            transport().startTls(options.tls().orElseThrow());
            return;
        }
        if (call.wantsTls() && call.rejection() != null) {
            call.tell();
            fail(call.rejection());
            return;
        }
        if (call.isClosing()) {
            closeBehindReply();
            call.tell();
            failAll(end);
            return;
        }
        if (call == alone) {
            alone = null;
        }
        if (call.rejection() == null && call.state() != null) {
            session.succeeded(call.name());
        }
        if (call.next() != null && call.state() == session.current()) {
            session.enter(call.next(), call.name());
        }
        call.tell();
        sendWaiting();
        expectAll();
    }
}
