package org.ropewalk.selector;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.loop.ListenOptions;
import org.ropewalk.loop.ListenSocket;
import org.ropewalk.loop.Ready;
import org.ropewalk.loop.StreamEvents;
import org.ropewalk.loop.StreamSocket;

/** What streams write in a poll is given to the system at its end, in order, and none is lost. */
class PendingWritesTest {
    /** Of the system, for one direction of a connection; it does not grow then. */
    private static final int BUFFER_BYTES = 32 * 1024;

    /** More than the buffers of a connection hold. */
    private static final int MANY_BYTES = 1 << 20;

    /** What a connection does with its input. */
    private interface Handler {
        void received(Connection connection, String input) throws IOException;
    }

    /** The server's side of a connection: writes in its turn, and keeps what is returned. */
    private static final class Connection implements StreamEvents {
        private final StreamSocket socket;
        private final Handler handler;
        private final SocketChannel client;
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private final ByteArrayOutputStream returned = new ByteArrayOutputStream();
        private @Nullable IOException failure;
        private @Nullable String heardWhenWritable;

        Connection(StreamSocket socket, SocketChannel client, Handler handler) {
            this.socket = socket;
            this.client = client;
            this.handler = handler;
        }

        int write(byte[] bytes) throws IOException {
            int count = socket.write(bytes, 0, bytes.length);
            taken.write(bytes, 0, count);
            return count;
        }

        void write(String text) throws IOException {
            assertThat(write(text.getBytes(US_ASCII))).isEqualTo(text.length());
        }

        /** Writes until the system takes no more. */
        void fill() throws IOException {
            byte[] bytes = new byte[1 << 20];
            Arrays.fill(bytes, (byte) 'f');
            while (write(bytes) > 0) {
                continue;
            }
        }

        void say(String text) throws IOException {
            client.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
        }

        /** All that has arrived at the client. */
        String heard() throws IOException {
            client.configureBlocking(false);
            ByteBuffer bytes = ByteBuffer.allocate(MANY_BYTES);
            while (client.read(bytes) > 0 && bytes.hasRemaining()) {
                continue;
            }
            return new String(bytes.array(), 0, bytes.position(), US_ASCII);
        }

        /** Reads at the client all that the system has taken. */
        String hearAll() throws IOException {
            client.configureBlocking(true);
            int count = taken.size() - returned.size();
            ByteBuffer bytes = ByteBuffer.allocate(count);
            while (bytes.hasRemaining() && client.read(bytes) >= 0) {
                continue;
            }
            return new String(bytes.array(), 0, bytes.position(), US_ASCII) + heard();
        }

        @Override
        public void received(ByteBuffer bytes) {
            try {
                handler.received(this, US_ASCII.decode(bytes).toString());
            } catch (IOException e) {
                failure = e;
            }
        }

        @Override
        public void ended() {}

        @Override
        public void failed(IOException cause) {
            failure = cause;
        }

        @Override
        public void writable() {
            try {
                assertThat(write("late".getBytes(US_ASCII))).isEqualTo(4);
                heardWhenWritable = heard();
            } catch (IOException e) {
                failure = e;
            }
        }

        @Override
        public void outputReturned(ByteBuffer bytes) {
            byte[] rest = new byte[bytes.remaining()];
            bytes.get(rest);
            returned.writeBytes(rest);
        }
    }

    private final NioNetwork network = new NioNetwork();
    private final List<Connection> connections = new ArrayList<>();
    private ListenSocket listening;

    PendingWritesTest() throws IOException {}

    @BeforeEach
    void listen() throws IOException {
        listening =
                network.listen(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        ListenOptions.backlog(100),
                        operations -> {});
    }

    @AfterEach
    void close() throws IOException {
        for (Connection each : connections) {
            each.client.close();
            each.socket.close(true);
        }
        network.close();
    }

    private Connection connect(Handler handler) throws IOException {
        SocketChannel client = SocketChannel.open();
        client.setOption(StandardSocketOptions.TCP_NODELAY, true);
        client.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
        client.connect(listening.localAddress());
        StreamSocket accepted = null;
        while (accepted == null) {
            accepted = listening.accept();
        }
        accepted.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES);
        Connection connection = new Connection(accepted, client, handler);
        accepted.attach(network, connection, Ready.READ);
        connections.add(connection);
        return connection;
    }

    /** The connections, in the order in which they are served, of a poll that served them all. */
    private List<Connection> serve(int count, Handler handler) throws IOException {
        List<Connection> served = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            connect(
                    (connection, input) -> {
                        served.add(connection);
                        handler.received(connection, input);
                    });
        }
        for (Connection each : connections) {
            if (each.client.isOpen()) {
                each.say("x");
            }
        }
        while (served.size() < count) {
            network.poll(-1);
        }
        return served;
    }

    @Test
    void all_writes_of_a_poll_have_left_at_its_end() throws IOException {
        for (Connection each : serve(100, (connection, input) -> connection.write("reply"))) {
            assertThat(each.heard()).isEqualTo("reply");
            assertThat(each.socket.isSending()).isFalse();
        }
    }

    @Test
    void a_write_is_being_sent_until_the_poll_ends() throws IOException {
        List<Boolean> sending = new ArrayList<>();
        serve(
                1,
                (connection, input) -> {
                    sending.add(connection.socket.isSending());
                    connection.write("reply");
                    sending.add(connection.socket.isSending());
                });
        assertThat(sending).containsExactly(false, true);
    }

    @Test
    void several_writes_of_a_connection_keep_their_order() throws IOException {
        Connection pushed = connect((connection, input) -> {});
        serve(
                3,
                (connection, input) -> {
                    pushed.write("<");
                    connection.write("reply");
                    pushed.write("y".repeat(20_000));
                    pushed.write(">");
                });
        assertThat(pushed.hearAll()).isEqualTo(("<" + "y".repeat(20_000) + ">").repeat(3));
    }

    @Test
    void what_the_system_does_not_take_is_returned_with_all_later_writes() throws IOException {
        Connection slow = connect((connection, input) -> {});
        slow.fill();
        byte[] text = "0123456789".repeat(1_000).getBytes(US_ASCII);
        List<Connection> served =
                serve(
                        3,
                        (connection, input) -> {
                            for (int i = 0; i < 10; i++) {
                                slow.write(text);
                            }
                            connection.write("reply");
                        });
        assertThat(slow.returned.size()).isPositive();
        assertThat(slow.hearAll() + slow.returned.toString(US_ASCII))
                .isEqualTo(slow.taken.toString(US_ASCII));
        for (Connection each : served) {
            assertThat(each.heard()).isEqualTo("reply");
        }
    }

    @Test
    void a_large_write_is_not_taken_behind_one_that_was_returned() throws IOException {
        Connection slow = connect((connection, input) -> {});
        slow.fill();
        byte[] large = new byte[1 << 20];
        List<Integer> taken = new ArrayList<>();
        serve(
                1,
                (connection, input) -> {
                    for (int i = 0; i < 7; i++) {
                        slow.write("0123456789".repeat(1_000).getBytes(US_ASCII));
                    }
                    taken.add(slow.write(large));
                });
        assertThat(taken).containsExactly(0);
        assertThat(slow.hearAll() + slow.returned.toString(US_ASCII))
                .isEqualTo(slow.taken.toString(US_ASCII));
    }

    @Test
    void a_write_is_not_kept_behind_one_that_was_returned_to_make_room_for_it() throws IOException {
        PendingWrites pending = new PendingWrites(() -> 0);
        Connection slow = connect((unused, input) -> {});
        Connection other = connect((unused, input) -> {});
        slow.fill();
        byte[] bytes = "12".getBytes(US_ASCII);
        pending.begin();
        pending.add((NioStreamSocket) slow.socket, bytes, 0, 1);
        for (int i = 1; i < 64; i++) {
            pending.add((NioStreamSocket) other.socket, bytes, 0, 1);
        }
        assertThat(slow.returned.size()).isZero();
        assertThat(pending.add((NioStreamSocket) slow.socket, bytes, 1, 2)).isFalse();
        assertThat(slow.returned.toString(US_ASCII)).isEqualTo("1");
        assertThat(pending.holds((NioStreamSocket) slow.socket)).isFalse();
    }

    @Test
    void a_connection_that_was_lost_is_told_and_the_others_are_served() throws IOException {
        Connection lost = connect((connection, input) -> {});
        lost.client.setOption(StandardSocketOptions.SO_LINGER, 0);
        lost.client.close();
        List<Connection> served =
                serve(
                        3,
                        (connection, input) -> {
                            lost.write("1");
                            connection.write("reply");
                        });
        assertThat(lost.failure).isNotNull();
        for (Connection each : served) {
            assertThat(each.heard()).isEqualTo("reply");
        }
    }

    @Test
    void a_connection_that_is_closed_has_sent_what_it_wrote() throws IOException {
        List<Connection> served =
                serve(
                        2,
                        (connection, input) -> {
                            connection.write("bye");
                            connection.socket.close(false);
                        });
        for (Connection each : served) {
            assertThat(each.hearAll()).isEqualTo("bye");
        }
    }

    @Test
    void what_a_slow_peer_has_room_for_is_given_to_the_system_at_once() throws IOException {
        Connection slow = connect((connection, input) -> {});
        slow.socket.interest(Ready.READ | Ready.WRITE);
        while (slow.heardWhenWritable == null) {
            network.poll(-1);
        }
        assertThat(slow.heardWhenWritable).isEqualTo("late");
    }

    @Test
    void writes_wait_no_longer_than_their_time_for_slow_protocols() throws IOException {
        long[] nowNs = {0};
        PendingWrites pending = new PendingWrites(() -> nowNs[0]);
        Connection connection = connect((unused, input) -> {});
        NioStreamSocket socket = (NioStreamSocket) connection.socket;
        byte[] reply = "r".getBytes(US_ASCII);
        pending.begin();
        for (int i = 0; i < 8; i++) {
            assertThat(pending.add(socket, reply, 0, 1)).isTrue();
        }
        assertThat(connection.heard()).isEmpty();
        nowNs[0] = 1_000_000;
        for (int i = 0; i < 8; i++) {
            assertThat(pending.add(socket, reply, 0, 1)).isTrue();
        }
        assertThat(connection.heard()).startsWith("rrrrrrrr");
        pending.end();
        assertThat(connection.heard()).endsWith("r");
    }

    @Test
    void writes_wait_no_longer_than_their_time_for_protocols_that_write_nothing()
            throws IOException {
        long[] nowNs = {0};
        PendingWrites pending = new PendingWrites(() -> nowNs[0]);
        Connection connection = connect((unused, input) -> {});
        pending.begin();
        pending.add((NioStreamSocket) connection.socket, "r".getBytes(US_ASCII), 0, 1);
        for (int i = 0; i < 8; i++) {
            pending.informs();
        }
        assertThat(connection.heard()).isEmpty();
        nowNs[0] = 1_000_000;
        for (int i = 0; i < 8; i++) {
            pending.informs();
        }
        assertThat(connection.heard()).isEqualTo("r");
    }
}
