package org.ropewalk.line;

import java.time.Duration;
import org.ropewalk.line.Partial.Awaited;
import org.ropewalk.reactor.Input;

/** The clocks against which a connection of lines waits, each for what comes next. */
abstract class LineClocks extends LineSender {
    /** Seconds between commands, where so many connections are open that patience is short. */
    private static final int STRESSED_IDLE_SECONDS = 10;

    /** What is received in place of lines; null if lines are. */
    Partial partial;

    Awaited awaited = Awaited.NOTHING;
    boolean suspended;

    LineClocks(LineFormat format, LineLimits limits) {
        super(format, limits);
    }

    /** Whether nobody wants what has come. */
    abstract boolean isStalled();

    /** Sets other bounds, from the next line on. */
    protected final void limits(LineLimits narrower) {
        if (narrower.idleSeconds() != limits.idleSeconds() && awaited == Awaited.COMMAND) {
            awaited = Awaited.NOTHING;
        }
        limits = narrower;
    }

    /** This side is about to end the connection, and why; the first reason is the one. */
    void note(Ending why) {}

    /** Whether so many connections are open that patience is short. */
    boolean isStressed() {
        return false;
    }

    /**
     * Nothing of what {@link #limits()} allows time for has come in time. Closes the connection.
     */
    protected void timedOut() {
        transport().loseConnection();
    }

    /**
     * Sets the clock for what the connection waits for now; what a trickle must not extend is not
     * set again.
     */
    final void await(boolean bytesLeft, boolean progress) {
        Awaited next = next(bytesLeft);
        if (next == awaited) {
            switch (next) {
                case COMMAND -> {
                    transport().resetTimeout();
                    return;
                }
                case LINE_END -> {
                    if (!progress || partial != null) {
                        return;
                    }
                }
                case PAYLOAD -> {
                    if (((Arriving) partial).isClocked()) {
                        return;
                    }
                }
                default -> {
                    return;
                }
            }
        }
        awaited = next;
        transport().setTimeout(timeout());
    }

    private Awaited next(boolean bytesLeft) {
        if (suspended || isStalled()) {
            return Awaited.ANSWER;
        }
        if (partial != null) {
            return partial.awaited(bytesLeft);
        }
        return bytesLeft ? Awaited.LINE_END : Awaited.COMMAND;
    }

    /** How long it may take until what is awaited comes; null if nothing bounds that here. */
    private Duration timeout() {
        switch (awaited) {
            case COMMAND:
                return seconds(idleSeconds());
            case LINE_END:
                return seconds(limits.lineSeconds());
            case PAYLOAD:
                Arriving payload = (Arriving) partial;
                payload.clock(transport().loop().nanoTime());
                return seconds(payload.limits.payloadSeconds());
            default:
                return null;
        }
    }

    private static Duration seconds(long seconds) {
        return seconds >= LineLimits.UNLIMITED ? null : Duration.ofSeconds(seconds);
    }

    @Override
    public final void timeoutConnection() {
        if (awaited == Awaited.PAYLOAD && partial instanceof Arriving payload) {
            Duration left = payload.left(transport().loop().nanoTime());
            if (left != null) {
                transport().setTimeout(left);
                return;
            }
        }
        machine().writer.on(transport().output(), format);
        if (awaited == Awaited.SILENCE) {
            partial = null;
            startWaiting();
            silenceKept();
            return;
        }
        note(awaited.ending());
        awaited = Awaited.NOTHING;
        timedOut();
    }

    @Override
    protected void connectionMade() {
        startWaiting();
    }

    private void startWaiting() {
        awaited = Awaited.COMMAND;
        transport().setTimeout(timeout());
    }

    /** Nothing may be said for so long; {@link #silenceKept} is called if nothing was. */
    final void hush(Duration silence) {
        partial = Partial.HUSHED;
        awaited = Awaited.SILENCE;
        transport().setTimeout(silence);
    }

    /** The peer has said nothing when nothing was to be said. */
    void silenceKept() {}

    /** The peer has spoken when nothing was to be said; must end the connection. */
    void silenceBroken(Input input) {
        closeAfterReply();
    }

    private int idleSeconds() {
        return isStressed()
                ? Math.min(STRESSED_IDLE_SECONDS, limits.idleSeconds())
                : limits.idleSeconds();
    }

    @Override
    public final void overloadChanged() {
        if (awaited == Awaited.COMMAND) {
            transport().setTimeout(timeout());
        }
    }
}
