package org.ropewalk.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.Group;
import org.ropewalk.server.Peer;
import org.ropewalk.testing.MemoryNetwork;

class RoomTest {
    /** One for each connection. The group is shared. */
    static final class Guest implements Room {
        private final Group guests;
        private final Peer peer;
        private String nick = "guest";

        Guest(Group guests, Peer peer) {
            this.guests = guests;
            this.peer = peer;
        }

        @Override
        public int join(String nick) {
            this.nick = nick;
            RoomPushes.to(guests).joined(nick);
            guests.add(peer);
            return guests.size();
        }

        @Override
        public void say(String text) {
            RoomPushes.to(guests.except(peer)).said(nick, text);
        }
    }

    /** What a client does with the lines that the server pushes. */
    static final class Listener implements Room.Events {
        final List<String> lines = new ArrayList<>();

        @Override
        public void joined(String nick) {
            lines.add(nick + " is here");
        }

        @Override
        public void said(String nick, String text) {
            lines.add(nick + " says " + text);
        }
    }

    @Test
    void othersReceiveTheMessagesOfOne() {
        MemoryNetwork network = new MemoryNetwork(1);
        Reactor reactor = network.reactor();
        Group guests = new Group();
        reactor.listen("tcp:7000", new RoomFactory(peer -> new Guest(guests, peer)));
        Listener toAda = new Listener();
        Listener toBob = new Listener();
        CompletableFuture<Connection<RoomClient>> ada =
                RoomClient.open(reactor, "tcp:127.0.0.1:7000", toAda);
        CompletableFuture<Connection<RoomClient>> bob =
                RoomClient.open(reactor, "tcp:127.0.0.1:7000", toBob);
        network.run();

        ada.join().commands().join("ada");
        network.run();
        bob.join().commands().join("bob");
        network.run();
        ada.join().commands().say("hello");
        network.run();

        assertThat(toAda.lines).containsExactly("bob is here");
        assertThat(toBob.lines).containsExactly("ada says hello");

        bob.join().close();
        network.run();
        assertThat(guests.size()).isEqualTo(1);
    }
}
