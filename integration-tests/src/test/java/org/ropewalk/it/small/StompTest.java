package org.ropewalk.it.small;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.ext.stomp.Frame;
import io.vertx.ext.stomp.StompClient;
import io.vertx.ext.stomp.StompClientConnection;
import io.vertx.ext.stomp.StompClientOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ropewalk.examples.stomp.Broker;
import org.ropewalk.examples.stomp.StompExample;
import org.ropewalk.it.real.Served;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.MemoryPeer;
import org.ropewalk.testing.StringTransport;

/** The example of STOMP: frames, and a client of others. */
@Timeout(60)
class StompTest {
    private static final String CONNECT = "CONNECT\naccept-version:1.2\nhost:h\n\n\0";
    private static final String CONNECTED =
            "CONNECTED\nversion:1.2\nheart-beat:1000,60000\nserver:ropewalk\n\n\0";
    private static final String SUBSCRIBE = "SUBSCRIBE\nid:s\ndestination:/queue/a\n";
    private static final String SEND = "SEND\ndestination:/queue/a\n\n";

    private final Broker broker = new Broker(10_000);

    private StringTransport connect() {
        StringTransport transport = new StringTransport().connect(StompExample.factory(broker));
        assertThat(answer(transport, CONNECT)).isEqualTo(CONNECTED);
        return transport;
    }

    private static String answer(StringTransport transport, String frames) {
        int before = transport.text().length();
        transport.deliver(frames.getBytes(UTF_8));
        return transport.text().substring(before);
    }

    private static String message(int id, String more, String body) {
        return "MESSAGE\nsubscription:s\nmessage-id:"
                + id
                + "\ndestination:/queue/a\n"
                + more
                + "content-length:"
                + body.length()
                + "\n\n"
                + body
                + "\0";
    }

    private static String message(int id, String ack, String more, String body) {
        return message(id, ack, body).replace("\n\n", "\n" + more + "\n");
    }

    @ParameterizedTest
    @CsvSource({"'1.0,1.1,1.2',1.2", "'1.1,1.0',1.1", "1.0,1.0"})
    void theLatestVersionIsChosen(String wanted, String chosen) {
        StringTransport transport = new StringTransport().connect(StompExample.factory(broker));
        assertThat(answer(transport, "STOMP\r\naccept-version:" + wanted + "\r\nhost:h\r\n\r\n\0"))
                .startsWith("CONNECTED\nversion:" + chosen + "\n");
    }

    @Test
    void aVersionThatIsUnknownIsRefused() {
        StringTransport transport = new StringTransport().connect(StompExample.factory(broker));
        assertThat(answer(transport, "CONNECT\naccept-version:2.0\nhost:h\n\n\0"))
                .isEqualTo("ERROR\nmessage:supported versions are 1.0, 1.1, 1.2\n\n\0");
        assertThat(transport.isOpen()).isFalse();
    }

    @Test
    void onlyFramesWithAReceiptAreAnswered() {
        StringTransport transport = connect();
        assertThat(answer(transport, SEND + "one\0")).isEmpty();
        assertThat(answer(transport, "SEND\ndestination:/queue/a\nreceipt:7\n\ntwo\0\n\r\n\n"))
                .isEqualTo("RECEIPT\nreceipt-id:7\n\n\0");
        assertThat(answer(transport, SUBSCRIBE + "receipt:8\n\n\0"))
                .contains("RECEIPT\nreceipt-id:8\n\n\0")
                .contains(message(1, "", "one") + message(2, "", "two"));
        assertThat(answer(transport, "DISCONNECT\nreceipt:9\n\n\0"))
                .isEqualTo("RECEIPT\nreceipt-id:9\n\n\0");
        assertThat(transport.isOpen()).isFalse();
    }

    @Test
    void transactionsOfASessionAreBoundedTogether_withTheirHeaders() {
        StringTransport transport = connect();
        String header = "x:" + "v".repeat(8_000) + "\n";
        int sent = 0;
        for (int name = 0; name < 100 && transport.isOpen(); name++) {
            answer(transport, "BEGIN\ntransaction:" + name + "\n\n\0");
            String send = "SEND\ndestination:/topic/a\ntransaction:" + name + "\n" + header;
            for (int i = 0; i < 50 && transport.isOpen(); i++) {
                answer(transport, send + "\n\0");
                sent++;
            }
        }
        assertThat(transport.text())
                .endsWith("ERROR\nmessage:the transactions are too large\n\n\0");
        assertThat(sent).isLessThan(600);
    }

    @Test
    void aBodyWithItsLengthMayContainNul_andHeadersAreKept() {
        StringTransport transport = connect();
        answer(transport, SUBSCRIBE + "\n\0");
        String frame = "SEND\ndestination:/queue/a\ncontent-length:3\nx:a\\cb\nx:c\n\na\0b\0";
        for (char each : frame.toCharArray()) {
            answer(transport, String.valueOf(each));
        }
        assertThat(transport.text()).endsWith(message(1, "", "x:a\\cb\n", "a\0b"));
    }

    @Test
    void aDestinationIsComparedWithoutEscapes() {
        StringTransport transport = connect();
        answer(transport, "SUBSCRIBE\nid:s\ndestination:/queue/a\\cb\n\n\0");
        assertThat(answer(transport, "SEND\ndestination:/queue/a:b\n\nx\0"))
                .contains("destination:/queue/a\\cb\n")
                .endsWith("\n\nx\0");
    }

    @Test
    void aTopicCopiesMessagesToAll() {
        StringTransport one = connect();
        StringTransport other = connect();
        answer(one, "SUBSCRIBE\nid:1\ndestination:/topic/t\n\n\0");
        answer(other, "SUBSCRIBE\nid:2\ndestination:/topic/t\nack:client\n\n\0");
        answer(one, "SEND\ndestination:/topic/t\n\nx\0");
        assertThat(one.text()).endsWith("\n\nx\0");
        assertThat(other.text()).contains("ack:1\n").endsWith("\n\nx\0");
        assertThat(answer(other, "ACK\nid:1\nreceipt:r\n\n\0")).startsWith("RECEIPT");
        answer(one, "UNSUBSCRIBE\nid:1\n\n\0");
        assertThat(answer(one, "SEND\ndestination:/topic/t\n\ny\0")).isEmpty();
    }

    @Test
    void whatADeadConsumerHasNotAcknowledgedIsDeliveredAgain() {
        StringTransport dead = connect();
        answer(dead, SUBSCRIBE + "ack:client\n\n\0");
        StringTransport other = connect();
        answer(other, SEND + "one\0" + SEND + "two\0" + SEND + "three\0");
        answer(dead, "ACK\nid:1\n\n\0");
        dead.lose(new IOException("reset"));
        assertThat(answer(other, SUBSCRIBE + "ack:client-individual\n\n\0"))
                .isEqualTo(
                        message(2, "ack:2\n", "redelivered:true\n", "two")
                                + message(3, "ack:3\n", "redelivered:true\n", "three"));
    }

    @Test
    void clientAcknowledgesAllBefore_andNackDeliversAgain() {
        StringTransport transport = connect();
        answer(transport, SUBSCRIBE + "ack:client\n\n\0");
        answer(transport, SEND + "one\0" + SEND + "two\0" + SEND + "three\0");
        answer(transport, "ACK\nid:2\n\n\0");
        assertThat(answer(transport, "NACK\nid:3\n\n\0"))
                .isEqualTo(message(3, "ack:3\n", "redelivered:true\n", "three"));
        assertThat(answer(transport, "ACK\nid:99\n\n\0")).startsWith("ERROR\nmessage:no such");
    }

    @Test
    void aTransactionIsDoneWhenItIsCommitted() {
        StringTransport transport = connect();
        answer(transport, SUBSCRIBE + "\n\0BEGIN\ntransaction:t\n\n\0");
        String send = "SEND\ndestination:/queue/a\ntransaction:t\n\nx\0";
        assertThat(answer(transport, send)).isEmpty();
        assertThat(answer(transport, "COMMIT\ntransaction:t\n\n\0")).isEqualTo(message(1, "", "x"));
        answer(transport, "BEGIN\ntransaction:t\n\n\0" + send);
        assertThat(answer(transport, "ABORT\ntransaction:t\nreceipt:r\n\n\0"))
                .isEqualTo("RECEIPT\nreceipt-id:r\n\n\0");
        assertThat(answer(transport, send)).startsWith("ERROR\nmessage:no such transaction");
    }

    private StringTransport beating(String beat) {
        StringTransport transport = new StringTransport().connect(StompExample.factory(broker));
        String connect = CONNECT.replace("host:h\n", "host:h\nheart-beat:" + beat + "\n");
        assertThat(answer(transport, connect)).isEqualTo(CONNECTED);
        return transport;
    }

    /** STOMP 1.2, Heart-beating: twice the time that was agreed is the margin. */
    @ParameterizedTest
    @CsvSource({"1,120", "60000,120", "90000,180", "2147483647,3600"})
    void aClientThatPromisedHeartBeatsIsClosedWhereItSendsNothing(int sends, int seconds) {
        StringTransport transport = beating(sends + ",0");
        transport.advance(Duration.ofSeconds(seconds - 1));
        assertThat(transport.isOpen()).isTrue();
        transport.deliver("\n");
        transport.advance(Duration.ofSeconds(seconds - 1));
        assertThat(transport.isOpen()).isTrue();
        transport.deliver(SEND + "one\0");
        transport.advance(Duration.ofSeconds(seconds - 1));
        assertThat(transport.isOpen()).isTrue();
        transport.advance(Duration.ofSeconds(1));
        assertThat(transport.text()).endsWith("ERROR\nmessage:idle for too long\n\n\0");
        assertThat(transport.isOpen()).isFalse();
    }

    @Test
    void aClientThatPromisedNoneMayBeSilent() {
        StringTransport transport = beating("0,0");
        transport.advance(Duration.ofMinutes(50));
        assertThat(transport.isOpen()).isTrue();
        assertThat(transport.text()).isEqualTo(CONNECTED);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1000,1", "5000,5"})
    void theServerSendsTheHeartBeatsThatItPromised(int wants, int seconds) {
        StringTransport transport = beating("0," + wants);
        transport.advance(Duration.ofSeconds(seconds).minusMillis(1));
        assertThat(transport.text()).isEqualTo(CONNECTED);
        transport.advance(Duration.ofMillis(1));
        assertThat(transport.text()).isEqualTo(CONNECTED + "\n");
        transport.advance(Duration.ofSeconds(seconds));
        assertThat(transport.text()).isEqualTo(CONNECTED + "\n\n");
    }

    @ParameterizedTest
    @CsvSource({"/topic/a", "/queue/a"})
    void aSubscriberThatReadsNothingIsClosedBeforeItNeedsMuchMemory(String destination) {
        MemoryNetwork network = new MemoryNetwork(1);
        network.reactor().listen("tcp:1", StompExample.factory(new Broker(1 << 20)));
        MemoryPeer slow = network.connectPeer(1);
        slow.write(
                (CONNECT + "SUBSCRIBE\nid:s\ndestination:" + destination + "\n\n\0")
                        .getBytes(UTF_8));
        MemoryPeer sender = network.connectPeer(1);
        sender.write(CONNECT.getBytes(UTF_8));
        network.run();
        byte[] message =
                ("SEND\ndestination:" + destination + "\n\n" + "x".repeat(100_000) + "\0")
                        .getBytes(UTF_8);
        int sent = 0;
        while (!slow.isReset() && sent < 200) {
            for (int from = 0; from < message.length; ) {
                from += sender.write(message, from, message.length - from);
                network.run();
            }
            sent++;
            // A reset is noticed by what is sent.
            slow.write("\n".getBytes(UTF_8));
        }

        // The limit of bytes that wait for a peer when a push message is sent to it: 8 MB.
        assertThat(sent).isBetween(80, 90);
        assertThat(slow.isReset()).isTrue();
        assertThat(new String(sender.readAll(), UTF_8)).isEqualTo(CONNECTED);
        sender.write((SUBSCRIBE + "receipt:1\n\n\0").getBytes(UTF_8));
        network.run();
        assertThat(new String(sender.readAll(), UTF_8)).contains("RECEIPT\nreceipt-id:1\n");
    }

    @Test
    void aConsumerThatNeverAcknowledgesHasABoundedNumberOfMessages_andQueuesABoundedSize() {
        StringTransport lazy = connect();
        answer(lazy, SUBSCRIBE + "ack:client-individual\n\n\0");
        StringTransport sender = connect();
        for (int i = 0; sender.isOpen() && i < 1_000; i++) {
            answer(sender, SEND + "0123456789\0");
        }
        assertThat(sender.text()).endsWith("ERROR\nmessage:the queues are full\n\n\0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SEND..x0|field destination is missing",
                "SEND.destination:a.content-length:x..x0|bad length of a payload",
                "SEND.destination:a.content-length:1.content-length:1..x0|bad length of a payload",
                "SEND.destination:a.content-length:1..xy0|bad payload end",
                "SEND.destination:a.content-length:9999999..x0|the body is too large",
                "SEND.destination:a\\x..x0|an unknown escape",
                "SEND.nonsense..0|a line that is not a field",
                "WHAT..0|unknown command",
                "CONNECT.host:h..0|not now",
                "SUBSCRIBE.destination:a.ack:some..0|unknown word",
            })
    void aBadFrameEndsTheSession(String frame, String message) {
        StringTransport transport = connect();
        String written = frame.replace('.', '\n').replace('0', '\0');
        assertThat(answer(transport, written)).contains("ERROR\nmessage:" + message);
        assertThat(transport.isOpen()).isFalse();
    }

    @Test
    void aFrameWithoutNulIsBounded() {
        StringTransport transport = connect();
        answer(transport, SEND);
        for (int i = 0; transport.isOpen() && i < 5_000; i++) {
            answer(transport, "x".repeat(1_000));
        }
        assertThat(transport.text()).endsWith("ERROR\nmessage:the body is too large\n\n\0");
    }

    @Test
    void allHeadersAreEscaped() {
        StringTransport transport = connect();
        answer(transport, "SUBSCRIBE\nid:a\\cb\\\\\ndestination:/queue/a b\n\n\0");
        assertThat(
                        answer(
                                transport,
                                "SEND\ndestination:/queue/a b\nreceipt:\\c\nx\\cy: a:\\c\\n \n\nbody\0"))
                .contains("RECEIPT\nreceipt-id:\\c\n\n\0")
                .contains("MESSAGE\nsubscription:a\\cb\\\\\n")
                .contains("destination:/queue/a b\n")
                .contains("\nx\\cy: a\\c\\c\\n \n");
        assertThat(answer(transport, "SEND\ndestination:/queue/a b\nx:\\t\n\nbody\0"))
                .isEqualTo("ERROR\nmessage:an unknown escape\n\n\0");
    }

    @Test
    void theHeadersOfConnectHaveNoEscapes() {
        StringTransport transport = new StringTransport().connect(StompExample.factory(broker));
        assertThat(answer(transport, "CONNECT\naccept-version:1.2\nhost:\\t\\\nlogin:a:b\n\n\0"))
                .isEqualTo(CONNECTED);
    }

    private static String take(BlockingQueue<String> received) throws InterruptedException {
        return Optional.ofNullable(received.poll(30, TimeUnit.SECONDS)).orElse("nothing");
    }

    @Test
    void aClientOfOthers() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (Served served = new Served(reactor -> StompExample.factory(broker))) {
            StompClientOptions options = new StompClientOptions();
            StompClient client =
                    StompClient.create(vertx, options.setHost("127.0.0.1").setPort(served.port()));
            StompClientConnection connection = wait(client.connect());
            BlockingQueue<String> received = new LinkedBlockingQueue<>();
            BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
            wait(connection.subscribe("/topic/t", frame -> received.add(frame.getBodyAsString())));
            wait(connection.send("/topic/t", io.vertx.core.buffer.Buffer.buffer("one")));
            assertThat(take(received)).isEqualTo("one");

            wait(
                    connection.subscribe(
                            "/queue/q",
                            new HashMap<>(Map.of("id", "q", "ack", "client-individual")),
                            frames::add));
            wait(connection.beginTX("x"));
            Frame sent = new Frame(io.vertx.ext.stomp.Command.SEND, new HashMap<>(), null);
            sent.setDestination("/queue/q").setTransaction("x");
            sent.addHeader("colour", "a:b\\c").setBody(io.vertx.core.buffer.Buffer.buffer("two"));
            wait(connection.send(sent));
            wait(connection.commit("x"));
            Frame got = frames.poll(30, TimeUnit.SECONDS);
            assertThat(got.getBodyAsString()).isEqualTo("two");
            assertThat(got.getHeader("colour")).isEqualTo("a:b\\c");
            wait(connection.nack(got.getAck()));
            Frame again = frames.poll(30, TimeUnit.SECONDS);
            assertThat(again.getHeader("redelivered")).isEqualTo("true");
            wait(connection.ack(again.getAck()));
            wait(connection.unsubscribe("/topic/t"));
            wait(connection.disconnect());
        } finally {
            wait(vertx.close());
        }
    }

    private static <T> T wait(io.vertx.core.Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
