package org.ropewalk.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.ropewalk.client.CallSpec.Trait;
import org.ropewalk.line.LineLimits;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.LineWriter;
import org.ropewalk.line.PayloadEnd;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.line.Trailer;
import org.ropewalk.reactor.ConnectionDone;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.OutputLimits;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.reactor.TurnTask;

/**
 * The client's end of a connection. Sends commands in the order of the calls, and completes each
 * call with its reply. A line that the protocol does not allow, a late reply, and the end of the
 * connection fail all calls once, with one reason; then the connection is closed. Calls may come
 * from any thread; everything else happens on the connection's loop. The user's code runs only when
 * the queues are consistent: it may call, cancel and close.
 */
final class ClientConnection extends StrictReceiver implements CommandSender {
    /**
     * A client formats no command while earlier ones wait for the network, so what waits there is
     * bounded by one command, which may be large.
     */
    static final OutputLimits OUTPUT =
            new OutputLimits(
                    OutputLimits.STANDARD.highWaterBytes(),
                    Integer.MAX_VALUE,
                    OutputLimits.STANDARD.stall());

    private final Reactor reactor;
    private final ClientProtocol<?> protocol;
    private final ClientOptions options;
    private final PushReader pushes;
    private final CallQueue waiting;
    private final ReplyMatcher sent;
    private final ClientSession session = new ClientSession();
    private final CompletableFuture<Void> made = new CompletableFuture<>();
    private final CompletableFuture<Throwable> closed;

    /** Sends what waits when no client of the loop is formatting. */
    private final TurnTask flush =
            new TurnTask() {
                @Override
                protected void run() {
                    flush();
                }
            };

    private UnsolicitedLines unsolicited;

    /** For the next reply; null while it collects a reply of several lines. */
    private ReplyBuilder<?> spare;

    /** A call behind which nothing is sent before its reply has come. */
    private Call<?> alone;

    /** A call whose reply has come, and that completes when TLS has begun. */
    private Call<?> securing;

    /** Behind what nothing can be sent any more; null if it can. */
    private String lastCommand;

    /** A command was sent behind which the server closes the connection without a reply. */
    private boolean leaving;

    private volatile Loop loop;
    private volatile Throwable end;
    private volatile Object greeting;

    /** Why this side has ended the connection; null if it has not. */
    private Throwable violation;

    ClientConnection(
            Reactor reactor, ClientProtocol<?> protocol, ClientOptions options, PushReader pushes) {
        super(
                protocol.format(),
                options.applied(protocol.limits()).withIdleSeconds(LineLimits.UNLIMITED));
        this.reactor = reactor;
        this.protocol = protocol;
        this.options = options;
        this.pushes = pushes;
        this.waiting = new CallQueue(options);
        this.sent = new ReplyMatcher(protocol.envelope(), limits(), this::sendWaiting, this::fail);
        this.closed = new ReactorFuture<>(reactor);
    }

    /** The state in which the session begins. */
    ClientState initial() {
        return session.initial();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <G> G greeting() {
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

    boolean isOpen() {
        return end == null;
    }

    /** Delivers what was sent, and fails what waits for a reply. Any thread. */
    void close() {
        loop.callFromThread(
                () -> {
                    if (end == null) {
                        end = new ConnectionDone("this side closed the connection");
                        transport().loseConnection();
                        failAll();
                    }
                });
    }

    // ---- calls, from any thread

    @Override
    public <T> CompletableFuture<T> call(
            CallSpec<T> spec, ClientState state, CommandWriter command) {
        if (spec.is(Trait.SECURES) && options.tls().isEmpty()) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException(
                            "nothing is known to secure the connection with; open it with ClientOptions.standard().tls(context)"));
        }
        return begin(spec, state, command, null);
    }

    @Override
    public <T> CompletableFuture<T> call(
            CallSpec<T> spec,
            ClientState state,
            CommandWriter command,
            PayloadStream payload,
            Trailer trailer) {
        return begin(
                spec,
                state,
                command,
                call -> sendPayload(payload, trailer, () -> payloadSent(call), this::unsendable));
    }

    @Override
    public <T> CompletableFuture<T> call(
            CallSpec<T> spec,
            ClientState state,
            CommandWriter command,
            PayloadStream payload,
            PayloadEnd payloadEnd) {
        return begin(
                spec,
                state,
                command,
                call ->
                        sendPayload(
                                payload, payloadEnd, () -> payloadSent(call), this::unsendable));
    }

    private <T> Call<T> begin(
            CallSpec<T> spec, ClientState state, CommandWriter command, Consumer<Call<?>> payload) {
        Call<T> call = new Call<>(reactor, spec, state, command, payload);
        Throwable ended = end;
        if (ended != null) {
            call.completeExceptionally(ended);
            return call;
        }
        try {
            if (waiting.add(call) && loop != null) {
                loop.callInLoop(this::flush);
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

    // ---- sending

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
        List<Runnable> completions = new ArrayList<>();
        while (maySend()) {
            sendPiece(completions);
        }
        expectWhole();
        sent.watch();
        completions.forEach(Runnable::run);
        if (leaving && end == null && sent.isEmpty()) {
            closeBehindReply();
            failAll();
        }
    }

    /** Whether the next waiting call may be sent, or refused, now. */
    private boolean maySend() {
        return !waiting.isEmpty()
                && end == null
                && alone == null
                && made.isDone()
                && !isSending()
                && !sent.isFull()
                && (lastCommand != null ? transport().isOpen() : transport().isWritable());
    }

    /** Formats some commands, and sends them in one piece. */
    private void sendPiece(List<Runnable> completions) {
        CommandBuffer buffer = loop.shared(CommandBuffer.KIND);
        Call<?> last = null;
        try {
            LineWriter writer = buffer.begin(format());
            while (maySend() && !buffer.isFull() && (last == null || !last.sendsPayload())) {
                Call<?> call = waiting.remove();
                if (format(call, writer, completions)) {
                    last = call;
                }
            }
            buffer.sendTo(transport());
        } finally {
            buffer.end();
        }
        if (last != null && last.sendsPayload()) {
            last.beginPayload();
        } else if (last != null) {
            endOutputBehind(last);
        }
    }

    /** Writes a command, whose reply is awaited from now on; false if it is not sent. */
    private boolean format(Call<?> call, LineWriter writer, List<Runnable> completions) {
        IllegalStateException refusal = refusal(call);
        if (refusal != null) {
            completions.add(() -> call.completeExceptionally(refusal));
            return false;
        }
        writer.begin(Integer.MAX_VALUE, limits().line());
        try {
            if (protocol.envelope() != null) {
                call.tag(sent.nextTag());
                protocol.envelope().command().accept(writer, call.tag());
            }
            call.writer().write(writer);
        } catch (Throwable e) {
            writer.rollBack();
            completions.add(() -> call.completeExceptionally(e));
            return false;
        }
        if (call.spec().is(Trait.ENDS_OUTPUT)) {
            lastCommand = "a payload that ends with the connection";
        } else if (call.spec().is(Trait.CLOSES)) {
            lastCommand = "a command that ends the connection";
            leaving = true;
        }
        if (!call.spec().isAnswered()) {
            completions.add(() -> call.complete(null));
            return true;
        }
        sent.add(call);
        if (call.spec().is(Trait.ALONE)) {
            alone = call;
        }
        return true;
    }

    /** Why a call cannot be sent any more; null if it can. */
    private IllegalStateException refusal(Call<?> call) {
        if (lastCommand != null) {
            return new IllegalStateException(
                    "nothing can be sent behind " + lastCommand + "; open another connection");
        }
        return call.state() == null || call.state() == session.current()
                ? null
                : call.state().left();
    }

    private void endOutputBehind(Call<?> call) {
        if (call.spec().is(Trait.ENDS_OUTPUT)) {
            transport().loseWriteConnection();
        }
    }

    private void payloadSent(Call<?> call) {
        sent.begins(call);
        endOutputBehind(call);
        sendWaiting();
    }

    /** A payload has failed while it was being sent: the server cannot tell where it ends. */
    private void unsendable(Throwable reason) {
        fail(new ConnectionLost("a payload failed while it was being sent", reason));
    }

    /** What comes next may be the whole reply of the oldest call, without a line. */
    private void expectWhole() {
        if (sent.isEmpty() || isCollecting()) {
            return;
        }
        CallSpec<?> spec = sent.oldest().spec();
        if (spec.is(Trait.WHOLE)) {
            expectPayload(PayloadEnd.CLOSE, limits());
        } else if (spec.is(Trait.WHOLE_STREAM)) {
            expectStream();
        }
    }

    // ---- the connection

    @Override
    protected void connectionMade() {
        super.connectionMade();
        loop = transport().loop();
        sent.begin(loop);
        if (protocol.greeting() == null) {
            opened(null);
        } else {
            awaitGreeting(protocol.greeting()).whenComplete((value, failure) -> opened(failure));
        }
    }

    private <G> CompletableFuture<G> awaitGreeting(ReplyReader<G> reader) {
        Call<G> call = new Call<>(reactor, CallSpec.of("", reader), null, null, null);
        sent.addGreeting(call);
        return call.whenComplete((value, failure) -> greeting = value);
    }

    private void opened(Throwable failure) {
        if (failure == null) {
            made.complete(null);
            flush();
        } else {
            made.completeExceptionally(failure);
            fail(failure);
        }
    }

    /** The connection is secured: the session begins anew. */
    @Override
    public void handshakeCompleted() {
        Call<?> call = securing;
        if (call == null) {
            return;
        }
        securing = null;
        session.enter(session.initial(), call.spec().name());
        if (call.reply().repeatsGreeting() && protocol.greeting() != null) {
            awaitGreeting(protocol.greeting())
                    .whenComplete((value, failure) -> secured(call, failure));
        } else {
            secured(call, null);
        }
    }

    private <T> void secured(Call<T> call, Throwable failure) {
        if (failure == null) {
            alone = null;
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
        if (end == null) {
            end = cause;
        }
        endStreams(cause);
        failAll();
        made.completeExceptionally(cause);
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
        if (end == null) {
            end = violation;
        }
        transport().abortConnection();
        failAll();
    }

    /** The server closes the connection: so does this side. Nothing is sent any more. */
    private void closeBehindReply() {
        end = new ConnectionDone("the server closes the connection behind an earlier reply");
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

    // ---- replies

    @Override
    protected void lineReceived(LineReader line) {
        Call<?> call = sent.addressed(line);
        // A greeting comes before all else, and nothing comes inside a reply.
        boolean expected = call != null && (call.isGreeting() || call.hasBegun());
        if (!expected && unsolicited().isPushed(line)) {
            return;
        }
        if (call != null) {
            read(line, call);
        } else if (!unsolicited().isStray(line)) {
            violated("a reply without a command: \"" + line.printable() + "\"");
        }
    }

    private UnsolicitedLines unsolicited() {
        if (unsolicited == null) {
            unsolicited =
                    new UnsolicitedLines(
                            this::newBuilder, pushes, protocol.strays(), options.refusals());
        }
        return unsolicited;
    }

    private <T> void read(LineReader line, Call<T> call) {
        ReplyBuilder<T> reply = builder(call);
        int size = line.size();
        try {
            call.spec().reader().read(line, reply);
        } catch (RuntimeException e) {
            violated("a reply that its type refuses: \"" + line.printable() + "\"", e);
            return;
        }
        if (reply.takeUnexpected()) {
            if (!unsolicited().isStray(line)) {
                violated("unexpected reply \"" + line.printable() + "\"");
            }
        } else if (!reply.hasEnded()) {
            call.reply(reply);
            spare = spare == reply ? null : spare;
            if (reply.count(size) > limits().reply()) {
                violated("a reply of more than " + limits().reply() + " bytes");
            }
        } else if (sent.isAnothers(line, call)) {
            violated("a reply to another command: \"" + line.printable() + "\"");
        } else if (end == null) {
            sent.remove(call);
            ended(call, reply);
        }
    }

    @SuppressWarnings("unchecked")
    private <T> ReplyBuilder<T> builder(Call<T> call) {
        if (call.reply() != null) {
            return call.reply();
        }
        if (spare == null) {
            spare = newBuilder();
        }
        return (ReplyBuilder<T>) spare;
    }

    private <T> ReplyBuilder<T> newBuilder() {
        return new ReplyBuilder<>(this, session, this);
    }

    /** The reply of a call has come to its end. */
    private <T> void ended(Call<T> call, ReplyBuilder<T> reply) {
        if (reply.secures()) {
            securing = call;
            call.reply(reply);
            spare = null;
            transport().startTls(options.tls().orElseThrow());
            return;
        }
        boolean refused = reply.rejection() != null;
        if (call.spec().is(Trait.SECURES) && refused) {
            call.complete(reply);
            fail(reply.rejection());
            return;
        }
        if (reply.isClosing()) {
            closeBehindReply();
            call.complete(reply);
            failAll();
            return;
        }
        if (call == alone) {
            alone = null;
        }
        moveSession(call, reply);
        spare = null;
        call.complete(reply);
        reply.clear();
        spare = reply;
        sendWaiting();
    }

    private void moveSession(Call<?> call, ReplyBuilder<?> reply) {
        ClientState state = call.state();
        if (state == null) {
            return;
        }
        if (reply.rejection() == null) {
            session.succeeded(call.spec().name());
        }
        ClientState next = reply.next() == null ? state.returnsTo() : reply.next();
        if (next != null && state == session.current()) {
            session.enter(next, call.spec().name());
        }
    }
}
