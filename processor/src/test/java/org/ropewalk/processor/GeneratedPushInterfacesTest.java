package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/** Several interfaces of push messages, each with its own text around the lines. */
class GeneratedPushInterfacesTest {
    private static final Served MAILBOX =
            Served.compile(
                    """
                    import org.ropewalk.server.*;
                    @LineProtocol(order = Order.TAGGED)
                    @Envelope(command = "{tag} {*}", reply = "{tag} {*}", other = "* {*}")
                    @Errors(unknown = @Reply("BAD {'unknown'}"))
                    public interface X {
                        @Command("GO {text*}") @Reply("OK {'done'}") void go(String text);
                        @Push @Envelope(reply = "* {*}") interface Events {
                            @Reply("{count} EXISTS") void exists(int count);
                            @Reply(value = "LIST {name}", each = "ITEM {items...}", end = "END {name}") void list(String name, List<String> items);
                        }
                        @Push @Envelope(reply = "! {*}") interface Alerts {
                            @Reply("ALERT {text*}") void alert(String text);
                            @Reply("{count} EXISTS") void exists(long count);
                        }
                    }
                    final class H implements X {
                        private final Peer peer;
                        H(Peer peer) { this.peer = peer; }
                        public void go(String text) {
                            XPushes.to(peer).exists(3);
                            XPushes.to(peer).alert(text);
                            XPushes.to(peer).exists(4L);
                            XPushes.to(peer).list("all", List.of("a", "b"));
                        }
                    }
                    """
                            .replace("import org.ropewalk.server.*;\n", ""));

    @Test
    void eachInterfaceHasItsOwnTextAroundTheLines() {
        assertThat(MAILBOX.answers("a1 GO on fire\na2 NO\n"))
                .isEqualTo(
                        """
                        * 3 EXISTS
                        ! ALERT on fire
                        ! 4 EXISTS
                        * LIST all
                        * ITEM a b
                        * END all
                        a1 OK done
                        a2 BAD unknown
                        """);
    }

    private static Object listener(Class<?> type, List<String> told) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> {
                    told.add(
                            type.getSimpleName()
                                    + "."
                                    + method.getName()
                                    + Arrays.asList(arguments));
                    return null;
                });
    }

    @Test
    void aClientHasAListenerForEachInterface() throws ReflectiveOperationException {
        MemoryNetwork network = new MemoryNetwork(1);
        List<String> told = new ArrayList<>();
        try (Reactor reactor = network.reactor()) {
            reactor.listen("tcp:4000", MAILBOX.factory());
            Class<?> events = MAILBOX.type("X$Events");
            Class<?> alerts = MAILBOX.type("X$Alerts");
            CompletableFuture<?> opened =
                    (CompletableFuture<?>)
                            MAILBOX.type("XClient")
                                    .getMethod("open", Reactor.class, String.class, events, alerts)
                                    .invoke(
                                            null,
                                            reactor,
                                            "tcp:127.0.0.1:4000",
                                            listener(events, told),
                                            listener(alerts, told));
            network.run();
            Object commands = ((Connection<?>) opened.join()).commands();
            commands.getClass().getMethod("go", String.class).invoke(commands, "on fire");
            network.run();
        } catch (InvocationTargetException e) {
            throw new AssertionError(e.getCause());
        }

        assertThat(told)
                .containsExactly(
                        "Events.exists[3]",
                        "Alerts.alert[on fire]",
                        "Alerts.exists[4]",
                        "Events.list[all, [a, b]]");
    }
}
