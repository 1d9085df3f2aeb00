package rates;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Reply;

@LineProtocol
@Errors(
        unknown = @Reply("ERR unknown command"),
        malformed = @Reply("ERR {'{message}'}"),
        failed = @Reply("ERR {'{incident}'}"))
public interface Rates {

    @Command("RATE {currency}")
    @Reply(value = "RATE {}", absent = "NONE")
    Optional<BigDecimal> rate(String currency);

    @Command("LIST")
    @Reply(each = "CURRENCY {}", end = "END")
    List<String> currencies();
}
