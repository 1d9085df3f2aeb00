package org.ropewalk.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ropewalk.client.CallSpec.Trait;
import org.ropewalk.frame.LineFramer;
import org.ropewalk.line.LineLimits;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.LineWriter;
import org.ropewalk.line.bytes.Unwritable;
import org.ropewalk.line.words.Quotes;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.LoopLocal;
import org.ropewalk.reactor.Output;
import org.ropewalk.reactor.OutputLimits;
import org.ropewalk.reactor.Transport;
import org.ropewalk.reactor.TurnTask;

/**
 * Formats and sends the calls of one connection that wait: as many as may be under way, and no more
 * than the network takes. Belongs to the connection's loop.
 */
final class CallSender {
    /**
     * A client formats no command while earlier ones wait for the network, so what waits there is
     * bounded by one command, which may be large.
     */
    static final OutputLimits OUTPUT =
            new OutputLimits(
                    OutputLimits.STANDARD.highWaterBytes(),
                    Integer.MAX_VALUE,
                    OutputLimits.STANDARD.stall());

    private static final LoopLocal<Buffer> BUFFER = LoopLocal.of(loop -> new Buffer());

    private final ClientProtocol.Envelope envelope;

    /** The limits of commands that have none of their own. */
    private final LineLimits limits;

    private final LineFramer framer;
    private final ClientSession session;
    private final CallQueue waiting;
    private final ReplyMatcher sent;

    /** Called when a payload has failed, after which nothing can be sent. */
    private final Consumer<Throwable> failed;

    /** Called when more may be sent, after a payload. */
    private final Runnable freed;

    /** Sends what waits, in a task of its own. */
    private final TurnTask flush;

    /** The connection; null before the server has greeted, and after the end. */
    private @Nullable Transport transport;

    /** How many bytes one command may have. */
    private int messageBytes;

    /** With how many bytes commands are sent. */
    private int chunkBytes;

    /** A call after which nothing is sent before its reply has arrived. */
    private @Nullable Call<?> alone;

    /** A call whose line is held back behind the begin of a literal; null if none is. */
    private @Nullable Call<?> held;

    /** What is held back of it, and where its next literal begins and ends there. */
    private byte[] heldBytes = {};

    private long literal;

    /** After what nothing can be sent any more; null if it can. */
    private @Nullable String lastCommand;

    /** A command was sent after which the server closes the connection without a reply. */
    private boolean leaving;

    /** {@code envelope} is null if nothing surrounds lines. */
    CallSender(
            ClientProtocol.Envelope envelope,
            LineLimits limits,
            LineFramer framer,
            ClientSession session,
            CallQueue waiting,
            ReplyMatcher sent,
            Consumer<Throwable> failed,
            Runnable freed,
            Runnable flush) {
        this.failed = failed;
        this.freed = freed;
        this.envelope = envelope;
        this.limits = limits;
        this.framer = framer;
        this.session = session;
        this.waiting = waiting;
        this.sent = sent;
        this.flush =
                new TurnTask() {
                    @Override
                    protected void run() {
                        flush.run();
                    }
                };
    }

    /**
     * The buffer in which the clients of one loop format commands, one client at a time. Formatting
     * calls accessors of the user's types, which may call any client of the loop; that call is sent
     * later.
     */
    private static final class Buffer {
        /** A buffer that one large command has made larger is not kept. */
        private static final int MAX_KEPT_BYTES = 1 << 20;

        private final LineWriter writer = new LineWriter();
        private Output output = new Output(1024);
        private boolean inUse;

        boolean isFull(int most) {
            return output.position() >= most;
        }

        LineWriter begin(LineFramer framer) {
            inUse = true;
            output.clear();
            return writer.on(output, framer.format());
        }

        void sendTo(Transport transport) {
            transport.write(output.array(), 0, output.position());
        }

        void end() {
            inUse = false;
            if (output.array().length > MAX_KEPT_BYTES) {
                output = new Output(1024);
            }
            output.clear();
        }
    }

    /** Commands may be sent from now on. */
    void begin(Transport connected) {
        transport = connected;
        messageBytes = connected.messageBytes();
        chunkBytes = messageBytes == Integer.MAX_VALUE ? Transport.CHUNK_BYTES : 1;
    }

    /** Nothing is sent any more. */
    void stop() {
        transport = null;
    }

    /** The reply of a call has arrived. */
    void replied(Call<?> call) {
        if (call == held) {
            // Refused: the rest of its line is never sent.
            held = null;
        }
        if (call == alone) {
            holdFor(null);
        }
    }

    /** Sends nothing but what interrupts {@code call}; anything if that is null. */
    private void holdFor(@Nullable Call<?> call) {
        alone = call;
        waiting.hold(call);
    }

    /** Whether nothing is left to do but to close, when all calls are answered. */
    boolean isLeaving() {
        return leaving;
    }

    /**
     * Sends what waits.
     *
     * @return completes calls that are not answered, or could not be sent; run when the connection
     *     is in a consistent state
     */
    List<Runnable> send(Loop loop) {
        Buffer buffer = loop.shared(BUFFER);
        if (buffer.inUse) {
            // Called by an argument of a command that is being formatted.
            loop.afterTurn(flush);
            return List.of();
        }
        waiting.gather();
        List<Runnable> completions = new ArrayList<>();
        while (maySend()) {
            sendPiece(buffer, completions);
        }
        return completions;
    }

    /** Whether the next waiting call may be sent, or refused, now. */
    private boolean maySend() {
        return transport != null
                && waiting.hasNext()
                && held == null
                && !framer.isSending()
                && (alone != null || !sent.isFull())
                && (sent.isEmpty() || !waiting.next().spec().is(Trait.UNTAGGED_LINES))
                && (lastCommand != null ? transport.isOpen() : transport.isWritable());
    }

    /** Formats some commands, and sends them in one piece. */
    private void sendPiece(Buffer buffer, List<Runnable> completions) {
        Call<?> last = null;
        Transport connected = transport;
        try {
            LineWriter writer = buffer.begin(framer);
            while (maySend()
                    && !buffer.isFull(chunkBytes)
                    && (last == null || !last.sendsPayload())) {
                Call<?> call = waiting.remove();
                int from = buffer.output.position();
                if (format(call, writer, completions)) {
                    last = call;
                    holdBack(call, buffer.output, from);
                } else {
                    waiting.hold(alone);
                }
            }
            if (transport != null) {
                buffer.sendTo(transport);
            }
        } finally {
            buffer.end();
        }
        if (last != null && held == null) {
            lineSent(last, connected);
        }
    }

    private void lineSent(Call<?> call, @Nullable Transport connected) {
        if (call.sendsPayload()) {
            sendPayload(call, connected);
        } else {
            endOutputBehind(call);
        }
    }

    // ---- literals that the server must ask for

    /** Holds back what the command from {@code from} on has behind the begin of a literal. */
    private void holdBack(Call<?> call, Output output, int from) {
        int end = output.position();
        literal = framer.format().askedLiteral(output.array(), from, end);
        if (literal != Quotes.NO_LITERAL) {
            int begin = (int) (literal >>> Integer.SIZE);
            held = call;
            heldBytes = Arrays.copyOfRange(output.array(), begin, end);
            literal = (int) literal - begin;
            output.position(begin);
        }
    }

    /**
     * Whether a line asks for the literal that is held back; it is sent then. A line for an earlier
     * call does not: it is a part of that one's reply.
     *
     * @param addressed the call that the line is for; null if it is for none
     */
    boolean isAsked(LineReader line, @Nullable Call<?> addressed) {
        Call<?> call = held;
        if (call == null
                || addressed != null && addressed != call
                || line.size() == 0
                || line.cursor().array()[line.offset()] != '+') {
            return false;
        }
        sendHeld(call);
        return true;
    }

    private void sendHeld(Call<?> call) {
        byte[] bytes = heldBytes;
        literal = framer.format().askedLiteral(bytes, (int) literal, bytes.length);
        int end = literal == Quotes.NO_LITERAL ? bytes.length : (int) (literal >>> Integer.SIZE);
        if (transport != null) {
            transport.write(bytes, 0, end);
        }
        if (literal == Quotes.NO_LITERAL) {
            held = null;
            heldBytes = new byte[0];
            lineSent(call, transport);
            freed.run();
        } else {
            heldBytes = Arrays.copyOfRange(bytes, end, bytes.length);
            literal = (int) literal - end;
        }
    }

    /** Writes a command, whose reply is awaited from now on; false if it is not sent. */
    private boolean format(Call<?> call, LineWriter writer, List<Runnable> completions) {
        IllegalStateException refusal = refusal(call);
        if (refusal != null) {
            completions.add(() -> call.completeExceptionally(refusal));
            return false;
        }
        writer.payloads(limits.payload())
                .words(limits.words())
                .bounds(messageBytes, limits.line())
                .begin()
                .items(0);
        try {
            if (envelope != null && call.spec().is(Trait.CONTINUES)) {
                call.tag(sent.lastTag());
            } else if (envelope != null && call.spec().interrupts().isEmpty()) {
                call.tag(sent.nextTag());
                envelope.command().accept(writer, call.tag());
            }
            call.write(writer);
            call.replies(writer.items(0));
            if (call.sendsPayload()) {
                call.mostPayload(writer.streamed(call.payload().stream()));
            }
        } catch (Throwable e) {
            writer.rollBack();
            completions.add(() -> call.completeExceptionally(refused(call, e)));
            return false;
        } finally {
            call.releaseWriter();
        }
        call.sent();
        if (alone != null) {
            alone.interrupted();
        }
        if (call.spec().isAnswered()) {
            sent.add(call);
            if (alone == null && call.spec().is(Trait.ALONE)) {
                holdFor(call);
            }
        } else {
            completions.add(call::finishUnanswered);
        }
        if (call.spec().is(Trait.ENDS_OUTPUT)) {
            lastCommand = "a payload that ends with the connection";
        } else if (call.spec().is(Trait.CLOSES)) {
            lastCommand = "a command that ends the connection";
            leaving = true;
        }
        return true;
    }

    /** Why a call was not written; names the command where a value of an argument is null. */
    private static Throwable refused(Call<?> call, Throwable thrown) {
        if (!(thrown instanceof NullPointerException)) {
            return call.spec().is(Trait.SECRET) ? Unwritable.concealed(thrown) : thrown;
        }
        String message = "an argument of " + call.spec().name() + " contains null";
        return new NullPointerException(message).initCause(thrown);
    }

    /** Why a call cannot be sent any more; null if it can. */
    private @Nullable IllegalStateException refusal(Call<?> call) {
        if (lastCommand != null) {
            return new IllegalStateException(
                    "nothing can be sent after " + lastCommand + "; open another connection");
        }
        if (alone == null && !call.spec().interrupts().isEmpty()) {
            return new IllegalStateException(
                    "no call waits that " + call.spec().name() + " interrupts");
        }
        return call.state() == null || call.state() == session.current()
                ? null
                : call.state().left();
    }

    private void sendPayload(Call<?> call, @Nullable Transport connected) {
        framer.payloads()
                .send(
                        call.outbound(
                                connected,
                                framer.format(),
                                () -> payloadSent(call),
                                this::payloadFailed));
    }

    private void payloadSent(Call<?> call) {
        framer.payloads().sent();
        sent.begins(call);
        endOutputBehind(call);
        freed.run();
    }

    /** A payload has failed while it was being sent: the server cannot tell where it ends. */
    private void payloadFailed(Throwable reason) {
        failed.accept(new ConnectionLost("a payload failed while it was being sent", reason));
    }

    /** Ends this side's output after a call whose payload ends so. */
    private void endOutputBehind(Call<?> call) {
        if (call.spec().is(Trait.ENDS_OUTPUT) && transport != null) {
            transport.loseWriteConnection();
        }
    }
}
