package org.ropewalk.loop.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.ropewalk.loop.SocketReactors;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.OutputLimits;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.MemoryPeer;

/** Connections that end while others are written to, and what fails in a loop. */
class EndsOfConnectionsTest {
    private static final int MEMBERS = 800;

    private final MemoryNetwork network = new MemoryNetwork(7);
    private final List<String> events = new ArrayList<>();

    /** Echoes, and tells all others of each member that leaves. */
    private static final class Channel {
        private final Set<Member> members = new LinkedHashSet<>();
        private final CountDownLatch left = new CountDownLatch(MEMBERS);
        private int depth;
        private int deepest;

        private final class Member extends Protocol {
            @Override
            protected void connectionMade() {
                members.add(this);
            }

            @Override
            protected void dataReceived(byte[] data) {
                transport().write(data);
            }

            @Override
            protected void connectionLost(Throwable reason) {
                deepest = Math.max(deepest, ++depth);
                members.remove(this);
                for (Member each : List.copyOf(members)) {
                    each.transport().write("a member has left\r\n".getBytes(US_ASCII));
                }
                depth--;
                left.countDown();
            }
        }

        Factory factory() {
            return Factory.forProtocol(Member::new);
        }
    }

    @Test
    void F1_aMassDisconnectInWhichEachTellsAllOthersEndsNoLoop() {
        Channel channel = new Channel();
        network.reactor().listen("tcp:4000", channel.factory());
        List<MemoryPeer> peers = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            peers.add(network.connectPeer(4000));
        }
        network.run();
        assertThat(channel.members).hasSize(MEMBERS);

        peers.forEach(MemoryPeer::reset);
        network.run();

        assertThat(channel.left.getCount()).isZero();
        assertThat(channel.deepest).isEqualTo(1);
        MemoryPeer next = network.connectPeer(4000);
        network.run();
        next.write("hello".getBytes(US_ASCII));
        network.run();
        assertThat(next.readAll()).isEqualTo("hello".getBytes(US_ASCII));
    }

    @Test
    void F1_aMassDisconnectOfSocketsEndsNoLoop() throws IOException, InterruptedException {
        Channel channel = new Channel();
        try (Reactor reactor = SocketReactors.create()) {
            Port port = reactor.listenTcp(0, channel.factory(), "127.0.0.1", 1_024);
            reactor.start();
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < MEMBERS; i++) {
                sockets.add(connect(port));
                sockets.get(i).setSoLinger(true, 0);
            }
            assertThat(echo(connect(port))).isEqualTo("hello");
            for (Socket each : sockets) {
                each.close();
            }

            assertThat(channel.left.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(channel.deepest).isEqualTo(1);
            assertThat(echo(connect(port))).isEqualTo("hello");
        }
    }

    private static Socket connect(Port port) throws IOException {
        Socket socket = new Socket();
        socket.connect(port.getHost());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static String echo(Socket socket) throws IOException {
        try (socket) {
            socket.getOutputStream().write("hello".getBytes(US_ASCII));
            return new String(socket.getInputStream().readNBytes(5), US_ASCII);
        }
    }

    /** Two connections, the first of which writes to the second whatever it receives. */
    private final class Pair extends Factory {
        private final List<Protocol> built = new ArrayList<>();
        private Error limitsFail;

        @Override
        public Protocol buildProtocol(java.net.SocketAddress peer) {
            String name = built.isEmpty() ? "first" : "second";
            Protocol protocol =
                    new Protocol() {
                        @Override
                        protected void dataReceived(byte[] data) {
                            events.add(name + " is served");
                            built.get(1).transport().write(new byte[100_000]);
                            events.add(name + " was served");
                            transport().write(data);
                        }

                        @Override
                        protected void connectionLost(Throwable reason) {
                            events.add(name + " lost " + reason.getMessage());
                        }
                    };
            built.add(protocol);
            return protocol;
        }

        @Override
        public OutputLimits outputLimits() {
            if (limitsFail != null) {
                throw limitsFail;
            }
            return OutputLimits.STANDARD;
        }
    }

    private MemoryPeer first;
    private MemoryPeer second;

    private Pair connectPair() {
        Pair pair = new Pair();
        network.reactor().listen("tcp:4000", pair);
        first = network.connectPeer(4000);
        network.run();
        second = network.connectPeer(4000);
        network.run();
        return pair;
    }

    @Test
    void F1_aConnectionThatIsFoundLostByAWriteIsToldAfterTheTurnOfTheWriter() {
        connectPair();
        first.write("x".getBytes(US_ASCII));
        second.reset();
        network.run();

        assertThat(events).hasSize(3).startsWith("first is served", "first was served");
        assertThat(events.get(2)).startsWith("second lost the connection was lost");
        assertThat(first.readAll()).isEqualTo("x".getBytes(US_ASCII));
    }

    @Test
    void F3_whatFailsInAWriteEndsTheConnectionThatIsWrittenTo() {
        Pair pair = connectPair();
        pair.limitsFail = new OutOfMemoryError("no memory for the second");
        first.write("x".getBytes(US_ASCII));
        network.run();

        assertThat(events)
                .containsExactly(
                        "first is served",
                        "first was served",
                        "second lost no memory for the second");
        assertThat(first.readAll()).isEqualTo("x".getBytes(US_ASCII));
    }

    @Test
    void F3_anErrorOfTheMachineEndsTheConnectionWhoseTurnItIs() {
        network.reactor()
                .listen(
                        "tcp:4000",
                        Factory.forProtocol(
                                () ->
                                        new Protocol() {
                                            @Override
                                            protected void dataReceived(byte[] data) {
                                                switch (data[0]) {
                                                    case 'm' -> throw new OutOfMemoryError("m");
                                                    case 's' -> recurse();
                                                    default -> transport().write(data);
                                                }
                                            }

                                            private void recurse() {
                                                recurse();
                                            }

                                            @Override
                                            protected void connectionLost(Throwable reason) {
                                                events.add(reason.getClass().getSimpleName());
                                            }
                                        }));
        MemoryPeer memory = network.connectPeer(4000);
        MemoryPeer stack = network.connectPeer(4000);
        MemoryPeer other = network.connectPeer(4000);
        network.run();
        memory.write("m".getBytes(US_ASCII));
        network.run();
        stack.write("s".getBytes(US_ASCII));
        network.run();
        other.write("o".getBytes(US_ASCII));
        network.run();

        assertThat(events).containsExactly("OutOfMemoryError", "StackOverflowError");
        assertThat(other.readAll()).isEqualTo("o".getBytes(US_ASCII));
    }

    @Test
    void F1_anErrorInConnectionLostEndsNothingElse() {
        network.reactor()
                .listen(
                        "tcp:4000",
                        Factory.forProtocol(
                                () ->
                                        new Protocol() {
                                            @Override
                                            protected void dataReceived(byte[] data) {
                                                transport().write(data);
                                            }

                                            @Override
                                            protected void connectionLost(Throwable reason) {
                                                throw new StackOverflowError();
                                            }
                                        }));
        MemoryPeer lost = network.connectPeer(4000);
        MemoryPeer other = network.connectPeer(4000);
        network.run();
        lost.reset();
        network.run();
        other.write("o".getBytes(US_ASCII));
        network.run();

        assertThat(other.readAll()).isEqualTo("o".getBytes(US_ASCII));
        assertThat(network.leaks())
                .containsExactly(
                        "a port listens on " + new InetSocketAddress(4000),
                        "a connection with " + otherAddress() + " is open");
    }

    private String otherAddress() {
        return network.leaks().get(1).replaceAll(".* with (.*) is open", "$1");
    }
}
