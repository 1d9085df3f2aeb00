package org.ropewalk.processor.emit.client;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.Javadoc;
import org.ropewalk.processor.emit.code.Optionals;
import org.ropewalk.processor.emit.code.PayloadParts;
import org.ropewalk.processor.emit.code.ReadingCode;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.emit.code.ValueReading;
import org.ropewalk.processor.emit.code.writing.ContentCode;
import org.ropewalk.processor.model.BlockModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.Payloads;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;
import org.ropewalk.processor.template.Template;

/** Emits the reading of one line that a server may send, and of the payload behind it. */
final class LineReading {
    private LineReading() {}

    /**
     * A method that reads a line, and what comes behind it: false if it is another.
     *
     * @param result the type of the reply's result
     */
    static MethodSpec attempt(
            Template line,
            List<ParameterModel> parameters,
            TypeName result,
            Reaction reaction,
            Constants constants,
            ValueReading reading) {
        MethodSpec.Builder method = signature(result);
        read(method, line, new ArrayList<>(parameters), constants, reading);
        boolean payload = !Payloads.of(line, parameters).payloads().isEmpty();
        if (!payload && reaction.before().isEmpty()) {
            boolean either = reaction.on().isEmpty();
            return method.addStatement(
                            either ? "return line.end() && ($L)" : "return line.end() && $L",
                            reaction.expression())
                    .build();
        }
        end(method);
        awaitPayload(method, line, parameters, "reply", constants);
        return method.addCode(reaction.before())
                .addStatement("return $L", reaction.expression())
                .build();
    }

    /** A method that reads lines of a reply, still without a name. */
    static MethodSpec.Builder signature(TypeName result) {
        return MethodSpec.methodBuilder("read")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(boolean.class)
                .addParameter(RuntimeTypes.LINE_READER, "line")
                .addParameter(
                        ParameterizedTypeName.get(RuntimeTypes.REPLY_BUILDER, result), "reply");
    }

    /**
     * A line without values.
     *
     * @param begins whether text for people may stand behind it
     * @param words its words
     */
    record Constant(boolean begins, List<String> words) {
        /** A condition that the line fulfils. */
        CodeBlock condition(Constants constants) {
            return CodeBlock.of(
                    "line.$L($L)",
                    begins ? "begins" : "is",
                    words.size() == 1 ? constants.text(words.get(0)) : constants.words(words));
        }
    }

    /** The constant that a line is; nothing if it has values, or a payload behind it. */
    static Optional<Constant> constant(Template line, List<ParameterModel> parameters) {
        List<Segment> segments = Segment.of(line);
        int last = segments.size() - 1;
        boolean remark = last > 0 && segments.get(last) instanceof Segment.Remark;
        List<String> words = new ArrayList<>();
        for (Segment segment : remark ? segments.subList(0, last) : segments) {
            if (!(segment instanceof Segment.Token token) || token.literal().isEmpty()) {
                return Optional.empty();
            }
            words.add(token.literal().get());
        }
        boolean values = parameters.stream().anyMatch(value -> line.names().contains(value.name()));
        if (words.isEmpty() || values || !Payloads.of(line, parameters).payloads().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Constant(remark, words));
    }

    /** Reads a line into locals, but for its end. */
    static void read(
            MethodSpec.Builder method,
            Template line,
            List<ParameterModel> known,
            Constants constants,
            ValueReading reading) {
        method.addStatement("line.restart()");
        Template readable = readable(line, known);
        if (line.verbatim()) {
            method.addStatement("line.cursor().verbatim()");
        }
        method.addCode(ReadingCode.of(Segment.of(readable), known, constants, reading));
        Set<String> bound = ReadingCode.names(Segment.of(readable));
        for (ParameterModel parameter : known) {
            boolean written =
                    line.names().contains(parameter.name()) && !bound.contains(parameter.name());
            if (written && parameter.role() == Role.VALUE) {
                method.addStatement(
                        "$T $L = $L",
                        parameter.javaType(),
                        Javadoc.local(parameter.name()),
                        unread(parameter));
            }
        }
    }

    /** Leaves if the line is another. */
    static void end(MethodSpec.Builder method) {
        method.beginControlFlow("if (!line.end())").addStatement("return false").endControlFlow();
    }

    /** What stands for a value that only commentary holds, which is not read. */
    private static CodeBlock unread(ParameterModel parameter) {
        if (parameter.value() instanceof ValueType.Text) {
            return CodeBlock.of("$S", "");
        }
        if (parameter.value() instanceof ValueType.Maybe
                || parameter.value() instanceof ValueType.Several) {
            return Optionals.absent(parameter);
        }
        return CodeBlock.of(parameter.javaType().isPrimitive() ? "0" : "null");
    }

    /** Waits for the payloads behind a line. */
    static void awaitPayload(
            MethodSpec.Builder method,
            Template line,
            List<ParameterModel> parameters,
            String call,
            Constants constants) {
        if (BlockModel.ends(line)) {
            // The block came with its payload.
            return;
        }
        Payloads payloads = Payloads.of(line, parameters);
        if (!payloads.payloads().isEmpty() && payloads.payloads().get(0).isStream()) {
            ParameterModel stream = payloads.payloads().get(0);
            PayloadModel model = stream.payload().orElseThrow();
            method.addStatement(
                            "$T $L = $L.streamed(line, $L$L)",
                            RuntimeTypes.PAYLOAD_STREAM,
                            Javadoc.local(stream.name()),
                            call,
                            model.isCounted()
                                    ? CodeBlock.of("$LLength, ", Javadoc.local(stream.name()))
                                    : CodeBlock.of(""),
                            constants.behind(model))
                    .beginControlFlow("if ($L == null)", Javadoc.local(stream.name()))
                    .addStatement("return true")
                    .endControlFlow();
        } else if (!payloads.payloads().isEmpty()) {
            method.beginControlFlow("if (!$L)", arrived(payloads, call, constants))
                    .addStatement("return true")
                    .endControlFlow();
        }
    }

    /** Whether the payload has come. */
    private static CodeBlock arrived(Payloads payloads, String call, Constants constants) {
        PayloadModel model = payloads.payloads().get(0).payload().orElseThrow();
        CodeBlock together =
                payloads.payloads().stream()
                        .map(payload -> CodeBlock.of("$LLength", Javadoc.local(payload.name())))
                        .collect(CodeBlock.joining(" + "));
        return !model.isCounted()
                ? CodeBlock.of("$L.payloadArrived(line, $L)", call, constants.end(model))
                : CodeBlock.of(
                        "$L.payloadArrived(line, $L, $T.$L)",
                        call,
                        together,
                        RuntimeTypes.TRAILER,
                        payloads.trailer());
    }

    /** One of the payloads that have come, as {@code call} shows them. */
    static CodeBlock payload(List<ParameterModel> payloads, ParameterModel component, String call) {
        CodeBlock part = PayloadParts.of(payloads, component, CodeBlock.of("$L.payload()", call));
        if (component.isStream()) {
            return CodeBlock.of("$L", Javadoc.local(component.name()));
        }
        if (component.isRead()) {
            return content(call, ContentCode.read(component, part));
        }
        ValueType.Octets octets = (ValueType.Octets) component.value();
        return octets.holder() == ValueType.Octets.Holder.ARRAY
                ? CodeBlock.of("$T.payloadArray($L)", RuntimeTypes.LINE_READER, part)
                : CodeBlock.of("$L.toBytes()", part);
    }

    /** What a payload holds; a reply whose payload cannot be read fails its call alone. */
    private static CodeBlock content(String call, CodeBlock read) {
        return call.equals("reply") ? CodeBlock.of("reply.content(() -> $L)", read) : read;
    }

    /** What stands for the result, with its name. */
    private static Node named(Node node) {
        if (node instanceof Node.Result result) {
            return new Node.Word(Node.Many.RESULT, result.quoting(), result.nil());
        }
        if (node instanceof Node.Fields block) {
            return block.map(value -> value.stream().map(LineReading::named).toList());
        }
        return node instanceof Node.ResultRest ? new Node.Rest(Node.Many.RESULT) : node;
    }

    /**
     * The template with a name for the result, and parameters for names that are not taken here.
     */
    private static Template readable(Template line, List<ParameterModel> parameters) {
        List<Node> nodes = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Node each : line.nodes()) {
            Node node = named(each);
            if (node instanceof Node.Word word && !seen.add(word.name())) {
                // What a line says again is read once.
                String again = word.name() + "Again";
                int number = 2;
                while (!seen.add(again)) {
                    again = word.name() + number++ + "Again";
                }
                nodes.add(new Node.Word(again, word.quoting(), ""));
            } else {
                nodes.add(node);
            }
        }
        for (String name : ReadingCode.names(Segment.of(new Template(line.source(), nodes)))) {
            if (parameters.stream().noneMatch(parameter -> parameter.name().equals(name))) {
                parameters.add(unknown(name, nodes));
            }
        }
        return line.with(nodes);
    }

    /** A value that only the server knows, as it stands in the line. */
    private static ParameterModel unknown(String name, List<Node> nodes) {
        ParameterModel text = ParameterModel.text(name);
        for (Node node : nodes) {
            if (node instanceof Node.Many many && many.name().equals(name)) {
                return text.as(
                        new ValueType.Several(
                                ParameterizedTypeName.get(
                                        ClassName.get(List.class), text.javaType()),
                                ValueType.Plurality.LIST,
                                text.value()));
            }
            if (node instanceof Node.Fields block) {
                return unknownField(name, block);
            }
            if (node instanceof Node.Group group
                    && new Template("", group.nodes()).names().contains(name)) {
                ParameterModel inside = unknown(name, group.nodes());
                return optional(inside);
            }
        }
        return text;
    }

    private static ParameterModel unknownField(String name, Node.Fields block) {
        for (Node.Field field : block.fields()) {
            if (new Template("", field.value()).names().contains(name)) {
                ParameterModel inside = unknown(name, field.value());
                return field.optional() ? optional(inside) : inside;
            }
        }
        return ParameterModel.text(name);
    }

    private static ParameterModel optional(ParameterModel value) {
        return value.value() instanceof ValueType.Text
                ? value.as(ValueType.Maybe.of(value.value()))
                : value;
    }
}
