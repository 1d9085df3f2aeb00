package org.ropewalk.processor.emit.server;

import com.palantir.javapoet.CodeBlock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.Payloads;
import org.ropewalk.processor.model.lines.CommandLine;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;

/** The bytes behind a line of a command, which are skipped when the line is refused. */
sealed interface Region {
    /**
     * Which word of a line is a length, if that depends on the line: the one that was read last.
     */
    int LAST_READ = -1;

    /** The next line is a command. */
    record None() implements Region {}

    /**
     * As many bytes as a word of the line says.
     *
     * @param trailer what follows them
     * @param lengthIndex which word that is; {@link #LAST_READ} if that depends on the line
     */
    record Counted(PayloadModel.Trailer trailer, int lengthIndex) implements Region {}

    /** Bytes up to an end of their own. */
    record Ended(PayloadModel payload) implements Region {}

    /** Nothing tells where the next command begins. */
    record Unsure() implements Region {}

    /** What stands behind a line. */
    static Region of(CommandLine line) {
        Payloads payloads = Payloads.of(line.template(), line.command().parameters());
        if (payloads.payloads().isEmpty() || line.template().isEmpty()) {
            return new None();
        }
        PayloadModel first = payloads.payloads().get(0).payload().orElseThrow();
        if (!first.isCounted()) {
            return new Ended(first);
        }
        return payloads.total()
                .<Region>map(total -> new Counted(payloads.trailer(), lengthIndex(line, total)))
                .orElse(new Unsure());
    }

    private static int lengthIndex(CommandLine line, Node.Length length) {
        List<Segment> segments = Segment.of(line.template());
        for (int i = 0; i < segments.size(); i++) {
            if (!(segments.get(i) instanceof Segment.Token token)) {
                return LAST_READ;
            }
            if (token.pieces().contains(length)) {
                return token.pieces().size() == 1 ? i : LAST_READ;
            }
        }
        return LAST_READ;
    }

    /** What stands behind a line that may be any of {@code lines}; nothing if there are none. */
    static Region of(Collection<CommandLine> lines) {
        return lines.stream().map(Region::of).reduce(Region::or).orElse(new None());
    }

    /** This one, if the other is the same. */
    default Region or(Region other) {
        boolean same =
                equals(other)
                        && !(this instanceof Counted counted && counted.lengthIndex() == LAST_READ);
        return same ? this : new Unsure();
    }

    /** Whether anything may stand there. */
    default boolean isPayload() {
        return !(this instanceof None);
    }

    /** Where it ends if its line cannot be read. */
    default CodeBlock end(Constants constants) {
        if (this instanceof None) {
            return CodeBlock.of("$T.NONE", RuntimeTypes.PAYLOAD_END);
        }
        return this instanceof Ended ended
                ? constants.end(ended.payload())
                : CodeBlock.of("$T.CLOSE", RuntimeTypes.PAYLOAD_END);
    }

    /**
     * The call that refuses a line and skips this.
     *
     * @param kind why; what the reader says if it is empty
     * @param command the number of the command
     */
    default CodeBlock refusal(Optional<CodeBlock> kind, String command, Constants constants) {
        CodeBlock line =
                kind.map(why -> CodeBlock.of("refuse($L, line, $L", why, command))
                        .orElse(CodeBlock.of("refuse(line, $L", command));
        if (this instanceof None) {
            return CodeBlock.of("$L)", line);
        }
        return this instanceof Counted counted
                ? CodeBlock.of(
                        "$L, $T.$L, $L)",
                        line,
                        RuntimeTypes.TRAILER,
                        counted.trailer(),
                        counted.lengthIndex())
                : CodeBlock.of("$L, $L)", line, end(constants));
    }
}
