package org.ropewalk.line;

import org.ropewalk.reactor.Input;

/** A line over its bound: it is skipped to its end with its payload, and reported once. */
final class OverlongLine extends Partial {
    /** Where the payload behind it ends. */
    private final PayloadEnd behind;

    private long skipped;

    OverlongLine(PayloadEnd behind) {
        this.behind = behind;
    }

    @Override
    Awaited awaited(boolean bytesLeft) {
        return Awaited.LINE_END;
    }

    @Override
    boolean step(LineReceiver receiver, Input input) {
        LineFormat format = receiver.format();
        int most = receiver.limits().lineDiscard();
        byte[] bytes = input.array();
        int from = input.position();
        int limit = (int) Math.min(input.limit(), from + most - skipped);
        for (int at = from; at < limit; at++) {
            if (bytes[at] == '\n') {
                return format.readsLf || at > from && bytes[at - 1] == '\r'
                        ? end(receiver, input, at + 1)
                        : receiver.broken();
            }
            if (bytes[at] == '\r' && !format.readsLf && at + 1 < limit && bytes[at + 1] != '\n') {
                return receiver.broken();
            }
        }
        if (skipped + limit - from >= most) {
            receiver.note(Ending.LINE);
            receiver.lineTooLong();
            receiver.closeAfterReply();
            return true;
        }
        // A CR at the end stays, so that an LF behind it finds it.
        int consumed = limit > from && bytes[limit - 1] == '\r' ? limit - 1 : limit;
        skipped += consumed - from;
        input.consumeTo(consumed);
        return false;
    }

    private boolean end(LineReceiver receiver, Input input, int next) {
        input.consumeTo(next);
        receiver.receiveLines();
        receiver.lineTooLong();
        receiver.skipPayload(behind);
        return true;
    }
}
