package org.ropewalk.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ErrorKind;
import org.ropewalk.processor.model.ErrorReplies;
import org.ropewalk.processor.model.FailureModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.RecordModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;
import org.ropewalk.processor.template.Template;

/**
 * Lays the methods that read replies: one for each line that may come, tried from the most specific
 * to the least.
 */
final class ReplyReadingEmitter {
    private static final String RESULT = "answer";

    private final ProtocolModel protocol;
    private final Constants constants;
    private final ValueReading reading;
    private final MethodNames names;
    private final TypeSpec.Builder type;
    private final Map<String, String> rejections = new LinkedHashMap<>();

    /** What must be true before an item may come; empty outside lists. */
    private String itemGuard = "";

    ReplyReadingEmitter(
            ProtocolModel protocol,
            Constants constants,
            ValueReading reading,
            MethodNames names,
            TypeSpec.Builder type) {
        this.protocol = protocol;
        this.constants = constants;
        this.reading = reading;
        this.names = names;
        this.type = type;
    }

    /**
     * One line that may come.
     *
     * @param method the method that reads it
     * @param line its template
     * @param group what it belongs to: results before exceptions before errors, where nothing else
     *     tells them apart
     */
    private record Alternative(String method, Template line, int group) {
        int rank() {
            List<Segment> segments = Segment.of(line);
            if (segments.isEmpty()) {
                return 0;
            }
            if (segments.get(0) instanceof Segment.Token token) {
                return token.pieces().get(0) instanceof Node.Literal
                        ? 0
                        : token.pieces().get(0) instanceof Node.Length ? 1 : 2;
            }
            return segments.get(0) instanceof Segment.Choice ? 2 : 3;
        }
    }

    /**
     * Adds the reading of a command's reply; the name of its method, or nothing if no line ever
     * answers it.
     */
    Optional<String> emit(CommandModel command) {
        List<Alternative> alternatives = new ArrayList<>();
        TypeName result = Owned.result(command.answer());
        shape(command, command.answer().shape(), result, value -> finish(value), alternatives, "");
        if (alternatives.isEmpty()) {
            return Optional.empty();
        }
        command.failures().forEach(failure -> failure(command, failure, alternatives));
        errors(command, alternatives);
        alternatives.sort(
                Comparator.comparingInt(Alternative::rank).thenComparingInt(Alternative::group));
        String name = names.unique("read" + CommandEmitter.capitalized(command.method()));
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(name)
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                        .addParameter(Runtime.LINE_READER, "line")
                        .addParameter(
                                ParameterizedTypeName.get(Runtime.PENDING_CALL, result), "call");
        Set<String> calls = new LinkedHashSet<>();
        alternatives.forEach(alternative -> calls.add(alternative.method() + "(line, call)"));
        method.beginControlFlow("if (!($L))", String.join("\n|| ", calls))
                .addStatement("call.unexpected(line)")
                .endControlFlow();
        type.addMethod(method.build());
        return Optional.of(name);
    }

    private static CodeBlock finish(CodeBlock value) {
        return CodeBlock.of("call.finish($L);\n", value);
    }

    /** Ends the call if all items that were announced have come. */
    private static CodeBlock finishWhole(CodeBlock all) {
        return CodeBlock.builder()
                .beginControlFlow("if (call.hasAll())")
                .add(finish(all))
                .endControlFlow()
                .build();
    }

    /** Statements for a value that was read. */
    private interface Completion {
        CodeBlock with(CodeBlock value);
    }

    private void shape(
            CommandModel command,
            Answer.Shape shape,
            TypeName result,
            Completion completion,
            List<Alternative> alternatives,
            String suffix) {
        String base = command.method() + suffix;
        if (shape instanceof Answer.Fixed fixed) {
            line(
                    base + "Done",
                    command,
                    fixed.reply(),
                    List.of(),
                    result,
                    completion.with(CodeBlock.of("null")),
                    itemGuard,
                    alternatives,
                    0);
        } else if (shape instanceof Answer.Single single) {
            ValueType value = Owned.type(single.value());
            ParameterModel parameter =
                    new ParameterModel(
                            RESULT, value.javaType(), value, Role.VALUE, Optional.empty(), RESULT);
            line(
                    base + "Value",
                    command,
                    single.reply(),
                    List.of(parameter),
                    result,
                    completion.with(CodeBlock.of(RESULT)),
                    itemGuard,
                    alternatives,
                    0);
        } else if (shape instanceof Answer.Dotted dotted) {
            ParameterModel text =
                    new ParameterModel(
                            RESULT,
                            dotted.value().javaType(),
                            Owned.type(dotted.value()),
                            Role.PAYLOAD,
                            Optional.of(PayloadModel.DOTTED),
                            RESULT);
            line(
                    base + "Text",
                    command,
                    dotted.reply(),
                    List.of(text),
                    result,
                    completion.with(payload(text)),
                    itemGuard,
                    alternatives,
                    0);
        } else if (shape instanceof Answer.Structured structured) {
            structured(base, command, structured, result, completion, alternatives);
        } else if (shape instanceof Answer.Constants enumeration) {
            for (int i = 0; i < enumeration.replies().size(); i++) {
                String constant = enumeration.type().constants().get(i).name();
                line(
                        base
                                + CommandEmitter.capitalized(
                                        constant.toLowerCase(java.util.Locale.ROOT)),
                        command,
                        enumeration.replies().get(i),
                        List.of(),
                        result,
                        completion.with(
                                CodeBlock.of("$T.$L", enumeration.type().javaType(), constant)),
                        itemGuard,
                        alternatives,
                        0);
            }
        } else if (shape instanceof Answer.Alternatives several) {
            for (Answer.Structured alternative : several.alternatives()) {
                structured(
                        base + alternative.record().type().simpleName(),
                        command,
                        alternative,
                        result,
                        completion,
                        alternatives);
            }
        } else if (shape instanceof Answer.Maybe maybe) {
            maybe(command, maybe, result, completion, alternatives, suffix);
        } else if (shape instanceof Answer.Truth truth) {
            line(
                    base + "True",
                    command,
                    truth.present(),
                    List.of(),
                    result,
                    completion.with(CodeBlock.of("true")),
                    itemGuard,
                    alternatives,
                    0);
            line(
                    base + "False",
                    command,
                    truth.absent(),
                    List.of(),
                    result,
                    completion.with(CodeBlock.of("false")),
                    itemGuard,
                    alternatives,
                    0);
        } else {
            items(command, (Answer.Items) shape, result, alternatives);
        }
    }

    private void maybe(
            CommandModel command,
            Answer.Maybe maybe,
            TypeName result,
            Completion completion,
            List<Alternative> alternatives,
            String suffix) {
        Class<?> optional =
                switch (maybe.kind()) {
                    case OPTIONAL -> Optional.class;
                    case INT -> java.util.OptionalInt.class;
                    case LONG -> java.util.OptionalLong.class;
                };
        shape(
                command,
                maybe.present(),
                result,
                value -> completion.with(CodeBlock.of("$T.of($L)", optional, value)),
                alternatives,
                suffix);
        line(
                command.method() + suffix + "Absent",
                command,
                maybe.absent(),
                List.of(),
                result,
                completion.with(CodeBlock.of("$T.empty()", optional)),
                itemGuard,
                alternatives,
                0);
    }

    private void structured(
            String name,
            CommandModel command,
            Answer.Structured structured,
            TypeName result,
            Completion completion,
            List<Alternative> alternatives) {
        RecordModel record = structured.record();
        CodeBlock arguments =
                record.components().stream()
                        .map(
                                component ->
                                        component.role() == Role.PAYLOAD
                                                ? payload(component)
                                                : CodeBlock.of(
                                                        "$L", Javadoc.local(component.name())))
                        .collect(CodeBlock.joining(", "));
        line(
                name + "Line",
                command,
                structured.reply(),
                record.components(),
                result,
                completion.with(CodeBlock.of("new $T($L)", record.type(), arguments)),
                itemGuard,
                alternatives,
                0);
    }

    private static CodeBlock payload(ParameterModel component) {
        ValueType.Octets octets = (ValueType.Octets) component.value();
        return octets.holder() == ValueType.Octets.Holder.ARRAY
                ? CodeBlock.of("call.payload().toByteArray()")
                : CodeBlock.of("call.payload().toBytes()");
    }

    private void items(
            CommandModel command,
            Answer.Items items,
            TypeName result,
            List<Alternative> alternatives) {
        CodeBlock all =
                switch (items.kind()) {
                    case SET -> CodeBlock.of("$T.copyOf(call.items())", Set.class);
                    case ARRAY ->
                            CodeBlock.of(
                                    "call.<$T>items().toArray($T[]::new)",
                                    AnswerWriting.itemType(items),
                                    AnswerWriting.itemType(items));
                    default -> CodeBlock.of("$T.copyOf(call.items())", List.class);
                };
        boolean headed = items.reply().value().isPresent();
        boolean sized =
                headed
                        && items.reply().value().get().names().contains("items")
                        && items.reply().end().isEmpty();
        String guard = headed ? "call.expects()" : "";
        items.reply()
                .end()
                .ifPresent(
                        line ->
                                line(
                                        command.method() + "End",
                                        command,
                                        reply(line),
                                        List.of(),
                                        result,
                                        finish(all),
                                        guard,
                                        alternatives,
                                        0));
        Completion item =
                value ->
                        CodeBlock.builder()
                                .addStatement("call.item($L)", value)
                                .add(sized ? finishWhole(all) : CodeBlock.of(""))
                                .build();
        itemGuard = guard;
        shape(command, items.item(), result, item, alternatives, "Item");
        itemGuard = "";
        if (headed) {
            CodeBlock.Builder begun = CodeBlock.builder();
            if (sized) {
                begun.addStatement("call.expect($LSize)", Javadoc.local("items"))
                        .add(finishWhole(all));
            } else {
                begun.addStatement("call.expect(0)");
            }
            line(
                    command.method() + "Begin",
                    command,
                    reply(items.reply().value().get()),
                    List.of(),
                    result,
                    begun.build(),
                    "!call.expects()",
                    alternatives,
                    0);
        }
    }

    private static ReplyModel reply(Template line) {
        return new ReplyModel(
                Optional.of(line), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    private void failure(
            CommandModel command, FailureModel failure, List<Alternative> alternatives) {
        if (failure.reply().value().isEmpty()) {
            return;
        }
        CodeBlock arguments =
                failure.parameters().stream()
                        .map(parameter -> CodeBlock.of("$L", Javadoc.local(parameter.name())))
                        .collect(CodeBlock.joining(", "));
        line(
                command.method() + failure.type().simpleName(),
                command,
                failure.reply(),
                failure.parameters(),
                Owned.result(command.answer()),
                CodeBlock.of("call.reject(new $T($L));\n", failure.type(), arguments),
                "",
                alternatives,
                1);
    }

    /** The protocol's error lines, and the command's own: each once. */
    private void errors(CommandModel command, List<Alternative> alternatives) {
        for (ErrorKind kind : ErrorKind.values()) {
            for (ErrorReplies replies :
                    List.of(command.errors(), protocol.initial().errors(), protocol.errors())) {
                replies.declared(kind)
                        .flatMap(declared -> declared.reply().value())
                        .ifPresent(
                                line ->
                                        alternatives.add(
                                                new Alternative(rejection(kind, line), line, 2)));
            }
        }
        if (protocol.errors().declared(ErrorKind.UNKNOWN).isEmpty()) {
            Template line = new Template("ERROR", List.of(new Node.Literal("ERROR")));
            alternatives.add(new Alternative(rejection(ErrorKind.UNKNOWN, line), line, 2));
        }
    }

    private String rejection(ErrorKind kind, Template line) {
        String known = rejections.get(line.source());
        if (known != null) {
            return known;
        }
        String name =
                names.unique(
                        Javadoc.decapitalized(
                                "rejected" + CommandEmitter.capitalized(kind.member())));
        rejections.put(line.source(), name);
        TypeName any =
                ParameterizedTypeName.get(
                        Runtime.PENDING_CALL, WildcardTypeName.subtypeOf(Object.class));
        type.addMethod(
                attempt(
                        name,
                        line,
                        List.of(),
                        any,
                        CodeBlock.of(
                                "call.reject($T.$L, line);\n", Runtime.ERROR_KIND, kind.name()),
                        ""));
        return name;
    }

    private void line(
            String name,
            CommandModel command,
            ReplyModel reply,
            List<ParameterModel> parameters,
            TypeName result,
            CodeBlock completion,
            String guard,
            List<Alternative> alternatives,
            int group) {
        if (reply.value().isEmpty()) {
            return;
        }
        Template line = reply.value().get();
        List<ParameterModel> all = new ArrayList<>(parameters);
        for (ParameterModel echo : command.parameters()) {
            if (echo.role() == Role.VALUE
                    && all.stream().noneMatch(known -> known.name().equals(echo.name()))) {
                all.add(Owned.parameter(echo));
            }
        }
        String unique = names.unique(name);
        type.addMethod(
                attempt(
                        unique,
                        line,
                        all,
                        ParameterizedTypeName.get(Runtime.PENDING_CALL, result),
                        completion,
                        guard));
        alternatives.add(new Alternative(unique, line, group));
    }

    private MethodSpec attempt(
            String name,
            Template line,
            List<ParameterModel> parameters,
            TypeName call,
            CodeBlock completion,
            String guard) {
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(name)
                        .addJavadoc("{@code $L}\n", Javadoc.code(line.source()))
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                        .returns(boolean.class)
                        .addParameter(Runtime.LINE_READER, "line")
                        .addParameter(call, "call");
        if (!guard.isEmpty()) {
            method.beginControlFlow(
                            "if ($L)", guard.startsWith("!") ? guard.substring(1) : "!" + guard)
                    .addStatement("return false")
                    .endControlFlow();
        }
        method.addStatement("line.restart()");
        List<ParameterModel> known = new ArrayList<>(parameters);
        Template readable = readable(line, known);
        method.addCode(ReadingCode.of(Segment.of(readable), known, constants, reading));
        method.beginControlFlow("if (!line.end())").addStatement("return false").endControlFlow();
        parameters.stream()
                .filter(parameter -> parameter.role() == Role.PAYLOAD)
                .findFirst()
                .ifPresent(
                        payload ->
                                method.beginControlFlow("if (!$L)", arrived(payload))
                                        .addStatement("return true")
                                        .endControlFlow());
        method.addCode(completion).addStatement("return true");
        return method.build();
    }

    /** Whether the payload has come. */
    private static CodeBlock arrived(ParameterModel payload) {
        PayloadModel model = payload.payload().orElseThrow();
        return model.framing() == PayloadModel.Framing.DOTTED
                ? CodeBlock.of("call.dottedArrived(line)")
                : CodeBlock.of(
                        "call.payloadArrived(line, $LLength, $T.$L)",
                        Javadoc.local(payload.name()),
                        Runtime.TRAILER,
                        model.trailer());
    }

    /** The template with a name for the result, and parameters for names that nobody here takes. */
    private static Template readable(Template line, List<ParameterModel> parameters) {
        List<Node> nodes = new ArrayList<>();
        for (Node node : line.nodes()) {
            if (node instanceof Node.Result) {
                nodes.add(new Node.Word(RESULT));
            } else if (node instanceof Node.ResultRest) {
                nodes.add(new Node.Rest(RESULT));
            } else {
                nodes.add(node);
            }
        }
        ClassName string = ClassName.get(String.class);
        for (String name : ReadingCode.names(Segment.of(new Template(line.source(), nodes)))) {
            if (parameters.stream().noneMatch(parameter -> parameter.name().equals(name))) {
                parameters.add(
                        new ParameterModel(
                                name,
                                string,
                                new ValueType.Text(string),
                                Role.VALUE,
                                Optional.empty(),
                                name));
            }
        }
        return new Template(line.source(), nodes);
    }
}
