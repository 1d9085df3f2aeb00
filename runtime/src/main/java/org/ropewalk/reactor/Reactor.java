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
 * The event loop of a network program. It listens, connects, waits for time and other threads, and
 * calls protocols. It is its own home loop. With several loops, the home loop accepts, calls every
 * factory, and passes connections to the others. A program may have several reactors; a stopped one
 * cannot be started again.
 *
 * <p>Methods belong to the home loop's thread while the reactor runs, and to any one thread before,
 * unless they say "any thread". Methods that listen or connect may be called on any thread: they
 * wait until the home loop has done it.
 */
public interface Reactor extends Loop, AutoCloseable {
    /**
     * Whether the calling thread is that of one of its loops. Such a thread must not wait for the
     * result of a loop.
     */
    boolean isInAnyLoopThread();

    // ---- life

    /**
     * Runs on the calling thread until it is stopped. SIGTERM and SIGINT stop it. After these
     * signals the JVM may end before the code after this call runs: use a trigger or a service for
     * the last steps.
     *
     * @throws IllegalStateException if it runs already, or was stopped
     */
    void run();

    /**
     * Runs the loops on new threads, and returns when they run.
     *
     * @throws IllegalStateException if it runs already, or was stopped
     */
    void start();

    /**
     * Requests the stop, and returns at once; any thread.
     *
     * @throws IllegalStateException if it does not run, or the stop was requested already
     */
    void stop();

    /**
     * Stops it if it runs, and returns when everything is released; any thread except that of a
     * loop. May be called twice.
     */
    @Override
    void close();

    /** Whether it runs; any thread. */
    boolean isRunning();

    /**
     * The lag of its loops, and the length of their queues. The lag is measured from the first call
     * on, once a second and at each call. Any thread; does not wait for a loop.
     */
    ReactorStats stats();

    /** Notifies {@code observer} of calls that block a loop; any thread. */
    void observe(LoopObserver observer);

    /**
     * Stops listening, and lets accepted connections finish their current commands ({@link
     * Protocol#drain()}), in a later turn. Connections without a complete PROXY header are closed.
     * The reactor continues to run. Any thread.
     *
     * @return completes on the home loop when the last accepted connection has ended, or after
     *     {@code atMost}, with the number of open connections; fails if the reactor was stopped
     * @throws IllegalArgumentException if {@code atMost} is negative
     */
    CompletableFuture<Integer> drain(Duration atMost);

    /**
     * Runs {@code call} on the home loop while the reactor runs. If it runs, the call is made at
     * once on that loop's thread, and soon on any other thread. If not, it is made after the start,
     * in the order of the calls.
     *
     * @throws IllegalStateException if the reactor was stopped
     */
    void callWhenRunning(Runnable call);

    /** The time of a trigger, relative to a system event. */
    enum Phase {
        /** Before the event, which waits for the result of a trigger. */
        BEFORE,
        /** During the event. */
        DURING,
        /** After the event. */
        AFTER
    }

    /** An event of the whole reactor. */
    enum SystemEvent {
        /** The reactor starts. */
        STARTUP,
        /**
         * The reactor stops. In its phase {@code DURING}, connections are closed before the
         * triggers of users are called.
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

    /** A registered call at a system event. */
    interface SystemEventTrigger {
        /**
         * Removes it, so that it is not called.
         *
         * @throws IllegalStateException if it was called or removed already
         */
        void remove();
    }

    // ---- threads

    /**
     * Sets the largest number of threads in the reactor's pool, at least 1; by default 10. Any
     * thread.
     */
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
     * Runs {@code call} on the home loop, waits for its future, and returns or throws the outcome.
     *
     * @throws IllegalStateException on a loop's thread, where it would wait for itself; and if the
     *     reactor was stopped before the future was complete
     */
    <T> T blockingCallFromThread(Supplier<? extends CompletableFuture<T>> call)
            throws InterruptedException;

    // ---- what an endpoint string chooses

    /**
     * Listens on {@code endpoint}:
     *
     * <ul>
     *   <li>{@code tcp:11211}, {@code tcp:port=0:interface=127.0.0.1:backlog=1024}
     *   <li>{@code tls:8443:certificate=chain.pem:key=key.pem}, with {@code password}, {@code
     *       trust}, {@code clients} (none, wanted, required), {@code alpn} and {@code reload} (yes,
     *       no) beside TCP's keys
     *   <li>{@code unix:/run/x.sock}, with {@code mode=660}, {@code lock=no}, {@code backlog}
     *   <li>{@code systemd:}, the listener that the process inherits on standard input
     *   <li>{@code proxy:} before any of these: connections begin with a header of the PROXY
     *       protocol, version 1 or 2
     * </ul>
     *
     * @throws CannotListenException if the endpoint cannot be listened on
     * @throws IllegalArgumentException if the text is no endpoint; the message has the position and
     *     what is known
     */
    Port listen(String endpoint, Factory factory);

    /**
     * Connects to {@code endpoint}:
     *
     * <ul>
     *   <li>{@code tcp:127.0.0.1:11211}, with {@code timeout} (seconds), {@code bind} (a local
     *       address or interface) and {@code bindport} (a local port)
     *   <li>{@code tls:example.org:8443}, with {@code trust}, {@code certificate}, {@code key},
     *       {@code password}, {@code name} (that the server's certificate must bear) and {@code
     *       alpn} beside TCP's keys
     *   <li>{@code unix:/run/x.sock}, with {@code timeout}
     *   <li>{@code proxy:} or {@code proxy2:} before any of these: sends a header of the PROXY
     *       protocol, version 1 or 2
     * </ul>
     *
     * @throws IllegalArgumentException if the text is no endpoint; the message has the position and
     *     what is known
     */
    Connector connect(String endpoint, ClientFactory factory);

    /**
     * Receives datagrams on {@code endpoint}:
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
     * Sends datagrams to {@code endpoint}, and receives only from it:
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

    /** Listens on all interfaces; connections begin with TLS. */
    default Port listenTls(int port, Factory factory, TlsContext context) {
        return listenTls(port, factory, () -> context, null, BACKLOG);
    }

    /**
     * As {@link #listenTcp(int, Factory, String, int)}; each connection begins with TLS. {@code
     * context} is called for each, so that certificates can be replaced ({@link
     * org.ropewalk.tls.ReloadingTls}).
     */
    Port listenTls(
            int port,
            Factory factory,
            Supplier<TlsContext> context,
            @Nullable String interfaceName,
            int backlog);

    /** Connects within {@link #CONNECT_TIMEOUT}, and begins with TLS. */
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

    /** Listens on a UNIX socket, with {@link UnixOptions#STANDARD}. */
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

    /** Connects to a UNIX socket within {@link #CONNECT_TIMEOUT}. */
    default Connector connectUnix(Path path, ClientFactory factory) {
        return connectUnix(path, factory, CONNECT_TIMEOUT);
    }

    /** Connects to a UNIX socket within {@code timeout}; never fails inside this call. */
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

    /** Sends datagrams to one peer and receives only from it; the system chooses the local port. */
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

    /** As {@link #listenUnixDatagram(Path, DatagramProtocol)}, with a limit and permissions. */
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
     * Connects one protocol to {@code endpoint}, on the home loop.
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

    /** Sets another name resolver than the JDK's, which runs on a thread of the pool. */
    void installResolver(NameResolver resolver);
}
