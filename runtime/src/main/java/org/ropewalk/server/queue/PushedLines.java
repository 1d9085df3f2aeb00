package org.ropewalk.server.queue;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.resp.RespFormat;
import org.ropewalk.reactor.Output;

/** Lines that are pushed to several peers, formatted once for each version of RESP. Any thread. */
public final class PushedLines {
    /** Receives lines that are formatted. */
    public interface Peer {
        /** Sends {@code length} bytes. */
        void push(byte[] lines, int length);
    }

    private final Function<LineFormat, Output> formatter;
    private final Output lines;

    /** The same in version 3; null until a peer reads that. */
    private @Nullable Output third;

    /** Has {@code formatter} format lines, at once as {@code format} has them. */
    public PushedLines(LineFormat format, Function<LineFormat, Output> formatter) {
        this.formatter = formatter;
        this.lines = formatter.apply(format);
    }

    private PushedLines(Output formatted) {
        this.formatter = form -> formatted;
        this.lines = formatted;
    }

    /** Lines that are formatted already, the same for each peer. */
    public static PushedLines of(byte[] formatted) {
        Output bytes = new Output(formatted.length);
        bytes.write(formatted);
        return new PushedLines(bytes);
    }

    /** How many bytes they have. */
    public int size() {
        return lines.position();
    }

    /** Sends the lines to a peer that reads {@code form}. */
    public void sendTo(Peer peer, LineFormat form) {
        Output own = isThird(form) ? third(form) : lines;
        peer.push(own.array(), own.position());
    }

    /** Whether a peer that reads {@code form} reads version 3 of RESP. */
    static boolean isThird(LineFormat form) {
        RespFormat resp = form.resp();
        return resp != null && resp.version() == RespFormat.VERSION_3;
    }

    private synchronized Output third(LineFormat form) {
        Output known = third;
        if (known == null) {
            known = formatter.apply(form);
            third = known;
        }
        return known;
    }
}
