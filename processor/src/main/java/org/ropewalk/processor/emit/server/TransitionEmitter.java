package org.ropewalk.processor.emit.server;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.Optional;
import java.util.function.Predicate;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.emit.server.chain.ChainEmitter;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;

/**
 * Generates the state of a session, and how it changes: what an outcome or an error leads to, and
 * the way back from a state that is left after one line. A protocol that is its own only state has
 * its handler and nothing else.
 */
final class TransitionEmitter {
    private final ProtocolModel protocol;
    private final States states;
    private final Bounds bounds;
    private final Constants constants;
    private final BatchEmitter batches;

    TransitionEmitter(ProtocolModel protocol, States states, Bounds bounds, Constants constants) {
        this.protocol = protocol;
        this.states = states;
        this.bounds = bounds;
        this.batches = new BatchEmitter(protocol, states, constants);
        this.constants = constants;
    }

    /** Adds the methods that change the state. */
    void addTo(TypeSpec.Builder type) {
        if (hasBounds()) {
            type.addMethod(bound());
        }
        if (states.any()) {
            type.addMethod(enter());
            if (states.anyOnce()) {
                type.addMethod(isOnce());
                type.addMethod(leave());
            }
            afterError().ifPresent(type::addMethod);
            batches.methods().forEach(type::addMethod);
        }
        restart(type);
    }

    void addFields(TypeSpec.Builder served) {
        if (!states.any()) {
            served.addField(
                    FieldSpec.builder(protocol.initial().type(), "handler", Modifier.PRIVATE)
                            .build());
            return;
        }
        for (int i = 0; i < protocol.states().size(); i++) {
            served.addField(
                    FieldSpec.builder(
                                    TypeName.SHORT,
                                    states.constant(protocol.states().get(i).type()),
                                    Modifier.STATIC,
                                    Modifier.FINAL)
                            .initializer("$L", i)
                            .build());
        }
        served.addField(
                FieldSpec.builder(Object.class, "handler", Modifier.PRIVATE)
                        .addJavadoc("Serves the state in which the session is.\n")
                        .build());
        served.addField(
                FieldSpec.builder(TypeName.SHORT, "state", Modifier.PRIVATE)
                        .initializer("$L", states.constant(protocol.initial().type()))
                        .build());
        batches.fields().forEach(served::addField);
        if (states.anyOnce()) {
            served.addField(
                    FieldSpec.builder(Object.class, "returnHandler", Modifier.PRIVATE)
                            .addJavadoc(
                                    "Where the session goes back to from a state that is left after one line.\n")
                            .build());
            served.addField(
                    FieldSpec.builder(TypeName.SHORT, "returnState", Modifier.PRIVATE).build());
            served.addField(
                    FieldSpec.builder(TypeName.BOOLEAN, "entered", Modifier.PRIVATE)
                            .addJavadoc("Whether the outcome of the line has named a state.\n")
                            .build());
        }
    }

    /** The handlers are let go of. */
    MethodSpec release() {
        MethodSpec.Builder method =
                MethodSpec.methodBuilder("releaseHandler")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .addStatement("handler = null");
        if (states.anyOnce()) {
            method.addStatement("returnHandler = null");
        }
        return method.addCode(batches.release()).build();
    }

    /** The session goes to a state. */
    private MethodSpec enter() {
        CodeBlock.Builder code =
                CodeBlock.builder()
                        .beginControlFlow("if (next == null)")
                        .addStatement(
                                "throw new $T($S)",
                                IllegalStateException.class,
                                "the handler returned null instead of a state")
                        .endControlFlow();
        if (states.anyOnce()) {
            code.beginControlFlow("if (isOnce(nextState) && !isOnce(state))")
                    .addStatement("returnState = state")
                    .addStatement("returnHandler = handler")
                    .endControlFlow()
                    .addStatement("entered = true");
        }
        code.add(batches.enter());
        code.addStatement("state = nextState").addStatement("handler = next");
        if (hasBounds()) {
            code.addStatement("bound()");
        }
        boolean behind = ChainEmitter.awaitsPayloads(protocol);
        for (StateModel state : protocol.states()) {
            if (!behind && isPrompted(state)) {
                code.beginControlFlow("if (state == $L)", states.constant(state.type()))
                        .addStatement("promptWith(this::prompt)")
                        .endControlFlow();
            }
            state.barePayload()
                    .filter(command -> !behind)
                    .ifPresent(
                            command ->
                                    code.beginControlFlow(
                                                    "if (state == $L)",
                                                    states.constant(state.type()))
                                            .addStatement("$L", expectation(command))
                                            .endControlFlow());
        }
        return MethodSpec.methodBuilder("enter")
                .addParameter(TypeName.SHORT, "nextState")
                .addParameter(Object.class, "next")
                .addCode(code.build())
                .build();
    }

    /** Whether the prompt of a state is the reply to a command that leads there. */
    private boolean isPrompted(StateModel state) {
        return protocol.states().stream()
                .flatMap(each -> each.commands().stream())
                .filter(command -> protocol.promptOf(command).isPresent())
                .anyMatch(
                        command ->
                                command.answer()
                                        .shape()
                                        .entered()
                                        .equals(Optional.of(state.type())));
    }

    /**
     * Whether the session is in a state in which a payload follows the line, and whether the prompt
     * of this state is a reply: two arguments.
     */
    CodeBlock awaitsPayload() {
        return CodeBlock.of(
                "$L, $L",
                isIn(state -> state.barePayload().isPresent()),
                isIn(state -> state.barePayload().isPresent() && isPrompted(state)));
    }

    private CodeBlock isIn(Predicate<StateModel> some) {
        CodeBlock any =
                protocol.states().stream()
                        .filter(some)
                        .map(state -> CodeBlock.of("state == $L", states.constant(state.type())))
                        .collect(CodeBlock.joining(" || "));
        return any.isEmpty() ? CodeBlock.of("false") : any;
    }

    /** What is done behind a line whose last command has led to a payload. */
    CodeBlock behindLine() {
        CodeBlock.Builder code = CodeBlock.builder();
        for (StateModel state : protocol.states()) {
            if (state.barePayload().isPresent()) {
                code.beginControlFlow(
                        "if (line.size() == 0 && state == $L)", states.constant(state.type()));
                if (state.prompt().isPresent()) {
                    code.addStatement("promptWith(this::prompt)");
                }
                code.addStatement("$L", expectation(state.barePayload().get())).endControlFlow();
            }
        }
        return code.build();
    }

    /** What makes the next to come the payload of a command without a line. */
    private CodeBlock expectation(CommandModel command) {
        ParameterModel payload = command.parameters().get(0);
        return payload.isStream()
                ? CodeBlock.of("framer().payloads().expectStream()")
                : CodeBlock.of(
                        "framer().payloads().expect($L, $L)",
                        constants.end(payload.payload().orElseThrow()),
                        bounds.of(command.limits()).orElse(CodeBlock.of("limits()")));
    }

    private boolean hasBounds() {
        return protocol.states().stream().anyMatch(state -> state.limits().isPresent());
    }

    /** The bounds of the state in which a connection begins. */
    CodeBlock boundInitially() {
        return hasBounds() ? CodeBlock.of("bound();\n") : CodeBlock.of("");
    }

    /** Sets the bounds of the state. */
    private MethodSpec bound() {
        MethodSpec.Builder method =
                MethodSpec.methodBuilder("bound")
                        .addJavadoc("Sets the bounds of the state.\n")
                        .addModifiers(Modifier.PRIVATE);
        if (!states.any()) {
            return method.addStatement(
                            "limits($L)", bounds.of(protocol.initial().limits()).orElseThrow())
                    .build();
        }
        method.beginControlFlow("switch (state)");
        for (StateModel state : protocol.states()) {
            bounds.of(state.limits())
                    .ifPresent(
                            own ->
                                    method.addCode("case $L:\n$>", states.constant(state.type()))
                                            .addStatement("limits($L)", own)
                                            .addStatement("break")
                                            .addCode("$<"));
        }
        return method.addCode("default:\n$>")
                .addStatement("limits(protocolLimits())")
                .addStatement("break")
                .addCode("$<")
                .endControlFlow()
                .build();
    }

    private MethodSpec isOnce() {
        CodeBlock once =
                protocol.states().stream()
                        .filter(StateModel::once)
                        .map(state -> CodeBlock.of("state == $L", states.constant(state.type())))
                        .collect(CodeBlock.joining(" || "));
        return MethodSpec.methodBuilder("isOnce")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(boolean.class)
                .addParameter(TypeName.SHORT, "state")
                .addStatement("return $L", once)
                .build();
    }

    private MethodSpec leave() {
        return MethodSpec.methodBuilder("leave")
                .addJavadoc(
                        "Goes back from a state that is left after one line, unless the outcome has named another.\n")
                .addModifiers(Modifier.PRIVATE)
                .beginControlFlow("if (!entered && isOnce(state))")
                .addStatement("state = returnState")
                .addStatement("handler = returnHandler")
                .addStatement("returnHandler = null")
                .addCode(boundInitially())
                .endControlFlow()
                .build();
    }

    /**
     * Where an error leads: out of a state that is left after one line, or where it is declared.
     */
    private Optional<MethodSpec> afterError() {
        CodeBlock.Builder code = CodeBlock.builder();
        boolean any = false;
        for (StateModel state : protocol.states()) {
            if (!state.once() && state.onError().isEmpty()) {
                continue;
            }
            any = true;
            code.beginControlFlow("if (state == $L)", states.constant(state.type()));
            CodeBlock outcome =
                    state.onError()
                            .map(
                                    error ->
                                            CodeBlock.builder()
                                                    .addStatement(
                                                            "enter($L, $L.$L())",
                                                            states.constant(error.state()),
                                                            states.receiver(error.receiver()),
                                                            error.method())
                                                    .build())
                            .orElse(
                                    CodeBlock.builder()
                                            .addStatement("entered = false")
                                            .addStatement("leave()")
                                            .build());
            if (state.once()) {
                code.add(outcome);
            } else {
                code.beginControlFlow("if (kind.isOfPayload())").add(outcome).endControlFlow();
            }
            code.addStatement("return").endControlFlow();
        }
        return any
                ? Optional.of(
                        MethodSpec.methodBuilder("afterError")
                                .addAnnotation(Override.class)
                                .addModifiers(Modifier.PUBLIC)
                                .addParameter(RuntimeTypes.ERROR_KIND, "kind")
                                .addCode(code.build())
                                .build())
                : Optional.empty();
    }

    /** The session begins anew, behind TLS. */
    private void restart(TypeSpec.Builder type) {
        boolean startsTls =
                protocol.states().stream()
                        .flatMap(state -> state.commands().stream())
                        .anyMatch(CommandModel::startsTls);
        if (!startsTls) {
            return;
        }
        MethodSpec.Builder method =
                MethodSpec.methodBuilder("restart")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .addParameter(Object.class, "fresh");
        if (states.any()) {
            method.addStatement("state = $L", states.constant(protocol.initial().type()))
                    .addStatement("handler = fresh");
            if (states.anyOnce()) {
                method.addStatement("returnHandler = null");
            }
            method.addCode(boundInitially());
        } else {
            method.addStatement("handler = ($T) fresh", protocol.initial().type());
        }
        type.addMethod(method.build());
    }
}
