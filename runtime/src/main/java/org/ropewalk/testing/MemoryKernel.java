package org.ropewalk.testing;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ropewalk.loop.ListenSocket;
import org.ropewalk.loop.Network;
import org.ropewalk.loop.Ready;
import org.ropewalk.loop.StreamSocket;

/** One loop's view of a network in memory: it never waits. */
final class MemoryKernel implements Network {
    /** What can be ready. */
    interface Source {
        /** Tells what is ready, if anything is. */
        boolean tell();
    }

    private final MemoryNetwork network;
    private final Set<Source> sources = new LinkedHashSet<>();

    MemoryKernel(MemoryNetwork network) {
        this.network = network;
    }

    void add(Source source) {
        sources.add(source);
    }

    void remove(Source source) {
        sources.remove(source);
    }

    MemoryNetwork network() {
        return network;
    }

    @Override
    public long nanoTime() {
        return network.nowNs();
    }

    @Override
    public int poll(long timeoutNs) {
        List<Source> order = new ArrayList<>(sources);
        Collections.shuffle(order, network.random());
        int ready = 0;
        for (Source source : order) {
            if (sources.contains(source) && source.tell()) {
                ready++;
            }
        }
        return ready;
    }

    @Override
    public void wakeup() {
        // It never waits.
    }

    @Override
    public ListenSocket listen(SocketAddress local, int backlog, Ready ready) throws IOException {
        MemoryListenSocket listener = network.listen(this, local, ready);
        add(listener);
        return listener;
    }

    @Override
    public StreamSocket connect(SocketAddress remote) {
        return network.connect(remote);
    }

    @Override
    public void close() {
        sources.clear();
    }
}
