package org.ropewalk.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.server.CloseReason;
import org.ropewalk.server.Peer;
import org.ropewalk.testing.StringTransport;

/** A later reply that fails ends its connection when its error line cannot be written. */
class LateReplyTest {
    private static final String TOO_LONG = "x".repeat(30);
    private final List<CompletableFuture<String>> later = new ArrayList<>();
    private final CompletableFuture<Void> secured = new CompletableFuture<>();
    private String name = TOO_LONG;
    private RuntimeException failure;
    private Flow.Publisher<ByteBuffer> source;
    private long length = 9;

    private final LateFactory factory = new LateFactory(Handler::new);
    private final StringTransport transport = new StringTransport().connect(factory);

    private class Handler implements Late.Home, Late.Body {
        private final Peer peer;

        Handler(Peer peer) {
            this.peer = peer;
        }

        @Override
        public String name() {
            if (failure != null) {
                throw failure;
            }
            return name;
        }

        @Override
        public CompletionStage<String> later(String key) {
            CompletableFuture<String> result = new CompletableFuture<>();
            later.add(result);
            return result;
        }

        @Override
        public String now(String key) {
            if (key.equals("last")) {
                peer.close();
            }
            return key;
        }

        @Override
        public CompletionStage<Void> secure() {
            return secured;
        }

        @Override
        public Late.Data fetch() {
            return new Late.Data(PayloadStream.of(length, source));
        }

        @Override
        public Late.Body data() {
            return this;
        }

        @Override
        public CompletionStage<Long> put(PayloadStream data) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Late.Said> say(String key) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Long> body(PayloadStream data) {
            data.discard();
            return new CompletableFuture<>();
        }

        @Override
        public Late.Home broken() {
            throw new IllegalStateException("no state");
        }
    }

    private void complete(int index, String value) {
        later.get(index).complete(value);
        transport.runTurns();
    }

    private void fail(int index) {
        later.get(index).completeExceptionally(new IllegalStateException("x"));
        transport.runTurns();
    }

    @Test
    void F14_aLaterReplyWhoseErrorLineIsTooLongEndsTheConnection() {
        transport.deliver("LATER a\r\nLATER b\r\nNOW c\r\n");
        complete(1, "b");

        fail(0);

        assertThat(transport.text()).isEmpty();
        assertThat(transport.isDisconnecting()).isTrue();
        transport.finish();
        assertThat(factory.endings(CloseReason.FAILED)).isEqualTo(1);
        assertThat(factory.connections()).isZero();
    }

    @Test
    void F14_aResetAfterACloseThatWasAskedForIsCountedAsTheFailure() {
        transport.deliver("LATER a\r\nNOW last\r\n");

        fail(0);

        assertThat(transport.text()).isEmpty();
        transport.finish();
        assertThat(factory.endings(CloseReason.FAILED)).isEqualTo(1);
        assertThat(factory.endings(CloseReason.CLOSED)).isZero();
    }

    @Test
    void F14_aResetAfterADrainIsCountedAsTheFailure() {
        transport.deliver("LATER a\r\n");
        transport.drain();

        fail(0);

        assertThat(transport.text()).isEmpty();
        transport.finish();
        assertThat(factory.endings(CloseReason.FAILED)).isEqualTo(1);
        assertThat(factory.endings(CloseReason.SHUTDOWN)).isZero();
    }

    @Test
    void F14_aDrainAfterACloseThatWaitsChangesNothing() {
        transport.deliver("LATER a\r\nNOW last\r\n");
        transport.drain();

        complete(0, "a");

        assertThat(transport.text()).isEqualTo("OK a\r\nOK last\r\n");
        transport.finish();
        assertThat(factory.endings(CloseReason.CLOSED)).isEqualTo(1);
        assertThat(factory.endings(CloseReason.SHUTDOWN)).isZero();
    }

    @Test
    void F14_aResultThatCannotBeWrittenEndsTheConnection() {
        transport.deliver("LATER a\r\nLATER b\r\n");
        complete(1, "b");

        complete(0, TOO_LONG);

        assertThat(transport.text()).isEmpty();
        assertThat(transport.isDisconnecting()).isTrue();
        transport.finish();
        assertThat(factory.endings(CloseReason.FAILED)).isEqualTo(1);
    }

    @Test
    void F14_anErrorLineWhoseValueThrowsEndsTheConnection() {
        failure = new IllegalStateException("no name");
        transport.deliver("LATER a\r\nNOW b\r\n");

        fail(0);

        assertThat(transport.text()).isEmpty();
        assertThat(transport.isDisconnecting()).isTrue();
    }

    @Test
    void F14_anErrorLineWhoseValueThrowsLeavesNoHalfLineInATurn() {
        failure = new IllegalStateException("no name");

        transport.deliver("NOW " + TOO_LONG + "\r\nNOW b\r\n");

        assertThat(transport.text()).isEmpty();
        assertThat(transport.isDisconnecting()).isTrue();
        transport.finish();
        assertThat(factory.endings(CloseReason.FAILED)).isEqualTo(1);
    }

    @Test
    void F14_anErrorLineThatCanBeWrittenIsSentAndTheConnectionEnds() {
        name = "host";
        transport.deliver("LATER a\r\nLATER b\r\n");
        complete(1, "b");

        fail(0);

        assertThat(transport.text()).isEqualTo("FAILED host\r\n");
        assertThat(transport.isDisconnecting()).isTrue();
    }

    @Test
    void F14_aConnectionThatCannotBeSecuredAfterALaterReplyEnds() {
        factory.tls(
                () -> {
                    throw new IllegalStateException("no certificate");
                });
        transport.deliver("SECURE\r\n");

        secured.complete(null);
        transport.runTurns();

        assertThat(transport.text()).isEqualTo("OK\r\n");
        assertThat(transport.isAborting()).isTrue();
        transport.finish();
        assertThat(factory.endings(CloseReason.FAILED)).isEqualTo(1);
    }

    @Test
    void F14_nothingIsReceivedAfterAReplyThatEndsTheConnection() {
        transport.deliver("LATER a\r\nLATER b\r\n");
        transport.drain();

        complete(0, "a");
        transport.deliver("NOW c\r\n");
        complete(1, "b");

        assertThat(transport.text()).isEqualTo("OK a\r\nOK b\r\nSTOPS\r\n");
        assertThat(transport.isDisconnecting()).isTrue();
        transport.finish();
        assertThat(factory.endings(CloseReason.SHUTDOWN)).isEqualTo(1);
    }

    @Test
    void F14_aSourceOfAPayloadThatThrowsEndsTheConnection() {
        source =
                subscriber -> {
                    throw new IllegalStateException("no source");
                };

        transport.deliver("FETCH\r\nNOW a\r\n");

        assertThat(transport.text()).isEqualTo("DATA 9\r\n");
        assertThat(transport.isAborting()).isTrue();
    }

    @Test
    void F14_aSourceThatAnswersInsideItsCallNeedsNoDeepStack() {
        int count = 100_000;
        source =
                subscriber ->
                        subscriber.onSubscribe(
                                new Flow.Subscription() {
                                    private int sent;

                                    @Override
                                    public void request(long wanted) {
                                        if (sent < count) {
                                            sent++;
                                            subscriber.onNext(ByteBuffer.wrap(new byte[] {'x'}));
                                        } else {
                                            subscriber.onComplete();
                                        }
                                    }

                                    @Override
                                    public void cancel() {}
                                });
        length = count;

        transport.deliver("FETCH\r\nNOW a\r\n");

        assertThat(transport.text())
                .isEqualTo("DATA " + count + "\r\n" + "x".repeat(count) + "\r\nOK a\r\n");
    }

    @Test
    void F14_anOnErrorThatThrowsEndsTheConnectionWithTheFailedReply() {
        name = "host";
        transport.deliver("DATA\r\na\nb\r\n.\r\nNOW c\r\n");

        assertThat(transport.text()).isEqualTo("GO\r\nFAILED host\r\n");
        assertThat(transport.isDisconnecting()).isTrue();
        transport.finish();
        assertThat(factory.endings(CloseReason.FAILED)).isEqualTo(1);
    }

    @Test
    void F14_anOnErrorThatThrowsAfterARefusedLineEndsTheConnection() {
        name = TOO_LONG;
        transport.deliver("DATA\r\na\nb\r\n.\r\nNOW c\r\n");

        assertThat(transport.text()).isEqualTo("GO\r\n");
        assertThat(transport.isDisconnecting()).isTrue();
    }
}
