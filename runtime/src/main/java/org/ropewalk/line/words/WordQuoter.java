package org.ropewalk.line.words;

import org.jspecify.annotations.Nullable;
import org.ropewalk.line.bytes.ByteArrays;
import org.ropewalk.line.bytes.Controls;
import org.ropewalk.reactor.Output;

/** Writes words as a dialect has them: one value after the other, or several parts as one word. */
public final class WordQuoter {
    private static final int INNER = -1;

    /** In place of an attempt. */
    private static final long NONE = -1;

    private @Nullable Quotes quotes;
    private Controls controls = Controls.of(false);
    private boolean eightBit;

    /** What is never bare: it is between two commands or replies. */
    private @Nullable LineSyntax lines;

    /** Whether parts of one word are written, which are not quoted themselves. */
    private boolean composing;

    /** Whether a line is written without quotes and escapes. */
    private boolean verbatim;

    /** Whether the next word is quoted, even if it could be bare. */
    private boolean always;

    /** Whether something is to be forgotten at the next begin. */
    private boolean used;

    /** Where the attempt to write a value began, and what the next word was to be there. */
    private long attempt = NONE;

    /** A quoter of no dialect. */
    public WordQuoter() {}

    /**
     * Writes words of {@code dialect} from now on; null if words are not quoted.
     *
     * @param text the controls that quotes may hold
     * @param beyondAscii whether quotes may hold bytes beyond ASCII, where there are literals
     * @param syntax the lines of the words
     */
    public void on(
            @Nullable Quotes dialect, Controls text, boolean beyondAscii, LineSyntax syntax) {
        lines = syntax;
        quotes = dialect;
        controls = text;
        eightBit = beyondAscii;
    }

    /** Begins the next reply, without an attempt. */
    public void begin() {
        if (used) {
            used = false;
            attempt = NONE;
            verbatim = false;
            restart();
        }
    }

    /** Writes words and texts without quotes and escapes from now on, or with them again. */
    public void verbatim(boolean without) {
        used = true;
        verbatim = without;
    }

    /** Whether words are written without quotes and escapes. */
    public boolean isVerbatim() {
        return verbatim;
    }

    private void restart() {
        composing = false;
        always = false;
    }

    /** Begins an attempt to write a value; returns the one around it, for {@link #attempted}. */
    public long attempt(Output output) {
        long outer = attempt;
        used = true;
        attempt = (long) output.position() << 2 | (composing ? 2 : 0) | (always ? 1 : 0);
        return outer;
    }

    /** Takes back what was written since the attempt began. */
    public void retry(Output output) {
        output.position((int) (attempt >> 2));
        composing = (attempt & 2) != 0;
        always = (attempt & 1) != 0;
    }

    /** Ends an attempt, inside {@code outer}. */
    public void attempted(long outer) {
        used = true;
        attempt = outer;
    }

    /** Whether a value is written of which another form can be tried. */
    public boolean isAttempt() {
        return attempt != NONE;
    }

    /** Quotes the next word, even if it could be bare. */
    public void always() {
        used = true;
        always = true;
    }

    /** Whether words are quoted, or are literals, where they must be. */
    public boolean isOn() {
        return quotes != null && !composing && !verbatim;
    }

    /**
     * Writes escapes in the text from {@code from} on, where texts have such; see {@link Quotes}.
     */
    public @Nullable String text(Output output, int from) {
        return quotes == null || composing || verbatim
                ? null
                : Escapes.write(quotes, output, from, controls);
    }

    /** Begins a word that is composed of parts; returns where, or -1 if it is such a part. */
    public int compose(Output output) {
        if (!isOn()) {
            return INNER;
        }
        used = true;
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
        boolean forced =
                always || lines != null && lines.isSplit(output.array(), from, output.position());
        restart();
        return quotes.write(output, from, forced, controls, eightBit);
    }

    /** Ends a text that begins at {@code from}: it is a word if it was to be quoted. */
    public @Nullable String endQuoted(Output output, int from) {
        return always ? composed(output, from) : text(output, from);
    }

    /** As {@link #composed}, of a part of a word that may not be quoted by itself. */
    public @Nullable String bare(Output output, int from) {
        String fault = composed(output, from);
        boolean quoted =
                from != INNER
                        && quotes != null
                        && !quotes.isBare(output.array(), from, output.position());
        return fault == null && quoted ? "a value that had to be quoted, in a list" : fault;
    }

    /** Why an element of a list that begins at {@code from} cannot be one; null if it can. */
    public static @Nullable String partFault(Output output, int from, char delimiter) {
        int to = output.position();
        if (from == to) {
            return "an empty element of a list";
        }
        return ByteArrays.find(output.array(), from, to, delimiter) == to
                ? null
                : "the delimiter '" + delimiter + "' in an element of a list";
    }
}
