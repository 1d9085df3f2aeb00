package org.ropewalk.processor.emit.code;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.lines.FirstWord;
import org.ropewalk.processor.template.LinePlan;
import org.ropewalk.processor.template.LinePlan.Choice;
import org.ropewalk.processor.template.LinePlan.End;
import org.ropewalk.processor.template.LinePlan.Gap;
import org.ropewalk.processor.template.LinePlan.Kind;
import org.ropewalk.processor.template.LinePlan.Part;
import org.ropewalk.processor.template.LinePlan.Text;
import org.ropewalk.processor.template.LinePlan.Value;
import org.ropewalk.processor.template.Node;

/** Turns the plan of a line into code that reads it byte by byte, by a {@code LineCursor}. */
public final class LinearReading {
    private final CodeBlock.Builder code;
    private final Constants constants;
    private final ValueReading values;
    private final LocalValues locals;
    private final Presence presence;

    LinearReading(
            CodeBlock.Builder code, Constants constants, ValueReading values, LocalValues locals) {
        this.code = code;
        this.constants = constants;
        this.values = values;
        this.locals = locals;
        this.presence =
                new Presence(constants, this::type, CodeBlock.of("line"), CodeBlock.of("cursor"));
    }

    /**
     * Reads what is left of the line.
     *
     * @param declares whether the cursor was not declared before
     */
    void read(LinePlan plan, boolean declares) {
        if (declares) {
            code.addStatement("$T cursor = line.cursor()", RuntimeTypes.LINE_CURSOR);
        }
        if (!plan.beginsWithGap() && !mayBeginWithBlank(plan.parts(), 0)) {
            code.addStatement("cursor.begin()");
        }
        parts(plan.parts(), 0);
    }

    /** Whether a blank at the line's begin is a part of it, as it is where a group is missing. */
    private static boolean mayBeginWithBlank(List<Part> parts, int at) {
        Part first = at < parts.size() ? parts.get(at) : null;
        return first instanceof Value value && isText(value)
                || first instanceof Text text && " \t".indexOf(text.text().charAt(0)) >= 0
                || first instanceof Gap
                || first instanceof Choice choice
                        && (mayBeginWithBlank(choice.parts(), 0)
                                || mayBeginWithBlank(parts, at + 1));
    }

    public static boolean isText(Value value) {
        return value.end().kind() != Kind.WORD
                && value.end().kind() != Kind.WORDS
                && value.end().kind() != Kind.WIDTH;
    }

    /**
     * Reads parts.
     *
     * @param required how many words must follow them
     */
    private void parts(List<Part> parts, int required) {
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (part instanceof Text text) {
                code.addStatement("cursor.next($L)", constants.text(text.text()));
            } else if (part instanceof Gap gap) {
                code.addStatement(gap.exact() ? "cursor.blank()" : "cursor.gap()");
            } else if (part instanceof LinePlan.Blanks) {
                code.addStatement("cursor.blanks()");
            } else if (part instanceof Value value) {
                value(value);
            } else if (part instanceof LinePlan.Named named) {
                ParameterModel parameter = locals.model(named.named().name());
                code.addStatement(
                        "$T $L = $L",
                        parameter.javaType(),
                        locals.name(parameter.name()),
                        values.read(parameter.value(), CodeBlock.of("line")));
            } else if (part instanceof Choice choice) {
                choice(choice, required + LinePlan.words(parts.subList(i + 1, parts.size())));
            } else {
                code.addStatement("cursor.remark()");
            }
        }
    }

    // ---- values

    private void value(Value value) {
        End end = value.end();
        Node.Placeholder node = value.node();
        CodeBlock selected = CodeBlock.of("line");
        if (node instanceof Node.Many many && many.isOfColumns()) {
            code.addStatement("cursor.columns()");
        }
        if (end.kind() == Kind.WORDS) {
            code.addStatement("cursor.words($L)", end.width());
        } else if (end.kind() == Kind.REST && value.glued()) {
            code.addStatement("cursor.rest()");
        } else {
            String method =
                    end.kind() == Kind.LAST_TEXT
                            ? "upToLast"
                            : !value.glued() && end.kind() != Kind.WIDTH ? "word" : "upTo";
            code.addStatement("cursor.$L($L)", method, constants.textEnd(value));
        }
        if (node instanceof Node.Length length) {
            locals.length(length, selected);
        } else if (node instanceof Node.Size size) {
            code.add(ValueReading.size(locals.name(size.collection()), selected));
        } else if (node instanceof Node.Many many) {
            many(many);
        } else if (!node.names().isEmpty()) {
            locals.value(node, selected);
        }
    }

    private void many(Node.Many many) {
        boolean words = many.delimiter().isEmpty();
        code.addStatement(words ? "cursor.list($L)" : "line.list($L)", values.mostWords());
        locals.listed(many, words ? CodeBlock.of("cursor.element()") : LocalValues.part(many));
    }

    // ---- optional groups

    private void choice(Choice choice, int required) {
        List<Part> parts = choice.parts();
        if (parts.isEmpty() || parts.get(0) instanceof LinePlan.Named) {
            parts(parts, required);
            return;
        }
        CodeBlock present = presence.of(choice, required);
        Optional<ParameterModel> flag =
                choice.group().isFlag() ? locals.flag(choice.group().flag()) : Optional.empty();
        if (flag.isPresent()) {
            String name = locals.name(flag.get().name());
            code.addStatement("$L = $L", locals.declared(flag.get(), name), present);
            present = CodeBlock.of("$L", name);
        } else {
            locals.declareFlags(choice.group());
        }
        List<String> names = new ArrayList<>();
        LinePlan.names(parts, names);
        locals.declare(names);
        code.beginControlFlow("if ($L)", present);
        locals.enterGroup();
        parts(parts, required);
        locals.leaveGroup();
        code.endControlFlow();
    }

    private Optional<ValueType> type(Node.Placeholder node) {
        ValueType type = locals.model(node.names().get(0)).value();
        return Optional.of(type instanceof ValueType.Maybe maybe ? maybe.value() : type);
    }

    /**
     * How a reader finds out whether an optional part is there.
     *
     * @param types the types of values
     * @param line the reader of the line
     * @param cursor where it stands
     */
    public record Presence(
            Constants constants,
            Function<Node.Placeholder, Optional<ValueType>> types,
            CodeBlock line,
            CodeBlock cursor) {
        /**
         * What tells that a group is there: the next byte, the next word, or the words left.
         *
         * @param required how many words must follow the group
         */
        public CodeBlock of(Choice choice, int required) {
            Part first = choice.parts().get(0);
            if (first instanceof Text text) {
                CodeBlock next = CodeBlock.of("$L.isNext($L)", cursor, constants.text(text.text()));
                return choice.unless()
                        .map(
                                longer ->
                                        CodeBlock.of(
                                                "$L && !$L.isAt($L)",
                                                next,
                                                cursor,
                                                constants.textEnd(longer)))
                        .orElse(next);
            }
            if (!(first instanceof Gap)) {
                return CodeBlock.of("!$L.isAt($L)", cursor, constants.textEnd(choice.behind()));
            }
            CodeBlock gap = CodeBlock.of("$L.isGap()", cursor);
            Part second = choice.parts().size() > 1 ? choice.parts().get(1) : null;
            if (second instanceof Text text) {
                return CodeBlock.of(
                        choice.isWord() ? "$L && $L.nextIs($L)" : "$L && $L.nextStartsWith($L)",
                        gap,
                        line,
                        constants.text(text.text()));
            }
            if (second instanceof Value value && choice.other()) {
                return CodeBlock.of(
                        "$L && $L", gap, typed(value, required + LinePlan.words(choice.parts())));
            }
            boolean text = second instanceof Value value && isText(value);
            return text ? gap : CodeBlock.of("$L && $L.hasWord()", gap, line);
        }

        /** Where another word may stand in its place: how many words are left, and its type. */
        private CodeBlock typed(Value value, int words) {
            CodeBlock enough = CodeBlock.of("$L.wordsLeft() >= $L", line, words);
            ValueType first =
                    value.end().literals().isEmpty()
                            ? types.apply(value.node()).flatMap(FirstWord::of).orElse(null)
                            : null;
            if (first == null) {
                return enough;
            }
            return first instanceof ValueType.Enumeration enumeration
                    ? CodeBlock.of(
                            "$L && $L.nextIsOneOf($L)", enough, line, constants.words(enumeration))
                    : CodeBlock.of("$L && $L.nextIsNumber()", enough, line);
        }
    }
}
