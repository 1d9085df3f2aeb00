package org.ropewalk.server;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.batch.QueuedCommands;
import org.ropewalk.batch.Replayed;
import org.ropewalk.frame.FrameError;
import org.ropewalk.frame.KeptBytes;
import org.ropewalk.frame.LineFramer;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.line.LineLimits;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.LineWriter;
import org.ropewalk.line.Slice;
import org.ropewalk.line.Trailer;
import org.ropewalk.line.resp.RespElement;
import org.ropewalk.line.resp.RespFormat;
import org.ropewalk.line.resp.RespScanner;
import org.ropewalk.observe.DeclaredCommand;
import org.ropewalk.observe.Outcome;
import org.ropewalk.observe.scope.RunningCommand;
import org.ropewalk.reactor.Output;

/**
 * The commands that a state with {@code @Batch} keeps: checks and keeps them, and runs them later.
 * Made when the state is entered. Belongs to its loop.
 */
@ForGeneratedCode
public final class KeptCommands
        implements QueuedCommands, ReplyContext.Together, ErrorResponder.Check {
    /** The session of a protocol with such a state; generated code implements it. */
    public interface Session {
        /** Exchanges the state with the one whose commands are kept, and the handler with its. */
        void exchange();

        /** Goes back to the state whose commands are kept. */
        void leaveBatch();

        /** Whether a command that was run has led to another state. */
        boolean leadsOut();
    }

    /** What a command costs beside its bytes, so that their number is bounded too. */
    private static final int BYTES_PER_COMMAND = 16;

    private static final int STEP_BYTES = 256;

    private static final int NONE = -1;

    private final ServerConnection connection;
    private final CommandProtocol protocol;
    private final Session session;
    private final byte @Nullable [] answer;
    private final byte[] each;
    private final List<DeclaredCommand> others;
    private final KeptBytes bytes;

    /** Where each command ends; the complement for one that is not run. */
    private int[] ends = new int[8];

    /**
     * Where the line of each command ends, behind which its payload is; the complement of its
     * {@link FrameError} for a line that could not be received.
     */
    private int[] lines = new int[8];

    private int count;
    private int refused;

    /** Whether a command is checked now; else it is one of the state itself, or runs. */
    private boolean keeps;

    /** Whether the command that is checked now is kept. */
    private boolean fits;

    /** Whether it is refused when it is run. */
    private boolean misplaced;

    /** The length of its payload, and what follows that; {@link #NONE} if it has none. */
    private long payload;

    private Trailer trailer = Trailer.NONE;

    /** How many bytes a payload may have in the state whose commands are kept. */
    private final int mostPayload;

    // ---- the run

    private final ReplyContext context = new ReplyContext();
    private @Nullable CompletableFuture<Replayed> result;
    private final Output output = new Output(0);

    @SuppressWarnings("NullAway") // Made with the result.
    private LineReader reader;

    private int index;

    /** Where the reply to the command that runs begins. */
    private int begin;

    /** Whether a command before it has led to another state. */
    private boolean out;

    private boolean waits;
    private boolean ended;
    private boolean closes;
    private @Nullable RunningCommand observed;

    /**
     * Nothing yet.
     *
     * @param answer what answers a command that is kept; null if nothing does
     * @param each what replaces the last line of each reply
     * @param others the commands that are not run in a batch
     */
    public KeptCommands(
            Peer peer,
            CommandProtocol protocol,
            Session session,
            byte @Nullable [] answer,
            byte[] each,
            DeclaredCommand... others) {
        this.connection = (ServerConnection) peer;
        this.protocol = protocol;
        this.session = session;
        this.answer = answer;
        this.each = each;
        this.others = List.of(others);
        this.bytes = KeptBytes.ofMany(connection.factory(), protocol.transport().loop());
        this.mostPayload = connection.framer().limits().payload();
        context.runs(this);
        connection.errors().check(this);
    }

    /** Forgets them: the state is left, or the connection has ended. */
    public void close() {
        bytes.release();
        count = 0;
        ErrorResponder errors = connection.errorsIfAny();
        if (errors != null) {
            errors.check(null);
        }
    }

    @Override
    public int size() {
        return count;
    }

    @Override
    public int refused() {
        return refused;
    }

    /** The place of the command that is run. */
    public int index() {
        return index;
    }

    // ---- keeping

    /** Keeps the command {@code line} and answers that, or refuses it. */
    public void keep(LineReader line) {
        fits = false;
        misplaced = false;
        payload = NONE;
        session.exchange();
        keeps = true;
        line.cursor().check(true);
        try {
            protocol.commandReceived(line);
        } finally {
            line.cursor().check(false);
            keeps = false;
            session.exchange();
        }
        if (!fits) {
            return;
        }
        boolean tooBig = payload > mostPayload || !hasRoom(line.size() + Math.max(payload, 0));
        if (!tooBig && payload >= 0 && !arrived(line)) {
            return; // The line is received again with its payload.
        }
        if (tooBig || !append(line)) {
            session.leaveBatch();
            connection.errors().refuse(ErrorKind.TOO_BIG, line, null);
            if (payload >= 0) {
                connection.framer().skipPayload(payload, trailer);
            }
        } else if (answer != null) {
            shared().turn().writer(connection).raw(answer);
        }
    }

    private boolean arrived(LineReader line) {
        LineFramer framer = connection.framer();
        return framer.payloadArrived(line, payload, trailer, framer.limits());
    }

    private boolean hasRoom(long more) {
        long size = bytes.count() + more + (count + 1L) * BYTES_PER_COMMAND;
        return size <= connection.framer().limits().payload();
    }

    /** Keeps a line and its payload; false if there is no memory for it. */
    private boolean append(LineReader line) {
        byte[] frame = line.copy();
        Slice kept = payload < 0 ? null : connection.framer().takePayload();
        byte[] behind = kept == null ? new byte[0] : kept.toByteArray();
        int before = bytes.count();
        if (!bytes.append(frame, 0, frame.length, STEP_BYTES)
                || !bytes.append(behind, 0, behind.length, STEP_BYTES)) {
            return false;
        }
        add(before + frame.length, misplaced ? ~bytes.count() : bytes.count());
        return true;
    }

    private void add(int line, int end) {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
            lines = Arrays.copyOf(lines, 2 * count);
        }
        lines[count] = line;
        ends[count++] = end;
    }

    @Override
    public boolean keepsLost(FrameError error) {
        if (result != null || answer != null) {
            return false;
        }
        boolean kept = hasRoom(0);
        if (kept) {
            add(~error.ordinal(), bytes.count());
        } else {
            session.leaveBatch();
        }
        return kept;
    }

    @Override
    public boolean keepsPayload(long length, Trailer behind) {
        if (!keeps || !fits || misplaced || length < 0) {
            return false;
        }
        payload = length;
        trailer = behind;
        return true;
    }

    @Override
    public void payloadLost() {
        if (result == null) {
            session.leaveBatch();
        }
    }

    @Override
    public @Nullable ErrorKind refusal(
            ErrorKind kind,
            LineReader line,
            @Nullable DeclaredCommand command,
            BooleanSupplier readable) {
        if (!keeps) {
            refused += result == null ? 1 : 0;
            return kind;
        }
        boolean known = line.cursor().fits() || kind == ErrorKind.MALFORMED && command != null;
        misplaced = command != null && others.contains(command);
        fits = (answer == null || known && !misplaced) && readable.getAsBoolean();
        if (fits) {
            return null;
        }
        refused++;
        return misplaced ? ErrorKind.MISPLACED : kind;
    }

    // ---- running

    @Override
    public CompletionStage<Replayed> run() {
        if (result != null || !connection.isOpen()) {
            throw new IllegalStateException("commands that are kept are run once");
        }
        result = new CompletableFuture<>();
        reader = new LineReader(shared().loop().lendsAgain());
        runOn(result);
        return result;
    }

    private void runOn(CompletableFuture<Replayed> whole) {
        int most = connection.framer().limits().reply();
        while (index < count && !ended && !waits && output.position() <= most) {
            answer(this::replay);
        }
        if (output.position() > most) {
            whole.completeExceptionally(
                    new IllegalStateException("replies of more than " + most + " bytes"));
        } else if (!waits) {
            RespFormat resp = connection.framer().format().resp();
            int replies = resp == null ? 0 : RespScanner.count(output.array(), output.position());
            byte[] array = output.array();
            if (closes) {
                connection.close();
            }
            whole.complete(new Replayed(Arrays.copyOf(array, output.position()), replies, ended));
        }
    }

    /** Shows the next command. */
    private LineReader show() {
        int from = index == 0 ? 0 : end(index - 1);
        byte[] array = bytes.array();
        reader.show(array, from, Math.max(from, lines[index]), connection.framer().format());
        if (connection.framer().format().resp() != null
                && lines[index] > from
                && array[from] == '*') {
            reader.array(RespElement.first(array, from));
        }
        return reader;
    }

    /** Receives the next command, with its payload. */
    private void replay() {
        LineReader line = show();
        int behind = lines[index];
        if (behind < 0) {
            FrameError error = FrameError.values()[~behind];
            connection.errors().frameError(error, line, false, context);
            return;
        }
        connection
                .framer()
                .payloads()
                .replay(line.lend(bytes.array(), behind, end(index) - behind), () -> receive(line));
    }

    private int end(int at) {
        return ends[at] < 0 ? ~ends[at] : ends[at];
    }

    private void receive(LineReader line) {
        if (ends[index] < 0 || out) {
            line.verb();
            connection.errors().refuse(ErrorKind.MISPLACED, line, null);
        } else if (line.isEmpty() && !protocol.takesEmptyLines()) {
            connection.errors().refuseEmpty(line);
        } else {
            protocol.commandReceived(line);
        }
    }

    @SuppressWarnings("NullAway") // Set while the connection is open.
    private LoopReplies shared() {
        return connection.shared();
    }

    /** What writes a reply. */
    private interface Reply {
        void write() throws Throwable;
    }

    /** Has a reply written as a part of the whole, in the state whose commands were kept. */
    private void answer(Reply reply) {
        LoopReplies shared = shared();
        ReplyContext outer = shared.turn(context);
        out = session.leadsOut();
        session.exchange();
        begin = output.position();
        context.begin(connection, output, connection.framer(), connection.server().mostPayload());
        context.succeeds();
        waits = false;
        try {
            reply.write();
        } catch (Throwable thrown) {
            connection.errors().failed(thrown, reader.printable(), context);
        }
        shared.endItems();
        if (context.stream() != null) {
            context.rollBack();
            connection
                    .errors()
                    .failed(
                            new IllegalStateException("a payload in pieces, in a batch"),
                            reader.printable(),
                            context);
        }
        closes |= context.after() != ReplyContext.After.CONTINUE;
        if (!waits) {
            whole();
        }
        context.end();
        session.exchange();
        shared.turn(outer);
    }

    /** The reply is whole: its last line is replaced, or it ends the commands. */
    private void whole() {
        boolean values = connection.framer().format().resp() != null;
        ended = closes || context.hasFailed() && !values;
        if (!values && !context.hasFailed() && output.position() > begin) {
            int line = output.position() - 1;
            while (line > begin && output.array()[line - 1] != '\n') {
                line--;
            }
            output.position(line);
            output.write(each);
        }
        if (!context.hasFailed() || values) {
            index++;
        }
    }

    // ---- a command that completes later

    @Override
    public <T> boolean await(
            CompletionStage<T> stage,
            boolean noReply,
            LineReader line,
            ReplyWriter<T> writer,
            LineLimits bounds) {
        waits = true;
        observed = context.handOver();
        boolean[] within = {true};
        stage.whenComplete(
                (value, failure) -> {
                    Throwable cause = ReplyContext.causeOf(failure);
                    if (within[0] && connection.loop() != null && isHere()) {
                        arrived(value, cause, noReply, writer);
                    } else {
                        later(() -> answered(value, cause, noReply, writer));
                    }
                });
        within[0] = false;
        return false;
    }

    private boolean isHere() {
        return shared() != null && shared().loop().isInLoopThread();
    }

    private void later(Runnable answer) {
        if (connection.loop() != null) {
            connection.loop().callFromThread(answer);
        }
    }

    /** The result was there already: the command that runs now writes it. */
    private <T> void arrived(
            @Nullable T value,
            @Nullable Throwable failure,
            boolean noReply,
            ReplyWriter<T> writer) {
        waits = false;
        try {
            write(value, failure, noReply, writer);
        } catch (Throwable thrown) {
            connection.errors().failed(thrown, reader.printable(), context);
        }
    }

    private <T> void answered(
            @Nullable T value,
            @Nullable Throwable failure,
            boolean noReply,
            ReplyWriter<T> writer) {
        if (!connection.isOpen() || result == null) {
            return;
        }
        answer(
                () -> {
                    if (observed != null) {
                        context.observe(observed);
                    }
                    write(value, failure, noReply, writer);
                });
        runOn(result);
    }

    private <T> void write(
            @Nullable T value, @Nullable Throwable failure, boolean noReply, ReplyWriter<T> writer)
            throws Throwable {
        LineWriter reply = context.writer(connection);
        if (!noReply || failure != null) {
            writer.write(reply, value, failure);
            if (failure != null) {
                context.mark(Outcome.REJECTED);
            }
            if (noReply) {
                reply.rollBack();
            }
        }
    }
}
