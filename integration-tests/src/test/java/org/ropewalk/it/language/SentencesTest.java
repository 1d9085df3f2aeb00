package org.ropewalk.it.language;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.client.ProtocolViolation;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.Peer;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

/** A value that is computed from each line is written behind it, and compared when it is read. */
class SentencesTest {
    private static final class Handler implements Sentences.Both {
        @Override
        public String echo(String text) {
            return text;
        }

        @Override
        public void ping() {}

        @Override
        public List<String> list(List<String> words) {
            return words;
        }

        @Override
        public Sentences.Got put(Bytes data) {
            return new Sentences.Got(data);
        }
    }

    private static String command(String line) {
        return line + "~" + Sentences.sum(Slice.of(line)) + "\r\n";
    }

    private static String reply(String line) {
        return "<" + line + "|" + Sentences.sum(Slice.of(line)) + "\r\n";
    }

    private static void check(String sent, String answered) {
        StringTransport whole = connect();
        whole.deliver(sent);
        assertThat(text(whole)).isEqualTo(answered);
        StringTransport single = connect();
        for (byte one : sent.getBytes(ISO_8859_1)) {
            single.deliver(new byte[] {one});
        }
        assertThat(text(single)).as("byte by byte").isEqualTo(answered);
    }

    private static StringTransport connect() {
        return new StringTransport()
                .connect(new Sentences_BothFactory(peer -> new Handler()).buildProtocol(null));
    }

    private static String text(StringTransport transport) {
        return new String(transport.value(), ISO_8859_1);
    }

    @Test
    void everyLineHasItsValue() {
        check(command("PING"), reply("PONG"));
        check(command("ECHO a~b |c"), reply("a~b |c"));
        check(command("LIST x yy"), reply("x") + reply("yy") + reply("END"));
        check(
                command("PUT 3") + "a\r\n" + command("PING"),
                reply("GOT 3") + "a\r\n" + reply("PONG"));
        check(command("WHAT"), reply("UNKNOWN"));
    }

    @Test
    void anotherValueIsMalformed() {
        String bad = reply("BAD wrong check of the line");
        check("PING\r\n" + command("PING"), bad + reply("PONG"));
        check("PING~\r\nPING~00\r\nPING~160\r\n" + command("PING"), bad.repeat(3) + reply("PONG"));
        check("~00\r\n", reply("UNKNOWN"));
        // The length may be what is wrong, so nothing tells where the payload ends.
        check("PUT 6~00\r\nPING\r\n" + command("PING"), bad);
    }

    private final MemoryNetwork network = new MemoryNetwork(5);
    private final Reactor reactor = network.reactor();

    @Test
    void aClientAndAServerUnderstandEachOther() {
        reactor.listen("tcp:4000", new Sentences_BothFactory(peer -> new Handler()));
        CompletableFuture<Connection<Sentences_BothClient>> opened =
                Sentences_BothClient.open(reactor, "tcp:127.0.0.1:4000");
        network.run();
        Sentences_BothClient client = opened.join().commands();
        CompletableFuture<String> echo = client.echo("a|~*b");
        CompletableFuture<Void> ping = client.ping();
        CompletableFuture<List<String>> list = client.list(List.of("x", "yy"));
        CompletableFuture<Sentences.Got> put = client.put(Bytes.of("\r\n~"));
        network.run();

        assertThat(echo.join()).isEqualTo("a|~*b");
        ping.join();
        assertThat(list.join()).containsExactly("x", "yy");
        assertThat(put.join()).isEqualTo(new Sentences.Got(Bytes.of("\r\n~")));
    }

    // ---- pushes alone

    private final List<String> heard = new ArrayList<>();

    private CompletableFuture<Connection<Sentences_ReceiverClient>> listen(int port) {
        return Sentences_ReceiverClient.open(
                reactor,
                "tcp:127.0.0.1:" + port,
                new Sentences.Receiver.Positions() {
                    @Override
                    public void time(String time, int day, int month, int year) {
                        heard.add(time + " " + year);
                    }

                    @Override
                    public void other(String sentence) {
                        heard.add(sentence);
                    }
                });
    }

    @Test
    void aServerWithoutCommandsPushes() {
        List<Peer> peers = new ArrayList<>();
        reactor.listen(
                "tcp:4000",
                new Sentences_ReceiverFactory(
                        peer -> {
                            peers.add(peer);
                            return new Sentences.Receiver() {};
                        }));
        listen(4000);
        network.run();
        Sentences_ReceiverPushes pushes = Sentences_ReceiverPushes.to(peers.get(0));
        pushes.time("201530.00", 4, 7, 2002);
        pushes.other("PXYZ,a b*c");
        network.run();

        assertThat(heard).containsExactly("201530.00 2002", "PXYZ,a b*c");
    }

    private static final class Device extends Protocol {
        @Override
        public void dataReceived(byte[] data) {}

        void say(String text) {
            byte[] bytes = text.getBytes(ISO_8859_1);
            transport().write(bytes, 0, bytes.length);
        }
    }

    @Test
    void aClientReadsADevice_andFailsAtAWrongValue() {
        Device device = new Device();
        reactor.listen(
                "tcp:4000",
                new org.ropewalk.reactor.Factory() {
                    @Override
                    public Protocol buildProtocol(java.net.SocketAddress peer) {
                        return device;
                    }
                });
        CompletableFuture<Connection<Sentences_ReceiverClient>> opened = listen(4000);
        network.run();
        device.say(
                "$GPZDA,201530.00,04,07,2002,00,00*60\r\n$GPZDA,201530.00,04,07,2003,00,00*61\n");
        network.run();
        assertThat(heard).containsExactly("201530.00 2002", "201530.00 2003");

        CompletableFuture<Throwable> end = opened.join().closed();
        device.say("$GPZDA,201530.00,04,07,2002,00,00*61\r\n");
        network.run();
        assertThat(heard).hasSize(2);
        assertThat(end).isCompleted();
        assertThat(end.join())
                .isInstanceOf(ProtocolViolation.class)
                .hasMessageContaining("a wrong checksum in a line");
    }
}
