package org.ropewalk.processor.emit.server;

import com.palantir.javapoet.CodeBlock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.model.BlockModel;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.Payloads;
import org.ropewalk.processor.model.lines.CommandLine;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;

/** The bytes behind a line of a command, which are skipped when the line is refused. */
sealed interface Region {
    /** The next line is a command. */
    record None() implements Region {}

    /**
     * As many bytes as a word of the line says.
     *
     * @param trailer what follows them
     * @param length which word that is
     * @param maxLength the largest number that it can be
     */
    record Counted(PayloadModel.Trailer trailer, LengthWord length, long maxLength)
            implements Region {
        /** The arguments that tell where it ends. */
        CodeBlock arguments() {
            CodeBlock arguments =
                    CodeBlock.of("$T.$L, $L", RuntimeTypes.TRAILER, trailer, length.code());
            return maxLength == Long.MAX_VALUE
                    ? arguments
                    : CodeBlock.of("$L, $LL", arguments, maxLength);
        }
    }

    /**
     * Which word of a line is a length.
     *
     * @param index how many words stand before it, or behind it if it is counted from the end
     * @param least how many words the line has at the least, if it is counted from the end
     * @param most how many at the most; 0 if it is counted from the begin
     */
    record LengthWord(int index, int least, int most) {
        /** Nothing but the reading tells: the length that was read last. */
        static final LengthWord LAST_READ = new LengthWord(-1, 0, 0);

        /** An expression of the word's index; {@code line} is its line. */
        CodeBlock code() {
            if (most == 0) {
                return CodeBlock.of("$L", index);
            }
            return most == Integer.MAX_VALUE
                    ? CodeBlock.of(
                            "line.indexFromEnd($L, $L, $T.MAX_VALUE)", index, least, Integer.class)
                    : CodeBlock.of("line.indexFromEnd($L, $L, $L)", index, least, most);
        }
    }

    /** Bytes up to an end of their own. */
    record Ended(PayloadModel payload) implements Region {}

    /** Nothing tells where the next command begins. */
    record Unsure() implements Region {}

    /** What stands behind a line. */
    static Region of(CommandLine line) {
        Payloads payloads = Payloads.of(line.template(), line.command().parameters());
        if (payloads.payloads().isEmpty()
                || line.template().isEmpty()
                || BlockModel.ends(line.template())) {
            return new None();
        }
        PayloadModel first = payloads.payloads().get(0).payload().orElseThrow();
        if (!first.isCounted()) {
            return new Ended(first);
        }
        return payloads.total()
                .<Region>map(
                        total ->
                                new Counted(
                                        payloads.trailer(),
                                        lengthWord(line, total),
                                        payloads.maxLength()))
                .orElse(new Unsure());
    }

    private static LengthWord lengthWord(CommandLine line, Node.Length length) {
        List<Segment> segments = Segment.of(line.template());
        int at = 0;
        while (at < segments.size() && !isWord(segments.get(at), length)) {
            at++;
        }
        if (at == segments.size()) {
            return LengthWord.LAST_READ;
        }
        if (segments.subList(0, at).stream().allMatch(Segment.Token.class::isInstance)) {
            return new LengthWord(at, 0, 0);
        }
        List<Segment> behind = segments.subList(at, segments.size());
        return behind.stream().allMatch(Segment.Token.class::isInstance)
                ? new LengthWord(behind.size(), fewestWords(segments), mostWords(segments))
                : LengthWord.LAST_READ;
    }

    private static boolean isWord(Segment segment, Node.Length length) {
        return segment instanceof Segment.Token token && token.pieces().equals(List.of(length));
    }

    /** How many words segments have at the least. */
    private static int fewestWords(List<Segment> segments) {
        return (int)
                segments.stream()
                        .filter(
                                each ->
                                        each instanceof Segment.Token
                                                || each instanceof Segment.Several)
                        .count();
    }

    /** How many words segments have at the most. */
    private static int mostWords(List<Segment> segments) {
        long most = 0;
        for (Segment segment : segments) {
            if (segment instanceof Segment.Choice choice) {
                most += mostWords(choice.segments());
            } else {
                most += segment instanceof Segment.Token ? 1 : Integer.MAX_VALUE;
            }
        }
        return (int) Math.min(most, Integer.MAX_VALUE);
    }

    /** What stands behind a line that may be any of {@code lines}; nothing if there are none. */
    static Region of(Collection<CommandLine> lines) {
        return lines.stream().map(Region::of).reduce(Region::or).orElse(new None());
    }

    /** This one, if the other is the same. */
    default Region or(Region other) {
        boolean same =
                equals(other)
                        && !(this instanceof Counted counted
                                && counted.length().equals(LengthWord.LAST_READ));
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
                ? CodeBlock.of("$L, $L)", line, counted.arguments())
                : CodeBlock.of("$L, $L)", line, end(constants));
    }
}
