package org.ropewalk.it.memcached;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.ropewalk.it.real.RealProcess;

/** memcached itself. */
final class RealServer implements MemcachedServer {
    private final RealProcess process;

    private RealServer(RealProcess process) {
        this.process = process;
    }

    /** Without lists of keys, a log for clients, a crawler and a segmented LRU. */
    static RealServer start() throws IOException {
        return new RealServer(
                RealProcess.start(
                        "memcached",
                        port ->
                                List.of(
                                        "-u",
                                        "nobody",
                                        "-l",
                                        "127.0.0.1",
                                        "-p",
                                        String.valueOf(port),
                                        "-U",
                                        "0",
                                        "-W",
                                        "-X",
                                        "-o",
                                        "no_lru_crawler,no_lru_maintainer")));
    }

    @Override
    public InetSocketAddress address() {
        return process.address();
    }

    @Override
    public void close() {
        process.close();
    }
}
