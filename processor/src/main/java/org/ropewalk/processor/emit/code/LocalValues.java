package org.ropewalk.processor.emit.code;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.ropewalk.processor.emit.code.ValueReading.Locals;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.Payloads;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.ValueType.Plurality;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/** Code that sets the local variables of one line to what its reader has selected. */
final class LocalValues {
    private final CodeBlock.Builder code;
    private final ValueReading values;
    private final Locals names;
    private final Payloads payloads;

    /** How many groups the code is in. */
    private int groups;

    /**
     * Locals of a line.
     *
     * @param code takes the statements
     * @param parameters what they are named after
     * @param lengths the lengths of payloads in the line
     */
    LocalValues(
            CodeBlock.Builder code,
            ValueReading values,
            List<ParameterModel> parameters,
            List<Node.Length> lengths) {
        this.code = code;
        this.values = values;
        this.names = new Locals(parameters);
        this.payloads = new Payloads(List.of(), lengths);
    }

    Locals names() {
        return names;
    }

    String name(String parameter) {
        return names.name(parameter);
    }

    ParameterModel model(String parameter) {
        return names.model(parameter);
    }

    List<ParameterModel> parameters() {
        return names.parameters();
    }

    /** Declares what a group may leave out, before the outermost one. */
    void declare(Collection<String> optional) {
        if (groups == 0) {
            for (String name : optional) {
                code.add(Optionals.declaration(names.model(name)));
            }
        }
    }

    /** Declares the booleans of groups inside an optional group. */
    void declareFlags(Node.Group group) {
        if (groups > 0) {
            return;
        }
        for (String flag : new Template("", group.nodes()).flags()) {
            flag(flag)
                    .ifPresent(
                            parameter ->
                                    code.addStatement(
                                            "boolean $L = false", name(parameter.name())));
        }
    }

    /** The boolean that a group of literals stands for. */
    Optional<ParameterModel> flag(String flag) {
        return parameters().stream()
                .filter(parameter -> parameter.name().equalsIgnoreCase(flag))
                .findFirst();
    }

    void enterGroup() {
        groups++;
    }

    void leaveGroup() {
        groups--;
    }

    /** The length of the one payload that those before it do not tell. */
    void length(Node.Length length, CodeBlock selected) {
        String told = payloads.told(length).orElse(length.payloads().get(0));
        CodeBlock known =
                length.payloads().stream()
                        .filter(name -> !name.equals(told))
                        .map(name -> CodeBlock.of("$LLength", names.name(name)))
                        .collect(CodeBlock.joining(" + "));
        if (names.model(told).payload().filter(PayloadModel::isCounted).isEmpty()) {
            // The payload tells its end itself.
            code.addStatement("$L.length($L)", selected, known);
            return;
        }
        code.addStatement(
                "long $LLength = $L.length($L)",
                names.name(told),
                selected,
                PayloadParts.lengthArguments(known, names.model(told)));
    }

    void value(Node.Placeholder node, CodeBlock written) {
        String name = node.names().get(0);
        ParameterModel parameter = names.model(name);
        boolean text = node instanceof Node.Rest || node instanceof Node.Phrase;
        CodeBlock selected = text ? values.unescaped(plain(parameter.value()), written) : written;
        if (parameter.value() instanceof ValueType.Maybe maybe && !node.nil().isEmpty()) {
            CodeBlock value = values.read(maybe.value(), CodeBlock.of("line"));
            code.addStatement(
                    "$L = $L",
                    declared(parameter, names.name(name)),
                    Optionals.orNil(
                            parameter, selected, values.nil(node), Optionals.of(maybe, value)));
        } else if (parameter.value() instanceof ValueType.Maybe maybe) {
            code.addStatement(
                    "$L = $L",
                    names.name(name),
                    Optionals.of(maybe, values.read(maybe.value(), selected)));
        } else {
            code.addStatement(
                    "$T $L = $L",
                    parameter.javaType(),
                    names.name(name),
                    values.read(parameter.value(), selected));
        }
    }

    private static ValueType plain(ValueType type) {
        return type instanceof ValueType.Maybe maybe ? maybe.value() : type;
    }

    /** The local with its type, unless an optional group has declared it before. */
    CodeBlock declared(ParameterModel parameter, String local) {
        return groups > 0
                ? CodeBlock.of("$L", local)
                : CodeBlock.of("$T $L", Optionals.exact(parameter.javaType()), local);
    }

    /** Selects the next value of a list. */
    static CodeBlock part(Node.Many many) {
        return CodeBlock.of(
                many.spaced() ? "line.spacedPart($L)" : "line.part($L)",
                Literal.of(many.delimiter().orElse(' ')));
    }

    void listed(Node.Many many, CodeBlock next) {
        ParameterModel parameter = names.model(many.name());
        ValueType.Several type = (ValueType.Several) parameter.value();
        String local = names.name(many.name());
        if (type.kind() == Plurality.WORDS) {
            words(many, type, local, next);
            return;
        }
        boolean array = type.kind() == Plurality.ARRAY;
        TypeName list =
                ParameterizedTypeName.get(
                        ClassName.get(List.class), type.element().javaType().box());
        String collection = array ? local + "List" : local;
        if (array) {
            code.addStatement("$T $L = new $T<>()", list, collection, ArrayList.class);
        } else {
            code.addStatement(
                    "$L = new $T<>()",
                    declared(parameter, local),
                    type.kind() == Plurality.SET ? LinkedHashSet.class : ArrayList.class);
        }
        CodeBlock line = CodeBlock.of("line");
        CodeBlock selected = many.texts() ? values.unescaped(type.element(), line) : line;
        code.beginControlFlow("while ($L)", next)
                .addStatement("$L.add($L)", collection, values.read(type.element(), selected))
                .endControlFlow();
        if (array) {
            array(parameter, local, collection, type.element().javaType());
        }
    }

    /** In an optional group they are there: none. */
    private void words(Node.Many many, ValueType.Several type, String local, CodeBlock next) {
        if (groups == 0) {
            code.addStatement("$T $L = line.noWords()", RuntimeTypes.WORDS, local);
        }
        CodeBlock line = CodeBlock.of("line");
        code.beginControlFlow("while ($L)", next)
                .addStatement(
                        "$L.cursor().addTo($L)",
                        many.texts() ? values.unescaped(type.element(), line) : line,
                        local)
                .endControlFlow();
    }

    private void array(ParameterModel parameter, String local, String list, TypeName element) {
        CodeBlock declared = declared(parameter, local);
        if (!element.isPrimitive()) {
            code.addStatement("$L = $L.toArray($T[]::new)", declared, list, element);
            return;
        }
        code.addStatement("$L = new $T[$L.size()]", declared, element, list)
                .beginControlFlow("for (int i = 0; i < $L.length; i++)", local)
                .addStatement("$L[i] = $L.get(i)", local, list)
                .endControlFlow();
    }
}
