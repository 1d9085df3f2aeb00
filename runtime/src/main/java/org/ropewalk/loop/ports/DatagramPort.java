package org.ropewalk.loop.ports;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.ropewalk.loop.DatagramSocket;
import org.ropewalk.loop.Guard;
import org.ropewalk.loop.Network;
import org.ropewalk.loop.Ready;
import org.ropewalk.reactor.CannotListenException;
import org.ropewalk.reactor.DatagramProtocol;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.MessageLengthException;
import org.ropewalk.reactor.MulticastJoinException;
import org.ropewalk.reactor.MulticastTransport;
import org.ropewalk.reactor.Port;
import org.ropewalk.telemetry.LogGate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** A place where datagrams come and go. Lives on the home loop. */
final class DatagramPort implements Port, MulticastTransport, Ready, PortRegistry.Open {
    private static final Logger LOG = LoggerFactory.getLogger(DatagramPort.class);

    /** Datagrams, and bytes of them, that are received before others have their turn. */
    private static final int TURN_DATAGRAMS = 256;

    private static final int TURN_BYTES = 256 * 1024;
    private static final int MAX_TTL = 255;

    /** How a port gets its socket. */
    interface Binding {
        DatagramSocket bind(Network network, Ready ready) throws IOException;
    }

    private final LoopGroup loops;
    private final PortRegistry registry;
    private final Loop loop;
    private final Binding binding;
    private final String where;
    private final int wantedPort;
    private final SocketAddress peer;
    private final DatagramProtocol protocol;
    private final ByteBuffer received;
    private final int maxPacketBytes;
    private final PortSocket<DatagramSocket> socket;
    private final LogGate unsent = new LogGate(LOG, 1);
    private SocketAddress connectedTo;
    private boolean broadcastAllowed;
    private boolean loopback = true;
    private int ttl = 1;
    private long truncated;
    private long dropped;

    /**
     * A port that does not listen yet.
     *
     * @param loop what the transport calls its loop
     * @param where the interface or file, for messages
     * @param wantedPort -1 where there is none
     * @param peer to whom it is connected from the beginning, or null
     */
    DatagramPort(
            LoopGroup loops,
            PortRegistry registry,
            Loop loop,
            Binding binding,
            String where,
            int wantedPort,
            SocketAddress peer,
            DatagramProtocol protocol,
            int maxPacketBytes) {
        if (maxPacketBytes < 1) {
            throw new IllegalArgumentException(
                    "a datagram has at least one byte, not " + maxPacketBytes);
        }
        this.loops = loops;
        this.registry = registry;
        this.socket =
                new PortSocket<>(
                        loops, registry, DatagramSocket::localAddress, DatagramSocket::close);
        this.loop = loop;
        this.binding = binding;
        this.where = where;
        this.wantedPort = wantedPort;
        this.peer = peer;
        this.protocol = Objects.requireNonNull(protocol, "protocol");
        this.maxPacketBytes = maxPacketBytes;
        // One byte more than allowed shows that a datagram was longer.
        this.received = ByteBuffer.allocate(maxPacketBytes + 1);
    }

    // ---- the port

    @Override
    public void startListening() {
        loops.onHome(this::listen);
    }

    private void listen() {
        socket.checkMayOpen();
        socket.open(bind());
        connectedTo = peer;
        registry.receives(this);
        log("starts");
        guarded(() -> protocol.doStart(this));
    }

    private void log(String what) {
        Guard.run(
                LOG,
                "Logging a port",
                () -> LOG.info("{} {} on {}", name(), what, socket.address()));
    }

    private DatagramSocket bind() {
        try {
            DatagramSocket bound = binding.bind(loops.home().network(), this);
            try {
                if (peer != null) {
                    bound.connect(peer);
                }
                return bound;
            } catch (UnresolvedAddressException | UnsupportedAddressTypeException e) {
                bound.close(() -> {});
                throw new IllegalArgumentException("cannot connect to " + peer, e);
            } catch (IOException e) {
                bound.close(() -> {});
                throw e;
            }
        } catch (IOException e) {
            throw new CannotListenException(where, wantedPort, e);
        }
    }

    private String name() {
        String name = protocol.getClass().getSimpleName();
        return name.isEmpty() ? protocol.getClass().getName() : name;
    }

    private void guarded(Runnable call) {
        try {
            call.run();
        } catch (Throwable e) {
            loops.home().failed("{} failed; its port stays", protocol, e);
        }
    }

    @Override
    public void ready(int operations) {
        int bytes = 0;
        for (int i = 0; i < TURN_DATAGRAMS && bytes < TURN_BYTES && socket.isOpen(); i++) {
            SocketAddress from;
            try {
                received.clear();
                from = socket.get().receive(received);
            } catch (PortUnreachableException e) {
                guarded(protocol::connectionRefused);
                continue;
            } catch (IOException e) {
                loops.home().failed("Cannot receive at {}", where, e);
                return;
            }
            if (from == null) {
                return;
            }
            bytes += received.position();
            deliver(from);
        }
    }

    private void deliver(SocketAddress from) {
        int length = received.flip().remaining();
        byte[] data = new byte[Math.min(length, maxPacketBytes)];
        received.get(data);
        if (length > maxPacketBytes) {
            truncated++;
            guarded(() -> protocol.truncatedReceived(data, from));
        } else {
            guarded(() -> protocol.datagramReceived(data, from));
        }
    }

    @Override
    public boolean isListening() {
        return socket.isOpen();
    }

    @Override
    public CompletableFuture<Void> stopListening() {
        return socket.stop(this);
    }

    @Override
    public void end() {
        if (socket.isOpen()) {
            log("stops");
            socket.close(this);
            guarded(protocol::doStop);
        }
    }

    // ---- the transport

    @Override
    public void write(byte[] data, SocketAddress to) {
        loops.home().checkThread();
        checkAddress(to);
        if (connectedTo != null && !connectedTo.equals(to)) {
            throw new IllegalArgumentException(
                    "the transport is connected to "
                            + connectedTo
                            + ", and sends nothing to "
                            + to);
        }
        send(data, to);
    }

    @Override
    public void write(byte[] data) {
        loops.home().checkThread();
        if (connectedTo == null) {
            throw new IllegalStateException("the transport is not connected: pass an address");
        }
        send(data, null);
    }

    private static void checkAddress(SocketAddress address) {
        if (address instanceof InetSocketAddress inet && inet.isUnresolved()) {
            throw new IllegalArgumentException(
                    "datagrams are sent to IP addresses, not to host names: "
                            + inet.getHostString());
        }
    }

    private void send(byte[] data, SocketAddress to) {
        try {
            if (!socket.get().send(ByteBuffer.wrap(data), to)) {
                dropped++;
            }
        } catch (PortUnreachableException e) {
            // Never inside the caller's write.
            loops.home().callFromThread(() -> guarded(protocol::connectionRefused));
        } catch (UnsupportedAddressTypeException | UnresolvedAddressException e) {
            throw new IllegalArgumentException(to + " is of another family than " + getHost(), e);
        } catch (IOException e) {
            sendFailed(data, e);
        }
    }

    private void sendFailed(byte[] data, IOException cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.contains("too long")) {
            throw new MessageLengthException(data.length, cause);
        }
        if (message.contains("Permission denied") && !broadcastAllowed) {
            throw new IllegalArgumentException(
                    "to send to a broadcast address, call setBroadcastAllowed(true) first", cause);
        }
        dropped++;
        unsent.log(loops.home().nanoTime(), Level.DEBUG, "A datagram was not sent", cause);
    }

    @Override
    public void connect(SocketAddress peer) {
        loops.home().checkThread();
        checkAddress(peer);
        if (connectedTo != null) {
            throw new IllegalStateException("the transport is connected to " + connectedTo);
        }
        try {
            socket.get().connect(peer);
            connectedTo = peer;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "cannot connect to " + peer + ": " + e.getMessage(), e);
        }
    }

    private <T> void option(java.net.SocketOption<T> option, T value) {
        try {
            socket.get().option(option, value);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    option + " cannot be " + value + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void setBroadcastAllowed(boolean allowed) {
        loops.home().checkThread();
        option(StandardSocketOptions.SO_BROADCAST, allowed);
        broadcastAllowed = allowed;
    }

    @Override
    public boolean isBroadcastAllowed() {
        return broadcastAllowed;
    }

    @Override
    public long truncatedDatagrams() {
        return truncated;
    }

    @Override
    public long droppedDatagrams() {
        return dropped;
    }

    @Override
    public SocketAddress getPeer() {
        return connectedTo;
    }

    @Override
    public SocketAddress getHost() {
        return socket.address();
    }

    @Override
    public Loop loop() {
        return loop;
    }

    // ---- groups

    @Override
    public void joinGroup(InetAddress group, String interfaceName) {
        loops.home().checkThread();
        if (!group.isMulticastAddress()) {
            throw new MulticastJoinException(
                    group.getHostAddress() + " is not a multicast address", null);
        }
        try {
            NetworkInterface on = networkInterface(interfaceName);
            socket.get().join(group, on);
        } catch (MulticastJoinException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new MulticastJoinException(
                    "cannot join " + group.getHostAddress() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void leaveGroup(InetAddress group, String interfaceName) {
        loops.home().checkThread();
        try {
            if (socket.get().leave(group, networkInterface(interfaceName))) {
                return;
            }
        } catch (IOException e) {
            throw new MulticastJoinException(
                    "cannot leave " + group.getHostAddress() + ": " + e.getMessage(), e);
        }
        throw new MulticastJoinException(
                "cannot leave " + group.getHostAddress() + ": it was not joined", null);
    }

    private static NetworkInterface networkInterface(String name) throws SocketException {
        return (name == null ? Interfaces.forMulticast() : Interfaces.find(name))
                .orElseThrow(
                        () ->
                                new MulticastJoinException(
                                        name == null
                                                ? "there is no interface for groups"
                                                : "there is no interface " + name,
                                        null));
    }

    @Override
    public void setTtl(int hops) {
        loops.home().checkThread();
        if (hops < 0 || hops > MAX_TTL) {
            throw new IllegalArgumentException(
                    "the time to live is 0 to " + MAX_TTL + ", not " + hops);
        }
        option(StandardSocketOptions.IP_MULTICAST_TTL, hops);
        ttl = hops;
    }

    @Override
    public int getTtl() {
        return ttl;
    }

    @Override
    public void setLoopback(boolean looped) {
        loops.home().checkThread();
        option(StandardSocketOptions.IP_MULTICAST_LOOP, looped);
        loopback = looped;
    }

    @Override
    public boolean isLoopback() {
        return loopback;
    }

    @Override
    public void setOutgoingInterface(String interfaceName) {
        loops.home().checkThread();
        try {
            option(StandardSocketOptions.IP_MULTICAST_IF, networkInterface(interfaceName));
        } catch (SocketException e) {
            throw new MulticastJoinException(
                    "there is no interface " + interfaceName + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return socket.describe(where);
    }
}
