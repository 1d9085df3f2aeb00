package org.ropewalk.processor.emit.server;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.emit.code.SharedMethods;
import org.ropewalk.processor.emit.code.writing.ValueWriting;
import org.ropewalk.processor.emit.server.chain.ChainEmitter;
import org.ropewalk.processor.model.ErrorKind;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.lines.CommandLine;

/**
 * Generates what a server does by the state in which the session is: which commands are read, how
 * it greets and takes leave, how errors are written.
 */
final class StateEmitter {
    private final ProtocolModel protocol;
    private final States states;
    private final TransitionEmitter transitions;
    private final Constants constants;
    private final ValueWriting values;
    private final SharedMethods methods;
    private final TypeSpec.Builder type;

    StateEmitter(
            ProtocolModel protocol,
            States states,
            TransitionEmitter transitions,
            Constants constants,
            ValueWriting values,
            SharedMethods methods,
            TypeSpec.Builder type) {
        this.protocol = protocol;
        this.states = states;
        this.transitions = transitions;
        this.values = values;
        this.constants = constants;
        this.methods = methods;
        this.type = type;
    }

    // ---- methods in front of the commands'

    void beforeCommands(List<Dispatch> dispatches) {
        if (states.any()) {
            type.addMethod(commandReceived(dispatches));
        }
        CodeBlock first = states.any() ? CodeBlock.of("") : prologue(dispatches);
        dispatches.forEach(dispatch -> dispatch.addTo(type, first));
        if (states.any()) {
            type.addMethod(Dispatch.isCommand(dispatches));
        }
    }

    /** What is done before a command is found. */
    private CodeBlock prologue(List<Dispatch> dispatches) {
        CodeBlock.Builder code =
                CodeBlock.builder()
                        .add(
                                ChainEmitter.prologue(
                                        protocol,
                                        transitions::awaitsPayload,
                                        transitions::behindLine));
        if (protocol.envelope().isEmpty()) {
            return code.build();
        }
        if (InterruptEmitter.readsBeforeEnvelope(dispatches)) {
            code.beginControlFlow("if (readInterrupting(line))")
                    .addStatement("return")
                    .endControlFlow();
        }
        return code.beginControlFlow(
                        "if ($L!readEnvelope(line))",
                        states.enveloped()
                                .map(has -> CodeBlock.of("$L && ", has))
                                .orElse(CodeBlock.of("")))
                .addStatement("line.verb()")
                .addStatement(
                        "$L",
                        behindAnyLine()
                                .refusal(
                                        Optional.of(RefusalCode.kind(ErrorKind.UNKNOWN)),
                                        "NO_COMMAND",
                                        constants))
                .addStatement("return")
                .endControlFlow()
                .add(ChainEmitter.empty(protocol))
                .build();
    }

    /** What may stand behind a line whose command is not known. */
    private Region behindAnyLine() {
        boolean payloads =
                protocol.states().stream()
                        .flatMap(state -> state.commands().stream())
                        .flatMap(command -> CommandLine.of(command).stream())
                        .anyMatch(line -> Region.of(line).isPayload());
        return payloads ? new Region.Unsure() : new Region.None();
    }

    private MethodSpec commandReceived(List<Dispatch> dispatches) {
        CodeBlock.Builder code = CodeBlock.builder();
        if (states.anyOnce()) {
            code.addStatement("entered = false");
        }
        code.add(prologue(dispatches));
        code.beginControlFlow("switch (state)");
        List<StateModel> all = protocol.states();
        for (int i = 0; i < all.size(); i++) {
            code.add(
                    i < all.size() - 1
                            ? CodeBlock.of("case $L:\n$>", states.constant(all.get(i).type()))
                            : CodeBlock.of("default:\n$>"));
            code.addStatement("$L(line)", dispatches.get(i).name()).addStatement("break").add("$<");
        }
        code.endControlFlow();
        if (states.anyOnce()) {
            code.beginControlFlow("if (!framer().isCollecting() && !isHeld())")
                    .addStatement("leave()")
                    .endControlFlow();
        }
        return MethodSpec.methodBuilder("commandReceived")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .addParameter(RuntimeTypes.LINE_READER, "line")
                .addCode(code.build())
                .build();
    }

    // ---- methods behind them

    void behindCommands(CommandEmitter commands) {
        greet(commands);
        disconnected();
        transitions.addTo(type);
        errors();
    }

    private void greet(CommandEmitter commands) {
        CodeBlock.Builder code = CodeBlock.builder();
        boolean any = prompts();
        if (any) {
            code.addStatement("promptWith(this::prompt)");
        }
        for (StateModel state : protocol.states()) {
            if (state.greeting().isPresent() && state.equals(protocol.initial())) {
                code.addStatement("$L()", commands.emitGreeting(state.greeting().get()));
                any = true;
            }
        }
        if (any) {
            type.addMethod(
                    MethodSpec.methodBuilder("greets")
                            .addAnnotation(Override.class)
                            .addModifiers(Modifier.PUBLIC)
                            .returns(boolean.class)
                            .addStatement("return true")
                            .build());
            type.addMethod(
                    MethodSpec.methodBuilder("greet")
                            .addAnnotation(Override.class)
                            .addModifiers(Modifier.PUBLIC)
                            .addCode(code.build())
                            .build());
        }
    }

    /** Adds the prompt of each state; false if none has one. */
    private boolean prompts() {
        if (protocol.states().stream().allMatch(state -> state.prompt().isEmpty())) {
            return false;
        }
        CodeBlock.Builder code = CodeBlock.builder();
        for (StateModel state : protocol.states()) {
            if (state.prompt().isEmpty()) {
                continue;
            }
            String text = constants.text(state.prompt().get());
            if (states.any()) {
                code.beginControlFlow("if (state == $L)", states.constant(state.type()))
                        .addStatement("return $L", text)
                        .endControlFlow();
            } else {
                code.addStatement("return $L", text);
            }
        }
        if (states.any()) {
            code.addStatement("return null");
        }
        type.addMethod(
                MethodSpec.methodBuilder("prompt")
                        .addJavadoc(
                                "What is written where a command is awaited; null if nothing.\n")
                        .addModifiers(Modifier.PRIVATE)
                        .returns(byte[].class)
                        .addCode(code.build())
                        .build());
        return true;
    }

    private void disconnected() {
        CodeBlock.Builder code = CodeBlock.builder();
        boolean any = false;
        for (StateModel state : protocol.states()) {
            if (state.farewell().isEmpty()) {
                continue;
            }
            any = true;
            StateModel.FarewellModel farewell = state.farewell().get();
            CodeBlock call =
                    CodeBlock.of(
                            "$L.$L($L)",
                            states.receiver(farewell.receiver()),
                            farewell.method(),
                            farewell.takesReason() ? "reason" : "");
            if (states.any()) {
                code.beginControlFlow("if (state == $L)", states.constant(state.type()))
                        .addStatement("$L", call)
                        .endControlFlow();
            } else {
                code.addStatement("$L", call);
            }
        }
        if (any) {
            type.addMethod(
                    MethodSpec.methodBuilder("disconnected")
                            .addAnnotation(Override.class)
                            .addModifiers(Modifier.PUBLIC)
                            .addParameter(Throwable.class, "reason")
                            .addCode(code.build())
                            .build());
        }
    }

    private void errors() {
        if (!states.any()) {
            errors(protocol.initial(), "").addTo(type);
            return;
        }
        List<SharedMethods.Shared> parts = new ArrayList<>();
        Map<SharedMethods.Shared, List<StateModel>> writers = new LinkedHashMap<>();
        for (StateModel state : protocol.states()) {
            writers.computeIfAbsent(
                            errors(state, States.infix(state)).method(parts),
                            missing -> new ArrayList<>())
                    .add(state);
        }
        type.addMethod(
                ErrorEmitter.signature("writeError")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .addCode(
                                states.choose(
                                        writers,
                                        writer ->
                                                CodeBlock.of(
                                                        "return $L(kind, error, reply);\n",
                                                        writer)))
                        .build());
        parts.forEach(part -> methods.declare(part, type));
    }

    private ErrorEmitter errors(StateModel state, String infix) {
        return new ErrorEmitter(protocol, state, states, constants, values, methods, infix);
    }
}
