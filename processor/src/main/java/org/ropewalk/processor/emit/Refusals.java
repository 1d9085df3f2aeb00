package org.ropewalk.processor.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Optional;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ErrorKind;
import org.ropewalk.processor.model.Payloads;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;
import org.ropewalk.processor.template.Template;

/** How a line is answered that fits no command, or not the one that it names. */
final class Refusals {
    private Refusals() {}

    /** The constant that numbers a command. */
    static String number(CommandModel command) {
        return Constants.name(command.method().replaceAll("([a-z])([A-Z])", "$1_$2")) + "_COMMAND";
    }

    /**
     * How a command is answered where it is not legal, if it says so itself or has a payload that
     * must be skipped.
     */
    static Optional<CodeBlock> misplaced(CommandModel command) {
        Payloads payloads = Payloads.of(command.templates().get(0), command.parameters());
        Optional<Integer> length =
                payloads.total()
                        .map(total -> lengthIndex(command.templates().get(0), total))
                        .filter(index -> index >= 0);
        if (length.isPresent()) {
            return Optional.of(
                    CodeBlock.of(
                            "refuse($T.MISPLACED, line, $L, $T.$L, $L)",
                            Runtime.ERROR_KIND,
                            number(command),
                            Runtime.TRAILER,
                            payloads.trailer(),
                            length.get()));
        }
        return command.errors().declared(ErrorKind.MISPLACED).isPresent()
                ? Optional.of(
                        CodeBlock.of(
                                "refuse($T.MISPLACED, line, $L)",
                                Runtime.ERROR_KIND,
                                number(command)))
                : Optional.empty();
    }

    /** How a line that does not fit a command is answered. */
    static CodeBlock refusal(CommandModel command) {
        Payloads payloads = Payloads.of(command.templates().get(0), command.parameters());
        boolean counted =
                !payloads.payloads().isEmpty() && Arguments.isCounted(payloads.payloads().get(0));
        if (!counted) {
            return CodeBlock.of("refuse(line, $L)", number(command));
        }
        return CodeBlock.of(
                "refuse(line, $L, $T.$L, $L)",
                number(command),
                Runtime.TRAILER,
                payloads.trailer(),
                payloads.total()
                        .map(total -> lengthIndex(command.templates().get(0), total))
                        .map(index -> CodeBlock.of("$L", index))
                        .orElse(CodeBlock.of("UNTOLD")));
    }

    /**
     * Which word of a line is a length; -1, the one that was read last, if that depends on the
     * line.
     */
    private static int lengthIndex(Template line, Node.Length length) {
        List<Segment> segments = Segment.of(line);
        for (int i = 0; i < segments.size(); i++) {
            if (!(segments.get(i) instanceof Segment.Token token)) {
                return -1;
            }
            if (token.pieces().contains(length)) {
                return token.pieces().size() == 1 ? i : -1;
            }
        }
        return -1;
    }
}
