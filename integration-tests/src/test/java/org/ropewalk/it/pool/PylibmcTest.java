package org.ropewalk.it.pool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opentest4j.TestAbortedException;
import org.ropewalk.examples.memcached.Memcached;
import org.ropewalk.examples.memcached.MemcachedClient;
import org.ropewalk.examples.memcached.MemcachedExample;
import org.ropewalk.it.real.Programs;
import org.ropewalk.it.real.RealReactors;
import org.ropewalk.line.Bytes;
import org.ropewalk.pool.ClientPool;
import org.ropewalk.pool.Policy;
import org.ropewalk.pool.PoolListener;
import org.ropewalk.pool.PoolOptions;
import org.ropewalk.pool.PoolServer;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;

/** A pool, and python3-pylibmc (libmemcached): both know the server of each key. */
@Timeout(120)
class PylibmcTest {
    private static final int KEYS = 10_000;
    private static final int SERVERS = 5;

    private static final String PYTHON = "python3";

    private final Reactor reactor = RealReactors.create();

    @AfterEach
    void stop() {
        reactor.close();
    }

    private static void requireModule() throws Exception {
        boolean installed =
                new ProcessBuilder(Programs.find(PYTHON).toString(), "-c", "import pylibmc")
                                .redirectErrorStream(true)
                                .start()
                                .waitFor()
                        == 0;
        if (!installed && !"required".equals(System.getProperty("ropewalk.interop"))) {
            throw new TestAbortedException("python3-pylibmc is not installed");
        }
        assertThat(installed).as("python3-pylibmc is installed").isTrue();
    }

    @Test
    void five_servers_have_the_keys_where_the_pool_looks_for_them() throws Exception {
        requireModule();
        List<Integer> ports = new ArrayList<>();
        List<String> endpoints = new ArrayList<>();
        CountDownLatch connected = new CountDownLatch(SERVERS);
        PoolOptions options =
                PoolOptions.standard()
                        .policy(Policy.ketama())
                        .listener(
                                new PoolListener() {
                                    @Override
                                    public void available(PoolServer server) {
                                        connected.countDown();
                                    }
                                });
        for (int i = 0; i < SERVERS; i++) {
            Port port =
                    reactor.listen("tcp:port=0:interface=127.0.0.1", MemcachedExample.factory());
            ports.add(((InetSocketAddress) port.getHost()).getPort());
            endpoints.add("tcp:127.0.0.1:" + ports.get(i));
            options = options.weight(endpoints.get(i), i + 1);
        }
        reactor.start();
        ClientPool<MemcachedClient> pool = MemcachedClient.pool(reactor, endpoints, options);
        reactor.callFromThread(pool::startService);
        assertThat(connected.await(60, TimeUnit.SECONDS)).isTrue();

        String printed = Programs.run(Path.of("."), "", List.of(PYTHON, "-c", script(ports)));

        String expected =
                ports.stream().map(Object::toString).collect(Collectors.joining(" ", "", "\n"));
        List<CompletableFuture<List<Memcached.Value>>> found = new ArrayList<>();
        StringBuilder servers = new StringBuilder();
        for (int i = 0; i < KEYS; i++) {
            Bytes key = Bytes.of(("key:" + i).getBytes(UTF_8));
            servers.append(endpoints.indexOf(pool.serverOf(key).orElseThrow().endpoint()));
            found.add(pool.commands().get(List.of(key)));
        }
        assertThat(expected + servers + "\n").isEqualTo(printed);
        for (int i = 0; i < KEYS; i++) {
            List<Memcached.Value> values = found.get(i).get(60, TimeUnit.SECONDS);
            assertThat(values).as("key:%s", i).hasSize(1);
            assertThat(values.get(0).data()).isEqualTo(Bytes.of(("" + i).getBytes(UTF_8)));
        }
    }

    /** Stores each key with its number, and prints the ports and the server of each key. */
    private static String script(List<Integer> ports) {
        StringBuilder servers = new StringBuilder();
        for (int i = 0; i < ports.size(); i++) {
            servers.append("'127.0.0.1:").append(ports.get(i)).append(':').append(i + 1);
            servers.append("',");
        }
        return String.join(
                "\n",
                "import pylibmc",
                "c = pylibmc.Client([" + servers + "], behaviors={'ketama_weighted': True})",
                "keys = ['key:%d' % i for i in range(" + KEYS + ")]",
                "for i, key in enumerate(keys):",
                "    assert c.set(key, str(i))",
                "print(*" + ports + ")",
                "print(''.join(str(c.hash(key)) for key in keys))");
    }
}
