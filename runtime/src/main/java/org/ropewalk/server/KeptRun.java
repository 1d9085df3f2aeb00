package org.ropewalk.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.ropewalk.batch.BatchSession;
import org.ropewalk.batch.Replayed;
import org.ropewalk.frame.FrameError;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineLimits;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.LineWriter;
import org.ropewalk.line.resp.RespFormat;
import org.ropewalk.line.resp.RespScanner;
import org.ropewalk.observe.Outcome;
import org.ropewalk.observe.scope.RunningCommand;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.LoopLocal;
import org.ropewalk.reactor.Output;
import org.ropewalk.server.queue.KeptLines;
import org.ropewalk.server.writers.ReplyWriter;

/** The run of the commands that a state has kept: one after the other, into one reply. */
final class KeptRun implements ReplyContext.Together {
    private final ServerConnection connection;
    private final CommandProtocol protocol;
    private final BatchSession session;
    private final KeptLines lines;

    /** What replaces the last line of each reply. */
    private final byte[] each;

    private final CompletableFuture<Replayed> result = new CompletableFuture<>();
    private final Tools tools;
    private final ReplyContext context;
    private final Output output;
    private final LineReader reader;

    private int index;

    /** Where the reply to the command that runs begins. */
    private int begin;

    /** Whether a command before it has led to another state. */
    private boolean out;

    private boolean waits;
    private boolean ended;
    private boolean closes;
    private @Nullable RunningCommand observed;

    KeptRun(
            ServerConnection connection,
            CommandProtocol protocol,
            BatchSession session,
            KeptLines lines,
            byte[] each) {
        this.connection = connection;
        this.protocol = protocol;
        this.session = session;
        this.lines = lines;
        this.each = each;
        this.tools = Tools.take(shared().loop());
        this.context = tools.context;
        this.output = tools.output;
        this.reader = tools.reader;
        context.runs(this);
    }

    /** The place of the command that is run. */
    int index() {
        return index;
    }

    /** Runs the commands until one must be waited for; what they reply, when all have run. */
    CompletionStage<Replayed> proceed() {
        int most = connection.framer().limits().reply();
        while (index < lines.count() && !ended && !waits && output.position() <= most) {
            answer(this::replay);
        }
        if (output.position() > most) {
            result.completeExceptionally(
                    new IllegalStateException("replies of more than " + most + " bytes"));
        } else if (!waits) {
            complete();
        }
        return result;
    }

    private void complete() {
        RespFormat resp = connection.framer().format().resp();
        int replies = resp == null ? 0 : RespScanner.count(output.array(), output.position());
        byte[] array = output.array();
        if (closes) {
            connection.close();
        }
        Replayed all = new Replayed(array, output.position(), replies, ended);
        tools.giveBack();
        result.complete(all);
    }

    /** What a run reads and writes with. A loop keeps those of its last run for the next. */
    private static final class Tools {
        private static final LoopLocal<Tools[]> KIND = LoopLocal.of(loop -> new Tools[1]);

        /** An array that large replies have made larger is not kept. */
        private static final int MOST_KEPT_BYTES = 64 << 10;

        private static final byte[] NOTHING = {};

        private final ReplyContext context = new ReplyContext();
        private final Output output = new Output(0);
        private final LineReader reader;
        private final Loop loop;

        private Tools(Loop loop) {
            this.loop = loop;
            reader = new LineReader(loop.lendsAgain());
        }

        /** Those that the loop keeps; new ones while another run uses them. */
        static Tools take(Loop loop) {
            Tools[] kept = loop.shared(KIND);
            Tools tools = kept[0] == null ? new Tools(loop) : kept[0];
            kept[0] = null;
            return tools;
        }

        /** The run is over. */
        void giveBack() {
            output.clear(MOST_KEPT_BYTES);
            reader.show(NOTHING, 0, 0, LineFormat.standard());
            context.runs(null);
            loop.shared(KIND)[0] = this;
        }
    }

    /** Receives the next command, with its payload. */
    private void replay() {
        lines.show(index, reader, connection.framer().format());
        FrameError error = lines.error(index);
        if (error != null) {
            connection.errors().frameError(error, reader, false, context);
        } else {
            connection.framer().payloads().replay(lines.payload(index, reader), this::receive);
        }
    }

    private void receive() {
        if (lines.isMisplaced(index) || out) {
            reader.verb();
            connection.errors().refuse(ErrorKind.MISPLACED, reader, null);
        } else if (reader.isEmpty() && !protocol.takesEmptyLines()) {
            connection.errors().refuseEmpty(reader);
        } else {
            protocol.commandReceived(reader);
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
        if (!connection.isOpen()) {
            return;
        }
        answer(
                () -> {
                    if (observed != null) {
                        context.observe(observed);
                    }
                    write(value, failure, noReply, writer);
                });
        proceed();
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
