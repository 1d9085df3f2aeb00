package org.ropewalk.processor.emit.server;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.emit.server.chain.ChainEmitter;
import org.ropewalk.processor.model.ProtocolModel;

/** Generates the server's factory: {@code XFactory}. */
public final class FactoryEmitter {
    private FactoryEmitter() {}

    /** The type. */
    public static TypeSpec emit(ProtocolModel protocol) {
        ClassName served = protocol.generated("Protocol");
        return type(
                protocol,
                CodeBlock.of(
                        "super(handlers, $T.FORMAT, $T.$L, $T.LIMITS$L)",
                        served,
                        RuntimeTypes.ORDER,
                        protocol.wire().order(),
                        served,
                        new Bounds(protocol).all().isEmpty()
                                ? CodeBlock.of("")
                                : CodeBlock.of(", $T.NARROWER", served)),
                CodeBlock.of("return new $T(peer, handler)", served),
                CodeBlock.of("return datagramServer()"));
    }

    /** The type beside an error. */
    public static TypeSpec outline(ProtocolModel protocol) {
        return type(
                protocol,
                CodeBlock.of("super(handlers, null, null, null)"),
                CodeBlock.of("return null"),
                CodeBlock.of("return null"));
    }

    private static TypeSpec type(
            ProtocolModel protocol, CodeBlock construct, CodeBlock build, CodeBlock datagrams) {
        ClassName name = protocol.generated("Factory");
        ClassName served = protocol.generated("Protocol");
        ClassName handler = protocol.initial().type();
        TypeName handlers =
                ParameterizedTypeName.get(
                        ClassName.get(Function.class),
                        WildcardTypeName.supertypeOf(RuntimeTypes.PEER),
                        WildcardTypeName.subtypeOf(handler));
        TypeSpec.Builder type =
                TypeSpec.classBuilder(name)
                        .addJavadoc(
                                "Makes a handler and a {@link $T} for each connection. Give it to a reactor's {@code listen}.\n",
                                served)
                        .addAnnotation(RuntimeTypes.generated())
                        .addModifiers(Modifier.FINAL)
                        .superclass(
                                ParameterizedTypeName.get(RuntimeTypes.COMMAND_FACTORY, handler))
                        .addMethod(
                                MethodSpec.constructorBuilder()
                                        .addJavadoc(
                                                "A factory for connections that handlers serve.\n\n"
                                                        + "@param handlers makes the handler of a connection; called on the reactor's home loop\n")
                                        .addModifiers(protocol.visibility())
                                        .addParameter(handlers, "handlers")
                                        .addStatement(construct)
                                        .build())
                        .addMethod(
                                MethodSpec.methodBuilder("protocolFor")
                                        .addAnnotation(Override.class)
                                        .addModifiers(Modifier.PROTECTED)
                                        .returns(RuntimeTypes.COMMAND_PROTOCOL)
                                        .addParameter(RuntimeTypes.PEER, "peer")
                                        .addParameter(handler, "handler")
                                        .addStatement(build)
                                        .build());
        filter(protocol).ifPresent(type::addMethod);
        if (protocol.wire().datagrams()) {
            type.addMethod(datagrams(protocol, datagrams));
        }
        return type.addModifiers(protocol.visibility()).build();
    }

    private static MethodSpec datagrams(ProtocolModel protocol, CodeBlock made) {
        return MethodSpec.methodBuilder("datagrams")
                .addJavadoc(
                        "Serves datagrams: give it to a reactor's {@code listen}. All datagrams of a port have one handler, and the\n"
                                + "sender of the one that is handled is its peer. One port for each call.\n")
                .addModifiers(protocol.visibility())
                .returns(RuntimeTypes.DATAGRAM_SERVER)
                .addStatement(made)
                .build();
    }

    private static Optional<MethodSpec> filter(ProtocolModel protocol) {
        return ChainEmitter.filter(protocol)
                .or(
                        () ->
                                protocol.wire()
                                        .filter()
                                        .map(filter -> CodeBlock.of("return $T::new", filter)))
                .map(FactoryEmitter::filter);
    }

    private static MethodSpec filter(CodeBlock made) {
        return MethodSpec.methodBuilder("filter")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .returns(
                        ParameterizedTypeName.get(
                                ClassName.get(Supplier.class), RuntimeTypes.FILTER))
                .addStatement(made)
                .build();
    }
}
