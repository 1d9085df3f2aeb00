package org.ropewalk.processor.emit.code;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.LinkedHashMap;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.code.numbers.NumberReading;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.model.lines.Choices;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;

/** How a value is made of what a reader has selected. Types of the user's own get a method each. */
public final class ValueReading {
    private final Wire wire;
    private final Constants constants;

    /** An expression of how many words a list may have. */
    private final CodeBlock mostWords;

    /** The same for those that values have, whatever command has them. */
    private final CodeBlock mostParts;

    private final ValueMethods methods;
    private final FormatReading formats;

    /** Code that reads the components of a record, whose format it reads byte by byte. */
    public interface FormatReading {
        /** Statements that read the selected word into locals. */
        CodeBlock of(ValueType.Formatted type, Constants constants, ValueReading values);
    }

    /**
     * Readings of lists.
     *
     * @param mostWords how many words a list may have
     * @param mostParts the same for a list within a value, for static methods
     */
    public ValueReading(
            Wire wire,
            Constants constants,
            CodeBlock mostWords,
            CodeBlock mostParts,
            FormatReading formats) {
        this(wire, constants, mostWords, mostParts, formats, new ValueMethods("read"));
    }

    private ValueReading(
            Wire wire,
            Constants constants,
            CodeBlock mostWords,
            CodeBlock mostParts,
            FormatReading formats,
            ValueMethods methods) {
        this.formats = formats;
        this.wire = wire;
        this.methods = methods;
        this.constants = constants;
        this.mostWords = mostWords;
        this.mostParts = mostParts;
    }

    /** An expression of how many words a list may have. */
    public CodeBlock mostWords() {
        return mostWords;
    }

    /** The same readings, with a command's own bounds. */
    public ValueReading bounded(CodeBlock own) {
        return new ValueReading(
                wire, constants, CodeBlock.of("$L.words()", own), mostParts, formats, methods);
    }

    /** How lines stand on the wire. */
    Wire wire() {
        return wire;
    }

    /** Whether a colon begins the last word. */
    public boolean trailing() {
        return wire.carrier() == Wire.Carrier.TRAILING;
    }

    /** Whether lines hold controls that values do not. */
    boolean checksControls() {
        return !wire.literals().isEmpty();
    }

    /** A selected text of {@code type}, without escapes. */
    CodeBlock unescaped(ValueType type, CodeBlock selected) {
        boolean composed =
                type instanceof ValueType.Formatted
                        || !ValueType.forms(type).isEmpty()
                        || type instanceof ValueType.Wrapper wrapper
                                && wrapper.component() instanceof ValueType.Formatted;
        return wire.escapesTexts() && !composed
                ? CodeBlock.of("$L.unescaped()", selected)
                : selected;
    }

    /** The constant of the word for no value. */
    String nil(Node.Placeholder node) {
        return constants.text(node.nil());
    }

    /** The methods that the expressions call. */
    public List<MethodSpec> methods() {
        return methods.all();
    }

    /**
     * An expression of {@code type}; {@code selected} is an expression of a reader that has
     * selected its word.
     */
    public CodeBlock read(ValueType type, CodeBlock selected) {
        if (type instanceof ValueType.Text) {
            return CodeBlock.of("$L.text()", selected);
        }
        if (type instanceof ValueType.Octets octets) {
            return CodeBlock.of(
                    "$L.$L()",
                    selected,
                    switch (octets.holder()) {
                        case BYTES -> "byteString";
                        case ARRAY -> "octets";
                        case SLICE -> "slice";
                        case STREAM -> throw new IllegalStateException("a stream is no word");
                    });
        }
        if (type instanceof ValueType.Integral integral) {
            return NumberReading.of(integral, selected);
        }
        if (type instanceof ValueType.Floating floating) {
            boolean single = primitive(floating.javaType()).equals(TypeName.FLOAT);
            return single
                    ? CodeBlock.of("(float) $L.floating(true)", selected)
                    : CodeBlock.of("$L.floating(false)", selected);
        }
        if (type instanceof ValueType.Big big) {
            return CodeBlock.of("$L.$L()", selected, big.decimal() ? "bigDecimal" : "bigInteger");
        }
        if (type instanceof ValueType.Character) {
            return CodeBlock.of("$L.character()", selected);
        }
        if (type instanceof ValueType.Temporal temporal) {
            String format = constants.time(temporal, !wire.caseSensitive());
            return CodeBlock.of("$L.read($L)", format, selected);
        }
        return CodeBlock.of("$L($L)", method(type), selected);
    }

    private static TypeName primitive(TypeName type) {
        return type.isBoxedPrimitive() ? type.unbox() : type;
    }

    /** The name of the method that reads a type of the user's own. */
    private String method(ValueType type) {
        return methods.of(type, name -> reader(type, name));
    }

    private MethodSpec reader(ValueType type, String name) {
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(name)
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                        .returns(type.javaType())
                        .addParameter(RuntimeTypes.LINE_READER, "line");
        if (type instanceof ValueType.Enumeration enumeration) {
            return constant(method, enumeration).build();
        }
        if (type instanceof ValueType.Wrapper wrapper) {
            method.addStatement(
                    "$T value = $L",
                    wrapper.component().javaType(),
                    read(wrapper.component(), CodeBlock.of("line")));
            return construct(method, CodeBlock.of("new $T(value)", type.javaType())).build();
        }
        if (type instanceof ValueType.Custom custom) {
            return custom(method, custom).build();
        }
        if (type instanceof ValueType.Formatted formatted) {
            return formatted(method, formatted).build();
        }
        if (!ValueType.forms(type).isEmpty()) {
            return choice(method, type).build();
        }
        if (type instanceof ValueType.Options options) {
            return options(method, options).build();
        }
        if (type instanceof ValueType.Names) {
            return method.addStatement(
                            "$T value = new $T<>()", type.javaType(), LinkedHashMap.class)
                    .beginControlFlow("while (line.named())")
                    .addStatement("value.put(line.name(), line.text())")
                    .endControlFlow()
                    .addStatement("return value")
                    .build();
        }
        throw new IllegalStateException("no word is a " + type);
    }

    /** The constant of a word; words beyond the first of each have a table. */
    private MethodSpec.Builder constant(MethodSpec.Builder method, ValueType.Enumeration type) {
        String words = constants.words(type);
        String values =
                constants.reader(
                        words.replaceFirst("WORDS", "VALUES"),
                        ArrayTypeName.of(type.javaType()),
                        CodeBlock.of("$T.values()", type.javaType()));
        if (type.ordinals().isEmpty()) {
            return method.addStatement("return $L[line.constant($L)]", values, words);
        }
        CodeBlock ordinals =
                type.ordinals().stream()
                        .map(place -> CodeBlock.of("$L", place))
                        .collect(CodeBlock.joining(", ", "{", "}"));
        int count = type.constants().size();
        return method.addStatement("int word = line.constant($L)", words)
                .addStatement(
                        "return $L[word < $L ? word : $L[word - $L]]",
                        values,
                        count,
                        constants.reader(
                                words.replaceFirst("WORDS", "OTHERS"),
                                ArrayTypeName.of(TypeName.INT),
                                ordinals),
                        count);
    }

    private static MethodSpec.Builder custom(MethodSpec.Builder method, ValueType.Custom type) {
        CodeBlock made =
                type.maker() == ValueType.Custom.Maker.CONSTRUCTOR
                        ? CodeBlock.of("new $T(value)", type.javaType())
                        : CodeBlock.of("$T.$L(value)", type.javaType(), type.makerName());
        method.addStatement(
                type.fromBytes() ? "$T value = line.byteString()" : "$T value = line.text()",
                type.fromBytes() ? RuntimeTypes.BYTES : ClassName.get(String.class));
        return construct(
                method,
                made,
                type.refusals(),
                type.isOfJdk() ? CodeBlock.of("$S", "bad value") : CodeBlock.of("refused"));
    }

    /** Named words in any order, then the record that they make. */
    private MethodSpec.Builder options(MethodSpec.Builder method, ValueType.Options type) {
        CodeBlock made = new OptionsReading(wire, constants, this::read).read(type, method);
        return construct(method, made);
    }

    /** The first form that fits, the more specific ones before others. */
    private MethodSpec.Builder choice(MethodSpec.Builder method, ValueType type) {
        method.beginControlFlow("if (!line.ok())")
                .addStatement("return null")
                .endControlFlow()
                .addStatement("long word = line.cursor().selected()");
        int number = 0;
        for (ValueType each : new Choices(wire).inOrder(type)) {
            String local = "choice" + number;
            if (number > 0) {
                method.addStatement("line.cursor().again(word)");
            }
            number++;
            method.addStatement(
                            "$T $L = $L", each.javaType(), local, read(each, CodeBlock.of("line")))
                    .beginControlFlow("if (line.ok())")
                    .addStatement("return $L", local)
                    .endControlFlow();
        }
        return method.addStatement(
                        "line.cursor().noneOf(word, $L)",
                        Literal.of("no value of the form " + Choices.forms(type)))
                .addStatement("return null");
    }

    /** The pieces of one word, then the record that they make. */
    private MethodSpec.Builder formatted(MethodSpec.Builder method, ValueType.Formatted type) {
        method.addJavadoc("{@code $L}\n", Javadoc.code(type.format().source()));
        method.addCode(Optionals.outsideGroups(type));
        if (type.segments().get(0) instanceof Segment.Linear) {
            ValueReading own =
                    new ValueReading(wire, constants, mostParts, mostParts, formats, methods);
            method.addCode(formats.of(type, constants, own));
        } else {
            Locals locals = new Locals(type.record().components());
            method.addStatement("long outer = line.openSelected()");
            pieces(method::addCode, type.line().nodes(), locals);
            method.addStatement("line.close(outer)");
        }
        CodeBlock arguments =
                type.record().components().stream()
                        .map(
                                component ->
                                        CodeBlock.of(
                                                "$L",
                                                new Locals(type.record().components())
                                                        .name(component.name())))
                        .collect(CodeBlock.joining(", "));
        return construct(method, CodeBlock.of("new $T($L)", type.javaType(), arguments));
    }

    /** Names of local variables that do not hide what generated code uses. */
    public record Locals(List<ParameterModel> parameters) {
        String name(String parameter) {
            return Javadoc.local(parameter);
        }

        ParameterModel model(String parameter) {
            return parameters.stream()
                    .filter(p -> p.name().equals(parameter))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Code that reads the pieces of an open word into locals. */
    public void pieces(
            java.util.function.Consumer<CodeBlock> code, List<Node> pieces, Locals locals) {
        for (int i = 0; i < pieces.size(); i++) {
            Node piece = pieces.get(i);
            if (piece instanceof Node.Literal literal) {
                code.accept(
                        CodeBlock.builder()
                                .addStatement("line.glued($L)", constants.text(literal.text()))
                                .build());
                continue;
            }
            Node next = i + 1 < pieces.size() ? pieces.get(i + 1) : null;
            CodeBlock selected =
                    next instanceof Node.Literal literal
                            ? CodeBlock.of("line.piece($L)", constants.text(literal.text()))
                            : CodeBlock.of("line.piece()");
            if (piece instanceof Node.Size size) {
                code.accept(size(locals.name(size.collection()), selected));
                continue;
            }
            String name = ((Node.Placeholder) piece).names().get(0);
            ParameterModel parameter = locals.model(name);
            if (!(next instanceof Node.Literal) && ValueType.isCharacter(parameter.value())) {
                selected = CodeBlock.of("line.pieceOfOne()");
            }
            if (piece instanceof Node.Length) {
                code.accept(length(parameter, locals.name(name), selected));
            } else if (parameter.value() instanceof ValueType.Maybe maybe) {
                // The group around it has declared it.
                code.accept(
                        CodeBlock.builder()
                                .addStatement(
                                        "$L = $L",
                                        locals.name(name),
                                        Optionals.of(maybe, read(maybe.value(), selected)))
                                .build());
            } else {
                code.accept(
                        CodeBlock.builder()
                                .addStatement(
                                        "$T $L = $L",
                                        parameter.javaType(),
                                        locals.name(name),
                                        read(parameter.value(), selected))
                                .build());
            }
        }
    }

    /** The number of items that {@code selected} tells. */
    static CodeBlock size(String name, CodeBlock selected) {
        return CodeBlock.builder()
                .addStatement(
                        "int $LSize = (int) $L.number(0, $T.MAX_VALUE)",
                        name,
                        selected,
                        Integer.class)
                .build();
    }

    private static CodeBlock length(ParameterModel payload, String name, CodeBlock selected) {
        return CodeBlock.builder()
                .addStatement(
                        "long $LLength = $L.length($L)",
                        name,
                        selected,
                        PayloadParts.lengthArguments(CodeBlock.of(""), payload))
                .build();
    }

    /** What the type's own code refuses, the line is malformed by. */
    private static MethodSpec.Builder construct(MethodSpec.Builder method, CodeBlock made) {
        return construct(
                method,
                made,
                List.of(ClassName.get(IllegalArgumentException.class)),
                CodeBlock.of("refused"));
    }

    private static MethodSpec.Builder construct(
            MethodSpec.Builder method, CodeBlock made, List<TypeName> refusals, CodeBlock why) {
        CodeBlock refused =
                refusals.stream()
                        .map(refusal -> CodeBlock.of("$T", refusal))
                        .collect(CodeBlock.joining(" | "));
        return method.beginControlFlow("try")
                .addStatement("return line.ok() ? $L : null", made)
                .nextControlFlow("catch ($L refused)", refused)
                .addStatement("line.malformed($L)", why)
                .addStatement("return null")
                .endControlFlow();
    }
}
