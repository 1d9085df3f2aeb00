package org.ropewalk.frame;

import org.ropewalk.line.LineReader;
import org.ropewalk.line.PayloadEnd;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Loop;

/**
 * The connection of a {@link LineFramer}: receives its lines and payloads, and its errors. All
 * calls come on the connection's loop, after the bytes were consumed.
 */
public interface FrameHandler {
    /** The factory that made the connection; kept bytes are counted in its memory budget. */
    Factory factory();

    /** The connection's loop. */
    Loop loop();

    /**
     * A line has arrived. Called again with the same line when its payload has arrived completely
     * ({@link LineFramer#payloadArrived}).
     *
     * @param line valid until this method returns
     */
    void lineReceived(LineReader line);

    /** The peer waits until it may send the literal that its line announced. */
    default void literalAwaited() {}

    /**
     * Something is wrong with a line or with a payload.
     *
     * @param line the line, or the one that announced the payload, as far as it is known
     * @param ends whether nothing after it can be read: the connection must end
     */
    void frameError(FrameError error, LineReader line, boolean ends);

    /**
     * The end of a payload that was refused before cannot be found, or is too far away. The
     * connection must end; there is nothing more to answer.
     *
     * @param why what is wrong with it
     */
    void framingLost(FrameError why);

    /** A streamed payload is wrong; its reader is informed next. */
    void streamFailed(FrameError error);

    /** What is waited for has not arrived in time. The connection must end. */
    void readTimedOut(ReadWait wait);

    /** The time of {@link LineFramer#delayGreeting} has passed, and the peer has sent nothing. */
    default void greetingDue() {}

    /**
     * The peer has sent bytes in the time of {@link LineFramer#delayGreeting}. The connection must
     * end.
     */
    default void earlyInput(Input input) {}

    /** The bytes are another protocol's. The connection must end, without an answer. */
    void wrongProtocol(String protocol);

    /** The program is about to end and nothing is under way here. The connection must end. */
    default void drained() {}

    /**
     * The end of the payload that follows {@code line}, which cannot be read. It is {@link
     * PayloadEnd#CLOSE} if it is unknown, or depends on a length in the line.
     *
     * @param line what there is of it; empty if its first word cannot be read
     */
    default PayloadEnd payloadBehind(LineReader line) {
        return PayloadEnd.NONE;
    }

    /**
     * What a payload belongs to that has arrived.
     *
     * @param line a copy of the line that announced it
     */
    default LineReader announced(LineReader line) {
        return line;
    }

    /**
     * Whether data over its limit is skipped before {@link #frameError} is called. If not, that is
     * called at once, and must end the connection.
     */
    boolean skips(FrameError error);

    /** The connection has ended: nothing is called any more. */
    default void disposed() {}

    /** Whether so many connections are open that idle ones wait for less time. */
    default boolean isOverloaded() {
        return false;
    }
}
