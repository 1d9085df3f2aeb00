package org.ropewalk.loop;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.ropewalk.reactor.CannotListenException;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.Connector;
import org.ropewalk.reactor.DatagramProtocol;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.LoopLocal;
import org.ropewalk.reactor.NameResolver;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.reactor.TurnTask;
import org.ropewalk.reactor.UnixOptions;
import org.ropewalk.tls.TlsContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A reactor: its home loop and others, its life, its ports and connectors. */
public final class LoopReactor implements Reactor {
    private static final Logger LOG = LoggerFactory.getLogger(LoopReactor.class);

    private enum Life {
        NEW,
        RUNNING,
        STOPPING,
        STOPPED
    }

    private final EventLoop home;
    private final List<EventLoop> loops;
    private final List<Thread> threads = new ArrayList<>();
    private final SystemEvents startup = new SystemEvents();
    private final SystemEvents shutdown = new SystemEvents();
    private final Set<StreamPort> ports = new LinkedHashSet<>();
    private final Set<DatagramPort> datagramPorts = new LinkedHashSet<>();
    private final WorkerPool workers = new WorkerPool();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final boolean simulated;
    private NameResolver resolver;
    private volatile Life life = Life.NEW;
    private volatile boolean othersLeave;
    private volatile boolean leave;
    private int othersRunning;
    private int next;

    private LoopReactor(List<EventLoop> loops, boolean simulated) {
        this.loops = List.copyOf(loops);
        this.home = loops.get(0);
        this.simulated = simulated;
        this.resolver = simulated ? LoopReactor::resolveSimulated : this::resolveInThread;
    }

    /** A reactor over {@code loops}, the first of which is its home; each has a thread. */
    public static LoopReactor threaded(List<EventLoop> loops) {
        return new LoopReactor(loops, false);
    }

    /** A reactor that is {@linkplain #step stepped} on whichever thread calls. */
    public static LoopReactor simulated(EventLoop loop) {
        return new LoopReactor(List.of(loop), true);
    }

    EventLoop home() {
        return home;
    }

    /** The loop of the next connection, in turn. */
    EventLoop nextLoop() {
        EventLoop loop = loops.get(next);
        next = next + 1 == loops.size() ? 0 : next + 1;
        return loop;
    }

    void add(StreamPort port) {
        ports.add(port);
    }

    void remove(StreamPort port) {
        ports.remove(port);
    }

    void add(DatagramPort port) {
        datagramPorts.add(port);
    }

    void remove(DatagramPort port) {
        datagramPorts.remove(port);
    }

    // ---- life

    @Override
    public void run() {
        begin();
        Thread hook = new Thread(this::stopAndWait, "ropewalk-shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        startOthers();
        runHome();
        removeHook(hook);
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            LOG.debug("The process ends");
        }
    }

    private void stopAndWait() {
        try {
            stop();
        } catch (IllegalStateException alreadyStopping) {
            LOG.debug("The reactor stops already");
        }
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        begin();
        CountDownLatch running = new CountDownLatch(1);
        home.callFromThread(running::countDown);
        Thread thread = new Thread(this::runHome, "ropewalk-home");
        threads.add(thread);
        startOthers();
        thread.start();
        try {
            running.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void begin() {
        if (simulated) {
            throw new IllegalStateException(
                    "a simulated reactor runs inside its network: use MemoryNetwork.run()");
        }
        enterLife();
    }

    private void enterLife() {
        if (life != Life.NEW) {
            throw new IllegalStateException(
                    life == Life.STOPPED
                            ? "a reactor that was stopped stays stopped; create another"
                            : "the reactor runs already");
        }
        life = Life.RUNNING;
    }

    private void startOthers() {
        othersRunning = loops.size() - 1;
        for (EventLoop loop : loops.subList(1, loops.size())) {
            Thread thread =
                    new Thread(() -> runOther(loop), "ropewalk-loop-" + loops.indexOf(loop));
            threads.add(thread);
            thread.start();
        }
    }

    private void runOther(EventLoop loop) {
        loop.enter();
        while (!othersLeave) {
            loop.turn(-1);
        }
        dropAll(loop);
        loop.leave();
        loop.release();
        home.callFromThread(
                () -> {
                    othersRunning--;
                    leaveHome();
                });
    }

    private void runHome() {
        home.enter();
        startup.fire(() -> {}, () -> {});
        while (!leave) {
            home.turn(-1);
        }
        finish();
    }

    /**
     * One turn on the calling thread, the first of which begins its life; true if anything was
     * done.
     */
    public boolean step() {
        if (life == Life.NEW) {
            enterLife();
            home.enter();
            startup.fire(() -> {}, () -> {});
        }
        if (life == Life.STOPPED) {
            return false;
        }
        boolean done = home.turn(0);
        if (leave) {
            finish();
            return true;
        }
        return done;
    }

    /** When the first timer is due; the end of time if none is set. */
    public long firstDueNs() {
        return life == Life.STOPPED ? Long.MAX_VALUE : home.firstDueNs();
    }

    private void finish() {
        home.leave();
        life = Life.STOPPED;
        workers.stop();
        home.release();
        ended.countDown();
    }

    @Override
    public void stop() {
        synchronized (this) {
            if (life != Life.RUNNING) {
                throw new IllegalStateException("can't stop a reactor that isn't running");
            }
            life = Life.STOPPING;
        }
        home.callFromThread(() -> shutdown.fire(this::disconnectAll, this::leave));
    }

    private void disconnectAll() {
        List.copyOf(ports).forEach(StreamPort::stop);
        List.copyOf(datagramPorts).forEach(DatagramPort::stop);
        dropAll(home);
    }

    private static void dropAll(EventLoop loop) {
        for (StreamTransport transport : loop.transports()) {
            transport.drop();
        }
    }

    /**
     * The other loops end first; what the end of their connections tells the home loop still runs
     * there.
     */
    private void leave() {
        othersLeave = true;
        loops.forEach(LoopReactor::nudge);
        home.callFromThread(this::leaveHome);
    }

    private void leaveHome() {
        if (othersLeave && othersRunning == 0) {
            leave = true;
            nudge(home);
        }
    }

    /**
     * Sees to it that a loop does not wait: it looks whether it must leave in front of each turn.
     */
    private static void nudge(EventLoop loop) {
        loop.callFromThread(() -> {});
    }

    @Override
    public void close() {
        if (isInLoopThread() && !simulated) {
            throw new IllegalStateException(
                    "a loop's thread cannot wait for its own end; use stop()");
        }
        synchronized (this) {
            if (life == Life.NEW) {
                life = Life.STOPPED;
                workers.stop();
                loops.forEach(EventLoop::release);
                return;
            }
        }
        if (simulated) {
            stopStepping();
        } else if (life != Life.STOPPED) {
            stopAndWait();
        }
        joinAll();
    }

    private void stopStepping() {
        if (life == Life.RUNNING) {
            stop();
        }
        while (life != Life.STOPPED) {
            step();
        }
    }

    private void joinAll() {
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public boolean isRunning() {
        return life == Life.RUNNING || life == Life.STOPPING;
    }

    @Override
    public void callWhenRunning(Runnable call) {
        if (life == Life.NEW) {
            startup.add(
                    Phase.AFTER,
                    () -> {
                        call.run();
                        return null;
                    });
        } else {
            call.run();
        }
    }

    @Override
    public SystemEventTrigger addSystemEventTrigger(
            Phase phase, SystemEvent event, Supplier<? extends CompletableFuture<?>> trigger) {
        return (event == SystemEvent.STARTUP ? startup : shutdown).add(phase, trigger);
    }

    // ---- threads

    @Override
    public void callInThread(Runnable call) {
        workers.execute(call);
    }

    @Override
    public <T> CompletableFuture<T> deferToThread(Callable<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            workers.execute(
                    () -> {
                        try {
                            T value = call.call();
                            home.callFromThread(() -> result.complete(value));
                        } catch (Throwable e) {
                            home.callFromThread(
                                    () -> result.completeExceptionally(new CompletionException(e)));
                        }
                    });
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(e);
        }
        return result;
    }

    @Override
    public <T> T blockingCallFromThread(Supplier<? extends CompletableFuture<T>> call)
            throws InterruptedException {
        for (EventLoop loop : loops) {
            if (loop.isInLoopThread()) {
                throw new IllegalStateException("a loop's thread would wait for itself");
            }
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        home.callFromThread(
                () -> {
                    try {
                        call.get()
                                .whenComplete(
                                        (value, failure) -> {
                                            if (failure == null) {
                                                result.complete(value);
                                            } else {
                                                result.completeExceptionally(failure);
                                            }
                                        });
                    } catch (Throwable e) {
                        result.completeExceptionally(e);
                    }
                });
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        }
    }

    // ---- endpoints

    @Override
    public Port listen(String endpoint, Factory factory) {
        return new Endpoints(this).listen(endpoint, factory);
    }

    @Override
    public Connector connect(String endpoint, ClientFactory factory) {
        return new Endpoints(this).connect(endpoint, factory);
    }

    // ---- streams

    /** {@code wanted} is null for the socket that this process inherited. */
    Port listen(SocketAddress wanted, ListenOptions options, Stages stages, Factory factory) {
        StreamPort listening = new StreamPort(this, wanted, options, stages, factory);
        listening.startListening();
        return listening;
    }

    Connector connect(
            SocketAddress remote,
            SocketAddress local,
            ClientFactory factory,
            Stages stages,
            Duration timeout) {
        StreamConnector connector =
                new StreamConnector(this, remote, local, factory, stages, timeout);
        connector.connect();
        return connector;
    }

    @Override
    public Port listenTcp(int port, Factory factory, String interfaceName, int backlog) {
        return listen(
                local(interfaceName, port), ListenOptions.backlog(backlog), Stages.NONE, factory);
    }

    static InetSocketAddress local(String interfaceName, int port) {
        if (interfaceName == null || interfaceName.isEmpty()) {
            return new InetSocketAddress(port);
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(interfaceName), port);
        } catch (UnknownHostException e) {
            throw new CannotListenException(
                    interfaceName,
                    port,
                    new UnknownHostException("no interface has this address or name"));
        }
    }

    @Override
    public Connector connectTcp(String host, int port, ClientFactory factory, Duration timeout) {
        return connect(remote(host, port), null, factory, Stages.NONE, timeout);
    }

    /** Addresses in digits need no look-up; names are looked up off the loop. */
    static InetSocketAddress remote(String host, int port) {
        if (Interfaces.isAddress(host)) {
            try {
                return new InetSocketAddress(InetAddress.getByName(host), port);
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("\"" + host + "\" is no address", e);
            }
        }
        return InetSocketAddress.createUnresolved(host, port);
    }

    @Override
    public Port listenTls(
            int port,
            Factory factory,
            Supplier<TlsContext> context,
            String interfaceName,
            int backlog) {
        return listen(
                local(interfaceName, port),
                ListenOptions.backlog(backlog),
                Stages.tls(context),
                factory);
    }

    @Override
    public Connector connectTls(
            String host, int port, ClientFactory factory, TlsContext context, Duration timeout) {
        return connect(remote(host, port), null, factory, Stages.tls(() -> context), timeout);
    }

    @Override
    public Port listenUnix(Path path, Factory factory, UnixOptions options) {
        return listenUnix(path, factory, options, Stages.NONE);
    }

    Port listenUnix(Path path, Factory factory, UnixOptions options, Stages stages) {
        return listen(
                UnixDomainSocketAddress.of(path),
                new ListenOptions(options.backlog(), options.mode(), options.lock()),
                stages,
                factory);
    }

    @Override
    public Connector connectUnix(Path path, ClientFactory factory, Duration timeout) {
        return connect(UnixDomainSocketAddress.of(path), null, factory, Stages.NONE, timeout);
    }

    // ---- datagrams

    @Override
    public Port listenUdp(
            int port, DatagramProtocol protocol, String interfaceName, int maxPacketBytes) {
        return bind(port, protocol, interfaceName, maxPacketBytes, false);
    }

    @Override
    public Port listenMulticast(
            int port,
            DatagramProtocol protocol,
            String interfaceName,
            int maxPacketBytes,
            boolean shared) {
        return bind(port, protocol, interfaceName, maxPacketBytes, shared);
    }

    private Port bind(
            int port,
            DatagramProtocol protocol,
            String interfaceName,
            int maxPacketBytes,
            boolean shared) {
        InetSocketAddress wanted = local(interfaceName, port);
        return bind(
                new DatagramPort(
                        this,
                        (network, ready) -> network.bind(wanted, shared, ready),
                        wanted.getAddress().isAnyLocalAddress()
                                ? "any"
                                : wanted.getAddress().getHostAddress(),
                        port,
                        null,
                        protocol,
                        maxPacketBytes));
    }

    private static Port bind(DatagramPort port) {
        port.startListening();
        return port;
    }

    @Override
    public Port listenUnixDatagram(
            Path path, DatagramProtocol protocol, int maxPacketBytes, int mode) {
        return bind(
                new DatagramPort(
                        this,
                        (network, ready) -> network.bindUnix(path, mode, ready),
                        path.toString(),
                        -1,
                        null,
                        protocol,
                        maxPacketBytes));
    }

    @Override
    public Port connectUnixDatagram(
            Path path, DatagramProtocol protocol, Path local, int maxPacketBytes) {
        return bind(
                new DatagramPort(
                        this,
                        (network, ready) ->
                                network.bindUnix(local, UnixOptions.STANDARD.mode(), ready),
                        path.toString(),
                        -1,
                        UnixDomainSocketAddress.of(path),
                        protocol,
                        maxPacketBytes));
    }

    // ---- names

    /** Who finds the addresses of hosts. */
    NameResolver resolver() {
        return resolver;
    }

    @Override
    public void installResolver(NameResolver other) {
        resolver = Objects.requireNonNull(other, "other");
    }

    private CompletableFuture<List<InetAddress>> resolveInThread(String host) {
        return deferToThread(() -> List.of(InetAddress.getAllByName(host)));
    }

    /** In a simulation there is one host, and no thread. */
    private static CompletableFuture<List<InetAddress>> resolveSimulated(String host) {
        return host.equals("localhost")
                ? CompletableFuture.completedFuture(List.of(InetAddress.getLoopbackAddress()))
                : CompletableFuture.failedFuture(new UnknownHostException(host));
    }

    // ---- the home loop

    @Override
    public void callFromThread(Runnable call) {
        home.callFromThread(call);
    }

    @Override
    public boolean isInLoopThread() {
        return home.isInLoopThread();
    }

    @Override
    public <T> T shared(LoopLocal<T> kind) {
        return home.shared(kind);
    }

    @Override
    public void afterTurn(TurnTask task) {
        home.afterTurn(task);
    }

    @Override
    public long nanoTime() {
        return home.nanoTime();
    }

    /** On the loop whose thread calls it; before the reactor runs, on the home loop. */
    @Override
    public DelayedCall callLater(Duration delay, Runnable call) {
        for (EventLoop loop : loops) {
            if (loop.isInLoopThread()) {
                return loop.callLater(delay, call);
            }
        }
        return home.callLater(delay, call);
    }
}
