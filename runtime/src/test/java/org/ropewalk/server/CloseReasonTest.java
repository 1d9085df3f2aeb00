package org.ropewalk.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ropewalk.reactor.ConnectionAborted;
import org.ropewalk.reactor.ConnectionDone;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.ConnectionStalled;
import org.ropewalk.reactor.TlsFailed;

/** What a transport says of the end, where this side had no reason of its own. */
class CloseReasonTest {
    @Test
    void aTransportsReasonIsCountedAsWhatItIs() {
        Map<Throwable, CloseReason> reasons =
                Map.of(
                        new ConnectionDone("x"), CloseReason.PEER,
                        new ConnectionLost("x"), CloseReason.PEER,
                        new ConnectionAborted("x"), CloseReason.CLOSED,
                        new ConnectionStalled("x", false), CloseReason.STALLED,
                        new ConnectionStalled("x", true), CloseReason.OUTPUT,
                        new TlsFailed("x", null), CloseReason.TLS,
                        new IllegalStateException("x"), CloseReason.FAILED);

        reasons.forEach((cause, expected) -> assertThat(CloseReason.of(cause)).isEqualTo(expected));
    }
}
