package org.ropewalk.processor.emit.client;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.EnvelopeModel;
import org.ropewalk.processor.model.Limit;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.Wire;

/**
 * What a command does to the session and to the connection, by the names of the runtime's traits.
 */
final class CallTraits {
    private CallTraits() {}

    /**
     * Those of a command.
     *
     * @param streams whether its payload is sent as it comes
     */
    static List<String> of(
            ProtocolModel protocol, CommandModel command, boolean answered, boolean streams) {
        List<String> traits = new ArrayList<>();
        boolean endsOutput =
                command.parameters().stream()
                        .flatMap(parameter -> parameter.payload().stream())
                        .anyMatch(PayloadModel::endsConnection);
        if (answered) {
            Answer.Shape shape = command.answer().shape();
            boolean whole = shape.isPayloadAlone();
            boolean streamed = whole && ParameterModel.isStream(payload(shape));
            boolean untagged =
                    protocol.wire().order() == Wire.Order.TAGGED
                            && hasUntaggedLines(protocol, command);
            if (untagged) {
                traits.add("UNTAGGED_LINES");
            }
            if (untagged
                    || protocol.mayLeave(command)
                    || protocol.isInterruptible(command)
                    || command.closes()
                    || command.startsTls()
                    || whole
                    || endsOutput && !streams) {
                traits.add("ALONE");
            }
            if (command.startsTls()) {
                traits.add("SECURES");
            }
            addTagged(protocol, command, traits);
            if (whole) {
                traits.add(streamed ? "WHOLE_STREAM" : "WHOLE");
            }
        } else if (command.closes()) {
            traits.add("CLOSES");
        }
        if (endsOutput) {
            traits.add("ENDS_OUTPUT");
        }
        if (command.secret()) {
            traits.add("SECRET");
        }
        return traits;
    }

    /** What tags mean for it. */
    private static void addTagged(
            ProtocolModel protocol, CommandModel command, List<String> traits) {
        if (protocol.wire().order() == Wire.Order.TAGGED && opensUntagged(protocol, command)) {
            traits.add("OPENS_UNTAGGED");
        }
        if (protocol.envelope().isPresent() && protocol.isBare(command)) {
            traits.add("CONTINUES");
        }
        if (protocol.wire().order() != Wire.Order.TAGGED && isUntagged(protocol, command)) {
            traits.add("UNTAGGED");
        }
    }

    /** What else all calls of a command have in common. */
    static CodeBlock further(ProtocolModel protocol, CommandModel command, Constants constants) {
        CodeBlock.Builder code = CodeBlock.builder();
        if (command.isInterrupting()) {
            code.add(
                    ".interrupting($L)",
                    command.interrupts().stream()
                            .map(name -> CodeBlock.of("$S", name))
                            .collect(CodeBlock.joining(", ")));
        }
        protocol.promptOf(command)
                .map(protocol::shown)
                .ifPresent(text -> code.add(".prompted($L)", constants.text(text)));
        long seconds = protocol.boundOf(Limit.REQUEST_SECONDS, command);
        if (command.limits().isPresent()
                && seconds != protocol.limits().of(Limit.REQUEST_SECONDS)) {
            code.add(".within($L)", seconds);
        }
        return code.build();
    }

    /** Whether the line before the result does not tell which command it answers. */
    private static boolean opensUntagged(ProtocolModel protocol, CommandModel command) {
        String tag = protocol.envelope().flatMap(EnvelopeModel::tag).orElse("");
        return command.answer().opening().stream()
                .flatMap(line -> line.values().stream())
                .anyMatch(line -> !line.names().contains(tag));
    }

    /** Whether some lines of a reply do not tell which command they answer. */
    private static boolean hasUntaggedLines(ProtocolModel protocol, CommandModel command) {
        String tag = protocol.envelope().flatMap(EnvelopeModel::tag).orElse("");
        return Stream.concat(
                        command.answer().shape().lines().stream(),
                        command.failures().stream().flatMap(each -> each.reply().lines()))
                .anyMatch(line -> !line.names().contains(tag));
    }

    /** Whether a reply may have no tag, where the replies to other commands have one. */
    private static boolean isUntagged(ProtocolModel protocol, CommandModel command) {
        return protocol.envelope().flatMap(EnvelopeModel::tag).isPresent()
                && command.answer().shape().mayBeBare();
    }

    /** The payload that a reply without a line is. */
    private static ValueType payload(Answer.Shape alone) {
        return alone instanceof Answer.Behind behind
                ? behind.value()
                : ((Answer.Structured) alone).payloadAlone().value();
    }
}
