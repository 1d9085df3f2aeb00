package org.ropewalk.processor.emit.code.writing;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.code.Bindings;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.Javadoc;
import org.ropewalk.processor.emit.code.Literal;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.emit.code.ValueMethods;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.model.lines.Choices;
import org.ropewalk.processor.template.Node;

/** Methods that write values of the user's own types: records with formats, and named words. */
final class TypesWriting {
    private final Wire wire;
    private final Constants constants;
    private final ValueMethods methods;
    private final ValueCode values;

    /** Statements that write the components of a record by its format. */
    private final Function<ValueType.Formatted, CodeBlock> formats;

    TypesWriting(
            Wire wire,
            Constants constants,
            ValueMethods methods,
            ValueCode values,
            Function<ValueType.Formatted, CodeBlock> formats) {
        this.wire = wire;
        this.constants = constants;
        this.methods = methods;
        this.values = values;
        this.formats = formats;
    }

    /** The name of the method that writes values of a type with formats. */
    String formatted(ValueType type) {
        return methods.of(
                type,
                name ->
                        type instanceof ValueType.OneOf choice
                                ? chooser(choice, name)
                                : type instanceof ValueType.Spelled spelled
                                        ? spelled(spelled, spelled, name)
                                        : writer((ValueType.Formatted) type, name));
    }

    /** The name of the method that writes named words, each behind a blank. */
    String named(ValueType type) {
        OptionsWriting options = new OptionsWriting(wire, constants, values);
        return methods.of(type, " named", name -> options.write(type, method(type, name)));
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
                        methods.of(
                                each,
                                " of " + type.javaType(),
                                free -> spelled(spelled, type, free));
                code.addStatement("$L(reply, $L)", writer, cast);
            } else {
                CodeBlock unlike = unlike(type, each);
                marked |= !unlike.isEmpty();
                code.add(values.write(each, cast, Position.PIECE)).add(unlike);
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
            CodeBlock written = formats.apply(each);
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
                .addCode(composed(type, formats.apply(type)))
                .build();
    }
}
