package org.ropewalk.processor.emit.server;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ropewalk.processor.emit.code.Javadoc;
import org.ropewalk.processor.emit.code.PayloadParts;
import org.ropewalk.processor.emit.code.ReadingCode;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.lines.CommandLine;
import org.ropewalk.processor.template.Segment;
import org.ropewalk.processor.template.Template;

/** What a handler is called with: what was read of a line, and the payloads behind it. */
final class Arguments {
    private Arguments() {}

    /** The payloads of a command. */
    static List<ParameterModel> payloads(CommandModel command) {
        return command.parameters().stream()
                .filter(parameter -> parameter.role() == Role.PAYLOAD)
                .toList();
    }

    /**
     * All of them, in order.
     *
     * @param items makes what the handler sends the items of its reply to
     */
    static CodeBlock of(
            CommandModel command, CommandLine line, Function<CommandModel, CodeBlock> items) {
        List<CodeBlock> arguments = new ArrayList<>();
        for (ParameterModel parameter : command.parameters()) {
            arguments.add(
                    switch (parameter.role()) {
                        case PAYLOAD -> payloadValue(command, parameter);
                        case KEPT -> CodeBlock.of("batch");
                        case REPLIES -> items.apply(command);
                        default -> bound(parameter, line);
                    });
        }
        return CodeBlock.join(arguments, ", ");
    }

    /** A flag that this one of several lines does not have is not raised. */
    static CodeBlock bound(ParameterModel parameter, CommandLine line) {
        boolean isConstant =
                line.constant()
                        .map(constant -> constant.parameter().equals(parameter))
                        .orElse(false);
        return isConstant
                ? CodeBlock.of("$L", Javadoc.local(parameter.name()))
                : bound(parameter, line.template(), line.segments());
    }

    /** The value that was read for a parameter, from a line that was read as {@code segments}. */
    static CodeBlock bound(ParameterModel parameter, Template line, List<Segment> segments) {
        boolean flag =
                parameter.value() instanceof ValueType.Truth && line.hasFlag(parameter.name());
        return flag || ReadingCode.names(segments).contains(parameter.name())
                ? CodeBlock.of("$L", Javadoc.local(parameter.name()))
                : CodeBlock.of("false");
    }

    /** A payload, as its parameter holds it. */
    static CodeBlock payloadValue(CommandModel command, ParameterModel parameter) {
        if (parameter.isRead() || parameter.isStream()) {
            return CodeBlock.of("$L", Javadoc.local(parameter.name()));
        }
        CodeBlock bytes =
                PayloadParts.of(payloads(command), parameter, CodeBlock.of("framer().payload()"));
        ValueType.Octets octets = (ValueType.Octets) parameter.value();
        return switch (octets.holder()) {
            case BYTES -> CodeBlock.of("$L.toBytes()", bytes);
            case ARRAY -> CodeBlock.of("$T.payloadArray($L)", RuntimeTypes.LINE_READER, bytes);
            default -> bytes;
        };
    }

    /** Whether a word of the line tells its length. */
    static boolean isCounted(ParameterModel payload) {
        return payload.payload().orElseThrow().isCounted();
    }
}
