package org.ropewalk.it.small;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.examples.gopher.Gopher.Item;
import org.ropewalk.examples.gopher.GopherClient;
import org.ropewalk.examples.gopher.GopherExample;
import org.ropewalk.it.real.Programs;
import org.ropewalk.it.real.Served;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

/** The example of gopher (RFC 1436): with curl, and with our client. */
class GopherTest {
    private static final Item ABOUT =
            new Item('0', "About this server", "0about", "127.0.0.1", 7070);
    private static final String MENU =
            "0About this server\t0about\t127.0.0.1\t7070\r\n"
                    + "0Of ropes\t0ropes\t127.0.0.1\t7070\r\n"
                    + ".\r\n";
    private static final String TEXT = "Ropewalk serves this.\r\n.\r\nA dot is a line.\r\n";

    private static void check(String sent, String answered) {
        StringTransport transport = new StringTransport().connect(GopherExample.factory());
        for (byte one : sent.getBytes(US_ASCII)) {
            transport.deliver(new byte[] {one});
        }
        assertThat(new String(transport.value(), US_ASCII)).as(sent).isEqualTo(answered);
        assertThat(transport.isDisconnecting()).isTrue();
    }

    @Test
    void oneLineSelectsAMenuATextOrASearch() {
        check("\r\n", MENU);
        check("\n", MENU);
        check("1\r\n", MENU);
        check("1some/where\r\n", MENU);
        check("0about\r\n", TEXT);
        check("0\r\n", "There is no text of that name.\r\n");
        check("7\tSTRANDS\r\n", "0Of ropes\t0ropes\t127.0.0.1\t7070\r\n.\r\n");
        check("7x y\tno such words\r\n", ".\r\n");
    }

    @Test
    void whatIsNoSelectorIsAnErrorItem() {
        check("5x\r\n", "3There is nothing of that name.\t\terror.host\t1\r\n");
        check("7no words\r\n", "3There is nothing of that name.\t\terror.host\t1\r\n");
        check("0a\tb\r\n", "3There is nothing of that name.\t\terror.host\t1\r\n");
        check("0" + "x".repeat(600) + "\r\n", "3That is too long.\t\terror.host\t1\r\n");
    }

    @Test
    void curlShowsAMenuATextAndASearch() throws Exception {
        Programs.find("curl");
        try (Served served = new Served(reactor -> GopherExample.factory())) {
            String url = "gopher://127.0.0.1:" + served.port() + "/";
            assertThat(Programs.run("curl", "-sS", url)).isEqualTo(MENU);
            assertThat(Programs.run("curl", "-sS", url + "00about")).isEqualTo(TEXT);
            assertThat(Programs.run("curl", "-sS", url + "77%09dot%20is"))
                    .isEqualTo("0About this server\t0about\t127.0.0.1\t7070\r\n.\r\n");
        }
    }

    @Test
    void ourClientReadsAMenuATextAndASearch() {
        MemoryNetwork network = new MemoryNetwork(1);
        network.reactor().listen("tcp:7070", GopherExample.factory());
        CompletableFuture<List<Item>> menu =
                GopherClient.open(network.reactor(), "tcp:127.0.0.1:7070")
                        .thenCompose(connection -> connection.commands().menu(Optional.empty()));
        CompletableFuture<List<String>> text =
                GopherClient.open(network.reactor(), "tcp:127.0.0.1:7070")
                        .thenCompose(connection -> connection.commands().text("about"));
        CompletableFuture<List<Item>> found =
                GopherClient.open(network.reactor(), "tcp:127.0.0.1:7070")
                        .thenCompose(connection -> connection.commands().search("", "dot"));
        network.run();

        assertThat(menu.join()).hasSize(2).startsWith(ABOUT);
        assertThat(text.join()).containsExactly("Ropewalk serves this.", ".", "A dot is a line.");
        assertThat(found.join()).containsExactly(ABOUT);
    }
}
