package org.ropewalk.processor.emit.client;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.code.Javadoc;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.FailureModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.SupplyModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.template.Template;

/** Emits the view of a client that blocks: an implementation of what was declared. */
final class ViewEmitter {
    private static final ClassName VOID = ClassName.get(Void.class);

    private final ClientTypes types;
    private final ProtocolModel declared;

    /** {@code declared} has the commands that clients do not have, too. */
    ViewEmitter(ClientTypes types, ProtocolModel declared) {
        this.types = types;
        this.declared = declared;
    }

    /** The view of a state; a command is answered if it has a reader. */
    TypeSpec view(StateModel state, Map<CommandModel, Optional<ReplyCode>> readers) {
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
        commands(state, readers).forEach(view::addMethod);
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
        for (StateModel.ErrorMethodModel error : state.errorMethods()) {
            MethodSpec.Builder method =
                    notHere(error.method(), TypeName.VOID)
                            .addParameter(RuntimeTypes.ERROR_KIND, "errorKind");
            error.parameters()
                    .forEach(
                            parameter ->
                                    method.addParameter(
                                            parameter.javaType(), Javadoc.local(parameter.name())));
            view.addMethod(method.build());
        }
        state.supplies().stream()
                .filter(supply -> !supply.receiver().equals(SupplyModel.BATCH))
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

    private List<MethodSpec> commands(
            StateModel state, Map<CommandModel, Optional<ReplyCode>> readers) {
        return declared.state(state.type()).commands().stream()
                .map(
                        command ->
                                command.client()
                                        ? blocking(command, readers.get(command).isPresent())
                                        : withoutClient(command))
                .toList();
    }

    /** A command that clients do not have. */
    private static MethodSpec withoutClient(CommandModel command) {
        MethodSpec.Builder method =
                signature(command)
                        .addStatement(
                                "throw new $T($S)",
                                UnsupportedOperationException.class,
                                "clients do not have this command");
        return method.build();
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

    private static MethodSpec.Builder signature(CommandModel command) {
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
        return method.varargs(command.varArgs());
    }

    private MethodSpec blocking(CommandModel command, boolean answered) {
        MethodSpec.Builder method = signature(command);
        for (FailureModel failure : command.failures()) {
            method.addException(failure.type());
        }
        command.noReply()
                .ifPresent(
                        flag ->
                                method.beginControlFlow("if ($L)", Javadoc.local(flag.name()))
                                        .addStatement(
                                                "$T.done(commands.$LNoReply($L))",
                                                RuntimeTypes.BLOCKING,
                                                command.method(),
                                                passed(command))
                                        .addStatement("$L", nothing(command))
                                        .endControlFlow());
        if (!answered) {
            return method.addStatement(
                            "$T.done(commands.$L($L))",
                            RuntimeTypes.BLOCKING,
                            command.method(),
                            passed(command))
                    .addStatement("$L", nothing(command))
                    .build();
        }
        if (command.failures().size() < 2 || command.answer().asynchronous()) {
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
                .map(parameter -> OwnedTypes.copy(parameter, Javadoc.local(parameter.name())))
                .collect(CodeBlock.joining(", "));
    }

    private CodeBlock waiting(CommandModel command) {
        CodeBlock call = CodeBlock.of("commands.$L($L)", command.method(), passed(command));
        Optional<ClassName> next = command.answer().shape().entered();
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
            CodeBlock stub = await(command, call);
            return command.answer().shape() instanceof Answer.Maybe
                    ? CodeBlock.builder()
                            .addStatement("return $L.map($T::new)", stub, types.view(next.get()))
                            .build()
                    : CodeBlock.builder()
                            .addStatement("return new $T($L)", types.view(next.get()), stub)
                            .build();
        }
        CodeBlock awaited = await(command, call);
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
        boolean borrowed = command.answer().javaType().equals(RuntimeTypes.SLICE);
        return borrowed
                ? CodeBlock.builder()
                        .addStatement("return $T.of($L)", RuntimeTypes.SLICE, awaited)
                        .build()
                : CodeBlock.builder().addStatement("return $L", awaited).build();
    }

    /** Waits for a call, whose only declared exception is thrown as it is. */
    private CodeBlock await(CommandModel command, CodeBlock call) {
        return command.failures().size() == 1
                ? CodeBlock.of(
                        "$T.await($L, $T.class)",
                        RuntimeTypes.BLOCKING,
                        call,
                        command.failures().get(0).type())
                : CodeBlock.of(
                        "$T.$L($L)",
                        RuntimeTypes.BLOCKING,
                        types.result(command.answer()).equals(VOID) ? "done" : "await",
                        call);
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
