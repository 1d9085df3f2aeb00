package org.ropewalk.it.corpus;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ropewalk.it.real.RealReactors;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;

/** Clients die in the middle of replies while others compare every byte of theirs. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KillTest {
    private static final int READERS = 6;
    private static final int KILLERS = 4;
    private static final int ROUNDS = 25;
    private static final int BYTES = 400_000;

    @Test
    void no_byte_of_one_connection_ever_reaches_another() throws Exception {
        AtomicInteger next = new AtomicInteger();
        try (Reactor reactor = RealReactors.create(2)) {
            CorpusFactory factory =
                    new CorpusFactory(
                            peer ->
                                    new CorpusHandler(
                                            new ArrayList<>(),
                                            peer,
                                            (char) ('!' + next.getAndIncrement() % 90)));
            Port port = reactor.listen("tcp:port=0:interface=127.0.0.1", factory);
            reactor.start();
            int number = ((InetSocketAddress) port.getHost()).getPort();
            List<Callable<Void>> all = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                all.add(() -> read(number));
            }
            for (int i = 0; i < KILLERS; i++) {
                int seed = i;
                all.add(() -> kill(number, seed));
            }
            ExecutorService threads = Executors.newFixedThreadPool(all.size());
            try {
                for (Future<Void> done : threads.invokeAll(all)) {
                    done.get();
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(60_000);
        return socket;
    }

    private static Void read(int port) throws IOException {
        try (Socket socket = connect(port)) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] header = ("$" + BYTES + "\r\n").getBytes(US_ASCII);
            byte[] data = new byte[BYTES + 2];
            int mine = -1;
            for (int round = 0; round < ROUNDS; round++) {
                socket.getOutputStream()
                        .write(
                                ("HUGE " + BYTES + "\r\nECHO r" + round + "\r\n")
                                        .getBytes(US_ASCII));
                assertThat(in.readNBytes(header.length)).isEqualTo(header);
                in.readFully(data);
                mine = mine < 0 ? data[0] : mine;
                for (int i = 0; i < BYTES; i++) {
                    if (data[i] != mine) {
                        assertThat(data[i])
                                .as("byte %s of round %s", i, round)
                                .isEqualTo((byte) mine);
                    }
                }
                byte[] echo = ("+OK r" + round + "\r\n").getBytes(US_ASCII);
                assertThat(in.readNBytes(echo.length)).isEqualTo(echo);
            }
        }
        return null;
    }

    private static Void kill(int port, int seed) throws IOException {
        for (int round = 0; round < ROUNDS * 4; round++) {
            try (Socket socket = connect(port)) {
                socket.getOutputStream()
                        .write(("HUGE " + BYTES + "\r\n").repeat(2).getBytes(US_ASCII));
                socket.getInputStream().readNBytes(1 + (round * 7919 + seed) % BYTES);
                // A reset, not an end.
                socket.setSoLinger(true, 0);
            }
        }
        return null;
    }
}
