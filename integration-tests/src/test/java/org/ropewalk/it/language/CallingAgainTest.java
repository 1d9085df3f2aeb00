package org.ropewalk.it.language;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.examples.benchstrings.BenchStringsClient;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/** Who hears of a call may call again at once, and nothing of what was sent with it is lost. */
class CallingAgainTest {
    private static final byte[] DATA = {'x'};

    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private final StringBuilder received = new StringBuilder();

    @AfterEach
    void close() {
        reactor.close();
    }

    private BenchStringsClient client() {
        reactor.listen(
                "tcp:4000",
                Factory.forProtocol(
                        () ->
                                new Protocol() {
                                    @Override
                                    protected void dataReceived(byte[] data) {
                                        received.append(new String(data, US_ASCII));
                                    }
                                }));
        CompletableFuture<Connection<BenchStringsClient>> opened =
                BenchStringsClient.open(reactor, "tcp:127.0.0.1:4000");
        network.run();
        return opened.join().commands();
    }

    /** Makes calls on another thread, so that they are sent in one piece. */
    private void together(Runnable calls) throws InterruptedException {
        Thread other = new Thread(calls);
        other.start();
        other.join();
        network.run();
    }

    @Test
    void afterACommandThatIsNotAnswered() throws Exception {
        BenchStringsClient client = client();
        together(
                () -> {
                    client.setNoReply("first", 0, 0, DATA).thenRun(() -> client.get("second"));
                    client.get("third");
                });

        assertThat(received.toString())
                .isEqualTo("set first 0 0 1 noreply\r\nx\r\nget third\r\nget second\r\n");
    }

    @Test
    void afterACommandThatCannotBeWritten() throws Exception {
        BenchStringsClient client = client();
        together(
                () -> {
                    client.get("first");
                    client.get("not a word")
                            .exceptionally(
                                    refused -> {
                                        client.get("second");
                                        return null;
                                    });
                    client.get("third");
                });

        assertThat(received.toString()).isEqualTo("get first\r\nget third\r\nget second\r\n");
    }
}
