package org.ropewalk.testing;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import org.ropewalk.loop.ListenSocket;
import org.ropewalk.loop.Ready;
import org.ropewalk.loop.StreamSocket;

/** A port in memory. */
final class MemoryListenSocket implements ListenSocket, MemoryKernel.Source {
    private final MemoryKernel kernel;
    private final SocketAddress local;
    private final Ready ready;
    private final Queue<MemorySocket> waiting = new ArrayDeque<>();
    private boolean accepting = true;

    MemoryListenSocket(MemoryKernel kernel, SocketAddress local, Ready ready) {
        this.kernel = kernel;
        this.local = local;
        this.ready = ready;
    }

    void enqueue(MemorySocket socket) {
        waiting.add(socket);
    }

    @Override
    public boolean isReady() {
        return accepting && !waiting.isEmpty();
    }

    @Override
    public boolean tell() {
        if (!isReady()) {
            return false;
        }
        ready.ready(Ready.READ);
        return true;
    }

    @Override
    public StreamSocket accept() throws IOException {
        if (!waiting.isEmpty() && kernel.network().acceptFails()) {
            throw new IOException("Too many open files");
        }
        return waiting.poll();
    }

    @Override
    public void accepting(boolean nowAccepting) {
        accepting = nowAccepting;
    }

    @Override
    public SocketAddress localAddress() {
        return local;
    }

    @Override
    public void close(Runnable freed) {
        kernel.remove(this);
        kernel.network().stopListening(this);
        waiting.forEach(socket -> socket.close(true));
        waiting.clear();
        kernel.whenFreed(freed);
    }
}
