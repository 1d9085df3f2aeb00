package org.ropewalk.processor.emit.server;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.code.Bindings;
import org.ropewalk.processor.emit.code.Javadoc;
import org.ropewalk.processor.emit.code.MethodNames;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.emit.code.SharedMethods;
import org.ropewalk.processor.emit.code.writing.ContentCode.Held;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.FailureModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.lines.ReplyRoles;
import org.ropewalk.processor.template.Template;

/** Generates what writes the answers of commands: results, declared exceptions, items. */
final class AnswerEmitter {
    private final ProtocolModel protocol;
    private final AnswerWriting writing;
    private final States states;
    private final SharedMethods methods;
    private final TypeSpec.Builder type;
    private final Map<CommandModel, ReplyRoles> roles = new HashMap<>();

    /** {@code type} takes the methods. */
    AnswerEmitter(
            ProtocolModel protocol,
            AnswerWriting writing,
            States states,
            SharedMethods methods,
            TypeSpec.Builder type) {
        this.protocol = protocol;
        this.writing = writing;
        this.states = states;
        this.methods = methods;
        this.type = type;
    }

    /** Whether the handler sends the items itself. */
    static boolean isReplies(CommandModel command) {
        return command.answer().shape() instanceof Answer.Items items
                && items.kind() == ValueType.Plurality.REPLIES;
    }

    private ReplyRoles roles(CommandModel command) {
        return roles.computeIfAbsent(command, missing -> new ReplyRoles(command, protocol));
    }

    private AnswerWriting writing(CommandModel command) {
        return writing.unlike(roles(command)::unlike);
    }

    /** What an exception's line must not be, whichever command throws it. */
    private Set<String> unlike(FailureModel failure, Template line) {
        Set<String> patterns = new LinkedHashSet<>();
        protocol.states().stream()
                .flatMap(state -> state.commands().stream())
                .filter(
                        command ->
                                command.failures().stream()
                                        .anyMatch(other -> other.type().equals(failure.type())))
                .forEach(command -> patterns.addAll(roles(command).unlike(line)));
        return patterns;
    }

    /** The method that writes the answer; it is still to be declared. */
    SharedMethods.Shared answer(CommandModel command) {
        Answer.Shape shape = command.answer().shape();
        MethodSpec.Builder method = signature();
        CodeBlock code =
                writing(command).write(shape, CodeBlock.of("result"), states.scope(command));
        if (!AnswerWriting.isBound(code)) {
            method.addModifiers(Modifier.STATIC);
        }
        String own = "answer" + MethodNames.capitalized(methods.nameOf(command));
        String common = own;
        if (!(shape instanceof Answer.Fixed)) {
            method.addParameter(command.answer().javaType(), "result");
            common = "answer" + MethodNames.described(command.answer().javaType());
        }
        for (EchoedParameters.Echo echo :
                EchoedParameters.echoed(command, EchoedParameters.foreignNames(shape))) {
            method.addParameter(echo.type(), echo.local());
        }
        return methods.add(method.addCode(code).build(), own, common, List.of());
    }

    /** Code that writes the line before a result that comes later; nothing if there is none. */
    CodeBlock opening(CommandModel command) {
        Optional<ReplyModel> opening = command.answer().opening();
        if (opening.isEmpty()) {
            return CodeBlock.of("");
        }
        Answer.Fixed line = new Answer.Fixed(opening.get());
        CodeBlock code = writing(command).write(line, CodeBlock.of(""), states.scope(command));
        MethodSpec.Builder method = signature();
        if (!AnswerWriting.isBound(code)) {
            method.addModifiers(Modifier.STATIC);
        }
        Set<String> names = EchoedParameters.foreignNames(line);
        EchoedParameters.echoed(command, names)
                .forEach(echo -> method.addParameter(echo.type(), echo.local()));
        String name = "open" + MethodNames.capitalized(methods.nameOf(command));
        SharedMethods.Shared shared =
                methods.add(method.addCode(code).build(), name, name, List.of());
        methods.declare(shared, type);
        return CodeBlock.builder()
                .addStatement("$L(reply()$L)", shared, EchoedParameters.echoes(command, names))
                .addStatement("opened()")
                .build();
    }

    /** Adds a method at its first use. */
    void declare(SharedMethods.Shared method) {
        methods.declare(method, type);
    }

    private static MethodSpec.Builder signature() {
        return MethodSpec.methodBuilder("answer")
                .addModifiers(Modifier.PRIVATE)
                .addParameter(RuntimeTypes.LINE_WRITER, "reply");
    }

    /** The method that writes a declared exception. */
    SharedMethods.Shared failureMethod(CommandModel command, FailureModel failure) {
        List<EchoedParameters.Echo> echoes =
                EchoedParameters.echoed(
                        command,
                        EchoedParameters.foreignNames(failure.reply(), failure.parameters()));
        Bindings scope =
                new Bindings()
                        .with(CodeBlock.of("failure"), AnswerWriting.written(failure.parameters()))
                        .with(states.scope(command));
        Held held = AnswerWriting.held(failure.parameters(), CodeBlock.of("failure"), scope);
        CodeBlock code = code(failure, new Bindings().with(held.scope()).with(scope), held);
        MethodSpec.Builder method = signature().addParameter(failure.type(), "failure");
        if (!AnswerWriting.isBound(code)) {
            method.addModifiers(Modifier.STATIC);
        }
        echoes.forEach(echo -> method.addParameter(echo.type(), echo.local()));
        String common = "answer" + failure.type().simpleName();
        SharedMethods.Shared shared =
                methods.add(
                        method.addCode(code).build(),
                        echoes.isEmpty()
                                ? common
                                : "answer"
                                        + MethodNames.capitalized(methods.nameOf(command))
                                        + failure.type().simpleName(),
                        common,
                        failure.reply().value().stream()
                                .map(
                                        line ->
                                                CodeBlock.of(
                                                        "{@code $L}", Javadoc.code(line.source())))
                                .toList());
        methods.declare(shared, type);
        return shared;
    }

    /** Writes an exception's line in place of what was written before, and goes where it leads. */
    private CodeBlock code(FailureModel failure, Bindings scope, Held held) {
        CodeBlock.Builder code = CodeBlock.builder();
        code.addStatement("reply.rollBack()").add(held.code());
        failure.reply()
                .value()
                .ifPresent(
                        line ->
                                code.add(
                                        writing.unlike(each -> unlike(failure, each))
                                                .line(line, scope, Optional.empty())));
        code.add(writing.payloads(failure.parameters(), held, CodeBlock.of("failure")));
        for (ParameterModel parameter : failure.parameters()) {
            if (parameter.value() instanceof ValueType.StateRef state) {
                code.add(
                        writing.enter(
                                state.javaType(),
                                CodeBlock.of("failure.$L()", parameter.accessor())));
            }
        }
        return code.add(AnswerWriting.close(failure.reply())).build();
    }

    /** The call of a handler that sends the items itself, and what stands around them. */
    CodeBlock replies(CommandModel command, CodeBlock call) {
        Answer.Items items = (Answer.Items) command.answer().shape();
        CodeBlock.Builder code = CodeBlock.builder();
        code.addStatement("$T reply = reply()", RuntimeTypes.LINE_WRITER);
        code.add(writing(command).header(items, CodeBlock.of(""), states.scope(command)));
        if (command.failures().isEmpty()) {
            return code.addStatement("$L", call)
                    .addStatement("endItems(reply)")
                    .add(writing(command).footer(items, states.scope(command)))
                    .build();
        }
        code.beginControlFlow("try")
                .addStatement("$L", call)
                .addStatement("endItems(reply)")
                .add(writing(command).footer(items, states.scope(command)));
        for (FailureModel failure : command.failures()) {
            code.nextControlFlow("catch ($T failure)", failure.type())
                    .addStatement(
                            "$L(rejection(), failure$L)",
                            failureMethod(command, failure),
                            EchoedParameters.failureEchoes(command, failure));
        }
        return code.add(families(command)).endControlFlow().build();
    }

    /** Catches for the compiler what is never thrown but as one of the failures. */
    static CodeBlock families(CommandModel command) {
        CodeBlock.Builder code = CodeBlock.builder();
        for (ClassName family : command.families()) {
            code.nextControlFlow("catch ($T failure)", family)
                    .addStatement("throw new $T(failure)", AssertionError.class);
        }
        return code.build();
    }

    /** What the handler sends the items to, each of which is written by its own method. */
    CodeBlock lentItems(CommandModel command) {
        SharedMethods.Shared method = itemMethod(command);
        return AnswerWriting.isBound(itemCode(command))
                ? CodeBlock.of("lendItems(reply, this::$L)", method)
                : CodeBlock.of("lendItems(reply, $T::$L)", protocol.generated("Protocol"), method);
    }

    private CodeBlock itemCode(CommandModel command) {
        Answer.Items items = (Answer.Items) command.answer().shape();
        return writing(command).item(items.item(), new Bindings());
    }

    /** The method that writes an item. */
    private SharedMethods.Shared itemMethod(CommandModel command) {
        Answer.Items items = (Answer.Items) command.answer().shape();
        CodeBlock code = itemCode(command);
        MethodSpec.Builder method =
                signature()
                        .addParameter(ParameterSpec.builder(items.itemType(), "item").build())
                        .addCode(code);
        if (!AnswerWriting.isBound(code)) {
            method.addModifiers(Modifier.STATIC);
        }
        String name = "answer" + MethodNames.capitalized(methods.nameOf(command)) + "Item";
        return methods.add(method.build(), name, name, List.of());
    }

    /** Adds what writes those items. */
    void addItems(CommandModel command) {
        methods.declare(itemMethod(command), type);
    }
}
