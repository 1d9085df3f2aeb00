package org.ropewalk.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.observe.CommandObserver;
import org.ropewalk.observe.LoopObserver;
import org.ropewalk.observe.LoopStats;
import org.ropewalk.observe.ReactorStats;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.CommandFactory;
import org.ropewalk.tls.TlsContext;

/**
 * Registers the metrics of servers, clients, reactors and certificates in a Micrometer registry.
 * Labels have few values: names of the declaration, never an address or what a peer has sent. The
 * guide <em>Observing</em> lists every metric.
 *
 * <pre>{@code
 * RopewalkMetrics metrics = new RopewalkMetrics(registry);
 * metrics.reactor(reactor).server("cache", factory);
 * ClientOptions options = ClientOptions.standard().observe(metrics.commands());
 * }</pre>
 */
@SuppressWarnings("exports") // Programs that use it require Micrometer themselves.
public final class RopewalkMetrics {
    private final MeterRegistry registry;
    private final CommandMetrics commands;

    /** Nothing is registered yet. */
    public RopewalkMetrics(MeterRegistry registry) {
        this.registry = Objects.requireNonNull(registry, "registry");
        this.commands = new CommandMetrics(registry);
    }

    /** What measures connections and commands, for {@code ClientOptions.observe}. */
    public CommandObserver commands() {
        return commands;
    }

    /**
     * Measures a server: its new connections, their commands, its errors.
     *
     * @param name what tells it from other servers of this program: the label {@code server}
     */
    public RopewalkMetrics server(String name, CommandFactory<?> factory) {
        factory.observe(commands);
        Tags tags = Tags.of("server", name);
        Metric.SERVER_CONNECTIONS.gauge(
                registry, tags, factory, each -> each.stats().connections());
        Metric.SERVER_CONNECTIONS_LIMIT.gauge(
                registry, tags, factory, each -> each.limits().connections());
        Metric.SERVER_OVERLOADED.gauge(
                registry, tags, factory, each -> each.stats().overloaded() ? 1 : 0);
        for (ErrorKind kind : ErrorKind.values()) {
            FunctionCounter.builder(
                            Metric.SERVER_ERRORS.meter(), factory, each -> each.errors(kind))
                    .description(Metric.SERVER_ERRORS.meaning())
                    .tags(tags.and("kind", kind.name().toLowerCase(Locale.ROOT)))
                    .register(registry);
        }
        return this;
    }

    /** Measures the loops of a reactor, and its queues. */
    public RopewalkMetrics reactor(Reactor reactor) {
        int loops = reactor.stats().loops().size();
        for (int i = 0; i < loops; i++) {
            int number = i;
            Tags tags = Tags.of("loop", String.valueOf(i + 1));
            TimeGauge.builder(
                            Metric.LOOP_LAG.meter(),
                            reactor,
                            TimeUnit.NANOSECONDS,
                            each -> loop(each, number).lag().toNanos())
                    .description(Metric.LOOP_LAG.meaning())
                    .tags(tags)
                    .register(registry);
            loopGauge(Metric.LOOP_CONNECTIONS, tags, reactor, number, LoopStats::connections);
            loopGauge(Metric.LOOP_TIMERS, tags, reactor, number, LoopStats::timers);
            loopGauge(Metric.LOOP_CALLS, tags, reactor, number, LoopStats::waitingCalls);
            loopGauge(Metric.LOOP_HANDSHAKES, tags, reactor, number, LoopStats::handshakes);
        }
        poolGauge("worker", reactor, ReactorStats::waitingTasks);
        poolGauge("tls", reactor, ReactorStats::waitingHandshakes);
        Counter blocked = Metric.LOOP_BLOCKED.counter(registry, Tags.empty());
        reactor.observe(
                new LoopObserver() {
                    @Override
                    public void blocked(String loop, Duration busy, List<StackTraceElement> stack) {
                        blocked.increment();
                    }
                });
        return this;
    }

    private static LoopStats loop(Reactor reactor, int number) {
        return reactor.stats().loops().get(number);
    }

    private void loopGauge(
            Metric metric,
            Tags tags,
            Reactor reactor,
            int number,
            ToDoubleFunction<LoopStats> value) {
        metric.gauge(registry, tags, reactor, each -> value.applyAsDouble(loop(each, number)));
    }

    private void poolGauge(String pool, Reactor reactor, ToDoubleFunction<ReactorStats> value) {
        metricOfPool(pool, reactor, each -> value.applyAsDouble(each.stats()));
    }

    private void metricOfPool(String pool, Reactor reactor, ToDoubleFunction<Reactor> value) {
        Metric.POOL_WAITING.gauge(registry, Tags.of("pool", pool), reactor, value);
    }

    /**
     * Measures in how long the certificate of a TLS context expires; negative after that. The
     * context is asked for at each measurement, so that a {@link org.ropewalk.tls.ReloadingTls}
     * gives the one that is used. Without a certificate there is no value.
     *
     * @param name what tells it from other contexts of this program: the label {@code context}
     */
    public RopewalkMetrics certificate(String name, Supplier<TlsContext> context) {
        TimeGauge.builder(
                        Metric.CERTIFICATE_EXPIRY.meter(),
                        context,
                        TimeUnit.MILLISECONDS,
                        RopewalkMetrics::millisLeft)
                .description(Metric.CERTIFICATE_EXPIRY.meaning())
                .tags("context", name)
                .strongReference(true)
                .register(registry);
        return this;
    }

    private static double millisLeft(Supplier<TlsContext> context) {
        return context.get()
                .certificateExpiry()
                .map(expiry -> (double) Duration.between(Instant.now(), expiry).toMillis())
                .orElse(Double.NaN);
    }
}
