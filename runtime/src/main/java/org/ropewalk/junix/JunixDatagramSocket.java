package org.ropewalk.junix;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.newsclub.net.unix.AFUNIXDatagramChannel;
import org.newsclub.net.unix.AFUNIXSelectorProvider;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import org.ropewalk.loop.DatagramSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A UNIX socket of datagrams. The JDK's selector does not know it, so a thread of its own waits for
 * it and puts what comes into a bounded queue, which the loop empties.
 */
final class JunixDatagramSocket implements DatagramSocket {
    private static final Logger LOG = LoggerFactory.getLogger(JunixDatagramSocket.class);

    /** Datagrams that wait for the loop; beyond them the system's own queue fills. */
    private static final int WAITING = 256;

    /** The largest datagram that is taken; what is longer is cut to it. */
    private static final int MAX_BYTES = 256 * 1024;

    private final Path local;
    private final AFUNIXDatagramChannel channel;
    private final Selector selector;
    private final BlockingQueue<Datagram> waiting = new ArrayBlockingQueue<>(WAITING);
    private final Runnable told;
    private final Runnable closed;
    private boolean connected;

    private record Datagram(byte[] data, SocketAddress from) {}

    private JunixDatagramSocket(
            Path local,
            AFUNIXDatagramChannel channel,
            Selector selector,
            Runnable told,
            Runnable closed) {
        this.local = local;
        this.channel = channel;
        this.selector = selector;
        this.told = told;
        this.closed = closed;
    }

    static DatagramSocket open(Path local, Runnable told, Runnable closed) throws IOException {
        AFUNIXSelectorProvider provider = AFUNIXSelectorProvider.provider();
        AFUNIXDatagramChannel channel = provider.openDatagramChannel();
        try {
            if (local != null) {
                if (Files.exists(local, LinkOption.NOFOLLOW_LINKS)) {
                    throw new BindException("Address already in use");
                }
                channel.bind(AFUNIXSocketAddress.of(local));
            }
            channel.configureBlocking(false);
            JunixDatagramSocket socket =
                    new JunixDatagramSocket(local, channel, provider.openSelector(), told, closed);
            channel.register(socket.selector, SelectionKey.OP_READ);
            Thread thread = new Thread(socket::receiveAll, "ropewalk-unix-datagrams");
            thread.setDaemon(true);
            thread.start();
            return socket;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    // ---- the bridge's thread

    private void receiveAll() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(MAX_BYTES);
        try {
            while (channel.isOpen()) {
                selector.select();
                selector.selectedKeys().clear();
                receiveAll(buffer);
            }
        } catch (ClosedSelectorException | ClosedChannelException e) {
            LOG.debug("A UNIX socket of datagrams was closed");
        } catch (IOException e) {
            if (channel.isOpen()) {
                LOG.error("Receiving has stopped at {}", local, e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void receiveAll(ByteBuffer buffer) throws IOException, InterruptedException {
        while (true) {
            buffer.clear();
            SocketAddress from = channel.receive(buffer);
            if (from == null && buffer.position() == 0) {
                return;
            }
            byte[] data = new byte[buffer.flip().remaining()];
            buffer.get(data);
            waiting.put(new Datagram(data, address(from)));
            told.run();
        }
    }

    private static SocketAddress address(SocketAddress from) {
        return from instanceof AFUNIXSocketAddress unix && unix.hasFilename()
                ? UnixDomainSocketAddress.of(unix.getPath())
                : UnixDomainSocketAddress.of("");
    }

    // ---- the loop's thread

    @Override
    public SocketAddress receive(ByteBuffer into) {
        Datagram datagram = waiting.poll();
        if (datagram == null) {
            return null;
        }
        into.put(datagram.data(), 0, Math.min(into.remaining(), datagram.data().length));
        return datagram.from();
    }

    @Override
    public boolean send(ByteBuffer from, SocketAddress to) throws IOException {
        int length = from.remaining();
        ByteBuffer direct = ByteBuffer.allocateDirect(Math.max(1, length)).put(from).flip();
        int sent = connected ? channel.write(direct) : channel.send(direct, junix(to));
        return sent > 0 || length == 0;
    }

    private static AFUNIXSocketAddress junix(SocketAddress address) throws IOException {
        if (address instanceof UnixDomainSocketAddress unix) {
            return AFUNIXSocketAddress.of(unix.getPath());
        }
        throw new IllegalArgumentException(address + " is not the address of a UNIX socket");
    }

    @Override
    public void connect(SocketAddress peer) throws IOException {
        channel.connect(junix(peer));
        connected = true;
    }

    @Override
    public void join(InetAddress group, NetworkInterface on) {
        throw new UnsupportedOperationException("UNIX sockets have no groups");
    }

    @Override
    public boolean leave(InetAddress group, NetworkInterface on) {
        throw new UnsupportedOperationException("UNIX sockets have no groups");
    }

    @Override
    public <T> void option(SocketOption<T> option, T value) {
        throw new UnsupportedOperationException("UNIX sockets have no option " + option);
    }

    @Override
    public SocketAddress localAddress() {
        return UnixDomainSocketAddress.of(local == null ? Path.of("") : local);
    }

    @Override
    public void close(Runnable freed) {
        try {
            channel.close();
            selector.close();
        } catch (IOException e) {
            LOG.debug("A UNIX socket of datagrams could not be closed", e);
        }
        closed.run();
        freed.run();
    }
}
