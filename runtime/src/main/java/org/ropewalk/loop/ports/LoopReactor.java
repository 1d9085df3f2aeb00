package org.ropewalk.loop.ports;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.ropewalk.loop.EventLoop;
import org.ropewalk.loop.LoopConnection;
import org.ropewalk.observe.LoopObserver;
import org.ropewalk.observe.ReactorStats;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.Connector;
import org.ropewalk.reactor.DatagramProtocol;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.LoopLocal;
import org.ropewalk.reactor.MemoryBudget;
import org.ropewalk.reactor.NameResolver;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.reactor.TurnTask;
import org.ropewalk.reactor.UnixOptions;
import org.ropewalk.tls.TlsContext;

/**
 * A reactor over loops: hands each request to the object that serves it. {@link LoopGroup} has the
 * loops, {@link ReactorLife} runs and ends them, {@link Ports} listens and connects.
 */
public final class LoopReactor implements Reactor {
    private static final int MAX_LOOPS = 1_024;

    /** Twisted's number: enough for look-ups and files, few enough to be cheap. */
    private static final int WORKER_THREADS = 10;

    private final WorkerPool workers = new WorkerPool("ropewalk-worker", WORKER_THREADS);
    private final HandshakePool handshakePool = new HandshakePool();
    private final PortRegistry registry = new PortRegistry();
    private final Watchdog watchdog;
    private final LoopGroup loops;
    private final EventLoop home;
    private final ReactorLife life;
    private final PoolCalls poolCalls;
    private final Ports ports;
    private final Endpoints endpoints;

    private LoopReactor(List<EventLoop> all, boolean simulated) {
        loops = new LoopGroup(all);
        home = loops.home();
        all.forEach(loop -> loop.share(home.memory()));
        if (!simulated) {
            all.forEach(loop -> loop.computeHandshakesOn(handshakePool));
        }
        watchdog = new Watchdog(all);
        life = new ReactorLife(loops, registry, workers, handshakePool, watchdog, simulated);
        poolCalls = new PoolCalls(loops, workers);
        ports =
                new Ports(
                        loops,
                        registry,
                        this,
                        simulated ? LoopReactor::resolveSimulated : this::resolveInThread);
        endpoints = new Endpoints(loops, ports);
    }

    /** Refuses a number of loops that no reactor has. */
    public static void checkLoops(int loops) {
        if (loops < 1 || loops > MAX_LOOPS) {
            throw new IllegalArgumentException(
                    "a reactor has 1 to " + MAX_LOOPS + " loops, not " + loops);
        }
    }

    /** A reactor over {@code loops}, the first of which is its home; each has a thread. */
    public static LoopReactor threaded(List<EventLoop> loops) {
        return new LoopReactor(loops, false);
    }

    /**
     * A reactor over {@code loops}, the first of which is its home, that is {@linkplain #step
     * stepped} on whichever thread calls.
     */
    public static LoopReactor simulated(List<EventLoop> loops) {
        return new LoopReactor(loops, true);
    }

    /** In a simulation there is one host, and no thread. */
    private static CompletableFuture<List<InetAddress>> resolveSimulated(String host) {
        return host.equals("localhost")
                ? CompletableFuture.completedFuture(List.of(InetAddress.getLoopbackAddress()))
                : CompletableFuture.failedFuture(new UnknownHostException(host));
    }

    private CompletableFuture<List<InetAddress>> resolveInThread(String host) {
        return poolCalls.defer(() -> List.of(InetAddress.getAllByName(host)));
    }

    EventLoop home() {
        return home;
    }

    // ---- simulation

    /**
     * One turn of each loop on the calling thread, the first of which begins its life; true if
     * anything was done.
     */
    public boolean step() {
        return life.step();
    }

    /** When the first timer is due; the end of time if none is set. */
    public long dueInNs() {
        return life.dueInNs();
    }

    /** What is open or waits: ports, connections, timers, each in words. */
    public List<String> leaks() {
        List<String> leaks = registry.leaks();
        for (EventLoop loop : loops.all()) {
            for (LoopConnection transport : loop.transports()) {
                leaks.add("a connection with " + transport.getPeer() + " is open");
            }
            if (loop.timerCount() > 0) {
                leaks.add(loop.timerCount() + " delayed calls wait");
            }
        }
        return leaks;
    }

    // ---- its state

    @Override
    public ReactorStats stats() {
        return new ReactorStats(watchdog.stats(), workers.waiting(), handshakePool.waiting());
    }

    @Override
    public void observe(LoopObserver observer) {
        watchdog.observe(observer);
    }

    // ---- life

    @Override
    public void run() {
        life.run();
    }

    @Override
    public void start() {
        life.start();
    }

    @Override
    public void stop() {
        life.stop();
    }

    @Override
    public void close() {
        life.close();
    }

    @Override
    public boolean isRunning() {
        return life.isRunning();
    }

    @Override
    public CompletableFuture<Integer> drain(Duration atMost) {
        return new Drain(loops, registry).begin(atMost);
    }

    @Override
    public void callWhenRunning(Runnable call) {
        life.callWhenRunning(call);
    }

    @Override
    public SystemEventTrigger addSystemEventTrigger(
            Phase phase, SystemEvent event, Supplier<? extends CompletableFuture<?>> trigger) {
        return life.add(phase, event, trigger);
    }

    // ---- threads

    @Override
    public void suggestThreadPoolSize(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("a pool has at least one thread, not " + count);
        }
        workers.resize(count);
    }

    @Override
    public void callInThread(Runnable call) {
        workers.execute(call);
    }

    @Override
    public <T> CompletableFuture<T> deferToThread(Callable<T> call) {
        return poolCalls.defer(call);
    }

    @Override
    public <T> T blockingCallFromThread(Supplier<? extends CompletableFuture<T>> call)
            throws InterruptedException {
        return poolCalls.block(call);
    }

    // ---- the home loop

    @Override
    public boolean callFromThread(Runnable call) {
        return home.callFromThread(call);
    }

    @Override
    public boolean hasPendingCalls() {
        return home.hasPendingCalls();
    }

    @Override
    public boolean isInLoopThread() {
        return home.isInLoopThread();
    }

    @Override
    public boolean isInAnyLoopThread() {
        return loops.isInAnyLoopThread();
    }

    @Override
    public void checkThread() {
        home.checkThread();
    }

    @Override
    public <T> T shared(LoopLocal<T> kind) {
        home.checkThread();
        return home.shared(kind);
    }

    @Override
    public MemoryBudget memory() {
        return home.memory();
    }

    @Override
    public void overloadChanged() {
        home.checkThread();
        home.overloadChanged();
    }

    @Override
    public void afterTurn(TurnTask task) {
        home.checkThread();
        home.afterTurn(task);
    }

    @Override
    public long nanoTime() {
        return home.nanoTime();
    }

    /** On the loop whose thread calls it; before the reactor runs, on the home loop. */
    @Override
    public DelayedCall callLater(Duration delay, Runnable call) {
        return loops.current().callLater(delay, call);
    }

    // ---- endpoints

    @Override
    public Port listen(String endpoint, Factory factory) {
        return endpoints.listen(endpoint, factory);
    }

    @Override
    public Connector connect(String endpoint, ClientFactory factory) {
        return endpoints.connect(endpoint, factory);
    }

    @Override
    public Port listen(String endpoint, DatagramProtocol protocol) {
        return endpoints.listen(endpoint, protocol);
    }

    @Override
    public Port connect(String endpoint, DatagramProtocol protocol) {
        return endpoints.connect(endpoint, protocol);
    }

    // ---- ports

    @Override
    public Port listenTcp(int port, Factory factory, String interfaceName, int backlog) {
        return ports.listenTcp(port, factory, interfaceName, backlog);
    }

    @Override
    public Connector connectTcp(
            String host,
            int port,
            ClientFactory factory,
            Duration timeout,
            InetSocketAddress bindAddress) {
        return ports.connectTcp(host, port, factory, timeout, bindAddress);
    }

    @Override
    public Port listenTls(
            int port,
            Factory factory,
            Supplier<TlsContext> context,
            String interfaceName,
            int backlog) {
        return ports.listenTls(port, factory, context, interfaceName, backlog);
    }

    @Override
    public Connector connectTls(
            String host,
            int port,
            ClientFactory factory,
            TlsContext context,
            Duration timeout,
            InetSocketAddress bindAddress) {
        return ports.connectTls(host, port, factory, context, timeout, bindAddress);
    }

    @Override
    public Port listenUnix(Path path, Factory factory, UnixOptions options) {
        return ports.listenUnix(path, factory, options, Stages.NONE);
    }

    @Override
    public Connector connectUnix(Path path, ClientFactory factory, Duration timeout) {
        return ports.connectUnix(path, factory, timeout);
    }

    @Override
    public Port listenUdp(
            int port, DatagramProtocol protocol, String interfaceName, int maxPacketBytes) {
        return ports.listenUdp(port, protocol, interfaceName, maxPacketBytes);
    }

    @Override
    public Port listenMulticast(
            int port,
            DatagramProtocol protocol,
            String interfaceName,
            int maxPacketBytes,
            boolean shared) {
        return ports.listenMulticast(port, protocol, interfaceName, maxPacketBytes, shared);
    }

    @Override
    public Port connectUdp(
            InetSocketAddress peer,
            DatagramProtocol protocol,
            String interfaceName,
            int maxPacketBytes) {
        return ports.connectUdp(peer, protocol, interfaceName, maxPacketBytes);
    }

    @Override
    public Port listenUnixDatagram(
            Path path, DatagramProtocol protocol, int maxPacketBytes, int mode) {
        return ports.listenUnixDatagram(path, protocol, maxPacketBytes, mode);
    }

    @Override
    public Port connectUnixDatagram(
            Path path, DatagramProtocol protocol, Path local, int maxPacketBytes) {
        return ports.connectUnixDatagram(path, protocol, local, maxPacketBytes);
    }

    @Override
    public void installResolver(NameResolver resolver) {
        ports.installResolver(resolver);
    }
}
