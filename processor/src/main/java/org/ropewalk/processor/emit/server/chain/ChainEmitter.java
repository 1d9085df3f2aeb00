package org.ropewalk.processor.emit.server.chain;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.code.Literal;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.model.Wire;

/** Generates how a line has several commands. */
public final class ChainEmitter {
    private ChainEmitter() {}

    /** Makes what cuts lines into commands; nothing if a line has one. */
    public static Optional<CodeBlock> filter(Wire wire) {
        return wire.chain().map(chain -> filter(wire, chain));
    }

    private static CodeBlock filter(Wire wire, Wire.Chain chain) {
        Optional<Wire.Quotes> quotes = wire.quotes();
        List<String> ends = wire.terminators().commands();
        return CodeBlock.of(
                "return () -> new $T('$L', $L, $L, $L, $L, $L, $L)",
                RuntimeTypes.CHAINED_COMMANDS,
                chain.separator() == '\'' ? "\\'" : chain.separator(),
                Literal.of(quotes.map(Wire.Quotes::characters).orElse("")),
                quotes.filter(each -> each.escape().startsWith("BACKSLASH")).isPresent(),
                wire.hasBlockWords(),
                !chain.isWhole(),
                Literal.of(ends.get(0)),
                Literal.of(String.join("", ends)));
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

    /** What is done before a command is found. */
    public static CodeBlock prologue(Wire wire) {
        return shared(wire)
                .map(
                        chain ->
                                CodeBlock.builder()
                                        .beginControlFlow("if (chained.ends(line))")
                                        .addStatement("return")
                                        .endControlFlow()
                                        .build())
                .orElse(CodeBlock.of(""));
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
