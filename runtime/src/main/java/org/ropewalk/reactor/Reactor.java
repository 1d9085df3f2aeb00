package org.ropewalk.reactor;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ropewalk.observe.LoopObserver;
import org.ropewalk.observe.ReactorStats;
import org.ropewalk.tls.TlsContext;

/**
 * The heart of a program that speaks over the network: it listens, connects, waits for time and
 * other threads, and calls protocols when something happens. It is its own home loop; with several
 * loops, the home loop accepts, calls every factory, and hands connections out. An ordinary object:
 * a program may have many; a stopped one stays stopped.
 *
 * <p>Methods belong to the home loop's thread while the reactor runs, and to any one thread before;
 * those that may be called from any thread say so. Methods that listen or connect may be: on
 * another thread than the home loop's they wait until that has done it.
 */
public interface Reactor extends Loop, AutoCloseable {
    /**
     * Whether the calling thread is one of its loops' threads: it must not wait for what any of
     * them completes.
     */
    boolean isInAnyLoopThread();

    // ---- life

    /**
     * Runs on the calling thread until it is stopped. SIGTERM and SIGINT stop it; the JVM ends when
     * that is done, so that code behind this call may be cut off: what must happen at the end
     * belongs into a trigger or a service.
     *
     * @throws IllegalStateException if it runs already, or was stopped
     */
    void run();

    /**
     * Runs the loops on threads of their own, and returns when they run.
     *
     * @throws IllegalStateException if it runs already, or was stopped
     */
    void start();

    /**
     * Asks it to stop, and returns at once; any thread.
     *
     * @throws IllegalStateException if it does not run, or was asked already
     */
    void stop();

    /**
     * Stops it if it runs, and returns when all is released; any thread but a loop's. May be called
     * twice.
     */
    @Override
    void close();

    /** Whether it runs; any thread. */
    boolean isRunning();

    /**
     * Its state: the lag of its loops, and how long its queues are. The lag is measured from the
     * first call on, once a second and at each call. Any thread; it waits for no loop.
     */
    ReactorStats stats();

    /** Notifies {@code observer} of calls that block a loop; any thread. */
    void observe(LoopObserver observer);

    /**
     * Listens no more, and asks the protocols of accepted connections to finish what is under way
     * ({@link Protocol#drain()}), in a later turn. Connections whose PROXY header has not come are
     * ended. Any thread; the reactor goes on running.
     *
     * @return completes on the home loop when the last accepted connection has ended, or when
     *     {@code atMost} has passed, with how many stand then; fails if the reactor was stopped
     * @throws IllegalArgumentException if {@code atMost} is negative
     */
    CompletableFuture<Integer> drain(Duration atMost);

    /**
     * Runs {@code call} on the home loop when the reactor runs: at once if it does and this is that
     * loop's thread, soon on any other thread, else behind its start in the order of the calls.
     *
     * @throws IllegalStateException if the reactor was stopped
     */
    void callWhenRunning(Runnable call);

    /** When, relative to a system event, something is to be called. */
    enum Phase {
        /** Before it; what a trigger returns is waited for. */
        BEFORE,
        /** As it happens. */
        DURING,
        /** After it. */
        AFTER
    }

    /** What happens to a reactor as a whole. */
    enum SystemEvent {
        /** It begins to run. */
        STARTUP,
        /**
         * It ends. Connections are dropped during it, before the triggers of users for that phase
         * are called.
         */
        SHUTDOWN
    }

    /**
     * Calls {@code trigger} once, at {@code phase} of the next {@code event}; triggers of one phase
     * are called in the order in which they were added. A future that a {@link Phase#BEFORE}
     * trigger returns is waited for; null is nothing to wait for. Exceptions are logged.
     *
     * @throws IllegalStateException if the phase is over: the trigger would never be called
     */
    SystemEventTrigger addSystemEventTrigger(
            Phase phase,
            SystemEvent event,
            Supplier<? extends @Nullable CompletableFuture<?>> trigger);

    /** Something that is to be called at a system event. */
    interface SystemEventTrigger {
        /**
         * Sees to it that it is not called.
         *
         * @throws IllegalStateException if it was called or removed already
         */
        void remove();
    }

    // ---- threads

    /** How many threads the reactor's pool may have, at least 1; 10 unless set. Any thread. */
    void suggestThreadPoolSize(int threads);

    /**
     * Runs {@code call} on a thread of the reactor's pool; any thread. An exception is logged.
     *
     * @throws java.util.concurrent.RejectedExecutionException after the reactor was stopped
     */
    void callInThread(Runnable call);

    /**
     * Runs {@code call} on a thread of the pool; the future completes on the home loop. Fails if
     * the reactor was stopped before the call could be made. Any thread.
     */
    <T> CompletableFuture<T> deferToThread(Callable<T> call);

    /**
     * Runs {@code call} on the home loop, waits for the future that it returns, and returns or
     * throws what it comes to.
     *
     * @throws IllegalStateException on a loop's thread, where it would wait for itself; and if the
     *     reactor was stopped before the future was complete
     */
    <T> T blockingCallFromThread(Supplier<? extends CompletableFuture<T>> call)
            throws InterruptedException;

    // ---- what an endpoint string chooses

    /**
     * Listens where {@code endpoint} says:
     *
     * <ul>
     *   <li>{@code tcp:11211}, {@code tcp:port=0:interface=127.0.0.1:backlog=1024}
     *   <li>{@code tls:8443:certificate=chain.pem:key=key.pem}, with {@code password}, {@code
     *       trust}, {@code clients} (none, wanted, required), {@code alpn} and {@code reload} (yes,
     *       no) beside TCP's keys
     *   <li>{@code unix:/run/x.sock}, with {@code mode=660}, {@code lock=no}, {@code backlog}
     *   <li>{@code systemd:}, the listener that the process inherits on standard input
     *   <li>{@code proxy:} in front of any of these: connections begin with a header of the PROXY
     *       protocol, version 1 or 2
     * </ul>
     *
     * @throws CannotListenException if the endpoint cannot be listened on
     * @throws IllegalArgumentException if the text is no endpoint; the message has the position and
     *     what is known
     */
    Port listen(String endpoint, Factory factory);

    /**
     * Connects where {@code endpoint} says:
     *
     * <ul>
     *   <li>{@code tcp:127.0.0.1:11211}, with {@code timeout} (seconds), {@code bind} (a local
     *       address or interface) and {@code bindport} (a local port)
     *   <li>{@code tls:example.org:8443}, with {@code trust}, {@code certificate}, {@code key},
     *       {@code password}, {@code name} (that the server's certificate must bear) and {@code
     *       alpn} beside TCP's keys
     *   <li>{@code unix:/run/x.sock}, with {@code timeout}
     *   <li>{@code proxy:} or {@code proxy2:} in front of any of these: sends a header of the PROXY
     *       protocol, version 1 or 2
     * </ul>
     *
     * @throws IllegalArgumentException if the text is no endpoint; the message has the position and
     *     what is known
     */
    Connector connect(String endpoint, ClientFactory factory);

    /**
     * Receives datagrams where {@code endpoint} says:
     *
     * <ul>
     *   <li>{@code udp:53}, with {@code interface} and {@code max} (bytes of a datagram)
     *   <li>{@code multicast:5353:224.0.0.251}, with {@code interface}, {@code max}, {@code ttl}
     *       and {@code loopback} (yes, no)
     *   <li>{@code unixgram:/run/x.sock}, with {@code mode} and {@code max}
     * </ul>
     *
     * @throws CannotListenException if the endpoint cannot be listened on
     * @throws IllegalArgumentException if the text is no endpoint; the message has the position and
     *     what is known
     */
    Port listen(String endpoint, DatagramProtocol protocol);

    /**
     * Sends datagrams where {@code endpoint} says, and receives from that peer alone:
     *
     * <ul>
     *   <li>{@code udp:127.0.0.1:53}, with {@code bind} and {@code max}
     *   <li>{@code unixgram:/run/x.sock}, with {@code local} (the file for answers) and {@code max}
     * </ul>
     *
     * @throws CannotListenException if that cannot be
     * @throws IllegalArgumentException if the text is no endpoint
     */
    Port connect(String endpoint, DatagramProtocol protocol);

    // ---- TCP

    /** The default timeout of a connection attempt. */
    Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

    /** The default number of connections that may wait to be accepted; the system may reduce it. */
    int BACKLOG = 1024;

    /** Listens on all interfaces. */
    default Port listenTcp(int port, Factory factory) {
        return listenTcp(port, factory, null, BACKLOG);
    }

    /**
     * Listens on one interface, or on all if {@code interfaceName} is null. Port 0 chooses a free
     * one.
     *
     * @throws CannotListenException if the endpoint cannot be listened on; the factory was not
     *     started then
     */
    Port listenTcp(int port, Factory factory, @Nullable String interfaceName, int backlog);

    /** Connects within {@link #CONNECT_TIMEOUT}. */
    default Connector connectTcp(String host, int port, ClientFactory factory) {
        return connectTcp(host, port, factory, CONNECT_TIMEOUT);
    }

    /** Connects within {@code timeout}; never fails inside this call. */
    default Connector connectTcp(String host, int port, ClientFactory factory, Duration timeout) {
        return connectTcp(host, port, factory, timeout, null);
    }

    /**
     * As {@link #connectTcp(String, int, ClientFactory, Duration)}, from a local address. If that
     * cannot be used the factory is told of a {@link ConnectFailed} of the kind {@link
     * ConnectFailed.Kind#BIND}.
     *
     * @param bindAddress where the connection is to begin: port 0 leaves the port to the system,
     *     null the address too
     */
    Connector connectTcp(
            String host,
            int port,
            ClientFactory factory,
            Duration timeout,
            @Nullable InetSocketAddress bindAddress);

    // ---- TLS

    /** Listens on all interfaces; connections are secured from their first byte on. */
    default Port listenTls(int port, Factory factory, TlsContext context) {
        return listenTls(port, factory, () -> context, null, BACKLOG);
    }

    /**
     * As {@link #listenTcp(int, Factory, String, int)}; each connection is secured as {@code
     * context} says when it is accepted, so that certificates can be replaced ({@link
     * org.ropewalk.tls.ReloadingTls}).
     */
    Port listenTls(
            int port,
            Factory factory,
            Supplier<TlsContext> context,
            @Nullable String interfaceName,
            int backlog);

    /** Connects within {@link #CONNECT_TIMEOUT}, and secures the connection. */
    default Connector connectTls(String host, int port, ClientFactory factory, TlsContext context) {
        return connectTls(host, port, factory, context, CONNECT_TIMEOUT);
    }

    /**
     * As {@link #connectTcp(String, int, ClientFactory, Duration)}; the server must show a
     * certificate for {@code host} (or for the context's server name) that the context trusts.
     */
    default Connector connectTls(
            String host, int port, ClientFactory factory, TlsContext context, Duration timeout) {
        return connectTls(host, port, factory, context, timeout, null);
    }

    /**
     * As {@link #connectTls(String, int, ClientFactory, TlsContext, Duration)}, from a local
     * address: see {@link #connectTcp(String, int, ClientFactory, Duration, InetSocketAddress)}.
     */
    Connector connectTls(
            String host,
            int port,
            ClientFactory factory,
            TlsContext context,
            Duration timeout,
            @Nullable InetSocketAddress bindAddress);

    // ---- UNIX sockets

    /** Listens at a file, with {@link UnixOptions#STANDARD}. */
    default Port listenUnix(Path path, Factory factory) {
        return listenUnix(path, factory, UnixOptions.STANDARD);
    }

    /**
     * Listens on a socket file, which is removed when the port stops.
     *
     * @throws CannotListenException if the endpoint cannot be listened on; the factory was not
     *     started then, and no file is left
     */
    Port listenUnix(Path path, Factory factory, UnixOptions options);

    /** Connects to a file within {@link #CONNECT_TIMEOUT}. */
    default Connector connectUnix(Path path, ClientFactory factory) {
        return connectUnix(path, factory, CONNECT_TIMEOUT);
    }

    /** Connects to a file within {@code timeout}; never fails inside this call. */
    Connector connectUnix(Path path, ClientFactory factory, Duration timeout);

    // ---- datagrams

    /** Receives datagrams on all interfaces, up to {@link DatagramTransport#MAX_PACKET_BYTES}. */
    default Port listenUdp(int port, DatagramProtocol protocol) {
        return listenUdp(port, protocol, null, DatagramTransport.MAX_PACKET_BYTES);
    }

    /**
     * Receives datagrams on one interface, or on all of IPv4 if {@code interfaceName} is null. Port
     * 0 chooses a free one. Longer datagrams than {@code maxPacketBytes} are cut, and counted.
     *
     * @throws CannotListenException if the endpoint cannot be listened on; the protocol was not
     *     started then
     */
    Port listenUdp(
            int port,
            DatagramProtocol protocol,
            @Nullable String interfaceName,
            int maxPacketBytes);

    /**
     * Sends datagrams to one peer and receives from it alone, from a port that the system chooses.
     */
    default Port connectUdp(InetSocketAddress peer, DatagramProtocol protocol) {
        return connectUdp(peer, protocol, null, DatagramTransport.MAX_PACKET_BYTES);
    }

    /**
     * As {@link #connectUdp(InetSocketAddress, DatagramProtocol)}, from one interface, and with a
     * bound.
     *
     * @throws CannotListenException if that cannot be
     */
    Port connectUdp(
            InetSocketAddress peer,
            DatagramProtocol protocol,
            @Nullable String interfaceName,
            int maxPacketBytes);

    /**
     * As {@link #listenUdp(int, DatagramProtocol)}; the protocol's transport is a {@link
     * MulticastTransport}, and other processes may receive at the same port.
     */
    default Port listenMulticast(int port, DatagramProtocol protocol) {
        return listenMulticast(port, protocol, null, DatagramTransport.MAX_PACKET_BYTES, true);
    }

    /**
     * As {@link #listenUdp(int, DatagramProtocol, String, int)}; the protocol's transport is a
     * {@link MulticastTransport}.
     *
     * @param shared whether others may receive at the same port
     */
    Port listenMulticast(
            int port,
            DatagramProtocol protocol,
            @Nullable String interfaceName,
            int maxPacketBytes,
            boolean shared);

    /**
     * Receives datagrams on a socket file, which is removed when the port stops.
     *
     * @throws CannotListenException if the endpoint cannot be listened on
     * @throws UnsupportedOperationException if the optional dependency junixsocket is not there,
     *     which it needs; the message has its name
     */
    default Port listenUnixDatagram(Path path, DatagramProtocol protocol) {
        return listenUnixDatagram(
                path, protocol, DatagramTransport.MAX_PACKET_BYTES, UnixOptions.STANDARD.mode());
    }

    /** As {@link #listenUnixDatagram(Path, DatagramProtocol)}, with a bound and permissions. */
    Port listenUnixDatagram(Path path, DatagramProtocol protocol, int maxPacketBytes, int mode);

    /**
     * Sends datagrams to a file: {@link DatagramTransport#write(byte[])}.
     *
     * @param local the file at which answers are received; null for none
     * @throws CannotListenException if there is no such file, or {@code local} cannot be made
     * @throws UnsupportedOperationException if the optional dependency junixsocket is not there
     */
    Port connectUnixDatagram(
            Path path, DatagramProtocol protocol, @Nullable Path local, int maxPacketBytes);

    // ---- one connection

    /**
     * Connects one protocol where {@code endpoint} says; on the home loop.
     *
     * @return completes with the protocol on the home loop after {@link Protocol#connectionMade()};
     *     fails if no connection can be made. Cancelling it, or completing it otherwise, ends the
     *     attempt.
     */
    default <P extends Protocol> CompletableFuture<P> connectProtocol(String endpoint, P protocol) {
        Objects.requireNonNull(protocol, "protocol");
        CompletableFuture<P> made = new CompletableFuture<>();
        Connector connector =
                connect(
                        endpoint,
                        new ClientFactory() {
                            @Override
                            public Protocol buildProtocol(SocketAddress peer) {
                                return protocol;
                            }

                            @Override
                            public void clientConnectionMade(Connector by, Protocol connected) {
                                made.complete(protocol);
                            }

                            @Override
                            public void clientConnectionFailed(Connector by, Throwable reason) {
                                made.completeExceptionally(reason);
                            }

                            @Override
                            public void clientConnectionLost(Connector by, Throwable reason) {
                                made.completeExceptionally(reason);
                            }
                        });
        made.whenComplete(
                (connected, failure) -> {
                    if (failure != null) {
                        callFromThread(connector::disconnect);
                    }
                });
        return made;
    }

    // ---- names

    /**
     * Lets connectors find the addresses of hosts otherwise than by the JDK's look-up on a thread
     * of the pool.
     */
    void installResolver(NameResolver resolver);
}
