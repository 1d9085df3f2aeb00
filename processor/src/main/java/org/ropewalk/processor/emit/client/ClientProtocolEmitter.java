package org.ropewalk.processor.emit.client;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.code.Bindings;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.Javadoc;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.emit.code.SharedMethods;
import org.ropewalk.processor.emit.code.ValueReading;
import org.ropewalk.processor.emit.code.envelope.EnvelopeReading;
import org.ropewalk.processor.emit.code.writing.ValueWriting;
import org.ropewalk.processor.emit.code.writing.WritingCode;
import org.ropewalk.processor.model.EnvelopeModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.Wire;

/** Emits the constant {@code PROTOCOL}: what all connections of a client have in common. */
final class ClientProtocolEmitter {
    private final ProtocolModel protocol;
    private final ClassName name;
    private final ClientTypes types;
    private final Constants constants;
    private final ValueReading reading;
    private final ValueWriting writing;
    private final TypeSpec.Builder methods;

    /** {@code methods} takes what the constant refers to. */
    ClientProtocolEmitter(
            ProtocolModel protocol,
            ClientTypes types,
            Constants constants,
            ValueReading reading,
            ValueWriting writing,
            TypeSpec.Builder methods) {
        this.protocol = protocol;
        this.name = protocol.generated("Client");
        this.types = types;
        this.constants = constants;
        this.reading = reading;
        this.writing = writing;
        this.methods = methods;
    }

    /**
     * The constant; {@code greeting} and {@code strays} are the methods that read those, if any.
     */
    FieldSpec protocol(
            Optional<SharedMethods.Shared> greeting, Optional<SharedMethods.Shared> strays) {
        TypeName commands = types.stub(protocol.initial().type());
        CodeBlock made =
                protocol.hasStates()
                        ? CodeBlock.of("$T::new", commands)
                        : CodeBlock.of("(client, state) -> new $T(client)", commands);
        return FieldSpec.builder(
                        ParameterizedTypeName.get(RuntimeTypes.CLIENT_PROTOCOL, commands),
                        "PROTOCOL",
                        Modifier.PRIVATE,
                        Modifier.STATIC,
                        Modifier.FINAL)
                .initializer(
                        "new $T<>($S, FORMAT, LIMITS, $L, $T::new, $L, $L, $L)$L$L$L$L",
                        RuntimeTypes.CLIENT_PROTOCOL,
                        String.join("_", protocol.type().simpleNames()),
                        made,
                        types.view(protocol.initial().type()),
                        greeting.map(this::greetingReader).orElse(CodeBlock.of("null")),
                        strays.map(reader -> CodeBlock.of("$T::$L", name, reader))
                                .orElse(CodeBlock.of("null")),
                        envelope(),
                        types.prompting(protocol.initial().type()),
                        protocol.wire()
                                .filter()
                                .map(filter -> CodeBlock.of(".filtered($T::new)", filter))
                                .orElse(CodeBlock.of("")),
                        probed(),
                        protocol.initial().commands().stream()
                                        .anyMatch(each -> !each.keys().isEmpty())
                                ? CodeBlock.of(".keyed()")
                                : CodeBlock.of(""))
                .build();
    }

    private CodeBlock probed() {
        return protocol.initial().commands().stream()
                .filter(each -> each.probe() && !protocol.hasStates())
                .map(probe -> CodeBlock.of(".probed($T::$L)", name, probe.method()))
                .findFirst()
                .orElse(CodeBlock.of(""));
    }

    /** What stands in front of commands and replies; null if nothing does. */
    private CodeBlock envelope() {
        Optional<EnvelopeModel> envelope = protocol.envelope();
        if (envelope.isEmpty()
                || envelope.get().written().nodes().isEmpty()
                        && envelope.get().tagField().isEmpty()) {
            return CodeBlock.of("null");
        }
        methods.addMethod(writeEnvelope(envelope.get()));
        CodeBlock tag =
                envelope.get().tag().isPresent()
                        ? CodeBlock.of("$T::readTag", name)
                        : CodeBlock.of("line -> null");
        envelope.get().tag().ifPresent(value -> methods.addMethod(readTag(envelope.get(), value)));
        return CodeBlock.of(
                "new $T($T::writeEnvelope, $L, $L)",
                RuntimeTypes.CLIENT_PROTOCOL.nestedClass("Envelope"),
                name,
                tag,
                protocol.wire().order() == Wire.Order.TAGGED);
    }

    private MethodSpec writeEnvelope(EnvelopeModel envelope) {
        Bindings scope = new Bindings();
        ParameterModel tag = ParameterModel.text("tag");
        envelope.values().forEach(value -> scope.with(value, CodeBlock.of("tag"), tag.value()));
        return MethodSpec.methodBuilder("writeEnvelope")
                .addJavadoc(
                        "{@code $L}: what stands in front of a command.\n",
                        Javadoc.code(envelope.command().source()))
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(RuntimeTypes.LINE_WRITER, "reply")
                .addParameter(String.class, "tag")
                .addCode(
                        envelope.tagField().isPresent()
                                ? CodeBlock.of("reply.tag(tag);\n")
                                : CodeBlock.of(""))
                .addCode(WritingCode.part(envelope.written(), scope, constants, writing))
                .build();
    }

    /** Reads by what a line tells its command; null if it does not. */
    private MethodSpec readTag(EnvelopeModel envelope, String tag) {
        MethodSpec.Builder method =
                MethodSpec.methodBuilder("readTag")
                        .addJavadoc("By what a line tells its command; null if it does not.\n")
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                        .returns(String.class)
                        .addParameter(RuntimeTypes.LINE_READER, "line");
        if (envelope.replyField().isPresent()) {
            return method.addStatement(
                            "return $L.word(line)",
                            constants.fieldName(envelope.replyField().get()))
                    .build();
        }
        method.addStatement("line.restart()");
        for (String value : envelope.reply().orElseThrow().names()) {
            method.addStatement("String $L = null", Javadoc.local(value));
        }
        return method.addCode(
                        new EnvelopeReading(reading, constants, Javadoc::local)
                                .of(envelope.reply().orElseThrow()))
                .addStatement("return line.failure() == null ? $L : null", Javadoc.local(tag))
                .build();
    }

    private CodeBlock greetingReader(SharedMethods.Shared reader) {
        return CodeBlock.of(
                "($T) $T::$L",
                ParameterizedTypeName.get(
                        RuntimeTypes.REPLY_READER,
                        types.result(protocol.initial().greeting().orElseThrow().answer()).box()),
                name,
                reader);
    }
}
