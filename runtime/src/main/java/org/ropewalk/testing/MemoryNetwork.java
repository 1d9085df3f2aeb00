package org.ropewalk.testing;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.ropewalk.loop.EventLoop;
import org.ropewalk.loop.Ready;
import org.ropewalk.loop.ports.LoopReactor;
import org.ropewalk.reactor.Reactor;

/**
 * A network in memory with a simulated clock. Its reactors run the same transports, ports and
 * connectors as real ones, on the calling thread. Nothing happens outside {@link #run()} and {@link
 * #advance}. A seed determines how reads and writes are split and which connection is served first,
 * so a failure can be repeated. Belongs to one thread.
 *
 * <pre>{@code
 * MemoryNetwork network = new MemoryNetwork(42);
 * Reactor reactor = network.reactor();
 * Port port = reactor.listen("tcp:11211", factory);
 * network.run();
 * }</pre>
 */
public final class MemoryNetwork {
    /** Turns after which a network that is still busy is taken to be spinning. */
    private static final int MAX_TURNS = 1_000_000;

    private static final int FIRST_FREE_PORT = 49_152;
    private static final int LAST_FREE_PORT = 65_535;
    private static final int SOCKET_BUFFER_BYTES = 64 * 1024;

    private final Random random;
    private final List<LoopReactor> reactors = new ArrayList<>();

    /** Reactors that do not run. */
    private final Set<Reactor> suspended = new HashSet<>();

    private final Map<Object, MemoryListenSocket> listeners = new HashMap<>();
    private final List<MemoryDatagramSocket> datagramSockets = new ArrayList<>();
    private final Set<String> refusing = new HashSet<>();
    private final Set<String> ignoring = new HashSet<>();
    private int nextPort = FIRST_FREE_PORT;

    /** The clock runs over its end after a minute, as a machine's may at any time. */
    private long nowNs = Long.MAX_VALUE - Duration.ofMinutes(1).toNanos();

    private int maxReadBytes = Integer.MAX_VALUE;
    private int maxWriteBytes = Integer.MAX_VALUE;
    private int bufferBytes = SOCKET_BUFFER_BYTES;
    private int sendBufferBytes;
    private int acceptFailures;

    /** A network whose random decisions depend on {@code seed}. */
    public MemoryNetwork(long seed) {
        random = new Random(seed);
    }

    // ---- what a test sets

    /** Splits reads: each reads a random number of bytes, from one to this. */
    public MemoryNetwork maxReadBytes(int bytes) {
        maxReadBytes = positive(bytes);
        return this;
    }

    /** Splits writes: of each, a random number of bytes is written, from one to this. */
    public MemoryNetwork maxWriteBytes(int bytes) {
        maxWriteBytes = positive(bytes);
        return this;
    }

    /** The size of the buffer of a connection in each direction; by default 64 KiB. */
    public MemoryNetwork bufferBytes(int bytes) {
        bufferBytes = positive(bytes);
        return this;
    }

    /**
     * Sets how many bytes a connection keeps in each direction when the receiver has no room; by
     * default none. The system has accepted these bytes, but they have not arrived: a reset drops
     * them, a normal close delivers them.
     */
    public MemoryNetwork sendBufferBytes(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a count of bytes must not be negative: " + bytes);
        }
        sendBufferBytes = bytes;
        return this;
    }

    /**
     * Makes the next {@code count} attempts to accept fail, as if the process had no free file
     * descriptor.
     */
    public MemoryNetwork failAccepts(int count) {
        acceptFailures = count;
        return this;
    }

    /** Makes the host with this address refuse connections. */
    public MemoryNetwork refuse(String address) {
        refusing.add(address);
        return this;
    }

    /** Makes the host with this address not answer at all. */
    public MemoryNetwork ignore(String address) {
        ignoring.add(address);
        return this;
    }

    private static int positive(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("at least one byte, not " + bytes);
        }
        return bytes;
    }

    // ---- what a test does

    /** A reactor on this network; it runs inside {@link #run()} and {@link #advance}. */
    public Reactor reactor() {
        return reactor(1);
    }

    /**
     * A reactor with {@code loops} loops. They run one after the other on the calling thread.
     * Between the runs of this network, that thread counts as the home loop's.
     */
    public Reactor reactor(int loops) {
        List<EventLoop> made = new ArrayList<>();
        for (int i = 0; i < loops; i++) {
            made.add(new EventLoop(new MemoryKernel(this), false));
        }
        LoopReactor reactor = LoopReactor.simulated(made);
        reactors.add(reactor);
        return reactor;
    }

    /**
     * Stops a reactor from running, as the system suspends a process: its connections stay open,
     * but nothing is read and no delayed call is made until {@link #resume}.
     *
     * @throws IllegalArgumentException if it is not on this network
     */
    public void suspend(Reactor reactor) {
        if (!reactors.contains(reactor)) {
            throw new IllegalArgumentException("the reactor is not on this network");
        }
        suspended.add(reactor);
    }

    /** Lets a suspended reactor run again; the delayed calls that are due are made late. */
    public void resume(Reactor reactor) {
        suspended.remove(reactor);
    }

    /**
     * Connects to {@code port} without a reactor: the test reads and writes itself, at its own
     * speed.
     */
    public MemoryPeer connectPeer(int port) {
        return new MemoryPeer(
                connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    }

    /**
     * Runs the reactors until there is nothing left to do; the clock does not move.
     *
     * @throws IllegalStateException if that does not end
     */
    public void run() {
        for (int turn = 0; turn < MAX_TURNS; turn++) {
            boolean busy = false;
            for (LoopReactor reactor : reactors) {
                busy |= !suspended.contains(reactor) && reactor.step();
            }
            if (!busy) {
                return;
            }
        }
        throw new IllegalStateException(
                "the network is still busy after " + MAX_TURNS + " turns: something spins");
    }

    /** Moves the clock by {@code duration}, and makes each call at its time. */
    public void advance(Duration duration) {
        long endNs = nowNs + duration.toNanos();
        run();
        for (long inNs = dueInNs(); inNs <= endNs - nowNs; inNs = dueInNs()) {
            nowNs += Math.max(0, inNs);
            run();
        }
        nowNs = endNs;
        run();
    }

    /**
     * A description of everything that is still open in the reactors of this network: ports,
     * connections and pending delayed calls. It is empty if a test has closed everything.
     */
    public List<String> leaks() {
        List<String> leaks = new ArrayList<>();
        reactors.forEach(reactor -> leaks.addAll(reactor.leaks()));
        return leaks;
    }

    private long dueInNs() {
        long first = Long.MAX_VALUE;
        for (LoopReactor reactor : reactors) {
            if (!suspended.contains(reactor)) {
                first = Math.min(first, reactor.dueInNs());
            }
        }
        return first;
    }

    // ---- what its kernels do

    long nowNs() {
        return nowNs;
    }

    Random random() {
        return random;
    }

    int bufferBytes() {
        return bufferBytes;
    }

    int sendBufferBytes() {
        return sendBufferBytes;
    }

    /** How many of {@code possible} bytes one read takes. */
    int readBytes(int possible) {
        return cut(possible, maxReadBytes);
    }

    /** How many of {@code possible} bytes one write is taken of. */
    int writeBytes(int possible) {
        return cut(possible, maxWriteBytes);
    }

    private int cut(int possible, int most) {
        return possible <= 1 || most == Integer.MAX_VALUE
                ? possible
                : Math.min(possible, 1 + random.nextInt(most));
    }

    boolean acceptFails() {
        if (acceptFailures == 0) {
            return false;
        }
        acceptFailures--;
        return true;
    }

    MemoryListenSocket listen(MemoryKernel kernel, SocketAddress local, Ready ready)
            throws IOException {
        SocketAddress real = withPort(local);
        if (listeners.containsKey(key(real))) {
            throw new BindException("Address already in use");
        }
        MemoryListenSocket listener = new MemoryListenSocket(kernel, real, ready);
        listeners.put(key(real), listener);
        return listener;
    }

    /** An address with a port of its own, if none was asked for. */
    private SocketAddress withPort(SocketAddress local) {
        return local instanceof InetSocketAddress wanted && wanted.getPort() == 0
                ? new InetSocketAddress(wanted.getAddress(), freePort())
                : local;
    }

    /** What tells listeners apart: there is one host here. */
    private static Object key(SocketAddress address) {
        return address instanceof InetSocketAddress inet ? inet.getPort() : address;
    }

    /** A port without a listener; those of connections are used again after 16,384 others. */
    private int freePort() {
        int port;
        do {
            port = nextPort;
            nextPort = port == LAST_FREE_PORT ? FIRST_FREE_PORT : port + 1;
        } while (listeners.containsKey(port));
        return port;
    }

    void stopListening(MemoryListenSocket listener) {
        listeners.remove(key(listener.localAddress()));
    }

    /** The client's end of a new connection; its other end waits to be accepted. */
    MemorySocket connect(SocketAddress remote) {
        return connectFrom(
                remote instanceof InetSocketAddress
                        ? new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort())
                        : UnixDomainSocketAddress.of(""),
                remote);
    }

    /** As the other, from {@code bound} if that is not null: there is one host here. */
    MemorySocket connect(SocketAddress remote, SocketAddress bound) throws BindException {
        if (!(bound instanceof InetSocketAddress wanted)) {
            return connect(remote);
        }
        InetAddress address = wanted.getAddress();
        if (!address.isAnyLocalAddress() && !address.isLoopbackAddress()) {
            throw new BindException("Cannot assign requested address");
        }
        if (listeners.containsKey(wanted.getPort())) {
            throw new BindException("Address already in use");
        }
        return connectFrom(
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(),
                        wanted.getPort() == 0 ? freePort() : wanted.getPort()),
                remote);
    }

    private MemorySocket connectFrom(SocketAddress local, SocketAddress remote) {
        MemorySocket client = new MemorySocket(this, local, remote);
        if (isAmong(ignoring, remote)) {
            client.ignore();
            return client;
        }
        MemoryListenSocket listener = listeners.get(key(remote));
        if (listener == null || isAmong(refusing, remote)) {
            client.refuse(new ConnectException("Connection refused"));
            return client;
        }
        MemorySocket server = new MemorySocket(this, remote, local);
        client.pair(server);
        listener.enqueue(server);
        return client;
    }

    private static boolean isAmong(Set<String> hosts, SocketAddress address) {
        return address instanceof InetSocketAddress inet
                && hosts.contains(inet.getAddress().getHostAddress());
    }

    // ---- datagrams

    MemoryDatagramSocket bind(MemoryKernel kernel, SocketAddress local, boolean shared, Ready ready)
            throws IOException {
        SocketAddress real = withPort(local);
        boolean named = !real.equals(UnixDomainSocketAddress.of(""));
        for (MemoryDatagramSocket other : datagramSockets) {
            if (named && !shared && key(other.localAddress()).equals(key(real))) {
                throw new BindException("Address already in use");
            }
        }
        if (real instanceof InetSocketAddress inet && inet.getAddress().isAnyLocalAddress()) {
            real = new InetSocketAddress(InetAddress.getLoopbackAddress(), inet.getPort());
        }
        MemoryDatagramSocket socket = new MemoryDatagramSocket(kernel, real, ready);
        datagramSockets.add(socket);
        return socket;
    }

    void unbind(MemoryDatagramSocket socket) {
        datagramSockets.remove(socket);
    }

    /** Whether anybody received it. */
    boolean send(MemoryDatagramSocket from, byte[] data, SocketAddress to) {
        boolean group =
                to instanceof InetSocketAddress inet && inet.getAddress().isMulticastAddress();
        boolean arrived = false;
        for (MemoryDatagramSocket socket : List.copyOf(datagramSockets)) {
            boolean reached =
                    key(socket.localAddress()).equals(key(to))
                            && (!group
                                    || socket.isMember(((InetSocketAddress) to).getAddress())
                                            && from.isLoopback());
            if (reached) {
                socket.arrive(data.clone(), from.localAddress());
                arrived = true;
            }
        }
        return arrived;
    }
}
