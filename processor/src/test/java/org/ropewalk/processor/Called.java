package org.ropewalk.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.ropewalk.client.Connection;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/** The generated client of a protocol {@code p.X}, connected to a test that plays the server. */
final class Called implements AutoCloseable {
    private final MemoryNetwork network;
    private final Reactor reactor;
    private final StringBuilder received = new StringBuilder();
    private final Protocol server =
            new Protocol() {
                @Override
                protected void dataReceived(byte[] data) {
                    received.append(new String(data, UTF_8));
                }
            };
    private final Connection<?> connection;

    Called(Served types) throws ReflectiveOperationException {
        this(types, "");
    }

    /** A client that receives pushes, of one of several protocols. */
    Called(Served types, String protocol, String pushes, Consumer<String> pushed)
            throws ReflectiveOperationException {
        this(types, protocol, pushes, pushed, "");
    }

    /** A client that awaits a greeting: what the server sends first. */
    Called(Served types, String greeting) throws ReflectiveOperationException {
        this(types, "X", greeting);
    }

    /** As the other, of one of several protocols. */
    Called(Served types, String protocol, String greeting) throws ReflectiveOperationException {
        network = new MemoryNetwork(1);
        reactor = network.reactor();
        reactor.listen("tcp:4000", Factory.forProtocol(() -> server));
        CompletableFuture<?> opened =
                (CompletableFuture<?>)
                        types.type(protocol + "Client")
                                .getMethod("open", Reactor.class, String.class)
                                .invoke(null, reactor, "tcp:127.0.0.1:4000");
        network.run();
        if (!greeting.isEmpty()) {
            answer(greeting);
        }
        connection = (Connection<?>) opened.join();
    }

    /**
     * A client that receives pushes.
     *
     * @param pushes the interface that declares them
     * @param pushed takes each as the method's name and its arguments
     * @param greeting what the server sends first
     */
    Called(Served types, String pushes, Consumer<String> pushed, String greeting)
            throws ReflectiveOperationException {
        this(types, "X", pushes, pushed, greeting);
    }

    private Called(
            Served types, String protocol, String pushes, Consumer<String> pushed, String greeting)
            throws ReflectiveOperationException {
        network = new MemoryNetwork(1);
        reactor = network.reactor();
        reactor.listen("tcp:4000", Factory.forProtocol(() -> server));
        Class<?> type = types.type(pushes);
        Object listener =
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> {
                            pushed.accept(method.getName() + Arrays.toString(arguments));
                            return null;
                        });
        CompletableFuture<?> opened =
                (CompletableFuture<?>)
                        types.type(protocol + "Client")
                                .getMethod("open", Reactor.class, String.class, type)
                                .invoke(null, reactor, "tcp:127.0.0.1:4000", listener);
        network.run();
        answer(greeting);
        connection = (Connection<?>) opened.join();
    }

    /** A client that sends datagrams to {@code endpoint}, and drops what is pushed to it. */
    Called(MemoryNetwork network, Reactor reactor, Served types, String pushes, String endpoint)
            throws ReflectiveOperationException {
        this.network = network;
        this.reactor = reactor;
        Class<?> type = types.type(pushes);
        Object listener =
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> null);
        CompletableFuture<?> opened =
                (CompletableFuture<?>)
                        types.type("XClient")
                                .getMethod("datagrams", Reactor.class, String.class, type)
                                .invoke(null, reactor, endpoint, listener);
        network.run();
        connection = (Connection<?>) opened.join();
    }

    /** What a client writes for a call of the command {@code c}. */
    static String written(Served served, Object... arguments) throws Exception {
        try (Called client = new Called(served)) {
            var call = client.call("c", arguments);
            if (call.isCompletedExceptionally()) {
                call.join();
            }
            return client.received();
        }
    }

    /** Checks that a call of {@code c} is refused before anything is written. */
    static void refused(Served served, String why, Object... arguments) {
        assertThatThrownBy(() -> written(served, arguments))
                .hasStackTraceContaining("cannot be written: " + why);
    }

    /** What a call has come to: its result or what it failed with; null while it is under way. */
    static Object outcome(CompletableFuture<?> call) {
        AtomicReference<Object> outcome = new AtomicReference<>();
        call.whenComplete((result, thrown) -> outcome.set(thrown == null ? result : thrown));
        return outcome.get();
    }

    /** Calls a command. */
    CompletableFuture<?> call(String name, Object... arguments)
            throws ReflectiveOperationException {
        Object commands = connection.commands();
        Method method =
                Arrays.stream(commands.getClass().getMethods())
                        .filter(each -> each.getName().equals(name))
                        .filter(each -> each.getParameterCount() == arguments.length)
                        .findFirst()
                        .orElseThrow();
        CompletableFuture<?> result = (CompletableFuture<?>) method.invoke(commands, arguments);
        network.run();
        return result;
    }

    /** Calls a command, and answers it. */
    CompletableFuture<?> answered(String name, String lines) throws ReflectiveOperationException {
        CompletableFuture<?> result = call(name);
        answer(lines);
        return result;
    }

    /** Answers what was called. */
    void answer(String lines) {
        server.transport().write(lines.getBytes(UTF_8));
        network.run();
    }

    /** The server's end. */
    Protocol server() {
        return server;
    }

    /** Lets everything happen that is due. */
    void run() {
        network.run();
    }

    /** What the server has received since the last call of this. */
    String received() {
        String text = received.toString();
        received.setLength(0);
        return text;
    }

    @Override
    public void close() {
        reactor.close();
    }
}
