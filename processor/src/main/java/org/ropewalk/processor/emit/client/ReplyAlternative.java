package org.ropewalk.processor.emit.client;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.ropewalk.processor.model.lines.Line;
import org.ropewalk.processor.model.lines.Specificity;

/**
 * One line that may come as a reply, or as a part of one.
 *
 * @param reading makes an expression that reads it, and is false if it is another
 * @param line how it is told from others
 * @param group what it belongs to: {@link #RESULT}, {@link #FAILURE} or {@link #ERROR}
 * @param phase where in a reply it may come
 * @param fixed its words, if it ends a reply and says no more
 */
record ReplyAlternative(
        Supplier<CodeBlock> reading,
        Line line,
        int group,
        Phase phase,
        Optional<List<String>> fixed) {
    static final int RESULT = 0;
    static final int FAILURE = 1;
    static final int ERROR = 2;

    /** Where in a reply a line may come. */
    enum Phase {
        /** It is the whole reply. */
        WHOLE,
        /** In front of the items of a list. */
        BEGIN,
        /** An item. */
        ITEM,
        /** Behind the items. */
        END
    }

    ReplyAlternative(CodeBlock reading, Line line, int group, Phase phase) {
        this(() -> reading, line, group, phase, Optional.empty());
    }

    /** Whether it is a part of a list that has begun. */
    boolean isBehindFirst() {
        return phase == Phase.ITEM || phase == Phase.END;
    }

    /**
     * These, in the order in which they are tried: a more specific line before others; errors
     * behind exceptions, which the command itself declares.
     */
    static List<ReplyAlternative> inOrder(
            List<ReplyAlternative> alternatives, Specificity specificity) {
        List<ReplyAlternative> ordered =
                specificity.inOrder(
                        alternatives.stream().filter(each -> each.group < ERROR).toList(),
                        ReplyAlternative::line);
        List<ReplyAlternative> errors =
                specificity.inOrder(
                        alternatives.stream().filter(each -> each.group == ERROR).toList(),
                        ReplyAlternative::line);
        for (ReplyAlternative error : errors) {
            int at = 0;
            while (at < ordered.size()
                    && !(ordered.get(at).group == RESULT
                            && specificity.precedes(error.line, ordered.get(at).line))) {
                at++;
            }
            ordered.add(at, error);
        }
        return ordered;
    }
}
