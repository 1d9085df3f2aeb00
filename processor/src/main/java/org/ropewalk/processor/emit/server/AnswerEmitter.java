package org.ropewalk.processor.emit.server;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
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
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.FailureModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.lines.ReplyRoles;
import org.ropewalk.processor.template.Template;

/** Generates what writes the answers of commands: results, declared exceptions, items. */
final class AnswerEmitter {
    private final ProtocolModel protocol;
    private final AnswerWriting writing;
    private final States states;
    private final MethodNames names;
    private final TypeSpec.Builder type;
    private final Map<CommandModel, String> itemMethods = new HashMap<>();
    private final Set<String> failures = new LinkedHashSet<>();
    private final Map<CommandModel, ReplyRoles> roles = new HashMap<>();

    /** {@code type} takes the methods. */
    AnswerEmitter(
            ProtocolModel protocol,
            AnswerWriting writing,
            States states,
            MethodNames names,
            TypeSpec.Builder type) {
        this.protocol = protocol;
        this.writing = writing;
        this.states = states;
        this.names = names;
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

    /** The method that writes the answer. */
    MethodSpec answerMethod(CommandModel command, String name) {
        Answer.Shape shape = command.answer().shape();
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(name)
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(RuntimeTypes.LINE_WRITER, "reply");
        CodeBlock code =
                writing(command).write(shape, CodeBlock.of("result"), states.scope(command));
        if (!AnswerWriting.isBound(code)) {
            method.addModifiers(Modifier.STATIC);
        }
        if (!(shape instanceof Answer.Fixed)) {
            method.addParameter(command.answer().javaType(), "result");
        }
        for (EchoedParameters.Echo echo :
                EchoedParameters.echoed(command, EchoedParameters.foreignNames(shape))) {
            method.addParameter(echo.type(), echo.local());
        }
        return method.addCode(code).build();
    }

    /**
     * The method that writes a declared exception; one for all commands whose parameters it does
     * not repeat.
     */
    String failureMethod(CommandModel command, FailureModel failure) {
        List<EchoedParameters.Echo> echoes =
                EchoedParameters.echoed(
                        command,
                        EchoedParameters.foreignNames(failure.reply(), failure.parameters()));
        String name =
                "answer"
                        + (echoes.isEmpty() ? "" : MethodNames.capitalized(command.method()))
                        + failure.type().simpleName();
        if (!failures.add(name)) {
            return name;
        }
        Bindings scope =
                new Bindings()
                        .with(CodeBlock.of("failure"), AnswerWriting.written(failure.parameters()))
                        .with(states.scope(command));
        CodeBlock.Builder code = CodeBlock.builder();
        code.addStatement("reply.rollBack()");
        failure.reply()
                .value()
                .ifPresent(
                        line ->
                                code.add(
                                        writing.unlike(each -> unlike(failure, each))
                                                .line(line, scope, Optional.empty())));
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
                        .addParameter(RuntimeTypes.LINE_WRITER, "reply")
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

    /** The call of a handler that sends the items itself, and what stands around them. */
    CodeBlock replies(CommandModel command, CodeBlock call) {
        Answer.Items items = (Answer.Items) command.answer().shape();
        String field = command.method() + "Items";
        CodeBlock.Builder code = CodeBlock.builder();
        code.beginControlFlow("if ($L == null)", field)
                .addStatement("$L = this::$L", field, itemMethod(command))
                .endControlFlow();
        if (items.reply().value().isPresent() || items.reply().end().isPresent()) {
            code.addStatement("$T reply = reply()", RuntimeTypes.LINE_WRITER);
        }
        code.add(writing(command).header(items, CodeBlock.of(""), states.scope(command)));
        if (command.failures().isEmpty()) {
            return code.addStatement("$L", call)
                    .addStatement("endItems()")
                    .add(writing(command).footer(items, states.scope(command)))
                    .build();
        }
        code.beginControlFlow("try")
                .addStatement("$L", call)
                .addStatement("endItems()")
                .add(writing(command).footer(items, states.scope(command)));
        for (FailureModel failure : command.failures()) {
            code.nextControlFlow("catch ($T failure)", failure.type())
                    .addStatement(
                            "$L(reply(), failure$L)",
                            failureMethod(command, failure),
                            EchoedParameters.failureEchoes(command, failure));
        }
        return code.endControlFlow().build();
    }

    private String itemMethod(CommandModel command) {
        return itemMethods.computeIfAbsent(
                command,
                missing ->
                        names.unique(
                                "answer" + MethodNames.capitalized(command.method()) + "Item"));
    }

    /** Adds what takes those items. */
    void addReplies(CommandModel command) {
        Answer.Items items = (Answer.Items) command.answer().shape();
        TypeName item = items.itemType();
        type.addField(
                FieldSpec.builder(
                                ParameterizedTypeName.get(RuntimeTypes.REPLIES, item.box()),
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
                        .addStatement("$T reply = reply()", RuntimeTypes.LINE_WRITER)
                        .addCode(writing(command).item(items.item(), new Bindings()))
                        .build());
    }
}
