package org.ropewalk.frame;

import org.ropewalk.line.PayloadEnd;
import org.ropewalk.reactor.Input;

/** A payload up to given bytes, which it does not hold. */
final class DelimitedEnd implements RegionEnd {
    private final PayloadEnd end;

    /** How many bytes of the end have arrived, which are content if others follow. */
    private int matched;

    private long received;

    DelimitedEnd(PayloadEnd end) {
        this.end = end;
    }

    @Override
    public Progress read(Input input, RegionSink sink) {
        byte[] delimiter = end.line();
        byte[] from = input.array();
        int at = input.position();
        int limit = input.limit();
        while (at < limit && matched < delimiter.length) {
            if (matched == 0) {
                int begin = begin(from, at, limit, delimiter[0]);
                put(sink, from, at, begin);
                at = begin;
            }
            if (at < limit) {
                match(sink, delimiter, from, at++);
            }
        }
        input.consumeTo(at);
        return matched == delimiter.length ? Progress.DONE : Progress.MORE;
    }

    private static int begin(byte[] bytes, int from, int limit, byte first) {
        int at = from;
        while (at < limit && bytes[at] != first) {
            at++;
        }
        return at;
    }

    /** Takes one byte; what can be no part of the end any more is content. */
    private void match(RegionSink sink, byte[] delimiter, byte[] from, int at) {
        int before = matched;
        matched = end.matched(before, from[at]);
        int content = before + 1 - matched;
        put(sink, delimiter, 0, Math.min(content, before));
        if (content > before) {
            put(sink, from, at, at + 1);
        }
    }

    private void put(RegionSink sink, byte[] from, int begin, int limit) {
        if (begin < limit) {
            sink.put(from, begin, limit);
            received += limit - begin;
        }
    }

    @Override
    public long received() {
        return received;
    }
}
