package org.ropewalk.processor.model.lines;

import java.util.List;
import java.util.function.Function;
import org.ropewalk.processor.model.lines.Specificity.Outcome;
import org.ropewalk.processor.model.lines.Specificity.Verdict;

/**
 * The order in which a client tries the lines that may come at one place of a reply: the first that
 * matches is what has come.
 */
public final class ReplyOrder {
    /** What a line of a reply is. */
    public enum Role {
        /** A result, or a part of one. */
        RESULT,
        /** A declared exception. */
        FAILURE,
        /** An error of {@code @Errors}. */
        ERROR
    }

    private final Specificity specificity;

    /** The order of lines that {@code specificity} compares. */
    public ReplyOrder(Specificity specificity) {
        this.specificity = specificity;
    }

    /**
     * {@code lines} in the order in which they are tried: a more specific line before others, an
     * exception before errors, and otherwise as they come.
     */
    public <T> List<T> of(List<T> lines, Function<T, Line> line, Function<T, Role> role) {
        return Precedence.order(
                lines,
                (one, other) ->
                        sign(
                                specificity.compare(line.apply(one), line.apply(other)),
                                role.apply(one),
                                role.apply(other)));
    }

    private static int sign(Verdict verdict, Role one, Role other) {
        if (verdict.outcome() == Outcome.DISJOINT) {
            return 0;
        }
        if (one == Role.FAILURE && other == Role.ERROR) {
            return -1;
        }
        return one == Role.ERROR && other == Role.FAILURE ? 1 : verdict.sign();
    }
}
