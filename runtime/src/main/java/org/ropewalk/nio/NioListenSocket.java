package org.ropewalk.nio;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.ropewalk.loop.ListenSocket;
import org.ropewalk.loop.StreamSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listening channel. */
final class NioListenSocket implements ListenSocket {
    private static final Logger LOG = LoggerFactory.getLogger(NioListenSocket.class);

    private final ServerSocketChannel channel;
    private final NioNetwork network;
    private final SocketAddress local;
    private final UnixSocketFile file;
    private final Reserve reserve;

    /** {@code file} goes with the socket; null if there is none. */
    NioListenSocket(
            ServerSocketChannel channel, NioNetwork network, UnixSocketFile file, Reserve reserve)
            throws IOException {
        this.channel = channel;
        this.network = network;
        this.file = file;
        this.reserve = reserve;
        this.local = channel.getLocalAddress();
    }

    @Override
    public StreamSocket accept() throws IOException {
        SocketChannel accepted = take();
        if (accepted == null) {
            return null;
        }
        try {
            accepted.configureBlocking(false);
            return new NioStreamSocket(accepted, accepted.getRemoteAddress());
        } catch (IOException e) {
            accepted.close();
            throw e;
        }
    }

    private SocketChannel take() throws IOException {
        reserve.hold();
        try {
            return channel.accept();
        } catch (IOException e) {
            reserve.release();
            throw e;
        }
    }

    @Override
    public void accepting(boolean accepting) {
        channel.keyFor(network.selector()).interestOps(accepting ? SelectionKey.OP_ACCEPT : 0);
    }

    @Override
    public SocketAddress localAddress() {
        return local;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("A listening channel could not be closed", e);
        }
        if (file != null) {
            file.release(true);
        }
    }
}
