package org.ropewalk.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.EnvelopeModel;
import org.ropewalk.processor.model.FailureModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.template.Template;

/**
 * Lays the client: {@code XClient}, its asynchronous commands, and the view of them that blocks; of
 * a protocol with states, both for each state.
 */
public final class ClientEmitter {
    private static final String[] TAKEN = {
        "open",
        "service",
        "toString",
        "hashCode",
        "getClass",
        "notify",
        "notifyAll",
        "wait",
        "equals",
        "clone",
        "finalize",
        "readPush",
        "readStray"
    };

    private final ProtocolModel protocol;
    private final ClassName name;
    private final Constants constants = new Constants("FORMAT", "LIMITS", "KIND");
    private final ClientTypes types;
    private final ValueReading reading;
    private final ValueWriting writing;
    private final TypeSpec.Builder methods;

    private ClientEmitter(ProtocolModel protocol) {
        this.protocol = protocol;
        this.name = protocol.generated("Client");
        this.types = new ClientTypes(protocol);
        this.reading = new ValueReading(protocol.wire(), constants, "LIMITS");
        this.writing = new ValueWriting(protocol.wire(), constants);
        this.methods = TypeSpec.classBuilder(name);
    }

    /** The type, and all that it needs. */
    public static TypeSpec emit(ProtocolModel protocol) {
        return new ClientEmitter(protocol).emit();
    }

    /** The type beside an error. */
    static TypeSpec outline(ProtocolModel protocol) {
        ClientEmitter emitter = new ClientEmitter(protocol);
        TypeSpec.Builder type = emitter.type();
        emitter.openings().forEach(opening -> type.addMethod(emitter.empty(opening)));
        emitter.services().forEach(service -> type.addMethod(emitter.empty(service)));
        if (protocol.hasStates()) {
            type.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
            for (StateModel state : protocol.states()) {
                TypeSpec.Builder stub = emitter.stubType(state);
                emitter.outline(state, stub);
                type.addType(stub.build());
            }
        } else {
            emitter.outline(protocol.initial(), type);
        }
        return type.build();
    }

    private void outline(StateModel state, TypeSpec.Builder type) {
        type.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
        for (CommandModel command : state.commands()) {
            type.addMethod(
                    empty(signature(command, command.method(), types.result(command.answer()))));
            command.noReply()
                    .ifPresent(
                            flag ->
                                    type.addMethod(
                                            empty(
                                                    signature(
                                                            command,
                                                            command.method() + "NoReply",
                                                            ClassName.get(Void.class)))));
        }
    }

    private MethodSpec empty(MethodSpec.Builder signature) {
        return signature
                .addStatement("throw new $T()", UnsupportedOperationException.class)
                .build();
    }

    private TypeSpec emit() {
        MethodNames names = new MethodNames(TAKEN);
        if (!protocol.hasStates()) {
            protocol.initial().commands().forEach(command -> names.unique(command.method()));
        }
        ReplyReadingEmitter replies =
                new ReplyReadingEmitter(protocol, types, constants, reading, names, methods);
        Map<CommandModel, Optional<String>> readers = new HashMap<>();
        for (StateModel state : protocol.states()) {
            for (CommandModel command : state.commands()) {
                readers.computeIfAbsent(command, replies::emit);
            }
        }
        Optional<String> greeting = protocol.initial().greeting().flatMap(replies::emit);
        Optional<String> strays = replies.emitStrays();
        TypeSpec.Builder type = type();
        type.addField(
                ProtocolEmitter.format(protocol.wire()).toBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        type.addField(
                ProtocolEmitter.limits(protocol.limits()).toBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        List<TypeSpec> nested = new ArrayList<>();
        if (protocol.hasStates()) {
            for (StateModel state : protocol.states()) {
                TypeSpec.Builder stub = stubType(state);
                stub(state, stub, readers);
                nested.add(stub.build());
                nested.add(view(state, readers));
            }
        } else {
            stub(protocol.initial(), methods, readers);
            nested.add(view(protocol.initial(), readers));
        }
        new PushReadingEmitter(protocol, types, constants, reading, methods).emit();
        FieldSpec kind = kind(greeting, strays);
        constants.fields().forEach(type::addField);
        type.addField(kind);
        TypeSpec laid = methods.build();
        laid.fieldSpecs().forEach(type::addField);
        if (protocol.hasStates()) {
            type.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
        }
        laid.methodSpecs().stream().filter(MethodSpec::isConstructor).forEach(type::addMethod);
        openings().forEach(opening -> type.addMethod(opening(opening)));
        services()
                .forEach(
                        service ->
                                type.addMethod(
                                        opening(
                                                service,
                                                CodeBlock.of(
                                                        "new $T<>", Runtime.LINE_CLIENT_SERVICE))));
        laid.methodSpecs().stream()
                .filter(method -> !method.isConstructor())
                .forEach(type::addMethod);
        reading.methods().forEach(type::addMethod);
        writing.methods().forEach(type::addMethod);
        nested.forEach(type::addType);
        return type.build();
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
        if (protocol.hasStates()) {
            type.addJavadoc(
                    "Each state has a type of its own; a command that leads to another returns that one's commands, and those of\n"
                            + "the state that was left fail with an {@link $T}. What is called behind a command that may lead\n"
                            + "elsewhere is sent when its reply has come.\n",
                    IllegalStateException.class);
        }
        if (protocol.isPublic()) {
            type.addModifiers(Modifier.PUBLIC);
        }
        return type;
    }

    // ---- opening

    private FieldSpec kind(Optional<String> greeting, Optional<String> strays) {
        TypeName commands = types.stub(protocol.initial().type());
        CodeBlock made =
                protocol.hasStates()
                        ? CodeBlock.of("client -> new $T(client, client.initial())", commands)
                        : CodeBlock.of("$T::new", commands);
        return FieldSpec.builder(
                        ParameterizedTypeName.get(Runtime.CLIENT_KIND, commands),
                        "KIND",
                        Modifier.PRIVATE,
                        Modifier.STATIC,
                        Modifier.FINAL)
                .initializer(
                        "new $T<>(FORMAT, LIMITS, $L, $T::new, $L, $L, $L)",
                        Runtime.CLIENT_KIND,
                        made,
                        types.view(protocol.initial().type()),
                        greeting.map(this::greetingReader).orElse(CodeBlock.of("null")),
                        strays.map(reader -> CodeBlock.of("$T::$L", name, reader))
                                .orElse(CodeBlock.of("null")),
                        envelope())
                .build();
    }

    /** What stands in front of commands and replies; null if nothing does. */
    private CodeBlock envelope() {
        Optional<EnvelopeModel> envelope = protocol.envelope();
        if (envelope.isEmpty() || envelope.get().written().nodes().isEmpty()) {
            return CodeBlock.of("null");
        }
        methods.addMethod(writeEnvelope(envelope.get()));
        CodeBlock tag =
                envelope.get().tag().isPresent()
                        ? CodeBlock.of("$T::readTag", name)
                        : CodeBlock.of("line -> null");
        envelope.get().tag().ifPresent(value -> methods.addMethod(readTag(envelope.get(), value)));
        return CodeBlock.of(
                "new $T($T::writeEnvelope, $L, $L)",
                Runtime.CLIENT_ENVELOPE,
                name,
                tag,
                protocol.wire().order() == Wire.Order.TAGGED);
    }

    private MethodSpec writeEnvelope(EnvelopeModel envelope) {
        Scope scope = new Scope();
        ParameterModel tag = ParameterModel.text("tag");
        envelope.values().forEach(value -> scope.with(value, CodeBlock.of("tag"), tag.value()));
        return MethodSpec.methodBuilder("writeEnvelope")
                .addJavadoc(
                        "{@code $L}: what stands in front of a command.\n",
                        Javadoc.code(envelope.command().source()))
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(Runtime.LINE_WRITER, "reply")
                .addParameter(String.class, "tag")
                .addCode(WritingCode.part(envelope.written(), scope, constants, writing))
                .build();
    }

    /** Reads by what a line tells its command; null if it does not. */
    private MethodSpec readTag(EnvelopeModel envelope, String tag) {
        MethodSpec.Builder method =
                MethodSpec.methodBuilder("readTag")
                        .addJavadoc("By what a line tells its command; null if it does not.\n")
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                        .returns(String.class)
                        .addParameter(Runtime.LINE_READER, "line")
                        .addStatement("line.restart()");
        for (String value : envelope.reply().orElseThrow().names()) {
            method.addStatement("String $L = null", Javadoc.local(value));
        }
        return method.addCode(
                        new EnvelopeReading(reading, constants, Javadoc::local)
                                .of(envelope.reply().orElseThrow()))
                .addStatement("return line.failure() == null ? $L : null", Javadoc.local(tag))
                .build();
    }

    private CodeBlock greetingReader(String reader) {
        return CodeBlock.of(
                "($T) $T::$L",
                ParameterizedTypeName.get(
                        Runtime.REPLY_READING,
                        types.result(protocol.initial().greeting().orElseThrow().answer()).box()),
                name,
                reader);
    }

    private MethodSpec opening(MethodSpec.Builder signature) {
        return opening(signature, CodeBlock.of("$T.open", Runtime.CONNECTION));
    }

    private MethodSpec opening(MethodSpec.Builder signature, CodeBlock made) {
        boolean options =
                signature.build().parameters().stream()
                        .anyMatch(parameter -> parameter.name().equals("options"));
        CodeBlock pushes =
                protocol.pushes().isPresent()
                        ? CodeBlock.of("(line, pushed) -> readPush(line, pushed, listener)")
                        : CodeBlock.of("null");
        return signature
                .addStatement(
                        "return $L(reactor, endpoint, $L, KIND, $L)",
                        made,
                        options
                                ? CodeBlock.of("options")
                                : CodeBlock.of("$T.standard()", Runtime.CLIENT_OPTIONS),
                        pushes)
                .build();
    }

    /** With options and without. */
    private List<MethodSpec.Builder> openings() {
        return List.of(
                openSignature(),
                openSignature()
                        .addJavadoc("@param options what is otherwise than usual\n")
                        .addParameter(Runtime.CLIENT_OPTIONS, "options"));
    }

    /** The service that connects again. */
    private List<MethodSpec.Builder> services() {
        return List.of(
                serviceSignature(),
                serviceSignature()
                        .addJavadoc("@param options what is otherwise than usual\n")
                        .addParameter(Runtime.CLIENT_OPTIONS, "options"));
    }

    private MethodSpec.Builder serviceSignature() {
        MethodSpec.Builder method =
                MethodSpec.methodBuilder("service")
                        .addJavadoc(
                                "A service that keeps a connection, and connects again when it is lost; nothing is sent again.\n\n"
                                        + "@return the service, which is to be started\n"
                                        + "@param reactor runs, or will\n"
                                        + "@param endpoint where the server listens\n")
                        .addModifiers(Modifier.STATIC)
                        .addModifiers(
                                protocol.isPublic()
                                        ? new Modifier[] {Modifier.PUBLIC}
                                        : new Modifier[] {})
                        .returns(
                                ParameterizedTypeName.get(
                                        Runtime.LINE_CLIENT_SERVICE,
                                        types.stub(protocol.initial().type())))
                        .addParameter(Runtime.REACTOR, "reactor")
                        .addParameter(String.class, "endpoint");
        listener(method);
        return method;
    }

    private void listener(MethodSpec.Builder method) {
        protocol.pushes()
                .ifPresent(
                        pushes ->
                                method.addJavadoc(
                                                "@param listener hears what the server sends unasked; on the connection's loop\n")
                                        .addParameter(pushes.type(), "listener"));
    }

    private MethodSpec.Builder openSignature() {
        TypeName opened =
                ParameterizedTypeName.get(
                        ClassName.get(CompletableFuture.class),
                        ParameterizedTypeName.get(
                                Runtime.CONNECTION, types.stub(protocol.initial().type())));
        MethodSpec.Builder method =
                MethodSpec.methodBuilder("open")
                        .addJavadoc(
                                "Connects to a server, such as {@code \"tcp:127.0.0.1:11211\"}; any thread. The future fails with the reason if there\n"
                                        + "is no connection.\n\n"
                                        + "@return the connection\n"
                                        + "@param reactor runs, or will\n"
                                        + "@param endpoint where the server listens\n")
                        .addModifiers(Modifier.STATIC)
                        .addModifiers(
                                protocol.isPublic()
                                        ? new Modifier[] {Modifier.PUBLIC}
                                        : new Modifier[] {})
                        .returns(opened)
                        .addParameter(Runtime.REACTOR, "reactor")
                        .addParameter(String.class, "endpoint");
        listener(method);
        return method;
    }

    // ---- asynchronous commands

    private TypeSpec.Builder stubType(StateModel state) {
        TypeSpec.Builder stub =
                TypeSpec.classBuilder(types.stub(state.type()).simpleName())
                        .addJavadoc("The commands of {@link $T}.\n", state.type())
                        .addModifiers(Modifier.STATIC, Modifier.FINAL);
        return protocol.isPublic() ? stub.addModifiers(Modifier.PUBLIC) : stub;
    }

    private void stub(
            StateModel state, TypeSpec.Builder stub, Map<CommandModel, Optional<String>> readers) {
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
                            .addModifiers(
                                    protocol.isPublic()
                                            ? new Modifier[] {Modifier.PUBLIC}
                                            : new Modifier[] {})
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
                    "return client.send($L$L);\n",
                    inState(command),
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
        return types.mayLeave(command) ? "callAlone" : "call";
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

    /** Sends a command whose payload is sent as it comes. */
    private CodeBlock sending(
            CommandModel command, Optional<ParameterModel> flag, Optional<String> reader) {
        ParameterModel stream = stream(command).orElseThrow();
        return CodeBlock.of(
                "return client.callSending($L$L, $L, $L, $L, $L);\n",
                named(command),
                types.mayLeave(command),
                writer(command, flag),
                reader.map(each -> CodeBlock.of("$T::$L", name, each)).orElse(CodeBlock.of("null")),
                Javadoc.local(stream.name()),
                constants.behind(stream.payload().orElseThrow()));
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
        return single
                ? CodeBlock.of("reply -> $L", text.substring(0, text.length() - 2))
                : CodeBlock.builder().add("reply -> {\n$>").add(body).add("$<}").build();
    }

    // ---- the blocking view

    private TypeSpec view(StateModel state, Map<CommandModel, Optional<String>> readers) {
        TypeName stub = types.qualified(state.type());
        TypeSpec.Builder view =
                TypeSpec.classBuilder(types.view(state.type()).simpleName())
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                        .addSuperinterface(state.type())
                        .addField(
                                FieldSpec.builder(
                                                stub, "commands", Modifier.PRIVATE, Modifier.FINAL)
                                        .build())
                        .addMethod(
                                MethodSpec.constructorBuilder()
                                        .addParameter(stub, "commands")
                                        .addStatement("this.commands = commands")
                                        .build());
        for (CommandModel command : state.commands()) {
            view.addMethod(blocking(command, readers.get(command).isPresent()));
        }
        state.greeting().ifPresent(greeting -> view.addMethod(greeting(greeting)));
        state.farewell()
                .ifPresent(
                        farewell -> {
                            MethodSpec.Builder method = notHere(farewell.method(), TypeName.VOID);
                            if (farewell.takesReason()) {
                                method.addParameter(Throwable.class, "reason");
                            }
                            view.addMethod(method.build());
                        });
        state.onError()
                .ifPresent(error -> view.addMethod(notHere(error.method(), error.state()).build()));
        state.supplies()
                .forEach(
                        supply ->
                                view.addMethod(
                                        notHere(supply.name(), supply.value().javaType()).build()));
        return view.build();
    }

    /** What only a server calls. */
    private static MethodSpec.Builder notHere(String method, TypeName result) {
        return MethodSpec.methodBuilder(method)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(result)
                .addStatement(
                        "throw new $T($S)",
                        UnsupportedOperationException.class,
                        "the server calls this");
    }

    /** What the server has said first. */
    private MethodSpec greeting(CommandModel greeting) {
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(greeting.method())
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .returns(declaredResult(greeting));
        boolean unread =
                greeting.answer().asynchronous()
                        || greeting.answer().shape() instanceof Answer.Enter
                        || greeting.answer().shape() instanceof Answer.Single single
                                && !single.reply().value().map(Template::hasResult).orElse(false);
        if (greeting.answer().javaType().equals(TypeName.VOID)) {
            return method.build();
        }
        return unread
                ? method.addStatement(
                                "throw new $T($S)",
                                UnsupportedOperationException.class,
                                "the greeting is for people, and was not read")
                        .build()
                : method.addStatement("return commands.client.greeting()").build();
    }

    private MethodSpec blocking(CommandModel command, boolean answered) {
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
        if (!answered) {
            return method.addStatement(
                            "$T.await(commands.$L($L))",
                            Runtime.BLOCKING,
                            command.method(),
                            passed(command))
                    .addStatement("$L", nothing(command))
                    .build();
        }
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
            return ParameterizedTypeName.get(answer.stage().orElseThrow(), answer.javaType().box());
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

    private CodeBlock waiting(CommandModel command) {
        CodeBlock call = CodeBlock.of("commands.$L($L)", command.method(), passed(command));
        Optional<ClassName> next = ClientTypes.entered(command.answer().shape());
        if (command.answer().asynchronous()) {
            CodeBlock viewed =
                    next.map(
                                    state ->
                                            command.answer().shape() instanceof Answer.Maybe
                                                    ? CodeBlock.of(
                                                            ".thenApply(next -> next.map($T::new))",
                                                            types.view(state))
                                                    : CodeBlock.of(
                                                            ".thenApply($T::new)",
                                                            types.view(state)))
                            .orElse(CodeBlock.of(""));
            return CodeBlock.builder().addStatement("return $L$L", call, viewed).build();
        }
        if (next.isPresent()) {
            CodeBlock stub = CodeBlock.of("$T.await($L)", Runtime.BLOCKING, call);
            return command.answer().shape() instanceof Answer.Maybe
                    ? CodeBlock.builder()
                            .addStatement("return $L.map($T::new)", stub, types.view(next.get()))
                            .build()
                    : CodeBlock.builder()
                            .addStatement("return new $T($L)", types.view(next.get()), stub)
                            .build();
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
