package org.ropewalk.line.words;

import java.util.Arrays;

/**
 * The content of one written word: a part of the frame, or of an array with a copy. The copies of a
 * line stay valid until another line is shown, each in the place that its word has in the line.
 */
public final class WordContent {
    private static final byte[] NOTHING = {};

    /** Room that is kept for the next line. */
    private static final int MOST_KEPT = 1 << 16;

    private byte[] copies = NOTHING;

    /** Where the line begins. */
    private int base;

    private byte[] array = NOTHING;
    private int from;
    private int to;

    /** Whether it is written as it is. */
    private boolean isBare;

    /** No content. */
    public WordContent() {}

    /** Another line is shown, which begins at {@code lineFrom}: the copies are not needed now. */
    public void expire(int lineFrom) {
        base = lineFrom;
        array = NOTHING;
        if (copies.length > MOST_KEPT) {
            copies = NOTHING;
        }
    }

    /** Finds the content of the word that is written in {@code [writtenFrom, writtenTo)}. */
    public void find(WordForm form, byte[] frame, int writtenFrom, int writtenTo) {
        isBare = writtenFrom == writtenTo || !form.begins(frame[writtenFrom]);
        long span = form.content(frame, writtenFrom, writtenTo);
        if (span == WordForm.ESCAPED) {
            array = room(writtenTo - base);
            from = writtenFrom - base;
            to = form.copy(frame, writtenFrom, writtenTo, array, from);
        } else {
            array = frame;
            from = (int) (span >>> Integer.SIZE);
            to = (int) span;
        }
    }

    /** Copies what was found, so that it is in one array with all words up to {@code lineTo}. */
    public void copied(int lineTo) {
        boolean isCopy = array == copies;
        byte[] target = room(lineTo - base);
        array = isCopy ? target : array;
        if (array != target) {
            int at = from - base;
            System.arraycopy(array, from, target, at, to - from);
            to = at + to - from;
            from = at;
            array = target;
        }
    }

    private byte[] room(int length) {
        if (copies.length < length) {
            copies = Arrays.copyOf(copies, Math.max(length, 2 * copies.length));
        }
        return copies;
    }

    /** The array with all copies of the line. */
    public byte[] copies() {
        return copies;
    }

    /** The array with the content. */
    public byte[] array() {
        return array;
    }

    /** Whether the word is bare: neither in quotes nor a literal. */
    public boolean isBare() {
        return isBare;
    }

    /** Where the content begins. */
    public int from() {
        return from;
    }

    /** Where the content ends. */
    public int to() {
        return to;
    }
}
