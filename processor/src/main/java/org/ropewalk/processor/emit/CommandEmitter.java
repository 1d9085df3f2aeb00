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
import org.ropewalk.processor.model.ErrorKind;
import org.ropewalk.processor.model.FailureModel;
import org.ropewalk.processor.model.Limits;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.Payloads;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.RecordModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;
import org.ropewalk.processor.template.Template;

/** Lays the methods of one command: read the line, call the handler, write the answer. */
final class CommandEmitter {
    private final ProtocolModel protocol;
    private final Constants constants;
    private final ValueReading reading;
    private final AnswerWriting writing;
    private final List<Dispatch> dispatches;
    private final States states;
    private final Bounds bounds;
    private final MethodNames names;
    private final TypeSpec.Builder type;
    private final Set<String> failures = new HashSet<>();

    CommandEmitter(
            ProtocolModel protocol,
            Constants constants,
            ValueReading reading,
            AnswerWriting writing,
            List<Dispatch> dispatches,
            States states,
            Bounds bounds,
            MethodNames names,
            TypeSpec.Builder type) {
        this.protocol = protocol;
        this.bounds = bounds;
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
        boolean counted = !payloads.payloads().isEmpty() && isCounted(payloads.payloads().get(0));
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

    private static List<ParameterModel> payloads(CommandModel command) {
        return command.parameters().stream()
                .filter(parameter -> parameter.role() == Role.PAYLOAD)
                .toList();
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

    /** Counts commands that get nobody anywhere, where a protocol has such. */
    private void getsSomewhere(MethodSpec.Builder method, CommandModel command, String matched) {
        if (command.junk().isPresent()) {
            method.beginControlFlow("if (junk($L))", command.junk().getAsInt())
                    .addStatement("refuse($T.BUSY, line, $L)", Runtime.ERROR_KIND, number(command))
                    .addStatement(matched)
                    .endControlFlow();
        } else if (protocol.states().stream()
                .flatMap(state -> state.commands().stream())
                .anyMatch(other -> other.junk().isPresent())) {
            method.addStatement("progress()");
        }
    }

    private static void unknownWithoutTls(MethodSpec.Builder method, String matched) {
        method.beginControlFlow("if (!offersTls())")
                .addStatement("refuse($T.UNKNOWN, line)", Runtime.ERROR_KIND)
                .addStatement(matched)
                .endControlFlow();
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
        if (command.secret()) {
            method.addStatement("line.conceal($S)", line.template().source());
        }
        lineTooLong(command)
                .ifPresent(
                        tooLong ->
                                method.beginControlFlow("if ($L)", tooLong)
                                        .addStatement(
                                                "refuse($T.TOO_LONG, line, $L)",
                                                Runtime.ERROR_KIND,
                                                number(command))
                                        .addStatement(several ? "return true" : "return")
                                        .endControlFlow());
        if (command.startsTls() && !several) {
            unknownWithoutTls(method, "return");
        }
        ValueReading bounded =
                bounds.of(command.limits())
                        .map(own -> reading.bounded(own.toString()))
                        .orElse(reading);
        method.addCode(ReadingCode.of(line.segments(), command.parameters(), constants, bounded));
        method.beginControlFlow("if (!line.end())");
        if (several) {
            method.addStatement("return false");
        } else {
            method.addStatement("$L", refusal(command)).addStatement("return");
        }
        method.endControlFlow();
        String matched = several ? "return true" : "return";
        if (command.startsTls() && several) {
            unknownWithoutTls(method, matched);
        }
        getsSomewhere(method, command, matched);
        List<ParameterModel> payloads = payloads(command);
        if (!payloads.isEmpty() && payloads.get(0).isStream()) {
            ParameterModel stream = payloads.get(0);
            PayloadModel model = stream.payload().orElseThrow();
            method.addStatement(
                            "$T $L = streamed(line, $L$L, $L)",
                            Runtime.PAYLOAD_STREAM,
                            Javadoc.local(stream.name()),
                            model.isCounted()
                                    ? CodeBlock.of("$LLength, ", Javadoc.local(stream.name()))
                                    : CodeBlock.of(""),
                            constants.behind(model),
                            bounds.of(command.limits()).orElse(CodeBlock.of("limits()")))
                    .beginControlFlow("if ($L == null)", Javadoc.local(stream.name()))
                    .addStatement(matched)
                    .endControlFlow();
        } else if (!payloads.isEmpty()) {
            method.beginControlFlow("if (!$L)", arrived(command, payloads))
                    .addStatement(matched)
                    .endControlFlow();
            ParameterModel first = payloads.get(0);
            if (!isCounted(first) && Echoes.isRepeated(command, first.name())) {
                method.addStatement(
                        "long $LLength = payload().length()", Javadoc.local(first.name()));
            }
        }
        for (ParameterModel payload : payloads) {
            if (payload.isLines()) {
                method.addStatement("$T $L", payload.javaType(), Javadoc.local(payload.name()))
                        .beginControlFlow("try")
                        .addStatement("$L = line.lines(payload())", Javadoc.local(payload.name()))
                        .nextControlFlow("catch ($T e)", IllegalArgumentException.class)
                        .addStatement(
                                "refuse($T.PAYLOAD, line, $L)", Runtime.ERROR_KIND, number(command))
                        .addStatement(matched)
                        .endControlFlow();
            }
        }
        if (command.last()) {
            method.beginControlFlow("if (talksOn(line, $L))", number(command))
                    .addStatement(matched)
                    .endControlFlow();
        }
        call(method, command, line, answer, matched);
        if (several) {
            method.addStatement("return true");
        }
        return method.build();
    }

    /**
     * Whether a line has more bytes than its command allows, where its state allows others more.
     */
    private Optional<CodeBlock> lineTooLong(CommandModel command) {
        List<CodeBlock> conditions = new ArrayList<>();
        for (StateModel state : protocol.states()) {
            int framed = state.limits().orElse(protocol.limits()).line();
            int own = command.limits().map(Limits::line).orElse(state.line());
            if (state.knows(command) && own < framed) {
                conditions.add(
                        states.any()
                                ? CodeBlock.of(
                                        "state == $L && line.size() > $L",
                                        states.constant(state.type()),
                                        own)
                                : CodeBlock.of("line.size() > $L", own));
            }
        }
        return conditions.isEmpty()
                ? Optional.empty()
                : Optional.of(CodeBlock.join(conditions, "\n|| "));
    }

    /** Whether the payloads have come. */
    private CodeBlock arrived(CommandModel command, List<ParameterModel> payloads) {
        PayloadModel first = payloads.get(0).payload().orElseThrow();
        if (!first.isCounted()) {
            return CodeBlock.of(
                    "payloadArrived(line, $L$L)", constants.end(first), bounds.argument(command));
        }
        CodeBlock together =
                payloads.stream()
                        .map(payload -> CodeBlock.of("$LLength", Javadoc.local(payload.name())))
                        .collect(CodeBlock.joining(" + "));
        return CodeBlock.of(
                "payloadArrived(line, $L, $T.$L$L)",
                together,
                Runtime.TRAILER,
                payloads.get(payloads.size() - 1).payload().orElseThrow().trailer(),
                bounds.argument(command));
    }

    private static boolean isCounted(ParameterModel payload) {
        return payload.payload().orElseThrow().isCounted();
    }

    /** Adds what is called and written when a connection begins in a state; its method's name. */
    String emitGreeting(CommandModel greeting) {
        String answer = names.unique("answer" + capitalized(greeting.method()));
        CommandLine line = CommandLine.of(greeting).get(0);
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(names.unique(greeting.method()))
                        .addJavadoc("Greets.\n")
                        .addModifiers(Modifier.PRIVATE);
        if (greeting.completesLater()) {
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
        for (ParameterModel parameter : command.parameters()) {
            if (Echoes.isGiven(command, parameter)) {
                method.addStatement(
                        "$T $L = $L",
                        parameter.javaType(),
                        Echoes.given(parameter),
                        bound(parameter, line));
            }
        }
        CodeBlock call =
                command.blocking() || command.attempts().isPresent()
                        ? later(method, command, line)
                        : CodeBlock.of(
                                "$L.$L($L)",
                                states.receiver(command),
                                command.method(),
                                arguments(command, line));
        boolean guarded =
                !command.failures().isEmpty()
                        && !command.blocking()
                        && command.attempts().isEmpty();
        CodeBlock body =
                command.completesLater()
                        ? await(command, call, answer)
                        : now(command, call, answer);
        if (isReplies(command)) {
            method.addCode(replies(command, call));
            return;
        }
        CodeBlock tls =
                command.startsTls() && !command.completesLater()
                        ? CodeBlock.builder().addStatement("startTls($L)", command.greets()).build()
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

    /** The call where it may block; what it needs is taken from the loop before. */
    private CodeBlock later(MethodSpec.Builder method, CommandModel command, CommandLine line) {
        CodeBlock stage = stage(method, command, line);
        return command.attempts()
                .map(
                        attempts ->
                                CodeBlock.of(
                                        "slowed($L, $L, $L, result -> $L)",
                                        stage,
                                        attempts.most(),
                                        attempts.delaySeconds(),
                                        settles(command.answer().shape())))
                .orElse(stage);
    }

    /** Whether a result settles the attempt, and does not ask for one more line. */
    private CodeBlock settles(Answer.Shape shape) {
        if (shape instanceof Answer.Alternatives alternatives) {
            List<CodeBlock> asking =
                    alternatives.alternatives().stream()
                            .filter(alternative -> asks(alternative.record()))
                            .map(
                                    alternative ->
                                            CodeBlock.of(
                                                    "!(result instanceof $T)",
                                                    alternative.record().type()))
                            .toList();
            return asking.isEmpty() ? CodeBlock.of("true") : CodeBlock.join(asking, " && ");
        }
        return CodeBlock.of(
                "$L",
                !(shape instanceof Answer.Structured structured && asks(structured.record())
                        || shape instanceof Answer.Enter enter
                                && protocol.state(enter.state()).once()));
    }

    private boolean asks(RecordModel record) {
        return record.components().stream()
                .anyMatch(
                        component ->
                                component.value() instanceof ValueType.StateRef state
                                        && protocol.state(state.javaType()).once());
    }

    private CodeBlock stage(MethodSpec.Builder method, CommandModel command, CommandLine line) {
        method.addStatement("$T target = $L", command.receiver(), states.receiver(command));
        for (ParameterModel payload : payloads(command)) {
            method.addStatement(
                    "$T $LPayload = $L",
                    payload.javaType(),
                    Javadoc.local(payload.name()),
                    payloadValue(command, payload));
        }
        List<CodeBlock> arguments = new ArrayList<>();
        for (ParameterModel parameter : command.parameters()) {
            arguments.add(
                    parameter.role() == Role.PAYLOAD
                            ? CodeBlock.of("$LPayload", Javadoc.local(parameter.name()))
                            : Echoes.isGiven(command, parameter)
                                    ? CodeBlock.of("$L", Echoes.given(parameter))
                                    : bound(parameter, line));
        }
        CodeBlock call =
                CodeBlock.of("target.$L($L)", command.method(), CodeBlock.join(arguments, ", "));
        String by = command.blocking() ? "offload" : "attempt";
        if (command.answer().asynchronous()) {
            return CodeBlock.of("$L(() -> $L).thenCompose(later -> later)", by, call);
        }
        return command.answer().javaType().equals(TypeName.VOID)
                ? CodeBlock.of("this.<Void>$L(() -> {\n$>$L;\nreturn null;\n$<})", by, call)
                : CodeBlock.of("$L(() -> $L)", by, call);
    }

    private static CodeBlock arguments(CommandModel command, CommandLine line) {
        List<CodeBlock> arguments = new ArrayList<>();
        for (ParameterModel parameter : command.parameters()) {
            arguments.add(
                    switch (parameter.role()) {
                        case PAYLOAD -> payloadValue(command, parameter);
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

    private static CodeBlock payloadValue(CommandModel command, ParameterModel parameter) {
        if (parameter.isLines() || parameter.isStream()) {
            return CodeBlock.of("$L", Javadoc.local(parameter.name()));
        }
        CodeBlock bytes = part(payloads(command), parameter, CodeBlock.of("payload()"));
        ValueType.Octets octets = (ValueType.Octets) parameter.value();
        return switch (octets.holder()) {
            case BYTES -> CodeBlock.of("$L.toBytes()", bytes);
            case ARRAY -> CodeBlock.of("$L.toByteArray()", bytes);
            default -> bytes;
        };
    }

    /** One of several payloads that came together. */
    static CodeBlock part(
            List<ParameterModel> payloads, ParameterModel payload, CodeBlock together) {
        if (payloads.size() == 1) {
            return together;
        }
        CodeBlock from =
                payloads.stream()
                        .takeWhile(earlier -> !earlier.equals(payload))
                        .map(earlier -> CodeBlock.of("$LLength", Javadoc.local(earlier.name())))
                        .collect(CodeBlock.joining(" + "));
        return CodeBlock.of(
                "$L.part($L, $LLength)",
                together,
                from.isEmpty() ? CodeBlock.of("0") : from,
                Javadoc.local(payload.name()));
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
    private CodeBlock silenced(CommandModel command, CodeBlock code) {
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

    private Optional<CodeBlock> silence(CommandModel command) {
        if (command.neverReplies()) {
            return Optional.of(CodeBlock.of("true"));
        }
        if (command.silentWhen().isPresent()) {
            String name = command.silentWhen().get();
            return Optional.of(
                    command.parameters().stream()
                            .filter(parameter -> parameter.name().equals(name))
                            .findFirst()
                            .map(parameter -> CodeBlock.of("$L", Javadoc.local(name)))
                            .orElseGet(
                                    () ->
                                            states.session(protocol.supplies(command))
                                                    .get(name)
                                                    .expression()));
        }
        return command.noReply()
                .map(parameter -> CodeBlock.of("$L", Javadoc.local(parameter.name())));
    }

    private CodeBlock await(CommandModel command, CodeBlock call, String answer) {
        CodeBlock.Builder code = CodeBlock.builder();
        boolean overlaps = protocol.wire().order() != Wire.Order.SERIAL;
        if (overlaps) {
            for (ParameterModel value : protocol.envelopeValues()) {
                code.addStatement(
                        "$T $LGiven = $L",
                        value.javaType(),
                        States.enclosed(value.name()),
                        States.enclosed(value.name()));
            }
        }
        code.add(
                "await($L, $L, line, (reply, result, failure) -> {\n$>",
                call,
                silence(command).orElse(CodeBlock.of("false")));
        if (overlaps) {
            for (ParameterModel value : protocol.envelopeValues()) {
                code.addStatement(
                        "$L = $LGiven",
                        States.enclosed(value.name()),
                        States.enclosed(value.name()));
            }
        }
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
            code.addStatement("startTls($L)", command.greets());
        }
        if (states.anyOnce()) {
            code.addStatement("leave()");
        }
        code.add("$<}$L);\n", bounds.argument(command));
        if (overlaps && new ClientTypes(protocol).mayLeave(command)) {
            code.addStatement("holdBehind()");
        }
        return code.build();
    }

    // ---- answers

    private MethodSpec answerMethod(CommandModel command, String name) {
        Answer.Shape shape = command.answer().shape();
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(name)
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(Runtime.LINE_WRITER, "reply");
        CodeBlock code = writing.write(shape, CodeBlock.of("result"), states.scope(command));
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
                        .with(states.scope(command));
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
        code.add(writing.header(items, CodeBlock.of(""), states.scope(command)));
        if (command.failures().isEmpty()) {
            return code.addStatement("$L", call)
                    .add(writing.footer(items, states.scope(command)))
                    .build();
        }
        code.beginControlFlow("try")
                .addStatement("$L", call)
                .add(writing.footer(items, states.scope(command)));
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
