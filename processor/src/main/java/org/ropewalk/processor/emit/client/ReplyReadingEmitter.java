package org.ropewalk.processor.emit.client;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.code.Chain;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.MethodNames;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.emit.code.ValueReading;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ErrorKind;
import org.ropewalk.processor.model.ErrorReplies;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.lines.Specificity;

/**
 * Emits the methods that read replies: one for each line that may come, tried from the most
 * specific to the least.
 */
final class ReplyReadingEmitter {
    private final ProtocolModel protocol;
    private final ClientTypes types;
    private final Constants constants;
    private final ValueReading reading;
    private final MethodNames names;
    private final ErrorLineReading rejections;
    private final TypeSpec.Builder type;

    /** Lines that come where no reply is awaited: a command that is not answered was refused. */
    private final List<ReplyAlternative> strays = new ArrayList<>();

    ReplyReadingEmitter(
            ProtocolModel protocol,
            ClientTypes types,
            Constants constants,
            ValueReading reading,
            MethodNames names,
            TypeSpec.Builder type) {
        this.protocol = protocol;
        this.types = types;
        this.constants = constants;
        this.reading = reading;
        this.names = names;
        this.rejections = new ErrorLineReading(constants, reading, names, type);
        this.type = type;
    }

    /**
     * Adds the reading of a command's reply; the name of its method, or nothing if no line ever
     * answers it.
     */
    Optional<String> emit(CommandModel command) {
        if (command.neverReplies() || command.silentWhen().isPresent()) {
            return Optional.empty();
        }
        ReplyAlternatives lines =
                new ReplyAlternatives(
                        command, protocol, types, constants, reading, names, rejections, type);
        new ReplyShapeReading(lines, types, protocol)
                .shape(command.answer().shape(), LineReading::finish, "");
        boolean answered = !lines.isEmpty();
        command.failures().forEach(lines::failure);
        lines.errors();
        if (!answered) {
            strays.addAll(lines.inOrder());
            return Optional.empty();
        }
        String name = names.unique("read" + MethodNames.capitalized(command.method()));
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(name)
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                        .addParameter(RuntimeTypes.LINE_READER, "line")
                        .addParameter(
                                ParameterizedTypeName.get(
                                        RuntimeTypes.REPLY_BUILDER, types.result(command.answer())),
                                "reply");
        CodeBlock none = CodeBlock.of("!($L)", read(command, lines, method));
        if (protocol.wire().marksContinued()) {
            method.addComment(
                    "Lines that others follow, and that nobody here reads, are for people.");
            none = CodeBlock.of("$L\n&& !line.isContinued($S)", none, protocol.wire().continued());
        }
        method.beginControlFlow("if ($L)", none)
                .addStatement("reply.unexpected(line)")
                .endControlFlow();
        types.onError(command)
                .ifPresent(
                        state ->
                                method.beginControlFlow("if (reply.isRejected())")
                                        .addStatement(
                                                "reply.rejectInto($L)", types.enterView(state))
                                        .endControlFlow());
        type.addMethod(method.build());
        return Optional.of(name);
    }

    /** Whether a line of the reply was read; {@code method} takes what stands before that. */
    private CodeBlock read(
            CommandModel command, ReplyAlternatives lines, MethodSpec.Builder method) {
        if (!lines.isList()) {
            Chain any = chain(lines.inOrder(), "reply");
            method.addCode(any.statements());
            return any.condition();
        }
        return CodeBlock.of(
                "reply.hasBegun() ? $L(line, reply) : $L(line, reply)",
                part(command, "Next", "A line behind the first of the list.", lines.next()),
                part(command, "First", "The first line of the list.", lines.first()));
    }

    /** A method that reads a part of a list. */
    private String part(
            CommandModel command, String part, String what, List<ReplyAlternative> lines) {
        String name = names.unique(command.method() + part);
        Chain any = chain(lines, "reply");
        type.addMethod(
                MethodSpec.methodBuilder(name)
                        .addJavadoc("$L\n", what)
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                        .returns(boolean.class)
                        .addParameter(RuntimeTypes.LINE_READER, "line")
                        .addParameter(
                                ParameterizedTypeName.get(
                                        RuntimeTypes.REPLY_BUILDER, types.result(command.answer())),
                                "reply")
                        .addCode(any.statements())
                        .addStatement("return $L", any.condition())
                        .build());
        return name;
    }

    private static Chain chain(List<ReplyAlternative> lines, String reply) {
        Set<String> calls = new LinkedHashSet<>();
        lines.forEach(each -> calls.add(each.method() + "(line, " + reply + ")"));
        return Chain.of(calls.stream().map(CodeBlock::of).toList(), "read");
    }

    /** The lines with which a server ends a connection, whichever state that is in. */
    private List<ErrorReplies> endings() {
        return Stream.concat(
                        Stream.of(protocol.errors()),
                        protocol.states().stream().map(StateModel::errors))
                .map(errors -> errors.only(ErrorKind.BUSY, ErrorKind.TIMEOUT, ErrorKind.SHUTDOWN))
                .toList();
    }

    /** Adds the reading of lines that no reply awaits; the name of its method, if there are any. */
    Optional<String> emitStrays() {
        List<ReplyAlternative> lines = strays.isEmpty() ? rejections.of(endings()) : strays;
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        Chain any =
                chain(
                        ReplyAlternative.inOrder(
                                lines, new Specificity(protocol.wire().caseSensitive())),
                        "stray");
        type.addMethod(
                MethodSpec.methodBuilder("readStray")
                        .addJavadoc(
                                "Reads a line that answers no call: it refuses a command, or ends the connection; false if it is none.\n")
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                        .returns(boolean.class)
                        .addParameter(RuntimeTypes.LINE_READER, "line")
                        .addParameter(
                                ParameterizedTypeName.get(
                                        RuntimeTypes.REPLY_BUILDER, ClassName.get(Object.class)),
                                "stray")
                        .addCode(any.statements())
                        .addStatement("return $L", any.condition())
                        .build());
        return Optional.of("readStray");
    }
}
