package org.ropewalk.client;

import org.jspecify.annotations.Nullable;
import org.ropewalk.frame.FrameError;
import org.ropewalk.frame.LineFramer;
import org.ropewalk.line.LineLimits;
import org.ropewalk.line.LineReader;
import org.ropewalk.reactor.Transport;

/**
 * Reads the lines of one connection: those of a reply for the call that it answers, and those that
 * answer no call. A line that the protocol does not allow fails the connection.
 */
final class ReplyReceiver {
    private final Owner owner;
    private final LineFramer framer;
    private final ClientSession session;
    private final ReplyMatcher sent;

    /** The limits of replies. */
    private final LineLimits limits;

    private final ClientOptions options;
    private final @Nullable ReplyReader<Object> pushes;
    private final @Nullable ReplyReader<Object> strays;

    /** Made at the first line that may be unsolicited; null before. */
    private volatile @Nullable UnsolicitedLines unsolicited;

    /** For the next reply; null while it collects a reply of several lines. */
    private @Nullable ReplyBuilder<?> spare;

    /**
     * A receiver.
     *
     * @param pushes reads push messages; null if there are none
     * @param strays reads refusals of commands that are not answered; null if there are none
     */
    ReplyReceiver(
            Owner owner,
            LineFramer framer,
            ClientSession session,
            ReplyMatcher sent,
            LineLimits limits,
            ClientOptions options,
            @Nullable ReplyReader<Object> pushes,
            @Nullable ReplyReader<Object> strays) {
        this.owner = owner;
        this.framer = framer;
        this.session = session;
        this.sent = sent;
        this.limits = limits;
        this.options = options;
        this.pushes = pushes;
        this.strays = strays;
    }

    /** How many lines were skipped because nothing reads them. Any thread. */
    long undeclared() {
        UnsolicitedLines made = unsolicited;
        return made == null ? 0 : made.skipped();
    }

    /** Whether the line belongs to a push message; if so, it was read. */
    boolean isPushed(LineReader line) {
        return unsolicited().isPushed(line);
    }

    /** Whether a line that comes now would be skipped if it cannot be read. */
    boolean mayBeSkipped() {
        return unsolicited().mayBeSkipped();
    }

    /** Whether what cannot be read concerns nothing but one push, or one call. */
    boolean takesUnreadable(FrameError error, LineReader line) {
        return unsolicited().takesUnreadable(error, line, limits);
    }

    private UnsolicitedLines unsolicited() {
        UnsolicitedLines made = unsolicited;
        if (made == null) {
            made =
                    new UnsolicitedLines(
                            owner.transport(),
                            this::newBuilder,
                            pushes,
                            strays,
                            options,
                            sent,
                            owner::serverEnds);
            unsolicited = made;
        }
        return made;
    }

    /** Reads a line that is no push message: for {@code call}; null if no call awaits a reply. */
    void read(LineReader line, @Nullable Call<?> call) {
        if (call != null) {
            readReply(line, call);
        } else if (!unsolicited().takes(line, null)) {
            owner.fail(ProtocolViolation.of("a reply without a command:", line));
        }
    }

    @SuppressWarnings("NullAway") // A call that awaits a line has a reader.
    private <T> void readReply(LineReader line, Call<T> call) {
        ReplyBuilder<T> reply = builder(call);
        int size = line.size();
        boolean expected;
        try {
            expected = call.spec().reader().read(line, reply);
        } catch (RuntimeException e) {
            owner.fail(ProtocolViolation.of("a reply that its type refuses:", line, e));
            return;
        }
        if (!expected) {
            boolean pushed = call.hasBegun() && isPushed(line);
            if (!pushed && !unsolicited().takes(line, call)) {
                owner.fail(ProtocolViolation.of("unexpected reply", line));
            }
        } else if (!reply.hasEnded()) {
            call.reply(reply);
            spare = spare == reply ? null : spare;
            if (reply.count(size) > limits.reply()) {
                owner.fail(ProtocolViolation.ofLength(limits));
            }
        } else if (sent.hasOtherTag(line, call)) {
            owner.fail(ProtocolViolation.of("a reply to another command:", line));
        } else if (owner.isOpen()) {
            sent.remove(call);
            spare = null;
            owner.replyEnded(call, reply);
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
        return ((ReplyBuilder<T>) spare).replies(call.replies());
    }

    private <T> ReplyBuilder<T> newBuilder() {
        return new ReplyBuilder<>(framer, session, owner);
    }

    /** The result of {@code reply} was taken: it collects the next reply. */
    void reuse(ReplyBuilder<?> reply) {
        reply.clear();
        spare = reply;
    }

    /** The connection of a receiver. */
    interface Owner extends CommandSender {
        Transport transport();

        boolean isOpen();

        /** A line that the protocol does not allow: fails all calls and ends the connection. */
        void fail(Throwable reason);

        /** The server has sent why it ends the connection. */
        void serverEnds(CommandRejected why);

        /** The reply of a call has come to its end. */
        <T> void replyEnded(Call<T> call, ReplyBuilder<T> reply);
    }
}
