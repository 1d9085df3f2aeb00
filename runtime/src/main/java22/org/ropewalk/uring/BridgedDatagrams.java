package org.ropewalk.uring;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import org.ropewalk.loop.DatagramSocket;

/** A socket of datagrams whose selector is woken when it is closed: it then frees the address. */
final class BridgedDatagrams implements DatagramSocket {
    private final DatagramSocket socket;
    private final Runnable wakeup;

    BridgedDatagrams(DatagramSocket socket, Runnable wakeup) {
        this.socket = socket;
        this.wakeup = wakeup;
    }

    @Override
    public SocketAddress receive(ByteBuffer into) throws IOException {
        return socket.receive(into);
    }

    @Override
    public boolean send(ByteBuffer from, SocketAddress to) throws IOException {
        return socket.send(from, to);
    }

    @Override
    public void connect(SocketAddress peer) throws IOException {
        socket.connect(peer);
    }

    @Override
    public void join(InetAddress group, NetworkInterface on) throws IOException {
        socket.join(group, on);
    }

    @Override
    public boolean leave(InetAddress group, NetworkInterface on) throws IOException {
        return socket.leave(group, on);
    }

    @Override
    public <T> void option(SocketOption<T> option, T value) throws IOException {
        socket.option(option, value);
    }

    @Override
    public SocketAddress localAddress() {
        return socket.localAddress();
    }

    @Override
    public void close(Runnable freed) {
        socket.close(freed);
        wakeup.run();
    }
}
