package org.ropewalk.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.ClientOptions;
import org.ropewalk.jfr.FlightRecorderEvents;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.micrometer.RopewalkMetrics;
import org.ropewalk.observe.CommandCounters;
import org.ropewalk.observe.CommandEnd;
import org.ropewalk.observe.CommandStats;
import org.ropewalk.observe.ConnectionInfo;
import org.ropewalk.observe.LogContext;
import org.ropewalk.observe.Outcome;
import org.ropewalk.observe.ReactorStats;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.ServerStats;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;
import org.ropewalk.tls.ReloadingTls;
import org.ropewalk.tls.TlsContext;

/** What the guide on observing shows. */
class ObservingTest {
    private static final Path TLS = Path.of("..", "runtime", "src", "test", "resources", "tls");

    /** Knows no value. */
    private final Cache handler =
            new Cache() {
                @Override
                public List<Value> get(List<String> keys) {
                    return List.of();
                }

                @Override
                public Stored set(
                        String key, int flags, long exptime, byte[] data, boolean noreply) {
                    return Stored.STORED;
                }

                @Override
                public String version() {
                    throw new IllegalStateException("no version");
                }
            };

    @Test
    void countersOfAServer() {
        CacheFactory factory = new CacheFactory(peer -> handler);
        factory.countCommands();

        new StringTransport().connect(factory).deliver("get a\r\nhalt\r\n");

        ServerStats stats = factory.stats();
        long open = stats.connections();
        long refused = stats.errors().get(ErrorKind.UNKNOWN);
        CommandStats get = stats.commands().get("get");
        long failed = get.count(Outcome.FAILED);
        Duration longest = Duration.ofNanos(get.longestNs());

        assertThat(List.of(open, refused, get.count(), failed)).containsExactly(1L, 1L, 1L, 0L);
        assertThat(longest).isZero();
        assertThat(stats.commands()).containsOnlyKeys("get", "unknown");
    }

    @Test
    void everythingElse() {
        MeterRegistry registry = new SimpleMeterRegistry();
        Reactor reactor = new MemoryNetwork(1).reactor();
        CacheFactory factory = new CacheFactory(peer -> handler);

        CommandCounters calls = new CommandCounters();
        ClientOptions options = ClientOptions.standard().observe(calls);

        ReactorStats state = reactor.stats();
        Duration lag = state.lag();
        int waiting = state.loops().get(0).waitingCalls();

        FlightRecorderEvents events = new FlightRecorderEvents();
        factory.observe(events);
        reactor.observe(events);

        RopewalkMetrics metrics = new RopewalkMetrics(registry);
        metrics.reactor(reactor).server("cache", factory);

        ClientOptions measured = ClientOptions.standard().observe(metrics.commands());

        factory.observe(new LogContext());

        Path certificate = TLS.resolve("server.pem");
        Path key = TLS.resolve("server.key");
        ReloadingTls tls =
                new ReloadingTls(() -> TlsContext.server(certificate, key), certificate, key);

        metrics.certificate("cache", tls);

        assertThat(lag).isZero();
        assertThat(waiting).isZero();
        assertThat(List.of(options, measured)).doesNotContainNull();
        assertThat(registry.get("ropewalk.tls.certificate.expiry").timeGauge().value())
                .isPositive();
    }

    @Test
    void aDaemonWithMetrics() {
        MeasuredCache cache = new MeasuredCache();

        assertThat(cache.daemon(handler)).isNotNull();
        assertThat(cache.scraped()).isEmpty();
    }

    @Test
    void anObserverOfSlowCommands() {
        List<String> log = new ArrayList<>();
        SlowCommands observer = new SlowCommands(log::add);
        ConnectionInfo connection =
                new ConnectionInfo("Cache", ConnectionInfo.Side.SERVER, 1, null);

        observer.started(connection, "get")
                .completed(new CommandEnd(Outcome.REPLIED, 0, 99_000_000, 7, 5));
        observer.started(connection, "get")
                .completed(new CommandEnd(Outcome.REPLIED, 1_000_000, 99_000_000, 7, 5));

        assertThat(log).containsExactly("get of null: replied");
    }
}
