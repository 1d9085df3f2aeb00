package rates;

import java.time.Duration;
import org.ropewalk.reactor.Reactor;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Up while the server runs and no call blocks a loop. */
@Component
public class RatesHealth implements HealthIndicator {
    private static final Duration BLOCKED = Duration.ofSeconds(1);

    private final RatesServer server;

    public RatesHealth(RatesServer server) {
        this.server = server;
    }

    @Override
    public Health health() {
        Reactor reactor = server.reactor();
        if (reactor == null) {
            return Health.outOfService().build();
        }
        Duration lag = reactor.stats().lag();
        return (lag.compareTo(BLOCKED) < 0 ? Health.up() : Health.down())
                .withDetail("lagMs", lag.toMillis())
                .build();
    }
}
