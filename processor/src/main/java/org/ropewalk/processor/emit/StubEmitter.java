package org.ropewalk.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.ValueType;

/** Lays the asynchronous commands of a client; of a protocol with states, those of each. */
final class StubEmitter {
    private final ProtocolModel protocol;
    private final ClassName name;
    private final ClientTypes types;
    private final Constants constants;
    private final ValueWriting writing;

    StubEmitter(
            ProtocolModel protocol, ClientTypes types, Constants constants, ValueWriting writing) {
        this.protocol = protocol;
        this.name = protocol.generated("Client");
        this.types = types;
        this.constants = constants;
        this.writing = writing;
    }

    /** The type of a state's commands, still empty. */
    TypeSpec.Builder type(StateModel state) {
        TypeSpec.Builder stub =
                TypeSpec.classBuilder(types.stub(state.type()).simpleName())
                        .addJavadoc("The commands of {@link $T}.\n", state.type())
                        .addModifiers(Modifier.STATIC, Modifier.FINAL);
        return stub.addModifiers(protocol.visibility());
    }

    /** Adds the commands of a state, each with the method that reads its reply, if it has one. */
    void add(StateModel state, TypeSpec.Builder stub, Map<CommandModel, Optional<String>> readers) {
        boolean states = protocol.hasStates();
        stub.addField(
                FieldSpec.builder(Runtime.LINE_CLIENT, "client", Modifier.PRIVATE, Modifier.FINAL)
                        .build());
        MethodSpec.Builder constructor =
                MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(Runtime.LINE_CLIENT, "client")
                        .addStatement("this.client = client");
        if (states) {
            stub.addField(
                    FieldSpec.builder(
                                    Runtime.CLIENT_STATE, "state", Modifier.PRIVATE, Modifier.FINAL)
                            .build());
            constructor
                    .addParameter(Runtime.CLIENT_STATE, "state")
                    .addStatement("this.state = state");
        }
        stub.addMethod(constructor.build());
        if (states) {
            stub.addMethod(
                    MethodSpec.methodBuilder("of")
                            .addJavadoc(
                                    "The asynchronous commands behind a view that this client has returned.\n")
                            .addModifiers(Modifier.STATIC)
                            .addModifiers(protocol.visibility())
                            .returns(types.stub(state.type()))
                            .addParameter(state.type(), "view")
                            .addStatement("return (($T) view).commands", types.view(state.type()))
                            .build());
        }
        for (CommandModel command : state.commands()) {
            stub.addMethod(command(command, readers.get(command)));
            command.noReply().ifPresent(flag -> stub.addMethod(silent(command, flag)));
        }
    }

    private static List<ParameterModel> arguments(CommandModel command) {
        return command.parameters().stream()
                .filter(
                        parameter ->
                                parameter.role() == Role.VALUE || parameter.role() == Role.PAYLOAD)
                .map(Owned::parameter)
                .toList();
    }

    private MethodSpec command(CommandModel command, Optional<String> reader) {
        MethodSpec.Builder method =
                signature(
                        command,
                        command.method(),
                        reader.isPresent()
                                ? types.result(command.answer())
                                : ClassName.get(Void.class));
        if (stream(command).isPresent()) {
            method.addCode(sending(command, Optional.empty(), reader));
        } else if (reader.isPresent()) {
            String sending = sending(command);
            method.addCode(
                    "return client.$L($L$L, $T::$L);\n",
                    sending,
                    sending.equals("call") ? inState(command) : named(command),
                    writer(command, Optional.empty()),
                    name,
                    reader.get());
        } else {
            method.addCode(
                    "return client.$L($L$L);\n",
                    command.closes() ? "sendLast" : "send",
                    command.closes() ? named(command) : inState(command),
                    writer(command, Optional.empty()));
        }
        return method.build();
    }

    /** How a command is sent: what may be called behind it, and when that is sent. */
    private String sending(CommandModel command) {
        if (command.startsTls()) {
            return "secure";
        }
        if (command.parameters().stream()
                .flatMap(parameter -> parameter.payload().stream())
                .anyMatch(PayloadModel::endsConnection)) {
            return "callLast";
        }
        if (command.answer().shape() instanceof Answer.Behind behind
                && behind.reply().value().isEmpty()) {
            return ParameterModel.isStream(behind.value()) ? "callForStream" : "callForAll";
        }
        return isAlone(command) ? "callAlone" : "call";
    }

    /** Whether nothing is sent behind it before its reply has come. */
    private boolean isAlone(CommandModel command) {
        return types.mayLeave(command) || command.closes();
    }

    /** Sends a command whose payload is sent as it comes. */
    private CodeBlock sending(
            CommandModel command, Optional<ParameterModel> flag, Optional<String> reader) {
        ParameterModel stream = stream(command).orElseThrow();
        return CodeBlock.of(
                "return client.callSending($L$L, $L, $L, $L, $L);\n",
                named(command),
                isAlone(command),
                writer(command, flag),
                reader.map(each -> CodeBlock.of("$T::$L", name, each)).orElse(CodeBlock.of("null")),
                Javadoc.local(stream.name()),
                constants.behind(stream.payload().orElseThrow()));
    }

    /** The state of a call, and its name; nothing where there are no states. */
    private CodeBlock inState(CommandModel command) {
        return protocol.hasStates() ? named(command) : CodeBlock.of("");
    }

    private CodeBlock named(CommandModel command) {
        return CodeBlock.of(protocol.hasStates() ? "state, $S, " : "null, $S, ", command.method());
    }

    private static Optional<ParameterModel> stream(CommandModel command) {
        return arguments(command).stream().filter(ParameterModel::isStream).findFirst();
    }

    private MethodSpec silent(CommandModel command, ParameterModel flag) {
        MethodSpec.Builder method =
                signature(command, command.method() + "NoReply", ClassName.get(Void.class));
        if (stream(command).isPresent()) {
            return method.addCode(sending(command, Optional.of(flag), Optional.empty())).build();
        }
        return method.addCode(
                        "return client.send($L$L);\n",
                        inState(command),
                        writer(command, Optional.of(flag)))
                .build();
    }

    private MethodSpec.Builder signature(CommandModel command, String method, TypeName result) {
        MethodSpec.Builder signature =
                MethodSpec.methodBuilder(method)
                        .addJavadoc("$L", documentation(command))
                        .addModifiers(protocol.visibility())
                        .returns(
                                ParameterizedTypeName.get(
                                        ClassName.get(CompletableFuture.class), result.box()));
        if (command.deprecated()) {
            signature.addAnnotation(Deprecated.class);
        }
        for (ParameterModel argument : arguments(command)) {
            signature.addParameter(argument.javaType(), Javadoc.local(argument.name()));
        }
        signature.varargs(command.varArgs());
        return signature;
    }

    private static String documentation(CommandModel command) {
        return "{@code " + Javadoc.code(command.templates().get(0).source()) + "}\n";
    }

    private CodeBlock writer(CommandModel command, Optional<ParameterModel> flag) {
        Scope scope = new Scope();
        for (ParameterModel argument : arguments(command)) {
            scope.with(
                    argument.name(),
                    CodeBlock.of("$L", Javadoc.local(argument.name())),
                    argument.value());
        }
        flag.ifPresent(raised -> scope.with(raised.name(), CodeBlock.of("true"), raised.value()));
        CodeBlock.Builder code = CodeBlock.builder();
        if (!command.templates().get(0).isEmpty()) {
            int bound = protocol.lineOf(command);
            if (bound != protocol.limits().line()) {
                code.addStatement("reply.lines($L)", bound);
            }
            code.add(
                    WritingCode.line(
                            command.templates().get(0),
                            scope,
                            Optional.empty(),
                            constants,
                            writing));
        }
        for (ParameterModel argument : arguments(command)) {
            argument.payload()
                    .filter(payload -> !argument.isStream())
                    .ifPresent(
                            payload ->
                                    code.add(
                                            WritingCode.payload(
                                                    CodeBlock.of(
                                                            "$L", Javadoc.local(argument.name())),
                                                    payload,
                                                    constants)));
        }
        CodeBlock body = code.build();
        String text = body.toString();
        boolean single = text.indexOf(";\n") == text.length() - 2 && !text.contains("{");
        return holding(
                command,
                single
                        ? CodeBlock.of("reply -> $L", text.substring(0, text.length() - 2))
                        : CodeBlock.builder().add("reply -> {\n$>").add(body).add("$<}").build());
    }

    /**
     * The writer, with the arguments whose size has no fixed bound: it holds them while it waits.
     */
    private static CodeBlock holding(CommandModel command, CodeBlock writer) {
        CodeBlock held =
                arguments(command).stream()
                        .filter(argument -> !isSmall(argument.value()))
                        .map(argument -> CodeBlock.of(", $L", held(argument)))
                        .collect(CodeBlock.joining(""));
        return held.isEmpty()
                ? writer
                : CodeBlock.of("$T.holding($L$L)", Runtime.COMMAND_WRITING, writer, held);
    }

    /** An array is one argument, and not several. */
    private static CodeBlock held(ParameterModel argument) {
        boolean array =
                argument.javaType() instanceof ArrayTypeName type
                        && !type.componentType().isPrimitive();
        return CodeBlock.of(array ? "(Object) $L" : "$L", Javadoc.local(argument.name()));
    }

    /** Whether a value has a few bytes at the most, or is not in memory. */
    private static boolean isSmall(ValueType type) {
        if (type instanceof ValueType.Maybe maybe) {
            return isSmall(maybe.value());
        }
        return type instanceof ValueType.Integral
                || type instanceof ValueType.Floating
                || type instanceof ValueType.Character
                || type instanceof ValueType.Truth
                || type instanceof ValueType.Enumeration
                || type instanceof ValueType.StateRef
                || ParameterModel.isStream(type);
    }

    /** Adds the commands of a state as they are declared; of those that collide the first. */
    void outline(StateModel state, TypeSpec.Builder type) {
        type.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
        Set<String> seen = new HashSet<>(Set.of("clone", "finalize", "hashCode", "toString"));
        for (CommandModel command : state.commands()) {
            outline(signature(command, command.method(), types.result(command.answer())), seen)
                    .ifPresent(type::addMethod);
            if (command.noReply().isPresent()) {
                outline(
                                signature(
                                        command,
                                        command.method() + "NoReply",
                                        ClassName.get(Void.class)),
                                seen)
                        .ifPresent(type::addMethod);
            }
        }
    }

    private static Optional<MethodSpec> outline(MethodSpec.Builder signature, Set<String> seen) {
        MethodSpec method = empty(signature);
        StringBuilder key = new StringBuilder(method.name());
        method.parameters()
                .forEach(each -> key.append(' ').append(each.type().toString().split("<")[0]));
        return seen.add(key.toString()) ? Optional.of(method) : Optional.empty();
    }

    /** A method that cannot be called: its declaration has an error. */
    static MethodSpec empty(MethodSpec.Builder signature) {
        return signature
                .addStatement("throw new $T()", UnsupportedOperationException.class)
                .build();
    }
}
