package org.ropewalk.processor.emit.server.answers;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Optional;
import org.ropewalk.processor.emit.code.Bindings;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.PayloadParts;
import org.ropewalk.processor.emit.code.writing.ContentCode;
import org.ropewalk.processor.emit.code.writing.ValueWriting;
import org.ropewalk.processor.emit.code.writing.WritingCode;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;
import org.ropewalk.processor.template.Template;

/**
 * A line that ends with the length of a payload, and that payload: the writer takes both in one.
 *
 * @param wire how lines stand on the wire
 * @param constants takes the constants of the line
 * @param values writes its values
 */
public record PayloadLine(Wire wire, Constants constants, ValueWriting values) {
    /**
     * Code that writes the last of several lines and the only payload behind it in one: its last
     * word is the length of that, its other words are values and constants, and a line end follows
     * the payload. Empty if they are written apart.
     *
     * @param owner an expression of what has the components
     */
    public Optional<CodeBlock> write(
            List<Template> lines,
            List<ParameterModel> components,
            ContentCode.Held held,
            CodeBlock owner,
            Bindings scope) {
        List<ParameterModel> payloads =
                components.stream().filter(each -> each.payload().isPresent()).toList();
        if (lines.isEmpty() || payloads.size() != 1) {
            return Optional.empty();
        }
        ParameterModel payload = payloads.get(0);
        Template line = lines.get(lines.size() - 1);
        List<Node> nodes = line.nodes();
        int before = nodes.size() - 2;
        if (!endsLine(payload.payload().orElseThrow())
                || !(scope.get(payload.name()).type() instanceof ValueType.Octets type)
                || !isWhole(type)
                || before < 1
                || line.verbatim()
                || !Segment.of(line).stream().allMatch(Segment.Token.class::isInstance)
                || !(nodes.get(before) instanceof Node.Separator)
                || !nodes.get(before + 1).equals(new Node.Length(List.of(payload.name())))) {
            return Optional.empty();
        }
        Template head = new Template("", nodes.subList(0, before));
        CodeBlock value = held.written(payload, CodeBlock.of("$L.$L()", owner, payload.accessor()));
        return Optional.of(
                CodeBlock.builder()
                        .add(WritingCode.part(head, scope, constants, values))
                        .add(PayloadParts.checkLength(scope.get(payload.name()), type))
                        .addStatement("reply.nextPayload($L)", value)
                        .build());
    }

    /** Whether bytes are the caller's, and all there. */
    private static boolean isWhole(ValueType.Octets type) {
        return type.holder() == ValueType.Octets.Holder.ARRAY
                || type.holder() == ValueType.Octets.Holder.BYTES;
    }

    /** Whether the end of a line follows a payload. */
    private boolean endsLine(PayloadModel payload) {
        return payload.isCounted()
                && !wire.isResp()
                && (payload.trailer() == PayloadModel.Trailer.TERMINATOR
                        || payload.trailer() == PayloadModel.Trailer.CRLF
                                && wire.endsRepliesInCrLf());
    }
}
