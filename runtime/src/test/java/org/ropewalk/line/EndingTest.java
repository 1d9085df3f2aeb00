package org.ropewalk.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ropewalk.reactor.ConnectionAborted;
import org.ropewalk.reactor.ConnectionDone;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.ConnectionStalled;
import org.ropewalk.reactor.TlsFailed;

/** What a transport says of the end, where this side had no reason of its own. */
class EndingTest {
    @Test
    void aTransportsReasonIsCountedAsWhatItIs() {
        Map<Throwable, Ending> endings =
                Map.of(
                        new ConnectionDone("x"), Ending.PEER,
                        new ConnectionLost("x"), Ending.PEER,
                        new ConnectionAborted("x"), Ending.CLOSED,
                        new ConnectionStalled("x", false), Ending.STALLED,
                        new ConnectionStalled("x", true), Ending.OUTPUT,
                        new TlsFailed("x", null), Ending.TLS,
                        new IllegalStateException("x"), Ending.FAILED);

        endings.forEach((reason, ending) -> assertThat(Ending.of(reason)).isEqualTo(ending));
    }
}
