package org.ropewalk.it.docs;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;
import org.ropewalk.application.Daemon;
import org.ropewalk.micrometer.RopewalkMetrics;

final class MeasuredCache {
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final RopewalkMetrics metrics = new RopewalkMetrics(registry);

    Daemon daemon(Cache handler) {
        return Daemon.serving(
                        "cache",
                        reactor -> {
                            CacheFactory factory = new CacheFactory(peer -> handler);
                            metrics.reactor(reactor).server("cache", factory);
                            return factory;
                        })
                .probes(new InetSocketAddress("127.0.0.1", 9091))
                .page("/metrics", "text/plain; version=0.0.4", registry::scrape);
    }

    String scraped() {
        return registry.scrape();
    }
}
