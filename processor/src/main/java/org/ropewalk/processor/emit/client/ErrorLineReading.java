package org.ropewalk.processor.emit.client;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.Javadoc;
import org.ropewalk.processor.emit.code.MethodNames;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.emit.code.ValueReading;
import org.ropewalk.processor.model.ErrorKind;
import org.ropewalk.processor.model.ErrorReplies;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.lines.Line;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;
import org.ropewalk.processor.template.Template;

/**
 * Emits the reading of error lines. Lines that a reader cannot tell apart are read by one method,
 * which reports all kinds of error that they may mean.
 */
final class ErrorLineReading {
    private final Constants constants;
    private final ValueReading reading;
    private final MethodNames names;
    private final TypeSpec.Builder type;

    /** The methods, by the code that they consist of. */
    private final Map<String, String> methods = new HashMap<>();

    /** {@code type} takes the methods. */
    ErrorLineReading(
            Constants constants, ValueReading reading, MethodNames names, TypeSpec.Builder type) {
        this.constants = constants;
        this.reading = reading;
        this.names = names;
        this.type = type;
    }

    /** An error line, the kinds of error that it may mean, and whether each of them closes. */
    private static final class Rejection {
        private final Template line;
        private final Set<ErrorKind> kinds = EnumSet.noneOf(ErrorKind.class);
        private boolean closes = true;

        Rejection(Template line) {
            this.line = line;
        }

        void add(ErrorKind kind, boolean closing) {
            kinds.add(kind);
            closes &= closing;
        }
    }

    /** The lines of these errors, the most specific first, and the methods that read them. */
    List<ReplyAlternative> of(List<ErrorReplies> errors) {
        Map<String, Rejection> byLine = new LinkedHashMap<>();
        for (ErrorKind kind : ErrorKind.values()) {
            for (ErrorReplies replies : errors) {
                replies.declared(kind).ifPresent(error -> add(kind, error.reply(), byLine));
            }
        }
        List<Rejection> specificFirst = new ArrayList<>(byLine.values());
        specificFirst.sort(
                Comparator.comparing((Rejection each) -> takesRest(each.line))
                        .thenComparing(each -> -literalLength(each.line)));
        return specificFirst.stream()
                .map(
                        each ->
                                new ReplyAlternative(
                                        method(each),
                                        Line.of(each.line, List.of(), Optional.empty()),
                                        ReplyAlternative.ERROR,
                                        ReplyAlternative.Phase.WHOLE))
                .toList();
    }

    private static void add(ErrorKind kind, ReplyModel reply, Map<String, Rejection> byLine) {
        reply.value()
                .ifPresent(
                        line ->
                                byLine.computeIfAbsent(shape(line), shape -> new Rejection(line))
                                        .add(kind, reply.close()));
    }

    /** What a reader sees of a line: names and text for people make no difference. */
    private static String shape(Template line) {
        StringBuilder shape = new StringBuilder();
        for (Segment segment : Segment.of(line)) {
            if (segment instanceof Segment.Token token) {
                token.pieces()
                        .forEach(
                                piece ->
                                        shape.append(
                                                piece instanceof Node.Literal literal
                                                        ? literal.text()
                                                        : "{}"));
            } else if (segment instanceof Segment.Remark
                    || segment instanceof Segment.Tail tail
                            && (tail.prefix() + tail.suffix()).isEmpty()) {
                shape.append("{*}");
            } else {
                shape.append(segment);
            }
            shape.append(' ');
        }
        return shape.toString();
    }

    private static boolean takesRest(Template line) {
        return Segment.of(line).stream()
                .anyMatch(
                        segment ->
                                segment instanceof Segment.Tail
                                        || segment instanceof Segment.Remark);
    }

    private static int literalLength(Template line) {
        return line.nodes().stream()
                .mapToInt(
                        node -> node instanceof Node.Literal literal ? literal.text().length() : 0)
                .sum();
    }

    /** The method that reads an error line; one for all that consist of the same code. */
    private String method(Rejection rejection) {
        CodeBlock kinds =
                rejection.kinds.stream()
                        .map(kind -> CodeBlock.of("$T.$L", RuntimeTypes.ERROR_KIND, kind.name()))
                        .collect(CodeBlock.joining(", "));
        CodeBlock reject =
                CodeBlock.builder().addStatement("reply.reject(line, $L)", kinds).build();
        CodeBlock completion = rejection.closes ? LineReading.closing(reject) : reject;
        return methods.computeIfAbsent(
                shape(rejection.line) + completion, code -> emit(rejection, completion));
    }

    private String emit(Rejection rejection, CodeBlock completion) {
        String name =
                names.unique(
                        rejection.kinds.size() > 1
                                ? "rejected"
                                : Javadoc.decapitalized(
                                        "rejected"
                                                + MethodNames.capitalized(
                                                        rejection
                                                                .kinds
                                                                .iterator()
                                                                .next()
                                                                .member())));
        TypeName any =
                ParameterizedTypeName.get(
                        RuntimeTypes.REPLY_BUILDER, WildcardTypeName.subtypeOf(Object.class));
        type.addMethod(
                LineReading.attempt(
                        name, rejection.line, List.of(), any, completion, constants, reading));
        return name;
    }
}
