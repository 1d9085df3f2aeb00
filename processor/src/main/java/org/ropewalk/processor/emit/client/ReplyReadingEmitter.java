package org.ropewalk.processor.emit.client;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ropewalk.processor.emit.code.Chain;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.MethodNames;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.emit.code.SharedMethods;
import org.ropewalk.processor.emit.code.ValueReading;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ErrorKind;
import org.ropewalk.processor.model.ErrorReplies;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.lines.ReplyOrder.Role;
import org.ropewalk.processor.model.lines.Specificity;

/**
 * Emits the methods that read replies: one for each line that may come, tried from the most
 * specific to the least.
 */
final class ReplyReadingEmitter {
    private static final ClassName VOID = ClassName.get(Void.class);

    /** What the last line of a marked reply begins with. */
    private static final Pattern CODE = Pattern.compile("[0-9]{3}\\b");

    private final ProtocolModel protocol;
    private final ClientTypes types;
    private final Constants constants;
    private final ValueReading reading;
    private final SharedMethods methods;
    private final ErrorLineReading rejections;

    /** The methods that read error lines, by the code of these. */
    private final Map<List<String>, SharedMethods.Shared> rejecting = new HashMap<>();

    private final TypeSpec.Builder type;

    /** The lines that may answer each command. */
    private final Map<CommandModel, Optional<ReplyAlternatives>> answers = new HashMap<>();

    /** Lines that come where no reply is awaited: a command that is not answered was refused. */
    private final List<ReplyAlternative> strays = new ArrayList<>();

    private final Set<CodeBlock> strayRefusals = new LinkedHashSet<>();

    ReplyReadingEmitter(
            ProtocolModel protocol,
            ClientTypes types,
            Constants constants,
            ValueReading reading,
            SharedMethods methods,
            TypeSpec.Builder type) {
        this.protocol = protocol;
        this.types = types;
        this.constants = constants;
        this.reading = reading;
        this.methods = methods;
        this.rejections = new ErrorLineReading(constants, reading, methods, type);
        this.type = type;
    }

    /** Adds the reading of the greeting; its method, or nothing if no line ever is one. */
    Optional<SharedMethods.Shared> emit(CommandModel greeting) {
        return answers(greeting).map(lines -> method(greeting, Optional.empty(), lines));
    }

    /**
     * The code that reads a command's reply in a state, or nothing if no line ever answers it. A
     * line that ends the reply and says no more needs no method.
     */
    Optional<ReplyCode> code(StateModel state, CommandModel command) {
        Optional<ClassName> onError = state.onError().map(StateModel.OnErrorModel::state);
        return answers(command)
                .map(
                        lines ->
                                fixed(command, onError, lines)
                                        .orElseGet(
                                                () ->
                                                        ReplyCode.of(
                                                                protocol.generated("Client"),
                                                                method(command, onError, lines))));
    }

    private Optional<ReplyAlternatives> answers(CommandModel command) {
        return answers.computeIfAbsent(command, this::alternatives);
    }

    /** The lines that may answer a command; nothing if none ever does. */
    private Optional<ReplyAlternatives> alternatives(CommandModel command) {
        if (command.neverReplies() || command.silentWhen().isPresent()) {
            return Optional.empty();
        }
        ReplyAlternatives lines =
                new ReplyAlternatives(
                        command, protocol, types, constants, reading, methods, rejections, type);
        ReplyShapeReading shapes = new ReplyShapeReading(lines, types, protocol);
        command.answer().opening().ifPresent(shapes::opening);
        shapes.shape(command.answer().shape(), Reaction::finish, "");
        boolean answered = !lines.isEmpty();
        command.failures().forEach(lines::failure);
        lines.errors();
        if (!answered) {
            strays.addAll(lines.inOrder());
            strayRefusals.addAll(lines.refusals());
            return Optional.empty();
        }
        return Optional.of(lines);
    }

    /** A reply of one line without a result, beside error lines. */
    private Optional<ReplyCode> fixed(
            CommandModel command, Optional<ClassName> onError, ReplyAlternatives lines) {
        List<ReplyAlternative> all = lines.isList() ? List.of() : lines.inOrder();
        boolean simple =
                all.size() > 1
                        && lines.refusals().isEmpty()
                        && !protocol.wire().marksContinued()
                        && onError.isEmpty()
                        && types.result(command.answer()).equals(VOID)
                        && all.stream().skip(1).allMatch(each -> each.role() == Role.ERROR);
        return simple
                ? all.get(0)
                        .fixed()
                        .map(line -> ReplyCode.fixed(line, others(all, methods.nameOf(command))))
                : Optional.empty();
    }

    /** The constant that reads all lines but the first. */
    private String others(List<ReplyAlternative> lines, String name) {
        return constants.reader(
                "REJECTED",
                ParameterizedTypeName.get(RuntimeTypes.REPLY_READER, VOID),
                CodeBlock.of(
                        "$T::$L",
                        protocol.generated("Client"),
                        rejected(lines.subList(1, lines.size()), name)));
    }

    private SharedMethods.Shared method(
            CommandModel command, Optional<ClassName> onError, ReplyAlternatives lines) {
        TypeName result = types.result(command.answer());
        String name = MethodNames.capitalized(methods.nameOf(command));
        String any = result.equals(VOID) ? "Done" : MethodNames.described(result);
        SharedMethods.Shared reader =
                add("read" + name, "read" + any, lines(lines, result, methods.nameOf(command)));
        return onError.map(
                        state ->
                                add(
                                        "readInto" + name,
                                        "readInto" + any,
                                        leading(reader, state, result)))
                .orElse(reader);
    }

    private SharedMethods.Shared add(String name, String common, MethodSpec.Builder method) {
        SharedMethods.Shared reader = methods.add(method.build(), name, common, List.of());
        methods.declare(reader, type);
        return reader;
    }

    /** Reads a line of the reply; the first line of a list differs from the others. */
    private MethodSpec.Builder lines(ReplyAlternatives lines, TypeName result, String name) {
        MethodSpec.Builder method = LineReading.signature(result);
        if (!lines.isList()) {
            return method.addCode(alternatives(lines.inOrder(), 0, lines.refusals(), name));
        }
        List<ReplyAlternative> begin = lines.first();
        List<ReplyAlternative> within = lines.next();
        boolean headless = begin.stream().anyMatch(ReplyAlternative::isBehindFirst);
        int own = (int) within.stream().filter(ReplyAlternative::isBehindFirst).count();
        CodeBlock first = alternatives(begin, headless ? begin.size() : 0, lines.refusals(), name);
        CodeBlock next = alternatives(within, own, lines.refusals(), name);
        if (!first.equals(next)) {
            method.beginControlFlow("if (!reply.hasBegun())").addCode(first).endControlFlow();
        }
        return method.addCode(next);
    }

    /**
     * Reads one of {@code lines}, or else one of {@code refusals}. In a protocol that marks lines,
     * those inside a marked reply that no program reads are skipped.
     *
     * @param own so many of {@code lines} may stand inside a marked reply
     * @param name the command's
     */
    private CodeBlock alternatives(
            List<ReplyAlternative> lines, int own, List<CodeBlock> refusals, String name) {
        CodeBlock.Builder code = CodeBlock.builder();
        List<CodeBlock> readings = new ArrayList<>();
        if (protocol.wire().marksContinued()) {
            String mark = protocol.wire().continued();
            readings.addAll(readings(lines.subList(0, own), name));
            readings.add(CodeBlock.of("reply.isInside(line, $S)", mark));
            readings.addAll(readings(lines.subList(own, lines.size()), name));
            readings.add(CodeBlock.of("line.isContinued($S)", mark));
        } else {
            readings.addAll(readings(lines, name));
        }
        readings.addAll(refusals);
        Chain any = Chain.of(readings, "read");
        return code.add(any.statements()).addStatement("return $L", any.condition()).build();
    }

    /** The readings of lines, each once; error lines that follow each other have one method. */
    private List<CodeBlock> readings(List<ReplyAlternative> lines, String name) {
        Map<String, CodeBlock> readings = new LinkedHashMap<>();
        List<ReplyAlternative> errors = new ArrayList<>();
        for (ReplyAlternative line : lines) {
            if (line.role() == Role.ERROR) {
                errors.add(line);
            } else {
                rejected(errors, readings, name);
                CodeBlock reading = reading(line);
                readings.putIfAbsent(reading.toString(), reading);
            }
        }
        rejected(errors, readings, name);
        return new ArrayList<>(readings.values());
    }

    /** The reading of a line. A blank before a code says that a marked reply goes on. */
    private CodeBlock reading(ReplyAlternative line) {
        boolean coded =
                protocol.wire().marksContinued()
                        && line.phase() == ReplyAlternative.Phase.END
                        && CODE.matcher(line.line().source()).lookingAt();
        return coded
                ? CodeBlock.of("line.cursor().code() != 0 && $L", line.reading().get())
                : line.reading().get();
    }

    /** Adds the method that reads {@code errors}, and forgets them. */
    private void rejected(
            List<ReplyAlternative> errors, Map<String, CodeBlock> readings, String name) {
        if (!errors.isEmpty()) {
            CodeBlock call = CodeBlock.of("$L(line, reply)", rejected(errors, name));
            readings.putIfAbsent(call.toString(), call);
            errors.clear();
        }
    }

    /** The method that reads error lines. */
    private SharedMethods.Shared rejected(List<ReplyAlternative> errors, String name) {
        Map<String, CodeBlock> each = new LinkedHashMap<>();
        for (ReplyAlternative error : errors) {
            CodeBlock reading = error.reading().get();
            each.putIfAbsent(reading.toString(), reading);
        }
        return rejecting.computeIfAbsent(
                List.copyOf(each.keySet()), missing -> rejected(each.values(), name));
    }

    private SharedMethods.Shared rejected(Collection<CodeBlock> errors, String name) {
        Chain any = Chain.of(new ArrayList<>(errors), "read");
        SharedMethods.Shared method =
                methods.reserve(List.of("rejected", name + "Rejected"), "rejected");
        methods.define(
                method,
                LineReading.signature(WildcardTypeName.subtypeOf(Object.class))
                        .addCode(any.statements())
                        .addStatement("return $L", any.condition())
                        .build(),
                List.of(CodeBlock.of("The error lines of the protocol.")));
        methods.declare(method, type);
        return method;
    }

    /** Reads a reply whose error lines lead to a state. */
    private MethodSpec.Builder leading(
            SharedMethods.Shared reader, ClassName state, TypeName result) {
        return LineReading.signature(result)
                .addStatement("boolean read = $L(line, reply)", reader)
                .beginControlFlow("if (reply.isRejected())")
                .addStatement("reply.rejectInto($L)", types.enterView(state))
                .endControlFlow()
                .addStatement("return read");
    }

    /** The lines with which a server ends a connection, whichever state that is in. */
    private List<ErrorReplies> endings() {
        return Stream.concat(
                        Stream.of(protocol.errors()),
                        protocol.states().stream().map(StateModel::errors))
                .map(errors -> errors.only(ErrorKind.BUSY, ErrorKind.TIMEOUT, ErrorKind.SHUTDOWN))
                .toList();
    }

    /** Adds the reading of lines that no reply awaits; its method, if there are any. */
    Optional<SharedMethods.Shared> emitStrays() {
        List<ReplyAlternative> some = strays.isEmpty() ? rejections.of(endings()) : strays;
        if (some.isEmpty()) {
            return Optional.empty();
        }
        List<ReplyAlternative> lines =
                ReplyAlternative.inOrder(some, new Specificity(protocol.wire().caseSensitive()));
        List<CodeBlock> readings = readings(lines, "stray");
        readings.addAll(strayRefusals);
        Chain any = Chain.of(readings, "read");
        SharedMethods.Shared reader =
                methods.add(
                        LineReading.signature(ClassName.get(Object.class))
                                .addCode(any.statements())
                                .addStatement("return $L", any.condition())
                                .build(),
                        "readStray",
                        "readStray",
                        List.of(
                                CodeBlock.of(
                                        "A line that answers no call: it refuses a command, or ends the connection.")));
        methods.declare(reader, type);
        return Optional.of(reader);
    }
}
