package org.ropewalk.processor.emit.code;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.ValueType.Plurality;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;

/**
 * Turns the segments of a line into code that reads them: a local variable for each name, in the
 * order of the line. The reader is {@code line}; whether all went well is asked for once, behind
 * it.
 */
public final class ReadingCode {
    private final Constants constants;
    private final ValueReading values;
    private final LocalValues locals;
    private final CodeBlock.Builder code = CodeBlock.builder();
    private boolean toTheEnd;

    /** Whether the local {@code cursor} is declared. */
    private boolean hasCursor;

    private ReadingCode(
            Constants constants,
            ValueReading values,
            List<Segment> segments,
            List<ParameterModel> parameters) {
        this.constants = constants;
        this.values = values;
        this.locals = new LocalValues(code, values, parameters, lengths(segments));
    }

    private static List<Node.Length> lengths(List<Segment> segments) {
        List<Node.Length> lengths = new ArrayList<>();
        for (Segment segment : segments) {
            if (segment instanceof Segment.Token token) {
                token.pieces().stream()
                        .filter(Node.Length.class::isInstance)
                        .forEach(piece -> lengths.add((Node.Length) piece));
            } else if (segment instanceof Segment.Choice choice) {
                lengths.addAll(lengths(choice.segments()));
            } else if (segment instanceof Segment.Linear linear) {
                linear.plan().values().stream()
                        .filter(value -> value.node() instanceof Node.Length)
                        .forEach(value -> lengths.add((Node.Length) value.node()));
            }
        }
        return lengths;
    }

    /** Code that reads {@code segments} into locals named after {@code parameters}. */
    public static CodeBlock of(
            List<Segment> segments,
            List<ParameterModel> parameters,
            Constants constants,
            ValueReading values) {
        return new ReadingCode(constants, values, segments, parameters).line(segments);
    }

    private CodeBlock line(List<Segment> segments) {
        List<Segment> head =
                segments.stream().filter(segment -> !(segment instanceof Segment.Fields)).toList();
        if (values.checksControls() && !head.isEmpty() && !isLinear(head)) {
            code.addStatement("line.withoutControls()");
        }
        segments(segments, 0, false);
        skipRest();
        return code.build();
    }

    /** Drops what is left of the line behind what was read of it. */
    private void skipRest() {
        if (toTheEnd) {
            code.addStatement("line.skipRest()");
            toTheEnd = false;
        }
    }

    /** Code that reads a record's components from the selected word, byte by byte. */
    public static CodeBlock ofFormat(
            ValueType.Formatted type, Constants constants, ValueReading values) {
        List<Segment> segments = type.segments();
        ReadingCode reading =
                new ReadingCode(constants, values, segments, type.record().components());
        reading.code.addStatement("long outer = line.cursor().enter()");
        reading.segments(segments, 0, false);
        return reading.code.addStatement("cursor.leave(outer)").build();
    }

    private static boolean isLinear(List<Segment> segments) {
        return segments.get(segments.size() - 1) instanceof Segment.Linear;
    }

    /**
     * Reads one after the other.
     *
     * @param required how many words must follow them
     * @param more whether anything may follow them
     */
    private void segments(List<Segment> segments, int required, boolean more) {
        for (int i = 0; i < segments.size(); i++) {
            List<Segment> behind = segments.subList(i + 1, segments.size());
            segment(
                    segments.get(i),
                    required + Segment.required(behind),
                    more || !behind.isEmpty());
        }
    }

    private void segment(Segment segment, int required, boolean more) {
        if (segment instanceof Segment.Token token) {
            token(token);
        } else if (segment instanceof Segment.Linear linear) {
            new LinearReading(code, constants, values, locals).read(linear.plan(), !hasCursor);
            hasCursor = true;
        } else if (segment instanceof Segment.Several several) {
            several(several.many().name(), reserved(required, more));
        } else if (segment instanceof Segment.Tail tail) {
            tail(tail);
        } else if (segment instanceof Segment.Fields block) {
            skipRest();
            fields(block.fields());
        } else if (segment instanceof Segment.Named named) {
            ParameterModel parameter = locals.model(named.named().name());
            code.addStatement(
                    "$T $L = $L",
                    parameter.javaType(),
                    locals.name(parameter.name()),
                    values.read(parameter.value(), CodeBlock.of("line")));
        } else if (segment instanceof Segment.Choice choice
                && choice.segments().get(0) instanceof Segment.Named) {
            segment(choice.segments().get(0), required, more);
        } else if (segment instanceof Segment.Choice choice) {
            choice(choice, required, more);
        } else {
            toTheEnd = true;
        }
    }

    private void token(Segment.Token token) {
        Optional<String> literal = token.literal();
        if (literal.isPresent()) {
            code.addStatement("line.literal($L)", constants.text(literal.get()));
            return;
        }
        if (token.pieces().size() > 1) {
            code.addStatement("line.open()");
            values.pieces(code::add, token.pieces(), locals.names());
            code.addStatement("line.close()");
            return;
        }
        Node.Placeholder node = (Node.Placeholder) token.pieces().get(0);
        if (node instanceof Node.Length length) {
            locals.length(length, CodeBlock.of("line.word()"));
        } else if (node instanceof Node.Many many) {
            parts(many);
        } else if (node instanceof Node.Size size) {
            code.add(
                    ValueReading.size(locals.name(size.collection()), CodeBlock.of("line.word()")));
        } else {
            locals.value(node, CodeBlock.of("line.word()"));
        }
    }

    // ---- several values

    /**
     * How many words are left to what follows; where nothing must follow, but something may, that
     * is what stands behind a colon.
     */
    private CodeBlock reserved(int required, boolean more) {
        return values.trailing() && more && required == 0
                ? CodeBlock.of("line.trailingWords()")
                : CodeBlock.of("$L", required);
    }

    private void several(String name, CodeBlock reserved) {
        ParameterModel parameter = locals.model(name);
        ValueType.Several type = (ValueType.Several) parameter.value();
        String local = locals.name(name);
        if (type.kind() == Plurality.WORDS) {
            code.addStatement(
                    "$L = line.words($L, $L)",
                    locals.declared(parameter, local),
                    values.mostWords(),
                    reserved);
            return;
        }
        code.addStatement(
                "int $LCount = line.several($L, $L)", local, values.mostWords(), reserved);
        if (type.kind() == Plurality.ARRAY) {
            TypeName component = ((ArrayTypeName) parameter.javaType()).componentType();
            code.addStatement(
                    "$L = $L",
                    locals.declared(parameter, local),
                    Optionals.array(component, local + "Count"));
            code.beginControlFlow("for (int i = 0; i < $LCount; i++)", local)
                    .addStatement(
                            "$L[i] = $L",
                            local,
                            values.read(type.element(), CodeBlock.of("line.word()")))
                    .endControlFlow();
            return;
        }
        code.addStatement(
                "$L = new $T<>()",
                locals.declared(parameter, local),
                type.kind() == Plurality.SET ? LinkedHashSet.class : ArrayList.class);
        code.beginControlFlow("for (int i = 0; i < $LCount; i++)", local)
                .addStatement(
                        "$L.add($L)",
                        local,
                        values.read(type.element(), CodeBlock.of("line.word()")))
                .endControlFlow();
    }

    private void parts(Node.Many many) {
        code.addStatement("line.word().list($L)", values.mostWords());
        locals.listed(many, LocalValues.part(many));
    }

    private void tail(Segment.Tail tail) {
        if (tail.value() instanceof Node.ResultRest) {
            code.addStatement("line.skipRest()");
            return;
        }
        if (tail.value() instanceof Node.Many many
                && locals.model(many.name()).value() instanceof ValueType.Pairs pairs) {
            pairs(locals.model(many.name()), pairs);
            return;
        }
        boolean trailing =
                values.trailing() && tail.prefix().equals(":") && tail.suffix().isEmpty();
        CodeBlock selected =
                trailing
                        ? CodeBlock.of("line.trailing()")
                        : tail.prefix().isEmpty() && tail.suffix().isEmpty()
                                ? CodeBlock.of("line.rest()")
                                : CodeBlock.of(
                                        "line.rest($L, $L)",
                                        constants.text(tail.prefix()),
                                        constants.text(tail.suffix()));
        if (tail.value() instanceof Node.Many many) {
            code.addStatement("$L.list($L)", selected, values.mostWords());
            locals.listed(many, LocalValues.part(many));
        } else {
            locals.value((Node.Placeholder) tail.value(), selected);
        }
    }

    /** Names and values: as many words. */
    private void pairs(ParameterModel parameter, ValueType.Pairs pairs) {
        String local = locals.name(parameter.name());
        code.addStatement("int $LCount = line.several($L, 0)", local, values.mostWords());
        code.addStatement(
                "$L = new $T<>()", locals.declared(parameter, local), LinkedHashMap.class);
        code.beginControlFlow("if ($LCount % 2 != 0)", local)
                .addStatement("line.usage($S)", "a name without a value")
                .endControlFlow();
        code.beginControlFlow("for (int i = 0; i < $LCount; i += 2)", local)
                .addStatement(
                        "$L.put($L, $L)",
                        local,
                        values.read(pairs.key(), CodeBlock.of("line.word()")),
                        values.read(pairs.value(), CodeBlock.of("line.word()")))
                .endControlFlow();
    }

    // ---- the fields of a block

    private void fields(Node.Fields block) {
        if (!hasCursor && FieldCode.isLinear(block)) {
            code.addStatement("$T cursor = line.cursor()", RuntimeTypes.LINE_CURSOR);
            hasCursor = true;
        }
        new FieldReading(constants, values, locals.names(), this::value).read(block, code);
    }

    /** Code that reads a value of its own, into locals that are {@code declared} before or not. */
    private CodeBlock value(List<Segment> segments, boolean declared) {
        ReadingCode value = new ReadingCode(constants, values, segments, locals.parameters());
        if (declared) {
            value.locals.enterGroup();
        }
        value.hasCursor = hasCursor;
        return value.line(segments);
    }

    // ---- optional groups

    private void choice(Segment.Choice choice, int required, boolean more) {
        Optional<ParameterModel> flag = flag(choice);
        if (flag.isPresent()) {
            Segment.Token word = (Segment.Token) choice.segments().get(0);
            CodeBlock read =
                    CodeBlock.of("line.flag($L)", constants.text(word.literal().orElseThrow()));
            code.addStatement(
                    "$L = $L",
                    locals.declared(flag.get(), locals.name(flag.get().name())),
                    required == 0
                            ? read
                            : CodeBlock.of("line.wordsLeft() > $L && $L", required, read));
            return;
        }
        locals.declare(names(choice.segments()));
        locals.declareFlags(choice.group());
        Presence presence =
                new Presence(constants, this::type, values.trailing(), CodeBlock.of("line"));
        code.beginControlFlow("if ($L)", presence.of(choice, required, more));
        locals.enterGroup();
        segments(choice.segments(), required, more);
        locals.leaveGroup();
        code.endControlFlow();
    }

    /** The boolean that a group of one literal word stands for. */
    private Optional<ParameterModel> flag(Segment.Choice choice) {
        if (choice.segments().size() == 1
                && choice.segments().get(0) instanceof Segment.Token token
                && token.literal().isPresent()) {
            return locals.flag(choice.group().flag());
        }
        return Optional.empty();
    }

    public static Set<String> names(List<Segment> segments) {
        return SegmentNames.of(segments);
    }

    private Optional<ValueType> type(Node.Placeholder node) {
        return locals.model(node.names().get(0)).value() instanceof ValueType.Maybe maybe
                ? Optional.of(maybe.value())
                : Optional.empty();
    }

    /**
     * How a reader finds out whether an optional group of words is there.
     *
     * @param types the types of values
     * @param trailing whether a colon begins the last word
     * @param line the reader of the line
     */
    public record Presence(
            Constants constants,
            Function<Node.Placeholder, Optional<ValueType>> types,
            boolean trailing,
            CodeBlock line) {
        /**
         * What tells that a group is there: its literal, its type, or how many words are left.
         *
         * @param required how many words must follow the group
         * @param more whether anything may follow it
         */
        public CodeBlock of(Segment.Choice choice, int required, boolean more) {
            Segment first = choice.segments().get(0);
            CodeBlock enough = enough(choice, required, more);
            if (!(first instanceof Segment.Token token)) {
                return enough;
            }
            Node piece = token.pieces().get(0);
            if (piece instanceof Node.Literal literal) {
                CodeBlock begins =
                        CodeBlock.of(
                                token.pieces().size() == 1
                                        ? "$L.nextIs($L)"
                                        : "$L.nextStartsWith($L)",
                                line,
                                constants.text(literal.text()));
                return more && required + Segment.required(choice.segments()) > 1
                        ? CodeBlock.of("$L && $L", begins, enough)
                        : begins;
            }
            return more && piece instanceof Node.Word word
                    ? types.apply(word).map(type -> typed(type, enough)).orElse(enough)
                    : enough;
        }

        private CodeBlock enough(Segment.Choice choice, int required, boolean more) {
            int own = Segment.required(choice.segments());
            if (trailing
                    && more
                    && required == 0
                    && choice.segments().get(0) instanceof Segment.Token) {
                return CodeBlock.of("$1L.wordsLeft() - $1L.trailingWords() >= $2L", line, own);
            }
            return required == 0 && own <= 1
                    ? CodeBlock.of("$L.hasWord()", line)
                    : CodeBlock.of("$L.wordsLeft() >= $L", line, required + own);
        }

        /** Where more may follow, a word of another type is not this group's. */
        private CodeBlock typed(ValueType type, CodeBlock enough) {
            if (type instanceof ValueType.Integral || type instanceof ValueType.Big) {
                return CodeBlock.of("$L && $L.nextIsNumber()", enough, line);
            }
            return type instanceof ValueType.Enumeration enumeration
                    ? CodeBlock.of(
                            "$L && $L.nextIsOneOf($L)", enough, line, constants.words(enumeration))
                    : enough;
        }
    }
}
