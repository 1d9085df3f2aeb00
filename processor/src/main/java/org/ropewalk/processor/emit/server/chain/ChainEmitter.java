package org.ropewalk.processor.emit.server.chain;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.code.Literal;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.template.Texts;

/** Generates how a line has several commands. */
public final class ChainEmitter {
    private ChainEmitter() {}

    /** Makes what cuts lines into commands; nothing if a line has one. */
    public static Optional<CodeBlock> filter(ProtocolModel protocol) {
        return protocol.wire().chain().map(chain -> filter(protocol, chain));
    }

    private static CodeBlock filter(ProtocolModel protocol, Wire.Chain chain) {
        Wire wire = protocol.wire();
        Optional<Wire.Quotes> quotes = wire.quotes();
        List<String> ends = wire.terminators().commands();
        return CodeBlock.of(
                "return () -> new $T($L, $L, $L, '$L', $L, $L, $L, $L, $L, $L)$L",
                RuntimeTypes.CHAINED_COMMANDS,
                Literal.of(prefix(protocol)),
                wire.caseSensitive(),
                Literal.of(wire.separator() == Wire.Separator.BLANKS ? " \t" : " "),
                chain.separator() == '\'' ? "\\'" : chain.separator(),
                Literal.of(quotes.map(Wire.Quotes::characters).orElse("")),
                quotes.filter(each -> each.escape().startsWith("BACKSLASH")).isPresent(),
                wire.hasBlockWords(),
                !chain.isWhole(),
                Literal.of(ends.get(0)),
                Literal.of(String.join("", ends)),
                payloadEnds(protocol));
    }

    /** What commands begin with. */
    private static String prefix(ProtocolModel protocol) {
        return protocol.envelope().map(envelope -> Texts.of(envelope.command().nodes())).orElse("");
    }

    /** What puts replies together, if commands share a part of them. */
    public static Optional<FieldSpec> field(Wire wire) {
        return shared(wire)
                .map(
                        chain ->
                                FieldSpec.builder(
                                                RuntimeTypes.CHAINED_REPLIES,
                                                "chained",
                                                Modifier.PRIVATE,
                                                Modifier.FINAL)
                                        .build());
    }

    /** What a constructor does. */
    public static CodeBlock constructed(Wire wire) {
        return shared(wire)
                .map(
                        chain ->
                                CodeBlock.builder()
                                        .addStatement(
                                                "this.chained = new $T(peer, $L)",
                                                RuntimeTypes.CHAINED_REPLIES,
                                                Literal.of(
                                                        wire.joinsReplies()
                                                                ? String.valueOf(chain.separator())
                                                                : ""))
                                        .build())
                .orElse(CodeBlock.of(""));
    }

    /** Whether a payload may follow a line of several commands. */
    public static boolean awaitsPayloads(ProtocolModel protocol) {
        return protocol.wire().chain().isPresent() && payloads(protocol).findAny().isPresent();
    }

    private static Stream<PayloadModel> payloads(ProtocolModel protocol) {
        return protocol.states().stream()
                .flatMap(state -> state.barePayload().stream())
                .flatMap(command -> command.parameters().stream())
                .flatMap(parameter -> parameter.payload().stream());
    }

    /** The characters with which payloads end; none if no payload follows a line. */
    private static CodeBlock payloadEnds(ProtocolModel protocol) {
        String ends =
                payloads(protocol)
                        .map(PayloadModel::until)
                        .map(until -> until.substring(until.length() - 1))
                        .distinct()
                        .collect(Collectors.joining());
        return ends.isEmpty()
                ? CodeBlock.of("")
                : CodeBlock.of(".withPayloads($L)", Literal.of(ends));
    }

    /** What tells whether a payload is received next. */
    public static Optional<MethodSpec> readsPayload(ProtocolModel protocol) {
        return awaitsPayloads(protocol)
                ? Optional.of(
                        MethodSpec.methodBuilder("readsPayload")
                                .addAnnotation(Override.class)
                                .addModifiers(Modifier.PUBLIC)
                                .returns(boolean.class)
                                .addStatement(
                                        "return framer().hasPayloads() &&"
                                                + " framer().payloads().isReceiving()")
                                .build())
                : Optional.empty();
    }

    /** What is done before a command is found. */
    public static CodeBlock prologue(
            ProtocolModel protocol, Supplier<CodeBlock> awaits, Supplier<CodeBlock> behindLine) {
        if (awaitsPayloads(protocol)) {
            return CodeBlock.builder()
                    .beginControlFlow("if (framer().isPayloadReady())")
                    .addStatement("chained.payloadArrived()")
                    .nextControlFlow("else if (chained.ends(line, $L))", awaits.get())
                    .add(behindLine.get())
                    .addStatement("return")
                    .endControlFlow()
                    .build();
        }
        return shared(protocol.wire())
                .map(
                        chain ->
                                CodeBlock.builder()
                                        .beginControlFlow("if (chained.ends(line))")
                                        .addStatement("return")
                                        .endControlFlow()
                                        .build())
                .orElse(CodeBlock.of(""));
    }

    /** What is done before a command is found, where only the prefix of commands was read. */
    public static CodeBlock empty(ProtocolModel protocol) {
        boolean any =
                protocol.states().stream()
                        .flatMap(state -> state.commands().stream())
                        .flatMap(command -> command.templates().stream())
                        .anyMatch(line -> line.source().isEmpty());
        return protocol.wire().chain().isEmpty() || any
                ? CodeBlock.of("")
                : CodeBlock.builder()
                        .beginControlFlow("if (!line.hasWord())")
                        .addStatement(
                                "refuse($L, line)",
                                CodeBlock.of("$T.EMPTY", RuntimeTypes.ERROR_KIND))
                        .addStatement("return")
                        .endControlFlow()
                        .build();
    }

    /** What is done before an event is answered. */
    public static Optional<MethodSpec> event(Wire wire) {
        return shared(wire)
                .map(
                        chain ->
                                MethodSpec.methodBuilder("forgetEnvelope")
                                        .addAnnotation(Override.class)
                                        .addModifiers(Modifier.PUBLIC)
                                        .addStatement("chained.event()")
                                        .build());
    }

    private static Optional<Wire.Chain> shared(Wire wire) {
        return wire.chain().filter(chain -> !chain.isWhole());
    }
}
