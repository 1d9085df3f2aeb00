package org.ropewalk.processor.emit.code;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * Conditions of which one must hold, tried in their order. Many of them become several statements:
 * a compiler is called anew for each {@code ||} of an expression, and its stack ends.
 *
 * @param statements what stands before the condition; empty for a few
 * @param condition whether one of them holds
 */
public record Chain(CodeBlock statements, CodeBlock condition) {
    private static final int MOST = 32;

    /** The chain of {@code conditions}; {@code local} is free for a variable. */
    public static Chain of(List<CodeBlock> conditions, String local) {
        if (conditions.size() <= MOST) {
            return new Chain(CodeBlock.of(""), CodeBlock.join(conditions, "\n|| "));
        }
        CodeBlock.Builder statements = CodeBlock.builder();
        for (int from = 0; from < conditions.size(); from += MOST) {
            List<CodeBlock> some = new ArrayList<>();
            if (from > 0) {
                some.add(CodeBlock.of(local));
            }
            some.addAll(conditions.subList(from, Math.min(from + MOST, conditions.size())));
            statements.addStatement(
                    from == 0 ? "boolean $L = $L" : "$L = $L",
                    local,
                    CodeBlock.join(some, "\n|| "));
        }
        return new Chain(statements.build(), CodeBlock.of(local));
    }
}
