package org.ropewalk.processor.emit.client;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.PushesModel;

/** Emits the methods that open a client: {@code XClient.open}, {@code service} and {@code pool}. */
final class OpeningEmitter {
    private final ProtocolModel protocol;
    private final ClientTypes types;

    OpeningEmitter(ProtocolModel protocol, ClientTypes types) {
        this.protocol = protocol;
        this.types = types;
    }

    /** The methods, with options and without. */
    List<MethodSpec> methods() {
        CodeBlock connection = CodeBlock.of("$T.open", RuntimeTypes.CONNECTION);
        CodeBlock service = CodeBlock.of("new $T<>", RuntimeTypes.LINE_CLIENT_SERVICE);
        CodeBlock pool = CodeBlock.of("new $T<>", RuntimeTypes.CLIENT_POOL);
        CodeBlock datagrams =
                CodeBlock.of(
                        "$T.$L",
                        RuntimeTypes.CONNECTION_FACTORY,
                        isListening() ? "receiveDatagrams" : "sendDatagrams");
        return Stream.of(
                        openings().stream().map(signature -> made(signature, connection)),
                        services().stream().map(signature -> made(signature, service)),
                        pools().stream().map(signature -> made(signature, pool)),
                        datagrams().stream().map(signature -> made(signature, datagrams)))
                .flatMap(methods -> methods)
                .toList();
    }

    /** The methods, as they are declared. */
    List<MethodSpec.Builder> signatures() {
        return Stream.of(openings(), services(), pools(), datagrams())
                .flatMap(List::stream)
                .toList();
    }

    /** Whether a client sends nothing, and so listens where datagrams come. */
    private boolean isListening() {
        return protocol.initial().commands().isEmpty();
    }

    private MethodSpec made(MethodSpec.Builder signature, CodeBlock made) {
        boolean options =
                signature.build().parameters().stream()
                        .anyMatch(parameter -> parameter.name().equals("options"));
        CodeBlock pushes =
                protocol.pushes()
                        .map(
                                all ->
                                        CodeBlock.of(
                                                "(line, pushed) -> readPush(line, pushed, $L)",
                                                all.types().stream()
                                                        .map(all::listener)
                                                        .collect(Collectors.joining(", "))))
                        .orElse(CodeBlock.of("null"));
        return signature
                .addStatement(
                        "return $L(reactor, $L, $L, PROTOCOL, $L)",
                        made,
                        signature.build().parameters().get(1).name(),
                        options
                                ? CodeBlock.of("options")
                                : CodeBlock.of("$T.standard()", RuntimeTypes.CLIENT_OPTIONS),
                        pushes)
                .build();
    }

    /** With options and without. */
    private List<MethodSpec.Builder> openings() {
        return withOptionsToo(
                () ->
                        signature(
                                "open",
                                "Connects to a server, such as {@code \"tcp:127.0.0.1:11211\"}; any thread. The future fails with the reason if there\n"
                                        + "is no connection.\n\n"
                                        + "@return the connection\n",
                                opened()));
    }

    private TypeName opened() {
        return ParameterizedTypeName.get(
                ClassName.get(CompletableFuture.class),
                ParameterizedTypeName.get(RuntimeTypes.CONNECTION, commands()));
    }

    /** What sends datagrams, or receives them, where the protocol has such. */
    private List<MethodSpec.Builder> datagrams() {
        if (!protocol.wire().datagrams()) {
            return List.of();
        }
        String documentation =
                isListening()
                        ? "Receives datagrams at an endpoint such as {@code \"udp:10110\"}; any thread.\n\n"
                        : "Sends each command as a datagram, to an endpoint such as {@code \"udp:127.0.0.1:8125\"}; any thread. A datagram may\n"
                                + "be lost: a command without a reply is complete when it was sent, another fails when its time is over.\n\n";
        return withOptionsToo(
                () -> signature("datagrams", documentation + "@return the connection\n", opened()));
    }

    /** The service that connects again. */
    private List<MethodSpec.Builder> services() {
        return withOptionsToo(
                () ->
                        signature(
                                "service",
                                "A service that keeps a connection, and connects again when it is lost; nothing is sent again.\n\n"
                                        + "@return the service, which is to be started\n",
                                ParameterizedTypeName.get(
                                        RuntimeTypes.LINE_CLIENT_SERVICE, commands())));
    }

    /** The pool, of a protocol whose calls may go to any server. */
    private List<MethodSpec.Builder> pools() {
        if (protocol.hasStates() || isListening()) {
            return List.of();
        }
        MethodSpec.Builder pool =
                method(
                                "pool",
                                "Sends each call to one of several servers, with which it keeps connections when it is started.\n",
                                ParameterizedTypeName.get(RuntimeTypes.CLIENT_POOL, commands()))
                        .addParameter(
                                ParameterizedTypeName.get(List.class, String.class), "endpoints");
        for (PushesModel pushes : protocol.pushes().stream().toList()) {
            pushes.types().forEach(type -> pool.addParameter(type, pushes.listener(type)));
        }
        return List.of(pool.addParameter(RuntimeTypes.POOL_OPTIONS, "options"));
    }

    private TypeName commands() {
        return types.stub(protocol.initial().type());
    }

    private static List<MethodSpec.Builder> withOptionsToo(Supplier<MethodSpec.Builder> signature) {
        return List.of(
                signature.get(),
                signature
                        .get()
                        .addJavadoc("@param options what is otherwise than usual\n")
                        .addParameter(RuntimeTypes.CLIENT_OPTIONS, "options"));
    }

    private MethodSpec.Builder method(String name, String documentation, TypeName returned) {
        return MethodSpec.methodBuilder(name)
                .addJavadoc(documentation)
                .addModifiers(Modifier.STATIC)
                .addModifiers(protocol.visibility())
                .returns(returned)
                .addParameter(RuntimeTypes.REACTOR, "reactor");
    }

    private MethodSpec.Builder signature(String name, String documentation, TypeName returned) {
        MethodSpec.Builder method =
                method(name, documentation, returned)
                        .addJavadoc("@param reactor runs, or will\n")
                        .addJavadoc("@param endpoint where the server listens\n")
                        .addParameter(String.class, "endpoint");
        for (PushesModel pushes : protocol.pushes().stream().toList()) {
            for (ClassName type : pushes.types()) {
                method.addJavadoc(
                                "@param $L receives the push messages; on the connection's loop\n",
                                pushes.listener(type))
                        .addParameter(type, pushes.listener(type));
            }
        }
        return method;
    }
}
