package org.ropewalk.examples;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.ropewalk.application.Daemon;
import org.ropewalk.micrometer.RopewalkMetrics;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.CommandFactory;

/** The metrics of a served example, as Prometheus reads them from a page beside the probes. */
final class Metrics {
    private static final String PATH = "/metrics";
    private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** Measures a reactor, and the factory that it serves. */
    void measure(String name, Reactor reactor, Factory factory) {
        RopewalkMetrics metrics = new RopewalkMetrics(registry).reactor(reactor);
        if (factory instanceof CommandFactory<?> commands) {
            metrics.server(name, commands);
        }
    }

    /** Adds the page. */
    void show(Daemon daemon) {
        daemon.page(PATH, TYPE, registry::scrape);
    }
}
