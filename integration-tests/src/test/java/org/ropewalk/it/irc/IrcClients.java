package org.ropewalk.it.irc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.ropewalk.examples.irc.IrcExample;
import org.ropewalk.examples.irc.Network;
import org.ropewalk.reactor.MemoryBudget;
import org.ropewalk.testing.StringTransport;

/** Clients of one IRC network, without a socket. */
final class IrcClients {
    static final String HOST = "@192.168.1.1";
    static final Instant NOW = Instant.ofEpochSecond(1_000_000_000);

    private final Network network =
            new Network("s", new MemoryBudget(), Clock.fixed(NOW, ZoneOffset.UTC));

    Network network() {
        return network;
    }

    /** A client that has sent nothing. */
    StringTransport unregistered() {
        return new StringTransport().connect(IrcExample.factory(network));
    }

    /** A client that has a nickname. */
    StringTransport connect(String nick) {
        StringTransport transport = unregistered();
        transport.deliver("NICK " + nick + "\r\nUSER " + nick + " 0 * :Real " + nick + "\r\n");
        return transport;
    }

    /** A client that has sent {@code lines}; what was answered is dropped. */
    StringTransport client(String nick, String... lines) {
        StringTransport transport = connect(nick);
        for (String line : lines) {
            transport.deliver(line + "\r\n");
        }
        transport.clear();
        return transport;
    }

    static void assertAnswer(StringTransport transport, String input, String... lines) {
        transport.clear();
        transport.deliver(input + "\r\n");
        transport.runTurns();
        assertReceived(transport, lines);
    }

    static void assertReceived(StringTransport transport, String... lines) {
        transport.runTurns();
        assertThat(transport.takeText())
                .isEqualTo(
                        Arrays.stream(lines)
                                .map(line -> line + "\r\n")
                                .collect(Collectors.joining()));
    }

    static void tell(StringTransport transport, String line) {
        transport.deliver((line + "\r\n").getBytes(ISO_8859_1));
        transport.runTurns();
    }
}
