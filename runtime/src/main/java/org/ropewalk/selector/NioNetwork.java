package org.ropewalk.selector;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ropewalk.junix.JunixDatagrams;
import org.ropewalk.loop.DatagramSocket;
import org.ropewalk.loop.ListenOptions;
import org.ropewalk.loop.ListenSocket;
import org.ropewalk.loop.Network;
import org.ropewalk.loop.Ready;
import org.ropewalk.loop.StreamEvents;
import org.ropewalk.loop.StreamSocket;
import org.ropewalk.reactor.Transport;
import org.ropewalk.telemetry.LogGate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** A loop's network over one selector. */
public final class NioNetwork implements Network {
    private static final Logger LOG = LoggerFactory.getLogger(NioNetwork.class);
    private static final long NS_PER_MS = 1_000_000;

    /** So much is given to the system in one call: a value of 1 MiB and the lines around it. */
    private static final int MOST_WRITE_BYTES = 17 * Transport.CHUNK_BYTES;

    /** Room for what follows the largest part of a reply. */
    private static final int MOST_BEHIND_BYTES = 1 << 10;

    /** How often in a row a selector may return for no reason, before another takes its place. */
    private static final int MOST_IDLE_RETURNS = 512;

    /** How often that limit is doubled, so that a machine without a good selector logs little. */
    private static final int MOST_DOUBLINGS = 12;

    private final Opener opener;
    private volatile Selector selector;
    private final Consumer<SelectionKey> ready = this::tell;
    private final LogGate failures = new LogGate(LOG);

    /** What streams receive is read into this, one after the other. */
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(Transport.CHUNK_BYTES);

    /** What streams send goes through this, one after the other. */
    private ByteBuffer writeBuffer = ByteBuffer.allocateDirect(Transport.CHUNK_BYTES);

    /** Where replies have bytes that are sent from there; null before the first. */
    private @Nullable ByteBuffer place;

    private final PendingWrites pending = new PendingWrites(System::nanoTime);

    /** What sockets that no selector knows have received. */
    private final Queue<Ready> bridged = new ConcurrentLinkedQueue<>();

    /**
     * What is called after the next poll: a selector lets go of the channels that were closed, and
     * so of their addresses, when it selects next.
     */
    private final Queue<Runnable> freed = new ArrayDeque<>();

    /** Whether a loop polls. */
    private boolean polled;

    /** Made with the first socket that listens. */
    private @Nullable Reserve reserve;

    /** Whether somebody wanted the selector to return. */
    private volatile boolean woken;

    private int idleReturns;
    private int replaced;

    /** Opens selectors. */
    @FunctionalInterface
    interface Opener {
        /** A new one. */
        Selector open() throws IOException;
    }

    /** A network with a selector of its own; throws if the system gives none. */
    public NioNetwork() throws IOException {
        this(Selector::open);
    }

    NioNetwork(Opener opener) throws IOException {
        this.opener = opener;
        this.selector = opener.open();
    }

    Selector selector() {
        return selector;
    }

    /** What streams have written in the poll that is under way. */
    PendingWrites pending() {
        return pending;
    }

    /** For {@code length} bytes that a stream sends, or for a part; its content is undefined. */
    ByteBuffer writeBuffer(int length) {
        int capacity = writeBuffer.capacity();
        if (length > capacity && capacity < MOST_WRITE_BYTES) {
            // A call of the system for each small part would cost more than the copy.
            writeBuffer = ByteBuffer.allocateDirect(MOST_WRITE_BYTES);
        }
        return writeBuffer;
    }

    @Override
    public @Nullable ByteBuffer place(int bytes) {
        if (bytes > MOST_WRITE_BYTES - MOST_BEHIND_BYTES) {
            return null;
        }
        if (place == null) {
            place = ByteBuffer.allocateDirect(MOST_WRITE_BYTES);
        }
        return place;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public int poll(long timeoutNs) throws IOException {
        polled = true;
        int due = freed.size();
        int count;
        pending.begin();
        try {
            count =
                    timeoutNs == 0 || !bridged.isEmpty() || due > 0
                            ? selector.selectNow(ready)
                            : select(timeoutNs);
        } finally {
            pending.end();
        }
        if (due > 0) {
            runFreed(due);
        }
        for (Ready told = bridged.poll(); told != null; told = bridged.poll()) {
            tell(told, Ready.READ);
            count++;
        }
        return count;
    }

    /**
     * Calls {@code call} when the selector has let go of a channel that was closed: after the next
     * poll, and at once if nothing polls yet.
     */
    void whenFreed(Runnable call) {
        freed.add(call);
        if (!polled) {
            letGo();
        }
    }

    /** Selects only to let go of closed channels; what is ready stays so. */
    private void letGo() {
        try {
            selector.selectNow(key -> {});
        } catch (IOException e) {
            LOG.debug("A selector cannot select", e);
        }
        runFreed(freed.size());
    }

    /** Runs the first calls; those that came during the poll wait for the next. */
    private void runFreed(int count) {
        for (int i = 0; i < count; i++) {
            freed.remove().run();
        }
    }

    @Override
    public void streams(Consumer<StreamEvents> taker) {
        Set<SelectionKey> keys = selector.isOpen() ? selector.keys() : Set.of();
        for (SelectionKey key : keys) {
            if (key.isValid() && key.attachment() instanceof StreamEvents events) {
                taker.accept(events);
            }
        }
    }

    private int select(long timeoutNs) throws IOException {
        long begunNs = System.nanoTime();
        // Rounded up, for a wait of 0 ms would never end.
        int count =
                selector.select(ready, timeoutNs < 0 ? 0 : (timeoutNs + NS_PER_MS - 1) / NS_PER_MS);
        if (count > 0
                || woken
                || Thread.currentThread().isInterrupted()
                || timeoutNs > 0 && System.nanoTime() - begunNs >= timeoutNs / 2) {
            if (woken) {
                woken = false;
            }
            idleReturns = 0;
        } else if (++idleReturns >= MOST_IDLE_RETURNS << Math.min(replaced, MOST_DOUBLINGS)) {
            idleReturns = 0;
            replace();
        }
        return count;
    }

    /** Another selector takes over what this one knows: it returns for no reason. */
    private void replace() throws IOException {
        replaced++;
        LOG.warn("A selector returned repeatedly without a reason; it is replaced");
        Selector next = opener.open();
        Selector last = selector;
        for (SelectionKey key : last.keys()) {
            if (key.isValid()) {
                key.channel().register(next, key.interestOps(), key.attachment());
            }
        }
        selector = next;
        last.close();
    }

    private void tell(SelectionKey key) {
        int told;
        try {
            int operations = key.readyOps();
            told =
                    (operations & (SelectionKey.OP_READ | SelectionKey.OP_ACCEPT)) != 0
                            ? Ready.READ
                            : 0;
            if ((operations & (SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT)) != 0) {
                told |= Ready.WRITE;
            }
        } catch (CancelledKeyException endedInThisTurn) {
            return;
        }
        if (key.attachment() instanceof StreamEvents events) {
            tell(key, events, told);
        } else {
            tell((Ready) key.attachment(), told);
        }
    }

    private void tell(SelectionKey key, StreamEvents events, int operations) {
        try {
            if ((operations & Ready.WRITE) != 0) {
                // What the peer was too slow for counts as taken only when the system has it.
                pending.pause();
                events.writable();
                pending.begin();
            }
            if ((operations & Ready.READ) != 0 && key.isValid()) {
                read((SocketChannel) key.channel(), events);
            }
        } catch (Throwable e) {
            failed(e);
        }
    }

    private void read(SocketChannel channel, StreamEvents events) {
        pending.informs();
        int count;
        try {
            count = channel.read(buffer.clear());
        } catch (IOException e) {
            events.failed(e);
            return;
        }
        if (count > 0) {
            events.received(buffer.flip());
        } else if (count < 0) {
            events.ended();
        }
    }

    private void tell(Ready waiting, int operations) {
        try {
            waiting.ready(operations);
        } catch (CancelledKeyException endedInThisTurn) {
            return;
        } catch (Throwable e) {
            failed(e);
        }
    }

    private void failed(Throwable failure) {
        try {
            failures.log(nanoTime(), Level.ERROR, "What waits for a socket failed", failure);
        } catch (Throwable exhausted) {
            // The other sockets are served without a log.
            return;
        }
    }

    /** Waits until a poll would inform a socket, or {@link #wakeup()} is called; any thread. */
    public void await() throws IOException {
        selector.select();
    }

    @Override
    public void wakeup() {
        woken = true;
        selector.wakeup();
    }

    @Override
    public ListenSocket listen(SocketAddress local, ListenOptions options, Ready accepting)
            throws IOException {
        return local instanceof UnixDomainSocketAddress unix
                ? listenUnix(unix, options, accepting)
                : listenInternet(local, options, accepting);
    }

    private ListenSocket listenInternet(SocketAddress local, ListenOptions options, Ready accepting)
            throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(local, options.backlog());
            register(channel, accepting);
            return new NioListenSocket(channel, this, reserve(), () -> {});
        } catch (IOException | RuntimeException e) {
            throw closed(channel, e);
        }
    }

    private ListenSocket listenUnix(
            UnixDomainSocketAddress local, ListenOptions options, Ready accepting)
            throws IOException {
        UnixSocketFile file = UnixSocketFile.claim(local.getPath(), options.lock());
        ServerSocketChannel channel = null;
        try {
            channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            channel.bind(local, options.backlog());
            file.made();
            file.mode(options.mode());
            register(channel, accepting);
            return new NioListenSocket(channel, this, reserve(), file::release);
        } catch (IOException | RuntimeException e) {
            file.release();
            throw closed(channel, e);
        }
    }

    @Override
    public ListenSocket inherited(Ready accepting) throws IOException {
        Channel channel = System.inheritedChannel();
        if (channel instanceof ServerSocketChannel listening) {
            return inherited(listening, accepting);
        }
        throw new IOException(
                "standard input is not a listening socket; have it passed as descriptor 0"
                        + " (systemd: StandardInput=socket)");
    }

    /** Listens with a channel that stays open when the port stops. */
    ListenSocket inherited(ServerSocketChannel channel, Ready accepting) throws IOException {
        register(channel, accepting);
        return NioListenSocket.inherited(channel, this, reserve());
    }

    private void register(ServerSocketChannel channel, Ready accepting) throws IOException {
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_ACCEPT, accepting);
    }

    private Reserve reserve() throws IOException {
        if (reserve == null) {
            reserve = new Reserve();
        }
        return reserve;
    }

    /** Closes what cannot be used; the exception to throw then. */
    private static IOException closed(@Nullable Channel channel, Exception cause)
            throws IOException {
        if (channel != null) {
            channel.close();
        }
        return cause instanceof IOException failure
                ? failure
                : new IOException(cause.getMessage(), cause);
    }

    @Override
    public StreamSocket connect(SocketAddress remote, SocketAddress local) throws IOException {
        SocketChannel channel =
                remote instanceof UnixDomainSocketAddress
                        ? SocketChannel.open(StandardProtocolFamily.UNIX)
                        : SocketChannel.open();
        try {
            channel.configureBlocking(false);
            if (local instanceof InetSocketAddress) {
                // A port that the last connection from it has left may be used again at once.
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                channel.bind(local);
            }
            channel.connect(remote);
            return new NioStreamSocket(channel, remote);
        } catch (IOException | RuntimeException e) {
            throw closed(channel, e);
        }
    }

    @Override
    public DatagramSocket bind(SocketAddress local, boolean shared, Ready receiving)
            throws IOException {
        // A channel for both families can join no group of IPv4.
        boolean six =
                local instanceof InetSocketAddress address
                        && address.getAddress() instanceof Inet6Address;
        DatagramChannel channel =
                DatagramChannel.open(
                        six ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
        try {
            if (shared) {
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                if (channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
                    channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
                }
            }
            channel.bind(local);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, receiving);
            return new NioDatagramSocket(channel, this);
        } catch (IOException | RuntimeException e) {
            throw closed(channel, e);
        }
    }

    @Override
    public DatagramSocket bindUnix(Path local, int mode, Ready receiving) throws IOException {
        if (local == null) {
            return JunixDatagrams.bind(null, () -> told(receiving), () -> {});
        }
        UnixSocketFile file = UnixSocketFile.claim(local, false);
        DatagramSocket socket = JunixDatagrams.bind(local, () -> told(receiving), file::release);
        try {
            file.made();
            file.mode(mode);
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close(() -> {});
            throw e;
        }
    }

    /** A bridge has datagrams; from its own thread. */
    private void told(Ready receiving) {
        bridged.add(receiving);
        wakeup();
    }

    @Override
    public void close() {
        if (reserve != null) {
            reserve.release();
        }
        try {
            selector.close();
        } catch (IOException e) {
            failed(e);
        }
    }
}
