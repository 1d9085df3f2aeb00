package org.ropewalk.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.ropewalk.benchmarks.peer.NettyIdiomatic;
import org.ropewalk.benchmarks.peer.NettyOptimised;
import org.ropewalk.benchmarks.peer.NioMinimal;
import org.ropewalk.benchmarks.peer.Threads;
import org.ropewalk.examples.Example;
import org.ropewalk.examples.bench.BenchExample;
import org.ropewalk.examples.benchstrings.BenchStringsExample;
import org.ropewalk.examples.redis.RedisExample;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;

/**
 * The process of one server that runs on a JVM: {@code NAME PORT}. Answers on its standard output
 * what only the process itself knows, when asked for on its standard input: {@code allocated}, the
 * bytes that all threads have allocated, and {@code heap}, the bytes that live. Ends with its
 * input.
 */
final class Host {
    /** Collections until finalised and referenced things are gone too. */
    private static final int COLLECTIONS = 3;

    /** Starts a server that listens on a port of the loopback interface. */
    interface Start {
        void start(int port) throws Exception;
    }

    private static final Map<String, Start> SERVERS = new TreeMap<>();

    static {
        SERVERS.put("ropewalk-bytes", port -> serve(1, port, BenchExample.factory()));
        SERVERS.put("ropewalk-strings", port -> serve(1, port, BenchStringsExample.factory()));
        SERVERS.put("ropewalk-commands", port -> serve(1, port, ManyCommands.factory()));
        for (int loops = 1; loops <= Growth.MAX_LOOPS; loops *= 2) {
            int count = loops;
            SERVERS.put(
                    "ropewalk-loops-" + loops, port -> serve(count, port, BenchExample.factory()));
        }
        SERVERS.put("ropewalk-redis", port -> serve(port, RedisExample.example().factory()));
        SERVERS.put("half-open", port -> serve(1, port, Factory.forProtocol(HalfOpen::new)));
        SERVERS.put("nio-minimal", port -> NioMinimal.main(new String[] {"" + port}));
        SERVERS.put(
                "netty-idiomatic", port -> NettyIdiomatic.main(new String[] {"" + port, "nio"}));
        SERVERS.put(
                "netty-optimised", port -> NettyOptimised.main(new String[] {"" + port, "epoll"}));
        SERVERS.put("virtual-threads", port -> Threads.main(new String[] {"" + port, "virtual"}));
        SERVERS.put("platform-threads", port -> Threads.main(new String[] {"" + port, "platform"}));
    }

    /** Goes on when its peer has ended its side. */
    private static final class HalfOpen extends Protocol {
        @Override
        public void readConnectionLost() {}
    }

    private Host() {}

    public static void main(String[] arguments) throws Exception {
        Thread answering = new Thread(Host::answer, "answering");
        answering.setDaemon(true);
        answering.start();
        SERVERS.get(arguments[0]).start(Integer.parseInt(arguments[1]));
    }

    private static void serve(int loops, int port, Factory factory) {
        serve(NioReactor.create(loops), port, factory);
    }

    private static void serve(int port, Example.Maker example) {
        Reactor reactor = NioReactor.create();
        serve(reactor, port, example.make(reactor, Path.of("")));
    }

    private static void serve(Reactor reactor, int port, Factory factory) {
        reactor.listenTcp(port, factory, "127.0.0.1", Reactor.BACKLOG);
        reactor.run();
    }

    private static void answer() {
        try (BufferedReader questions =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            for (String line; (line = questions.readLine()) != null; ) {
                System.out.println(line.equals("heap") ? heapBytes() : allocatedBytes());
            }
        } catch (IOException e) {
            System.err.println("the requests have ended: " + e.getMessage());
        }
        Runtime.getRuntime().halt(0);
    }

    private static long allocatedBytes() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }

    private static long heapBytes() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
