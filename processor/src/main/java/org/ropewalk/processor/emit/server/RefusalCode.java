package org.ropewalk.processor.emit.server;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Optional;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.emit.code.names.ConstantNames;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ErrorKind;
import org.ropewalk.processor.model.lines.CommandLine;

/** How a line is answered that fits no command, or not the one that it names. */
final class RefusalCode {
    private RefusalCode() {}

    /** The constant that stands for a command. */
    static String number(CommandModel command) {
        return number(command.method());
    }

    /** The constant that stands for the command that is a method. */
    static String number(String method) {
        return ConstantNames.ofIdentifier(method) + "_COMMAND";
    }

    /** An error's kind. */
    static CodeBlock kind(ErrorKind kind) {
        return CodeBlock.of("$T.$L", RuntimeTypes.ERROR_KIND, kind);
    }

    /**
     * How a verb is answered that is legal in other states only, if a command says so itself or has
     * a payload that must be skipped.
     *
     * @param lines those that begin with it
     */
    static Optional<CodeBlock> misplaced(List<CommandLine> lines, Constants constants) {
        Region region = Region.of(lines);
        CommandModel command = lines.get(0).command();
        return region.isPayload() || command.errors().declared(ErrorKind.MISPLACED).isPresent()
                ? Optional.of(refusal(ErrorKind.MISPLACED, command, region, constants))
                : Optional.empty();
    }

    /** How a line is answered that its command does not take. */
    static CodeBlock refusal(
            ErrorKind kind, CommandModel command, Region region, Constants constants) {
        return region.refusal(Optional.of(kind(kind)), number(command), constants);
    }

    /** How a line is answered that does not fit its command; the reader says what is wrong. */
    static CodeBlock refusal(CommandModel command, Region region, Constants constants) {
        return region.refusal(Optional.empty(), number(command), constants);
    }
}
