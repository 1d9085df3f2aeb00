package org.ropewalk.policy;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;

/**
 * Records the bytes of each connection in the form {@code C 1: …} for the client and {@code S 1: …}
 * for the server. Control characters are written as escapes, so a line of the log is one line.
 */
public final class TrafficLoggingFactory extends WrappingFactory {
    /** The default number of bytes of one write that are recorded. */
    public static final int LENGTH = 1_024;

    private final AtomicInteger number = new AtomicInteger();
    private final Consumer<? super String> log;
    private final int length;

    /** Writes to {@code log}, which may be called on any loop's thread. */
    public TrafficLoggingFactory(Factory wrapped, Consumer<? super String> log) {
        this(wrapped, log, LENGTH);
    }

    /** Writes at most {@code length} bytes of what is sent at once. */
    public TrafficLoggingFactory(Factory wrapped, Consumer<? super String> log, int length) {
        super(wrapped);
        this.log = Objects.requireNonNull(log, "log");
        this.length = length;
    }

    @Override
    protected ProtocolWrapper wrap(Protocol protocol) {
        return new Logged(protocol, number.incrementAndGet());
    }

    private final class Logged extends MeteredWrapper {
        private final int id;

        Logged(Protocol protocol, int id) {
            super(protocol);
            this.id = id;
        }

        @Override
        protected void connectionMade() {
            log.accept("*");
            super.connectionMade();
        }

        @Override
        void consumed(byte[] bytes, int from, int to) {
            log.accept("C " + id + ": " + text(bytes, from, to));
        }

        @Override
        void written(byte[] bytes, int from, int to) {
            log.accept("S " + id + ": " + text(bytes, from, to));
        }

        @Override
        protected void connectionLost(Throwable reason) {
            log.accept("S " + id + ": *");
            super.connectionLost(reason);
        }
    }

    private String text(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + length);
        StringBuilder text = new StringBuilder();
        for (char c :
                new String(bytes, from, end - from, StandardCharsets.ISO_8859_1).toCharArray()) {
            switch (c) {
                case '\r' -> text.append("\\r");
                case '\n' -> text.append("\\n");
                case '\\' -> text.append("\\\\");
                default -> {
                    if (c >= ' ' && c < 0x7f) {
                        text.append(c);
                    } else {
                        text.append(String.format("\\x%02x", (int) c));
                    }
                }
            }
        }
        return end < to ? text + " [" + (to - end) + " bytes more]" : text.toString();
    }
}
