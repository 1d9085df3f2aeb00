package org.ropewalk.processor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.ropewalk.datagram.DatagramServer;
import org.ropewalk.line.LineLimits;
import org.ropewalk.reactor.DatagramTransport;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.CommandFactory;
import org.ropewalk.testing.MemoryNetwork;

/** A store in datagrams that is served, and what its socket has sent. */
final class DatagramStore {
    static final Served STORE =
            Served.compile(
                    """
                    @LineProtocol(datagrams = true, terminator = {Terminator.CRLF, Terminator.LF})
                    @Errors(
                            unknown = @Reply("ERR unknown"),
                            malformed = @Reply(value = "ERR malformed", close = true),
                            tooLong = @Reply("ERR long"), tooBig = @Reply("ERR big"),
                            payload = @Reply("ERR payload"), failed = @Reply("ERR failed"))
                    @Limits(line = 40, payload = 100, amplification = 3)
                    public interface X {
                        @Command("get {key}") @Reply("VALUE {}") String get(String key);
                        @Command("add {number}") void add(int number);
                        @Command("sum") @Reply("SUM {}") long sum();
                        @Command("later {key}") @Reply("LATER {}") CompletionStage<String> later(String key);
                        @Command("put {key} {data.length}") @Reply("STORED {}") int put(String key, @Payload Bytes data);
                        @Command("end {key}") @Reply(value = "BYE", close = true) void end(String key);
                        @Command("who") @Reply("{*}") String who();
                        @Command("note {text*}") @Reply("NOTED") void note(String text);
                        @Push interface Pushes {
                            @Reply("NOTE {text*}") void note(String text);
                        }
                    }
                    class H implements X {
                        static CompletableFuture<String> next = new CompletableFuture<>();
                        static int made;
                        private final Peer peer;
                        private long sum;
                        H(Peer peer) { this.peer = peer; made++; }
                        public String get(String key) { return key.repeat(3); }
                        public void add(int number) { sum += number; }
                        public long sum() { return sum; }
                        public CompletionStage<String> later(String key) { return next.thenApply(text -> key + text); }
                        public int put(String key, Bytes data) { return data.length(); }
                        public void end(String key) { }
                        public String who() { return peer.address().toString(); }
                        public void note(String text) { XPushes.to(peer).note(text); }
                        static void note(org.ropewalk.datagram.DatagramServer port, java.net.SocketAddress to, String text) {
                            XPushes.to(port, to).note(text);
                        }
                    }
                    """);

    static final InetSocketAddress SENDER = new InetSocketAddress("192.0.2.7", 4321);

    record Sent(String text, SocketAddress to) {}

    /** A socket that sends nothing. */
    static final class Recorder implements DatagramTransport {
        private final Loop loop;
        final List<Sent> sent = new ArrayList<>();

        Recorder(Loop loop) {
            this.loop = loop;
        }

        @Override
        public void write(byte[] data, SocketAddress to) {
            sent.add(new Sent(new String(data, ISO_8859_1).replace("\r\n", "|"), to));
        }

        @Override
        public void write(byte[] data) {
            throw new IllegalStateException();
        }

        @Override
        public void connect(SocketAddress peer) {}

        @Override
        public void setBroadcastAllowed(boolean allowed) {}

        @Override
        public boolean isBroadcastAllowed() {
            return false;
        }

        @Override
        public long truncatedDatagrams() {
            return 0;
        }

        @Override
        public long droppedDatagrams() {
            return 0;
        }

        @Override
        public SocketAddress getHost() {
            return new InetSocketAddress("0.0.0.0", 8125);
        }

        @Override
        public Loop loop() {
            return loop;
        }
    }

    final MemoryNetwork network = new MemoryNetwork(1);

    final Reactor reactor = network.reactor();

    final Recorder socket = new Recorder(reactor);

    CommandFactory<?> factory;

    DatagramServer server;

    void serve() throws Exception {
        var next = STORE.type("H").getDeclaredField("next");
        next.setAccessible(true);
        next.set(null, new CompletableFuture<String>());
        serve(limits -> limits);
    }

    void serve(UnaryOperator<LineLimits> change) throws Exception {
        factory = (CommandFactory<?>) STORE.factory(change::apply);
        server = datagrams(factory);
        run(() -> server.doStart(socket));
    }

    static DatagramServer datagrams(CommandFactory<?> factory) throws Exception {
        var made = factory.getClass().getDeclaredMethod("datagrams");
        made.setAccessible(true);
        return (DatagramServer) made.invoke(factory);
    }

    void close() {
        reactor.close();
    }

    /** Runs {@code call} on the loop. */
    void run(Runnable call) {
        reactor.callFromThread(call);
        network.run();
    }

    void receive(String text, SocketAddress from) {
        run(() -> server.datagramReceived(text.getBytes(ISO_8859_1), from));
    }

    /** What goes back to the sender of a datagram; null if nothing does. */
    String answer(String text) {
        socket.sent.clear();
        receive(text, SENDER);
        if (socket.sent.isEmpty()) {
            return null;
        }
        assertThat(socket.sent).hasSize(1);
        assertThat(socket.sent.get(0).to()).isEqualTo(SENDER);
        return socket.sent.get(0).text();
    }

    /** A client of the store's protocol at port 8125. */
    Called client() throws Exception {
        return new Called(network, reactor, STORE, "X$Pushes", "udp:127.0.0.1:8125");
    }
}
