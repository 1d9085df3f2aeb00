package org.ropewalk.line.words;

/**
 * How the words of a frame are written, where that differs from what they contain. A reader moves
 * over written words, {@link #end}, and selects their content. Immutable.
 */
public interface WordForm {
    /** In place of an end: the word has no end, or a part that has no meaning. */
    int MALFORMED = -1;

    /** In place of a content: it is not in the frame as it is, and must be copied. */
    long ESCAPED = -1;

    /**
     * Where the written word at {@code from} ends, before {@code to}: {@code from} if no word can
     * be there, {@link #MALFORMED} if it is none.
     */
    int end(byte[] frame, int from, int to);

    /** Whether {@code first} begins a word that is written otherwise than it is. */
    boolean begins(byte first);

    /**
     * The content of the written word {@code [from, to)}, {@link #packed}; {@link #ESCAPED} if it
     * must be copied.
     */
    long content(byte[] frame, int from, int to);

    /**
     * Copies the content of the written word {@code [from, to)}, which is never longer, to {@code
     * at} in {@code target}; returns where it ends there.
     */
    int copy(byte[] frame, int from, int to, byte[] target, int at);

    /** Whether something separates words; they follow each other if nothing does. */
    boolean isSeparated();

    /** A part {@code [from, to)} of an array in one number. */
    static long packed(int from, int to) {
        return (long) from << Integer.SIZE | to;
    }
}
