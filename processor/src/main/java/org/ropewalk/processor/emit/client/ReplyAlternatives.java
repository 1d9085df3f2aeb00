package org.ropewalk.processor.emit.client;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.processor.emit.client.ReplyAlternative.Phase;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.Javadoc;
import org.ropewalk.processor.emit.code.MethodNames;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.emit.code.SharedMethods;
import org.ropewalk.processor.emit.code.ValueReading;
import org.ropewalk.processor.emit.code.resp.RespReading;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ErrorKind;
import org.ropewalk.processor.model.ErrorReplies;
import org.ropewalk.processor.model.FailureModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.lines.Line;
import org.ropewalk.processor.model.lines.ReplyOrder.Role;
import org.ropewalk.processor.model.lines.Specificity;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/** The lines that may answer one command: results, declared exceptions, errors. */
final class ReplyAlternatives {
    private static final Reaction DONE = Reaction.finish(CodeBlock.of("null"));

    /** What is told from lines by its first byte. */
    private static final Line NO_LINE =
            Line.of(new Template("", List.of()), List.of(), Optional.empty());

    private final CommandModel command;
    private final TypeName result;
    private final ProtocolModel protocol;
    private final ClientTypes types;
    private final Constants constants;
    private final ValueReading reading;
    private final SharedMethods methods;
    private final ErrorLineReading rejections;
    private final TypeSpec.Builder type;
    private final List<ReplyAlternative> alternatives = new ArrayList<>();

    /** {@code type} takes the methods. */
    ReplyAlternatives(
            CommandModel command,
            ProtocolModel protocol,
            ClientTypes types,
            Constants constants,
            ValueReading reading,
            SharedMethods methods,
            ErrorLineReading rejections,
            TypeSpec.Builder type) {
        this.command = command;
        this.result = types.result(command.answer());
        this.protocol = protocol;
        this.types = types;
        this.constants = constants;
        this.reading = reading;
        this.methods = methods;
        this.rejections = rejections;
        this.type = type;
    }

    /** What they answer. */
    CommandModel command() {
        return command;
    }

    /** What their command is called in the names of methods. */
    String name() {
        return methods.nameOf(command);
    }

    boolean isEmpty() {
        return alternatives.isEmpty();
    }

    /** All of them, in the order in which they are tried. */
    List<ReplyAlternative> inOrder() {
        return inOrder(alternatives);
    }

    private List<ReplyAlternative> inOrder(List<ReplyAlternative> some) {
        return ReplyAlternative.inOrder(some, new Specificity(protocol.wire().caseSensitive()));
    }

    /** Whether they are lines of a list, whose first line differs from the others. */
    boolean isList() {
        return alternatives.stream().anyMatch(ReplyAlternative::isBehindFirst);
    }

    /** Those that may be the first line of a list. */
    List<ReplyAlternative> first() {
        boolean headed = alternatives.stream().anyMatch(each -> each.phase() == Phase.BEGIN);
        return inOrder(
                alternatives.stream().filter(each -> !headed || !each.isBehindFirst()).toList());
    }

    /**
     * Those that may follow the first line: items are not taken for errors. What comes behind a
     * line before the result is tried as a first line is.
     */
    List<ReplyAlternative> next() {
        if (command.answer().opening().isPresent()) {
            return inOrder(
                    alternatives.stream().filter(each -> each.phase() != Phase.BEGIN).toList());
        }
        List<ReplyAlternative> next =
                new ArrayList<>(
                        inOrder(
                                alternatives.stream()
                                        .filter(ReplyAlternative::isBehindFirst)
                                        .toList()));
        next.addAll(
                inOrder(alternatives.stream().filter(each -> each.role() != Role.RESULT).toList()));
        return next;
    }

    /**
     * Adds the reading of one line of a result.
     *
     * @param name the method that reads it, if it has values
     * @param phase where in the reply it may come
     */
    void line(
            String name,
            ReplyModel reply,
            List<ParameterModel> parameters,
            Reaction reaction,
            Phase phase) {
        line(name, common(name), reply, parameters, reaction, phase);
    }

    /**
     * Adds the reading of one of several lines that come in their order.
     *
     * @param step how many come before it
     */
    void step(
            String name,
            int step,
            Template line,
            List<ParameterModel> parameters,
            Reaction reaction,
            Phase phase) {
        line(name, ReplyModel.of(line), parameters, reaction, phase);
        int last = alternatives.size() - 1;
        ReplyAlternative added = alternatives.get(last);
        if (step > 0) {
            alternatives.set(
                    last,
                    new ReplyAlternative(
                            () -> CodeBlock.of("reply.isAt($L) && $L", step, added.reading().get()),
                            added.line(),
                            added.role(),
                            added.phase(),
                            Optional.empty()));
        }
    }

    /** The name of a method without its command's. */
    private String common(String name) {
        return MethodNames.decapitalized(name.substring(name().length()));
    }

    /**
     * As the other.
     *
     * @param common the name of its method if other commands have the same line
     */
    void line(
            String name,
            String common,
            ReplyModel reply,
            List<ParameterModel> parameters,
            Reaction reaction,
            Phase phase) {
        line(name, common, reply, parameters, reaction, phase, Role.RESULT);
    }

    private void line(
            String name,
            String common,
            ReplyModel reply,
            List<ParameterModel> parameters,
            Reaction reaction,
            Phase phase,
            Role role) {
        for (Template line : reply.values()) {
            line(name, common, line, parameters, reaction.closing(reply.close()), phase, role);
        }
    }

    private void line(
            String name,
            String common,
            Template line,
            List<ParameterModel> parameters,
            Reaction last,
            Phase phase,
            Role role) {
        List<ParameterModel> all = new ArrayList<>(parameters);
        for (ParameterModel echo : command.parameters()) {
            if (echo.role() == ParameterModel.Role.VALUE
                    && all.stream().noneMatch(known -> known.name().equals(echo.name()))) {
                all.add(OwnedTypes.parameter(echo));
            }
        }
        Optional<LineReading.Constant> constant =
                last.isExpression() ? LineReading.constant(line, all) : Optional.empty();
        Optional<ValueType> value =
                all.stream()
                        .filter(parameter -> parameter.name().equals(Node.Many.RESULT))
                        .findFirst()
                        .map(ParameterModel::value);
        Line known = Line.of(line, all, value);
        alternatives.add(
                constant.map(is -> alternative(is, known, last, phase, role))
                        .orElseGet(
                                () ->
                                        new ReplyAlternative(
                                                method(name, common, line, all, last),
                                                known,
                                                role,
                                                phase)));
    }

    /** A line without values. */
    private ReplyAlternative alternative(
            LineReading.Constant is, Line line, Reaction last, Phase phase, Role role) {
        return new ReplyAlternative(
                () -> CodeBlock.of("$L && $L", is.condition(constants), last.expression()),
                line,
                role,
                phase,
                is.begins() || !last.equals(DONE) ? Optional.empty() : Optional.of(is.words()));
    }

    /** The call of a method that reads a line. */
    private CodeBlock method(
            String name,
            String common,
            Template line,
            List<ParameterModel> parameters,
            Reaction reaction) {
        TypeName of = reaction.reply().orElse(result);
        return call(
                methods.add(
                        LineReading.attempt(line, parameters, of, reaction, constants, reading),
                        name,
                        common,
                        List.of(CodeBlock.of("{@code $L}", Javadoc.code(line.source())))));
    }

    private CodeBlock call(SharedMethods.Shared method) {
        methods.declare(method, type);
        return CodeBlock.of("$L(line, reply)", method);
    }

    /** A reply without a line: everything that comes. */
    void all(String name, ParameterModel bytes, Reaction reaction) {
        Template nothing = new Template("", List.of());
        MethodSpec.Builder method = LineReading.signature(result);
        LineReading.awaitPayload(method, nothing, List.of(bytes), "reply", constants);
        SharedMethods.Shared shared =
                methods.add(
                        method.addCode(reaction.before())
                                .addStatement("return $L", reaction.expression())
                                .build(),
                        name,
                        name,
                        List.of(CodeBlock.of("Everything until the connection ends.")));
        Line none = Line.of(nothing, List.of(), Optional.empty());
        alternatives.add(new ReplyAlternative(call(shared), none, Role.RESULT, Phase.WHOLE));
    }

    /** Adds the reading of a value of RESP. */
    void value(String name, ValueType value, Reaction reaction) {
        MethodSpec.Builder method =
                LineReading.signature(result)
                        .beginControlFlow("if (!$T.begin(line))", RuntimeTypes.RESP_READER)
                        .addStatement("return false")
                        .endControlFlow()
                        .addStatement(
                                "$T $L = $L",
                                value.javaType(),
                                Javadoc.local(Node.Many.RESULT),
                                RespReading.read(value, reading))
                        .addCode(reaction.before())
                        .addStatement("return line.end() && $L", reaction.expression());
        SharedMethods.Shared shared = methods.add(method.build(), name, common(name), List.of());
        alternatives.add(new ReplyAlternative(call(shared), NO_LINE, Role.RESULT, Phase.WHOLE));
    }

    /** Adds the reading of the prompt of the state that is entered, which is shown as no line. */
    void prompt(Reaction reaction) {
        CodeBlock read = CodeBlock.of("line.size() == 0 && $L", reaction.expression());
        alternatives.add(new ReplyAlternative(read, NO_LINE, Role.RESULT, Phase.WHOLE));
    }

    /** Adds the reading of null. */
    void nil(Reaction reaction) {
        CodeBlock read =
                CodeBlock.of(
                        "$T.isNull(line) && $L", RuntimeTypes.RESP_READER, reaction.expression());
        alternatives.add(new ReplyAlternative(read, NO_LINE, Role.RESULT, Phase.WHOLE));
    }

    /** Adds the reading of a declared exception. */
    void failure(FailureModel failure) {
        if (failure.reply().value().isEmpty()) {
            return;
        }
        CodeBlock arguments = types.arguments(failure.parameters());
        line(
                name() + failure.type().simpleName(),
                MethodNames.decapitalized(failure.type().simpleName()),
                failure.reply(),
                failure.parameters(),
                Reaction.ofAny("reject(new $T($L))", failure.type(), arguments),
                Phase.WHOLE,
                Role.FAILURE);
    }

    /** The protocol's error lines, and the command's own: each once. */
    void errors() {
        List<ErrorReplies> errors = errorReplies();
        if (protocol.errors().declared(ErrorKind.UNKNOWN).isEmpty()) {
            String error = protocol.wire().isResp() ? "-ERR" : "ERROR";
            Template line = new Template(error, List.of(new Node.Literal(error)));
            errors.add(
                    new ErrorReplies(
                            Map.of(
                                    ErrorKind.UNKNOWN,
                                    new ErrorReplies.ErrorReply(false, ReplyModel.of(line)))));
        }
        alternatives.addAll(rejections.of(errors));
    }

    /** Readings of the lines that fail the call though none of the others fits. */
    List<CodeBlock> refusals() {
        return rejections.refusals(errorReplies());
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
