package org.ropewalk.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.line.LineLimits;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

/** No reply stands between the line of another reply and its payload. */
class OvertakingTest {
    private final List<CompletableFuture<String>> later = new ArrayList<>();
    private final CompletableFuture<Overtaking.Data> fetched = new CompletableFuture<>();
    private final CompletableFuture<Void> left = new CompletableFuture<>();
    private final Source source = new Source();
    private final StringTransport transport =
            new StringTransport().connect(new OvertakingFactory(peer -> new Handler()));

    private final class Handler implements Overtaking {
        @Override
        public CompletionStage<String> later(String key) {
            CompletableFuture<String> result = new CompletableFuture<>();
            later.add(result);
            return result;
        }

        @Override
        public String now(String key) {
            later.forEach(each -> each.complete("done"));
            return key;
        }

        @Override
        public CompletionStage<Data> fetch() {
            return fetched;
        }

        @Override
        public CompletionStage<Void> quit() {
            return left;
        }

        @Override
        public Data read() {
            later.forEach(each -> each.complete("done"));
            return new Data(PayloadStream.of(3, source));
        }
    }

    /** Sends when it is told to. */
    private static final class Source implements Flow.Publisher<ByteBuffer>, Flow.Subscription {
        private Flow.Subscriber<? super ByteBuffer> reader;

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            reader = subscriber;
            subscriber.onSubscribe(this);
        }

        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}

        void send(String text) {
            reader.onNext(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            reader.onComplete();
        }
    }

    private void sendPayload() {
        source.send("abc");
        transport.runTurns();
    }

    @Test
    void F14_repliesThatAreDoneTogetherAreNotSentBeforeAPayload() {
        transport.deliver("a FETCH\r\nb LATER x\r\n");

        fetched.complete(new Overtaking.Data(PayloadStream.of(3, source)));
        later.get(0).complete("b");
        transport.runTurns();
        assertThat(transport.text()).isEqualTo("a DATA 3\r\n");
        sendPayload();

        assertThat(transport.text()).isEqualTo("a DATA 3\r\nabc\r\nb OK b\r\n");
    }

    @Test
    void F14_aReplyThatIsDoneInTheHandlerIsNotSentBeforeItsPayload() {
        transport.deliver("a LATER x\r\n");

        transport.deliver("b READ\r\n");
        sendPayload();

        assertThat(transport.text()).isEqualTo("b DATA 3\r\nabc\r\na OK done\r\n");
    }

    @Test
    void F14_aReplyThatCompletesDuringAPayloadIsSentAfterIt() {
        transport.deliver("a LATER x\r\nb READ\r\nc NOW y\r\n");
        sendPayload();

        assertThat(transport.text()).isEqualTo("b DATA 3\r\nabc\r\na OK done\r\nc OK y\r\n");
    }

    @Test
    void F2_aLaterReplyThatEndsTheConnectionWaitsForEarlierCommands() {
        transport.deliver("a LATER x\r\nb QUIT\r\n");

        left.complete(null);
        transport.runTurns();
        assertThat(transport.isDisconnecting()).isFalse();
        later.get(0).complete("x");
        transport.runTurns();

        assertThat(transport.text()).isEqualTo("b BYE\r\na OK x\r\n");
        assertThat(transport.isDisconnecting()).isTrue();
    }

    @Test
    void F11_aCallAfterOneThatEndsTheConnectionAndIsNotAnsweredFails() {
        MemoryNetwork network = new MemoryNetwork(1);
        Reactor reactor = network.reactor();
        reactor.listen("tcp:4000", Factory.forProtocol(() -> new Protocol() {}));
        CompletableFuture<Connection<OvertakingClient>> opened =
                OvertakingClient.open(reactor, "tcp:127.0.0.1:4000");
        network.run();
        OvertakingClient client = opened.join().commands();
        CompletableFuture<Void> quit = client.quit();
        CompletableFuture<String> behind = client.now("x");
        network.run();

        network.advance(Duration.ofSeconds(LineLimits.DEFAULTS.requestSeconds() + 1));

        assertThat(quit).isCompletedExceptionally();
        assertThat(behind).isCompletedExceptionally();
        assertThat(opened.join().isOpen()).isFalse();
        reactor.close();
    }
}
