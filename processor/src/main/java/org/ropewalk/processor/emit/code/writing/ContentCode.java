package org.ropewalk.processor.emit.code.writing;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.code.Bindings;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.Javadoc;
import org.ropewalk.processor.emit.code.MethodNames;
import org.ropewalk.processor.emit.code.PayloadParts;
import org.ropewalk.processor.emit.code.ReadingCode;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.emit.code.ValueReading;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.RecordModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;
import org.ropewalk.processor.template.Template;
import org.ropewalk.processor.template.Texts;

/** Generates the methods that read and write what payloads hold. */
public final class ContentCode {
    private static final TypeName BYTES = ArrayTypeName.of(TypeName.BYTE);

    private final Constants constants;
    private final ValueReading reading;
    private final ValueWriting writing;
    private final List<MethodSpec> methods = new ArrayList<>();

    public ContentCode(Constants constants, ValueReading reading, ValueWriting writing) {
        this.constants = constants;
        this.reading = reading.bounded(CodeBlock.of("LIMITS"));
        this.writing = writing;
    }

    /** Methods that write alone. */
    public ContentCode(Constants constants, ValueWriting writing) {
        this.constants = constants;
        this.reading = null;
        this.writing = writing;
    }

    /** The methods, private and static. */
    public List<MethodSpec> methods() {
        return methods;
    }

    /** An expression of what {@code payload}, an expression of its bytes, holds. */
    public static CodeBlock read(ValueType.Content content, CodeBlock payload) {
        return CodeBlock.of("$L($L)", name("read", content), payload);
    }

    /** A payload as the writer takes it: what it holds as bytes. */
    public static CodeBlock written(ValueType type, CodeBlock value) {
        if (type instanceof ValueType.Text) {
            return CodeBlock.of("FORMAT.payload($L)", value);
        }
        return type instanceof ValueType.Content content
                ? CodeBlock.of("$L($L)", name("write", content), value)
                : value;
    }

    /** A payload that is counted, as bytes. */
    static CodeBlock bytes(ValueType type, CodeBlock value) {
        return ParameterModel.isText(type)
                ? CodeBlock.of("$T.lines(FORMAT, $L)", RuntimeTypes.CONTENTS, value)
                : written(type, value);
    }

    /** An expression of what a payload holds, of which {@code bytes} is an expression. */
    public static CodeBlock read(ParameterModel payload, CodeBlock bytes) {
        if (payload.value() instanceof ValueType.Content content) {
            return read(content, bytes);
        }
        return CodeBlock.of(payload.isLines() ? "line.lines($L)" : "line.text($L)", bytes);
    }

    /**
     * The payloads behind a line, as they are written.
     *
     * @param code makes the bytes of those whose length stands in the line and which are no bytes
     * @param scope the names of these
     */
    public record Held(CodeBlock code, Bindings scope) {
        /** A payload, which is {@code value}, as the writer takes it. */
        public CodeBlock written(ParameterModel payload, CodeBlock value) {
            return isMade(payload)
                    ? scope.get(payload.name()).expression()
                    : ContentCode.written(payload.value(), value);
        }

        /** Code that writes the payloads among {@code parameters} that are not streamed. */
        public CodeBlock write(List<ParameterModel> parameters, Constants constants) {
            CodeBlock.Builder written = CodeBlock.builder();
            for (ParameterModel parameter : parameters) {
                if (parameter.payload().isPresent() && !parameter.isStream()) {
                    CodeBlock value = CodeBlock.of("$L", Javadoc.local(parameter.name()));
                    written.add(
                            PayloadParts.write(
                                    written(parameter, value),
                                    parameter.payload().get(),
                                    constants));
                }
            }
            return written.build();
        }
    }

    private static boolean isMade(ParameterModel value) {
        return value.isRead() && value.payload().orElseThrow().isCounted();
    }

    /**
     * What is made of payloads before their line is written.
     *
     * @param value an expression of each
     * @param taken whether a local variable has a name
     */
    public static Held hold(
            List<ParameterModel> values,
            Function<ParameterModel, CodeBlock> value,
            Predicate<String> taken) {
        CodeBlock.Builder code = CodeBlock.builder();
        Bindings scope = new Bindings();
        for (ParameterModel payload : values) {
            if (isMade(payload)) {
                String local = Javadoc.local(payload.name()) + "Bytes";
                while (taken.test(local)) {
                    local += "Bytes";
                }
                code.addStatement(
                        "byte[] $L = $L", local, bytes(payload.value(), value.apply(payload)));
                scope.with(
                        payload.name(),
                        CodeBlock.of("$L", local),
                        new ValueType.Octets(
                                BYTES, ValueType.Octets.Holder.ARRAY, payload.maxLength()));
            }
        }
        return new Held(code.build(), scope);
    }

    /** As the other, of payloads that are parameters. */
    public static Held hold(List<ParameterModel> parameters) {
        return hold(
                parameters,
                parameter -> CodeBlock.of("$L", Javadoc.local(parameter.name())),
                name ->
                        parameters.stream()
                                .anyMatch(each -> Javadoc.local(each.name()).equals(name)));
    }

    private static String name(String verb, ValueType.Content content) {
        String method = content.method();
        boolean folded = content.folds() && content.whole().isEmpty();
        return verb
                + (folded ? "Folded" : "")
                + (method.isEmpty() ? "" : MethodNames.capitalized(method))
                + MethodNames.described(content.javaType())
                + "Payload";
    }

    private static MethodSpec.Builder method(String name) {
        return MethodSpec.methodBuilder(name).addModifiers(Modifier.PRIVATE, Modifier.STATIC);
    }

    // ---- reading

    /** Adds the methods that read a content. */
    public void addReader(ValueType.Content content) {
        String name = name("read", content);
        MethodSpec.Builder reader =
                method(name)
                        .addParameter(RuntimeTypes.SLICE, "payload")
                        .returns(content.javaType());
        if (content.items().isPresent()) {
            boolean lines = content.line().fields().isPresent();
            methods.add(
                    reader.addStatement(
                                    "return $T.$L(FORMAT, payload, $Lline -> $LItem(line))",
                                    RuntimeTypes.CONTENTS,
                                    lines ? "blocks" : "items",
                                    lines
                                            ? CodeBlock.of(
                                                    "$S, ", content.line().fields().get().verb())
                                            : CodeBlock.of(""),
                                    name)
                            .build());
            methods.add(itemReader(name + "Item", content.items().get(), content.line()));
            return;
        }
        reader.addStatement(
                        "$T content = $T.of(FORMAT, payload, $L)",
                        RuntimeTypes.CONTENTS,
                        RuntimeTypes.CONTENTS,
                        content.folds())
                .addStatement("$T line = content.line()", RuntimeTypes.LINE_READER)
                .addCode(
                        ReadingCode.of(
                                List.of(new Segment.Fields(content.fields().orElseThrow())),
                                components(content),
                                constants,
                                reading));
        if (content.whole().isPresent()) {
            content.body().ifPresent(body -> reader.addCode(body(body)));
        }
        reader.addStatement("$T.check(line)", RuntimeTypes.CONTENTS)
                .addStatement(
                        "return $L",
                        content.whole()
                                .map(ContentCode::made)
                                .orElse(CodeBlock.of("$L", Javadoc.local("answer"))));
        methods.add(reader.build());
    }

    private static List<ParameterModel> components(ValueType.Content content) {
        return content.whole()
                .map(RecordModel::components)
                .orElseGet(() -> List.of(content.body().orElseThrow()));
    }

    private static CodeBlock body(ParameterModel body) {
        String method =
                ParameterModel.isText(body.value())
                        ? "bodyLines"
                        : body.javaType().equals(BYTES) ? "bodyArray" : "body";
        return CodeBlock.builder()
                .addStatement(
                        "$T $L = content.$L()", body.javaType(), Javadoc.local(body.name()), method)
                .build();
    }

    private static CodeBlock made(RecordModel record) {
        return CodeBlock.of(
                "new $T($L)",
                record.type(),
                record.components().stream()
                        .map(each -> CodeBlock.of("$L", Javadoc.local(each.name())))
                        .collect(CodeBlock.joining(", ")));
    }

    private MethodSpec itemReader(String name, RecordModel record, Template line) {
        return method(name)
                .addJavadoc("{@code $L}\n", Javadoc.code(line.source()))
                .addParameter(RuntimeTypes.LINE_READER, "line")
                .returns(record.type())
                .addCode(ReadingCode.of(Segment.of(line), record.components(), constants, reading))
                .addStatement("return line.end() ? $L : null", made(record))
                .build();
    }

    // ---- writing

    /** Adds the methods that write a content. */
    public void addWriter(ValueType.Content content) {
        String name = name("write", content);
        MethodSpec.Builder writer =
                method(name).addParameter(content.javaType(), "value").returns(BYTES);
        if (content.items().isPresent()) {
            methods.add(
                    writer.addStatement(
                                    "return $T.bytes(FORMAT, value, (reply, item) -> $LItem(reply, item))",
                                    RuntimeTypes.CONTENTS,
                                    name)
                            .build());
            methods.add(itemWriter(name + "Item", content.items().get(), content.line()));
            return;
        }
        Node.Fields block = content.fields().orElseThrow();
        Bindings scope = new Bindings();
        if (content.whole().isPresent()) {
            scope.with(CodeBlock.of("value"), content.whole().get().components());
        } else {
            scope.with("answer", CodeBlock.of("value"), content.body().orElseThrow().value());
        }
        methods.add(
                method(name + "Fields")
                        .addParameter(RuntimeTypes.LINE_WRITER, "reply")
                        .addParameter(content.javaType(), "value")
                        .addCode(WritingCode.fields(block, scope, constants, writing))
                        .build());
        Optional<ParameterModel> body =
                content.whole().isPresent() ? content.body() : Optional.empty();
        String fields = name + "Fields(reply, value)";
        methods.add(
                body.map(
                                each ->
                                        writer.addStatement(
                                                "return $T.message(FORMAT, reply -> $L, $L)",
                                                RuntimeTypes.CONTENTS,
                                                fields,
                                                bytes(each)))
                        .orElseGet(
                                () ->
                                        writer.addStatement(
                                                "return $T.fields(FORMAT, reply -> $L)",
                                                RuntimeTypes.CONTENTS,
                                                fields))
                        .build());
    }

    private static CodeBlock bytes(ParameterModel body) {
        CodeBlock value = CodeBlock.of("value.$L()", body.accessor());
        if (ParameterModel.isText(body.value())) {
            return CodeBlock.of("$T.lines(FORMAT, $L)", RuntimeTypes.CONTENTS, value);
        }
        return body.javaType().equals(BYTES) ? value : CodeBlock.of("$L.toByteArray()", value);
    }

    private MethodSpec itemWriter(String name, RecordModel record, Template line) {
        return method(name)
                .addJavadoc("{@code $L}\n", Javadoc.code(line.source()))
                .addParameter(RuntimeTypes.LINE_WRITER, "reply")
                .addParameter(record.type(), "item")
                .addCode(
                        Texts.isConstant(line.nodes())
                                ? CodeBlock.of(
                                        "reply.raw($L);\n",
                                        constants.contentLine(Texts.of(line.nodes())))
                                : WritingCode.line(
                                        line,
                                        new Bindings()
                                                .with(CodeBlock.of("item"), record.components()),
                                        Optional.empty(),
                                        constants,
                                        writing))
                .build();
    }
}
