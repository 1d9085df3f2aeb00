package org.ropewalk.processor.emit.code;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.model.lines.Choices;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/**
 * How a value is written as a word, as a piece of one, or as free text. Records with a format get a
 * method each.
 */
public final class ValueWriting {
    /** What a value is in its line: the name of the writer's method for text. */
    public enum Position {
        /** A whole word. */
        WORD("word"),
        /** A whole word, which is a number, and the blank before it. */
        NEXT("nextNumber"),
        /** A piece of a word. */
        PIECE("piece"),
        /** The rest of a line. */
        FREE("free"),
        /** Inside commentary: what cannot stand there becomes a blank. */
        LENIENT("lenient");

        private final String method;

        Position(String method) {
            this.method = method;
        }
    }

    /** Writes all words of a map. */
    private static final String NAMED = "$L.forEach((name, word) -> $T.named(reply, name, word))";

    private final Wire wire;
    private final Constants constants;
    private final Map<String, MethodSpec> methods;

    private final FormatWriting formats;

    /** How arrays of RESP begin: the name of the method for it. */
    private final String array;

    /** Code that writes the components of a record by its format. */
    public interface FormatWriting {
        /** Statements that write {@code value} to {@code reply}. */
        CodeBlock of(ValueType.Formatted type, Constants constants, ValueWriting values);
    }

    public ValueWriting(Wire wire, Constants constants, FormatWriting formats) {
        this(wire, constants, formats, "words");
    }

    /** As the other; {@code array} is the method that begins an array of RESP. */
    public ValueWriting(Wire wire, Constants constants, FormatWriting formats, String array) {
        this(wire, constants, formats, array, new LinkedHashMap<>());
    }

    private ValueWriting(
            Wire wire,
            Constants constants,
            FormatWriting formats,
            String array,
            Map<String, MethodSpec> methods) {
        this.methods = methods;
        this.array = array;
        this.formats = formats;
        this.wire = wire;
        this.constants = constants;
    }

    /** The same writing, where arrays of RESP are push messages. */
    public ValueWriting pushing() {
        return new ValueWriting(wire, constants, formats, "push", methods);
    }

    /** Code that begins a line, where it is an array of RESP. */
    CodeBlock begin(Template line) {
        return wire.isResp() && !line.isSimple()
                ? CodeBlock.of("reply.elements().$L();\n", array)
                : CodeBlock.of("");
    }

    /** Whether a value is written as it is, whatever the words of the line are. */
    private static boolean isRaw(Optional<ValueType> type) {
        return type.filter(
                        each ->
                                each instanceof ValueType.Integral
                                        || each instanceof ValueType.Enumeration)
                .isPresent();
    }

    /** What is written before a value in quotes. */
    public CodeBlock beforeQuoted(Optional<ValueType> type, String name) {
        if (isRaw(type)) {
            return behindQuoted(type, name);
        }
        return isOneWord(type)
                ? CodeBlock.of("reply.quoted();\n")
                : CodeBlock.of("int $LFrom = reply.quoted().compose();\n", name);
    }

    private static boolean isOneWord(Optional<ValueType> type) {
        return type.filter(each -> ValueType.words(each) != 1).isEmpty();
    }

    /** What is written behind a value in quotes. */
    public CodeBlock behindQuoted(Optional<ValueType> type, String name) {
        if (!isOneWord(type)) {
            return CodeBlock.of("reply.composed($LFrom);\n", name);
        }
        String quote = wire.quotes().map(Wire.Quotes::characters).orElse("\"").substring(0, 1);
        return isRaw(type)
                ? CodeBlock.of("reply.raw($L);\n", constants.text(quote))
                : CodeBlock.of("");
    }

    /** A value of a list; one of several in a word cannot be quoted by itself. */
    CodeBlock element(ValueType type, CodeBlock value, boolean inWord) {
        CodeBlock written = write(type, value, Position.WORD);
        if (!inWord || wire.quotes().isEmpty()) {
            return written;
        }
        return CodeBlock.builder()
                .addStatement("int elementFrom = reply.compose()")
                .add(written)
                .addStatement("$T.bare(reply, elementFrom)", RuntimeTypes.TEXT_END)
                .build();
    }

    /** How lines stand on the wire. */
    Wire wire() {
        return wire;
    }

    /** The methods that the statements call. */
    public List<MethodSpec> methods() {
        return new ArrayList<>(methods.values());
    }

    /** A statement that writes {@code value} to {@code reply}. */
    public CodeBlock write(ValueType type, CodeBlock value, Position position) {
        if (type instanceof ValueType.Integral integral) {
            return integral(integral, value, position);
        }
        if (type instanceof ValueType.Wrapper wrapper) {
            return write(
                    wrapper.component(),
                    CodeBlock.of("$L.$L()", value, wrapper.accessor()),
                    position);
        }
        if (type instanceof ValueType.Enumeration enumeration) {
            return CodeBlock.of(
                    "reply.raw($L[$L.ordinal()]);\n", constants.words(enumeration), value);
        }
        if (type instanceof ValueType.Formatted formatted) {
            return CodeBlock.of("$L(reply, $L);\n", method(formatted), value);
        }
        if (!ValueType.forms(type).isEmpty()) {
            return CodeBlock.of("$L(reply, $L);\n", method(type), value);
        }
        if (type instanceof ValueType.Octets octets
                && position == Position.WORD
                && wire.hasBlockWords()) {
            return CodeBlock.of("reply.raw($L.block());\n", bytes(octets, value));
        }
        if (type instanceof ValueType.Text
                || type instanceof ValueType.Octets && position != Position.LENIENT) {
            return CodeBlock.of("reply.$L($L);\n", position.method, value);
        }
        if (type instanceof ValueType.Floating) {
            return CodeBlock.of("reply.floating($L);\n", value);
        }
        if (type instanceof ValueType.Big big) {
            return big.decimal()
                    ? CodeBlock.of(
                            "reply.digits($T.digits($L));\n", RuntimeTypes.LINE_FORMAT, value)
                    : CodeBlock.of("reply.digits($L.toString());\n", value);
        }
        if (type instanceof ValueType.Character) {
            return CodeBlock.of(
                    "reply.$L($T.valueOf($L));\n", position.method, String.class, value);
        }
        return text(type, value, position);
    }

    /** {@code value} as {@code Bytes}. */
    private static CodeBlock bytes(ValueType.Octets type, CodeBlock value) {
        return switch (type.holder()) {
            case ARRAY -> CodeBlock.of("$T.of($L)", RuntimeTypes.BYTES, value);
            case SLICE -> CodeBlock.of("$L.toBytes()", value);
            default -> value;
        };
    }

    /** A statement that writes what becomes a text first. */
    private CodeBlock text(ValueType type, CodeBlock value, Position position) {
        if (type instanceof ValueType.Temporal temporal && position != Position.LENIENT) {
            return CodeBlock.of(
                    "reply.$L($L.text(reply, $L));\n",
                    position.method,
                    constants.time(temporal, !wire.caseSensitive()),
                    value);
        }
        boolean text = type instanceof ValueType.Maybe || type instanceof ValueType.Truth;
        return CodeBlock.of(
                "reply.$L($L);\n",
                position.method,
                text
                        ? CodeBlock.of("$T.valueOf($L)", String.class, value)
                        : CodeBlock.of("$L.toString()", value));
    }

    /** Writes named words, each behind a blank. */
    public CodeBlock named(ValueType type, CodeBlock value) {
        String key = "named " + type.javaType();
        MethodSpec known = methods.get(key);
        if (known == null) {
            String name = "write" + MethodNames.simple(type.javaType());
            methods.put(key, MethodSpec.methodBuilder(name).build());
            known = namedWriter(type, name);
            methods.put(key, known);
        }
        return CodeBlock.of("$L(reply, $L);\n", known.name(), value);
    }

    private MethodSpec namedWriter(ValueType type, String name) {
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(name)
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                        .addParameter(RuntimeTypes.LINE_WRITER, "reply")
                        .addParameter(type.javaType(), "value");
        if (type instanceof ValueType.Names) {
            return method.addStatement(NAMED, "value", RuntimeTypes.TEXT_END).build();
        }
        ValueType.Options options = (ValueType.Options) type;
        for (int i = 0; i < options.record().components().size(); i++) {
            ParameterModel component = options.record().components().get(i);
            CodeBlock given = CodeBlock.of("value.$L()", component.accessor());
            String word = options.words().get(i);
            String written = wire.caseSensitive() ? word : MethodNames.upper(word);
            if (component.value() instanceof ValueType.Names) {
                method.addStatement(NAMED, given, RuntimeTypes.TEXT_END);
            } else if (component.value() instanceof ValueType.Maybe maybe) {
                boolean apart = options.apart().contains(word);
                CodeBlock value =
                        write(
                                maybe.value(),
                                new Bindings.Variable(given, maybe).unwrapped(),
                                apart ? Position.WORD : Position.PIECE);
                boolean composed = wire.quotes().isPresent() && !apart;
                method.beginControlFlow("if ($L.isPresent())", given);
                if (composed) {
                    method.addStatement("reply.space()")
                            .addStatement("int $LFrom = reply.compose()", component.name());
                }
                method.addStatement(
                                "reply.raw($L)",
                                constants.text(
                                        (composed ? "" : " ") + written + options.mark(word)))
                        .addCode(value);
                if (composed) {
                    method.addStatement("reply.composed($LFrom)", component.name());
                }
                method.endControlFlow();
            } else {
                method.beginControlFlow("if ($L)", given)
                        .addStatement("reply.raw($L)", constants.text(" " + written))
                        .endControlFlow();
            }
        }
        return method.build();
    }

    private static CodeBlock integral(ValueType.Integral type, CodeBlock value, Position position) {
        if (isUnsignedLong(type)) {
            return CodeBlock.of("reply.unsigned($L);\n", value);
        }
        return number(
                type.isUnsigned()
                        ? CodeBlock.of("$T.toUnsignedLong($L)", primitive(type).box(), value)
                        : value,
                position);
    }

    /** A statement that writes a number. */
    static CodeBlock number(CodeBlock value, Position position) {
        String method = position == Position.NEXT ? position.method : "number";
        return CodeBlock.of("reply.$L($L);\n", method, value);
    }

    private static boolean isUnsignedLong(ValueType.Integral type) {
        return type.isUnsigned() && primitive(type).equals(TypeName.LONG);
    }

    private static TypeName primitive(ValueType.Integral type) {
        return type.javaType().isBoxedPrimitive() ? type.javaType().unbox() : type.javaType();
    }

    /** Whether a value is a number that is not more than the largest {@code long}. */
    static boolean isNumber(ValueType type) {
        return type instanceof ValueType.Integral integral && !isUnsignedLong(integral);
    }

    private String method(ValueType type) {
        return method(
                type,
                source(type),
                name ->
                        type instanceof ValueType.OneOf choice
                                ? chooser(choice, name)
                                : type instanceof ValueType.Spelled spelled
                                        ? spelled(spelled, spelled, name)
                                        : writer((ValueType.Formatted) type, name));
    }

    /** The name of the method that {@code made} makes, at its first use. */
    private String method(ValueType type, String key, Function<String, MethodSpec> made) {
        String whole = type.javaType() + key;
        MethodSpec known = methods.get(whole);
        if (known != null) {
            return known.name();
        }
        String name = "write" + MethodNames.simple(type.javaType());
        boolean taken = methods.values().stream().anyMatch(method -> method.name().equals(name));
        String free = taken ? name + methods.size() : name;
        methods.put(whole, MethodSpec.methodBuilder(free).build());
        methods.put(whole, made.apply(free));
        return free;
    }

    /** What tells one format of a record from others. */
    static String source(ValueType type) {
        return type instanceof ValueType.Formatted formatted
                ? " " + formatted.format().source()
                : "";
    }

    private static MethodSpec.Builder method(ValueType type, String name) {
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(RuntimeTypes.LINE_WRITER, "reply")
                .addParameter(type.javaType(), "value");
    }

    /** Writes a value as its own class is written, unless another would be read. */
    private MethodSpec chooser(ValueType.OneOf type, String name) {
        MethodSpec.Builder method = method(type, name);
        CodeBlock.Builder code = CodeBlock.builder();
        boolean marked = false;
        for (int i = 0; i < type.alternatives().size(); i++) {
            ValueType each = type.alternatives().get(i);
            if (i + 1 == type.alternatives().size() && i > 0) {
                code.nextControlFlow("else");
            } else if (i == 0) {
                code.beginControlFlow("if (value instanceof $T)", each.javaType());
            } else {
                code.nextControlFlow("else if (value instanceof $T)", each.javaType());
            }
            CodeBlock cast = CodeBlock.of("(($T) value)", each.javaType());
            if (each instanceof ValueType.Spelled spelled) {
                String writer =
                        method(
                                each,
                                " of " + type.javaType(),
                                free -> spelled(spelled, type, free));
                code.addStatement("$L(reply, $L)", writer, cast);
            } else {
                CodeBlock unlike = unlike(type, each);
                marked |= !unlike.isEmpty();
                code.add(write(each, cast, Position.PIECE)).add(unlike);
            }
        }
        if (marked) {
            method.addStatement("int valueMark = reply.part()");
        }
        return method.addCode(composed(type, code.endControlFlow().build())).build();
    }

    /** Whether a format is the word for no value, which is never in quotes. */
    private boolean isNil(ValueType type) {
        return type instanceof ValueType.Formatted formatted
                && formatted.format().nodes().size() == 1
                && formatted.format().nodes().get(0) instanceof Node.Literal literal
                && wire.quotes().filter(each -> each.isNil(literal.text())).isPresent();
    }

    /** One word that is composed of parts, as a whole. */
    private CodeBlock composed(ValueType type, CodeBlock parts) {
        if (wire.quotes().isEmpty() || ValueType.words(type) != 1 || isNil(type)) {
            return parts;
        }
        return CodeBlock.builder()
                .addStatement("int composed = reply.compose()")
                .add(parts)
                .addStatement("reply.composed(composed)")
                .build();
    }

    /** Refuses what would be read as another form of {@code all}. */
    private CodeBlock unlike(ValueType all, ValueType form) {
        CodeBlock.Builder code = CodeBlock.builder();
        for (String pattern : new Choices(wire).unlike(all, form)) {
            code.addStatement(
                    "$T.unlike(reply, valueMark, $L)",
                    RuntimeTypes.TEXT_END,
                    constants.pattern(pattern));
        }
        return code.build();
    }

    /**
     * Writes a record by the first of its formats that can write it.
     *
     * @param all whose forms it must be told from: its own, or those of its sealed interface
     */
    private MethodSpec spelled(ValueType.Spelled type, ValueType all, String name) {
        CodeBlock.Builder code = CodeBlock.builder();
        boolean marked = false;
        for (ValueType.Formatted each : type.spellings()) {
            CodeBlock unlike = unlike(all, each);
            marked |= !unlike.isEmpty();
            CodeBlock written = formats.of(each, constants, this);
            CodeBlock needed = needed(each);
            if (!needed.isEmpty()) {
                code.beginControlFlow("if ($L)", needed);
            }
            code.beginControlFlow("try")
                    .add(composed(each, CodeBlock.of("$L$L", written, unlike)))
                    .addStatement("$T.attempted(reply, outer)", RuntimeTypes.TEXT_END)
                    .addStatement("return")
                    .nextControlFlow("catch ($T refused)", IllegalArgumentException.class)
                    .addStatement("$T.retry(reply)", RuntimeTypes.TEXT_END)
                    .endControlFlow();
            if (!needed.isEmpty()) {
                code.endControlFlow();
            }
        }
        String forms = Choices.forms(type);
        MethodSpec.Builder method =
                method(type, name)
                        .addJavadoc("{@code $L}\n", Javadoc.code(forms))
                        .addStatement("long outer = $T.attempt(reply)", RuntimeTypes.TEXT_END);
        if (marked) {
            method.addStatement("int valueMark = reply.part()");
        }
        return method.addCode(code.build())
                .addStatement("$T.attempted(reply, outer)", RuntimeTypes.TEXT_END)
                .addStatement(
                        "throw reply.refuse($L)",
                        Literal.of("a value that none of the forms " + forms + " can write"))
                .build();
    }

    /** When a format is written: which of its values are there, and which are not. */
    private static CodeBlock needed(ValueType.Formatted type) {
        Bindings scope = new Bindings().with(CodeBlock.of("value"), type.record().components());
        List<CodeBlock> conditions = new ArrayList<>();
        type.missing().forEach(each -> conditions.add(scope.get(each.name()).absent()));
        type.always().forEach(each -> scope.get(each.name()).present().ifPresent(conditions::add));
        return CodeBlock.join(conditions, " && ");
    }

    private MethodSpec writer(ValueType.Formatted type, String name) {
        return method(type, name)
                .addJavadoc("{@code $L}\n", Javadoc.code(type.format().source()))
                .addCode(composed(type, formats.of(type, constants, this)))
                .build();
    }
}
