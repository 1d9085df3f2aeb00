package org.ropewalk.processor.emit.code.writing;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.LinearReading;
import org.ropewalk.processor.emit.code.ReadingCode;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.template.LinePlan;
import org.ropewalk.processor.template.LinePlan.End;
import org.ropewalk.processor.template.LinePlan.Kind;
import org.ropewalk.processor.template.LinePlan.Part;
import org.ropewalk.processor.template.LinePlan.Value;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;

/**
 * The optional parts of a line that is written: where a reader would find one that is missing, or
 * would not find one that is there, the line is refused.
 */
final class OptionalParts {
    private final CodeBlock.Builder code;
    private final Constants constants;

    /** The types of values. */
    private final Function<Node.Placeholder, Optional<ValueType>> types;

    private final Wire wire;

    /** Takes what is checked when the line is complete. */
    private final List<CodeBlock> last;

    /** Those that may seem to be there where they are missing. */
    private final Map<Node.Group, Seeming> seeming = new IdentityHashMap<>();

    /** Those that are told by the number of words. */
    private final Set<Node.Group> counted = Collections.newSetFromMap(new IdentityHashMap<>());

    OptionalParts(
            CodeBlock.Builder code,
            Constants constants,
            Function<Node.Placeholder, Optional<ValueType>> types,
            Wire wire,
            List<CodeBlock> last) {
        this.code = code;
        this.constants = constants;
        this.types = types;
        this.wire = wire;
        this.last = last;
    }

    static boolean isTrailing(Wire wire) {
        return wire.carrier() == Wire.Carrier.TRAILING;
    }

    /**
     * Plans a part of words.
     *
     * @param required how many words must follow it
     * @param text whether a text follows it
     */
    void plan(Segment.Choice choice, int required, boolean text) {
        if (text && !(choice.group().nodes().get(1) instanceof Node.Literal)) {
            String local = "group" + seeming.size();
            CodeBlock line = CodeBlock.of("$LLine", local);
            CodeBlock present =
                    new ReadingCode.Presence(constants, types, isTrailing(wire), line)
                            .of(choice, required, true);
            seeming.put(choice.group(), asRead(local, line, present));
        }
    }

    /**
     * An optional part that may seem to be there.
     *
     * @param local the variable that has the place where it is missing, or where it is
     * @param there the variable that tells whether it is there, if a reader may not find it
     * @param check refuses the line if a reader would find the part where it is missing, or would
     *     not find it
     */
    private record Seeming(String local, Optional<String> there, CodeBlock check) {}

    /** Plans parts that are read byte by byte, and those in front of others. */
    void plan(List<Part> parts, List<Part> behind) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof LinePlan.Choice choice && !choice.parts().isEmpty()) {
                List<Part> rest = joined(parts.subList(i + 1, parts.size()), behind);
                seeming(choice, rest, "group" + seeming.size())
                        .ifPresent(found -> seeming.put(choice.group(), found));
                if (choice.other()) {
                    counted.add(choice.group());
                }
                plan(choice.parts(), rest);
            }
        }
    }

    /** What tells that a group is missing, if what follows it may seem to be the group. */
    private Optional<Seeming> seeming(LinePlan.Choice choice, List<Part> rest, String local) {
        String begin = begin(choice);
        if (!begin.isEmpty()) {
            return mayBegin(rest, begin)
                    ? Optional.of(
                            new Seeming(local, Optional.empty(), literal(choice, begin, local)))
                    : Optional.empty();
        }
        if (!(choice.parts().get(0) instanceof LinePlan.Gap) || !maySeem(choice, rest)) {
            return Optional.empty();
        }
        CodeBlock line = CodeBlock.of("$LLine", local);
        CodeBlock present =
                new LinearReading.Presence(
                                constants, types, line, CodeBlock.of("$L.cursor()", line))
                        .of(choice, LinePlan.words(rest));
        return Optional.of(asRead(local, line, present));
    }

    /** Refuses a line in which a reader finds the part where it is missing, or does not find it. */
    private Seeming asRead(String local, CodeBlock line, CodeBlock present) {
        CodeBlock check =
                CodeBlock.builder()
                        .beginControlFlow("if ($L >= 0)", local)
                        .addStatement(
                                "$1T $2L = new $1T().show(reply.array(), $3L, reply.part(), $4L)",
                                RuntimeTypes.LINE_READER,
                                line,
                                local,
                                constants.format())
                        .addStatement(
                                "$T.checkPart(reply, $LThere, $L)",
                                RuntimeTypes.TEXT_END,
                                local,
                                present)
                        .endControlFlow()
                        .build();
        return new Seeming(local, Optional.of(local + "There"), check);
    }

    private CodeBlock literal(LinePlan.Choice choice, String begin, String local) {
        return CodeBlock.of(
                "$L.checkMissing(reply, $L$L);\n",
                constants.textEnd(new End(Kind.TEXT, List.of(begin), false, 0)),
                local,
                choice.unless()
                        .map(longer -> CodeBlock.of(", $L", constants.textEnd(longer)))
                        .orElse(CodeBlock.of("")));
    }

    /**
     * Whether what follows a group that begins with a blank and a value may seem to be it, or
     * quotes in a text of the group may hide a blank that is counted.
     */
    private boolean maySeem(LinePlan.Choice choice, List<Part> rest) {
        if (!choice.other()) {
            return mayBegin(rest, " ") || isBlank('\t') && mayBegin(rest, "\t");
        }
        return mostWords(rest) >= LinePlan.words(choice.parts()) + LinePlan.words(rest)
                || wire.quotes().isPresent() && mostWords(choice.parts()) == Integer.MAX_VALUE;
    }

    private boolean isBlank(int c) {
        return c == ' ' || c == '\t' && wire.separator() == Wire.Separator.BLANKS;
    }

    /** How many words may begin in parts. */
    private long mostWords(List<Part> parts) {
        long words = 0;
        for (Part part : parts) {
            if (part instanceof LinePlan.Text text) {
                words += text.text().chars().filter(this::isBlank).count();
            } else if (part instanceof LinePlan.Gap) {
                words++;
            } else if (part instanceof LinePlan.Choice choice) {
                words += mostWords(choice.parts());
            } else if (!(part instanceof Value value) || LinearReading.isText(value)) {
                return Integer.MAX_VALUE;
            } else if (value.end().kind() == Kind.WORDS) {
                words += value.end().width() - 1;
            }
        }
        return words;
    }

    private static List<Part> joined(List<Part> one, List<Part> other) {
        List<Part> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    /** The literal that tells a reader that a part is there; empty if none does. */
    private static String begin(LinePlan.Choice choice) {
        Part first = choice.parts().isEmpty() ? null : choice.parts().get(0);
        if (first instanceof LinePlan.Text text) {
            return text.text();
        }
        return first instanceof LinePlan.Gap
                        && choice.parts().size() > 1
                        && choice.parts().get(1) instanceof LinePlan.Text text
                ? LinePlan.SEPARATOR + text.text() + (choice.isWord() ? LinePlan.SEPARATOR : "")
                : "";
    }

    /** Whether what parts write may begin with {@code literal}. */
    private boolean mayBegin(List<Part> parts, String literal) {
        if (literal.isEmpty()) {
            return true;
        }
        if (parts.isEmpty()) {
            return literal.equals(LinePlan.SEPARATOR);
        }
        List<Part> behind = parts.subList(1, parts.size());
        char first = literal.charAt(0);
        boolean blank = first == ' ' || LinePlan.SEPARATOR.indexOf(first) >= 0;
        if (parts.get(0) instanceof LinePlan.Choice choice) {
            return mayBegin(joined(choice.parts(), behind), literal) || mayBegin(behind, literal);
        }
        if (parts.get(0) instanceof LinePlan.Text text) {
            String begin = literal.replace(LinePlan.SEPARATOR, " ");
            int length = Math.min(begin.length(), text.text().length());
            return begin.regionMatches(true, 0, text.text(), 0, length)
                    && mayBegin(behind, literal.substring(length));
        }
        if (parts.get(0) instanceof LinePlan.Gap) {
            return blank && mayBegin(behind, literal.substring(1));
        }
        if (parts.get(0) instanceof LinePlan.Value value) {
            return first <= ' ' && !LinearReading.isText(value)
                    ? value.glued() && mayBegin(behind, literal)
                    : mayBegin(types.apply(value.node()), first);
        }
        return parts.get(0) instanceof LinePlan.Blanks ? mayBegin(behind, literal) : blank;
    }

    private static boolean mayBegin(Optional<ValueType> type, char first) {
        ValueType value = type.orElse(ValueType.Integral.LENGTH);
        if (Characters.isNumber(value)) {
            return Characters.isNumeral(first);
        }
        return !(value instanceof ValueType.Enumeration words)
                || Characters.mayHold(words, String.valueOf(first));
    }

    /** Declares where the parts would stand that are missing, of a group and those in it. */
    void declare(Node.Group group) {
        Seeming found = seeming.get(group);
        if (found != null) {
            code.addStatement("int $L = -1", found.local());
            found.there().ifPresent(there -> code.addStatement("boolean $L = false", there));
            last.add(found.check());
        }
        for (Node node : group.nodes()) {
            if (node instanceof Node.Group inner) {
                declare(inner);
            }
        }
    }

    /** Begins a group that is written. */
    void isThere(Node.Group group) {
        Seeming found = seeming.get(group);
        if (found != null && found.there().isPresent()) {
            code.addStatement("$L = reply.part()", found.local());
            code.addStatement("$L = true", found.there().get());
        }
    }

    /** Ends the condition under which a group is written: where it would stand is kept. */
    void orMissing(Node.Group group) {
        if (seeming.containsKey(group)) {
            code.nextControlFlow("else");
            isMissing(group);
        }
        code.endControlFlow();
    }

    /** Keeps where a group would stand that is never written. */
    void isMissing(Node.Group group) {
        if (seeming.containsKey(group)) {
            code.addStatement("$L = reply.part()", seeming.get(group).local());
        }
    }

    /**
     * Whether a reader takes a group of blanks alone for none: blanks end a line unread, and are no
     * words where these are counted.
     */
    boolean isLostIfBlank(Node.Group group) {
        List<Node> nodes = group.nodes();
        return (counted.contains(group) || wire.separator() != Wire.Separator.ONE_SPACE)
                && nodes.size() > 1
                && nodes.get(0) instanceof Node.Separator
                && (nodes.get(1) instanceof Node.Rest || nodes.get(1) instanceof Node.ResultRest);
    }
}
