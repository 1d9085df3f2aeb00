package org.ropewalk.processor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.datagram.DatagramServer;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.DatagramProtocol;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.CommandFactory;

/** Clients of a protocol in datagrams. */
class DatagramClientsTest {
    private final DatagramStore store = new DatagramStore();

    @BeforeEach
    void serve() throws Exception {
        store.serve();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aClientCallsAServer() throws Exception {
        Port port =
                store.reactor.listen(
                        "udp:8125:interface=127.0.0.1", DatagramStore.datagrams(store.factory));
        try (Called client = store.client()) {
            var first = client.call("get", "a");
            var second = client.call("put", "k", Bytes.of("abc"));
            var third = client.call("add", 5);
            var fourth = client.call("sum");
            assertThat(first.join()).isEqualTo("aaa");
            assertThat(second.join()).isEqualTo(3);
            assertThat(third.join()).isNull();
            // Three bytes and their end are answered by seven at the most.
            assertThat(fourth.join()).isEqualTo(5L);
            assertThat(client.call("note", "for all to read").join()).isNull();
        }
        store.network.run();
        port.stopListening();
        store.network.run();
    }

    @Test
    void aDatagramThatIsTooLongIsRefusedWhenItIsWritten() throws Exception {
        Served large =
                Served.compile(
                        """
                        @LineProtocol(datagrams = true)
                        public interface X {
                            @Command("put {data.length}") void put(@Payload Bytes data);
                            @Command("add {number}") void add(int number);
                            @Push interface Pushes { @Reply("NOTE {text*}") void note(String text); }
                        }
                        """);
        List<Integer> lengths = new ArrayList<>();
        DatagramProtocol receiver =
                new DatagramProtocol() {
                    @Override
                    public void datagramReceived(byte[] data, SocketAddress from) {
                        lengths.add(data.length);
                    }
                };
        store.reactor.listen("udp:8125:interface=127.0.0.1", receiver);
        try (Called client =
                new Called(store.network, store.reactor, large, "X$Pushes", "udp:127.0.0.1:8125")) {
            Bytes most = Bytes.copy(new byte[8_192 - 12], 0, 8_192 - 12);
            client.call("put", most).join();
            assertThatThrownBy(
                            () -> client.call("put", Bytes.copy(new byte[8_181], 0, 8_181)).join())
                    .hasStackTraceContaining("cannot be written: more than 8192 bytes");
            client.call("add", 1).join();
            assertThat(lengths).containsExactly(8_192, 7);
        }
    }

    @Test
    void aClientOfPushesAloneListens() throws Exception {
        Served pushes =
                Served.compile(
                        """
                        @LineProtocol(datagrams = true)
                        public interface X {
                            @Push interface Pushes { @Reply("NOTE {text*}") void note(String text); }
                        }
                        """);
        List<Object> notes = new ArrayList<>();
        Class<?> type = pushes.type("X$Pushes");
        Object listener =
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> notes.add(arguments[0]) ? null : null);
        CompletableFuture<?> opened =
                (CompletableFuture<?>)
                        pushes.type("XClient")
                                .getMethod("datagrams", Reactor.class, String.class, type)
                                .invoke(null, store.reactor, "udp:10110", listener);
        store.network.run();
        Connection<?> connection = (Connection<?>) opened.join();
        DatagramServer sender =
                DatagramStore.datagrams((CommandFactory<?>) pushes.factoryOfNothing("X"));
        store.reactor.listen("udp:9000:interface=127.0.0.1", sender);
        sender.send(
                "NOTE one\r\nnothing\r\nNOTE two".getBytes(ISO_8859_1),
                new InetSocketAddress("127.0.0.1", 10110));
        store.network.run();
        assertThat(notes).containsExactly("one", "two");
        assertThat(connection.undeclaredLines()).isEqualTo(1);
        connection.close();
        store.network.run();
        assertThat(connection.closed()).isCompleted();
    }

    @Test
    void aCallWhoseReplyIsLostFailsWhenItsTimeIsOver_andNoOtherGetsItsReply() throws Exception {
        List<SocketAddress> senders = new ArrayList<>();
        DatagramProtocol deaf =
                new DatagramProtocol() {
                    @Override
                    public void datagramReceived(byte[] data, SocketAddress from) {
                        senders.add(from);
                    }
                };
        store.reactor.listen("udp:8125:interface=127.0.0.1", deaf);
        try (Called client = store.client()) {
            var first = client.call("get", "a");
            var second = client.call("get", "b");
            assertThat(senders).hasSize(1);
            store.run(
                    () ->
                            deaf.transport()
                                    .write(
                                            "VALUE aaa\r\nVALUE xxx".getBytes(ISO_8859_1),
                                            senders.get(0)));
            assertThat(first.join()).isEqualTo("aaa");
            assertThat(senders).hasSize(2);
            store.network.advance(Duration.ofSeconds(60));
            store.network.run();
            assertThatThrownBy(second::join).hasStackTraceContaining("no reply within 60 s");
        }
    }

    @Test
    void anEndpointThatIsNoneFailsTheFuture() {
        assertThatThrownBy(
                        () ->
                                new Called(
                                        store.network,
                                        store.reactor,
                                        DatagramStore.STORE,
                                        "X$Pushes",
                                        "udp:nowhere"))
                .hasStackTraceContaining("udp:nowhere");
    }
}
