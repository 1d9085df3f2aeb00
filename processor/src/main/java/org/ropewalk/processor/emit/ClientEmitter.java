package org.ropewalk.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.FailureModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.ValueType;

/**
 * Lays the client: {@code XClient}, its asynchronous commands, and the view of them that blocks.
 */
public final class ClientEmitter {
    private static final String[] TAKEN = {
        "open",
        "toString",
        "hashCode",
        "getClass",
        "notify",
        "notifyAll",
        "wait",
        "equals",
        "clone",
        "finalize"
    };

    private final ProtocolModel protocol;
    private final ClassName name;
    private final Constants constants = new Constants("FORMAT", "LIMITS");
    private final ValueReading reading = new ValueReading(constants, "LIMITS");
    private final ValueWriting writing = new ValueWriting(constants);
    private final TypeSpec.Builder methods;
    private final TypeSpec.Builder view;

    private ClientEmitter(ProtocolModel protocol) {
        this.protocol = protocol;
        this.name = protocol.generated("Client");
        this.methods = TypeSpec.classBuilder(name);
        this.view =
                TypeSpec.classBuilder("BlockingView")
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                        .addSuperinterface(protocol.initial().type())
                        .addField(
                                FieldSpec.builder(
                                                name, "commands", Modifier.PRIVATE, Modifier.FINAL)
                                        .build())
                        .addMethod(
                                MethodSpec.constructorBuilder()
                                        .addParameter(name, "commands")
                                        .addStatement("this.commands = commands")
                                        .build());
    }

    /** The type, and all that it needs. */
    public static TypeSpec emit(ProtocolModel protocol) {
        return new ClientEmitter(protocol).emit();
    }

    /** The type beside an error. */
    static TypeSpec outline(ProtocolModel protocol) {
        ClientEmitter emitter = new ClientEmitter(protocol);
        TypeSpec.Builder type =
                emitter.type()
                        .addMethod(
                                MethodSpec.constructorBuilder()
                                        .addModifiers(Modifier.PRIVATE)
                                        .build())
                        .addMethod(emitter.empty(emitter.openSignature()));
        for (CommandModel command : protocol.initial().commands()) {
            type.addMethod(
                    emitter.empty(
                            emitter.signature(
                                    command, command.method(), Owned.result(command.answer()))));
            command.noReply()
                    .ifPresent(
                            flag ->
                                    type.addMethod(
                                            emitter.empty(
                                                    emitter.signature(
                                                            command,
                                                            command.method() + "NoReply",
                                                            ClassName.get(Void.class)))));
        }
        return type.build();
    }

    private MethodSpec empty(MethodSpec.Builder signature) {
        return signature
                .addStatement("throw new $T()", UnsupportedOperationException.class)
                .build();
    }

    private TypeSpec emit() {
        MethodNames names = new MethodNames(TAKEN);
        protocol.initial().commands().forEach(command -> names.unique(command.method()));
        ReplyReadingEmitter replies =
                new ReplyReadingEmitter(protocol, constants, reading, names, methods);
        for (CommandModel command : protocol.initial().commands()) {
            Optional<String> reader =
                    command.neverReplies() ? Optional.empty() : replies.emit(command);
            methods.addMethod(command(command, reader));
            command.noReply().ifPresent(flag -> methods.addMethod(silent(command, flag)));
            view.addMethod(blocking(command));
        }
        TypeSpec laid = methods.build();
        TypeSpec.Builder type = type();
        type.addField(
                ProtocolEmitter.format(protocol.wire()).toBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        type.addField(
                ProtocolEmitter.limits(protocol.limits()).toBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        constants.fields().forEach(type::addField);
        type.addField(
                FieldSpec.builder(Runtime.LINE_CLIENT, "client", Modifier.PRIVATE, Modifier.FINAL)
                        .build());
        type.addMethod(
                MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(Runtime.LINE_CLIENT, "client")
                        .addStatement("this.client = client")
                        .build());
        type.addMethod(open());
        laid.methodSpecs().forEach(type::addMethod);
        reading.methods().forEach(type::addMethod);
        writing.methods().forEach(type::addMethod);
        return type.addType(view.build()).build();
    }

    private TypeSpec.Builder type() {
        TypeSpec.Builder type =
                TypeSpec.classBuilder(name)
                        .addJavadoc(
                                "The commands of {@link $T}, as a client calls them: each is sent at once, from any thread, and returns a\n"
                                        + "future that the connection's loop completes when the reply has come. A command whose arguments cannot be\n"
                                        + "written fails with an {@link $T}, and nothing of it is sent. Arrays must not change until then.\n",
                                protocol.type(),
                                IllegalArgumentException.class)
                        .addAnnotation(Runtime.generated())
                        .addModifiers(Modifier.FINAL);
        if (protocol.isPublic()) {
            type.addModifiers(Modifier.PUBLIC);
        }
        return type;
    }

    private MethodSpec open() {
        return openSignature()
                .addStatement(
                        "return $T.open(reactor, endpoint, FORMAT, LIMITS, $T::new, BlockingView::new)",
                        Runtime.CONNECTION,
                        name)
                .build();
    }

    private MethodSpec.Builder openSignature() {
        TypeName opened =
                ParameterizedTypeName.get(
                        ClassName.get(CompletableFuture.class),
                        ParameterizedTypeName.get(Runtime.CONNECTION, name));
        return MethodSpec.methodBuilder("open")
                .addJavadoc(
                        "Connects to a server, such as {@code \"tcp:127.0.0.1:11211\"}; any thread. The future fails with the reason if there\n"
                                + "is no connection.\n\n"
                                + "@param reactor runs, or will\n@param endpoint where the server listens\n@return the connection\n")
                .addModifiers(Modifier.STATIC)
                .addModifiers(
                        protocol.isPublic() ? new Modifier[] {Modifier.PUBLIC} : new Modifier[] {})
                .returns(opened)
                .addParameter(Runtime.REACTOR, "reactor")
                .addParameter(String.class, "endpoint");
    }

    // ---- asynchronous commands

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
                                ? Owned.result(command.answer())
                                : ClassName.get(Void.class));
        if (reader.isPresent()) {
            method.addCode(
                    "return client.call($L, $T::$L);\n",
                    writer(command, Optional.empty()),
                    name,
                    reader.get());
        } else {
            method.addCode("return client.send($L);\n", writer(command, Optional.empty()));
        }
        return method.build();
    }

    private MethodSpec silent(CommandModel command, ParameterModel flag) {
        return signature(command, command.method() + "NoReply", ClassName.get(Void.class))
                .addCode("return client.send($L);\n", writer(command, Optional.of(flag)))
                .build();
    }

    private MethodSpec.Builder signature(CommandModel command, String method, TypeName result) {
        MethodSpec.Builder signature =
                MethodSpec.methodBuilder(method)
                        .addJavadoc("$L", documentation(command))
                        .addModifiers(
                                protocol.isPublic()
                                        ? new Modifier[] {Modifier.PUBLIC}
                                        : new Modifier[] {})
                        .returns(
                                ParameterizedTypeName.get(
                                        ClassName.get(CompletableFuture.class), result.box()));
        if (command.deprecated()) {
            signature.addAnnotation(Deprecated.class);
        }
        for (ParameterModel argument : arguments(command)) {
            signature.addParameter(argument.javaType(), Javadoc.local(argument.name()));
        }
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
        code.add(
                WritingCode.line(
                        command.templates().get(0), scope, Optional.empty(), constants, writing));
        for (ParameterModel argument : arguments(command)) {
            argument.payload()
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
        return single
                ? CodeBlock.of("reply -> $L", text.substring(0, text.length() - 2))
                : CodeBlock.builder().add("reply -> {\n$>").add(body).add("$<}").build();
    }

    // ---- the blocking view

    private MethodSpec blocking(CommandModel command) {
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(command.method())
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .returns(declaredResult(command));
        if (command.deprecated()) {
            method.addAnnotation(Deprecated.class);
        }
        for (ParameterModel parameter : command.parameters()) {
            method.addParameter(parameter.javaType(), Javadoc.local(parameter.name()));
        }
        for (FailureModel failure : command.failures()) {
            method.addException(failure.type());
        }
        command.noReply()
                .ifPresent(
                        flag ->
                                method.beginControlFlow("if ($L)", Javadoc.local(flag.name()))
                                        .addStatement(
                                                "$T.await(commands.$LNoReply($L))",
                                                Runtime.BLOCKING,
                                                command.method(),
                                                passed(command))
                                        .addStatement("$L", nothing(command))
                                        .endControlFlow());
        if (command.failures().isEmpty() || command.answer().asynchronous()) {
            return method.addCode(waiting(command)).build();
        }
        method.beginControlFlow("try")
                .addCode(waiting(command))
                .nextControlFlow("catch ($T e)", CompletionException.class);
        for (FailureModel failure : command.failures()) {
            method.beginControlFlow("if (e.getCause() instanceof $T declared)", failure.type())
                    .addStatement("throw declared")
                    .endControlFlow();
        }
        return method.addStatement("throw e").endControlFlow().build();
    }

    private static TypeName declaredResult(CommandModel command) {
        Answer answer = command.answer();
        if (answer.asynchronous()) {
            return ParameterizedTypeName.get(
                    ClassName.get(CompletionStage.class), answer.javaType().box());
        }
        return answer.javaType();
    }

    private static CodeBlock passed(CommandModel command) {
        return command.parameters().stream()
                .filter(
                        parameter ->
                                parameter.role() == Role.VALUE || parameter.role() == Role.PAYLOAD)
                .map(parameter -> Owned.copy(parameter, Javadoc.local(parameter.name())))
                .collect(CodeBlock.joining(", "));
    }

    private static CodeBlock waiting(CommandModel command) {
        CodeBlock call = CodeBlock.of("commands.$L($L)", command.method(), passed(command));
        if (command.answer().asynchronous()) {
            return CodeBlock.builder().addStatement("return $L", call).build();
        }
        CodeBlock awaited = CodeBlock.of("$T.await($L)", Runtime.BLOCKING, call);
        if (command.answer().shape() instanceof Answer.Items items
                && items.kind() == ValueType.Plurality.REPLIES) {
            String replies =
                    command.parameters().stream()
                            .filter(p -> p.role() == Role.REPLIES)
                            .findFirst()
                            .orElseThrow()
                            .name();
            return CodeBlock.builder()
                    .addStatement("$L.forEach($L::send)", awaited, Javadoc.local(replies))
                    .build();
        }
        if (command.answer().javaType().equals(TypeName.VOID)) {
            return CodeBlock.builder().addStatement("$L", awaited).build();
        }
        boolean borrowed = command.answer().javaType().equals(Runtime.SLICE);
        return borrowed
                ? CodeBlock.builder()
                        .addStatement("return $T.of($L)", Runtime.SLICE, awaited)
                        .build()
                : CodeBlock.builder().addStatement("return $L", awaited).build();
    }

    /** What is returned where no reply tells: the type's zero. */
    private static CodeBlock nothing(CommandModel command) {
        TypeName type = command.answer().javaType();
        if (command.answer().asynchronous()) {
            return CodeBlock.of("return $T.completedFuture(null)", CompletableFuture.class);
        }
        if (type.equals(TypeName.VOID)) {
            return CodeBlock.of("return");
        }
        if (type.equals(TypeName.BOOLEAN)) {
            return CodeBlock.of("return false");
        }
        if (type.isPrimitive()) {
            return CodeBlock.of("return 0");
        }
        if (command.answer().shape() instanceof Answer.Maybe maybe) {
            return CodeBlock.of(
                    "return $T.empty()",
                    switch (maybe.kind()) {
                        case OPTIONAL -> Optional.class;
                        case INT -> java.util.OptionalInt.class;
                        case LONG -> java.util.OptionalLong.class;
                    });
        }
        return CodeBlock.of("return null");
    }
}
