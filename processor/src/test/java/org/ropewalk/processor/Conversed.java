package org.ropewalk.processor;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.ropewalk.client.CommandRejected;
import org.ropewalk.client.Connection;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/** The generated client of a protocol {@code p.X}, connected to its generated server. */
final class Conversed implements AutoCloseable {
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private final Connection<?> connection;

    Conversed(Served types) throws ReflectiveOperationException {
        reactor.listen("tcp:4000", types.factory());
        CompletableFuture<?> opened =
                (CompletableFuture<?>)
                        types.type("XClient")
                                .getMethod("open", Reactor.class, String.class)
                                .invoke(null, reactor, "tcp:127.0.0.1:4000");
        network.run();
        connection = (Connection<?>) opened.join();
    }

    /** Calls a command, and lets the network carry what is sent. */
    CompletableFuture<?> call(String name, Object... arguments)
            throws ReflectiveOperationException {
        Object commands = connection.commands();
        CompletableFuture<?> call =
                (CompletableFuture<?>)
                        Arrays.stream(commands.getClass().getMethods())
                                .filter(each -> each.getName().equals(name))
                                .findFirst()
                                .orElseThrow()
                                .invoke(commands, arguments);
        network.run();
        return call;
    }

    /** Lets time pass. */
    void advance(Duration time) {
        network.advance(time);
    }

    /** What a call of a command ends in, as text. */
    String outcome(String name, Object... arguments) throws ReflectiveOperationException {
        CompletableFuture<?> call = call(name, arguments);
        if (!call.isDone()) {
            return "nothing";
        }
        return call.handle((value, failure) -> failure == null ? value + "" : text(failure)).join();
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
