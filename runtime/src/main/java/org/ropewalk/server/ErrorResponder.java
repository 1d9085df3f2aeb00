package org.ropewalk.server;

import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.ropewalk.frame.FrameError;
import org.ropewalk.frame.LineFramer;
import org.ropewalk.frame.PayloadException;
import org.ropewalk.frame.ahead.ProtocolSniffer;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.LineWriter;
import org.ropewalk.line.Trailer;
import org.ropewalk.line.resp.RespElement;
import org.ropewalk.observe.CommandObserver;
import org.ropewalk.observe.DeclaredCommand;
import org.ropewalk.observe.Outcome;
import org.ropewalk.reactor.Input;
import org.ropewalk.server.throttle.AttemptThrottle;
import org.ropewalk.telemetry.Printable;

/**
 * Answers the errors of one connection as its protocol declares, and ends it after too many of
 * them. Made at the first error.
 */
@SuppressWarnings("NullAway") // Fields that are null between connections, payloads or lines.
final class ErrorResponder {
    /** What the protocol declares for errors. */
    interface Declared {
        /** Writes the declared reply; returns whether the connection ends after it. */
        boolean writeError(ErrorKind kind, CommandError error, LineWriter reply);

        /**
         * Informs the handler of what is refused: the line, which is empty if nothing is left of
         * it; does nothing if no method is declared.
         */
        default void refused(ErrorKind kind, LineReader line) {}

        /** Enters the state that follows an error of this kind, if one is declared. */
        default void afterError(ErrorKind kind) {}

        /**
         * The next reply answers no command. Clears the words of the last command's envelope, such
         * as a tag, so that they are not repeated.
         */
        default void forgetEnvelope() {}

        /** Whether what a peer sends may hold secrets, which are not logged. */
        default boolean handlesSecrets() {
            return false;
        }

        /**
         * Whether a reply may be a payload alone that ends with the connection. A connection that
         * is closed without a line would be such a reply, of no bytes.
         */
        default boolean repliesWithPayloadAlone() {
            return false;
        }
    }

    /** Keeps commands instead of running them. */
    interface Check {
        /**
         * As what the command that is read is refused; null if it is kept.
         *
         * @param readable whether it is known where the next command begins; changes the reader
         */
        @Nullable ErrorKind refusal(
                ErrorKind kind,
                LineReader line,
                @Nullable DeclaredCommand command,
                BooleanSupplier readable);

        /** Whether the payload of the command that is kept is kept, too; else it is skipped. */
        boolean keepsPayload(long count, Trailer trailer);

        /** Whether a line that could not be received is answered when the commands run. */
        boolean keepsLost(FrameError error);

        /** A payload could not be received. */
        void payloadLost();
    }

    /** The connection of a responder, which is also the owner of its reply contexts. */
    interface Owner extends Peer {
        /** This side is about to end the connection; the first reason counts. */
        void closeReason(CloseReason reason);

        /** Ends the connection at once. */
        void abort(CloseReason reason);

        /** Logs a failure of {@code what}; returns the incident's number. */
        String incident(Throwable thrown, String what);
    }

    /**
     * The length of a payload that a line announces; it is read once, as that restarts the line.
     */
    private static final class PayloadLength {
        private final LongSupplier announced;
        private boolean known;
        private long bytes;

        PayloadLength(LongSupplier announced) {
            this.announced = announced;
        }

        long bytes() {
            if (!known) {
                bytes = announced.getAsLong();
                known = true;
            }
            return bytes;
        }
    }

    /** A length of a payload that is not known. */
    private static final int UNREADABLE = -1;

    private final Owner owner;
    private final Declared declared;
    private final ServerContext server;
    private final LoopReplies shared;
    private final LineFramer framer;
    private final AttemptThrottle throttle = new AttemptThrottle();

    /** What keeps commands instead of running them; null if nothing does. */
    private @Nullable Check check;

    /** A responder for {@code owner}, whose reply contexts are {@code shared}. */
    ErrorResponder(
            Owner owner,
            @Nullable Declared declared,
            ServerContext server,
            @Nullable LoopReplies shared,
            LineFramer framer) {
        this.owner = owner;
        this.declared = declared;
        this.server = server;
        this.shared = shared;
        this.framer = framer;
    }

    /**
     * Counts a productive command.
     *
     * @param errors of the connection; null if there were none
     */
    static void progress(@Nullable ErrorResponder errors) {
        if (errors != null) {
            errors.throttle.progress();
        }
    }

    /**
     * A command was handled: drops what it has not read of its payload, and counts a success if the
     * payload was received, too, unless {@code turn} is no command's.
     *
     * @param errors of the connection; null if there were none
     */
    static void received(@Nullable ErrorResponder errors, ReplyContext turn, LineFramer framer) {
        boolean received = framer.hasPayloads() && framer.payloads().discardUnread();
        boolean whole = received || !framer.isCollecting();
        if (errors != null && whole && !turn.isUndecided()) {
            errors.throttle.succeeded();
        }
    }

    /** What the peer has done without success. */
    AttemptThrottle throttle() {
        return throttle;
    }

    private CommandError error(@Nullable String message) {
        return shared.error().about(null, "", message, "");
    }

    private CommandError error(LineReader line, @Nullable DeclaredCommand command, String message) {
        return shared.error().about(command, line.verbText(), message, "");
    }

    /** The command whose usage has the most first words of a line; of several the last. */
    DeclaredCommand nearest(LineReader line, DeclaredCommand... commands) {
        byte[] copy = line.copy();
        String[] words =
                line.isArray()
                        ? RespElement.strings(copy)
                        : new String(copy, StandardCharsets.UTF_8).split("[ \t]+");
        DeclaredCommand nearest = commands[0];
        int most = 0;
        for (DeclaredCommand command : commands) {
            int same = commonWords(words, command.usage().replaceAll("[\\[\\]]", "").split(" "));
            if (same >= most) {
                most = same;
                nearest = command;
            }
        }
        return nearest;
    }

    private static int commonWords(String[] words, String[] others) {
        int same = 0;
        while (same < words.length
                && same < others.length
                && words[same].equalsIgnoreCase(others[same])) {
            same++;
        }
        return same;
    }

    /** Commands are kept by {@code now}; none is any more if that is null. */
    void check(@Nullable Check now) {
        check = now;
    }

    // ---- commands that are refused

    void refuse(LineReader line, DeclaredCommand command) {
        ErrorKind failure = line.failure();
        refuse(failure == null ? ErrorKind.USAGE : failure, line, command);
    }

    void refuse(
            ErrorKind kind,
            LineReader line,
            DeclaredCommand command,
            Trailer trailer,
            int lengthIndex,
            long most) {
        refuse(kind, line, command, () -> announced(line, lengthIndex, most), trailer);
    }

    void refuse(
            LineReader line, DeclaredCommand command, Trailer trailer, int lengthIndex, long most) {
        boolean trusted = line.failure() == ErrorKind.MALFORMED || line.cursor().fits();
        ErrorKind failure = line.failure();
        refuse(
                failure == null ? ErrorKind.USAGE : failure,
                line,
                command,
                () -> trusted ? announced(line, lengthIndex, most) : UNREADABLE,
                trailer);
    }

    /**
     * Refuses a command, and skips its payload unless that is kept with it. Its length is read
     * after what is wrong, which the reader forgets then.
     */
    private void refuse(
            ErrorKind kind,
            LineReader line,
            DeclaredCommand command,
            LongSupplier announced,
            Trailer trailer) {
        PayloadLength length = new PayloadLength(announced);
        refuse(kind, line, command, () -> length.bytes() >= 0);
        long count = length.bytes();
        if (check == null || !check.keepsPayload(count, trailer)) {
            framer.skipPayload(count, trailer);
        }
    }

    private static long announced(LineReader line, int lengthIndex, long most) {
        long length = lengthIndex < 0 ? line.announced() : line.announced(lengthIndex);
        return length > most ? UNREADABLE : length;
    }

    void refuse(ErrorKind failure, LineReader line, @Nullable DeclaredCommand command) {
        refuse(failure, line, command, () -> true);
    }

    private void refuse(
            ErrorKind failure,
            LineReader line,
            @Nullable DeclaredCommand command,
            BooleanSupplier readable) {
        String message = line.message();
        ErrorKind kind = check == null ? failure : check.refusal(failure, line, command, readable);
        if (kind == null) {
            return;
        }
        ReplyContext turn = shared.turn();
        if (ProtocolSniffer.isHttp(line, kind)) {
            turn.undecided();
            wrongProtocol("an HTTP request");
            turn.close();
            return;
        }
        if (server.isObserved() && turn.observed() == null) {
            String name = command == null ? CommandObserver.UNKNOWN : command.name();
            server.began(owner, name, line.size(), shared, turn);
        }
        CommandError error = error(line, command, message);
        if (tell(kind, line, turn)) {
            answer(kind, error, turn);
        }
    }

    void refuseEmpty(LineReader line) {
        declared.forgetEnvelope();
        line.verb();
        refuse(ErrorKind.EMPTY, line, null);
    }

    void wrongProtocol(String protocol) {
        server.log().wrongProtocol(protocol, owner, shared.loop().nanoTime());
        owner.closeReason(CloseReason.WRONG_PROTOCOL);
    }

    /**
     * Answers a payload that was received in pieces and is broken.
     *
     * @param leads whether that may lead to another state
     */
    void streamBroken(PayloadException broken, boolean leads, ReplyContext context) {
        context.rollBack();
        answer(kind(broken.error()), error(broken.getMessage()), context, leads);
    }

    private void answer(ErrorKind kind, CommandError error, ReplyContext context) {
        answer(kind, error, context, true);
    }

    /** Tells the handler of what is refused; false if it failed, which is answered. */
    private boolean tell(ErrorKind kind, LineReader line, ReplyContext context) {
        try {
            declared.refused(kind, line);
            return true;
        } catch (Throwable thrown) {
            failed(thrown, "the method for errors", context);
            return false;
        }
    }

    /**
     * Answers an error; it may end the connection, or lead to another state if it {@code leads}.
     */
    private void answer(ErrorKind kind, CommandError error, ReplyContext context, boolean leads) {
        context.undecided();
        context.mark(Outcome.REJECTED);
        if (write(kind, error, context)) {
            owner.closeReason(CloseReason.of(kind));
            context.close();
        } else if (kind != ErrorKind.MEMORY && throttle.erred(server.mostErrors(framer.limits()))) {
            owner.closeReason(CloseReason.ERRORS);
            write(ErrorKind.BUSY, error, context);
            context.close();
        }
        try {
            if (leads) {
                declared.afterError(kind);
            }
        } catch (Throwable thrown) {
            failed(thrown, "the state after an error", context);
        }
    }

    /**
     * Counts an error and writes its reply. If that cannot be written, the command has failed; if
     * the reply to a failure cannot be written either, nothing is.
     *
     * @return whether the connection ends after it; always if it cannot be written
     */
    private boolean write(ErrorKind kind, CommandError error, ReplyContext context) {
        LineWriter reply = context.writer(owner);
        int before = reply.size();
        server.erred(kind, owner, shared.loop().nanoTime());
        try {
            return declared.writeError(kind, error, reply);
        } catch (Throwable thrown) {
            reply.cut(Math.min(before, reply.size()));
            owner.closeReason(CloseReason.FAILED);
            if (kind == ErrorKind.FAILED) {
                server.log().unwritable(thrown, owner, shared.loop().nanoTime());
            } else {
                writeFailure(owner.incident(thrown, "the reply to " + kind), context);
            }
            return true;
        }
    }

    /** Takes back the reply and answers that the command has failed; ends the connection. */
    void failed(Throwable thrown, String command, ReplyContext context) {
        CloseReason reason =
                thrown instanceof PendingReply.RequestTimeoutException
                        ? CloseReason.REQUEST_TIME
                        : CloseReason.FAILED;
        String incident = owner.incident(thrown, command);
        context.undecided();
        context.rollBack();
        owner.closeReason(reason);
        writeFailure(incident, context);
        end(reason, context);
    }

    private void writeFailure(String incident, ReplyContext context) {
        context.mark(Outcome.FAILED);
        write(ErrorKind.FAILED, shared.error().about(null, "", "", incident), context);
    }

    /** Ends the connection, by a reset if its end alone would be read as a reply. */
    private void end(CloseReason reason, ReplyContext context) {
        if (declared.repliesWithPayloadAlone() && context.writer(owner).size() == 0) {
            owner.abort(reason);
        }
        context.close();
    }

    /**
     * One connection too many: answers that, unless it is secured, as TLS would cost more than it
     * is worth; ends the connection.
     */
    void refuseConnection(ReplyContext context, boolean secure) {
        server.log().refused(owner, server.limits().connections(), shared.loop().nanoTime());
        if (secure) {
            context.close();
        } else {
            busy(context);
            end(CloseReason.BUSY, context);
        }
    }

    /** Answers that there are too many connections, or attempts; ends the connection. */
    void busy(ReplyContext context) {
        context.beginAgain(framer.limits());
        write(ErrorKind.BUSY, error(""), context);
        context.close();
    }

    /** Counts an unproductive command; true if that is one too many. */
    boolean countUnproductive(int most) {
        boolean tooMuch = throttle.unproductive(server.isOverloaded() ? 1 : most);
        if (tooMuch) {
            owner.closeReason(CloseReason.JUNK);
        }
        return tooMuch;
    }

    // ---- errors that are no command's

    /** Answers that nothing came in time; ends the connection. */
    void timedOut(ReplyContext turn) {
        answerEvent(ErrorKind.TIMEOUT, "timeout", CloseReason.IDLE, turn);
    }

    /** Answers that the server stops; ends the connection. */
    void stopping(ReplyContext turn) {
        answerEvent(ErrorKind.SHUTDOWN, "the server stops", CloseReason.SHUTDOWN, turn);
    }

    /**
     * Answers an error.
     *
     * @param ends why the connection ends after it; null if it need not
     */
    private void answerEvent(
            ErrorKind kind, String message, @Nullable CloseReason ends, ReplyContext turn) {
        if (ends != null) {
            owner.closeReason(ends);
        }
        declared.forgetEnvelope();
        answer(kind, error(message), turn);
        if (ends != null) {
            turn.close();
        }
    }

    /** Answers what is wrong with a line or a payload. */
    void frameError(FrameError error, LineReader line, boolean ends, ReplyContext turn) {
        if (check != null && kind(error).isOfPayload()) {
            check.payloadLost();
        } else if (check != null && !ends && check.keepsLost(error)) {
            return;
        }
        if (error != FrameError.CONTROL && error != FrameError.CHECK) {
            if (check != null) {
                check.refusal(kind(error), line, null, () -> true);
            }
            if (tell(kind(error), line, turn)) {
                answerEvent(kind(error), error.text(), ends ? reason(error) : null, turn);
            }
            return;
        }
        declared.forgetEnvelope();
        line.verb();
        line.malformed(error.text());
        refuse(ErrorKind.MALFORMED, line, null);
        if (ends) {
            owner.closeReason(CloseReason.PAYLOAD);
            turn.close();
        }
    }

    /** Answers that the peer must wait for the reply to {@code line} before it sends more. */
    void early(Input input, LineReader line, DeclaredCommand command) {
        answerEarly(input, error(line, command, "the reply must be waited for"), shared.turn());
    }

    /** Answers that the peer must wait for the greeting. */
    void early(Input input, ReplyContext turn) {
        answerEarly(input, error("the greeting must be waited for"), turn);
    }

    private void answerEarly(Input input, CommandError error, ReplyContext turn) {
        owner.closeReason(CloseReason.EARLY);
        input.showRest();
        String sent =
                declared.handlesSecrets()
                        ? input.remaining() + " bytes"
                        : Printable.of(input.array(), input.position(), input.limit());
        server.log().early(sent, owner, shared.loop().nanoTime());
        answer(ErrorKind.MISPLACED, error, turn);
        turn.close();
    }

    private static ErrorKind kind(FrameError error) {
        return switch (error) {
            case TOO_LONG, TOO_LONG_BEFORE_PAYLOAD -> ErrorKind.TOO_LONG;
            case CONTROL, CHECK, LINE_END -> ErrorKind.MALFORMED;
            case TOO_BIG -> ErrorKind.TOO_BIG;
            case MEMORY -> ErrorKind.MEMORY;
            default -> ErrorKind.PAYLOAD;
        };
    }

    static CloseReason reason(FrameError error) {
        return switch (error) {
            case TOO_LONG -> CloseReason.LINE;
            case LINE_END -> CloseReason.LINE_END;
            case MEMORY -> CloseReason.MEMORY;
            default -> CloseReason.PAYLOAD;
        };
    }
}
