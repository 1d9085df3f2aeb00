package org.ropewalk.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ErrorKind;
import org.ropewalk.processor.model.ErrorReplies;
import org.ropewalk.processor.model.FailureModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.Payloads;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.RecordModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;
import org.ropewalk.processor.template.Template;

/**
 * Lays the methods that read replies: one for each line that may come, tried from the most specific
 * to the least.
 */
final class ReplyReadingEmitter {
    private static final String RESULT = Node.Many.RESULT;

    private final ProtocolModel protocol;
    private final ClientTypes types;
    private final Constants constants;
    private final ValueReading reading;
    private final MethodNames names;
    private final TypeSpec.Builder type;
    private final Map<String, String> rejections = new LinkedHashMap<>();

    /** Lines that come where no reply is awaited: a command that is not answered was refused. */
    private final List<Alternative> strays = new ArrayList<>();

    /** What must be true before an item may come; empty outside lists. */
    private String itemGuard = "";

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
        this.type = type;
    }

    /**
     * One line that may come.
     *
     * @param method the method that reads it
     * @param line its template
     * @param group what it belongs to: results before exceptions before errors, where nothing else
     *     tells them apart
     */
    private record Alternative(String method, Template line, int group) {
        int rank() {
            return ReplyReadingEmitter.rank(line);
        }

        /** When it is tried: results that begin as no error does, exceptions, errors, the rest. */
        int turn() {
            return group > 0 ? group : rank() < 2 ? 0 : 3;
        }
    }

    /** How specific the begin of a line is: a literal before a number, before a word. */
    static int rank(Template line) {
        List<Segment> segments = Segment.of(line);
        if (segments.isEmpty()) {
            return 0;
        }
        if (segments.get(0) instanceof Segment.Token token) {
            boolean literal = token.pieces().get(0) instanceof Node.Literal;
            if (literal && token.pieces().size() > 1 && segments.size() > 1) {
                // Behind a prefix the next word tells.
                return segments.get(1) instanceof Segment.Token next
                                && next.pieces().get(0) instanceof Node.Literal
                        ? 0
                        : 2;
            }
            return literal ? 0 : token.pieces().get(0) instanceof Node.Length ? 1 : 2;
        }
        return segments.get(0) instanceof Segment.Choice ? 2 : 3;
    }

    /**
     * Adds the reading of a command's reply; the name of its method, or nothing if no line ever
     * answers it.
     */
    Optional<String> emit(CommandModel command) {
        if (command.neverReplies() || command.silentWhen().isPresent()) {
            return Optional.empty();
        }
        List<Alternative> alternatives = new ArrayList<>();
        TypeName result = types.result(command.answer());
        shape(command, command.answer().shape(), result, value -> finish(value), alternatives, "");
        boolean answered = !alternatives.isEmpty();
        command.failures().forEach(failure -> failure(command, failure, alternatives));
        errors(command, alternatives);
        if (!answered) {
            strays.addAll(alternatives);
            return Optional.empty();
        }
        alternatives.sort(
                Comparator.comparingInt(Alternative::turn).thenComparingInt(Alternative::rank));
        String name = names.unique("read" + MethodNames.capitalized(command.method()));
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(name)
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                        .addParameter(Runtime.LINE_READER, "line")
                        .addParameter(
                                ParameterizedTypeName.get(Runtime.PENDING_CALL, result), "call");
        Set<String> calls = new LinkedHashSet<>();
        alternatives.forEach(alternative -> calls.add(alternative.method() + "(line, call)"));
        CodeBlock none = CodeBlock.of("!($L)", String.join("\n|| ", calls));
        if (protocol.wire().marksContinued()) {
            method.addComment(
                    "Lines that others follow, and that nobody here reads, are for people.");
            none = CodeBlock.of("$L\n&& !line.isContinued($S)", none, protocol.wire().continued());
        }
        method.beginControlFlow("if ($L)", none)
                .addStatement("call.unexpected(line)")
                .endControlFlow();
        types.onError(command)
                .ifPresent(
                        state ->
                                method.beginControlFlow("if (call.isRejected())")
                                        .addStatement("call.rejectInto($L)", types.enterView(state))
                                        .endControlFlow());
        type.addMethod(method.build());
        return Optional.of(name);
    }

    /** Adds the reading of lines that no reply awaits; the name of its method, if there are any. */
    Optional<String> emitStrays() {
        if (strays.isEmpty()) {
            return Optional.empty();
        }
        strays.sort(Comparator.comparingInt(Alternative::turn).thenComparingInt(Alternative::rank));
        Set<String> calls = new LinkedHashSet<>();
        strays.forEach(stray -> calls.add(stray.method() + "(line, stray)"));
        type.addMethod(
                MethodSpec.methodBuilder("readStray")
                        .addJavadoc(
                                "Reads a line that refuses a command which is not answered otherwise; false if it is none.\n")
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                        .returns(boolean.class)
                        .addParameter(Runtime.LINE_READER, "line")
                        .addParameter(
                                ParameterizedTypeName.get(
                                        Runtime.PENDING_CALL, ClassName.get(Object.class)),
                                "stray")
                        .addStatement("return $L", String.join("\n|| ", calls))
                        .build());
        return Optional.of("readStray");
    }

    private static CodeBlock finish(CodeBlock value) {
        return CodeBlock.of("call.finish($L);\n", value);
    }

    /** Ends the call if all items that were announced have come. */
    private static CodeBlock finishWhole(CodeBlock all) {
        return CodeBlock.builder()
                .beginControlFlow("if (call.hasAll())")
                .add(finish(all))
                .endControlFlow()
                .build();
    }

    /** Statements for a value that was read. */
    private interface Completion {
        CodeBlock with(CodeBlock value);
    }

    private void shape(
            CommandModel command,
            Answer.Shape shape,
            TypeName result,
            Completion completion,
            List<Alternative> alternatives,
            String suffix) {
        String base = command.method() + suffix;
        if (shape instanceof Answer.Enter enter) {
            line(
                    base + "Entered",
                    command,
                    enter.reply(),
                    List.of(),
                    result,
                    completion.with(types.enter(enter.state())),
                    itemGuard,
                    alternatives,
                    0);
        } else if (shape instanceof Answer.Listing listing) {
            listing(command, listing, result, alternatives);
        } else if (shape instanceof Answer.Fixed fixed) {
            CodeBlock secured =
                    command.startsTls()
                            ? CodeBlock.of("call.secure($L);\n", command.greets())
                            : CodeBlock.of("");
            line(
                    base + "Done",
                    command,
                    fixed.reply(),
                    List.of(),
                    result,
                    CodeBlock.builder()
                            .add(secured)
                            .add(completion.with(CodeBlock.of("null")))
                            .build(),
                    itemGuard,
                    alternatives,
                    0);
        } else if (shape instanceof Answer.Single single) {
            ValueType value = Owned.type(single.value());
            ParameterModel parameter =
                    new ParameterModel(
                            RESULT, value.javaType(), value, Role.VALUE, Optional.empty(), RESULT);
            line(
                    base + "Value",
                    command,
                    single.reply(),
                    List.of(parameter),
                    result,
                    completion.with(
                            CodeBlock.of(
                                    value instanceof ValueType.Several
                                                    || single.reply()
                                                            .value()
                                                            .map(Template::hasResult)
                                                            .orElse(false)
                                            ? RESULT
                                            : "null")),
                    itemGuard,
                    alternatives,
                    0);
        } else if (shape instanceof Answer.Behind behind && behind.reply().value().isEmpty()) {
            all(base + "All", behind, result, completion, alternatives);
        } else if (shape instanceof Answer.Behind behind) {
            ParameterModel text = payload(behind);
            line(
                    base + "Text",
                    command,
                    behind.reply(),
                    List.of(text),
                    result,
                    completion.with(payload(List.of(text), text, "call")),
                    itemGuard,
                    alternatives,
                    0);
        } else if (shape instanceof Answer.Structured structured) {
            structured(base, command, structured, result, completion, alternatives);
        } else if (shape instanceof Answer.Constants enumeration) {
            for (int i = 0; i < enumeration.replies().size(); i++) {
                String constant = enumeration.type().constants().get(i).name();
                line(
                        base + MethodNames.capitalized(constant.toLowerCase(java.util.Locale.ROOT)),
                        command,
                        enumeration.replies().get(i),
                        List.of(),
                        result,
                        completion.with(
                                CodeBlock.of("$T.$L", enumeration.type().javaType(), constant)),
                        itemGuard,
                        alternatives,
                        0);
            }
        } else if (shape instanceof Answer.Alternatives several) {
            for (Answer.Structured alternative : several.alternatives()) {
                structured(
                        base + alternative.record().type().simpleName(),
                        command,
                        alternative,
                        result,
                        completion,
                        alternatives);
            }
        } else if (shape instanceof Answer.Maybe maybe) {
            maybe(command, maybe, result, completion, alternatives, suffix);
        } else if (shape instanceof Answer.Truth truth) {
            line(
                    base + "True",
                    command,
                    truth.present(),
                    List.of(),
                    result,
                    completion.with(CodeBlock.of("true")),
                    itemGuard,
                    alternatives,
                    0);
            line(
                    base + "False",
                    command,
                    truth.absent(),
                    List.of(),
                    result,
                    completion.with(CodeBlock.of("false")),
                    itemGuard,
                    alternatives,
                    0);
        } else {
            items(command, (Answer.Items) shape, result, alternatives);
        }
    }

    private void maybe(
            CommandModel command,
            Answer.Maybe maybe,
            TypeName result,
            Completion completion,
            List<Alternative> alternatives,
            String suffix) {
        Class<?> optional =
                switch (maybe.kind()) {
                    case OPTIONAL -> Optional.class;
                    case INT -> java.util.OptionalInt.class;
                    case LONG -> java.util.OptionalLong.class;
                };
        shape(
                command,
                maybe.present(),
                result,
                value -> completion.with(CodeBlock.of("$T.of($L)", optional, value)),
                alternatives,
                suffix);
        line(
                command.method() + suffix + "Absent",
                command,
                maybe.absent(),
                List.of(),
                result,
                completion.with(CodeBlock.of("$T.empty()", optional)),
                itemGuard,
                alternatives,
                0);
    }

    private void structured(
            String name,
            CommandModel command,
            Answer.Structured structured,
            TypeName result,
            Completion completion,
            List<Alternative> alternatives) {
        RecordModel record = structured.record();
        CodeBlock arguments = arguments(record.components());
        line(
                name + "Line",
                command,
                structured.reply(),
                record.components(),
                result,
                completion.with(CodeBlock.of("new $T($L)", record.type(), arguments)),
                itemGuard,
                alternatives,
                0);
    }

    /** What a record or an exception is made of. */
    private CodeBlock arguments(List<ParameterModel> components) {
        List<ParameterModel> payloads =
                components.stream().filter(each -> each.role() == Role.PAYLOAD).toList();
        return components.stream()
                .map(
                        component -> {
                            if (component.value() instanceof ValueType.StateRef state) {
                                return types.enterView(state.javaType());
                            }
                            return component.role() == Role.PAYLOAD
                                    ? payload(payloads, component, "call")
                                    : CodeBlock.of("$L", Javadoc.local(component.name()));
                        })
                .collect(CodeBlock.joining(", "));
    }

    /** One of the payloads that have come, as {@code call} shows them. */
    static CodeBlock payload(List<ParameterModel> payloads, ParameterModel component, String call) {
        CodeBlock part = Arguments.part(payloads, component, CodeBlock.of("$L.payload()", call));
        if (component.isStream()) {
            return CodeBlock.of("$L", Javadoc.local(component.name()));
        }
        if (component.isLines()) {
            return CodeBlock.of("line.lines($L)", part);
        }
        ValueType.Octets octets = (ValueType.Octets) component.value();
        return octets.holder() == ValueType.Octets.Holder.ARRAY
                ? CodeBlock.of("$L.toByteArray()", part)
                : CodeBlock.of("$L.toBytes()", part);
    }

    /** A list as an array of its elements' type: whole and floating numbers have streams. */
    private static CodeBlock array(CodeBlock list, TypeName element) {
        if (!element.isPrimitive()) {
            return CodeBlock.of("$L.toArray($T[]::new)", list, element);
        }
        String name = element.toString();
        return CodeBlock.of(
                "$L.stream().mapTo$L($T::$LValue).toArray()",
                list,
                MethodNames.capitalized(name),
                element.box(),
                name);
    }

    /** A record with a collection: what stands before the items is kept until they have come. */
    private void listing(
            CommandModel command,
            Answer.Listing listing,
            TypeName result,
            List<Alternative> alternatives) {
        List<ParameterModel> components = listing.record().components();
        ValueType.Several several = (ValueType.Several) listing.items().value();
        CodeBlock items =
                switch (several.kind()) {
                    case CAPABILITIES -> CodeBlock.of("$T.of(items)", Runtime.CAPABILITIES);
                    case SET -> CodeBlock.of("$T.copyOf(items)", Set.class);
                    case ARRAY -> array(CodeBlock.of("items"), several.element().javaType());
                    default -> CodeBlock.of("$T.copyOf(items)", List.class);
                };
        CodeBlock arguments =
                components.stream()
                        .map(
                                component ->
                                        component.equals(listing.items())
                                                ? items
                                                : arguments(List.of(component)))
                        .collect(CodeBlock.joining(", "));
        CodeBlock gather =
                CodeBlock.of(
                        "call.<$T>gather(items -> new $T($L));\n",
                        several.element().javaType().box(),
                        listing.record().type(),
                        arguments);
        CodeBlock finish = CodeBlock.of("call.finishGathered();\n");
        String base = command.method();
        ReplyModel reply = listing.reply();
        List<ParameterModel> others =
                components.stream()
                        .filter(component -> !component.equals(listing.items()))
                        .toList();
        boolean marks = protocol.wire().marksContinued();
        boolean endless = reply.end().isEmpty();
        reply.value()
                .ifPresent(
                        line -> {
                            line(
                                    base + "Begin",
                                    command,
                                    ReplyModel.of(marks ? marked(line) : line),
                                    others,
                                    result,
                                    gather,
                                    "!call.expects()",
                                    alternatives,
                                    0);
                            if (marks && endless) {
                                line(
                                        base + "Whole",
                                        command,
                                        ReplyModel.of(line),
                                        others,
                                        result,
                                        CodeBlock.builder().add(gather).add(finish).build(),
                                        "!call.expects()",
                                        alternatives,
                                        0);
                            }
                        });
        reply.end()
                .ifPresent(
                        line ->
                                line(
                                        base + "End",
                                        command,
                                        ReplyModel.of(line),
                                        others,
                                        result,
                                        finish,
                                        "call.expects()",
                                        alternatives,
                                        0));
        itemGuard = "call.expects()";
        Completion item = value -> CodeBlock.of("call.item($L);\n", value);
        if (reply.per().isPresent()) {
            // The items are whole replies, one for each success of another command.
            itemGuard = "";
            CodeBlock all =
                    CodeBlock.builder()
                            .beginControlFlow("if (call.hasAllOf($S))", reply.per().get())
                            .add(gather)
                            .add(finish)
                            .endControlFlow()
                            .build();
            shape(
                    command,
                    listing.item(),
                    result,
                    value -> CodeBlock.builder().add(item.with(value)).add(all).build(),
                    alternatives,
                    "Item");
            return;
        }
        if (marks) {
            shape(
                    command,
                    listing.item().map(each -> each.map(this::marked, this::marked), this::marked),
                    result,
                    item,
                    alternatives,
                    "Item");
        } else {
            shape(command, listing.item(), result, item, alternatives, "Item");
        }
        if (marks && endless) {
            shape(
                    command,
                    listing.item(),
                    result,
                    value -> CodeBlock.builder().add(item.with(value)).add(finish).build(),
                    alternatives,
                    "LastItem");
        }
        itemGuard = "";
    }

    private Template marked(Template line) {
        return AnswerWriting.marked(line, protocol.wire().continued());
    }

    private void items(
            CommandModel command,
            Answer.Items items,
            TypeName result,
            List<Alternative> alternatives) {
        CodeBlock all =
                switch (items.kind()) {
                    case SET -> CodeBlock.of("$T.copyOf(call.items())", Set.class);
                    case CAPABILITIES -> CodeBlock.of("$T.of(call.items())", Runtime.CAPABILITIES);
                    case ARRAY ->
                            array(
                                    CodeBlock.of(
                                            "call.<$T>items()",
                                            AnswerWriting.itemType(items).box()),
                                    AnswerWriting.itemType(items));
                    default -> CodeBlock.of("$T.copyOf(call.items())", List.class);
                };
        boolean headed = items.reply().value().isPresent();
        boolean sized =
                headed
                        && items.reply().value().get().nodes().stream()
                                .anyMatch(Node.Size.class::isInstance)
                        && items.reply().end().isEmpty();
        String guard = headed ? "call.expects()" : "";
        items.reply()
                .end()
                .ifPresent(
                        line ->
                                line(
                                        command.method() + "End",
                                        command,
                                        ReplyModel.of(line),
                                        List.of(),
                                        result,
                                        finish(all),
                                        guard,
                                        alternatives,
                                        0));
        Completion item =
                value ->
                        CodeBlock.builder()
                                .addStatement("call.item($L)", value)
                                .add(sized ? finishWhole(all) : CodeBlock.of(""))
                                .build();
        if (items.reply().per().isPresent()) {
            String per = items.reply().per().get();
            shape(
                    command,
                    items.item(),
                    result,
                    value ->
                            CodeBlock.builder()
                                    .add(item.with(value))
                                    .beginControlFlow("if (call.hasAllOf($S))", per)
                                    .add(finish(all))
                                    .endControlFlow()
                                    .build(),
                    alternatives,
                    "Item");
            return;
        }
        itemGuard = guard;
        boolean marks = protocol.wire().marksContinued();
        boolean lastMarked = marks && items.reply().end().isEmpty() && !sized;
        shape(
                command,
                marks
                        ? items.item()
                                .map(each -> each.map(this::marked, this::marked), this::marked)
                        : items.item(),
                result,
                item,
                alternatives,
                "Item");
        if (lastMarked) {
            shape(
                    command,
                    items.item(),
                    result,
                    value -> CodeBlock.builder().add(item.with(value)).add(finish(all)).build(),
                    alternatives,
                    "LastItem");
        }
        itemGuard = "";
        if (headed && lastMarked) {
            line(
                    command.method() + "Empty",
                    command,
                    ReplyModel.of(items.reply().value().get()),
                    List.of(),
                    result,
                    finish(all),
                    "!call.expects()",
                    alternatives,
                    0);
        }
        if (headed) {
            CodeBlock.Builder begun = CodeBlock.builder();
            if (sized) {
                begun.addStatement("call.expect($LSize)", Javadoc.local("items"))
                        .add(finishWhole(all));
            } else {
                begun.addStatement("call.expect(0)");
            }
            line(
                    command.method() + "Begin",
                    command,
                    ReplyModel.of(
                            marks
                                    ? marked(items.reply().value().get())
                                    : items.reply().value().get()),
                    List.of(),
                    result,
                    begun.build(),
                    "!call.expects()",
                    alternatives,
                    0);
        }
    }

    private void failure(
            CommandModel command, FailureModel failure, List<Alternative> alternatives) {
        if (failure.reply().value().isEmpty()) {
            return;
        }
        CodeBlock arguments = arguments(failure.parameters());
        line(
                command.method() + failure.type().simpleName(),
                command,
                failure.reply(),
                failure.parameters(),
                WildcardTypeName.subtypeOf(Object.class),
                CodeBlock.of("call.reject(new $T($L));\n", failure.type(), arguments),
                "",
                alternatives,
                1);
    }

    /** The protocol's error lines, and the command's own: each once. */
    private void errors(CommandModel command, List<Alternative> alternatives) {
        for (ErrorKind kind : ErrorKind.values()) {
            for (ErrorReplies replies : errors(command)) {
                replies.declared(kind)
                        .flatMap(declared -> declared.reply().value())
                        .ifPresent(
                                line ->
                                        alternatives.add(
                                                new Alternative(rejection(kind, line), line, 2)));
            }
        }
        if (protocol.errors().declared(ErrorKind.UNKNOWN).isEmpty()) {
            Template line = new Template("ERROR", List.of(new Node.Literal("ERROR")));
            alternatives.add(new Alternative(rejection(ErrorKind.UNKNOWN, line), line, 2));
        }
    }

    /** The command's own errors, those of the states in which it is legal, the protocol's. */
    private List<ErrorReplies> errors(CommandModel command) {
        List<ErrorReplies> all = new ArrayList<>(List.of(command.errors()));
        protocol.states().stream()
                .filter(state -> state.knows(command))
                .forEach(state -> all.add(state.errors()));
        all.add(protocol.errors());
        return all;
    }

    private String rejection(ErrorKind kind, Template line) {
        String known = rejections.get(line.source());
        if (known != null) {
            return known;
        }
        String name =
                names.unique(
                        Javadoc.decapitalized("rejected" + MethodNames.capitalized(kind.member())));
        rejections.put(line.source(), name);
        TypeName any =
                ParameterizedTypeName.get(
                        Runtime.PENDING_CALL, WildcardTypeName.subtypeOf(Object.class));
        type.addMethod(
                attempt(
                        name,
                        line,
                        List.of(),
                        any,
                        CodeBlock.of(
                                "call.reject($T.$L, line);\n", Runtime.ERROR_KIND, kind.name()),
                        ""));
        return name;
    }

    /** A reply without a line: everything that comes. */
    private void all(
            String name,
            Answer.Behind behind,
            TypeName result,
            Completion completion,
            List<Alternative> alternatives) {
        ParameterModel bytes = payload(behind);
        String unique = names.unique(name);
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(unique)
                        .addJavadoc("Everything until the connection ends.\n")
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                        .returns(boolean.class)
                        .addParameter(Runtime.LINE_READER, "line")
                        .addParameter(
                                ParameterizedTypeName.get(Runtime.PENDING_CALL, result), "call");
        awaitPayload(method, new Template("", List.of()), List.of(bytes), "call", constants);
        type.addMethod(
                method.addCode(completion.with(payload(List.of(bytes), bytes, "call")))
                        .addStatement("return true")
                        .build());
        alternatives.add(new Alternative(unique, new Template("", List.of()), 0));
    }

    private static ParameterModel payload(Answer.Behind behind) {
        return new ParameterModel(
                RESULT,
                behind.value().javaType(),
                Owned.type(behind.value()),
                Role.PAYLOAD,
                Optional.of(behind.payload()),
                RESULT);
    }

    private void line(
            String name,
            CommandModel command,
            ReplyModel reply,
            List<ParameterModel> parameters,
            TypeName result,
            CodeBlock completion,
            String guard,
            List<Alternative> alternatives,
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
                attempt(
                        unique,
                        line,
                        all,
                        ParameterizedTypeName.get(Runtime.PENDING_CALL, result),
                        completion,
                        guard));
        alternatives.add(new Alternative(unique, line, group));
    }

    private MethodSpec attempt(
            String name,
            Template line,
            List<ParameterModel> parameters,
            TypeName call,
            CodeBlock completion,
            String guard) {
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(name)
                        .addJavadoc("{@code $L}\n", Javadoc.code(line.source()))
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                        .returns(boolean.class)
                        .addParameter(Runtime.LINE_READER, "line")
                        .addParameter(call, "call");
        if (!guard.isEmpty()) {
            method.beginControlFlow(
                            "if ($L)", guard.startsWith("!") ? guard.substring(1) : "!" + guard)
                    .addStatement("return false")
                    .endControlFlow();
        }
        method.addStatement("line.restart()");
        read(method, line, new ArrayList<>(parameters), constants, reading, "return false");
        awaitPayload(method, line, parameters, "call", constants);
        method.addCode(completion).addStatement("return true");
        return method.build();
    }

    /** Reads a line into locals; leaves by {@code otherwise} if it is another. */
    static void read(
            MethodSpec.Builder method,
            Template line,
            List<ParameterModel> known,
            Constants constants,
            ValueReading reading,
            String otherwise) {
        Template readable = readable(line, known);
        method.addCode(ReadingCode.of(Segment.of(readable), known, constants, reading));
        method.beginControlFlow("if (!line.end())").addStatement(otherwise).endControlFlow();
        Set<String> bound = ReadingCode.names(Segment.of(readable));
        for (ParameterModel parameter : known) {
            boolean said =
                    line.names().contains(parameter.name()) && !bound.contains(parameter.name());
            if (said && parameter.role() == Role.VALUE) {
                method.addStatement(
                        "$T $L = $L",
                        parameter.javaType(),
                        Javadoc.local(parameter.name()),
                        unread(parameter));
            }
        }
    }

    /** What stands for a value that only commentary holds, which nobody reads. */
    private static CodeBlock unread(ParameterModel parameter) {
        if (parameter.value() instanceof ValueType.Text) {
            return CodeBlock.of("$S", "");
        }
        if (parameter.value() instanceof ValueType.Maybe
                || parameter.value() instanceof ValueType.Several) {
            return ReadingCode.absent(parameter);
        }
        return CodeBlock.of(parameter.javaType().isPrimitive() ? "0" : "null");
    }

    /** Waits for the payloads behind a line. */
    static void awaitPayload(
            MethodSpec.Builder method,
            Template line,
            List<ParameterModel> parameters,
            String call,
            Constants constants) {
        Payloads payloads = Payloads.of(line, parameters);
        if (!payloads.payloads().isEmpty() && payloads.payloads().get(0).isStream()) {
            ParameterModel stream = payloads.payloads().get(0);
            PayloadModel model = stream.payload().orElseThrow();
            method.addStatement(
                            "$T $L = $L.streamed(line, $L$L)",
                            Runtime.PAYLOAD_STREAM,
                            Javadoc.local(stream.name()),
                            call,
                            model.isCounted()
                                    ? CodeBlock.of("$LLength, ", Javadoc.local(stream.name()))
                                    : CodeBlock.of(""),
                            constants.behind(model))
                    .beginControlFlow("if ($L == null)", Javadoc.local(stream.name()))
                    .addStatement("return true")
                    .endControlFlow();
        } else if (!payloads.payloads().isEmpty()) {
            method.beginControlFlow("if (!$L)", arrived(payloads, call, constants))
                    .addStatement("return true")
                    .endControlFlow();
        }
    }

    /** Whether the payload has come. */
    private static CodeBlock arrived(Payloads payloads, String call, Constants constants) {
        PayloadModel model = payloads.payloads().get(0).payload().orElseThrow();
        CodeBlock together =
                payloads.payloads().stream()
                        .map(payload -> CodeBlock.of("$LLength", Javadoc.local(payload.name())))
                        .collect(CodeBlock.joining(" + "));
        return !model.isCounted()
                ? CodeBlock.of("$L.payloadArrived(line, $L)", call, constants.end(model))
                : CodeBlock.of(
                        "$L.payloadArrived(line, $L, $T.$L)",
                        call,
                        together,
                        Runtime.TRAILER,
                        payloads.trailer());
    }

    /** The template with a name for the result, and parameters for names that nobody here takes. */
    private static Template readable(Template line, List<ParameterModel> parameters) {
        List<Node> nodes = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Node node : line.nodes()) {
            if (node instanceof Node.Result) {
                nodes.add(new Node.Word(RESULT));
            } else if (node instanceof Node.ResultRest) {
                nodes.add(new Node.Rest(RESULT));
            } else if (node instanceof Node.Word word && !seen.add(word.name())) {
                // What a line says twice is read once.
                nodes.add(new Node.Word(word.name() + "Again"));
            } else {
                nodes.add(node);
            }
        }
        for (String name : ReadingCode.names(Segment.of(new Template(line.source(), nodes)))) {
            if (parameters.stream().noneMatch(parameter -> parameter.name().equals(name))) {
                parameters.add(ParameterModel.text(name));
            }
        }
        return new Template(line.source(), nodes);
    }
}
