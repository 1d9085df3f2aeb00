package org.ropewalk.server.queue;

import java.util.function.Predicate;
import org.ropewalk.frame.LineFramer;
import org.ropewalk.line.LineReader;

/** Has one line looked at ahead while one of the replies that wait can be interrupted. */
public final class Interruptions<T extends Chain.Link<T>> {
    private final Chain<T> waiting;
    private final Predicate<T> interruptible;
    private final LineFramer framer;

    /** Whether a line is looked at ahead. */
    private boolean ahead;

    /** For replies in {@code waiting}, of which {@code interruptible} can be interrupted. */
    public Interruptions(Chain<T> waiting, Predicate<T> interruptible, LineFramer framer) {
        this.waiting = waiting;
        this.interruptible = interruptible;
        this.framer = framer;
    }

    /** One that waits can be interrupted, by lines that {@code interrupts}. */
    public void begin(Predicate<LineReader> interrupts) {
        if (!ahead) {
            ahead = true;
            framer.lookAhead(line -> hasRoom() && interrupts.test(line));
        }
    }

    /** Whether one more reply may wait: twice as many as before input is suspended. */
    private boolean hasRoom() {
        return waiting.count() < 2L * framer.limits().pipelined();
    }

    /** Whether one that waits can be interrupted. */
    public boolean any() {
        return waiting.find(interruptible) != null;
    }

    /** Looks ahead no longer, if none that waits can be interrupted. */
    public void endIfNone() {
        if (ahead && !any()) {
            ahead = false;
            framer.lookAhead(null);
        }
    }
}
