package rates;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class RatesApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(RatesApplication.class, arguments);
    }
}
