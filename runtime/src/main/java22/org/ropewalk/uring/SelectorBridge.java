package org.ropewalk.uring;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ClosedSelectorException;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import org.ropewalk.loop.DatagramSocket;
import org.ropewalk.loop.Ready;
import org.ropewalk.selector.NioNetwork;

/**
 * The sockets of a selector on a loop that waits for something else. A thread waits for the
 * selector, wakes the loop and waits until that has polled.
 */
final class SelectorBridge implements AutoCloseable {
    private final NioNetwork network = new NioNetwork();
    private final Runnable wakeup;
    private final Semaphore polled = new Semaphore(0);
    private volatile boolean ready;
    private volatile boolean closed;

    /** Waits from now on; {@code wakeup} is called when the loop is to poll. */
    SelectorBridge(Runnable wakeup) throws IOException {
        this.wakeup = wakeup;
        // What is freed from now on waits for a poll.
        network.poll(0);
        Thread thread = new Thread(this::run, "ropewalk-datagrams");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!closed) {
            try {
                network.await();
            } catch (IOException | ClosedSelectorException e) {
                return;
            }
            ready = true;
            wakeup.run();
            polled.acquireUninterruptibly();
        }
    }

    DatagramSocket bind(SocketAddress local, boolean shared, Ready receiving) throws IOException {
        return waking(network.bind(local, shared, receiving));
    }

    DatagramSocket bindUnix(Path local, int mode, Ready receiving) throws IOException {
        return waking(network.bindUnix(local, mode, receiving));
    }

    /** The selector knows the new socket when it waits anew. */
    private DatagramSocket waking(DatagramSocket bound) {
        network.wakeup();
        return new BridgedDatagrams(bound, network::wakeup);
    }

    /** On the loop: informs what is ready. */
    int poll() throws IOException {
        if (!ready) {
            return 0;
        }
        ready = false;
        int count = network.poll(0);
        polled.release();
        return count;
    }

    @Override
    public void close() {
        closed = true;
        network.close();
        polled.release();
    }
}
