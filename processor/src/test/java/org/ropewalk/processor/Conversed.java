package org.ropewalk.processor;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ropewalk.client.CommandRejected;
import org.ropewalk.client.Connection;
import org.ropewalk.datagram.DatagramServer;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/** The generated client of a protocol {@code p.X}, connected to its generated server. */
final class Conversed implements AutoCloseable {
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private final List<String> pushed = new ArrayList<>();
    private final Connection<?> connection;

    Conversed(Served types) throws ReflectiveOperationException {
        this(types, false);
    }

    /** A client on a connection, or one that sends datagrams. */
    Conversed(Served types, boolean datagrams) throws ReflectiveOperationException {
        if (datagrams) {
            var factory = types.factory();
            Method port = factory.getClass().getDeclaredMethod("datagrams");
            port.setAccessible(true);
            reactor.listen("udp:4000:interface=127.0.0.1", (DatagramServer) port.invoke(factory));
        } else {
            reactor.listen("tcp:4000", types.factory());
        }
        Method open =
                Arrays.stream(types.type("XClient").getMethods())
                        .filter(method -> method.getName().equals(datagrams ? "datagrams" : "open"))
                        .min(Comparator.comparing(Method::getParameterCount))
                        .orElseThrow();
        List<Object> arguments =
                new ArrayList<>(List.of(reactor, (datagrams ? "udp" : "tcp") + ":127.0.0.1:4000"));
        for (int i = arguments.size(); i < open.getParameterCount(); i++) {
            arguments.add(listener(open.getParameterTypes()[i]));
        }
        CompletableFuture<?> opened = (CompletableFuture<?>) open.invoke(null, arguments.toArray());
        network.run();
        connection = (Connection<?>) opened.join();
    }

    private Object listener(Class<?> type) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) ->
                        pushed.add(method.getName() + Arrays.toString(arguments)) ? null : null);
    }

    /** The push messages that were received. */
    List<String> pushed() {
        return pushed;
    }

    /** Calls a command, and lets the network carry what is sent. */
    CompletableFuture<?> call(String name, Object... arguments)
            throws ReflectiveOperationException {
        return callOn(connection.commands(), name, arguments);
    }

    /** As the other, of a state. */
    CompletableFuture<?> callOn(Object commands, String name, Object... arguments)
            throws ReflectiveOperationException {
        CompletableFuture<?> call = start(commands, name, arguments);
        network.run();
        return call;
    }

    /** The commands of the first state. */
    Object commands() {
        return connection.commands();
    }

    /** Calls a command; nothing is sent before the next {@link #run}. */
    CompletableFuture<?> start(Object commands, String name, Object... arguments)
            throws ReflectiveOperationException {
        return (CompletableFuture<?>)
                Arrays.stream(commands.getClass().getMethods())
                        .filter(each -> each.getName().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .invoke(commands, arguments);
    }

    /** Lets time pass. */
    void advance(Duration time) {
        network.advance(time);
    }

    /** What a call of a command ends in, as text. */
    String outcome(String name, Object... arguments) throws ReflectiveOperationException {
        CompletableFuture<?> call = call(name, arguments);
        return call.isDone() ? outcome(call) : "nothing";
    }

    /** What a call has ended in, as text. */
    static String outcome(CompletableFuture<?> call) {
        return call.handle((value, failure) -> failure == null ? value + "" : text(failure)).join();
    }

    /** Does something, and lets the network carry what is sent. */
    void run(Runnable action) {
        action.run();
        network.run();
    }

    private static String text(Throwable failure) {
        return failure instanceof CommandRejected rejected
                ? "rejected: " + rejected.line()
                : failure.toString();
    }

    @Override
    public void close() {
        reactor.close();
    }
}
