package board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.StringTransport;

class BoardTest {
    @Test
    void a_follower_receives_new_articles() throws Exception {
        CompletableFuture<String> received = new CompletableFuture<>();
        try (Reactor reactor = NioReactor.create()) {
            reactor.start();
            String server = "tcp:127.0.0.1:" + listen(reactor);
            try (Connection<BoardClient.Visitor> reader =
                            BoardClient.open(
                                            reactor,
                                            server,
                                            (number, author, title) ->
                                                    received.complete(author + ": " + title))
                                    .join();
                    Connection<BoardClient.Visitor> writer =
                            BoardClient.open(reactor, server, (number, author, title) -> {}).join()) {
                // Asynchronous: the next state's commands are in the result.
                reader.commands()
                        .login("bob", "secret")
                        .thenCompose(BoardClient.Member::follow)
                        .join();

                // Blocking: the declared interfaces themselves.
                Board.Visitor visitor = writer.blocking();
                assertThrows(Board.Refused.class, () -> visitor.login("eve", "guess"));
                Board.Member member = visitor.login("ann", "secret");
                assertEquals(1, member.post("first news").text(List.of("Hello,", ".hidden dots")));
                assertEquals("ann: first news", received.join());
                assertEquals(List.of("Hello,", ".hidden dots"), member.read(1).lines());
                assertEquals(List.of(new Board.Entry(1, "ann", "first news")), member.list());
            }
        }
    }

    @Test
    void the_bytes_are_what_is_declared() {
        StringTransport transport = new StringTransport().connect(new BoardServer().factory());

        transport.deliver("LIST\r\nLOGIN ann secret\r\nPOST x\r\nline\r\n..dot\r\n.\r\nREAD 1\r\nQUIT\r\n");
        transport.runTurns();

        assertEquals(
                "220 the board, with 0 articles\r\n503 not now\r\n230 welcome\r\n"
                        + "354 write, and end with a dot\r\n250 1\r\n"
                        + "220 ann x\r\nline\r\n..dot\r\n.\r\n221 bye\r\n",
                transport.text());
    }

    private static int listen(Reactor reactor) {
        return ((InetSocketAddress)
                        reactor.listen("tcp:port=0:interface=127.0.0.1", new BoardServer().factory())
                                .getHost())
                .getPort();
    }
}
