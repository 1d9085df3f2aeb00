package org.ropewalk.datagram;

import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Transport;

/**
 * Serves lines of one datagram as a connection would; if one of them ends it, the next one has
 * another service. On the port's loop.
 */
@ForGeneratedCode
public interface DatagramService {
    /** Begins: replies go to {@code transport}. */
    void begin(Transport transport);

    /** Takes one line, or a part of a payload; what is left in {@code input} is shown again. */
    void receive(Input input);

    /** Whether a payload is not whole. */
    boolean isIncomplete();

    /** The datagram ends within a payload: answers that. */
    void cutOff();

    /** Whether replies wait. */
    boolean awaitsReply();

    /** Runs {@code task} when no reply waits any more. */
    void afterReplies(Runnable task);

    /** Whether the beginning of the next line is unknown. */
    boolean isOutOfStep();

    /** Whether an error was answered. */
    boolean hasErred();

    /** Ends: replies that wait are dropped. */
    void end();
}
