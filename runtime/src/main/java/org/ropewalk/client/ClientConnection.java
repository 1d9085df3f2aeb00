package org.ropewalk.client;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ropewalk.block.BlockFramer;
import org.ropewalk.client.future.ReactorFuture;
import org.ropewalk.filter.Filter;
import org.ropewalk.frame.FrameError;
import org.ropewalk.frame.FrameHandler;
import org.ropewalk.frame.LineFramer;
import org.ropewalk.frame.ReadWait;
import org.ropewalk.line.LineLimits;
import org.ropewalk.line.LineReader;
import org.ropewalk.observe.scope.Observation;
import org.ropewalk.reactor.ConnectionDone;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;

/**
 * The client's end of a connection. Sends commands in the order of the calls, and completes each
 * call with its reply. A line that the protocol does not allow, a late reply, and the end of the
 * connection fail all calls once, with one reason; then the connection is closed. Calls may come
 * from any thread; everything else happens on the connection's loop. The user's code runs only when
 * the queues are consistent: it may call, cancel and close.
 */
@SuppressWarnings("NullAway") // Fields that are null between connections, payloads or lines.
final class ClientConnection extends Protocol
        implements FrameHandler, CommandSender, ReplyReceiver.Owner {
    private final Reactor reactor;
    private final ClientProtocol<?> protocol;
    private final ClientOptions options;
    private final Observation observation;

    /** The limits of replies. */
    private final LineLimits limits;

    private final LineFramer framer;
    private final ClientSession session;
    private final CallQueue waiting;
    private final ReplyMatcher sent;
    private final CallSender sender;
    private final ReplyReceiver replies;
    private final CompletableFuture<Void> made = new CompletableFuture<>();
    private final CompletableFuture<Throwable> closed;

    /** A call whose reply has arrived, and that completes when TLS has begun. */
    private Call<?> securing;

    private volatile Loop loop;
    private volatile Throwable end;
    private volatile Object greeting;

    /** Why this side has ended the connection; null if it has not. */
    private Throwable violation;

    ClientConnection(
            Reactor reactor,
            ClientProtocol<?> protocol,
            ClientOptions options,
            Observation observation,
            @Nullable ReplyReader<Object> pushes) {
        this.observation = observation;
        this.reactor = reactor;
        this.protocol = protocol;
        this.options = options;
        this.session =
                new ClientSession(
                        protocol.prompt(), protocol.greeting() == null, protocol.format());
        this.limits = options.ofReplies(protocol.limits());
        this.framer = BlockFramer.framer(this, protocol.format(), limits);
        this.waiting = new CallQueue(reactor, options);
        this.sent = new ReplyMatcher(protocol.envelope(), limits, this::sendWaiting, this::fail);
        this.sender =
                new CallSender(
                        protocol.envelope(),
                        options.ofCommands(protocol.limits()),
                        framer,
                        session,
                        waiting,
                        sent,
                        this::fail,
                        this::sendWaiting,
                        this::flush);
        this.replies =
                new ReplyReceiver(
                        this, framer, session, sent, limits, options, pushes, protocol.strays());
        this.closed = new ReactorFuture<>(reactor);
    }

    /** What makes the filter of its bytes; null if there is none. */
    @Nullable Supplier<Filter> filter() {
        return protocol.filter();
    }

    /** The state in which the session begins. */
    ClientState initial() {
        return session.initial();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <G> @Nullable G greeting() {
        return (G) greeting;
    }

    /** Completes when the server has greeted. */
    CompletableFuture<Void> made() {
        return made;
    }

    /** Completes with the reason when the connection has ended. */
    CompletableFuture<Throwable> closed() {
        return closed;
    }

    @Override
    public boolean isOpen() {
        return end == null;
    }

    long undeclared() {
        return replies.undeclared();
    }

    /** Delivers what was sent, and fails what waits for a reply. Any thread. */
    void close() {
        loop.callFromThread(
                () -> {
                    if (end == null) {
                        closeInOrder(new ConnectionDone("this side closed the connection"));
                        failAll();
                    }
                });
    }

    /** Whether a payload of a reply is not whole. */
    boolean isIncomplete() {
        return framer.isCollecting();
    }

    // ---- calls, from any thread

    @Override
    public <T> CompletableFuture<T> call(
            CallSpec<T> spec,
            @Nullable ClientState state,
            CommandWriter command,
            @Nullable StreamedPayload payload) {
        return call(spec, state, command, payload, null);
    }

    /** As the other, whose reply must have arrived in {@code bound}; null for the protocol's. */
    <T> CompletableFuture<T> call(
            CallSpec<T> spec,
            @Nullable ClientState state,
            CommandWriter command,
            @Nullable StreamedPayload payload,
            @Nullable Duration bound) {
        if (spec.is(CallSpec.Trait.SECURES) && options.tls().isEmpty()) {
            return CompletableFuture.failedFuture(ClientOptions.withoutTls());
        }
        Call<T> call = new Call<>(reactor, spec, state, command, payload, bound);
        call.observe(observation.called(this, spec.name()));
        Throwable ended = end;
        if (ended != null) {
            call.completeExceptionally(ended);
            return call;
        }
        if (waiting.add(call) && loop != null) {
            loop.callInLoop(this::flush);
        }
        // If the connection has ended meanwhile, its loop may have looked before the call was
        // there.
        if (end != null) {
            waiting.failMade(end);
        }
        return call;
    }

    // ---- sending

    private void flush() {
        if (end == null) {
            sendWaiting();
        } else {
            waiting.fail(end);
        }
    }

    @Override
    public void writable() {
        if (framer.hasPayloads()) {
            framer.payloads().writable();
        }
        sendWaiting();
    }

    private void sendWaiting() {
        List<Runnable> completions = sender.send(loop);
        expectWhole();
        sent.watch();
        completions.forEach(Runnable::run);
        if (sender.isLeaving() && end == null && sent.isEmpty()) {
            closeBehindReply();
            failAll();
        }
    }

    /** What comes next may be the whole reply of the oldest call, without a line. */
    private void expectWhole() {
        if (!sent.isEmpty() && !framer.isCollecting()) {
            sent.oldest().spec().expectWhole(framer, limits);
        }
    }

    // ---- the connection

    @Override
    protected void connectionMade() {
        waiting.begin(factory());
        loop = transport().loop();
        ClientOptions.opened(observation, this, transport());
        framer.connected(transport());
        sent.begin(loop);
        if (protocol.greeting() == null) {
            opened(null);
        } else {
            awaitGreeting(protocol.greeting()).whenComplete((value, failure) -> opened(failure));
        }
    }

    private <G> CompletableFuture<G> awaitGreeting(ReplyReader<G> reader) {
        Call<G> call = new Call<>(reactor, CallSpec.greeting(reader), null, null, null, null);
        sent.addGreeting(call);
        return call.whenComplete((value, failure) -> greeting = value);
    }

    private void opened(@Nullable Throwable failure) {
        if (failure == null) {
            sender.begin(transport());
            made.complete(null);
            flush();
        } else {
            made.completeExceptionally(failure);
            fail(failure);
        }
    }

    /** TLS has begun, and the session restarts. */
    @Override
    public void handshakeCompleted() {
        observation.secured(this, transport().tls());
        Call<?> call = securing;
        if (call == null) {
            return;
        }
        securing = null;
        session.restart(call.spec().name(), call.reply().repeatsGreeting());
        if (call.reply().repeatsGreeting() && protocol.greeting() != null) {
            awaitGreeting(protocol.greeting())
                    .whenComplete((value, failure) -> secured(call, failure));
        } else {
            secured(call, null);
        }
    }

    private <T> void secured(Call<T> call, @Nullable Throwable failure) {
        if (failure == null) {
            sender.replied(call);
            call.complete(call.reply());
            sendWaiting();
        } else {
            call.completeExceptionally(failure);
            fail(failure);
        }
    }

    @Override
    protected void connectionLost(Throwable reason) {
        Throwable cause = violation == null ? reason : violation;
        end = end == null ? cause : end;
        ClientOptions.closed(observation, this, cause);
        sender.stop();
        framer.dispose(cause);
        failAll();
        made.completeExceptionally(cause);
        closed.complete(cause);
    }

    @Override
    public void readConnectionLost() {
        framer.inputEnded();
        if (sent.isEmpty()) {
            transport().loseConnection();
        } else {
            fail(new ConnectionLost("the server closed the connection before a reply"));
        }
    }

    /** Fails all calls and ends the connection. */
    @Override
    public void fail(Throwable reason) {
        violation = violation == null ? reason : violation;
        end = end == null ? violation : end;
        sender.stop();
        transport().abortConnection();
        failAll();
    }

    /** The server closes the connection: so does this side. */
    private void closeBehindReply() {
        closeInOrder(new ConnectionDone("the server closes the connection after an earlier reply"));
    }

    /** The server has sent why it ends the connection; no call was made that it could answer. */
    @Override
    public void serverEnds(CommandRejected why) {
        violation = new ConnectionDone("the server closes the connection: " + why.line(), why);
        closeInOrder(violation);
        failAll();
    }

    /** Nothing is sent any more; what was sent is delivered. */
    private void closeInOrder(Throwable reason) {
        end = reason;
        sender.stop();
        transport().loseConnection();
    }

    /** Fails everything that waits, with the connection's end. */
    private void failAll() {
        if (securing != null) {
            securing.completeExceptionally(end);
            securing = null;
        }
        sent.fail(end);
        waiting.fail(end);
    }

    // ---- what the framer finds

    @Override
    public @Nullable Loop loop() {
        return loop;
    }

    @Override
    public void inputReceived(Input input) {
        if (readPrompts(input)) {
            framer.receive(input);
        }
    }

    @Override
    public int takeInput(ByteBuffer received) {
        return framer.take(received);
    }

    /**
     * Skips the prompt of the state, then reads that which is the reply to a call; false if a part
     * is missing.
     */
    private boolean readPrompts(@Nullable Input input) {
        return session.skipPrompt(input, framer) && readPrompt(input);
    }

    /** Reads the prompt that is the reply to a call, if it is next; false if a part is missing. */
    private boolean readPrompt(@Nullable Input input) {
        Call<?> call = sent.oldest();
        byte[] prompt = call == null ? null : call.spec().prompt();
        if (prompt == null || input == null || framer.isCollecting()) {
            return true;
        }
        int missing = ClientSession.skip(input, prompt);
        if (missing == 0) {
            framer.restartLine();
            replies.read(framer.emptyLine(), call);
            session.promptRead();
        }
        return missing <= 0;
    }

    @Override
    public void timeoutConnection() {
        framer.timedOut();
    }

    @Override
    public void frameError(FrameError error, LineReader line, boolean ends) {
        if (ends || !replies.takesUnreadable(error, line)) {
            fail(ProtocolViolation.of(error, line, limits));
        }
    }

    @Override
    public void framingLost(FrameError error) {
        fail(ProtocolViolation.ofStream(error, limits));
    }

    @Override
    public void streamFailed(FrameError error) {
        fail(ProtocolViolation.ofStream(error, limits));
    }

    @Override
    public void readTimedOut(ReadWait wait) {
        fail(ProtocolViolation.late());
    }

    @Override
    public void wrongProtocol(String what) {
        fail(new ProtocolViolation("the server sent " + what + " instead of a reply", null));
    }

    @Override
    public boolean skips(FrameError error) {
        return error == FrameError.TOO_BIG || replies.mayBeSkipped();
    }

    // ---- replies

    @Override
    public void lineReceived(LineReader line) {
        if (line.size() == 0 && framer.format().skipsEmptyLines() && !framer.isPayloadReady()) {
            readPrompts(framer.input());
            return;
        }
        Call<?> call = sent.addressed(line);
        // A greeting comes before all else. Inside a reply its own lines come first.
        boolean expected = call != null && (call.isGreeting() || call.hasBegun());
        if (!expected && (sender.isAsked(line, call) || replies.isPushed(line))) {
            readPrompts(framer.input());
            return;
        }
        replies.read(line, call);
        readPrompts(framer.input());
    }

    /** The reply of a call has come to its end. */
    @Override
    public <T> void replyEnded(Call<T> call, ReplyBuilder<T> reply) {
        if (reply.secures()) {
            secure(call, reply);
        } else if ((call.spec().is(CallSpec.Trait.SECURES) || reply.isLost())
                && reply.rejection() != null) {
            call.complete(reply);
            fail(reply.rejection());
        } else if (reply.isClosing()) {
            closeBehindReply();
            call.complete(reply);
            failAll();
        } else {
            sender.replied(call);
            session.replied(
                    call.state(), call.spec().name(), reply.rejection() != null, reply.next());
            call.complete(reply);
            replies.reuse(reply);
            sendWaiting();
        }
    }

    /** Starts TLS, unless the server has sent bytes after its reply: they may be injected. */
    private <T> void secure(Call<T> call, ReplyBuilder<T> reply) {
        securing = call;
        call.reply(reply);
        Input rest = framer.input();
        if (rest != null && rest.hasMore()) {
            fail(ProtocolViolation.inClear(call.spec().name()));
            return;
        }
        observation.securing(this);
        transport().startTls(options.tls().orElseThrow());
    }
}
