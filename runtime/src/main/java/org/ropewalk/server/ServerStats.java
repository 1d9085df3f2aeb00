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
 * @param limits the limits of new connections
 * @param connections the number of open connections
 * @param accepted the number of accepted connections, without refused ones
 * @param overloaded whether so many are open that idle ones are closed sooner
 * @param errors the number of error replies of each kind
 * @param endings the number of ended connections for each reason
 * @param commands the counters of each command, by its name; empty unless {@link
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
