package org.ropewalk.testing;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ropewalk.loop.DatagramSocket;
import org.ropewalk.loop.Ready;

/** A socket of datagrams in memory: what is sent arrives whole, once and in order. */
final class MemoryDatagramSocket implements DatagramSocket, MemoryKernel.Source {
    /** What UDP over IPv4 has room for. */
    private static final int MAX_BYTES = 65_507;

    private final MemoryKernel kernel;
    private final SocketAddress local;
    private final Ready ready;
    private final Queue<Datagram> waiting = new ArrayDeque<>();
    private final Set<InetAddress> groups = new HashSet<>();
    private @Nullable SocketAddress peer;
    private boolean refused;
    private boolean loopback = true;

    private record Datagram(byte[] data, SocketAddress from) {}

    MemoryDatagramSocket(MemoryKernel kernel, SocketAddress local, Ready ready) {
        this.kernel = kernel;
        this.local = local;
        this.ready = ready;
    }

    boolean isMember(InetAddress group) {
        return groups.contains(group);
    }

    boolean isLoopback() {
        return loopback;
    }

    void arrive(byte[] data, SocketAddress from) {
        if (peer == null || peer.equals(from)) {
            waiting.add(new Datagram(data, from));
        }
    }

    @Override
    public boolean isReady() {
        return !waiting.isEmpty() || refused;
    }

    @Override
    public boolean tell() {
        if (!isReady()) {
            return false;
        }
        ready.ready(Ready.READ);
        return true;
    }

    @Override
    public @Nullable SocketAddress receive(ByteBuffer into) throws PortUnreachableException {
        if (refused) {
            refused = false;
            throw new PortUnreachableException();
        }
        Datagram datagram = waiting.poll();
        if (datagram == null) {
            return null;
        }
        into.put(datagram.data(), 0, Math.min(into.remaining(), datagram.data().length));
        return datagram.from();
    }

    @Override
    @SuppressWarnings("NullAway") // A receiver is named, or connected.
    public boolean send(ByteBuffer from, @Nullable SocketAddress to) throws SocketException {
        if (from.remaining() > MAX_BYTES) {
            throw new SocketException("Message too long");
        }
        byte[] data = new byte[from.remaining()];
        from.get(data);
        boolean arrived = kernel.network().send(this, data, to == null ? peer : to);
        refused |= !arrived && peer != null;
        return true;
    }

    @Override
    public void connect(SocketAddress connected) {
        peer = connected;
        waiting.removeIf(datagram -> !datagram.from().equals(connected));
    }

    @Override
    public void join(InetAddress group, NetworkInterface on) {
        groups.add(group);
    }

    @Override
    public boolean leave(InetAddress group, NetworkInterface on) {
        return groups.remove(group);
    }

    @Override
    public <T> void option(SocketOption<T> option, T value) {
        if (option == StandardSocketOptions.IP_MULTICAST_LOOP) {
            loopback = (Boolean) value;
        }
    }

    @Override
    public SocketAddress localAddress() {
        return local;
    }

    @Override
    public void close(Runnable freed) {
        kernel.remove(this);
        kernel.network().unbind(this);
        kernel.whenFreed(freed);
    }
}
