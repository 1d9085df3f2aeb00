package org.ropewalk.server;

import java.util.Locale;
import org.ropewalk.frame.ReadWait;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.reactor.ConnectionAborted;
import org.ropewalk.reactor.ConnectionDone;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.ConnectionStalled;
import org.ropewalk.reactor.MemoryExhausted;
import org.ropewalk.reactor.TlsFailed;
import org.slf4j.event.Level;

/** Why a server's connection has ended, as it is counted and logged. */
public enum CloseReason {
    /** The peer ended it, or was lost. */
    PEER(Level.DEBUG, "the peer closed it"),
    /** A reply ends it, or the handler asked for it. */
    CLOSED(Level.DEBUG, "the session has ended"),
    /** A line was longer than may be skipped. */
    LINE(Level.INFO, "a line was over the limit lineDiscard"),
    /** A line did not end as lines do. */
    LINE_END(Level.INFO, "a line ended in LF without CR, or had a CR without LF"),
    /** A payload was larger than is skipped, or its end is not known. */
    PAYLOAD(Level.INFO, "a payload was over the limit payloadDiscard, or its end is unknown"),
    /** Something was wrong too often, or so that nothing can follow. */
    ERRORS(Level.INFO, "too many errors in a row"),
    /** Commands that get nowhere came too often. */
    JUNK(Level.INFO, "too many commands without effect in a row"),
    /** Attempts failed too often. */
    ATTEMPTS(Level.WARN, "too many failed attempts"),
    /** The peer sent bytes when it had to wait. */
    EARLY(Level.INFO, "the peer did not wait for the greeting or a reply"),
    /** No command came in time. */
    IDLE(Level.DEBUG, "no command was received in time"),
    /** A line did not come to its end in time. */
    LINE_TIME(Level.INFO, "a line was not complete in time"),
    /** A payload did not come in time. */
    PAYLOAD_TIME(Level.INFO, "a payload was not complete in time"),
    /** A handler did not complete in time. */
    REQUEST_TIME(Level.WARN, "a handler did not complete in time"),
    /** The peer did not take what was sent to it. */
    STALLED(Level.INFO, "the peer did not read its output in time"),
    /** More waited for the peer than may. */
    OUTPUT(Level.WARN, "too many bytes waited for the peer"),
    /** The peer did not take what was pushed to it. */
    PUSHED(Level.WARN, "the peer did not read its push messages"),
    /** There was no memory for what the connection would have kept. */
    MEMORY(Level.WARN, "there was not enough memory"),
    /** A handler failed. */
    FAILED(Level.DEBUG, "a handler failed"),
    /** It was meant for a server of another protocol. */
    WRONG_PROTOCOL(Level.DEBUG, "the request was of another protocol"),
    /** There were too many connections. */
    BUSY(Level.WARN, "too many connections are open"),
    /** The two sides did not agree on TLS. */
    TLS(Level.INFO, "the TLS handshake failed"),
    /** The header of the PROXY protocol did not come, or was wrong. */
    PROXY_HEADER(Level.WARN, "the PROXY header was missing or wrong"),
    /** A proxy checked that connections are accepted. */
    PROXY_CHECK(Level.DEBUG, "a proxy checked that connections are accepted"),
    /** The server stops. */
    SHUTDOWN(Level.DEBUG, "the server stops");

    private static final CloseReason[] ALL = values();

    private final String label = name().toLowerCase(Locale.ROOT);

    final Level level;
    final String text;

    CloseReason(Level level, String text) {
        this.level = level;
        this.text = text;
    }

    /** Its name in lower case, for labels of metrics and fields of events. */
    public String label() {
        return label;
    }

    /** A number from 1 on, which takes less room than a reference. */
    byte number() {
        return (byte) (ordinal() + 1);
    }

    /**
     * The reason of number {@code ownOrMinus}, whose sign does not count, 0 if this side had none;
     * but a usual close whose peer does not take what was sent is a stall.
     */
    static CloseReason of(byte ownOrMinus, Throwable reason) {
        int own = Math.abs(ownOrMinus);
        boolean stalled = own == CLOSED.number() && reason instanceof ConnectionStalled;
        return own == 0 || stalled ? of(reason) : ALL[own - 1];
    }

    /** Why a connection has ended whose last reply was of this kind. */
    static CloseReason of(ErrorKind kind) {
        return switch (kind) {
            case TOO_LONG -> LINE;
            case PAYLOAD, TOO_BIG -> PAYLOAD;
            case MEMORY -> MEMORY;
            case FAILED -> FAILED;
            case BUSY -> BUSY;
            case TIMEOUT -> IDLE;
            case SHUTDOWN -> SHUTDOWN;
            default -> ERRORS;
        };
    }

    /** Why a connection has ended on which this has not arrived in time. */
    static CloseReason of(ReadWait wait) {
        return switch (wait) {
            case LINE_END -> LINE_TIME;
            case PAYLOAD -> PAYLOAD_TIME;
            default -> IDLE;
        };
    }

    /** What a transport's reason is, if this side had none of its own. */
    static CloseReason of(Throwable reason) {
        if (reason instanceof ConnectionDone || reason instanceof ConnectionLost) {
            return PEER;
        } else if (reason instanceof ConnectionStalled stalled) {
            return stalled.isOverflow() ? OUTPUT : STALLED;
        } else if (reason instanceof MemoryExhausted) {
            return MEMORY;
        } else if (reason instanceof TlsFailed) {
            return TLS;
        } else if (reason instanceof ConnectionAborted) {
            return CLOSED;
        }
        return FAILED;
    }
}
