package org.ropewalk.loop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.ropewalk.reactor.DelayedCall;
import org.slf4j.event.Level;

/**
 * Waits at the beginning of an accepted connection for the header of the PROXY protocol, before
 * anybody else sees the connection. On the home loop.
 */
final class ProxyGate implements Ready {

    /** A proxy sends its header at once. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** What is done with a connection whose header has come. */
    interface Passed {
        /** {@code behind} has come behind the header already. */
        void passed(StreamSocket socket, byte[] behind);
    }

    private final EventLoop loop;
    private final StreamSocket socket;
    private final Passed next;
    private final DelayedCall deadline;
    private byte[] held = {};

    private ProxyGate(EventLoop loop, StreamSocket socket, Passed next) {
        this.loop = loop;
        this.socket = socket;
        this.next = next;
        deadline = loop.callLater(TIMEOUT, () -> refuse("no PROXY header came"));
    }

    static void open(EventLoop loop, StreamSocket socket, Passed next) {
        ProxyGate gate = new ProxyGate(loop, socket, next);
        try {
            socket.attach(loop.network(), gate, Ready.READ);
        } catch (IOException e) {
            gate.deadline.cancel();
            gate.refuse(e.getMessage());
        }
    }

    @Override
    public void ready(int operations) {
        try {
            ByteBuffer buffer = loop.readBuffer.clear();
            int count = socket.read(buffer);
            if (count < 0) {
                throw new IOException("the connection ended before its PROXY header");
            }
            int before = held.length;
            held = Arrays.copyOf(held, before + count);
            buffer.flip().get(held, before, count);
            Optional<ProxyHeader> header = ProxyHeader.parse(held, held.length);
            if (header.isPresent()) {
                pass(header.get());
            }
        } catch (IOException e) {
            deadline.cancel();
            refuse(e.getMessage());
        }
    }

    private void pass(ProxyHeader header) {
        deadline.cancel();
        socket.interest(0);
        byte[] behind = Arrays.copyOfRange(held, header.length(), held.length);
        next.passed(
                header.source() == null
                        ? socket
                        : new ProxiedSocket(socket, header.source(), header.destination()),
                behind);
    }

    private void refuse(String why) {
        loop.refusedHeaders.log(
                loop.nanoTime(),
                Level.WARN,
                "A connection from {} is refused: {}",
                socket.remoteAddress(),
                why);
        socket.close(false);
    }
}
