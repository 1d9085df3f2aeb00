package org.ropewalk.server;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.line.LineLimits;
import org.ropewalk.observe.CommandStats;

/**
 * The counters of a server at one moment: {@link CommandFactory#stats()}.
 *
 * @param limits the bounds that hold for connections to come
 * @param connections how many are open
 * @param accepted how many were accepted so far, refused ones not counted
 * @param overloaded whether so many are open that idle ones end sooner
 * @param errors how many error replies of each kind were sent
 * @param endings how often connections ended for each reason
 * @param commands what was counted of each command, by its name; empty unless {@link
 *     CommandFactory#countCommands} was called
 */
public record ServerStats(
        LineLimits limits,
        int connections,
        long accepted,
        boolean overloaded,
        Map<ErrorKind, Long> errors,
        Map<CloseReason, Long> endings,
        Map<String, CommandStats> commands) {
    /** Keeps copies. */
    public ServerStats {
        errors = Collections.unmodifiableMap(new EnumMap<>(errors));
        endings = Collections.unmodifiableMap(new EnumMap<>(endings));
        commands = Collections.unmodifiableMap(new TreeMap<>(commands));
    }
}
