package org.ropewalk.loop;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.ropewalk.reactor.DelayedCall;
import org.slf4j.event.Level;

/**
 * Waits at the beginning of an accepted connection for the header of the PROXY protocol, before a
 * protocol is built for it. A connection on which the proxy speaks for itself is a check if it ends
 * at once: no protocol is built for that. On the home loop.
 */
final class ProxyGate implements Ready {

    /** A proxy sends its header at once. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** A check that only connects ends at once; one that waits for a greeting gets it then. */
    private static final Duration CHECK_TIME = Duration.ofMillis(500);

    /** What becomes of the connections. */
    interface Outcome {
        /** The header has come; {@code behind} has come after it already. */
        void passed(StreamSocket socket, byte[] behind);

        /** There was no header, or a wrong one: the connection was closed. */
        void refused(SocketAddress peer);

        /** The proxy has checked that connections are accepted. */
        void checked(SocketAddress peer);
    }

    private final EventLoop loop;
    private final StreamSocket socket;
    private final Outcome outcome;
    private DelayedCall deadline;
    private byte[] held = {};
    private ProxyHeader header;

    private ProxyGate(EventLoop loop, StreamSocket socket, Outcome outcome) {
        this.loop = loop;
        this.socket = socket;
        this.outcome = outcome;
        deadline = loop.callLater(TIMEOUT, () -> refuse("no PROXY header came"));
    }

    static void open(EventLoop loop, StreamSocket socket, Outcome outcome) {
        ProxyGate gate = new ProxyGate(loop, socket, outcome);
        try {
            socket.attach(loop.network(), gate, Ready.READ);
        } catch (IOException e) {
            gate.refuse(e.getMessage());
        }
    }

    @Override
    public void ready(int operations) {
        try {
            receive();
        } catch (IOException e) {
            end(e.getMessage());
        } catch (Throwable e) {
            end(e.toString());
        }
    }

    private void receive() throws IOException {
        ByteBuffer buffer = loop.readBuffer.clear();
        int count = socket.read(buffer);
        if (count < 0) {
            end("the connection ended before its PROXY header");
            return;
        }
        int before = held.length;
        held = Arrays.copyOf(held, before + count);
        buffer.flip().get(held, before, count);
        if (header == null) {
            header = ProxyHeader.parse(held, held.length).orElse(null);
            if (header != null && header.source() == null && held.length == header.length()) {
                deadline.cancel();
                deadline = loop.callLater(CHECK_TIME, this::pass);
                return;
            }
        }
        if (header != null) {
            pass();
        }
    }

    /** The connection is over before it is passed on. */
    private void end(String why) {
        if (header == null) {
            refuse(why);
        } else {
            cancelDeadline();
            socket.close(false);
            outcome.checked(socket.remoteAddress());
        }
    }

    private void cancelDeadline() {
        if (deadline.isActive()) {
            deadline.cancel();
        }
    }

    private void pass() {
        cancelDeadline();
        socket.interest(0);
        byte[] behind = Arrays.copyOfRange(held, header.length(), held.length);
        outcome.passed(
                header.source() == null
                        ? socket
                        : new ProxiedSocket(socket, header.source(), header.destination()),
                behind);
    }

    private void refuse(String why) {
        cancelDeadline();
        SocketAddress peer = socket.remoteAddress();
        loop.refusedHeaders.log(
                loop.nanoTime(), Level.WARN, "A connection from {} is refused: {}", peer, why);
        socket.close(false);
        outcome.refused(peer);
    }
}
