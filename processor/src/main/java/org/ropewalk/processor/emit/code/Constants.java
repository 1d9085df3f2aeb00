package org.ropewalk.processor.emit.code;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.code.names.ConstantNames;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.template.LinePlan;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Texts;

/**
 * The constants of one generated class: bytes that were encoded before, each once, named after what
 * they say.
 */
public final class Constants {
    private static final TypeName BYTES = ArrayTypeName.of(TypeName.BYTE);

    /** A class initializer has 64 KiB of code: what is more has a class of its own. */
    private static final int MOST_FIELDS = 2_500;

    /** The nested class of the constants of calls for which a class has no room. */
    public static final String CALLS = "CallConstants";

    private final String format;
    private final boolean resp;
    private final Map<String, FieldSpec> fields = new LinkedHashMap<>();
    private final Map<String, FieldSpec> calls = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();

    /** Constants that the field {@code format} encodes. */
    public Constants(ProtocolModel protocol, String format, String... reserved) {
        this.format = format;
        this.resp = protocol.wire().isResp();
        names.add(format);
        names.addAll(protocol.typeNames());
        names.addAll(List.of(reserved));
    }

    /** The field with the format that encodes them. */
    public String format() {
        return format;
    }

    /** A whole line with its end; an array of words where RESP has no such line. */
    public String line(String text) {
        return field(
                "line " + text,
                text,
                text.isEmpty() ? "EMPTY_LINE" : text,
                "_LINE",
                isArray(text) ? "$L.command($L)" : "$L.line($L)");
    }

    /** A whole line inside a payload, with its end. */
    public String contentLine(String text) {
        return field(
                "content line " + text,
                text,
                text.isEmpty() ? "EMPTY_LINE" : text,
                "_IN_PAYLOAD",
                "$L.contents().line($L)");
    }

    private boolean isArray(String text) {
        return resp && !text.startsWith("+") && !text.startsWith("-");
    }

    /** Code that writes {@code text}, a part of a line that is always the same. */
    public CodeBlock write(String text) {
        return text.equals(" ")
                ? CodeBlock.of("reply.space();\n")
                : CodeBlock.of("reply.raw($L);\n", text(text));
    }

    /** A part of a line. */
    public String text(String text) {
        return field(
                "text " + text,
                text,
                text.isBlank() ? "BLANK" : text.strip(),
                suffix(text),
                "$L.text($L)");
    }

    /** Where in a line a part stands, by the blanks around it. */
    private static String suffix(String text) {
        boolean behind = text.startsWith(" ");
        boolean before = text.endsWith(" ");
        return behind ? before ? "_BETWEEN" : "_SUFFIX" : before ? "_PREFIX" : "_WORD";
    }

    /** The lines that a template reads. */
    public String pattern(String source) {
        return field(
                "pattern " + source,
                RuntimeTypes.LINE_PATTERN,
                () ->
                        unique(
                                source.isEmpty()
                                        ? "LIKE_AN_EMPTY_LINE"
                                        : "LIKE_"
                                                + ConstantNames.words(
                                                        source.replaceAll("\\{.*?}", " "))),
                CodeBlock.of("$T.of($L, $S)", RuntimeTypes.LINE_PATTERN, format, source));
    }

    /** A table of the verbs of commands. */
    public String verbs(List<String> commands) {
        return field(
                "verbs " + commands,
                RuntimeTypes.VERB_TABLE,
                () -> unique("VERBS"),
                CodeBlock.of(
                        "$T.of($L,\n$L)",
                        RuntimeTypes.VERB_TABLE,
                        format,
                        commands.stream()
                                .map(each -> CodeBlock.of("$S", each))
                                .collect(CodeBlock.joining(",\n"))));
    }

    /** Where a value of a line ends. */
    public String textEnd(LinePlan.End end) {
        if (end.kind() == LinePlan.Kind.WIDTH) {
            return textEnd(
                    "end of " + end,
                    "WIDTH_" + end.width(),
                    CodeBlock.of("$T.behind($L, $L)", RuntimeTypes.TEXT_END, format, end.width()));
        }
        boolean word = end.kind() == LinePlan.Kind.WORD;
        boolean lineEnd = end.atLineEnd() && end.kind() != LinePlan.Kind.LAST_TEXT;
        String method = word ? "ofWord" : lineEnd ? "ofLastText" : "ofText";
        return textEnd(
                "end of " + end,
                (word ? "WORD" : "TEXT") + says(end) + "_END",
                CodeBlock.of("$T.$L($L$L)", RuntimeTypes.TEXT_END, method, format, literals(end)));
    }

    /** Where a value ends, or a list of words. */
    public String textEnd(LinePlan.Value value) {
        LinePlan.End end = value.end();
        boolean words = value.node() instanceof Node.Many many && many.delimiter().isEmpty();
        return words && end.kind() == LinePlan.Kind.TEXT ? wordsEnd(end) : textEnd(end);
    }

    private String wordsEnd(LinePlan.End end) {
        return textEnd(
                "words of " + end,
                "WORDS" + says(end) + "_END",
                CodeBlock.of(
                        "$T.$L($L$L)",
                        RuntimeTypes.TEXT_END,
                        end.atLineEnd() ? "ofLastWords" : "ofWords",
                        format,
                        literals(end)));
    }

    private String textEnd(String key, String name, CodeBlock made) {
        return field(key, RuntimeTypes.TEXT_END, () -> unique(name), made);
    }

    private static String says(LinePlan.End end) {
        String says = String.join(" ", end.literals());
        return says.isBlank() ? "" : "_" + ConstantNames.words(says);
    }

    private static CodeBlock literals(LinePlan.End end) {
        return end.literals().stream()
                .map(literal -> CodeBlock.of(", $L", Literal.of(literal)))
                .collect(CodeBlock.joining(""));
    }

    /** How a date or a time is written. */
    public String time(ValueType.Temporal type, boolean ignoreCase) {
        CodeBlock patterns =
                type.patterns().stream()
                        .map(pattern -> CodeBlock.of("$L", Literal.of(pattern.source())))
                        .collect(CodeBlock.joining(", "));
        boolean instant = type.javaType().simpleName().equals("Instant");
        CodeBlock made =
                instant
                        ? CodeBlock.of("ofInstant($L, $L)", ignoreCase, patterns)
                        : CodeBlock.of(
                                "of($T::from, $L, $L)", type.javaType(), ignoreCase, patterns);
        return reader(
                ConstantNames.ofIdentifier(type.javaType().simpleName()) + "_FORMAT",
                ParameterizedTypeName.get(RuntimeTypes.TIME_FORMAT, type.javaType()),
                CodeBlock.of("$T.$L", RuntimeTypes.TIME_FORMAT, made));
    }

    private String field(String key, String text, String says, String suffix, String made) {
        return field(
                key,
                BYTES,
                () -> unique(ConstantNames.of(says), suffix),
                CodeBlock.of(made, format, Literal.of(text)));
    }

    /** The constant of this key, with a name of its own at its first use. */
    private String field(String key, TypeName type, Supplier<String> name, CodeBlock made) {
        return fields.computeIfAbsent(key, missing -> constant(type, name.get(), made)).name();
    }

    private static FieldSpec constant(TypeName type, String name, CodeBlock made) {
        return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(made)
                .build();
    }

    /** Several words of a line. */
    public String words(List<String> words) {
        return field(
                "words of " + words,
                ArrayTypeName.of(BYTES),
                () -> unique(ConstantNames.of(String.join(" ", words)), "_WORDS"),
                CodeBlock.of("{$L}", texts(words)));
    }

    private CodeBlock texts(List<String> words) {
        return words.stream()
                .map(word -> CodeBlock.of("$L.text($L)", format, Literal.of(word)))
                .collect(CodeBlock.joining(", "));
    }

    /** The words of an enum's constants, in their order. */
    public String words(ValueType.Enumeration type) {
        return field(
                "words " + type.javaType(),
                ArrayTypeName.of(BYTES),
                () -> ofEnum(type, "_WORDS"),
                CodeBlock.of("{$L}", texts(type.words())));
    }

    /** The lines of an enum's constants, in their order. */
    public String lines(Answer.Constants enumeration) {
        CodeBlock lines =
                enumeration.replies().stream()
                        .map(Constants::text)
                        .map(
                                line ->
                                        CodeBlock.of(
                                                isArray(line) ? "$L.command($L)" : "$L.line($L)",
                                                format,
                                                Literal.of(line)))
                        .collect(CodeBlock.joining(", "));
        return field(
                "lines " + enumeration.type().javaType(),
                ArrayTypeName.of(BYTES),
                () -> ofEnum(enumeration.type(), "_LINES"),
                CodeBlock.of("{$L}", lines));
    }

    private String ofEnum(ValueType.Enumeration type, String suffix) {
        return unique(ConstantNames.ofIdentifier(type.javaType().simpleName()) + suffix);
    }

    private static String text(ReplyModel reply) {
        return Texts.of(reply.value().orElseThrow().nodes());
    }

    /** CR LF, which some payloads end with whatever lines end with. */
    public String crLf() {
        return field("crlf", BYTES, () -> unique("CRLF"), CodeBlock.of("{'\\r', '\\n'}"));
    }

    /** What follows a payload: its trailer, or its end. */
    public CodeBlock behind(PayloadModel payload) {
        return payload.isCounted()
                ? CodeBlock.of("$T.$L", RuntimeTypes.TRAILER, payload.trailer())
                : end(payload);
    }

    /** Where a payload ends whose length nothing tells. */
    public CodeBlock end(PayloadModel payload) {
        return switch (payload.framing()) {
            case DOTTED -> CodeBlock.of("$T.DOT", RuntimeTypes.PAYLOAD_END);
            case UNTIL_CLOSE -> CodeBlock.of("$T.CLOSE", RuntimeTypes.PAYLOAD_END);
            case CHUNKED ->
                    CodeBlock.of(
                            payload.chunk() == PayloadModel.Chunk.UINT32
                                    ? "$T.UINT32_CHUNKS"
                                    : "$T.HEX_CHUNKS",
                            RuntimeTypes.PAYLOAD_END);
            case DELIMITED -> CodeBlock.of("$L", end("delimiter", payload.until()));
            default -> CodeBlock.of("$L", end("line", payload.until()));
        };
    }

    private String end(String method, String line) {
        return field(
                "end " + method + " " + line,
                RuntimeTypes.PAYLOAD_END,
                () -> unique(ConstantNames.of("until " + line)),
                CodeBlock.of("$T.$L($L)", RuntimeTypes.PAYLOAD_END, method, Literal.of(line)));
    }

    /** The fields that a block may have. */
    public String fieldSet(boolean payload, CodeBlock made) {
        return reader(
                "FIELDS",
                RuntimeTypes.FIELD_SET,
                CodeBlock.of(
                        "$T.$L($L, $L",
                        RuntimeTypes.FIELD_SET,
                        payload ? "ofPayload" : "of",
                        format,
                        made));
    }

    /** A field that is looked for before its block is read. */
    public String fieldName(Node.Field field) {
        return reader(
                "TAG",
                RuntimeTypes.FIELD_NAME,
                CodeBlock.of("$T.of($L, $S)", RuntimeTypes.FIELD_NAME, format, field.prefix()));
    }

    /** A reader that many calls share. */
    public String reader(String name, TypeName type, CodeBlock method) {
        return field("reader " + method, type, () -> unique(name), method);
    }

    /** What all calls of a command have in common. */
    public String call(String method, TypeName type, CodeBlock made) {
        String key = "call " + made;
        boolean aside =
                calls.containsKey(key) || fields.size() >= MOST_FIELDS && !fields.containsKey(key);
        FieldSpec field =
                (aside ? calls : fields)
                        .computeIfAbsent(
                                key,
                                missing ->
                                        constant(
                                                type,
                                                unique(
                                                        ConstantNames.ofIdentifier(method)
                                                                + "_CALL"),
                                                made));
        return aside ? CALLS + "." + field.name() : field.name();
    }

    /** The constants of calls that are in {@link #CALLS}; usually none. */
    public List<FieldSpec> calls() {
        return List.copyOf(calls.values());
    }

    /** {@code name}, or with {@code suffix} if it is taken, or with a number too. */
    private String unique(String name, String suffix) {
        return names.add(name) ? name : unique(name + suffix);
    }

    private String unique(String name) {
        String free = name;
        for (int i = 2; !names.add(free); i++) {
            free = name + "_" + i;
        }
        return free;
    }

    public List<FieldSpec> fields() {
        return new ArrayList<>(fields.values());
    }
}
