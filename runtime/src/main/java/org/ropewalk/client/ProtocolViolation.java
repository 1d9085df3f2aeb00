package org.ropewalk.client;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.ropewalk.frame.FrameError;
import org.ropewalk.line.LineLimits;
import org.ropewalk.line.LineReader;
import org.ropewalk.reactor.MemoryExhausted;

/**
 * The server sent a line or payload that the protocol does not allow; the connection was closed,
 * because later replies cannot be trusted.
 */
public final class ProtocolViolation extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * Called by clients.
     *
     * @param cause the reason for which the reply was refused, or null
     */
    public ProtocolViolation(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** A violation because of a line; {@code what} is before it in the message. */
    static ProtocolViolation of(String what, LineReader line) {
        return of(what, line, null);
    }

    /** As the other, with the cause of it. */
    static ProtocolViolation of(String what, LineReader line, @Nullable Throwable cause) {
        return new ProtocolViolation(what + " \"" + line.printable() + "\"", cause);
    }

    /** The reason where a reply is longer than it may be. */
    static ProtocolViolation ofLength(LineLimits limits) {
        return new ProtocolViolation("a reply of more than " + limits.reply() + " bytes", null);
    }

    /** Bytes after the reply to the command that begins TLS. */
    static ProtocolViolation inClear(String command) {
        return new ProtocolViolation(
                "the server sent bytes in clear after its reply to " + command, null);
    }

    /** The reason where the rest of a reply does not come. */
    static TimeoutException late() {
        return new TimeoutException("a reply was not complete in time; the connection was closed");
    }

    /** The reason for what the framer has found in {@code line}, or after it. */
    static IOException of(FrameError error, LineReader line, LineLimits limits) {
        return switch (error) {
            case MEMORY ->
                    new MemoryExhausted(
                            "there is not enough memory for the payload after \""
                                    + line.printable()
                                    + "\"");
            case TOO_LONG, TOO_LONG_BEFORE_PAYLOAD ->
                    new ProtocolViolation(
                            "a reply line is longer than " + limits.line() + " bytes", null);
            case LINE_END -> new ProtocolViolation("a reply line has a wrong line end", null);
            case CONTROL -> of("a control character in a reply:", line);
            case CHECK -> of("a wrong checksum in a line:", line);
            case TOO_BIG -> of("a payload of more than " + limits.payload() + " bytes after", line);
            case PAYLOAD_LENGTH -> of("a wrong payload length in", line);
            default -> of("a payload has a wrong end, after", line);
        };
    }

    /** A payload that is received in pieces is wrong. */
    static ProtocolViolation ofStream(FrameError error, LineLimits limits) {
        return new ProtocolViolation(
                error == FrameError.TOO_BIG
                        ? "a payload of more than " + limits.payload() + " bytes"
                        : "a payload has a wrong end",
                null);
    }
}
