package org.ropewalk.processor.emit.server;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.code.Bindings;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.MethodNames;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.emit.code.SharedMethods;
import org.ropewalk.processor.emit.code.writing.Position;
import org.ropewalk.processor.emit.code.writing.ValueWriting;
import org.ropewalk.processor.model.BlockModel;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ErrorKind;
import org.ropewalk.processor.model.ErrorReplies;
import org.ropewalk.processor.model.ErrorReplies.ErrorReply;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;
import org.ropewalk.processor.template.Texts;

/** Generates the replies to what the runtime finds wrong. */
final class ErrorEmitter {
    private static final Set<String> KNOWN = Set.of("verb", "usage", "message", "incident");

    /** The reply of a protocol that declares none. */
    private static final String UNDECLARED = "ERROR";

    private final ProtocolModel protocol;
    private final StateModel state;
    private final States states;
    private final Constants constants;
    private final ValueWriting values;
    private final SharedMethods methods;

    /** What stands between "write" and "Error": the state's name, or nothing where there is one. */
    private final String infix;

    ErrorEmitter(
            ProtocolModel protocol,
            StateModel state,
            States states,
            Constants constants,
            ValueWriting values,
            SharedMethods methods,
            String infix) {
        this.protocol = protocol;
        this.state = state;
        this.states = states;
        this.constants = constants;
        this.values = values;
        this.methods = methods;
        this.infix = infix;
    }

    /** Adds the methods that write the errors of a protocol without states. */
    void addTo(TypeSpec.Builder type) {
        List<SharedMethods.Shared> parts = new ArrayList<>();
        CodeBlock code = writeError(parts);
        type.addMethod(
                signature("writeError")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .addCode(code)
                        .build());
        parts.forEach(part -> methods.declare(part, type));
    }

    /**
     * The method that writes a state's errors.
     *
     * @param parts takes it, and those that it calls
     */
    SharedMethods.Shared method(List<SharedMethods.Shared> parts) {
        List<SharedMethods.Shared> called = new ArrayList<>();
        SharedMethods.Shared method =
                add(writeError(called), "write" + infix + "Error", "writeStateError");
        parts.add(method);
        parts.addAll(called);
        return method;
    }

    private SharedMethods.Shared add(CodeBlock code, String own, String common) {
        MethodSpec.Builder method = signature("write").addModifiers(Modifier.PRIVATE).addCode(code);
        if (!needsSession()) {
            method.addModifiers(Modifier.STATIC);
        }
        return methods.add(method.build(), own, common, List.of());
    }

    /**
     * The commands that have errors of their own: the state's, then those that are misplaced in it.
     */
    private List<CommandModel> own() {
        Map<String, CommandModel> own = new LinkedHashMap<>();
        for (CommandModel command : state.commands()) {
            if (!command.errors().isEmpty()) {
                own.putIfAbsent(RefusalCode.number(command), command);
            }
        }
        Set<String> known = new HashSet<>();
        state.commands().forEach(command -> known.add(RefusalCode.number(command)));
        for (StateModel other : protocol.states()) {
            for (CommandModel command : other.commands()) {
                String number = RefusalCode.number(command);
                if (!known.contains(number)
                        && command.errors().declared(ErrorKind.MISPLACED).isPresent()) {
                    own.putIfAbsent(number, command);
                }
            }
        }
        return List.copyOf(own.values());
    }

    /** What is answered by the end of the connection is not skipped before. */
    static List<MethodSpec> skipping(ProtocolModel protocol) {
        List<MethodSpec> methods = new ArrayList<>();
        if (closes(protocol, ErrorKind.TOO_LONG)) {
            methods.add(answers("skipsLine", false));
        }
        if (closes(protocol, ErrorKind.TOO_BIG)) {
            methods.add(answers("skipsPayload", false));
        }
        return methods;
    }

    /** What tells whether the reply to one connection too many has values of a handler. */
    static List<MethodSpec> refusing(ProtocolModel protocol) {
        StateModel initial = protocol.initial();
        boolean supplied =
                initial.errors()
                        .declared(ErrorKind.BUSY)
                        .or(() -> protocol.errors().declared(ErrorKind.BUSY))
                        .flatMap(error -> error.reply().value())
                        .filter(line -> !KNOWN.containsAll(line.names()))
                        .isPresent();
        return supplied ? List.of(answers("refusesByHandler", true)) : List.of();
    }

    private static MethodSpec answers(String name, boolean value) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(boolean.class)
                .addStatement("return $L", value)
                .build();
    }

    /** Whether an error ends the connection, in whichever state and of whichever command. */
    private static boolean closes(ProtocolModel protocol, ErrorKind kind) {
        return protocol.errors().declared(kind).filter(error -> error.reply().close()).isPresent()
                && protocol.states().stream()
                        .flatMap(
                                state ->
                                        Stream.concat(
                                                Stream.of(state.errors()),
                                                state.commands().stream()
                                                        .map(CommandModel::errors)))
                        .flatMap(replies -> replies.declared(kind).stream())
                        .allMatch(error -> error.reply().close());
    }

    /** The signature of the methods that write errors. */
    static MethodSpec.Builder signature(String name) {
        return MethodSpec.methodBuilder(name)
                .returns(boolean.class)
                .addParameter(RuntimeTypes.ERROR_KIND, "kind")
                .addParameter(RuntimeTypes.COMMAND_ERROR, "error")
                .addParameter(RuntimeTypes.LINE_WRITER, "reply");
    }

    /** Finds the command whose errors they are; {@code called} takes the methods for each. */
    private CodeBlock writeError(List<SharedMethods.Shared> called) {
        CodeBlock declared = cases(ErrorReplies.NONE, null);
        List<CommandModel> own = own();
        if (own.isEmpty()) {
            return declared;
        }
        SharedMethods.Shared common =
                add(declared, "write" + infix + "CommonError", "writeCommonError");
        called.add(common);
        CodeBlock.Builder code = CodeBlock.builder();
        for (CommandModel command : own) {
            String name = MethodNames.capitalized(command.method()) + "Error";
            SharedMethods.Shared method =
                    add(cases(command.errors(), common), "write" + infix + name, "write" + name);
            called.add(method);
            code.beginControlFlow("if (error.command() == $L)", RefusalCode.number(command))
                    .addStatement("return $L(kind, error, reply)", method)
                    .endControlFlow();
        }
        return code.addStatement("return $L(kind, error, reply)", common).build();
    }

    /**
     * What is written for each kind of error.
     *
     * @param common the method for what {@code nearest} does not declare; null for that itself
     */
    private CodeBlock cases(ErrorReplies nearest, SharedMethods.Shared common) {
        // What is answered alike stands together.
        Map<CodeBlock, List<String>> kinds = new LinkedHashMap<>();
        for (ErrorKind kind : ErrorKind.values()) {
            CodeBlock body = body(kind, effective(kind, nearest));
            boolean differs =
                    common == null || !body.equals(body(kind, effective(kind, ErrorReplies.NONE)));
            if (differs && !(common == null && isDefault(kind))) {
                kinds.computeIfAbsent(body, missing -> new ArrayList<>()).add(kind.name());
            }
        }
        CodeBlock otherwise =
                common == null
                        ? CodeBlock.of("return true;\n")
                        : CodeBlock.of("return $L(kind, error, reply);\n", common);
        return choice(kinds, otherwise);
    }

    /** What is done with an error of one of {@code kinds}, or of another kind. */
    private static CodeBlock choice(Map<CodeBlock, List<String>> kinds, CodeBlock otherwise) {
        CodeBlock.Builder code = CodeBlock.builder();
        if (kinds.size() == 1) {
            CodeBlock body = kinds.keySet().iterator().next();
            CodeBlock condition =
                    kinds.get(body).stream()
                            .map(
                                    kind ->
                                            CodeBlock.of(
                                                    "kind == $T.$L", RuntimeTypes.ERROR_KIND, kind))
                            .collect(CodeBlock.joining(" || "));
            return code.beginControlFlow("if ($L)", condition)
                    .add(body)
                    .endControlFlow()
                    .add(otherwise)
                    .build();
        }
        code.beginControlFlow("switch (kind)");
        kinds.forEach(
                (body, alike) ->
                        code.add("case " + String.join(",$W", alike) + ":\n$>")
                                .add(body)
                                .add("$<"));
        return code.add("default:\n$>").add(otherwise).add("$<").endControlFlow().build();
    }

    /** Whether a reply names what only the connection knows. */
    private boolean needsSession() {
        return Stream.of(
                        Stream.of(protocol.errors(), state.errors()),
                        own().stream().map(CommandModel::errors))
                .flatMap(replies -> replies)
                .flatMap(replies -> Arrays.stream(ErrorKind.values()).map(replies::declared))
                .flatMap(Optional::stream)
                .flatMap(error -> error.reply().value().stream())
                .flatMap(line -> line.names().stream())
                .anyMatch(name -> !KNOWN.contains(name));
    }

    /** Whether nothing is declared, and nothing is written: the connection just ends. */
    private boolean isDefault(ErrorKind kind) {
        return effective(kind, ErrorReplies.NONE).isEmpty() && endsConnection(kind);
    }

    private static boolean endsConnection(ErrorKind kind) {
        return switch (kind) {
            case FAILED, BUSY, TIMEOUT, SHUTDOWN -> true;
            default -> false;
        };
    }

    /** What is declared nearest for a kind, or for what it falls back to. */
    private Optional<ErrorReply> effective(ErrorKind kind, ErrorReplies nearest) {
        return state.errors()
                .declared(kind)
                .or(() -> nearest.declared(kind))
                .or(() -> protocol.errors().declared(kind))
                .or(() -> kind.fallback().flatMap(wider -> effective(wider, nearest)));
    }

    private CodeBlock body(ErrorKind kind, Optional<ErrorReply> declared) {
        CodeBlock.Builder code = CodeBlock.builder();
        if (declared.isEmpty()) {
            if (!endsConnection(kind)) {
                String end = BlockModel.ofReplies(protocol).isPresent() ? "\n" : "";
                code.addStatement(
                        "reply.raw($L)",
                        constants.line(protocol.wire().isResp() ? "-ERR" : UNDECLARED + end));
            }
            return code.addStatement("return $L", endsConnection(kind)).build();
        }
        declared.get().reply().value().ifPresent(line -> write(code, line));
        return code.addStatement(
                        "return $L", declared.get().reply().close() || endsConnection(kind))
                .build();
    }

    private void write(CodeBlock.Builder code, Template line) {
        if (Texts.isConstant(line.nodes())) {
            code.addStatement("reply.raw($L)", constants.line(Texts.of(line.nodes())));
            return;
        }
        StringBuilder literal = new StringBuilder();
        nodes(code, line.nodes(), literal);
        flush(code, literal);
        code.addStatement("reply.end()");
    }

    private void nodes(CodeBlock.Builder code, List<Node> nodes, StringBuilder literal) {
        for (Node node : nodes) {
            if (node instanceof Node.Literal text) {
                literal.append(text.text());
            } else if (node instanceof Node.Aside aside) {
                literal.append(aside.text());
            } else if (node instanceof Node.Separator) {
                literal.append(' ');
            } else if (node instanceof Node.Commentary commentary) {
                nodes(code, commentary.nodes(), literal);
            } else if (node instanceof Node.Fields block) {
                fields(code, block, literal);
            } else if (node instanceof Node.Placeholder placeholder
                    && !placeholder.names().isEmpty()) {
                flush(code, literal);
                placeholder(code, placeholder);
            }
        }
    }

    private void placeholder(CodeBlock.Builder code, Node.Placeholder placeholder) {
        String name = placeholder.names().get(0);
        boolean known = KNOWN.contains(name);
        Optional<ValueType> type =
                known ? Optional.empty() : Optional.of(whole(session().get(name).type()));
        if (placeholder.isQuoted()) {
            code.add(values.beforeQuoted(type, name));
        }
        if (known) {
            code.addStatement("reply.lenient(error.$L())", name);
        } else {
            code.add(
                    values.write(
                            type.orElseThrow(), session().get(name).unwrapped(), Position.LENIENT));
        }
        if (placeholder.isQuoted()) {
            code.add(values.behindQuoted(type, name));
        }
    }

    private static ValueType whole(ValueType type) {
        return type instanceof ValueType.Maybe maybe ? maybe.value() : type;
    }

    private void fields(CodeBlock.Builder code, Node.Fields block, StringBuilder literal) {
        for (Node.Field field : block.fields()) {
            flush(code, literal);
            Optional<Bindings.Variable> tag = optional(field);
            tag.ifPresent(
                    value -> code.beginControlFlow("if ($L.isPresent())", value.expression()));
            code.addStatement("reply.end()");
            literal.append(field.prefix());
            nodes(code, field.value(), literal);
            flush(code, literal);
            tag.ifPresent(value -> code.endControlFlow());
        }
        flush(code, literal);
        if (block.ends()) {
            code.addStatement("reply.end()");
        }
    }

    /** The value of a field that may be missing. */
    private Optional<Bindings.Variable> optional(Node.Field field) {
        return new Template("", field.value())
                .names().stream()
                        .flatMap(name -> session().find(name).stream())
                        .filter(value -> value.type() instanceof ValueType.Maybe)
                        .findFirst();
    }

    private Bindings session() {
        return states.session(List.copyOf(states.supplies()));
    }

    private void flush(CodeBlock.Builder code, StringBuilder literal) {
        if (!literal.isEmpty()) {
            code.add(constants.write(literal.toString()));
            literal.setLength(0);
        }
    }
}
