package org.ropewalk.datagram;

import java.net.SocketAddress;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.line.LineFormat;
import org.ropewalk.reactor.ConnectionDone;
import org.ropewalk.reactor.DatagramProtocol;
import org.ropewalk.reactor.DatagramTransport;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Protocol;

/**
 * Connects a client with a server of datagrams. Each write of the client is one datagram, and it
 * receives one datagram at a time. A server that does not listen is not noticed: calls wait for
 * their time. Belongs to the port's loop.
 */
@ForGeneratedCode
public final class DatagramLink extends DatagramProtocol {
    private final Protocol client;
    private final LineFormat format;
    private final BooleanSupplier incomplete;
    private final Runnable cutOff;
    private final Input input = new Input();
    private @Nullable Port port;
    private @Nullable Link link;

    /**
     * A link for {@code client}, whose lines are encoded as {@code format} has it.
     *
     * @param incomplete whether the client waits for the rest of a payload
     * @param cutOff called if the end of a datagram cuts off a payload
     */
    public DatagramLink(
            Protocol client, LineFormat format, BooleanSupplier incomplete, Runnable cutOff) {
        this.client = client;
        this.format = format;
        this.incomplete = incomplete;
        this.cutOff = cutOff;
    }

    /** The port that was opened for this link. */
    public void on(Port opened) {
        port = opened;
        if (link != null && !link.isOpen()) {
            port.stopListening();
        }
    }

    @Override
    protected void startProtocol() {
        link = new Link(transport());
        client.makeConnection(link);
    }

    @Override
    public void datagramReceived(byte[] data, SocketAddress from) {
        Link shown = link;
        if (shown == null) {
            return;
        }
        shown.busy = true;
        try {
            showWhole(data, shown);
        } finally {
            shown.busy = false;
        }
        if (shown.isOpen()) {
            client.writable();
        }
    }

    private void showWhole(byte[] data, Link shown) {
        show(data, shown);
        if (shown.isOpen() && (input.remaining() > 0 || incomplete.getAsBoolean())) {
            show(Lines.completed(format, data, data.length - input.remaining()), shown);
        }
        if (shown.isOpen() && incomplete.getAsBoolean()) {
            cutOff.run();
        }
    }

    /** Shows all of {@code data}, unless the client closes the link. */
    private void show(byte[] data, Link shown) {
        input.show(data, 0, data.length);
        int before;
        do {
            before = input.remaining();
            client.inputReceived(input);
        } while (shown.isOpen() && input.remaining() > 0 && input.remaining() < before);
    }

    @Override
    protected void stopProtocol() {
        if (link != null) {
            link.open = false;
        }
        client.endConnection(new ConnectionDone("the port was closed"));
    }

    /** The client's connection. */
    private final class Link extends DatagramEnd {
        private boolean open = true;

        /** Whether a datagram is shown: it answers nothing that is sent meanwhile. */
        private boolean busy;

        Link(DatagramTransport transport) {
            super(
                    transport,
                    Objects.requireNonNullElseGet(transport.getPeer(), transport::getHost));
        }

        @Override
        public int messageBytes() {
            return DatagramTransport.MAX_PACKET_BYTES;
        }

        @Override
        public void write(byte[] data, int offset, int length) {
            if (open && length > 0) {
                socket().write(Arrays.copyOfRange(data, offset, offset + length));
            }
        }

        @Override
        public boolean isWritable() {
            return !busy;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void pauseReading() {}

        @Override
        public void resumeReading() {}

        @Override
        public void redeliver() {}

        @Override
        public void loseConnection() {
            close();
        }

        @Override
        public void abortConnection() {
            close();
        }

        private void close() {
            if (open) {
                open = false;
                // The client is told in a turn of its own.
                loop().callFromThread(
                                () -> {
                                    if (port != null) {
                                        port.stopListening();
                                    }
                                });
            }
        }
    }
}
