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
        return RespElement.end(frame, from, MALFORMED);
    }

    @Override
    public boolean begins(byte first) {
        return true;
    }

    @Override
    public long content(byte[] frame, int from, int to) {
        return WordForm.packed(RespElement.contentBegin(frame, from), to - 2);
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
