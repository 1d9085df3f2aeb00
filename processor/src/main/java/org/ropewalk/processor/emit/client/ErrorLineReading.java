package org.ropewalk.processor.emit.client;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.Javadoc;
import org.ropewalk.processor.emit.code.MethodNames;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.emit.code.SharedMethods;
import org.ropewalk.processor.emit.code.ValueReading;
import org.ropewalk.processor.emit.code.names.ConstantNames;
import org.ropewalk.processor.model.ErrorKind;
import org.ropewalk.processor.model.ErrorReplies;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.lines.Line;
import org.ropewalk.processor.model.lines.ReplyOrder.Role;
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
    private final SharedMethods methods;
    private final TypeSpec.Builder type;

    /** {@code type} takes the methods. */
    ErrorLineReading(
            Constants constants,
            ValueReading reading,
            SharedMethods methods,
            TypeSpec.Builder type) {
        this.constants = constants;
        this.reading = reading;
        this.methods = methods;
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
                                        reading(each),
                                        Line.of(each.line, List.of(), Optional.empty()),
                                        Role.ERROR,
                                        ReplyAlternative.Phase.WHOLE))
                .toList();
    }

    /** Readings of the lines that fail a call where no declared line fits, each once. */
    List<CodeBlock> refusals(List<ErrorReplies> errors) {
        Reaction reject =
                Reaction.ofAny(
                        "reject(line, $L)", CodeBlock.of("$T.REFUSED", RuntimeTypes.ERROR_KIND));
        Map<String, CodeBlock> byLine = new LinkedHashMap<>();
        for (ErrorReplies replies : errors) {
            for (Template line : replies.refusals()) {
                byLine.computeIfAbsent(
                        shape(line), shape -> reading(line, texts(line), reject, refused(line)));
            }
        }
        return List.copyOf(byLine.values());
    }

    /** The name of a method that reads a line: with its first word, if that is known. */
    private static String refused(Template line) {
        return line.nodes().stream()
                .filter(Node.Literal.class::isInstance)
                .map(node -> ((Node.Literal) node).text())
                .filter(text -> text.chars().anyMatch(Character::isLetterOrDigit))
                .findFirst()
                .map(text -> ConstantNames.camelCase("refused", text))
                .orElse("refused");
    }

    /** What free text is read as: bytes, as it may have another encoding. */
    private static List<ParameterModel> texts(Template line) {
        List<ParameterModel> texts = new ArrayList<>();
        for (Node node : line.nodes()) {
            if (node instanceof Node.Rest rest) {
                texts.add(bytes(rest.name()));
            } else if (node instanceof Node.ResultRest) {
                texts.add(bytes(Node.Many.RESULT));
            }
        }
        return texts;
    }

    private static ParameterModel bytes(String name) {
        return new ParameterModel(
                name,
                RuntimeTypes.BYTES,
                new ValueType.Octets(RuntimeTypes.BYTES, ValueType.Octets.Holder.BYTES),
                ParameterModel.Role.VALUE,
                Optional.empty(),
                name);
    }

    private static void add(ErrorKind kind, ReplyModel reply, Map<String, Rejection> byLine) {
        reply.values()
                .forEach(
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

    /** Reads an error line, and reports the kinds of error that it may mean. */
    private CodeBlock reading(Rejection rejection) {
        CodeBlock kinds =
                rejection.kinds.stream()
                        .map(kind -> CodeBlock.of("$T.$L", RuntimeTypes.ERROR_KIND, kind.name()))
                        .collect(CodeBlock.joining(", "));
        Reaction reject = Reaction.ofAny("reject(line, $L)", kinds).closing(rejection.closes);
        String own =
                rejection.kinds.size() > 1
                        ? "rejectedLine"
                        : "rejected"
                                + MethodNames.capitalized(
                                        rejection.kinds.iterator().next().member());
        return reading(rejection.line, List.of(), reject, own);
    }

    private CodeBlock reading(
            Template line, List<ParameterModel> values, Reaction reject, String own) {
        return LineReading.constant(line, values)
                .map(is -> CodeBlock.of("$L && $L", is.condition(constants), reject.expression()))
                .orElseGet(() -> call(line, values, reject, own));
    }

    private CodeBlock call(
            Template line, List<ParameterModel> values, Reaction reject, String own) {
        SharedMethods.Shared method =
                methods.add(
                        LineReading.attempt(
                                line,
                                values,
                                WildcardTypeName.subtypeOf(Object.class),
                                reject,
                                constants,
                                reading),
                        own,
                        "rejectedLine",
                        List.of(CodeBlock.of("{@code $L}", Javadoc.code(line.source()))));
        methods.declare(method, type);
        return CodeBlock.of("$L(line, reply)", method);
    }
}
