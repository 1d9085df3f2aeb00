package org.ropewalk.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandLine;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.FailureModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;
import org.ropewalk.processor.template.Template;

/** Lays the methods of one command: read the line, call the handler, write the answer. */
final class CommandEmitter {
    private final Constants constants;
    private final ValueReading reading;
    private final AnswerWriting writing;
    private final List<Dispatch> dispatches;
    private final States states;
    private final MethodNames names;
    private final TypeSpec.Builder type;
    private final Set<String> failures = new HashSet<>();

    CommandEmitter(
            Constants constants,
            ValueReading reading,
            AnswerWriting writing,
            List<Dispatch> dispatches,
            States states,
            MethodNames names,
            TypeSpec.Builder type) {
        this.constants = constants;
        this.reading = reading;
        this.writing = writing;
        this.dispatches = dispatches;
        this.states = states;
        this.names = names;
        this.type = type;
    }

    /** The constant that numbers a command. */
    static String number(CommandModel command) {
        return Constants.name(command.method().replaceAll("([a-z])([A-Z])", "$1_$2")) + "_COMMAND";
    }

    /** How a line that does not fit a command is answered. */
    static CodeBlock refusal(CommandModel command) {
        return payload(command)
                .filter(
                        payload ->
                                payload.payload().orElseThrow().framing()
                                        == PayloadModel.Framing.COUNTED)
                .map(
                        payload ->
                                CodeBlock.of(
                                        "refuse(line, $L, $T.$L, $L)",
                                        number(command),
                                        Runtime.TRAILER,
                                        payload.payload().orElseThrow().trailer(),
                                        lengthIndex(command.templates().get(0))))
                .orElseGet(() -> CodeBlock.of("refuse(line, $L)", number(command)));
    }

    /** Which word of a line is the length of its payload; -1 if that depends on the line. */
    private static int lengthIndex(Template line) {
        List<Segment> segments = Segment.of(line);
        for (int i = 0; i < segments.size(); i++) {
            if (!(segments.get(i) instanceof Segment.Token token)) {
                return -1;
            }
            if (token.pieces().get(0) instanceof Node.Length) {
                return token.pieces().size() == 1 ? i : -1;
            }
        }
        return -1;
    }

    private static Optional<ParameterModel> payload(CommandModel command) {
        return command.parameters().stream()
                .filter(parameter -> parameter.role() == Role.PAYLOAD)
                .findFirst();
    }

    /** Adds the methods of a command. */
    void emit(CommandModel command) {
        String answer = names.unique("answer" + capitalized(command.method()));
        Set<Integer> done = new LinkedHashSet<>();
        for (CommandLine line : CommandLine.of(command)) {
            if (done.add(line.line())) {
                type.addMethod(reader(command, line, answer));
            }
        }
        if (!AnswerWriting.isConstant(command.answer().shape()) && !isReplies(command)) {
            type.addMethod(answerMethod(command, answer));
        }
        if (isReplies(command)) {
            addReplies(command);
        }
    }

    static String capitalized(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static boolean isReplies(CommandModel command) {
        return command.answer().shape() instanceof Answer.Items items
                && items.kind() == ValueType.Plurality.REPLIES;
    }

    private MethodSpec reader(CommandModel command, CommandLine line, String answer) {
        boolean several = dispatches.stream().anyMatch(each -> each.isOneOfSeveral(line));
        String reader =
                dispatches.stream()
                        .map(each -> each.method(line))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseThrow();
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(reader)
                        .addJavadoc("{@code $L}\n", Javadoc.code(line.template().source()))
                        .addModifiers(Modifier.PRIVATE)
                        .returns(several ? boolean.class : void.class)
                        .addParameter(Runtime.LINE_READER, "line");
        line.constant()
                .ifPresent(
                        constant ->
                                method.addParameter(
                                        constant.parameter().javaType(),
                                        Javadoc.local(constant.parameter().name())));
        method.addCode(ReadingCode.of(line.segments(), command.parameters(), constants, reading));
        method.beginControlFlow("if (!line.end())");
        if (several) {
            method.addStatement("return false");
        } else {
            method.addStatement("$L", refusal(command)).addStatement("return");
        }
        method.endControlFlow();
        String matched = several ? "return true" : "return";
        if (command.startsTls()) {
            method.beginControlFlow("if (!offersTls())")
                    .addStatement("refuse($T.UNKNOWN, line)", Runtime.ERROR_KIND)
                    .addStatement(matched)
                    .endControlFlow();
        }
        payload(command)
                .ifPresent(
                        payload -> {
                            method.beginControlFlow("if (!$L)", arrived(payload))
                                    .addStatement(matched)
                                    .endControlFlow();
                            if (isDotted(payload) && Echoes.isRepeated(command, payload.name())) {
                                method.addStatement(
                                        "long $LLength = payload().length()",
                                        Javadoc.local(payload.name()));
                            }
                        });
        call(method, command, line, answer, matched);
        if (several) {
            method.addStatement("return true");
        }
        return method.build();
    }

    /** Whether the payload has come. */
    private static CodeBlock arrived(ParameterModel payload) {
        if (isDotted(payload)) {
            return CodeBlock.of("dottedArrived(line)");
        }
        return CodeBlock.of(
                "payloadArrived(line, $LLength, $T.$L)",
                Javadoc.local(payload.name()),
                Runtime.TRAILER,
                payload.payload().orElseThrow().trailer());
    }

    private static boolean isDotted(ParameterModel payload) {
        return payload.payload().orElseThrow().framing() == PayloadModel.Framing.DOTTED;
    }

    /** Adds what is called and written when a connection begins in a state; its method's name. */
    String emitGreeting(CommandModel greeting) {
        String answer = names.unique("answer" + capitalized(greeting.method()));
        CommandLine line = CommandLine.of(greeting).get(0);
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(names.unique(greeting.method()))
                        .addJavadoc("Greets.\n")
                        .addModifiers(Modifier.PRIVATE);
        if (greeting.answer().asynchronous()) {
            method.addStatement("$T line = noLine()", Runtime.LINE_READER);
        }
        call(method, greeting, line, answer, "return");
        if (!AnswerWriting.isConstant(greeting.answer().shape())) {
            type.addMethod(answerMethod(greeting, answer));
        }
        MethodSpec built = method.build();
        type.addMethod(built);
        return built.name();
    }

    // ---- the handler

    private void call(
            MethodSpec.Builder method,
            CommandModel command,
            CommandLine line,
            String answer,
            String matched) {
        CodeBlock call =
                CodeBlock.of(
                        "$L.$L($L)",
                        states.receiver(command),
                        command.method(),
                        arguments(command, line));
        boolean guarded = !command.failures().isEmpty();
        CodeBlock body =
                command.answer().asynchronous()
                        ? await(command, call, answer)
                        : now(command, call, answer);
        if (isReplies(command)) {
            method.addCode(replies(command, call));
            return;
        }
        CodeBlock tls =
                command.startsTls() && !command.answer().asynchronous()
                        ? CodeBlock.builder().addStatement("startTls()").build()
                        : CodeBlock.of("");
        if (!guarded) {
            method.addCode(body).addCode(tls);
            return;
        }
        method.beginControlFlow("try").addCode(body).addCode(tls);
        for (FailureModel failure : command.failures()) {
            method.nextControlFlow("catch ($T failure)", failure.type());
            method.addCode(
                    silenced(
                            command,
                            CodeBlock.builder()
                                    .addStatement(
                                            "$L(reply(), failure$L)",
                                            failureMethod(command, failure),
                                            Echoes.failureEchoes(command, failure))
                                    .build()));
        }
        method.endControlFlow();
    }

    private static CodeBlock arguments(CommandModel command, CommandLine line) {
        List<CodeBlock> arguments = new ArrayList<>();
        for (ParameterModel parameter : command.parameters()) {
            arguments.add(
                    switch (parameter.role()) {
                        case PAYLOAD -> payloadValue(parameter);
                        case REPLIES -> CodeBlock.of("$LItems", command.method());
                        default -> bound(parameter, line);
                    });
        }
        return CodeBlock.join(arguments, ", ");
    }

    /** A flag that this one of several lines does not have is not raised. */
    private static CodeBlock bound(ParameterModel parameter, CommandLine line) {
        boolean inLine =
                ReadingCode.names(line.segments()).contains(parameter.name())
                        || line.constant()
                                .map(constant -> constant.parameter().equals(parameter))
                                .orElse(false);
        boolean flag =
                parameter.value() instanceof ValueType.Truth
                        && hasFlag(line.template(), parameter.name());
        return inLine || flag
                ? CodeBlock.of("$L", Javadoc.local(parameter.name()))
                : CodeBlock.of("false");
    }

    private static boolean hasFlag(Template line, String name) {
        return line.nodes().stream()
                .anyMatch(
                        node ->
                                node instanceof Node.Group group
                                        && group.isFlag()
                                        && WritingCode.text(group.nodes())
                                                .strip()
                                                .equalsIgnoreCase(name));
    }

    private static CodeBlock payloadValue(ParameterModel parameter) {
        ValueType.Octets octets = (ValueType.Octets) parameter.value();
        return switch (octets.holder()) {
            case BYTES -> CodeBlock.of("payload().toBytes()");
            case ARRAY -> CodeBlock.of("payload().toByteArray()");
            case SLICE -> CodeBlock.of("payload()");
        };
    }

    private CodeBlock now(CommandModel command, CodeBlock call, String answer) {
        CodeBlock.Builder code = CodeBlock.builder();
        if (command.answer().shape() instanceof Answer.Fixed fixed) {
            code.addStatement("$L", call);
            CodeBlock written =
                    AnswerWriting.isConstant(fixed)
                            ? constant(fixed.reply())
                            : CodeBlock.builder()
                                    .addStatement(
                                            "$L(reply()$L)",
                                            answer,
                                            Echoes.echoes(command, Echoes.foreignNames(fixed)))
                                    .build();
            return code.add(silenced(command, written)).build();
        }
        CodeBlock answered =
                CodeBlock.builder()
                        .addStatement(
                                "$L(reply(), result$L)",
                                answer,
                                Echoes.echoes(
                                        command, Echoes.foreignNames(command.answer().shape())))
                        .build();
        if (silence(command).isEmpty()) {
            return code.addStatement(
                            "$L(reply(), $L$L)",
                            answer,
                            call,
                            Echoes.echoes(command, Echoes.foreignNames(command.answer().shape())))
                    .build();
        }
        return code.addStatement("$T result = $L", command.answer().javaType(), call)
                .add(silenced(command, answered))
                .build();
    }

    private CodeBlock constant(ReplyModel reply) {
        return reply.value()
                .map(
                        line ->
                                CodeBlock.builder()
                                        .addStatement(
                                                "reply().raw($L)",
                                                constants.line(WritingCode.text(line.nodes())))
                                        .build())
                .orElse(CodeBlock.of(""));
    }

    /** What is not done when the peer wants to hear nothing. */
    private static CodeBlock silenced(CommandModel command, CodeBlock code) {
        if (code.isEmpty()) {
            return code;
        }
        Optional<CodeBlock> silence = silence(command);
        if (silence.isEmpty()) {
            return code;
        }
        if (command.neverReplies()) {
            return CodeBlock.of("");
        }
        return CodeBlock.builder()
                .beginControlFlow("if (!$L)", silence.get())
                .add(code)
                .endControlFlow()
                .build();
    }

    private static Optional<CodeBlock> silence(CommandModel command) {
        if (command.neverReplies()) {
            return Optional.of(CodeBlock.of("true"));
        }
        return command.noReply()
                .map(parameter -> CodeBlock.of("$L", Javadoc.local(parameter.name())));
    }

    private CodeBlock await(CommandModel command, CodeBlock call, String answer) {
        CodeBlock.Builder code = CodeBlock.builder();
        code.add(
                "await($L, $L, line, (reply, result, failure) -> {\n$>",
                call,
                silence(command).orElse(CodeBlock.of("false")));
        for (FailureModel failure : command.failures()) {
            code.beginControlFlow("if (failure instanceof $T declared)", failure.type())
                    .addStatement(
                            "$L(reply, declared$L)",
                            failureMethod(command, failure),
                            Echoes.failureEchoes(command, failure))
                    .addStatement(states.anyOnce() ? "leave();\nreturn" : "return")
                    .endControlFlow();
        }
        code.beginControlFlow("if (failure != null)")
                .addStatement("throw failure")
                .endControlFlow();
        if (command.answer().shape() instanceof Answer.Fixed fixed
                && AnswerWriting.isConstant(fixed)) {
            fixed.reply()
                    .value()
                    .ifPresent(
                            line ->
                                    code.addStatement(
                                            "reply.raw($L)",
                                            constants.line(WritingCode.text(line.nodes()))));
        } else if (command.answer().shape() instanceof Answer.Fixed fixed) {
            code.addStatement(
                    "$L(reply$L)", answer, Echoes.echoes(command, Echoes.foreignNames(fixed)));
        } else {
            code.addStatement(
                    "$L(reply, result$L)",
                    answer,
                    Echoes.echoes(command, Echoes.foreignNames(command.answer().shape())));
        }
        if (command.startsTls()) {
            code.addStatement("startTls()");
        }
        if (states.anyOnce()) {
            code.addStatement("leave()");
        }
        return code.add("$<});\n").build();
    }

    // ---- answers

    private MethodSpec answerMethod(CommandModel command, String name) {
        Answer.Shape shape = command.answer().shape();
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(name)
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(Runtime.LINE_WRITER, "reply");
        CodeBlock code =
                writing.write(shape, CodeBlock.of("result"), Echoes.parameterScope(command));
        if (!AnswerWriting.isBound(code)) {
            method.addModifiers(Modifier.STATIC);
        }
        if (!(shape instanceof Answer.Fixed)) {
            method.addParameter(command.answer().javaType(), "result");
        }
        for (Echoes.Echo echo : Echoes.echoed(command, Echoes.foreignNames(shape))) {
            method.addParameter(echo.type(), echo.local());
        }
        return method.addCode(code).build();
    }

    // ---- declared exceptions

    /**
     * The method that writes a declared exception; one for all commands whose parameters it does
     * not repeat.
     */
    private String failureMethod(CommandModel command, FailureModel failure) {
        List<Echoes.Echo> echoes =
                Echoes.echoed(command, Echoes.foreignNames(failure.reply(), failure.parameters()));
        String name =
                "answer"
                        + (echoes.isEmpty() ? "" : capitalized(command.method()))
                        + failure.type().simpleName();
        if (!failures.add(name)) {
            return name;
        }
        Scope scope =
                new Scope()
                        .with(CodeBlock.of("failure"), AnswerWriting.written(failure.parameters()))
                        .with(Echoes.parameterScope(command));
        CodeBlock.Builder code = CodeBlock.builder();
        code.addStatement("reply.rollBack()");
        failure.reply()
                .value()
                .ifPresent(line -> code.add(writing.line(line, scope, Optional.empty())));
        for (ParameterModel parameter : failure.parameters()) {
            if (parameter.value() instanceof ValueType.StateRef state) {
                code.add(
                        writing.enter(
                                state.javaType(),
                                CodeBlock.of("failure.$L()", parameter.accessor())));
            }
        }
        code.add(AnswerWriting.close(failure.reply()));
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(name)
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(Runtime.LINE_WRITER, "reply")
                        .addParameter(failure.type(), "failure");
        failure.reply()
                .value()
                .ifPresent(line -> method.addJavadoc("{@code $L}\n", Javadoc.code(line.source())));
        if (!AnswerWriting.isBound(code.build())) {
            method.addModifiers(Modifier.STATIC);
        }
        echoes.forEach(echo -> method.addParameter(echo.type(), echo.local()));
        type.addMethod(method.addCode(code.build()).build());
        return name;
    }

    // ---- items that the handler sends

    private CodeBlock replies(CommandModel command, CodeBlock call) {
        Answer.Items items = (Answer.Items) command.answer().shape();
        String field = command.method() + "Items";
        CodeBlock.Builder code = CodeBlock.builder();
        code.beginControlFlow("if ($L == null)", field)
                .addStatement("$L = this::$L", field, itemMethod(command))
                .endControlFlow();
        if (items.reply().value().isPresent() || items.reply().end().isPresent()) {
            code.addStatement("$T reply = reply()", Runtime.LINE_WRITER);
        }
        code.add(writing.header(items, CodeBlock.of(""), Echoes.parameterScope(command)));
        if (command.failures().isEmpty()) {
            return code.addStatement("$L", call)
                    .add(writing.footer(items, Echoes.parameterScope(command)))
                    .build();
        }
        code.beginControlFlow("try")
                .addStatement("$L", call)
                .add(writing.footer(items, Echoes.parameterScope(command)));
        for (FailureModel failure : command.failures()) {
            code.nextControlFlow("catch ($T failure)", failure.type())
                    .addStatement(
                            "$L(reply(), failure$L)",
                            failureMethod(command, failure),
                            Echoes.failureEchoes(command, failure));
        }
        return code.endControlFlow().build();
    }

    private static String itemMethod(CommandModel command) {
        return "answer" + capitalized(command.method()) + "Item";
    }

    private void addReplies(CommandModel command) {
        Answer.Items items = (Answer.Items) command.answer().shape();
        TypeName item = AnswerWriting.itemType(items);
        type.addField(
                FieldSpec.builder(
                                ParameterizedTypeName.get(Runtime.REPLIES, item.box()),
                                command.method() + "Items",
                                Modifier.PRIVATE)
                        .addJavadoc(
                                "Takes the items of {@code $L}; made when they are first asked for.\n",
                                command.method())
                        .build());
        type.addMethod(
                MethodSpec.methodBuilder(itemMethod(command))
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(ParameterSpec.builder(item, "item").build())
                        .addStatement("$T reply = reply()", Runtime.LINE_WRITER)
                        .addCode(writing.write(items.item(), CodeBlock.of("item"), new Scope()))
                        .build());
    }
}
