package org.ropewalk.nio;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.ropewalk.loop.ListenSocket;
import org.ropewalk.loop.Network;
import org.ropewalk.loop.Ready;
import org.ropewalk.loop.StreamSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A loop's network over one selector. */
final class NioNetwork implements Network {
    private static final Logger LOG = LoggerFactory.getLogger(NioNetwork.class);
    private static final long NS_PER_MS = 1_000_000;

    private final Selector selector = Selector.open();
    private final Consumer<SelectionKey> ready = NioNetwork::tell;

    NioNetwork() throws IOException {}

    Selector selector() {
        return selector;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public int poll(long timeoutNs) throws IOException {
        if (timeoutNs == 0) {
            return selector.selectNow(ready);
        }
        // Rounded up, for a wait of 0 ms would never end.
        return selector.select(ready, timeoutNs < 0 ? 0 : (timeoutNs + NS_PER_MS - 1) / NS_PER_MS);
    }

    private static void tell(SelectionKey key) {
        try {
            int operations = key.readyOps();
            int told =
                    (operations & (SelectionKey.OP_READ | SelectionKey.OP_ACCEPT)) != 0
                            ? Ready.READ
                            : 0;
            if ((operations & (SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT)) != 0) {
                told |= Ready.WRITE;
            }
            ((Ready) key.attachment()).ready(told);
        } catch (CancelledKeyException e) {
            LOG.trace("A connection ended in the turn in which it was ready");
        } catch (Throwable e) {
            LOG.error("What waits for a socket failed", e);
        }
    }

    @Override
    public void wakeup() {
        selector.wakeup();
    }

    @Override
    public ListenSocket listen(SocketAddress local, int backlog, Ready accepting)
            throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(local, backlog);
            channel.configureBlocking(false);
            return new NioListenSocket(
                    channel, channel.register(selector, SelectionKey.OP_ACCEPT, accepting));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e instanceof IOException failure ? failure : new IOException(e.getMessage(), e);
        }
    }

    @Override
    public StreamSocket connect(SocketAddress remote) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.connect(remote);
            return new NioStreamSocket(channel, remote);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e instanceof IOException failure ? failure : new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException e) {
            LOG.debug("A selector could not be closed", e);
        }
    }
}
