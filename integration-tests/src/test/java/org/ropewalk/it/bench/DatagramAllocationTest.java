package org.ropewalk.it.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ropewalk.datagram.DatagramServer;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.Peer;
import org.ropewalk.server.PushTarget;

/**
 * How many bytes the loop's thread allocates for a datagram, without those of the JDK: of the
 * selector, and of the sender's address.
 */
class DatagramAllocationTest {
    private static final int BATCHES = 500;
    private static final int ROUNDS = 20;

    /** What the JDK allocates for a datagram that is received alone, more or less. */
    private static final int OF_THE_JDK = 64;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "say text | SAID text | 568",
                "say text;say more | SAID text;SAID more | 640",
                "tell text | * text | 1080",
                "add 1;say text | SAID text | 576",
            })
    void of_a_datagram(String sent, String received, int bytes) throws Exception {
        DatagramServer[] server = new DatagramServer[1];
        DatagramShapesFactory factory =
                new DatagramShapesFactory(peer -> new Server(peer, () -> server[0]));
        server[0] = factory.datagrams();
        try (Reactor reactor = NioReactor.create();
                DatagramSocket socket =
                        new DatagramSocket(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            Port port = reactor.listen("udp:port=0:interface=127.0.0.1", server[0]);
            reactor.start();
            socket.connect(port.getHost());
            socket.setSoTimeout(5_000);
            LoopBytes loop = new LoopBytes(reactor);
            byte[] commands = LoopAllocation.bytes(sent, 1);
            byte[] replies = LoopAllocation.bytes(received, 1);
            DatagramPacket out = new DatagramPacket(commands, commands.length);
            DatagramPacket in = new DatagramPacket(new byte[1_000], 1_000);
            double allocated =
                    loop.least(
                            ROUNDS,
                            BATCHES,
                            bytes + OF_THE_JDK,
                            () -> {
                                socket.send(out);
                                socket.receive(in);
                                assertThat(new String(in.getData(), 0, in.getLength(), US_ASCII))
                                        .isEqualTo(new String(replies, US_ASCII));
                            });
            Allocation.assertAbout(sent, allocated, bytes + OF_THE_JDK);
        }
    }

    /** The port that a handler pushes through. */
    private interface Sender {
        DatagramServer server();
    }

    private static final class Server implements DatagramShapes {
        private final Peer peer;
        private final Sender port;

        Server(Peer peer, Sender port) {
            this.peer = peer;
            this.port = port;
        }

        @Override
        public void add(int number) {}

        @Override
        public Slice say(Slice text) {
            return text;
        }

        @Override
        public void tell(Bytes text) {
            DatagramShapesPushes.to(PushTarget.at(port.server(), peer.address())).said(text);
        }
    }
}
