package org.ropewalk.selector;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
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
    private final Reserve reserve;
    private final Runnable closed;
    private final boolean inherited;

    /** A channel that ends with the port; {@code closed} is called when it has. */
    NioListenSocket(
            ServerSocketChannel channel, NioNetwork network, Reserve reserve, Runnable closed)
            throws IOException {
        this(channel, network, reserve, closed, false);
    }

    private NioListenSocket(
            ServerSocketChannel channel,
            NioNetwork network,
            Reserve reserve,
            Runnable closed,
            boolean inherited)
            throws IOException {
        this.channel = channel;
        this.network = network;
        this.reserve = reserve;
        this.closed = closed;
        this.inherited = inherited;
        this.local = channel.getLocalAddress();
    }

    /**
     * The channel that this process inherited. It stays open: when it is closed, the JDK redirects
     * the standard streams to nowhere, and what is logged from then on is lost.
     */
    static NioListenSocket inherited(
            ServerSocketChannel channel, NioNetwork network, Reserve reserve) throws IOException {
        return new NioListenSocket(channel, network, reserve, () -> {}, true);
    }

    @Override
    public @Nullable StreamSocket accept() throws IOException {
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
    public void close(Runnable freed) {
        if (inherited) {
            channel.keyFor(network.selector()).cancel();
        } else {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.debug("A listening channel could not be closed", e);
            }
            closed.run();
        }
        network.whenFreed(freed);
    }
}
