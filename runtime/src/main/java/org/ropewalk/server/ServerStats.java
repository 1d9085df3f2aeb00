package org.ropewalk.server;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.line.LineLimits;

/**
 * What a server has seen so far: taken from {@link CommandFactory#stats()}, it does not change.
 *
 * @param limits the bounds that hold for connections to come
 * @param connections how many stand
 * @param accepted how many there were, without those that were refused
 * @param overloaded whether so many stand that patience is short
 * @param errors how often each kind of mistake was answered
 * @param endings how often connections ended for each reason
 */
public record ServerStats(
        LineLimits limits,
        int connections,
        long accepted,
        boolean overloaded,
        Map<ErrorKind, Long> errors,
        Map<CloseReason, Long> endings) {
    /** Keeps copies. */
    public ServerStats {
        errors = Collections.unmodifiableMap(new EnumMap<>(errors));
        endings = Collections.unmodifiableMap(new EnumMap<>(endings));
    }
}
