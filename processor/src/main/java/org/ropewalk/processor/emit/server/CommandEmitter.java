package org.ropewalk.processor.emit.server;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.Javadoc;
import org.ropewalk.processor.emit.code.Literal;
import org.ropewalk.processor.emit.code.MethodNames;
import org.ropewalk.processor.emit.code.PayloadParts;
import org.ropewalk.processor.emit.code.ReadingCode;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.emit.code.SharedMethods;
import org.ropewalk.processor.emit.code.ValueReading;
import org.ropewalk.processor.emit.code.writing.ContentCode;
import org.ropewalk.processor.model.BlockModel;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ErrorKind;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.lines.CommandLine;

/** Generates the methods of one command: read the line, call the handler, write the answer. */
final class CommandEmitter {
    private final ProtocolModel protocol;
    private final Constants constants;
    private final ValueReading reading;
    private final List<Dispatch> dispatches;
    private final States states;
    private final Bounds bounds;
    private final MethodNames names;
    private final SharedMethods shared;
    private final TypeSpec.Builder type;
    private final AnswerEmitter answers;
    private final CallEmitter calls;

    /** Whether there are unproductive commands ({@code @Junk}). */
    private final boolean hasJunk;

    CommandEmitter(
            ProtocolModel protocol,
            Constants constants,
            ValueReading reading,
            AnswerWriting writing,
            List<Dispatch> dispatches,
            States states,
            Bounds bounds,
            MethodNames names,
            SharedMethods shared,
            TypeSpec.Builder type) {
        this.protocol = protocol;
        this.bounds = bounds;
        this.constants = constants;
        this.reading = reading;
        this.answers = new AnswerEmitter(protocol, writing, states, shared, type);
        this.calls = new CallEmitter(protocol, constants, states, bounds, answers);
        this.hasJunk =
                protocol.states().stream()
                        .flatMap(state -> state.commands().stream())
                        .anyMatch(command -> command.junk().isPresent());
        this.dispatches = dispatches;
        this.states = states;
        this.names = names;
        this.shared = shared;
        this.type = type;
    }

    /** Adds the methods of a command. */
    void emit(CommandModel command) {
        SharedMethods.Shared answer = answer(command);
        Set<Integer> done = new LinkedHashSet<>();
        for (CommandLine line : CommandLine.of(command)) {
            if (done.add(line.line())) {
                addReader(command, line, answer);
                dispatches.get(0).fits(line).ifPresent(method -> addFits(method, line));
            }
        }
        if (answer != null) {
            answers.declare(answer);
        }
        if (AnswerEmitter.isReplies(command)) {
            answers.addItems(command);
        }
    }

    /** The method that writes a command's answer; null if it is a constant, or items. */
    private SharedMethods.Shared answer(CommandModel command) {
        return AnswerWriting.isConstant(command.answer().shape())
                        || AnswerEmitter.isReplies(command)
                ? null
                : answers.answer(command);
    }

    /** Counts unproductive commands, where a protocol has such. */
    private void getsSomewhere(MethodSpec.Builder method, CommandLine line, String matched) {
        CommandModel command = line.command();
        if (command.junk().isPresent()) {
            method.beginControlFlow("if (countUnproductive($L))", command.junk().getAsInt())
                    .addStatement(
                            "$L",
                            RefusalCode.refusal(
                                    ErrorKind.BUSY, command, Region.of(line), constants))
                    .addStatement(matched)
                    .endControlFlow();
        } else if (hasJunk) {
            method.addStatement("progress()");
        }
    }

    /** Reads the values of a line. */
    private CodeBlock arguments(CommandLine line) {
        CommandModel command = line.command();
        CodeBlock values =
                ReadingCode.of(line.segments(), command.parameters(), constants, bounded(command));
        return line.template().verbatim()
                ? CodeBlock.of("line.cursor().verbatim();\n$L", values)
                : values;
    }

    /**
     * The method that tells whether a line that fits no command of its state is one of another. It
     * leaves what was found wrong with the line as it was.
     */
    private void addFits(SharedMethods.Shared fits, CommandLine line) {
        MethodSpec method =
                MethodSpec.methodBuilder("fits")
                        .addModifiers(Modifier.PRIVATE)
                        .returns(boolean.class)
                        .addParameter(RuntimeTypes.LINE_READER, "line")
                        .addParameter(int.class, "mark")
                        .addStatement("line.tryOther(mark)")
                        .addCode(arguments(line))
                        .addStatement("return line.isOther()")
                        .build();
        String source = Javadoc.code(line.template().source());
        shared.define(fits, method, List.of(CodeBlock.of("Whether it is {@code $L}.", source)));
        shared.declare(fits, type);
    }

    private void unavailableWithoutTls(
            MethodSpec.Builder method, CommandLine line, String matched) {
        method.beginControlFlow("if (!offersTls())")
                .addStatement(
                        "$L",
                        RefusalCode.refusal(
                                ErrorKind.UNAVAILABLE, line.command(), Region.of(line), constants))
                .addStatement(matched)
                .endControlFlow();
    }

    /** How the values of a command are read, within its own bounds. */
    private ValueReading bounded(CommandModel command) {
        return bounds.of(command.limits()).map(reading::bounded).orElse(reading);
    }

    private void addReader(CommandModel command, CommandLine line, SharedMethods.Shared answer) {
        SharedMethods.Shared reader =
                dispatches.stream()
                        .map(each -> each.method(line))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseThrow();
        shared.define(
                reader,
                reader(command, line, answer),
                List.of(CodeBlock.of("{@code $L}", Javadoc.code(line.template().source()))));
        shared.declare(reader, type);
    }

    private MethodSpec reader(CommandModel command, CommandLine line, SharedMethods.Shared answer) {
        boolean several = dispatches.stream().anyMatch(each -> each.lines().isOneOfSeveral(line));
        MethodSpec.Builder method = readerOf(line, several);
        if (command.secret()) {
            method.addStatement("line.conceal($L)", Literal.of(line.template().source()));
        }
        refuseTooLong(method, command, line, several ? "return true" : "return");
        if (command.startsTls() && !several) {
            unavailableWithoutTls(method, line, "return");
        }
        method.addCode(arguments(line));
        if (!several && isCalledAtOnce(line)) {
            method.beginControlFlow("if (!accepts(line, $L))", RefusalCode.number(command))
                    .addStatement("return")
                    .endControlFlow();
            if (hasJunk) {
                method.addStatement("progress()");
            }
            calls.call(method, command, line, answer);
            return method.build();
        }
        method.beginControlFlow("if (!line.end())");
        if (several) {
            method.addStatement("return false");
        } else {
            method.addStatement("$L", RefusalCode.refusal(command, Region.of(line), constants))
                    .addStatement("return");
        }
        method.endControlFlow();
        String matched = several ? "return true" : "return";
        if (command.startsTls() && several) {
            unavailableWithoutTls(method, line, matched);
        }
        method.addCode(InterruptEmitter.interrupt(protocol, line, matched, constants));
        getsSomewhere(method, line, matched);
        awaitPayloads(method, command, line, matched);
        if (command.last()) {
            method.beginControlFlow("if (hasEarlyInput(line, $L))", RefusalCode.number(command))
                    .addStatement(matched)
                    .endControlFlow();
        }
        method.addStatement("started($L, line)", RefusalCode.number(command));
        calls.call(method, command, line, answer);
        if (several) {
            method.addStatement("return true");
        }
        return method.build();
    }

    /** Whether nothing but what is wrong with its line can keep a command from its handler. */
    private boolean isCalledAtOnce(CommandLine line) {
        CommandModel command = line.command();
        return !Region.of(line).isPayload()
                && Arguments.payloads(command).isEmpty()
                && command.junk().isEmpty()
                && !command.isInterrupting()
                && !command.last();
    }

    /** The method that reads a line, still empty. */
    private MethodSpec.Builder readerOf(CommandLine line, boolean several) {
        MethodSpec.Builder method =
                MethodSpec.methodBuilder("read")
                        .addModifiers(Modifier.PRIVATE)
                        .returns(several ? boolean.class : void.class)
                        .addParameter(RuntimeTypes.LINE_READER, "line");
        line.constant()
                .ifPresent(
                        constant ->
                                method.addParameter(
                                        constant.parameter().javaType(),
                                        Javadoc.local(constant.parameter().name())));
        return method;
    }

    private void refuseTooLong(
            MethodSpec.Builder method, CommandModel command, CommandLine line, String matched) {
        Region region = regionOfAll(line);
        Optional<CodeBlock> limit = lineLimit(command);
        if (limit.isEmpty()) {
            return;
        }
        if (region instanceof Region.Counted) {
            method.beginControlFlow("if (line.size() > $L)", limit.get())
                    .addStatement(
                            "$L",
                            RefusalCode.refusal(ErrorKind.TOO_LONG, command, region, constants));
        } else {
            method.beginControlFlow(
                    "if (isTooLong(line, $L, $L, $L))",
                    limit.get(),
                    RefusalCode.number(command),
                    region.end(constants));
        }
        method.addStatement(matched).endControlFlow();
    }

    /** What stands behind a line that is refused before it was read: it may be another. */
    private Region regionOfAll(CommandLine line) {
        return dispatches.stream()
                .flatMap(each -> each.region(line).stream())
                .reduce(Region::or)
                .orElseThrow();
    }

    /** Goes on when the payloads have come, and takes them for what they are. */
    private void awaitPayloads(
            MethodSpec.Builder method, CommandModel command, CommandLine line, String matched) {
        List<ParameterModel> payloads = Arguments.payloads(command);
        if (payloads.isEmpty()) {
            return;
        }
        if (payloads.get(0).isStream()) {
            beginStream(method, command, payloads.get(0), matched);
            return;
        }
        boolean block = BlockModel.ends(line.template());
        if (!block) {
            method.beginControlFlow("if (!$L)", arrived(command, payloads))
                    .addStatement(matched)
                    .endControlFlow();
        }
        if (command.completesLater()) {
            method.beginControlFlow("if (!keepsPayload(line, $L))", RefusalCode.number(command))
                    .addStatement(matched)
                    .endControlFlow();
        }
        ParameterModel first = payloads.get(0);
        if ((block || !Arguments.isCounted(first))
                && EchoedParameters.isRepeated(command, first.name())) {
            method.addStatement(
                    "long $LLength = framer().payload().length()", Javadoc.local(first.name()));
        }
        for (ParameterModel payload : payloads) {
            if (payload.isRead()) {
                readPayload(method, command, payload, matched);
            }
        }
    }

    /** Reads what a payload holds, which has come. */
    private static void readPayload(
            MethodSpec.Builder method,
            CommandModel command,
            ParameterModel payload,
            String matched) {
        CodeBlock bytes =
                PayloadParts.of(
                        Arguments.payloads(command), payload, CodeBlock.of("framer().payload()"));
        method.addStatement("$T $L", payload.javaType(), Javadoc.local(payload.name()))
                .beginControlFlow("try")
                .addStatement(
                        "$L = $L", Javadoc.local(payload.name()), ContentCode.read(payload, bytes))
                .nextControlFlow("catch ($T e)", IllegalArgumentException.class)
                .addStatement("line.malformed(e)")
                .addStatement(
                        "refuse($T.PAYLOAD, line, $L)",
                        RuntimeTypes.ERROR_KIND,
                        RefusalCode.number(command))
                .addStatement(matched)
                .endControlFlow();
    }

    private void beginStream(
            MethodSpec.Builder method,
            CommandModel command,
            ParameterModel stream,
            String matched) {
        PayloadModel model = stream.payload().orElseThrow();
        method.addStatement(
                        "$T $L = framer().payloads().streamed(line, $L$L, $L)",
                        RuntimeTypes.PAYLOAD_STREAM,
                        Javadoc.local(stream.name()),
                        model.isCounted()
                                ? CodeBlock.of("$LLength, ", Javadoc.local(stream.name()))
                                : CodeBlock.of(""),
                        constants.behind(model),
                        bounds.of(command.limits()).orElse(CodeBlock.of("limits()")))
                .beginControlFlow("if ($L == null)", Javadoc.local(stream.name()))
                .addStatement(matched)
                .endControlFlow();
    }

    /**
     * How many bytes a line of a command may have, where a state allows other commands more; empty
     * if none does.
     */
    private Optional<CodeBlock> lineLimit(CommandModel command) {
        Map<String, List<StateModel>> limits = bounds.lines(command);
        if (limits.isEmpty()) {
            return Optional.empty();
        }
        if (limits.size() == 1) {
            return Optional.of(CodeBlock.of("$L", limits.keySet().iterator().next()));
        }
        MethodSpec method =
                MethodSpec.methodBuilder("lineLimit")
                        .addModifiers(Modifier.PRIVATE)
                        .returns(int.class)
                        .addCode(
                                states.choose(
                                        limits,
                                        limit ->
                                                CodeBlock.builder()
                                                        .addStatement("return $L", limit)
                                                        .build()))
                        .build();
        SharedMethods.Shared limit =
                shared.add(
                        method,
                        "lineLimit",
                        "lineLimit",
                        List.of(
                                CodeBlock.of(
                                        "How many bytes a line may have that holds no payload.")));
        shared.declare(limit, type);
        return Optional.of(CodeBlock.of("$L()", limit));
    }

    /** Whether the payloads have come. */
    private CodeBlock arrived(CommandModel command, List<ParameterModel> payloads) {
        PayloadModel first = payloads.get(0).payload().orElseThrow();
        if (!first.isCounted()) {
            return CodeBlock.of(
                    "framer().payloadArrived(line, $L, $L)",
                    constants.end(first),
                    bounds.of(command.limits()).orElse(CodeBlock.of("limits()")));
        }
        CodeBlock together =
                payloads.stream()
                        .map(payload -> CodeBlock.of("$LLength", Javadoc.local(payload.name())))
                        .collect(CodeBlock.joining(" + "));
        return CodeBlock.of(
                "framer().payloadArrived(line, $L, $T.$L, $L)",
                together,
                RuntimeTypes.TRAILER,
                payloads.get(payloads.size() - 1).payload().orElseThrow().trailer(),
                bounds.of(command.limits()).orElse(CodeBlock.of("limits()")));
    }

    /** Adds what is called and written when a connection begins in a state; its method's name. */
    String emitGreeting(CommandModel greeting) {
        SharedMethods.Shared answer = answer(greeting);
        CommandLine line = CommandLine.of(greeting).get(0);
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(names.unique(greeting.method()))
                        .addJavadoc("Greets.\n")
                        .addModifiers(Modifier.PRIVATE);
        if (greeting.completesLater()) {
            method.addStatement("$T line = framer().emptyLine()", RuntimeTypes.LINE_READER);
        }
        calls.call(method, greeting, line, answer);
        if (answer != null) {
            answers.declare(answer);
        }
        MethodSpec built = method.build();
        type.addMethod(built);
        return built.name();
    }
}
