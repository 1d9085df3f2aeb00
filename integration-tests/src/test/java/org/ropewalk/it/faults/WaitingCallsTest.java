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
