package org.ropewalk.testing;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ropewalk.loop.DatagramSocket;
import org.ropewalk.loop.ListenOptions;
import org.ropewalk.loop.ListenSocket;
import org.ropewalk.loop.Network;
import org.ropewalk.loop.Ready;
import org.ropewalk.loop.StreamEvents;
import org.ropewalk.loop.StreamSocket;
import org.ropewalk.reactor.Transport;

/** One loop's view of a network in memory: it never waits. */
final class MemoryKernel implements Network {
    /** What can be ready. */
    interface Source {
        /** Whether there is anything to tell. */
        boolean isReady();

        /** Tells what is ready, if anything is. */
        boolean tell();
    }

    private final ByteBuffer buffer = ByteBuffer.allocate(Transport.CHUNK_BYTES);
    private final ByteBuffer place = ByteBuffer.allocate(2 * Transport.CHUNK_BYTES);
    private final MemoryNetwork network;
    private final Set<Source> sources = new LinkedHashSet<>();

    /** The sources that are ready in one poll; kept so that a poll allocates nothing. */
    private final List<Source> ready = new ArrayList<>();

    private boolean polled;
    private List<Runnable> freed = new ArrayList<>();

    MemoryKernel(MemoryNetwork network) {
        this.network = network;
    }

    @Override
    public boolean isSimulated() {
        return true;
    }

    void add(Source source) {
        sources.add(source);
    }

    void remove(Source source) {
        sources.remove(source);
    }

    /** Calls {@code call} in the next poll, and at once if nothing polls yet. */
    void whenFreed(Runnable call) {
        if (polled) {
            freed.add(call);
        } else {
            call.run();
        }
    }

    /** An empty buffer for what a stream receives. */
    ByteBuffer readBuffer() {
        return buffer.clear();
    }

    MemoryNetwork network() {
        return network;
    }

    @Override
    public @Nullable ByteBuffer place(int bytes) {
        return bytes <= place.capacity() ? place : null;
    }

    @Override
    public long nanoTime() {
        return network.nowNs();
    }

    @Override
    public int poll(long timeoutNs) {
        polled = true;
        if (sources.isEmpty() && freed.isEmpty()) {
            return 0;
        }
        List<Runnable> due = freed;
        freed = new ArrayList<>();
        due.forEach(Runnable::run);
        int count = due.size();
        for (Source source : sources) {
            if (source.isReady()) {
                ready.add(source);
            }
        }
        Collections.shuffle(ready, network.random());
        for (Source source : ready) {
            if (sources.contains(source) && source.tell()) {
                count++;
            }
        }
        ready.clear();
        return count;
    }

    @Override
    public void streams(Consumer<StreamEvents> taker) {
        for (Source source : sources) {
            if (source instanceof MemorySocket socket) {
                taker.accept(socket.events());
            }
        }
    }

    @Override
    public void wakeup() {
        // It never waits.
    }

    @Override
    public ListenSocket listen(SocketAddress local, ListenOptions options, Ready ready)
            throws IOException {
        MemoryListenSocket listener = network.listen(this, local, ready);
        add(listener);
        return listener;
    }

    @Override
    public ListenSocket inherited(Ready ready) throws IOException {
        throw new IOException("a simulated process inherits nothing");
    }

    @Override
    public StreamSocket connect(SocketAddress remote, SocketAddress local) throws IOException {
        return network.connect(remote, local);
    }

    @Override
    public DatagramSocket bind(SocketAddress local, boolean shared, Ready ready)
            throws IOException {
        MemoryDatagramSocket socket = network.bind(this, local, shared, ready);
        add(socket);
        return socket;
    }

    @Override
    public DatagramSocket bindUnix(Path local, int mode, Ready ready) throws IOException {
        return bind(UnixDomainSocketAddress.of(local == null ? Path.of("") : local), false, ready);
    }

    @Override
    public void close() {
        sources.clear();
        freed.forEach(Runnable::run);
        freed.clear();
    }
}
