package org.ropewalk.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.line.LineLimits;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.LineReceiver;
import org.ropewalk.line.LineWriter;
import org.ropewalk.line.PayloadEnd;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.line.Slice;
import org.ropewalk.line.Trailer;
import org.ropewalk.reactor.ConnectionDone;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.Reactor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client's end of a connection: commands go out in the order of the calls, replies are read in
 * that order. What the server may not send, a reply that does not come in time, and the end of the
 * connection fail every call that waits, once, for one reason; then the connection is closed.
 * Commands may be called from any thread.
 */
public final class LineClient extends LineReceiver {
    /** Calls that wait to be sent, beyond those that wait for a reply; more are refused at once. */
    private static final int MAX_WAITING = 1 << 16;

    private static final Logger LOG = LoggerFactory.getLogger(LineClient.class);

    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final Reactor reactor;
    private final Queue<PendingCall<?>> incoming = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean flushing = new AtomicBoolean();
    private final Queue<PendingCall<?>> waiting = new ArrayDeque<>();
    private final ArrayDeque<PendingCall<?>> sent = new ArrayDeque<>();

    /** The calls whose replies come in any order, and those that were given up, by their tags. */
    private final Map<String, PendingCall<?>> tagged = new HashMap<>();

    private long lastTag;
    private final CompletableFuture<Throwable> closed = new CompletableFuture<>();
    private final CompletableFuture<Void> made = new CompletableFuture<>();
    private DelayedCall deadline;
    private volatile Loop loop;
    private volatile Throwable end;

    private Throwable violation;

    private final ClientKind<?> kind;
    private final ClientOptions options;
    private final PushReading pushReading;
    private final ClientState initial = new ClientState(null, new HashMap<>());
    private ClientState current = initial;

    /** Takes what is pushed in several lines; made at the first one. */
    private PendingCall<Object> pushed;

    /** A call behind whose reply nothing was sent yet. */
    private PendingCall<?> alone;

    /** A call whose reply has come, and that is told when TLS has begun. */
    private PendingCall<?> securing;

    private volatile Object greeting;

    /** A payload was sent that ends with the connection. */
    private boolean outputEnded;

    LineClient(
            Reactor reactor, ClientKind<?> kind, ClientOptions options, PushReading pushReading) {
        super(kind.format(), options.applied(kind.limits()).withIdleSeconds(LineLimits.UNLIMITED));
        this.reactor = reactor;
        this.kind = kind;
        this.options = options;
        this.pushReading = pushReading;
    }

    /** The state in which the session begins. */
    public ClientState initial() {
        return initial;
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

    ClientState whereToReturn() {
        return current.returnsTo() == null ? current : current.returnsTo();
    }

    /** How often a command has succeeded since a state was entered that knows it. */
    int successes(String command) {
        return current.successes().getOrDefault(command, 0);
    }

    Map<String, Integer> successes() {
        return current.successes();
    }

    void entered(ClientState next, String command) {
        if (next != current) {
            current.leave(command);
            current = next;
        }
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

    void close() {
        home().callFromThread(
                        () -> {
                            if (sent.isEmpty() && waiting.isEmpty()) {
                                transport().loseConnection();
                            } else {
                                fail(new ConnectionDone("this side closed the connection"));
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

    /**
     * Sends a command behind which the session may be elsewhere: what is called later is sent when
     * its reply has come. Any thread.
     */
    public <T> CompletableFuture<T> callAlone(
            ClientState state, String name, CommandWriting command, ReplyReading<T> reading) {
        return begin(new PendingCall<>(this, command, reading).of(state, name, true));
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
        return begin(new PendingCall<>(this, command, reading).of(state, name, true).wantingTls());
    }

    /**
     * As {@link #callAlone}, where the payload of the command ends with what this side sends:
     * nothing can be called behind it. Any thread.
     */
    public <T> CompletableFuture<T> callLast(
            ClientState state, String name, CommandWriting command, ReplyReading<T> reading) {
        return begin(
                new PendingCall<>(this, command, reading).of(state, name, true).endingOutput());
    }

    /**
     * As {@link #callAlone}, where the reply is everything that the server sends until it closes,
     * without a line in front of it. Any thread.
     */
    public <T> CompletableFuture<T> callForAll(
            ClientState state, String name, CommandWriting command, ReplyReading<T> reading) {
        return begin(
                new PendingCall<>(this, command, reading)
                        .of(state, name, true)
                        .takingAll(() -> expectPayload(PayloadEnd.CLOSE, limits())));
    }

    /** As {@link #callForAll}, where the reply is read as it comes. Any thread. */
    public <T> CompletableFuture<T> callForStream(
            ClientState state, String name, CommandWriting command, ReplyReading<T> reading) {
        return begin(
                new PendingCall<>(this, command, reading)
                        .of(state, name, true)
                        .takingAll(this::expectStream));
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
        incoming.add(call);
        if (flushing.compareAndSet(false, true)) {
            if (home().isInLoopThread() && loop != null) {
                flush();
            } else {
                home().callFromThread(this::flush);
            }
        }
        return call;
    }

    /**
     * Sends a command that is not answered; completes when it was handed to the network. Any
     * thread.
     */
    public CompletableFuture<Void> send(CommandWriting command) {
        return call(command, null);
    }

    /** As {@link #send(CommandWriting)}, of a state. */
    public CompletableFuture<Void> send(ClientState state, String name, CommandWriting command) {
        return call(state, name, command, null);
    }

    private void flush() {
        flushing.set(false);
        for (PendingCall<?> call = incoming.poll(); call != null; call = incoming.poll()) {
            if (end != null) {
                call.completeExceptionally(end);
            } else if (waiting.size() >= MAX_WAITING) {
                call.completeExceptionally(
                        new IllegalStateException(
                                MAX_WAITING
                                        + " calls wait for the server already; wait for some of them"));
            } else {
                waiting.add(call);
            }
        }
        sendWaiting();
    }

    /** Formats as many commands as may be under way, and sends them in one piece. */
    private void sendWaiting() {
        if (waiting.isEmpty() || end != null || !transport().isOpen()) {
            return;
        }
        Runnable sending = null;
        LineWriter writer = aside();
        while (!waiting.isEmpty()
                && alone == null
                && made.isDone()
                && !isSending()
                && sending == null
                && sent.size() < limits().pipelined()) {
            PendingCall<?> call = waiting.remove();
            if (outputEnded) {
                call.completeExceptionally(
                        new IllegalStateException(
                                "nothing can be sent behind a payload that ends with the connection; open another connection"));
                continue;
            }
            if (call.state() != null && call.state() != current) {
                call.completeExceptionally(call.state().left());
                continue;
            }
            writer.begin(Integer.MAX_VALUE, limits().line());
            try {
                if (kind.envelope() != null) {
                    call.tag = Long.toString(++lastTag);
                    kind.envelope().command().accept(writer, call.tag);
                }
                call.command().write(writer);
            } catch (RuntimeException e) {
                writer.rollBack();
                call.completeExceptionally(e);
                continue;
            }
            if (call.isUnanswered()) {
                call.complete(null);
            } else {
                if (call.sending() == null) {
                    call.endsBy(deadlineNs());
                }
                sent.add(call);
                if (kind.isOvertaking()) {
                    tagged.put(call.tag, call);
                }
                if (call.isAlone()) {
                    alone = call;
                }
            }
            outputEnded = call.endsOutput();
            sending = call.sending();
        }
        writeAside();
        if (sending != null) {
            sending.run();
        } else if (outputEnded) {
            transport().loseWriteConnection();
        }
        expectAll();
        watch();
    }

    /** What is to come is the whole reply of the oldest call. */
    private void expectAll() {
        if (!sent.isEmpty() && sent.peek().all() != null && !isCollecting()) {
            sent.peek().all().run();
        }
    }

    private long deadlineNs() {
        return home().nanoTime() + limits().requestSeconds() * NS_PER_SECOND;
    }

    /** Sets the clock for the oldest call; the others' deadlines are later. */
    private void watch() {
        if (deadline == null
                && !sent.isEmpty()
                && sent.peek().isBounded()
                && limits().requestSeconds() != LineLimits.UNLIMITED) {
            long leftNs = Math.max(0, sent.peek().leftNs(home().nanoTime()));
            deadline = home().callLater(Duration.ofNanos(leftNs), this::deadlinePassed);
        }
    }

    private void deadlinePassed() {
        deadline = null;
        while (kind.isOvertaking()
                && isLate()
                && !sent.peek().isGreeting()
                && tagged.size() - sent.size() < limits().pipelined()) {
            // Its place outlives it: a reply that comes later is nobody's.
            sent.remove()
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
                && sent.peek().isBounded()
                && sent.peek().leftNs(home().nanoTime()) <= 0;
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
        entered(initial, call.name());
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

    /** Fails all calls and ends the connection. */
    private void fail(Throwable reason) {
        if (violation == null) {
            violation = reason;
        }
        failAll(violation);
        transport().abortConnection();
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
        tagged.clear();
        for (PendingCall<?> call = sent.poll(); call != null; call = sent.poll()) {
            call.completeExceptionally(end);
        }
        for (PendingCall<?> call = waiting.poll(); call != null; call = waiting.poll()) {
            call.completeExceptionally(end);
        }
        for (PendingCall<?> call = incoming.poll(); call != null; call = incoming.poll()) {
            call.completeExceptionally(end);
        }
    }

    void violated(String what) {
        violated(what, null);
    }

    private void violated(String what, Throwable cause) {
        fail(new ProtocolViolation(what, cause));
    }

    // ---- replies

    @Override
    protected void lineReceived(LineReader line) {
        PendingCall<?> call = addressed(line);
        // A greeting comes before all else, and nothing comes inside a reply.
        boolean awaited = call != null && (call.isGreeting() || call.hasBegun());
        if (!awaited && isPushed(line)) {
            return;
        }
        if (call == null && isStray(line)) {
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
            tagged.remove(call.tag);
            if (deadline != null && sent.isEmpty()) {
                deadline.cancel();
                deadline = null;
            }
            ended(call);
        }
    }

    /** The call to which a line belongs; null if none. */
    private PendingCall<?> addressed(LineReader line) {
        PendingCall<?> oldest = sent.peek();
        if (!kind.isOvertaking() || oldest != null && oldest.isGreeting()) {
            return oldest;
        }
        String tag = kind.envelope().tag().apply(line);
        line.restart();
        return tag == null ? null : tagged.get(tag);
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
        if (call == alone) {
            alone = null;
        }
        if (call.rejection() == null && call.state() != null) {
            current.successes().merge(call.name(), 1, Integer::sum);
        }
        if (call.next() != null && call.state() == current) {
            entered(call.next(), call.name());
        }
        call.tell();
        sendWaiting();
        expectAll();
    }

    /** Whether the line refuses a command that is not answered otherwise. */
    boolean isStray(LineReader line) {
        if (kind.strays() == null) {
            return false;
        }
        PendingCall<Object> stray = new PendingCall<>(this, null, null);
        if (!kind.strays().read(line, stray)) {
            return false;
        }
        Throwable refusal = stray.rejection();
        try {
            options.refusals()
                    .ifPresentOrElse(
                            listener -> listener.accept(refusal),
                            () -> LOG.warn("The server refused a command: {}", refusal.toString()));
        } catch (RuntimeException e) {
            LOG.error("A listener failed on \"{}\"", line.printable(), e);
        }
        return true;
    }

    /** Whether the line was sent unasked; a listener that fails does not harm the connection. */
    private boolean isPushed(LineReader line) {
        if (pushReading == null) {
            return false;
        }
        if (pushed == null) {
            pushed = new PendingCall<>(this, null, null);
        }
        try {
            return pushReading.read(line, pushed);
        } catch (RuntimeException e) {
            LOG.error("A listener failed on \"{}\"", line.printable(), e);
            pushed.clear();
            return true;
        }
    }

    boolean payload(LineReader line, long count, Trailer trailer) {
        return payloadArrived(line, count, trailer);
    }

    boolean payload(LineReader line, PayloadEnd end) {
        return payloadArrived(line, end);
    }

    PayloadStream stream(LineReader line, long count, Trailer trailer) {
        return streamed(line, count, trailer, limits());
    }

    PayloadStream stream(LineReader line, PayloadEnd payloadEnd) {
        return streamed(line, payloadEnd, limits());
    }

    @Override
    protected void streamBroken(ErrorKind errorKind, String what) {
        violated(what);
    }

    Slice payloadSlice() {
        return payload();
    }

    @Override
    protected void lineTooLong() {
        violated("a reply's line is longer than " + limits().line() + " bytes");
    }

    @Override
    protected boolean skipsLine() {
        return false;
    }

    @Override
    protected boolean skipsPayload() {
        return false;
    }

    @Override
    protected void controlInLine(LineReader line) {
        violated("a control character in a reply: \"" + line.printable() + "\"");
    }

    @Override
    protected void badLineEnd() {
        violated("a reply's line does not end as the protocol's lines do");
    }

    @Override
    protected void badPayloadEnd(LineReader line) {
        violated("a payload does not end where it should, behind \"" + line.printable() + "\"");
    }

    @Override
    protected void payloadTooBig(LineReader line) {
        violated(
                "a payload of more than "
                        + limits().payload()
                        + " bytes behind \""
                        + line.printable()
                        + "\"");
    }

    @Override
    protected void timedOut() {
        fail(
                new TimeoutException(
                        "a reply was begun but not ended in time; the connection was closed"));
    }
}
