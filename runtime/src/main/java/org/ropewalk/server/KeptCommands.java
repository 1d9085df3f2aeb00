package org.ropewalk.server;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.batch.BatchSession;
import org.ropewalk.batch.QueuedCommands;
import org.ropewalk.batch.Replayed;
import org.ropewalk.frame.FrameError;
import org.ropewalk.frame.LineFramer;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.Slice;
import org.ropewalk.line.Trailer;
import org.ropewalk.observe.DeclaredCommand;
import org.ropewalk.server.queue.KeptLines;

/**
 * The commands that a state with {@code @Batch} keeps: checks and keeps them, and has them run
 * later. Made when the state is entered. Belongs to its loop.
 */
@ForGeneratedCode
public final class KeptCommands implements QueuedCommands, ErrorResponder.Check {
    private static final int NONE = -1;
    private static final byte[] NO_PAYLOAD = {};

    private final ServerConnection connection;
    private final CommandProtocol protocol;
    private final BatchSession session;
    private final byte @Nullable [] answer;
    private final byte[] each;
    private final List<DeclaredCommand> others;
    private final KeptLines lines;

    /** How many bytes a payload may have in the state whose commands are kept. */
    private final int mostPayload;

    private int refused;

    /** The run of the commands; null before it. */
    private @Nullable KeptRun run;

    // ---- the command that is checked

    /** Whether a command is checked now; else it is one of the state itself, or runs. */
    private boolean keeps;

    /** Whether it is kept. */
    private boolean fits;

    /** Whether it is refused when it is run. */
    private boolean misplaced;

    /** The length of its payload, and what follows that; {@link #NONE} if it has none. */
    private long payload;

    private Trailer trailer = Trailer.NONE;

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
            BatchSession session,
            byte @Nullable [] answer,
            byte[] each,
            DeclaredCommand... others) {
        this.connection = (ServerConnection) peer;
        this.protocol = protocol;
        this.session = session;
        this.answer = answer;
        this.each = each;
        this.others = List.of(others);
        this.lines = new KeptLines(connection.factory(), protocol.transport().loop());
        this.mostPayload = connection.framer().limits().payload();
        connection.errors().check(this);
    }

    /** Forgets them: the state is left, or the connection has ended. */
    public void close() {
        lines.release();
        ErrorResponder errors = connection.errorsIfAny();
        if (errors != null) {
            errors.check(null);
        }
    }

    @Override
    public int size() {
        return lines.count();
    }

    @Override
    public int refused() {
        return refused;
    }

    /** The place of the command that is run. */
    public int index() {
        return run == null ? 0 : run.index();
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
            confirm(answer);
        }
    }

    @SuppressWarnings("NullAway") // What the loop shares is there while a line is received.
    private void confirm(byte[] kept) {
        connection.shared().turn().writer(connection).raw(kept);
    }

    private boolean arrived(LineReader line) {
        LineFramer framer = connection.framer();
        return framer.payloadArrived(line, payload, trailer, framer.limits());
    }

    private boolean hasRoom(long more) {
        return lines.hasRoom(more, connection.framer().limits().payload());
    }

    /** Keeps a line and its payload; false if there is no memory for it. */
    private boolean append(LineReader line) {
        Slice kept = payload < 0 ? null : connection.framer().takePayload();
        return lines.append(line, kept == null ? NO_PAYLOAD : kept.toByteArray(), misplaced);
    }

    @Override
    public boolean keepsLost(FrameError error) {
        if (run != null || answer != null) {
            return false;
        }
        boolean kept = hasRoom(0);
        if (kept) {
            lines.append(error);
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
        if (run == null) {
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
            refused += run == null ? 1 : 0;
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

    @Override
    public CompletionStage<Replayed> run() {
        if (run != null || !connection.isOpen()) {
            throw new IllegalStateException("commands that are kept are run once");
        }
        run = new KeptRun(connection, protocol, session, lines, each);
        return run.proceed();
    }
}
