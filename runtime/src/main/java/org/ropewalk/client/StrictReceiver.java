package org.ropewalk.client;

import java.util.concurrent.TimeoutException;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineLimits;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.LineReceiver;
import org.ropewalk.line.PayloadEnd;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.line.Slice;
import org.ropewalk.line.Trailer;
import org.ropewalk.reactor.MemoryExhausted;

/** What a server may not send ends the connection, and fails all that waits for it. */
abstract class StrictReceiver extends LineReceiver implements ReplyBuilder.Payloads {
    StrictReceiver(LineFormat format, LineLimits limits) {
        super(format, limits);
    }

    /** Fails all calls and ends the connection. */
    abstract void fail(Throwable reason);

    final void violated(String what) {
        violated(what, null);
    }

    final void violated(String what, Throwable cause) {
        fail(new ProtocolViolation(what, cause));
    }

    @Override
    protected final void lineTooLong() {
        violated("a reply's line is longer than " + limits().line() + " bytes");
    }

    @Override
    protected final boolean skipsLine() {
        return false;
    }

    @Override
    protected final boolean skipsPayload() {
        return false;
    }

    @Override
    protected final void controlInLine(LineReader line) {
        violated("a control character in a reply: \"" + line.printable() + "\"");
    }

    @Override
    protected final void badLineEnd() {
        violated("a reply's line does not end as the protocol's lines do");
    }

    @Override
    protected final void badPayloadEnd(LineReader line) {
        violated("a payload does not end where it should, behind \"" + line.printable() + "\"");
    }

    @Override
    protected final void payloadTooBig(LineReader line) {
        violated(
                "a payload of more than "
                        + limits().payload()
                        + " bytes behind \""
                        + line.printable()
                        + "\"");
    }

    @Override
    protected final void payloadWithoutMemory(LineReader line) {
        fail(
                new MemoryExhausted(
                        "no memory is left for the payload behind \"" + line.printable() + "\""));
    }

    @Override
    protected final void timedOut() {
        fail(
                new TimeoutException(
                        "a reply was begun but not ended in time; the connection was closed"));
    }

    @Override
    protected final void streamBroken(ErrorKind errorKind, String what) {
        violated(what);
    }

    // ---- what calls read with their replies

    @Override
    public final boolean payload(LineReader line, long count, Trailer trailer) {
        return payloadArrived(line, count, trailer);
    }

    @Override
    public final boolean payload(LineReader line, PayloadEnd end) {
        return payloadArrived(line, end);
    }

    @Override
    public final PayloadStream stream(LineReader line, long count, Trailer trailer) {
        return streamed(line, count, trailer, limits());
    }

    @Override
    public final PayloadStream stream(LineReader line, PayloadEnd payloadEnd) {
        return streamed(line, payloadEnd, limits());
    }

    @Override
    public final Slice payloadSlice() {
        return payload();
    }
}
