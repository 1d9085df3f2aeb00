package rates;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code rates.*}.
 *
 * @param endpoint where it listens
 * @param drain how long connections may take to finish when the application stops
 * @param loops how many loops serve connections
 */
@ConfigurationProperties("rates")
public record RatesProperties(
        @DefaultValue("tcp:port=4000:interface=127.0.0.1") String endpoint,
        @DefaultValue("10s") Duration drain,
        @DefaultValue("1") int loops) {}
