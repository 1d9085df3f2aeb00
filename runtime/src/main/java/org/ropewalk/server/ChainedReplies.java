package org.ropewalk.server;

import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.line.LineLimits;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.Trailer;
import org.ropewalk.reactor.CurrentLoop;
import org.ropewalk.reactor.Output;
import org.ropewalk.server.writers.ReplyWriter;

/**
 * The replies to the commands of one line, which share their line, or its last line ({@link
 * org.ropewalk.annotation.Chain}). An empty line follows the last command of each line, see {@link
 * org.ropewalk.filter.ChainedCommands}. Belongs to its loop.
 */
@ForGeneratedCode
public final class ChainedReplies {
    private static final byte[] NOTHING = {};

    private final ServerConnection connection;
    private final Joined joined = new Joined();

    /** What is between two replies in one line; empty where they share their last line. */
    private final byte[] separator;

    /** What ends the replies to the line that is received; empty if none was written. */
    private byte[] ending = NOTHING;

    /** How many bytes they have. */
    private int written;

    /** Whether the other commands of the line are not run. */
    private boolean failed;

    /** Whether the last command has a reply of its own; else a prompt may be its reply. */
    private boolean answered;

    /** Whether a payload follows the line, which is no command of one. */
    private boolean payload;

    /**
     * No replies yet.
     *
     * @param separator what is between two replies in one line; empty where they share their last
     *     line
     */
    public ChainedReplies(Peer peer, String separator) {
        this.connection = (ServerConnection) peer;
        this.separator = connection.framer().format().text(separator);
    }

    /**
     * Whether {@code line} is no command that is run: it ends a line, or follows a command that has
     * failed. Its reply is one of these else.
     */
    public boolean ends(LineReader line) {
        ReplyContext turn = shared().turn();
        if (line.size() > 0 && !failed) {
            joins(turn);
            return false;
        }
        turn.undecided();
        if (line.size() == 0) {
            turn.output().write(ending);
            turn.beginAgain(connection.framer().limits());
            forget();
        }
        return true;
    }

    /**
     * Begins the reply to an event, or to a line that could not be read. An error of a payload is
     * answered alone.
     */
    public void event() {
        if (payload) {
            payload = false;
        } else {
            joins(shared().turn());
        }
    }

    /**
     * As {@link #ends(LineReader)}.
     *
     * @param awaitsPayload whether the last command has led to a payload
     * @param prompted whether the prompt for that may be its reply: there is no last line then
     */
    public boolean ends(LineReader line, boolean awaitsPayload, boolean prompted) {
        if (awaitsPayload && line.size() == 0) {
            payload = true;
            ending = answered || !prompted ? ending : NOTHING;
        }
        return ends(line);
    }

    /** The payload has arrived: its command is answered alone. */
    public void payloadArrived() {
        payload = false;
    }

    private void joins(ReplyContext reply) {
        reply.joins(joined, connection.framer().limits(), written);
    }

    @SuppressWarnings("NullAway") // Set while the connection is open.
    private LoopReplies shared() {
        return connection.shared();
    }

    private void forget() {
        hold(false);
        ending = NOTHING;
        written = 0;
        failed = false;
    }

    /** Writes a later reply as one of these. */
    private <T> ReplyWriter<T> joined(ReplyWriter<T> writer) {
        return (reply, result, failure) -> {
            joins(shared().deferred());
            writer.write(reply, result, failure);
        };
    }

    /** Puts a reply of {@code size} bytes behind those before it, without its end. */
    private void join(Output output, int size, boolean closes) {
        if (size == 0) {
            return;
        }
        if (ending.length > 0) {
            int from = output.position() - size;
            output.write(separator);
            byte[] bytes = output.array();
            System.arraycopy(bytes, from, bytes, from + separator.length, size);
            System.arraycopy(separator, 0, bytes, from, separator.length);
        }
        written += size;
        hold(true);
        if (!closes) {
            ending = end();
            output.position(output.position() - ending.length);
        }
    }

    /** Keeps the last line of a reply of {@code size} bytes, unless it {@code ends} the replies. */
    private void withhold(Output output, int size, boolean ends) {
        written += size;
        answered = size > 0;
        hold(written > 0);
        if (ends) {
            ending = NOTHING;
        } else if (size > 0) {
            int to = output.position();
            int from = lastLine(output.array(), to - size, to);
            ending = Arrays.copyOfRange(output.array(), from, to);
            output.position(from);
        }
    }

    /** Keeps push messages until the replies are whole; or not any more. */
    private void hold(boolean begun) {
        if (begun || connection.repliesIfAny() != null) {
            connection.replies().hold(begun);
        }
    }

    private byte[] end() {
        return connection.framer().format().trailer(Trailer.TERMINATOR);
    }

    /** Where the last line in {@code bytes[from, to)} begins, or the empty line before it. */
    private int lastLine(byte[] bytes, int from, int to) {
        byte[] end = end();
        int at = to - end.length;
        while (at > from && !endsAt(bytes, from, at, end)) {
            at--;
        }
        return Math.max(from, at - connection.framer().format().beforeLine().length);
    }

    private static boolean endsAt(byte[] bytes, int from, int to, byte[] end) {
        int at = to - end.length;
        return at >= from && Arrays.equals(bytes, at, to, end, 0, end.length);
    }

    /** Each reply is one of these. */
    private final class Joined implements ReplyContext.Together {
        @Override
        public <T> boolean await(
                CompletionStage<T> stage,
                boolean noReply,
                LineReader line,
                ReplyWriter<T> writer,
                LineLimits bounds) {
            if (CurrentLoop.isDone(stage)) {
                connection.answer(shared().turn(), stage, noReply, line, writer);
                return false;
            }
            connection
                    .replies()
                    .await(
                            stage,
                            line.commandText(),
                            noReply,
                            joined(writer),
                            bounds.requestSeconds());
            return true;
        }

        @Override
        public void replied(ReplyContext reply) {
            reply.runs(null);
            boolean closes = reply.after() == ReplyContext.After.CLOSE;
            if (closes && reply.size() == 0) {
                reply.output().write(ending);
            } else if (separator.length > 0) {
                join(reply.output(), reply.size(), closes);
            } else {
                withhold(reply.output(), reply.size(), closes || reply.hasFailed());
                failed = reply.hasFailed();
            }
            if (closes) {
                forget();
            }
        }
    }
}
