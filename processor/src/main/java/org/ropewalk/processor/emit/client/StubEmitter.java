package org.ropewalk.processor.emit.client;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.code.Bindings;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.Javadoc;
import org.ropewalk.processor.emit.code.Literal;
import org.ropewalk.processor.emit.code.MethodNames;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.emit.code.SharedMethods;
import org.ropewalk.processor.emit.code.writing.ContentCode;
import org.ropewalk.processor.emit.code.writing.ContentCode.Held;
import org.ropewalk.processor.emit.code.writing.ValueWriting;
import org.ropewalk.processor.emit.code.writing.WritingCode;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.Limit;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.lines.CommandRoles;
import org.ropewalk.processor.template.Template;
import org.ropewalk.processor.template.Texts;

/** Emits the asynchronous commands of a client; of a protocol with states, those of each. */
final class StubEmitter {
    private final ProtocolModel protocol;
    private final ClientTypes types;
    private final Constants constants;
    private final ValueWriting writing;
    private final SharedMethods methods;
    private final TypeSpec.Builder client;

    /** The writers of commands, each made once. */
    private final Map<CommandModel, CodeBlock> writers = new HashMap<>();

    /** The code of the writers that several states have. */
    private final Set<String> repeated = new HashSet<>();

    /** {@code client} takes the methods that several states call. */
    StubEmitter(
            ProtocolModel protocol,
            ClientTypes types,
            Constants constants,
            ValueWriting writing,
            SharedMethods methods,
            TypeSpec.Builder client) {
        this.protocol = protocol;
        this.types = types;
        this.constants = constants;
        this.writing = writing;
        this.methods = methods;
        this.client = client;
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
    void add(
            StateModel state,
            TypeSpec.Builder stub,
            Map<CommandModel, Optional<ReplyCode>> readers) {
        boolean states = protocol.hasStates();
        stub.addField(
                FieldSpec.builder(
                                RuntimeTypes.COMMAND_SENDER,
                                "client",
                                Modifier.PRIVATE,
                                Modifier.FINAL)
                        .build());
        MethodSpec.Builder constructor =
                MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(RuntimeTypes.COMMAND_SENDER, "client")
                        .addStatement("this.client = client");
        if (states) {
            stub.addField(
                    FieldSpec.builder(
                                    RuntimeTypes.CLIENT_STATE,
                                    "state",
                                    Modifier.PRIVATE,
                                    Modifier.FINAL)
                            .build());
            constructor
                    .addParameter(RuntimeTypes.CLIENT_STATE, "state")
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
                .map(OwnedTypes::parameter)
                .toList();
    }

    private MethodSpec command(CommandModel command, Optional<ReplyCode> reader) {
        TypeName result =
                reader.isPresent() ? types.result(command.answer()) : ClassName.get(Void.class);
        return signature(command, command.method(), result)
                .addCode(sending(command, Optional.empty(), reader))
                .build();
    }

    /** Sends a command, whose payload may be sent as it comes. */
    private CodeBlock sending(
            CommandModel command, Optional<ParameterModel> flag, Optional<ReplyCode> reader) {
        Optional<String> line = flag.isPresent() ? Optional.empty() : fixed(command);
        Optional<ParameterModel> stream = stream(command);
        CodeBlock.Builder sent =
                CodeBlock.builder().add("return $L.send(client", spec(command, line, flag, reader));
        if (protocol.hasStates()) {
            sent.add(", state");
        } else if (stream.isPresent()) {
            sent.add(", null");
        }
        if (line.isEmpty()) {
            sent.add(
                    ", $L",
                    flag.isPresent() ? writer(command, flag) : called(command, writer(command)));
        }
        stream.ifPresent(
                each ->
                        sent.add(
                                ", $L, $L",
                                Javadoc.local(each.name()),
                                constants.behind(each.payload().orElseThrow())));
        return sent.add(");\n").build();
    }

    /** The line of a command without arguments. */
    private Optional<String> fixed(CommandModel command) {
        Template line = command.templates().get(0);
        return arguments(command).isEmpty()
                        && !line.isEmpty()
                        && Texts.isConstant(line.nodes())
                        && bounds(command).isEmpty()
                ? Optional.of(Texts.of(line.nodes()))
                : Optional.empty();
    }

    /** The constant that says what all calls of a command have in common. */
    private String spec(
            CommandModel command,
            Optional<String> line,
            Optional<ParameterModel> flag,
            Optional<ReplyCode> reader) {
        List<CodeBlock> arguments = new ArrayList<>();
        if (line.isPresent() || reader.map(ReplyCode::isFixed).orElse(false)) {
            arguments.add(CodeBlock.of("FORMAT"));
        }
        arguments.add(CodeBlock.of("$S", command.method()));
        line.ifPresent(text -> arguments.add(Literal.of(text)));
        reader.ifPresent(code -> arguments.add(code.arguments()));
        CallTraits.of(protocol, command, reader.isPresent(), stream(command).isPresent())
                .forEach(
                        trait ->
                                arguments.add(
                                        CodeBlock.of("$T.$L", RuntimeTypes.CALL_TRAIT, trait)));
        return constants.call(
                methods.nameOf(command) + (flag.isPresent() ? "NoReply" : ""),
                ParameterizedTypeName.get(
                        RuntimeTypes.CLIENT_COMMAND,
                        reader.isPresent()
                                ? types.result(command.answer()).box()
                                : ClassName.get(Void.class)),
                CodeBlock.of(
                        "$T.$L($L)$L",
                        RuntimeTypes.CLIENT_COMMAND,
                        reader.map(ReplyCode::maker).orElse("unanswered"),
                        CodeBlock.join(arguments, ", "),
                        CallTraits.further(protocol, command, constants)));
    }

    private static Optional<ParameterModel> stream(CommandModel command) {
        return arguments(command).stream().filter(ParameterModel::isStream).findFirst();
    }

    private MethodSpec silent(CommandModel command, ParameterModel flag) {
        return signature(command, command.method() + "NoReply", ClassName.get(Void.class))
                .addCode(sending(command, Optional.of(flag), Optional.empty()))
                .build();
    }

    private MethodSpec.Builder signature(CommandModel command, String method, TypeName result) {
        MethodSpec.Builder signature =
                MethodSpec.methodBuilder(method)
                        .addJavadoc("$L", CommandComment.of(command, arguments(command)))
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

    private static String source(CommandModel command) {
        return "{@code " + Javadoc.code(command.templates().get(0).source()) + "}";
    }

    /** Finds the writers that several states have, which are methods of their own. */
    void findRepeated() {
        Set<String> seen = new HashSet<>();
        for (StateModel state : protocol.states()) {
            for (CommandModel command : state.commands()) {
                String code = writer(command).toString();
                if (code.contains("{") && !seen.add(code)) {
                    repeated.add(code);
                }
            }
        }
    }

    /** A writer, or the call of the method that makes it. */
    private CodeBlock called(CommandModel command, CodeBlock writer) {
        if (!repeated.contains(writer.toString())) {
            return writer;
        }
        MethodSpec.Builder method =
                MethodSpec.methodBuilder("write")
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                        .returns(RuntimeTypes.COMMAND_WRITER)
                        .addCode("return $L;\n", writer);
        List<ParameterModel> arguments = arguments(command);
        arguments.forEach(
                argument ->
                        method.addParameter(argument.javaType(), Javadoc.local(argument.name())));
        String name = "write" + MethodNames.capitalized(methods.nameOf(command));
        SharedMethods.Shared shared =
                methods.add(
                        method.build(), name, name, List.of(CodeBlock.of("$L", source(command))));
        methods.declare(shared, client);
        return CodeBlock.of(
                "$L($L)",
                shared,
                arguments.stream()
                        .map(argument -> CodeBlock.of("$L", Javadoc.local(argument.name())))
                        .collect(CodeBlock.joining(", ")));
    }

    private CodeBlock writer(CommandModel command) {
        return writers.computeIfAbsent(command, missing -> writer(command, Optional.empty()));
    }

    private CodeBlock writer(CommandModel command, Optional<ParameterModel> flag) {
        List<ParameterModel> arguments = arguments(command);
        Held held = ContentCode.hold(arguments);
        Bindings scope = new Bindings().with(held.scope());
        for (ParameterModel argument : arguments) {
            scope.with(
                    argument.name(),
                    CodeBlock.of("$L", Javadoc.local(argument.name())),
                    argument.value());
        }
        flag.ifPresent(raised -> scope.with(raised.name(), CodeBlock.of("true"), raised.value()));
        CodeBlock.Builder code = CodeBlock.builder().add(bounds(command)).add(held.code());
        if (!command.templates().get(0).isEmpty()) {
            code.add(
                    WritingCode.line(
                            command.templates().get(0),
                            scope,
                            Optional.empty(),
                            constants,
                            writing,
                            new CommandRoles(protocol).unlike(command)));
        }
        command.repeatedBy()
                .ifPresent(
                        list ->
                                code.addStatement(
                                        "reply.items($L)", scope.get(list.name()).size()));
        CodeBlock body = code.add(held.write(arguments, constants)).build();
        String text = body.toString();
        boolean single = text.indexOf(";\n") == text.length() - 2 && !text.contains("{");
        return holding(
                command,
                single
                        ? CodeBlock.of("reply -> $L", text.substring(0, text.length() - 2))
                        : CodeBlock.builder().add("reply -> {\n$>").add(body).add("$<}").build());
    }

    /** Sets the bounds of a command that has others than the client's options set. */
    private CodeBlock bounds(CommandModel command) {
        CodeBlock.Builder code = CodeBlock.builder();
        int line = protocol.lineOf(command);
        if (line != protocol.limits().line()) {
            code.addStatement("reply.lines($L)", line);
        }
        long payload = protocol.boundOf(Limit.PAYLOAD, command);
        if (command.parameters().stream().anyMatch(each -> each.role() == Role.PAYLOAD)
                && payload != protocol.replyLimits().of(Limit.PAYLOAD)) {
            code.addStatement("reply.payloads($L)", payload);
        }
        long words = protocol.boundOf(Limit.WORDS, command);
        if (words != protocol.limits().of(Limit.WORDS)
                && command.parameters().stream().anyMatch(StubEmitter::isList)) {
            code.addStatement("reply.words($L)", words);
        }
        return code.build();
    }

    private static boolean isList(ParameterModel parameter) {
        return parameter.role() == Role.VALUE && parameter.value() instanceof ValueType.Several;
    }

    /** The writer, with the arguments that may be null: it holds them while it waits. */
    private static CodeBlock holding(CommandModel command, CodeBlock writer) {
        List<ParameterModel> held =
                arguments(command).stream()
                        .filter(argument -> !argument.javaType().isPrimitive())
                        .toList();
        return held.isEmpty() && command.keys().isEmpty()
                ? writer
                : CodeBlock.of(
                        "$T.$L$S, $L$L)",
                        RuntimeTypes.COMMAND_WRITER,
                        command.keys().stream()
                                .map(key -> "keyed(" + Javadoc.local(key) + ", ")
                                .findFirst()
                                .orElse("holding("),
                        held.stream().map(ParameterModel::name).collect(Collectors.joining(" ")),
                        writer,
                        held.stream()
                                .map(argument -> CodeBlock.of(", $L", held(argument)))
                                .collect(CodeBlock.joining("")));
    }

    /** An array is one argument, and not several. */
    private static CodeBlock held(ParameterModel argument) {
        boolean array =
                argument.javaType() instanceof ArrayTypeName type
                        && !type.componentType().isPrimitive();
        return CodeBlock.of(array ? "(Object) $L" : "$L", Javadoc.local(argument.name()));
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
