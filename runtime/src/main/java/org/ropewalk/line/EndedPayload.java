package org.ropewalk.line;

import org.ropewalk.reactor.Input;

/**
 * A payload that ends at a line, or with the input, and the line that announced it. A dot that was
 * put in front of a line is taken off. Only the declared line end ends a line: what merely looks
 * like the end of the payload is a part of it, and the payload is broken.
 */
final class EndedPayload extends Arriving {
    private static final int STEP_BYTES = 4 * 1024;

    private static final byte LINE_BEGIN = 0;
    private static final byte TEXT = 1;
    private static final byte CR = 2;
    private static final byte END = 3;
    private static final byte END_CR = 4;

    /** The line, without its end; null if it was refused, and the payload is skipped. */
    private final byte[] line;

    final PayloadEnd end;
    private final boolean endsInCrLf;
    private final KeptBytes bytes;

    /** Bytes that have come, kept or not. */
    private long size;

    private byte state = LINE_BEGIN;
    private boolean broken;

    /** Whether there was no memory for it: nothing of it is kept. */
    private boolean starved;

    /** Bytes of the last line that have come. */
    private int matched;

    EndedPayload(
            LineReceiver receiver,
            byte[] line,
            PayloadEnd end,
            LineLimits limits,
            boolean endsInCrLf) {
        super(limits);
        this.bytes = new KeptBytes(receiver, limits.payload());
        this.line = line;
        this.end = end;
        this.endsInCrLf = endsInCrLf;
    }

    /** The payload of a refused command: nothing of it is kept, or reported. */
    static EndedPayload skipped(
            LineReceiver receiver, PayloadEnd end, LineLimits limits, boolean endsInCrLf) {
        return new EndedPayload(receiver, null, end, limits, endsInCrLf);
    }

    /** Takes what has come of it; true if its end has. */
    boolean fill(Input input) {
        if (end.line == null) {
            append(input.array(), input.position(), input.limit());
            input.consumeAll();
            return false;
        }
        byte[] from = input.array();
        int at = input.position();
        int limit = input.limit();
        boolean ended = false;
        while (at < limit && !ended) {
            switch (state) {
                case LINE_BEGIN -> {
                    matched = 0;
                    state = END;
                }
                case END -> {
                    if (matched < end.line.length && from[at] == end.line[matched]) {
                        matched++;
                        at++;
                    } else if (matched < end.line.length) {
                        isText();
                    } else if (from[at] == '\n' && !endsInCrLf) {
                        ended = true;
                        at++;
                    } else if (from[at] == '\r' && endsInCrLf) {
                        state = END_CR;
                        at++;
                    } else {
                        isText();
                    }
                }
                case END_CR -> {
                    if (from[at] == '\n') {
                        ended = true;
                        at++;
                    } else {
                        isText();
                        append((byte) '\r');
                        state = CR;
                    }
                }
                case CR -> {
                    if (from[at] == '\n') {
                        append((byte) '\n');
                        state = LINE_BEGIN;
                        at++;
                    } else {
                        broken = true;
                        state = TEXT;
                    }
                }
                default -> at = text(from, at, limit);
            }
        }
        input.consumeTo(at);
        return ended;
    }

    /** The line that began as the last one does goes on otherwise. */
    private void isText() {
        if (!end.stuffed) {
            append(end.line, 0, matched);
        }
        state = TEXT;
    }

    private int text(byte[] from, int begin, int limit) {
        int end = ByteArrays.control(from, begin, limit);
        append(from, begin, end);
        if (end == limit) {
            return limit;
        }
        byte control = from[end];
        append(control);
        if (control == '\r') {
            if (endsInCrLf) {
                state = CR;
            } else {
                broken = true;
            }
        } else if (control == '\n') {
            if (endsInCrLf) {
                broken = true;
            } else {
                state = LINE_BEGIN;
            }
        }
        return end + 1;
    }

    private void append(byte one) {
        size++;
        if (isKept() && !bytes.append(one, STEP_BYTES)) {
            starve();
        }
    }

    private void append(byte[] from, int begin, int end) {
        size += end - begin;
        if (isKept() && !bytes.append(from, begin, end, STEP_BYTES)) {
            starve();
        }
    }

    private boolean isKept() {
        return line != null && !starved && size <= limits.payload();
    }

    private void starve() {
        starved = true;
        bytes.release();
    }

    /** Whether a line in it does not end as lines do. */
    boolean isBroken() {
        return broken;
    }

    /** Why it is refused: it is over its bound, or there is no memory for it; null if it is not. */
    ErrorKind refusal() {
        if (size > limits.payload()) {
            return ErrorKind.TOO_BIG;
        }
        return starved ? ErrorKind.MEMORY : null;
    }

    @Override
    void release() {
        bytes.release();
    }

    /** How many bytes have come, the dots that were taken off not among them. */
    @Override
    long received() {
        return size;
    }

    @Override
    boolean step(LineReceiver receiver, Input input) {
        boolean whole = fill(input);
        if (line == null) {
            return skipped(receiver, whole);
        }
        if (!whole && !isExcessive(receiver)) {
            return false;
        }
        end(receiver, whole);
        return true;
    }

    private boolean skipped(LineReceiver receiver, boolean whole) {
        if (whole) {
            receiver.receiveLines();
        } else if (size > limits.payloadDiscard()) {
            receiver.note(Ending.PAYLOAD);
            receiver.closeAfterReply();
        }
        return whole;
    }

    /** Whether it is so far over its bound that its end is not waited for. */
    private boolean isExcessive(LineReceiver receiver) {
        return refusal() != null && (!receiver.skipsPayload() || size > limits.payloadDiscard());
    }

    /** It has come whole, or no more of it is wanted. */
    void end(LineReceiver receiver, boolean whole) {
        receiver.receiveLines();
        LineReader shown = receiver.shown(line);
        ErrorKind refusal = refusal();
        if (refusal != null) {
            bytes.release();
            if (!whole) {
                receiver.note(refusal.ending());
            }
            receiver.payloadRefused(shown, refusal);
            if (!whole) {
                receiver.closeAfterReply();
            }
        } else if (broken) {
            bytes.release();
            receiver.badLineInPayload(shown);
        } else {
            receiver.deliver(shown, bytes);
        }
    }

    /** Hands what has come to {@code stream}, and forgets it. */
    void handOn(IncomingPayload stream) {
        stream.offer(bytes.array(), 0, bytes.count());
        bytes.clear();
    }
}
