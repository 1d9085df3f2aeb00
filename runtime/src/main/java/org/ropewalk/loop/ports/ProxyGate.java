package org.ropewalk.loop.ports;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.ropewalk.loop.EventLoop;
import org.ropewalk.loop.Ready;
import org.ropewalk.loop.StreamEvents;
import org.ropewalk.loop.StreamSocket;
import org.ropewalk.reactor.DelayedCall;

/**
 * Waits at the beginning of an accepted connection for the header of the PROXY protocol, before a
 * protocol is built for it. A connection on which the proxy speaks for itself is a check if it ends
 * at once: no protocol is built for that. On the home loop.
 */
final class ProxyGate implements StreamEvents, PortRegistry.Open {

    /** A proxy sends its header at once. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** A check that only connects ends at once; one that waits for a greeting gets it then. */
    private static final Duration CHECK_TIME = Duration.ofMillis(500);

    /** What becomes of the connections. */
    interface Outcome {
        /** The header has arrived; {@code behind} has arrived after it already. */
        void passed(StreamSocket socket, int id, byte[] behind);

        /** There was no header, or a wrong one: the connection was closed. */
        void refused(SocketAddress peer);

        /** The proxy has checked that connections are accepted. */
        void checked(SocketAddress peer);
    }

    private final EventLoop loop;
    private final PortRegistry registry;
    private final StreamSocket socket;
    private final int id;
    private final Outcome outcome;
    private DelayedCall deadline;
    private byte[] held = {};
    private ProxyHeader header;

    private ProxyGate(
            EventLoop loop, PortRegistry registry, StreamSocket socket, int id, Outcome outcome) {
        this.loop = loop;
        this.registry = registry;
        this.socket = socket;
        this.id = id;
        this.outcome = outcome;
        deadline = loop.callLater(TIMEOUT, () -> refuse("no PROXY header came"));
    }

    /**
     * Waits for the header that is to come from {@code socket}; {@code registry} may end that.
     *
     * @param id the connection's number
     */
    static void open(
            EventLoop loop, PortRegistry registry, StreamSocket socket, int id, Outcome outcome) {
        ProxyGate gate = new ProxyGate(loop, registry, socket, id, outcome);
        registry.waitsForHeader(gate);
        try {
            socket.attach(loop.network(), gate, Ready.READ);
        } catch (IOException e) {
            gate.refuse(e.getMessage());
        }
    }

    @Override
    public void received(ByteBuffer bytes) {
        try {
            receive(bytes);
        } catch (IOException e) {
            endBecause(e.getMessage());
        } catch (Throwable e) {
            endBecause(e.toString());
        }
    }

    @Override
    public void ended() {
        endBecause("the connection ended before its PROXY header");
    }

    @Override
    public void failed(IOException cause) {
        endBecause(cause.getMessage());
    }

    @Override
    public void writable() {
        // Nothing is written.
    }

    private void receive(ByteBuffer bytes) throws IOException {
        int before = held.length;
        int count = bytes.remaining();
        held = Arrays.copyOf(held, before + count);
        bytes.get(held, before, count);
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
    private void endBecause(String why) {
        if (header == null) {
            refuse(why);
        } else {
            end();
            outcome.checked(socket.remoteAddress());
        }
    }

    /** Ends the connection: nothing was answered on it yet. */
    @Override
    public void end() {
        leave();
        socket.close(false);
    }

    private void leave() {
        registry.ended(this);
        if (deadline.isActive()) {
            deadline.cancel();
        }
    }

    private void pass() {
        leave();
        socket.interest(0);
        byte[] behind = Arrays.copyOfRange(held, header.length(), held.length);
        outcome.passed(
                header.source() == null
                        ? socket
                        : new ProxiedSocket(socket, header.source(), header.destination()),
                id,
                behind);
    }

    private void refuse(String why) {
        SocketAddress peer = socket.remoteAddress();
        loop.connectionLog().headerRefused(peer, id, why);
        end();
        outcome.refused(peer);
    }
}
