package org.ropewalk.client;

import java.util.function.Function;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineLimits;

/**
 * What all connections of one generated client have in common.
 *
 * @param format how lines stand on the wire
 * @param limits what bounds replies
 * @param commands makes the asynchronous commands of a connection
 * @param blocking makes their view that waits
 * @param greeting reads what the server says first; null if it says nothing
 * @param strays reads lines that refuse commands which are not answered otherwise; null if there
 *     are none
 * @param envelope what stands in front of lines; null if nothing does
 */
public record ClientKind<C>(
        LineFormat format,
        LineLimits limits,
        Function<LineClient, C> commands,
        Function<C, ?> blocking,
        ReplyReading<?> greeting,
        PushReading strays,
        ClientEnvelope envelope) {
    /** Whether replies come in any order. */
    boolean isOvertaking() {
        return envelope != null && envelope.overtaking();
    }
}
