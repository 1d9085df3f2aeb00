package org.ropewalk.selector;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ropewalk.loop.DatagramSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A channel of datagrams. */
final class NioDatagramSocket implements DatagramSocket {
    private static final Logger LOG = LoggerFactory.getLogger(NioDatagramSocket.class);

    private final DatagramChannel channel;
    private final NioNetwork network;
    private final Map<Membership, MembershipKey> memberships = new HashMap<>();
    private boolean connected;

    private record Membership(InetAddress group, NetworkInterface on) {}

    NioDatagramSocket(DatagramChannel channel, NioNetwork network) {
        this.channel = channel;
        this.network = network;
    }

    @Override
    public SocketAddress receive(ByteBuffer into) throws IOException {
        return channel.receive(into);
    }

    @Override
    public boolean send(ByteBuffer from, SocketAddress to) throws IOException {
        int length = from.remaining();
        int sent = connected ? channel.write(from) : channel.send(from, to);
        return sent > 0 || length == 0;
    }

    @Override
    public void connect(SocketAddress peer) throws IOException {
        channel.connect(peer);
        connected = true;
    }

    @Override
    public void join(InetAddress group, NetworkInterface on) throws IOException {
        memberships.put(new Membership(group, on), channel.join(group, on));
    }

    @Override
    public boolean leave(InetAddress group, NetworkInterface on) {
        MembershipKey key = memberships.remove(new Membership(group, on));
        if (key == null) {
            return false;
        }
        key.drop();
        return true;
    }

    @Override
    public <T> void option(SocketOption<T> option, T value) throws IOException {
        channel.setOption(option, value);
    }

    @Override
    public @Nullable SocketAddress localAddress() {
        try {
            return channel.getLocalAddress();
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public void close(Runnable freed) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("A channel of datagrams could not be closed", e);
        }
        network.whenFreed(freed);
    }
}
