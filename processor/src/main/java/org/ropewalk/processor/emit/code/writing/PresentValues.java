package org.ropewalk.processor.emit.code.writing;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ropewalk.processor.emit.code.Bindings;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.template.Node;

/** The conditions under which optional parts of a line are written: their values are there. */
final class PresentValues {
    private final Bindings scope;

    PresentValues(Bindings scope) {
        this.scope = scope;
    }

    /** When what has {@code nodes} is written; values of groups inside it may be missing. */
    Condition of(List<Node> nodes) {
        List<CodeBlock> own = new ArrayList<>();
        List<CodeBlock> inner = new ArrayList<>();
        for (Node node : nodes) {
            present(List.of(node), node instanceof Node.Group ? inner : own);
        }
        return Condition.of(own, inner);
    }

    /** Conditions under which a group is there. */
    List<CodeBlock> of(Node.Group group) {
        List<CodeBlock> there = new ArrayList<>();
        present(List.of(group), there);
        return there;
    }

    /** What tells that values are there. */
    private void present(List<Node> nodes, List<CodeBlock> conditions) {
        for (Node node : nodes) {
            if (node instanceof Node.Group group && group.isFlag()) {
                scope.find(group.flag()).ifPresent(flag -> conditions.add(flag.expression()));
            } else if (node instanceof Node.Group group) {
                present(group.nodes(), conditions);
            } else if (node instanceof Node.Placeholder placeholder) {
                placeholder
                        .names()
                        .forEach(name -> scope.get(name).present().ifPresent(conditions::add));
            }
        }
    }

    /**
     * When an optional part is written.
     *
     * @param whole whether all of its own values are there
     * @param some whether any value of it is, if that alone is too little
     */
    record Condition(CodeBlock whole, Optional<CodeBlock> some) {
        /**
         * The condition of a part.
         *
         * @param own whether its own values are there
         * @param inner whether the values of groups inside it are
         */
        static Condition of(List<CodeBlock> own, List<CodeBlock> inner) {
            List<CodeBlock> any = new ArrayList<>(own);
            any.addAll(inner);
            return own.isEmpty()
                    ? new Condition(CodeBlock.join(inner, " || "), Optional.empty())
                    : new Condition(
                            CodeBlock.join(own, " && "),
                            Optional.of(CodeBlock.join(any, " || "))
                                    .filter(some -> any.size() > 1));
        }

        /** Adds code that refuses a part of which some values are missing. */
        void refuseParts(CodeBlock.Builder code) {
            some.ifPresent(
                    values ->
                            code.nextControlFlow("else if ($L)", values)
                                    .addStatement("$T.incomplete(reply)", RuntimeTypes.TEXT_END));
        }
    }
}
