package org.ropewalk.line.words;

import org.ropewalk.line.resp.RespElement;

/** The elements of an array of RESP: each tells its own length, and nothing separates them. */
public final class RespWords implements WordForm {
    /** What an array is read by. */
    public static final RespWords ELEMENTS = new RespWords();

    private RespWords() {}

    @Override
    public int end(byte[] frame, int from, int to) {
        if (from >= to) {
            return from;
        }
        if (RespElement.isAggregate(frame, from) || RespElement.isNull(frame, from)) {
            return MALFORMED;
        }
        int begin = RespElement.contentBegin(frame, from);
        return RespElement.contentEnd(frame, from, begin) + 2;
    }

    @Override
    public boolean begins(byte first) {
        return true;
    }

    @Override
    public long content(byte[] frame, int from, int to) {
        int begin = RespElement.contentBegin(frame, from);
        return WordForm.packed(begin, RespElement.contentEnd(frame, from, begin));
    }

    @Override
    public int copy(byte[] frame, int from, int to, byte[] target, int at) {
        throw new IllegalStateException("nothing is escaped");
    }

    @Override
    public boolean isSeparated() {
        return false;
    }
}
