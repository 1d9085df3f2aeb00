package org.ropewalk.server;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.line.LineLimits;
import org.ropewalk.telemetry.LogGate;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** Logs the connections of one factory; the lines of each cause are limited per minute. */
final class ServerLog {
    /** Lines per minute for a cause that scans and browsers trigger by the thousand. */
    private static final int RARELY = 1;

    private final Logger log;
    private final String name;
    private final Map<CloseReason, LogGate> endings = new EnumMap<>(CloseReason.class);
    private final Map<ErrorKind, LogGate> errors = new EnumMap<>(ErrorKind.class);
    private final LogGate timedOut;
    private final LogGate refusals;
    private final LogGate incidents;
    private final LogGate unwritable;
    private final LogGate early;
    private final LogGate wrongProtocol;
    private final LogGate overload;
    private final LogGate pushes;

    ServerLog(Logger log, String name) {
        this.log = log;
        this.name = name;
        this.timedOut = new LogGate(log);
        this.refusals = new LogGate(log, RARELY);
        this.incidents = new LogGate(log);
        this.unwritable = new LogGate(log);
        this.early = new LogGate(log);
        this.overload = new LogGate(log);
        this.pushes = new LogGate(log);
        this.wrongProtocol = new LogGate(log, RARELY);
        for (ErrorKind each : ErrorKind.values()) {
            errors.put(each, new LogGate(log));
        }
        for (CloseReason each : CloseReason.values()) {
            endings.put(each, new LogGate(log));
        }
    }

    /** The protocol's name: the factory's without its last word. */
    String protocol() {
        return name.endsWith("Factory") ? name.substring(0, name.length() - 7) : name;
    }

    void starts(LineLimits limits, LineLimits[] narrower, long memoryBytes) {
        log.debug("{} starts with {}, memory={}", name, limits, memoryBytes);
        for (LineLimits own : narrower) {
            log.debug("{} has a state or a command with {}", name, own);
        }
    }

    void bounded(int connections, int wanted, int descriptors) {
        log.warn(
                "{} accepts {} connections instead of {}: this process may open {} files; raise this"
                        + " limit with \"ulimit -n\"",
                name,
                connections,
                wanted,
                descriptors);
    }

    @SuppressWarnings("NullAway") // Each kind has its own.
    void erred(ErrorKind kind, Peer peer, long nowNs) {
        errors.get(kind).log(nowNs, level(kind), text(kind), name, peer, kind);
    }

    private static Level level(ErrorKind kind) {
        return switch (kind) {
            case TOO_BIG -> Level.INFO;
            case MEMORY -> Level.WARN;
            default -> Level.DEBUG;
        };
    }

    private static String text(ErrorKind kind) {
        return switch (kind) {
            case TOO_BIG -> "{} refuses a payload of {}: too big";
            case MEMORY -> "{} refuses a payload of {}: not enough memory";
            default -> "{} answers {} with {}";
        };
    }

    /** The peer speaks another protocol, which {@code what} names. */
    void wrongProtocol(String what, Peer peer, long nowNs) {
        wrongProtocol.log(
                nowNs,
                Level.WARN,
                "{} received {} from {}; such connections are closed without a reply",
                name,
                what,
                peer);
    }

    /** The peer has sent bytes when it had to wait. */
    void early(String sent, Peer peer, long nowNs) {
        early.log(nowNs, Level.INFO, "{} received \"{}\" early from {}", name, sent, peer);
    }

    /** The declared reply to an error has a value that cannot be read or written. */
    void unwritable(Throwable why, Peer peer, long nowNs) {
        unwritable.log(
                nowNs,
                Level.ERROR,
                "{} cannot write its reply to FAILED: {}; closes the connection with {}",
                name,
                why.toString(),
                peer);
    }

    /**
     * A handler has failed on a command, or did not complete. Returns the incident's number, which
     * the error reply may tell the peer. Incidents beyond the limit of a minute are only counted.
     */
    String incident(Throwable thrown, String command, Peer peer, long nowNs) {
        String incident = String.format("%08x", ThreadLocalRandom.current().nextInt());
        if (thrown instanceof PendingReply.RequestTimeoutException) {
            timedOut.log(
                    nowNs,
                    Level.WARN,
                    "Incident {}: {} has no reply to \"{}\": {} ({})",
                    incident,
                    name,
                    command,
                    thrown.getMessage(),
                    peer);
        } else {
            incidents.log(
                    nowNs,
                    Level.ERROR,
                    "Incident {}: {} failed on \"{}\" of {}{}",
                    incident,
                    name,
                    command,
                    peer,
                    cause(thrown),
                    thrown);
        }
        return incident;
    }

    /** Names the handler's method that returned null: only generated code is above it. */
    private String cause(Throwable thrown) {
        if (!(thrown instanceof NullPointerException)) {
            return "";
        }
        String generated = "." + protocol() + "Protocol";
        for (StackTraceElement frame : thrown.getStackTrace()) {
            boolean inGenerated = frame.getClassName().endsWith(generated);
            if (inGenerated && !frame.getMethodName().startsWith("answer")) {
                return ": the result of " + frame.getMethodName() + " is null or contains null";
            }
            if (!inGenerated && !frame.getClassName().startsWith("org.ropewalk.line.")) {
                return "";
            }
        }
        return "";
    }

    /** A push that was made on another thread has a value that cannot be written. */
    void pushRefused(Peer peer, RuntimeException why, long nowNs) {
        pushes.log(nowNs, Level.ERROR, "A push to {} was not sent: {}", peer, why.toString());
    }

    @SuppressWarnings("NullAway") // Each reason has its own.
    void ended(CloseReason ending, Peer peer, @Nullable LoopReplies shared) {
        // Mostly; the gate asks for any level, but by much code.
        if (ending.level == Level.DEBUG && !log.isDebugEnabled()) {
            return;
        }
        long nowNs = LoopReplies.now(shared);
        endings.get(ending)
                .log(
                        nowNs,
                        ending.level,
                        "{} closes its connection with {}: {}",
                        name,
                        peer,
                        ending.text);
    }

    void refused(Peer peer, int connections, long nowNs) {
        refusals.log(
                nowNs,
                CloseReason.BUSY.level,
                "{} refuses {}: {} connections are open",
                name,
                peer,
                connections);
    }

    void overloaded(boolean begins, int open, int bound) {
        overload.log(
                System.nanoTime(),
                Level.WARN,
                begins
                        ? "{} closes idle connections sooner, others at their first error: {} of {} open"
                        : "{} uses its usual timeouts again: {} of {} connections open",
                name,
                open,
                bound);
    }
}
