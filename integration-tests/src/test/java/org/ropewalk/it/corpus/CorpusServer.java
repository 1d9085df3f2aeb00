package org.ropewalk.it.corpus;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.List;
import org.ropewalk.it.real.RealReactors;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;

/** Serves the corpus in a process of its own, and says how much memory it uses. */
public final class CorpusServer {
    private static final int CONNECTIONS = 12_000;

    private CorpusServer() {}

    /** A list that keeps nothing. */
    private static final List<String> NOBODY =
            new AbstractList<>() {
                @Override
                public boolean add(String call) {
                    return true;
                }

                @Override
                public String get(int index) {
                    throw new IndexOutOfBoundsException(index);
                }

                @Override
                public int size() {
                    return 0;
                }
            };

    /** Prints its port; for each line of its input, the bytes of its heap that are in use. */
    public static void main(String[] arguments) throws Exception {
        Reactor reactor = RealReactors.create();
        CorpusFactory factory = new CorpusFactory(peer -> new CorpusHandler(NOBODY, peer));
        factory.limits(limits -> limits.withConnections(CONNECTIONS));
        Port port = reactor.listen("tcp:port=0:interface=127.0.0.1:backlog=4096", factory);
        reactor.start();
        System.out.println(((InetSocketAddress) port.getHost()).getPort());
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            System.out.println(runtime.totalMemory() - runtime.freeMemory());
        }
        reactor.close();
    }
}
