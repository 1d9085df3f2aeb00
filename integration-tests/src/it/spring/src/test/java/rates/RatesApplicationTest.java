package rates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.Reactor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.health.Status;
import org.springframework.context.ConfigurableApplicationContext;

class RatesApplicationTest {
    private static ConfigurableApplicationContext run(String endpoint) {
        return SpringApplication.run(RatesApplication.class, "--rates.endpoint=" + endpoint);
    }

    @Test
    void itServesWhileTheApplicationRuns() {
        RatesServer server;
        try (ConfigurableApplicationContext application =
                        run("tcp:port=0:interface=127.0.0.1");
                Reactor clients = NioReactor.create()) {
            server = application.getBean(RatesServer.class);
            int port = ((InetSocketAddress) server.address()).getPort();
            clients.start();
            Connection<RatesClient> connection =
                    RatesClient.open(clients, "tcp:127.0.0.1:" + port).join();
            Rates rates = connection.blocking();
            assertThat(rates.rate("NOK")).isEqualTo(Optional.of(new BigDecimal("11.7")));
            assertThat(rates.rate("ZZZ")).isEmpty();
            assertThat(rates.currencies()).containsExactly("CHF", "NOK");
            assertThat(application.getBean(RatesHealth.class).health().getStatus())
                    .isEqualTo(Status.UP);
        }
        assertThat(server.isRunning()).isFalse();
    }

    @Test
    void aWrongEndpointEndsTheStart() {
        assertThatThrownBy(() -> run("tpc:0"))
                .hasRootCauseMessage(
                        "endpoint \"tpc:0\", at character 1: transport \"tpc\" is not known; known"
                                + " are tcp, tls, unix, systemd, proxy");
    }
}
