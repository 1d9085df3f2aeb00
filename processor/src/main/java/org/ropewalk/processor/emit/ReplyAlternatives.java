package org.ropewalk.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ErrorKind;
import org.ropewalk.processor.model.ErrorReplies;
import org.ropewalk.processor.model.FailureModel;
import org.ropewalk.processor.model.Line;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.Specificity;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/** The lines that may answer one command: results, declared exceptions, errors. */
final class ReplyAlternatives {
    private static final int RESULT_GROUP = 0;
    private static final int FAILURE_GROUP = 1;
    private static final int ERROR_GROUP = 2;

    private final CommandModel command;
    private final TypeName result;
    private final ProtocolModel protocol;
    private final ClientTypes types;
    private final Constants constants;
    private final ValueReading reading;
    private final MethodNames names;
    private final Rejections rejections;
    private final TypeSpec.Builder type;
    private final List<ReplyAlternative> alternatives = new ArrayList<>();

    /** {@code type} takes the methods. */
    ReplyAlternatives(
            CommandModel command,
            ProtocolModel protocol,
            ClientTypes types,
            Constants constants,
            ValueReading reading,
            MethodNames names,
            Rejections rejections,
            TypeSpec.Builder type) {
        this.command = command;
        this.result = types.result(command.answer());
        this.protocol = protocol;
        this.types = types;
        this.constants = constants;
        this.reading = reading;
        this.names = names;
        this.rejections = rejections;
        this.type = type;
    }

    /** What they answer. */
    CommandModel command() {
        return command;
    }

    boolean isEmpty() {
        return alternatives.isEmpty();
    }

    /** All of them, in the order in which they are tried. */
    List<ReplyAlternative> inOrder() {
        return ReplyAlternative.inOrder(
                alternatives, new Specificity(protocol.wire().caseSensitive()));
    }

    /**
     * Adds the reading of one line of a result.
     *
     * @param guard what must be true before it may come; empty if nothing must
     */
    void line(
            String name,
            ReplyModel reply,
            List<ParameterModel> parameters,
            CodeBlock completion,
            String guard) {
        line(name, reply, parameters, result, completion, guard, RESULT_GROUP);
    }

    private void line(
            String name,
            ReplyModel reply,
            List<ParameterModel> parameters,
            TypeName of,
            CodeBlock completion,
            String guard,
            int group) {
        if (reply.value().isEmpty()) {
            return;
        }
        Template line = reply.value().get();
        List<ParameterModel> all = new ArrayList<>(parameters);
        for (ParameterModel echo : command.parameters()) {
            if (echo.role() == Role.VALUE
                    && all.stream().noneMatch(known -> known.name().equals(echo.name()))) {
                all.add(Owned.parameter(echo));
            }
        }
        String unique = names.unique(name);
        type.addMethod(
                ReplyLines.attempt(
                        unique,
                        line,
                        all,
                        ParameterizedTypeName.get(Runtime.REPLY_BUILDER, of),
                        reply.close() ? ReplyLines.closing(completion) : completion,
                        guard,
                        constants,
                        reading));
        Optional<ValueType> result =
                all.stream()
                        .filter(known -> known.name().equals(Node.Many.RESULT))
                        .map(ParameterModel::value)
                        .findFirst();
        alternatives.add(new ReplyAlternative(unique, Line.of(line, all, result), group));
    }

    /** A reply without a line: everything that comes. */
    void all(String name, ParameterModel bytes, CodeBlock completion) {
        String unique = names.unique(name);
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(unique)
                        .addJavadoc("Everything until the connection ends.\n")
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                        .returns(boolean.class)
                        .addParameter(Runtime.LINE_READER, "line")
                        .addParameter(
                                ParameterizedTypeName.get(Runtime.REPLY_BUILDER, result), "reply");
        ReplyLines.awaitPayload(
                method, new Template("", List.of()), List.of(bytes), "reply", constants);
        type.addMethod(method.addCode(completion).addStatement("return true").build());
        Line any = Line.of(Template.EMPTY, List.of(), Optional.empty());
        alternatives.add(new ReplyAlternative(unique, any, RESULT_GROUP));
    }

    /** Adds the reading of a declared exception. */
    void failure(FailureModel failure) {
        if (failure.reply().value().isEmpty()) {
            return;
        }
        CodeBlock arguments = types.arguments(failure.parameters());
        line(
                command.method() + failure.type().simpleName(),
                failure.reply(),
                failure.parameters(),
                WildcardTypeName.subtypeOf(Object.class),
                CodeBlock.of("reply.reject(new $T($L));\n", failure.type(), arguments),
                "",
                FAILURE_GROUP);
    }

    /** The protocol's error lines, and the command's own: each once. */
    void errors() {
        List<ErrorReplies> errors = errorReplies();
        if (protocol.errors().declared(ErrorKind.UNKNOWN).isEmpty()) {
            Template line = new Template("ERROR", List.of(new Node.Literal("ERROR")));
            errors.add(
                    new ErrorReplies(
                            Map.of(
                                    ErrorKind.UNKNOWN,
                                    new ErrorReplies.ErrorReply(false, ReplyModel.of(line)))));
        }
        alternatives.addAll(rejections.of(errors, ERROR_GROUP));
    }

    /** The command's own errors, those of the states in which it is legal, the protocol's. */
    private List<ErrorReplies> errorReplies() {
        List<ErrorReplies> all = new ArrayList<>(List.of(command.errors()));
        protocol.states().stream()
                .filter(state -> state.knows(command))
                .forEach(state -> all.add(state.errors()));
        all.add(protocol.errors());
        return all;
    }
}
