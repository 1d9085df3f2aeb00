package org.ropewalk.it.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.Peer;
import org.ropewalk.testing.MemoryNetwork;

/** A pushed list arrives with the values that only its first lines have. */
class PushListTest {
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private final List<String> received = new ArrayList<>();
    private RollPushes pushes;

    private void connect() {
        reactor.listen(
                "tcp:4000",
                new RollFactory(
                        peer -> {
                            pushes = pushesTo(peer);
                            return () -> {};
                        }));
        CompletableFuture<Connection<RollClient>> connection =
                RollClient.open(
                        reactor,
                        "tcp:127.0.0.1:4000",
                        new Roll.Lists() {
                            @Override
                            public void names(
                                    String nick,
                                    char symbol,
                                    String channel,
                                    List<String> members) {
                                received.add(nick + symbol + channel + members);
                            }

                            @Override
                            public void roll(int year, OptionalInt month, List<String> names) {
                                received.add(year + " " + month + " " + names);
                            }
                        });
        network.run();
        assertThat(connection).isCompleted();
    }

    private static RollPushes pushesTo(Peer peer) {
        return RollPushes.to(peer);
    }

    @Test
    void valuesOfEachLineArriveAfterTheLast() {
        connect();

        pushes.names("me", '=', "#a", List.of("x", "y"));
        pushes.names("me", '@', "#b", List.of("z"));
        network.run();

        assertThat(received).containsExactly("me=#a[x, y]", "me@#b[z]");
    }

    @Test
    void valuesOfTheFirstLineArriveAfterTheLast_ofAnEmptyListToo() {
        connect();

        pushes.roll(1999, OptionalInt.of(12), List.of("x"));
        pushes.roll(2000, OptionalInt.empty(), List.of());
        network.run();

        assertThat(received)
                .containsExactly("1999 OptionalInt[12] [x]", "2000 OptionalInt.empty []");
    }

    @Test
    void anEmptyListWhoseValuesWouldBeLostIsRefused() {
        connect();

        assertThatThrownBy(() -> pushes.names("me", '=', "#a", List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        network.run();

        assertThat(received).isEmpty();
    }
}
