package org.ropewalk.processor.emit.code.format;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.code.Literal;
import org.ropewalk.processor.emit.code.MethodNames;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.model.BlockModel;
import org.ropewalk.processor.model.Limit;
import org.ropewalk.processor.model.Limits;
import org.ropewalk.processor.model.LineCheck;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.template.Terminators;

/** Generates the constants {@code FORMAT} and {@code LIMITS}, which both sides have. */
public final class FormatFields {
    /** The version of this processor, which is that of its runtime. */
    public static final String VERSION = "0.1.0-SNAPSHOT";

    private FormatFields() {}

    /** The constant of the server that says how lines are encoded. */
    public static FieldSpec served(ProtocolModel protocol) {
        Wire wire = protocol.wire();
        return format(
                wire,
                wire.terminators().commands(),
                wire.terminators().replies(),
                true,
                CodeBlock.of(
                        "$L$L$L",
                        checks(wire, wire.checks().command(), wire.checks().reply()),
                        blocks(BlockModel.ofCommands(protocol)),
                        resp(
                                wire,
                                wire.carrier() == Wire.Carrier.RESP
                                        ? "ARRAYS"
                                        : "ARRAYS_OR_LINES")));
    }

    /** The constant of the client that says how lines are encoded. */
    public static FieldSpec called(ProtocolModel protocol) {
        Wire wire = protocol.wire();
        return format(
                wire,
                wire.terminators().replies(),
                wire.terminators().commands(),
                false,
                CodeBlock.of(
                        "$L$L$L",
                        checks(wire, wire.checks().reply(), wire.checks().command()),
                        blocks(BlockModel.ofReplies(protocol)),
                        resp(wire, "REPLIES")));
    }

    /** What is between two commands or replies that are written; quotes alone may hold it. */
    private static CodeBlock separator(Wire wire, boolean served) {
        return wire.chain()
                .filter(chain -> !served || wire.joinsReplies())
                .map(
                        chain ->
                                CodeBlock.of(
                                        ".withSeparator($L)",
                                        Literal.of(String.valueOf(chain.separator()))))
                .orElse(CodeBlock.of(""));
    }

    private static CodeBlock resp(Wire wire, String use) {
        return wire.isResp()
                ? CodeBlock.of(".withResp($T.$L)", RuntimeTypes.RESP_FORMAT, use)
                : CodeBlock.of("");
    }

    private static CodeBlock blocks(Optional<BlockModel> blocks) {
        return blocks.map(
                        each ->
                                CodeBlock.of(
                                        ".withBlocks(new $T.Blocks($S, $L, $S, $L$L))",
                                        RuntimeTypes.LINE_FORMAT,
                                        each.verb(),
                                        each.folds(),
                                        each.length(),
                                        each.lineFirst(),
                                        each.end().isEmpty()
                                                ? CodeBlock.of("")
                                                : CodeBlock.of(", $L", Literal.of(each.end()))))
                .orElse(CodeBlock.of(""));
    }

    private static CodeBlock checks(
            Wire wire, Optional<LineCheck> reads, Optional<LineCheck> writes) {
        return wire.checks().any()
                ? CodeBlock.of(".withChecks($L, $L)", check(reads), check(writes))
                : CodeBlock.of("");
    }

    private static CodeBlock check(Optional<LineCheck> check) {
        return check.map(
                        each ->
                                CodeBlock.of(
                                        "new $T($L, $L, $T::$L)",
                                        RuntimeTypes.LINE_CHECK,
                                        Literal.of(each.before()),
                                        Literal.of(each.between()),
                                        each.type(),
                                        each.method()))
                .orElse(CodeBlock.of("null"));
    }

    /** What requires the runtime of this version; the first field of a class. */
    public static FieldSpec version() {
        return FieldSpec.builder(String.class, "VERSION", Modifier.STATIC, Modifier.FINAL)
                .initializer("$T.require($S)", RuntimeTypes.RUNTIME_VERSION, VERSION)
                .build();
    }

    private static FieldSpec format(
            Wire wire, List<String> reads, List<String> writes, boolean served, CodeBlock checks) {
        Optional<String> same = Terminators.constant(reads).filter(name -> reads.equals(writes));
        CodeBlock ends =
                same.map(name -> CodeBlock.of("$T.$L", RuntimeTypes.TERMINATOR, name))
                        .orElseGet(() -> CodeBlock.of("$L, $L", list(reads), list(writes)));
        CodeBlock carrier =
                wire.carrier() != Wire.Carrier.TRAILING && same.isPresent()
                        ? CodeBlock.of("")
                        : CodeBlock.of(
                                ", $T.$L",
                                RuntimeTypes.CARRIER,
                                wire.isResp() ? Wire.Carrier.LINE : wire.carrier());
        return FieldSpec.builder(
                        RuntimeTypes.LINE_FORMAT, "FORMAT", Modifier.STATIC, Modifier.FINAL)
                .initializer(
                        "new $T($L, $T.$L, $L, $L$L)$L$L$L$L$L$L",
                        RuntimeTypes.LINE_FORMAT,
                        ends,
                        RuntimeTypes.SEPARATOR,
                        wire.separator(),
                        wire.caseSensitive(),
                        charset(wire.charset()),
                        carrier,
                        controls("withControls", wire.controls()),
                        controls("withLiterals", wire.literals()),
                        quotes(wire.quotes(), served),
                        emptyLines(wire, served),
                        separator(wire, served),
                        checks)
                .build();
    }

    /** The quotes of words. */
    private static CodeBlock quotes(Optional<Wire.Quotes> quotes, boolean served) {
        return quotes.map(
                        each ->
                                CodeBlock.of(
                                        ".withQuotes($L, $T.$L, $L, $L, $L, $T.$L, $L)",
                                        Literal.of(each.characters()),
                                        RuntimeTypes.QUOTED.nestedClass("Escape"),
                                        each.escape(),
                                        Literal.of(each.escapes()),
                                        Literal.of(each.specials()),
                                        Literal.of(each.nil()),
                                        RuntimeTypes.QUOTED.nestedClass("Literal"),
                                        each.literal(),
                                        served))
                .orElse(CodeBlock.of(""));
    }

    /** The empty line before each line of the server. */
    private static CodeBlock emptyLines(Wire wire, boolean served) {
        return wire.terminators().emptyLines()
                ? CodeBlock.of(".withEmptyLines($L)", served)
                : CodeBlock.of("");
    }

    private static CodeBlock controls(String method, String controls) {
        return controls.isEmpty()
                ? CodeBlock.of("")
                : CodeBlock.of(".$L($L)", method, Literal.of(controls));
    }

    private static CodeBlock list(List<String> ends) {
        return ends.stream()
                .map(
                        end ->
                                Terminators.constant(List.of(end))
                                        .map(
                                                name ->
                                                        CodeBlock.of(
                                                                "$T.$L",
                                                                RuntimeTypes.TERMINATOR,
                                                                name))
                                        .orElseGet(() -> Literal.of(end)))
                .collect(
                        Collectors.collectingAndThen(
                                CodeBlock.joining(", "),
                                all -> CodeBlock.of("$T.of($L)", List.class, all)));
    }

    private static CodeBlock charset(String name) {
        return switch (Charset.forName(name).name()) {
            case "UTF-8" -> CodeBlock.of("$T.UTF_8", StandardCharsets.class);
            case "US-ASCII" -> CodeBlock.of("$T.US_ASCII", StandardCharsets.class);
            case "ISO-8859-1" -> CodeBlock.of("$T.ISO_8859_1", StandardCharsets.class);
            default -> CodeBlock.of("$T.forName($S)", Charset.class, name);
        };
    }

    /** The constant of the protocol's own bounds. */
    public static FieldSpec limits(Limits limits) {
        return FieldSpec.builder(
                        RuntimeTypes.LINE_LIMITS, "LIMITS", Modifier.STATIC, Modifier.FINAL)
                .initializer(limitsOf(limits))
                .build();
    }

    /** An expression of bounds. */
    public static CodeBlock limitsOf(Limits limits) {
        CodeBlock.Builder code = CodeBlock.builder().add("$T.DEFAULTS", RuntimeTypes.LINE_LIMITS);
        for (Limit limit : Limit.values()) {
            if (limits.of(limit) != limit.standard()) {
                code.add(with(MethodNames.capitalized(limit.member()), limits.of(limit)));
            }
        }
        return code.build();
    }

    private static CodeBlock with(String name, long value) {
        if (value == Integer.MAX_VALUE) {
            return CodeBlock.of(".with$L($T.UNLIMITED)", name, RuntimeTypes.LINE_LIMITS);
        }
        return CodeBlock.of(
                value > Integer.MAX_VALUE ? ".with$L($LL)" : ".with$L($L)", name, value);
    }
}
