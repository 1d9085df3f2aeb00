package org.ropewalk.it.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.Peer;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

/** Declared controls, and a character set that has every byte: on the wire, and on both sides. */
class RelayTest {
    private static final String ACTION = "\u0001ACTION waves\u0001";
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private final List<String> received = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();

    private final class Handler implements Relay {
        private final Peer peer;

        Handler(Peer peer) {
            this.peer = peer;
        }

        @Override
        public void say(String to, String text) {
            received.add(to + "|" + text);
            RelayPushes.to(peer).hear(to, text);
        }
    }

    private RelayFactory factory() {
        return new RelayFactory(Handler::new);
    }

    private String answered(String input) {
        StringTransport transport = new StringTransport().connect(factory());
        transport.deliver(input.getBytes(ISO_8859_1));
        return new String(transport.value(), ISO_8859_1);
    }

    private Connection<RelayClient> connected() {
        reactor.listen("tcp:4000", factory());
        CompletableFuture<Connection<RelayClient>> opened =
                RelayClient.open(
                        reactor,
                        "tcp:127.0.0.1:4000",
                        (from, text) -> heard.add(from + "|" + text));
        network.run();
        return opened.join();
    }

    @AfterEach
    void close() {
        reactor.close();
    }

    // ---- the server

    @Test
    void F25_aDeclaredControlIsAllowedInATextAndInAWord() {
        assertThat(answered("SAY a\u0002b " + ACTION + "\r\n"))
                .isEqualTo("HEAR a\u0002b " + ACTION + "\r\nSAID a\u0002b " + ACTION + "\r\n");
        assertThat(received).containsExactly("a\u0002b|" + ACTION);
    }

    @Test
    void F25_anotherControlIsMalformedAndTheNextLineIsRead() {
        for (char control = 0; control < ' '; control++) {
            if (control != '\r'
                    && control != '\n'
                    && "\u0001\u0002\u0016\u0003".indexOf(control) < 0) {
                assertThat(answered("SAY a \u0001" + control + "\r\nSAY a b\r\n"))
                        .as("control %d", (int) control)
                        .isEqualTo("461 control character\r\nHEAR a b\r\nSAID a b\r\n");
            }
        }
        assertThat(answered("SAY a \u007f\r\n")).isEqualTo("461 control character\r\n");
    }

    @Test
    void F25_aControlInAVerbIsAnUnknownCommand() {
        assertThat(answered("\u0001SAY a b\r\n")).isEqualTo("421 \\x01SAY\r\n");
    }

    @Test
    void F25_declaredControlsAreNoHandshakeOfTls() {
        assertThat(answered("\u0016\u0003 a b\r\nSAY a b\r\n"))
                .isEqualTo("421 \\x16\\x03\r\nHEAR a b\r\nSAID a b\r\n");
    }

    @Test
    void F26_everyByteThatEndsNoLineIsAllowedInAText() {
        StringBuilder text = new StringBuilder("caf\u00e9 ");
        for (char c = 0x80; c <= 0xff; c++) {
            text.append(c);
        }
        assertThat(answered("SAY a " + text + "\r\n"))
                .isEqualTo("HEAR a " + text + "\r\nSAID a " + text + "\r\n");
        assertThat(received).containsExactly("a|" + text);
    }

    // ---- the client

    @Test
    void F25_F26_theClientWritesAndReadsThem() {
        Connection<RelayClient> connection = connected();
        CompletableFuture<Void> said =
                connection.commands().say("a\u0001", ACTION + "caf\u00e9\u0016");
        network.run();

        assertThat(said).isCompleted();
        assertThat(received).containsExactly("a\u0001|" + ACTION + "caf\u00e9\u0016");
        assertThat(heard).isEqualTo(received);
    }

    @Test
    void F25_F26_whatTheOtherSideWouldNotReadIsRefusedWhenItIsWritten() {
        Connection<RelayClient> connection = connected();
        List<String> refused =
                List.of("\u0003\u0004", "\t", "\u007f", "\0", "a\rb", "a\nb", "\u20ac");
        for (String text : refused) {
            CompletableFuture<Void> said = connection.commands().say("a", text);
            network.run();

            assertThatThrownBy(said::join).hasCauseInstanceOf(IllegalArgumentException.class);
        }
        assertThat(received).isEmpty();
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void F25_theServerRefusesToPushWhatTheClientWouldNotRead() {
        assertThatThrownBy(
                        () ->
                                new StringTransport()
                                        .connect(
                                                new RelayFactory(
                                                        peer -> {
                                                            RelayPushes.to(peer)
                                                                    .hear("a", "\u001b");
                                                            return new Handler(peer);
                                                        })))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "cannot be written: a control character in a value, which controls of"
                                + " @LineProtocol does not name (after \"HEAR a \\x1b\")");
    }
}
