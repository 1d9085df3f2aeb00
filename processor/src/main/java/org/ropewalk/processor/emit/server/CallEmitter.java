package org.ropewalk.processor.emit.server;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.Javadoc;
import org.ropewalk.processor.emit.code.SharedMethods;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.EnvelopeModel;
import org.ropewalk.processor.model.FailureModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.RecordModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.model.lines.CommandLine;
import org.ropewalk.processor.template.Texts;

/**
 * Generates how handlers are called: now, where they may block, or with a result that comes later.
 */
final class CallEmitter {
    private final ProtocolModel protocol;
    private final Constants constants;
    private final States states;
    private final Bounds bounds;
    private final AnswerEmitter answers;

    CallEmitter(
            ProtocolModel protocol,
            Constants constants,
            States states,
            Bounds bounds,
            AnswerEmitter answers) {
        this.protocol = protocol;
        this.constants = constants;
        this.states = states;
        this.bounds = bounds;
        this.answers = answers;
    }

    /**
     * Adds the call of a command's handler, and what becomes of its result.
     *
     * @param answer the method that writes it
     */
    void call(
            MethodSpec.Builder method,
            CommandModel command,
            CommandLine line,
            SharedMethods.Shared answer) {
        for (ParameterModel parameter : command.parameters()) {
            if (EchoedParameters.isGiven(command, parameter)) {
                method.addStatement(
                        "$T $L = $L",
                        parameter.javaType(),
                        EchoedParameters.given(parameter),
                        Arguments.bound(parameter, line));
            }
        }
        CodeBlock call =
                command.blocking() || command.attempts().isPresent()
                        ? later(method, command, line)
                        : CodeBlock.of(
                                "$L.$L($L)",
                                states.receiver(command),
                                command.method(),
                                Arguments.of(command, line, answers::lentItems));
        boolean guarded =
                !command.failures().isEmpty()
                        && !command.blocking()
                        && command.attempts().isEmpty();
        CodeBlock body =
                command.completesLater()
                        ? await(command, call, answer)
                        : now(command, call, answer);
        if (AnswerEmitter.isReplies(command)) {
            method.addCode(answers.replies(command, call));
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
        catches(method, command);
    }

    private void catches(MethodSpec.Builder method, CommandModel command) {
        for (FailureModel failure : command.failures()) {
            method.nextControlFlow("catch ($T failure)", failure.type());
            method.addCode(
                    silenced(
                            command,
                            CodeBlock.builder()
                                    .addStatement(
                                            "$L(rejection(), failure$L)",
                                            answers.failureMethod(command, failure),
                                            EchoedParameters.failureEchoes(command, failure))
                                    .build()));
        }
        method.addCode(AnswerEmitter.families(command)).endControlFlow();
    }

    /** The call where it may block; what it needs is taken from the loop before. */
    private CodeBlock later(MethodSpec.Builder method, CommandModel command, CommandLine line) {
        CodeBlock stage = stage(method, command, line);
        return command.attempts()
                .map(
                        attempts ->
                                CodeBlock.of(
                                        "delayFailures($L, $L, $L, result -> $L)",
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
        for (ParameterModel payload : Arguments.payloads(command)) {
            method.addStatement(
                    "$T $LPayload = $L",
                    payload.javaType(),
                    Javadoc.local(payload.name()),
                    Arguments.payloadValue(command, payload));
        }
        List<CodeBlock> arguments = new ArrayList<>();
        for (ParameterModel parameter : command.parameters()) {
            arguments.add(
                    parameter.role() == Role.PAYLOAD
                            ? CodeBlock.of("$LPayload", Javadoc.local(parameter.name()))
                            : EchoedParameters.isGiven(command, parameter)
                                    ? CodeBlock.of("$L", EchoedParameters.given(parameter))
                                    : Arguments.bound(parameter, line));
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

    private CodeBlock now(CommandModel command, CodeBlock call, SharedMethods.Shared answer) {
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
                                            EchoedParameters.echoes(
                                                    command, EchoedParameters.foreignNames(fixed)))
                                    .build();
            return code.add(silenced(command, confirmed(command, written))).build();
        }
        CodeBlock answered =
                CodeBlock.builder()
                        .addStatement(
                                "$L(reply(), result$L)",
                                answer,
                                EchoedParameters.echoes(
                                        command,
                                        EchoedParameters.foreignNames(command.answer().shape())))
                        .build();
        if (silence(command).isEmpty() || command.answer().shape().entersSilently()) {
            return code.addStatement(
                            "$L(reply(), $L$L)",
                            answer,
                            call,
                            EchoedParameters.echoes(
                                    command,
                                    EchoedParameters.foreignNames(command.answer().shape())))
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
                                                constants.line(Texts.of(line.nodes())))
                                        .build())
                .orElse(CodeBlock.of(""));
    }

    /** What is done where the command has a tag, if success is answered to such ones alone. */
    private CodeBlock confirmed(CommandModel command, CodeBlock code) {
        if (!command.confirmsTagged() || code.isEmpty()) {
            return code;
        }
        String tag = protocol.envelope().flatMap(EnvelopeModel::tag).orElseThrow();
        CodeBlock.Builder confirmed =
                CodeBlock.builder()
                        .beginControlFlow("if ($L.isPresent())", States.enclosed(tag))
                        .add(code);
        if (command.answer().shape().closes()) {
            confirmed.nextControlFlow("else").addStatement("closeAfterReply()");
        }
        return confirmed.endControlFlow().build();
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
            // Another state may be entered without a line.
            return command.answer().shape() instanceof Answer.Enter ? code : CodeBlock.of("");
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

    private CodeBlock await(CommandModel command, CodeBlock call, SharedMethods.Shared answer) {
        CodeBlock.Builder code = CodeBlock.builder();
        boolean overlaps = protocol.wire().order() != Wire.Order.SERIAL;
        // A reply of another state may come in a state that was entered behind its command.
        boolean leaves = states.isOnce(command);
        if (overlaps) {
            code.add(given());
        }
        CodeBlock stage = opened(code, command, call);
        boolean interruptible = protocol.isInterruptible(command);
        code.add(
                interruptible
                        ? "if (await($L, $L, line, (reply, result, failure) -> {\n$>"
                        : "await($L, $L, line, (reply, result, failure) -> {\n$>",
                stage,
                silence(command).orElse(CodeBlock.of("false")));
        if (overlaps) {
            for (ParameterModel value : protocol.envelopeValues()) {
                code.addStatement(
                        "$L = $LGiven",
                        States.enclosed(value.name()),
                        States.enclosed(value.name()));
            }
        }
        code.add(failed(command, leaves));
        code.add(confirmed(command, answered(command, answer)));
        if (command.startsTls()) {
            code.addStatement("startTls($L)", command.greets());
        }
        if (leaves) {
            code.addStatement("leave()");
        }
        if (interruptible) {
            code.add("$<}$L)) {\n$>", bounds.argument(command))
                    .addStatement("interruptible($L)", RefusalCode.number(command))
                    .endControlFlow();
        } else {
            code.add("$<}$L);\n", bounds.argument(command));
        }
        if (overlaps && protocol.mayLeave(command)) {
            code.addStatement("holdBehind()");
        }
        return code.build();
    }

    /** Adds the line before the result, if there is one; what is awaited then. */
    private CodeBlock opened(CodeBlock.Builder code, CommandModel command, CodeBlock call) {
        CodeBlock opening = silenced(command, confirmed(command, answers.opening(command)));
        if (opening.isEmpty()) {
            return call;
        }
        code.addStatement(
                        "$T<$T> later = $L",
                        CompletionStage.class,
                        command.answer().javaType().box(),
                        call)
                .add(opening);
        return CodeBlock.of("later");
    }

    /** Writes a declared exception; throws another. */
    private CodeBlock failed(CommandModel command, boolean leaves) {
        CodeBlock.Builder code = CodeBlock.builder();
        for (FailureModel failure : command.failures()) {
            code.beginControlFlow("if (failure instanceof $T declared)", failure.type())
                    .addStatement(
                            "$L(reply, declared$L)",
                            answers.failureMethod(command, failure),
                            EchoedParameters.failureEchoes(command, failure));
            if (leaves) {
                code.addStatement("leave()");
            }
            code.addStatement("return").endControlFlow();
        }
        code.beginControlFlow("if (failure != null)")
                .addStatement("throw failure")
                .endControlFlow();
        return code.build();
    }

    /** Keeps what stood around the command, for other commands may come before its reply. */
    private CodeBlock given() {
        CodeBlock.Builder code = CodeBlock.builder();
        for (ParameterModel value : protocol.envelopeValues()) {
            code.addStatement(
                    "$T $LGiven = $L",
                    value.javaType(),
                    States.enclosed(value.name()),
                    States.enclosed(value.name()));
        }
        return code.build();
    }

    /** Writes the result of a command that has completed. */
    private CodeBlock answered(CommandModel command, SharedMethods.Shared answer) {
        CodeBlock.Builder code = CodeBlock.builder();
        if (command.answer().shape() instanceof Answer.Fixed fixed
                && AnswerWriting.isConstant(fixed)) {
            fixed.reply()
                    .value()
                    .ifPresent(
                            line ->
                                    code.addStatement(
                                            "reply.raw($L)",
                                            constants.line(Texts.of(line.nodes()))));
        } else if (command.answer().shape() instanceof Answer.Fixed fixed) {
            code.addStatement(
                    "$L(reply$L)",
                    answer,
                    EchoedParameters.echoes(command, EchoedParameters.foreignNames(fixed)));
        } else {
            code.addStatement(
                    "$L(reply, result$L)",
                    answer,
                    EchoedParameters.echoes(
                            command, EchoedParameters.foreignNames(command.answer().shape())));
        }
        return code.build();
    }
}
