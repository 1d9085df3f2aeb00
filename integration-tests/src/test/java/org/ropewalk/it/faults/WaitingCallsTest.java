package org.ropewalk.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.ClientOptions;
import org.ropewalk.client.Connection;
import org.ropewalk.client.TooManyCallsException;
import org.ropewalk.examples.benchstrings.BenchStringsClient;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/** What a client holds for a server that does not read is bounded. */
class WaitingCallsTest {
    private static final int VALUE_BYTES = 1000;

    private final MemoryNetwork network = new MemoryNetwork(1).bufferBytes(100);
    private final Reactor reactor = network.reactor();

    @AfterEach
    void close() {
        reactor.close();
    }

    /** A client of a server that reads nothing until it is told to. */
    private BenchStringsClient client(Protocol server, ClientOptions options) {
        reactor.listen("tcp:4000", Factory.forProtocol(() -> server));
        CompletableFuture<Connection<BenchStringsClient>> opened =
                BenchStringsClient.open(reactor, "tcp:127.0.0.1:4000", options);
        network.run();
        server.transport().pauseReading();
        return opened.join().commands();
    }

    /** Counts the lines that come. */
    private static final class Counting extends Protocol {
        private int lines;

        @Override
        protected void dataReceived(byte[] data) {
            for (byte each : data) {
                lines += each == '\n' ? 1 : 0;
            }
        }
    }

    @Test
    void F3_theCountOfCallsThatWaitIsBounded() {
        Counting server = new Counting();
        BenchStringsClient client =
                client(
                        server,
                        ClientOptions.standard()
                                .waitingCalls(3)
                                .limits(limits -> limits.withPipelined(2)));
        List<CompletableFuture<String>> calls = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            calls.add(client.echo("call " + i));
        }

        assertThatThrownBy(calls.get(5)::get)
                .hasCauseInstanceOf(TooManyCallsException.class)
                .hasMessageContaining(
                        "3 calls wait to be sent (ClientOptions.waitingCalls); wait for some of them");
        assertThat(calls.subList(0, 5)).noneMatch(CompletableFuture::isDone);
        server.transport().resumeReading();
        network.run();
        server.transport().write("call 0\r\ncall 1\r\n".getBytes());
        network.run();
        assertThat(server.lines).isEqualTo(4);
        assertThat(client.echo("call 6")).as("there is room again").isNotDone();
    }

    @Test
    void F3_theBytesOfCallsThatWaitAreBounded() {
        Counting server = new Counting();
        BenchStringsClient client =
                client(server, ClientOptions.standard().waitingBytes(2 * VALUE_BYTES + 10));
        int highWater = 64 * 1024;
        List<CompletableFuture<Void>> calls = new ArrayList<>();
        byte[] value = new byte[VALUE_BYTES];
        int accepted = 0;
        CompletableFuture<Void> last;
        do {
            last = client.setNoReply("k", 0, 0, value);
            calls.add(last);
            accepted++;
        } while (!last.isCompletedExceptionally());

        assertThatThrownBy(last::get)
                .hasCauseInstanceOf(TooManyCallsException.class)
                .hasMessageContaining(
                        "calls with 2002 bytes wait to be sent, at most 2010 may"
                                + " (ClientOptions.waitingBytes); wait for some of them");
        assertThat(accepted * VALUE_BYTES).isBetween(highWater, 2 * highWater);
        server.transport().resumeReading();
        network.run();
        assertThat(calls.subList(0, calls.size() - 1)).allMatch(call -> call.isDone());
        assertThat(server.lines).isEqualTo(2 * (calls.size() - 1));
    }

    @Test
    void F3_oneCallOverTheBoundIsSent() {
        Counting server = new Counting();
        BenchStringsClient client = client(server, ClientOptions.standard().waitingBytes(10));
        CompletableFuture<Void> large = client.setNoReply("k", 0, 0, new byte[VALUE_BYTES]);
        server.transport().resumeReading();
        network.run();

        assertThat(large).isCompleted();
        assertThat(server.lines).isEqualTo(2);
    }

    @Test
    void F3_theCallsOfAllConnectionsTogetherAreBounded() {
        Counting server = new Counting();
        BenchStringsClient first = client(server, ClientOptions.standard());
        Counting otherServer = new Counting();
        reactor.listen("tcp:4001", Factory.forProtocol(() -> otherServer));
        CompletableFuture<Connection<BenchStringsClient>> opened =
                BenchStringsClient.open(reactor, "tcp:127.0.0.1:4001");
        network.run();
        otherServer.transport().pauseReading();
        BenchStringsClient second = opened.join().commands();
        int limit = 3_000_000;
        reactor.memory().limit(limit);
        List<CompletableFuture<Void>> calls = new ArrayList<>();
        byte[] value = new byte[VALUE_BYTES];
        int largest = 10_000;
        while (calls.size() < largest
                && calls.stream().noneMatch(CompletableFuture::isCompletedExceptionally)) {
            calls.add(first.setNoReply("k", 0, 0, value));
            calls.add(second.setNoReply("k", 0, 0, value));
        }

        assertThat(calls).hasSizeLessThan(2 * limit / VALUE_BYTES);
        assertThatThrownBy(calls.get(calls.size() - 1)::get)
                .hasCauseInstanceOf(TooManyCallsException.class)
                .hasMessageContaining("there is not enough memory for calls that wait to be sent");
        assertThat(reactor.memory().used()).isBetween(limit / 2L, (long) limit);
        server.transport().resumeReading();
        otherServer.transport().resumeReading();
        network.run();
        assertThat(server.lines + otherServer.lines)
                .isEqualTo(
                        2
                                * (int)
                                        calls.stream()
                                                .filter(call -> !call.isCompletedExceptionally())
                                                .count());
        assertThat(reactor.memory().used()).isZero();
        assertThat(first.echo("again")).isNotDone();
    }

    @Test
    void F3_theMemoryOfCallsThatAreNeverSentIsGivenBack() {
        Counting server = new Counting();
        BenchStringsClient client = client(server, ClientOptions.standard());
        for (int i = 0; i < 400; i++) {
            client.setNoReply("k", 0, 0, new byte[VALUE_BYTES]);
        }
        assertThat(reactor.memory().used()).isGreaterThan(200_000);

        server.transport().abortConnection();
        network.run();

        assertThat(reactor.memory().used()).isZero();
    }

    @Test
    void F3_theDefaultBoundsAre() {
        BenchStringsClient client = client(new Counting(), ClientOptions.standard());
        int sent = 128;
        CompletableFuture<String> last = null;
        for (int i = 0; i < sent + 65_536; i++) {
            last = client.echo("x");
        }
        assertThat(last).isNotDone();
        assertThat(client.echo("x")).isCompletedExceptionally();
    }
}
