package org.ropewalk.processor.emit.client;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.ropewalk.processor.model.lines.Line;
import org.ropewalk.processor.model.lines.ReplyOrder;
import org.ropewalk.processor.model.lines.ReplyOrder.Role;
import org.ropewalk.processor.model.lines.Specificity;

/**
 * One line that may come as a reply, or as a part of one.
 *
 * @param reading makes an expression that reads it, and is false if it is another
 * @param line how it is told from others
 * @param role what it is
 * @param phase where in a reply it may come
 * @param fixed its words, if it ends a reply and says no more
 */
record ReplyAlternative(
        Supplier<CodeBlock> reading,
        Line line,
        Role role,
        Phase phase,
        Optional<List<String>> fixed) {
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

    ReplyAlternative(CodeBlock reading, Line line, Role role, Phase phase) {
        this(() -> reading, line, role, phase, Optional.empty());
    }

    /** Whether it is a part of a list that has begun. */
    boolean isBehindFirst() {
        return phase == Phase.ITEM || phase == Phase.END;
    }

    /** These, in the order in which they are tried. */
    static List<ReplyAlternative> inOrder(
            List<ReplyAlternative> alternatives, Specificity specificity) {
        return new ReplyOrder(specificity)
                .of(alternatives, ReplyAlternative::line, ReplyAlternative::role);
    }
}
