package org.ropewalk.frame;

import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.Slice;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.LoopLocal;

/** What all connections of a loop share while their lines are read: one of them at a time. */
final class LineScratch {
    static final LoopLocal<LineScratch> KIND =
            LoopLocal.of(loop -> new LineScratch(loop.lendsAgain()));

    private final LineReader reader;
    private Input input;
    private Slice payload;
    private boolean payloadReady;

    private LineScratch(boolean lendsAgain) {
        reader = new LineReader(lendsAgain);
    }

    /** A connection is served with {@code served}. */
    void begin(Input served) {
        input = served;
    }

    /** The connection is served no longer: lets go of its bytes. */
    void end() {
        input = null;
        payload = null;
        reader.clear();
    }

    /** The input of the connection that is being served, or null. */
    Input input() {
        return input;
    }

    LineReader show(byte[] bytes, int start, int end, LineFormat format) {
        return reader.show(bytes, start, end, format);
    }

    /** Shows the payload of the line that is shown. */
    void showPayload(byte[] bytes, int offset, int length) {
        payload = reader.lend(bytes, offset, length);
    }

    Slice payload() {
        return payload;
    }

    /** Whether the line is received again because its payload has come. */
    boolean isPayloadReady() {
        return payloadReady;
    }

    void payloadReady(boolean now) {
        payloadReady = now;
    }
}
