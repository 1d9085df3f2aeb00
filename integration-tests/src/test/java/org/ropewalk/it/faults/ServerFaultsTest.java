package org.ropewalk.it.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.server.CloseReason;
import org.ropewalk.server.Peer;
import org.ropewalk.testing.StringTransport;

/** Errors are counted when their command is done, and a connection is counted once. */
class ServerFaultsTest {
    private final List<String> calls = new ArrayList<>();
    private final List<Peer> peers = new ArrayList<>();
    private final List<CompletableFuture<Late.Said>> later = new ArrayList<>();
    private String name = "host";
    private final LateFactory factory = new LateFactory(this::handler);

    private Late.Home handler(Peer peer) {
        peers.add(peer);
        return new Handler();
    }

    private class Handler implements Late.Home, Late.Body {
        @Override
        public String name() {
            if (name == null) {
                throw new IllegalStateException("no name");
            }
            return name;
        }

        @Override
        public CompletionStage<String> later(String key) {
            return new CompletableFuture<>();
        }

        @Override
        public String now(String key) {
            calls.add(key);
            return key;
        }

        @Override
        public Late.Body data() {
            return this;
        }

        @Override
        public CompletionStage<Long> put(PayloadStream data) {
            data.discard();
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Late.Said> say(String key) {
            CompletableFuture<Late.Said> result = new CompletableFuture<>();
            later.add(result);
            return result;
        }

        @Override
        public CompletionStage<Long> body(PayloadStream data) {
            data.discard();
            return new CompletableFuture<>();
        }

        @Override
        public Late.Home broken() {
            return this;
        }

        @Override
        public void left() {
            calls.add("left");
        }
    }

    private StringTransport connect() {
        return new StringTransport().connect(factory);
    }

    @Test
    void F5_theBusyReplyHasTheValuesThatAHandlerSupplies() {
        factory.limits(limits -> limits.withConnections(1));
        connect();

        StringTransport refused = connect();

        assertThat(refused.text()).isEqualTo("BUSY host\r\n");
        assertThat(refused.isDisconnecting()).isTrue();
        refused.finish();
        assertThat(factory.connections()).isEqualTo(1);
        assertThat(factory.endings(CloseReason.BUSY)).isEqualTo(1);
        assertThat(calls).containsExactly("left");
    }

    @Test
    void F5_aBusyReplyWhoseValueThrowsIsNotSentInPart() {
        factory.limits(limits -> limits.withConnections(1));
        connect();
        name = null;

        StringTransport refused = connect();

        assertThat(refused.text()).isEmpty();
        assertThat(refused.isDisconnecting()).isTrue();
    }

    @Test
    void F16_payloadsThatAreTooBigAreErrorsInARow() {
        factory.limits(limits -> limits.withPayload(4).withErrors(3));
        StringTransport transport = connect();

        transport.deliver("BLOB 5\r\n12345\r\n".repeat(8));

        assertThat(transport.text()).isEqualTo("BIG\r\n".repeat(3) + "BUSY host\r\n");
        assertThat(transport.isDisconnecting()).isTrue();
        transport.finish();
        assertThat(factory.endings(CloseReason.ERRORS)).isEqualTo(1);
        assertThat(factory.errors(ErrorKind.TOO_BIG)).isEqualTo(3);
    }

    @Test
    void F16_aPayloadThatArrivesInPartsResetsTheErrorCountWhenItIsComplete() {
        factory.limits(limits -> limits.withErrors(3));
        StringTransport transport = connect();

        transport.deliver("X\r\nX\r\nBLOB 2\r\n1");
        transport.deliver("2\r\nX\r\nX\r\nBLOB 2\r\n1");
        transport.deliver("2\r\n");

        assertThat(transport.text()).isEqualTo("UNKNOWN\r\nUNKNOWN\r\nOK 2\r\n".repeat(2));
        assertThat(transport.isDisconnecting()).isFalse();
    }

    @Test
    void F16_brokenStreamsAreErrorsInARow() {
        factory.limits(limits -> limits.withErrors(3));
        StringTransport transport = connect();

        transport.deliver("DATA\r\na\nb\r\n.\r\n");
        transport.deliver("X\r\nX\r\n");

        assertThat(transport.text())
                .isEqualTo("GO\r\nPAYLOAD\r\nUNKNOWN\r\nUNKNOWN\r\nBUSY host\r\n");
        assertThat(transport.isDisconnecting()).isTrue();
    }

    @Test
    void F16_aLaterReplyEndsTheRowWhenItIsWritten() {
        factory.limits(limits -> limits.withErrors(3));
        StringTransport transport = connect();

        transport.deliver("X\r\nX\r\nSAY a\r\n");
        later.get(0).complete(new Late.Said("a"));
        transport.runTurns();
        transport.deliver("X\r\nX\r\n");

        assertThat(transport.text())
                .isEqualTo("UNKNOWN\r\nUNKNOWN\r\nSAID a\r\nUNKNOWN\r\nUNKNOWN\r\n");
        assertThat(transport.isDisconnecting()).isFalse();
    }

    @Test
    void F18_aConnectionThatEndsBeforeItIsMadeIsCountedAsEnded() {
        Protocol built = factory.buildProtocol(new InetSocketAddress(1));
        assertThat(factory.connections()).isEqualTo(1);

        built.endConnection(new ConnectionLost("x"));

        assertThat(factory.connections()).isZero();
        assertThat(factory.endings(CloseReason.PEER)).isEqualTo(1);
        assertThat(calls).containsExactly("left");
    }

    @Test
    void F19_whatFollowsAReplyRunsAfterALaterReply() {
        StringTransport transport = connect();
        transport.deliver("SAY a\r\n");
        List<String> written = new ArrayList<>();
        Late.Said.accessed = () -> peers.get(0).afterReply(() -> written.add(transport.text()));
        try {
            later.get(0).complete(new Late.Said("a"));
            transport.runTurns();
        } finally {
            Late.Said.accessed = () -> {};
        }

        assertThat(written).containsExactly("SAID a\r\n");
    }

    @Test
    void F19_aReplyWhoseValueWritesToItsConnectionStaysWhole() {
        StringTransport transport = connect();
        transport.deliver("SAY a\r\n");
        Late.Said.accessed = () -> LatePushes.to(peers.get(0)).told("b");
        try {
            later.get(0).complete(new Late.Said("a"));
            transport.runTurns();
        } finally {
            Late.Said.accessed = () -> {};
        }

        assertThat(transport.text()).isIn("! b\r\nSAID a\r\n", "SAID a\r\n! b\r\n");
    }

    /** A source that gives its subscription when the test wants it. */
    private static final class Source implements Flow.Publisher<ByteBuffer> {
        private Flow.Subscriber<? super ByteBuffer> reader;
        private boolean cancelled;

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            reader = subscriber;
        }

        void begin() {
            reader.onSubscribe(
                    new Flow.Subscription() {
                        @Override
                        public void request(long count) {
                            reader.onNext(ByteBuffer.wrap("x".getBytes(UTF_8)));
                        }

                        @Override
                        public void cancel() {
                            cancelled = true;
                        }
                    });
        }
    }

    @Test
    void F19_anInputStreamMayBeClosedBeforeItsPayloadBegins() throws IOException {
        Source source = new Source();

        try (InputStream closed = PayloadStream.of(source).inputStream()) {
            assertThat(closed.available()).isZero();
        }
        source.begin();

        assertThat(source.cancelled).isTrue();
    }
}
