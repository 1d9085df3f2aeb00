package org.ropewalk.processor.emit.code.writing;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.Optional;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.emit.code.ValueMethods;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.template.Template;

/**
 * How a value is written as a word, as a piece of one, or as free text. Records with a format get a
 * method each.
 */
public final class ValueWriting {
    private final Wire wire;
    private final Constants constants;
    private final ValueMethods methods;
    private final TypesWriting types;
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
        this(wire, constants, formats, array, new ValueMethods("write"));
    }

    private ValueWriting(
            Wire wire,
            Constants constants,
            FormatWriting formats,
            String array,
            ValueMethods methods) {
        this.methods = methods;
        this.array = array;
        this.formats = formats;
        this.wire = wire;
        this.constants = constants;
        this.types =
                new TypesWriting(
                        wire,
                        constants,
                        methods,
                        this::write,
                        type -> formats.of(type, constants, this));
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
        return methods.all();
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
            return CodeBlock.of("$L(reply, $L);\n", types.formatted(formatted), value);
        }
        if (!ValueType.forms(type).isEmpty()) {
            return CodeBlock.of("$L(reply, $L);\n", types.formatted(type), value);
        }
        if (type instanceof ValueType.Octets octets
                && position == Position.WORD
                && wire.hasBlockWords()) {
            return CodeBlock.of("reply.raw($L.block());\n", bytes(octets, value));
        }
        if (type instanceof ValueType.Text
                || type instanceof ValueType.Octets && position != Position.LENIENT) {
            return CodeBlock.of("reply.$L($L);\n", position.method(), value);
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
                    "reply.$L($T.valueOf($L));\n", position.method(), String.class, value);
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
                    position.method(),
                    constants.time(temporal, !wire.caseSensitive()),
                    value);
        }
        boolean text = type instanceof ValueType.Maybe || type instanceof ValueType.Truth;
        return CodeBlock.of(
                "reply.$L($L);\n",
                position.method(),
                text
                        ? CodeBlock.of("$T.valueOf($L)", String.class, value)
                        : CodeBlock.of("$L.toString()", value));
    }

    /** Writes named words, each behind a blank. */
    public CodeBlock named(ValueType type, CodeBlock value) {
        return CodeBlock.of("$L(reply, $L);\n", types.named(type), value);
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
        String method = position == Position.NEXT ? position.method() : "number";
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
}
