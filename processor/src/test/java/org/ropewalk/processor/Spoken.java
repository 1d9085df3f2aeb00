package org.ropewalk.processor;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ropewalk.client.CommandRejected;
import org.ropewalk.client.Connection;
import org.ropewalk.datagram.DatagramServer;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.CommandFactory;
import org.ropewalk.testing.MemoryNetwork;

/** A generated client and its generated server, which use every {@link RandomMember}. */
final class Spoken implements AutoCloseable {
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private final Served served;
    private final List<Object[]> pushed = new ArrayList<>();
    private final Connection<?> connection;

    Spoken(Served served, boolean pushes, boolean datagrams) throws ReflectiveOperationException {
        this.served = served;
        var factory = (CommandFactory<?>) served.factory();
        if (datagrams) {
            Method port = factory.getClass().getDeclaredMethod("datagrams");
            port.setAccessible(true);
            reactor.listen("udp:8125:interface=127.0.0.1", (DatagramServer) port.invoke(factory));
        } else {
            reactor.listen("tcp:4000", factory);
        }
        List<Class<?>> types = new ArrayList<>(List.of(Reactor.class, String.class));
        List<Object> arguments = new ArrayList<>();
        arguments.add(reactor);
        arguments.add(datagrams ? "udp:127.0.0.1:8125" : "tcp:127.0.0.1:4000");
        if (pushes) {
            types.add(served.type("X$Events"));
            arguments.add(
                    Proxy.newProxyInstance(
                            served.type("X").getClassLoader(),
                            new Class<?>[] {served.type("X$Events")},
                            (proxy, method, values) -> {
                                pushed.add(values == null ? new Object[0] : values);
                                return null;
                            }));
        }
        CompletableFuture<?> opened =
                (CompletableFuture<?>)
                        served.type("XClient")
                                .getMethod(
                                        datagrams ? "datagrams" : "open",
                                        types.toArray(Class<?>[]::new))
                                .invoke(null, arguments.toArray());
        network.run();
        connection = (Connection<?>) opened.join();
    }

    private CompletableFuture<?> call(String name, Object... arguments)
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

    private String shown(Object... values) throws ReflectiveOperationException {
        Method shown = served.type("X").getMethod("shown", Object[].class);
        return (String) shown.invoke(null, (Object) values);
    }

    /**
     * What is wrong with a value that is sent and read; empty if nothing, null if it is refused.
     */
    String wrong(RandomMember member, Object value) throws ReflectiveOperationException {
        pushed.clear();
        boolean sent = member.kind() == RandomMember.Kind.COMMAND;
        if (!sent) {
            Field next = served.type("Next").getDeclaredField("value");
            next.setAccessible(true);
            next.set(null, value);
        }
        CompletableFuture<?> call;
        try {
            call = call(member.name(), sent ? (Object[]) value : new Object[0]);
        } catch (InvocationTargetException e) {
            return shownValue(value) + " makes the call throw " + e.getCause();
        }
        if (!call.isDone()) {
            return shownValue(value) + " has no reply";
        }
        Object[] result = new Object[1];
        Throwable[] failure = new Throwable[1];
        call.whenComplete(
                (returned, thrown) -> {
                    result[0] = returned;
                    failure[0] = thrown;
                });
        if (refused(failure[0])) {
            return pushed.isEmpty() ? null : "refused, but pushed " + value;
        }
        String got =
                switch (member.kind()) {
                    case COMMAND ->
                            shown((Object[]) value).equals(result[0])
                                    ? ""
                                    : plain(result[0]) + " " + failure[0];
                    case PUSH ->
                            failure[0] == null
                                            && pushed.size() == 1
                                            && Arrays.deepEquals(pushed.get(0), (Object[]) value)
                                    ? ""
                                    : Arrays.deepToString(pushed.toArray()) + " " + failure[0];
                    case FAILURE ->
                            failure[0] != null
                                            && failure[0].getClass() == value.getClass()
                                            && Arrays.deepEquals(
                                                    member.values((Throwable) value),
                                                    member.values(failure[0]))
                                    ? ""
                                    : result[0] + " " + failure[0];
                    default -> value.equals(result[0]) ? "" : result[0] + " " + failure[0];
                };
        if (got.isEmpty() && !member.last()) {
            CompletableFuture<?> ping = call("ping");
            if (!ping.isDone() || ping.isCompletedExceptionally()) {
                got = "not read whole, " + ping;
            }
        }
        return got.isEmpty() ? "" : shownValue(value) + " is read as " + got;
    }

    private static String shownValue(Object value) {
        return value instanceof Object[] values ? Arrays.deepToString(values) : value.toString();
    }

    private static boolean refused(Throwable failure) {
        return failure instanceof IllegalArgumentException
                        && failure.getMessage().startsWith("cannot be written")
                || failure instanceof CommandRejected rejected
                        && rejected.line().contains("?!failed");
    }

    private static String plain(Object shown) {
        if (shown == null) {
            return "null";
        }
        StringBuilder text = new StringBuilder();
        for (String each : shown.toString().substring(1).split("_")) {
            text.append((char) Integer.parseInt(each, 16));
        }
        return text.toString();
    }

    @Override
    public void close() {
        reactor.close();
    }
}
