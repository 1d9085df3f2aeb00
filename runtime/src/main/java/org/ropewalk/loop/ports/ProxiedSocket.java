package org.ropewalk.loop.ports;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import org.ropewalk.loop.Network;
import org.ropewalk.loop.StreamEvents;
import org.ropewalk.loop.StreamSocket;
import org.ropewalk.reactor.Output;

/** A connection through a proxy: its addresses are those that the proxy speaks for. */
final class ProxiedSocket implements StreamSocket {
    private final StreamSocket socket;
    private final SocketAddress source;
    private final SocketAddress destination;

    ProxiedSocket(StreamSocket socket, SocketAddress source, SocketAddress destination) {
        this.socket = socket;
        this.source = source;
        this.destination = destination;
    }

    @Override
    public void attach(Network network, StreamEvents events, int operations) throws IOException {
        socket.attach(network, events, operations);
    }

    @Override
    public void detach() {
        socket.detach();
    }

    @Override
    public void interest(int operations) {
        socket.interest(operations);
    }

    @Override
    public boolean finishConnect() throws IOException {
        return socket.finishConnect();
    }

    @Override
    public int write(byte[] from, int start, int end) throws IOException {
        return socket.write(from, start, end);
    }

    @Override
    public int write(Output from, int start, int end) throws IOException {
        return socket.write(from, start, end);
    }

    @Override
    public boolean isSending() {
        return socket.isSending();
    }

    @Override
    public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public <T> void setOption(SocketOption<T> option, T value) throws IOException {
        socket.setOption(option, value);
    }

    @Override
    public <T> T getOption(SocketOption<T> option) throws IOException {
        return socket.getOption(option);
    }

    @Override
    public SocketAddress localAddress() {
        return destination;
    }

    @Override
    public SocketAddress remoteAddress() {
        return source;
    }

    @Override
    public void close(boolean reset) {
        socket.close(reset);
    }
}
