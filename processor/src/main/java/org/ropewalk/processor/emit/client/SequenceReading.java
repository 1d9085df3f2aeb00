package org.ropewalk.processor.emit.client;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ropewalk.processor.emit.client.ReplyAlternative.Phase;
import org.ropewalk.processor.emit.code.Javadoc;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/**
 * Emits the reading of a result that stands in several lines, which come in their order: the values
 * of each line are kept until the last has come.
 */
final class SequenceReading {
    private final ReplyAlternatives lines;
    private final Wire wire;

    SequenceReading(ReplyAlternatives lines, Wire wire) {
        this.lines = lines;
        this.wire = wire;
    }

    /**
     * Adds the lines of a reply.
     *
     * @param values what they say
     * @param finish the end of the reply, when each value is a local variable
     */
    void add(String base, ReplyModel reply, List<ParameterModel> values, Reaction finish) {
        add(base, reply, reply.payloadLine(), values, finish);
    }

    /**
     * As the other.
     *
     * @param payloadLine the number of the line that payloads follow
     */
    void add(
            String base,
            ReplyModel reply,
            int payloadLine,
            List<ParameterModel> values,
            Reaction finish) {
        List<Template> sequence = reply.sequence();
        int last = sequence.size() - 1;
        Set<ParameterModel> own = new HashSet<>(in(sequence.get(last), last, payloadLine, values));
        List<ParameterModel> kept = new ArrayList<>();
        for (int i = 0; i < last; i++) {
            Template line = sequence.get(i);
            CodeBlock.Builder keep = CodeBlock.builder();
            for (ParameterModel value : in(line, i, payloadLine, values)) {
                if (!own.contains(value) && !kept.contains(value)) {
                    kept.add(value);
                    keep.addStatement("reply.keep($L)", read(value, values));
                }
            }
            Reaction next = Reaction.ofAny("awaits($L)", i + 1);
            CodeBlock before = keep.build();
            lines.step(
                    base + "Line" + i,
                    i,
                    wire.marks(reply) ? line.marked(wire.continued()) : line,
                    known(values, i == payloadLine),
                    before.isEmpty() ? next : next.after(before),
                    i == 0 ? Phase.BEGIN : Phase.ITEM);
        }
        CodeBlock.Builder given = CodeBlock.builder();
        for (int i = 0; i < kept.size(); i++) {
            ParameterModel value = kept.get(i);
            given.addStatement("$T $L = reply.kept($L)", type(value), local(value), i);
        }
        CodeBlock before = given.build();
        Reaction end = before.isEmpty() ? finish : finish.after(before);
        List<ParameterModel> left =
                known(values, last == payloadLine).stream()
                        .filter(value -> !kept.contains(value))
                        .toList();
        for (Template line : reply.ends()) {
            lines.step(
                    base + "Line" + last, last, line, left, end.closing(reply.close()), Phase.END);
        }
    }

    /** What a line may name; payloads stand behind one of the lines. */
    private static List<ParameterModel> known(List<ParameterModel> values, boolean payloads) {
        return values.stream().filter(value -> payloads || value.role() != Role.PAYLOAD).toList();
    }

    /** The values that a line has, or that stand behind it. */
    private static List<ParameterModel> in(
            Template line, int number, int payloadLine, List<ParameterModel> values) {
        return values.stream()
                .filter(
                        value ->
                                value.role() == Role.PAYLOAD
                                        ? number == payloadLine
                                        : line.names().contains(value.name())
                                                || value.value() instanceof ValueType.Truth
                                                        && line.hasFlag(value.name())
                                                || value.name().equals(Node.Many.RESULT)
                                                        && line.hasResult())
                .toList();
    }

    private static CodeBlock read(ParameterModel value, List<ParameterModel> values) {
        return value.role() == Role.PAYLOAD
                ? LineReading.payload(
                        values.stream().filter(each -> each.role() == Role.PAYLOAD).toList(),
                        value,
                        "reply")
                : CodeBlock.of("$L", local(value));
    }

    private static TypeName type(ParameterModel value) {
        TypeName type = value.role() == Role.PAYLOAD ? value.value().javaType() : value.javaType();
        return type.box();
    }

    private static String local(ParameterModel value) {
        return Javadoc.local(value.name());
    }

    /** What a record is made of, whose payloads are local variables where they were kept. */
    static CodeBlock argument(ParameterModel component, ReplyModel reply, CodeBlock made) {
        boolean kept =
                component.role() == Role.PAYLOAD
                        && reply.payloadLine() < reply.sequence().size() - 1;
        return kept ? CodeBlock.of("$L", local(component)) : made;
    }
}
