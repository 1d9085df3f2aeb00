package org.ropewalk.line.words;

import org.jspecify.annotations.Nullable;
import org.ropewalk.line.bytes.Controls;
import org.ropewalk.reactor.Output;

/** Writes words as a dialect has them: one value after the other, or several parts as one word. */
public final class WordQuoter {
    private static final int INNER = -1;

    private @Nullable Quotes quotes;
    private Controls controls = Controls.of(false);
    private boolean eightBit;

    /** Whether parts of one word are written, which are not quoted themselves. */
    private boolean composing;

    /** Whether the next word is quoted, even if it could be bare. */
    private boolean always;

    /** A quoter of no dialect. */
    public WordQuoter() {}

    /**
     * Writes words of {@code dialect} from now on; null if words are not quoted.
     *
     * @param text the controls that quotes may hold
     * @param beyondAscii whether quotes may hold bytes beyond ASCII, where there are literals
     */
    public void on(@Nullable Quotes dialect, Controls text, boolean beyondAscii) {
        quotes = dialect;
        controls = text;
        eightBit = beyondAscii;
    }

    /** Begins anew. */
    public void restart() {
        composing = false;
        always = false;
    }

    /** What the next word is to be, for {@link #continues}: 0 to 3. */
    public int state() {
        return (composing ? 2 : 0) | (always ? 1 : 0);
    }

    /** Continues as at a {@link #state}. */
    public void continues(int state) {
        composing = (state & 2) != 0;
        always = (state & 1) != 0;
    }

    /** Quotes the next word, even if it could be bare. */
    public void always() {
        always = true;
    }

    /** Whether words are quoted, or are literals, where they must be. */
    public boolean isOn() {
        return quotes != null && !composing;
    }

    /** Begins a word that is composed of parts; returns where, or -1 if it is such a part. */
    public int compose(Output output) {
        if (!isOn()) {
            return INNER;
        }
        composing = true;
        return output.position();
    }

    /**
     * Ends a word that begins at {@code from}, or a part of one that is empty perhaps; returns why
     * it cannot be written, or null.
     */
    public @Nullable String composed(Output output, int from) {
        boolean isNothing = from == output.position() && !always && !composing;
        if (from == INNER || quotes == null || isNothing) {
            return null;
        }
        boolean forced = always;
        restart();
        return quotes.write(output, from, forced, controls, eightBit);
    }

    /** As the other, of a part of a word that may not be quoted by itself. */
    public @Nullable String bare(Output output, int from) {
        String fault = composed(output, from);
        boolean quoted =
                from != INNER
                        && quotes != null
                        && !quotes.isBare(output.array(), from, output.position());
        return fault == null && quoted ? "a value that had to be quoted, in a list" : fault;
    }
}
