package org.ropewalk.line;

import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Output;

/**
 * Answers what is wrong with a line as the protocol declares; too much of it, and what nobody
 * declared, ends the connection.
 */
abstract class RefusingReceiver extends LineReceiver {
    /** No particular command. */
    protected static final int NO_COMMAND = -1;

    CommandFactory<?> shared;
    Peer peer;
    int errors;

    /** How often the peer has tried what gets nobody anywhere; null before it has. */
    Patience patience;

    /** Why this side ends the connection; null if it does not. */
    Ending ending;

    RefusingReceiver(CommandFactory<?> factory) {
        super(factory.format(), factory.limits());
        shared = factory;
    }

    /** Whether what is written now must stand behind replies that wait. */
    abstract boolean standsBehind();

    /** What is written from now on stands behind replies that wait. */
    abstract Output hold();

    /** What was written since goes when its turn comes. */
    abstract void release(Output held);

    final void peer(Peer connected) {
        peer = connected;
    }

    /** The handler's view of the other end. */
    protected final Peer peer() {
        return peer;
    }

    /** The bounds that hold where a state has no own. */
    protected final LineLimits protocolLimits() {
        return shared.limits();
    }

    /** The bounds of a state or a command that has its own. */
    protected final LineLimits narrower(int index) {
        return shared.narrower(index);
    }

    /**
     * Writes the reply to something that is wrong, if the protocol has one.
     *
     * @return whether the connection is closed after it
     */
    protected abstract boolean writeError(ErrorKind kind, Mistake mistake, LineWriter reply);

    /** Leads the session where an error leads; does nothing where it stays. */
    protected void afterError(ErrorKind kind) {}

    /** What is answered now has no words in front of it that could be repeated. */
    protected void forgetEnvelope() {}

    /** How a command is written, for {@code {usage}}. */
    protected abstract String usage(int command);

    /** Answers a line that no command takes. */
    protected final void refuse(ErrorKind kind, LineReader line) {
        refuse(kind, line, NO_COMMAND);
    }

    /** Answers a line that its command does not take: what the reader says is wrong with it. */
    protected final void refuse(LineReader line, int command) {
        refuse(line.failure() == null ? ErrorKind.USAGE : line.failure(), line, command);
    }

    /**
     * Answers a line that its command does not take, and skips its payload, whose length is the
     * word at {@code lengthIndex}; closes if it cannot be read, or stands among too few words or
     * too many. -1 is the length that was read last.
     */
    protected final void refuse(LineReader line, int command, Trailer trailer, int lengthIndex) {
        boolean trusted = line.failure() == ErrorKind.MALFORMED;
        refuse(line, command);
        skipPayload(trusted ? announced(line, lengthIndex) : LineValues.UNREADABLE, trailer);
    }

    /**
     * Answers a command that is not legal, and skips its payload, as {@link #refuse(LineReader,
     * int, Trailer, int)} does.
     */
    protected final void refuse(
            ErrorKind kind, LineReader line, int command, Trailer trailer, int lengthIndex) {
        refuse(kind, line, command);
        skipPayload(announced(line, lengthIndex), trailer);
    }

    private static long announced(LineReader line, int lengthIndex) {
        return lengthIndex < 0 ? line.announced() : line.announced(lengthIndex);
    }

    /** Answers a line that its command does not take, and skips its payload. */
    protected final void refuse(LineReader line, int command, PayloadEnd end) {
        refuse(line, command);
        skipPayload(end);
    }

    /** Answers a command that is not legal, and skips its payload. */
    protected final void refuse(ErrorKind kind, LineReader line, int command, PayloadEnd end) {
        refuse(kind, line, command);
        skipPayload(end);
    }

    /** Answers a line that its command does not take, for a reason of its own. */
    protected final void refuse(ErrorKind kind, LineReader line, int command) {
        machine().erred = true;
        if (ForeignProtocol.isHttp(line, kind)) {
            foreign("a request of HTTP");
            return;
        }
        Mistake mistake =
                machine()
                        .mistake
                        .about(
                                command,
                                line.verbText(),
                                command == NO_COMMAND ? "" : usage(command),
                                line.message(),
                                "");
        erred(kind, mistake, reply());
    }

    /** The loop's clock; the system's where the connection was never made. */
    final long nowNs() {
        return machine == null ? System.nanoTime() : transport().loop().nanoTime();
    }

    @Override
    protected final void foreign(String what) {
        shared.foreign(what, peer, nowNs());
        note(Ending.FOREIGN);
        closeAfterReply();
    }

    /** Answers an error; it may end the connection, or lead to another state. */
    final void erred(ErrorKind kind, Mistake mistake, LineWriter reply) {
        if (writeErrorReply(kind, mistake, reply)) {
            note(kind.ending());
            closeAfterReply();
        } else if (kind != ErrorKind.MEMORY && ++errors >= shared.mostErrors(limits())) {
            note(Ending.ERRORS);
            writeErrorReply(ErrorKind.BUSY, mistake, reply);
            closeAfterReply();
        }
        try {
            afterError(kind);
        } catch (Throwable thrown) {
            failed(thrown, "the state after an error", reply);
        }
    }

    @Override
    final void note(Ending why) {
        if (ending == null) {
            ending = why;
        }
    }

    /**
     * Counts an error and writes its reply: the whole of it, or nothing if it cannot be written.
     *
     * @return whether the connection ends after it; always if it cannot be written
     */
    final boolean writeErrorReply(ErrorKind kind, Mistake mistake, LineWriter reply) {
        long nowNs = nowNs();
        int before = reply.size();
        shared.erred(kind, peer, nowNs);
        try {
            return writeError(kind, mistake, reply);
        } catch (Throwable thrown) {
            reply.cut(Math.min(before, reply.size()));
            note(Ending.FAILED);
            shared.unwritable(kind, thrown, nowNs);
            return true;
        }
    }

    /**
     * The result of {@code stage}; a failure is told only after {@code delaySeconds}, and after
     * {@code most} of them without a success between them the peer is turned away.
     *
     * @param settles whether a result is a success, and does not only ask for one more line
     */
    protected final <T> CompletionStage<T> slowed(
            CompletionStage<T> stage, int most, int delaySeconds, Predicate<T> settles) {
        return patience().slowed(transport().loop(), stage, most, delaySeconds, settles);
    }

    /** One more command that gets nowhere; true if that is one too many. */
    protected final boolean junk(int most) {
        boolean tooMuch = patience().junk(shared.isStressed() ? 1 : most);
        if (tooMuch) {
            note(Ending.JUNK);
        }
        return tooMuch;
    }

    /** A command that gets somewhere. */
    protected final void progress() {
        if (patience != null) {
            patience.progress();
        }
    }

    private Patience patience() {
        if (patience == null) {
            patience = new Patience();
        }
        return patience;
    }

    /**
     * Whether the peer has sent more behind a command whose reply it must wait for; that is
     * answered, and the connection ends.
     */
    protected final boolean talksOn(LineReader line, int command) {
        Input input = machine().input;
        if (input == null || input.remaining() == 0) {
            return false;
        }
        machine().erred = true;
        unasked(
                input,
                machine()
                        .mistake
                        .about(
                                command,
                                line.verbText(),
                                usage(command),
                                "the reply must be waited for",
                                ""));
        return true;
    }

    private void unasked(Input input, Mistake mistake) {
        note(Ending.UNASKED);
        String said =
                hearsSecrets()
                        ? input.remaining() + " bytes"
                        : Printable.of(input.array(), input.position(), input.limit());
        shared.unasked(said, peer, nowNs());
        erred(ErrorKind.MISPLACED, mistake, reply());
        closeAfterReply();
    }

    /** Whether what a peer says may hold what nobody may read in a log. */
    protected boolean hearsSecrets() {
        return false;
    }

    /** Whether an empty line is a command like others. */
    protected boolean takesEmptyLines() {
        return false;
    }

    @Override
    protected final void lineTooLong() {
        complain(ErrorKind.TOO_LONG, "line too long");
    }

    @Override
    protected final void controlInLine(LineReader line) {
        forgetEnvelope();
        PayloadEnd behind = payloadBehind(line);
        line.verb();
        line.malformed("control character");
        refuse(ErrorKind.MALFORMED, line, NO_COMMAND, behind);
    }

    @Override
    protected final void badLineEnd() {
        complain(ErrorKind.MALFORMED, "bad line end");
    }

    @Override
    protected final void badPayloadEnd(LineReader line) {
        complain(ErrorKind.PAYLOAD, "bad payload end");
    }

    @Override
    protected final void badLineInPayload(LineReader line) {
        complain(ErrorKind.PAYLOAD, "bad line end in a payload");
    }

    @Override
    protected final void payloadTooBig(LineReader line) {
        complain(ErrorKind.TOO_BIG, "payload too big");
    }

    @Override
    protected final void payloadWithoutMemory(LineReader line) {
        complain(ErrorKind.MEMORY, "no memory for the payload");
    }

    @Override
    final boolean isStressed() {
        return shared.isStressed();
    }

    final void complain(ErrorKind kind, String message) {
        machine().erred = true;
        forgetEnvelope();
        Output held = standsBehind() ? hold() : null;
        beginReply();
        erred(kind, machine().mistake.about(NO_COMMAND, "", "", message, ""), reply());
        if (held != null) {
            release(held);
        }
    }

    /** Takes back the reply and answers that the command has failed; ends the connection. */
    final void failed(Throwable thrown, String command, LineWriter reply) {
        String incident = incident(thrown, command);
        machine().sending = null;
        reply.rollBack();
        note(Ending.FAILED);
        writeErrorReply(
                ErrorKind.FAILED, machine().mistake.about(NO_COMMAND, "", "", "", incident), reply);
        closeAfterReply();
    }

    final String incident(Throwable thrown, String command) {
        if (thrown instanceof Overdue) {
            note(Ending.REQUEST_TIME);
        }
        return shared.incident(thrown, command, peer, nowNs());
    }

    @Override
    final void silenceBroken(Input input) {
        beginReply();
        unasked(
                input,
                machine().mistake.about(NO_COMMAND, "", "", "the greeting must be waited for", ""));
    }
}
