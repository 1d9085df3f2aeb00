package org.ropewalk.examples.mpd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.testing.StringTransport;

/** Connections to the player come and go. */
class SessionTest {
    private final Player player = new Player(List.of());
    private final MpdFactory factory = new MpdFactory(peer -> new Session(player));

    private void leaveAfter(String lines) {
        StringTransport client = new StringTransport().connect(factory);
        client.deliver(lines);
        client.runTurns();
        assertThat(player.listeners()).isEqualTo(1);
        client.lose(new ConnectionLost("gone"));
        assertThat(player.listeners()).isZero();
    }

    @Test
    void aConnectionThatEndsIsForgotten() {
        leaveAfter("ping\n");
        leaveAfter("idle\n");
        leaveAfter("command_list_begin\nping\n");
    }
}
