package rates;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** One handler for all connections; it is called on the reactor's loop, one call at a time. */
@Component
public class RatesHandler implements Rates {
    private final Map<String, BigDecimal> rates =
            new TreeMap<>(Map.of("CHF", new BigDecimal("0.94"), "NOK", new BigDecimal("11.7")));

    @Override
    public Optional<BigDecimal> rate(String currency) {
        return Optional.ofNullable(rates.get(currency));
    }

    @Override
    public List<String> currencies() {
        return List.copyOf(rates.keySet());
    }
}
