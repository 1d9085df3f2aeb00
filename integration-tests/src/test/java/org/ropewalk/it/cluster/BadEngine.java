package org.ropewalk.it.cluster;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.SocketAddress;
import java.time.Duration;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;

/** An engine that accepts logins and subscriptions, and is slow or stops within a message. */
final class BadEngine extends Factory {
    private final Reactor reactor;
    private final boolean isNats;

    /** How long it takes to answer. */
    Duration delay = Duration.ZERO;

    /** Whether the next subscription is followed by half a message. */
    boolean sendsHalf;

    int connections;

    BadEngine(Reactor reactor, String name) {
        this.reactor = reactor;
        this.isNats = name.equals("nats");
    }

    @Override
    public Protocol buildProtocol(SocketAddress peer) {
        connections++;
        return new Protocol() {
            @Override
            protected void connectionMade() {
                if (isNats) {
                    send(this, "INFO {\"server_id\":\"bad\",\"max_payload\":1048576}\r\n");
                }
            }

            @Override
            protected void dataReceived(byte[] data) {
                String text = new String(data, ISO_8859_1);
                String answer = "";
                if (text.contains("HELLO")) {
                    answer += "%1\r\n$6\r\nserver\r\n$3\r\nbad\r\n";
                }
                if (text.contains("PING")) {
                    answer += isNats ? "PONG\r\n" : "+PONG\r\n";
                }
                if (text.contains("SUB") && sendsHalf) {
                    sendsHalf = false;
                    answer += isNats ? "MSG ropewalk.t 1 100\r\nhal" : ">3\r\n$7\r\nmessage\r\n$1";
                }
                send(this, answer);
            }
        };
    }

    private void send(Protocol protocol, String text) {
        if (delay.isZero()) {
            protocol.transport().write(text.getBytes(ISO_8859_1));
        } else {
            reactor.callLater(delay, () -> protocol.transport().write(text.getBytes(ISO_8859_1)));
        }
    }
}
