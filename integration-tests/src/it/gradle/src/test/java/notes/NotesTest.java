package notes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.StringTransport;

class NotesTest {
    @Test
    void a_client_talks_to_the_server() throws Exception {
        NotesServer server = new NotesServer();
        try (Reactor reactor = NioReactor.create()) {
            reactor.start();
            Port port =
                    reactor.listen(
                            "tcp:port=0:interface=127.0.0.1", new NotesFactory(peer -> server));
            int number = ((InetSocketAddress) port.getHost()).getPort();

            try (Connection<NotesClient> connection =
                    NotesClient.open(reactor, "tcp:127.0.0.1:" + number).join()) {
                // Asynchronous: both are sent before the first reply arrives.
                NotesClient client = connection.commands();
                CompletableFuture<Void> put = client.put("milk", "two litres".getBytes(UTF_8));
                CompletableFuture<Integer> count = client.count();
                put.join();
                assertEquals(1, count.join());

                // Blocking: the declared interface itself.
                Notes notes = connection.blocking();
                assertEquals("two litres", new String(notes.get("milk").orElseThrow().text(), UTF_8));
                assertEquals(List.of("milk"), notes.list());
                assertTrue(notes.delete("milk"));
                assertFalse(notes.delete("milk"));
            }
        }
    }

    @Test
    void the_bytes_are_what_is_declared() {
        NotesServer server = new NotesServer();
        StringTransport transport = new StringTransport().connect(new NotesFactory(peer -> server));

        transport.deliver("PUT milk 10\r\ntwo litres\r\nget milk\r\nGET\r\nJUMP\r\n");

        assertEquals(
                "OK\r\nTEXT 10\r\ntwo litres\r\nERR too few words\r\nERR no such command\r\n",
                transport.text());
    }
}
