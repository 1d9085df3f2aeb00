package org.ropewalk.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.server.Peer;
import org.ropewalk.testing.StringTransport;

/** What was accepted before a reply that ends the connection is sent, or done, before the end. */
class ClosingTest {
    private final List<CompletableFuture<String>> later = new ArrayList<>();
    private final CompletableFuture<Void> left = new CompletableFuture<>();
    private final List<String> done = new ArrayList<>();
    private final List<Peer> peers = new ArrayList<>();
    private Flow.Subscriber<? super ByteBuffer> reader;
    private final ClosingFactory factory = new ClosingFactory(Handler::new);
    private final StringTransport transport = new StringTransport().connect(factory);

    private final class Handler implements Closing {
        private final Peer peer;

        Handler(Peer peer) {
            this.peer = peer;
            peers.add(peer);
        }

        @Override
        public CompletionStage<String> later() {
            CompletableFuture<String> result = new CompletableFuture<>();
            later.add(result);
            return result;
        }

        @Override
        public String now(String key) {
            return key;
        }

        @Override
        public CompletionStage<Void> leave() {
            peer.afterReply(() -> done.add("left " + transport.text().length()));
            return left;
        }

        @Override
        public void quit() {
            peer.afterReply(() -> done.add("quit"));
        }

        @Override
        public List<String> list() {
            return new AbstractList<>() {
                @Override
                public String get(int index) {
                    if (index == 1) {
                        ClosingPushes.to(peer).told("x");
                    }
                    return index == 0 ? "a" : "b";
                }

                @Override
                public int size() {
                    return 2;
                }
            };
        }

        @Override
        public Data dump() {
            return new Data(
                    PayloadStream.of(
                            3,
                            subscriber -> {
                                reader = subscriber;
                                subscriber.onSubscribe(
                                        new Flow.Subscription() {
                                            @Override
                                            public void request(long count) {}

                                            @Override
                                            public void cancel() {}
                                        });
                            }));
        }
    }

    @Test
    void F2_whatIsPushedInsideAReplyThatEndsTheConnectionIsSentAfterIt() {
        transport.deliver("LIST\r\n");
        transport.runTurns();

        assertThat(transport.text()).isEqualTo("ITEM a\r\nITEM b\r\nEND\r\n! x\r\n");
        assertThat(transport.isDisconnecting()).isTrue();
    }

    @Test
    void F2_whatIsPushedInsideAPayloadThatEndsTheConnectionIsSentAfterIt() {
        transport.deliver("DUMP\r\n");
        transport.runTurns();
        ClosingPushes.to(peers.get(0)).told("x");
        reader.onNext(ByteBuffer.wrap("abc".getBytes(StandardCharsets.US_ASCII)));
        reader.onComplete();
        transport.runTurns();

        assertThat(transport.text()).isEqualTo("DATA 3\r\nabc\r\n! x\r\n");
        assertThat(transport.isDisconnecting()).isTrue();
    }

    @Test
    void F19_aTaskAfterAReplyThatEndsTheConnectionIsRun() {
        transport.deliver("QUIT\r\n");
        transport.runTurns();

        assertThat(transport.text()).isEqualTo("BYE\r\n");
        assertThat(done).containsExactly("quit");
    }

    @Test
    void F19_aTaskAfterALaterReplyThatEndsTheConnectionIsRun() {
        transport.deliver("LEAVE\r\n");
        left.complete(null);
        transport.runTurns();

        assertThat(transport.text()).isEqualTo("BYE\r\n");
        assertThat(done).containsExactly("left 5");
        assertThat(transport.isDisconnecting()).isTrue();
    }

    @Test
    void F19_aTaskAfterAReplyThatEndsTheConnectionBeforeOthersIsRun() {
        transport.deliver("LEAVE\r\nLATER\r\n");
        left.complete(null);
        transport.runTurns();

        assertThat(transport.text()).isEqualTo("BYE\r\n");
        assertThat(done).containsExactly("left 5");
        assertThat(transport.isDisconnecting()).isTrue();
    }

    @Test
    void F19_aTaskAfterAReplyThatWaitsAndEndsTheConnectionIsRun() {
        transport.deliver("LATER\r\nQUIT\r\n");
        later.get(0).complete("a");
        transport.runTurns();

        assertThat(transport.text()).isEqualTo("OK a\r\nBYE\r\n");
        assertThat(done).containsExactly("quit");
        assertThat(transport.isDisconnecting()).isTrue();
    }
}
