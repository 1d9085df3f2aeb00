package org.ropewalk.it.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.client.ClientOptions;
import org.ropewalk.client.Connection;
import org.ropewalk.client.ProtocolViolation;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.CloseReason;
import org.ropewalk.server.Peer;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.MemoryPeer;
import org.ropewalk.tls.TlsContext;

/**
 * Whatever ends a connection, a port or the reactor may be called by a handler in each of its
 * calls, and by the listeners of a client: everything ends once, and is counted.
 */
class EndsInHandlersTest {
    private static final List<String> CALLBACKS =
            List.of(
                    "create",
                    "now",
                    "later",
                    "later done",
                    "name",
                    "value",
                    "left",
                    "broken",
                    "after reply",
                    "timer",
                    "secure",
                    "data",
                    "body",
                    "put",
                    "blob",
                    "client push",
                    "client done",
                    "client closed");
    private static final List<String> ACTIONS =
            List.of(
                    "close",
                    "close all",
                    "stop listening",
                    "stop reactor",
                    "drain",
                    "push",
                    "complete all",
                    "client close",
                    "client call",
                    "stop factory",
                    "throw",
                    "error");

    private static final TlsContext SERVER =
            TlsContext.server(pem("server.pem"), pem("server.key"));
    private static final TlsContext CLIENT = TlsContext.builder().trust(pem("ca.pem")).build();

    private final MemoryNetwork network = new MemoryNetwork(3);
    private Reactor reactor;
    private LateFactory factory;
    private Port port;
    private final List<Peer> peers = new ArrayList<>();
    private final List<CompletableFuture<String>> later = new ArrayList<>();
    private final List<CompletableFuture<Late.Said>> said = new ArrayList<>();
    private final List<String> pushed = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private Connection<LateClient.Home> client;
    private String when = "";
    private String action = "";
    private boolean done;

    private void called(String callback, Peer peer) {
        if (callback.equals(when) && !done) {
            done = true;
            act(peer == null && !peers.isEmpty() ? peers.get(0) : peer);
        }
    }

    private void act(Peer peer) {
        switch (action) {
            case "close" -> peer.close();
            case "close all" -> List.copyOf(peers).forEach(Peer::close);
            case "stop listening" -> port.stopListening();
            case "stop reactor" -> reactor.stop();
            case "drain" -> reactor.drain(Duration.ofSeconds(2));
            case "push" -> peers.forEach(each -> LatePushes.to(each).addressed("x"));
            case "complete all" -> List.copyOf(later).forEach(each -> each.complete(null));
            case "client close" -> {
                if (client != null) {
                    client.close();
                }
            }
            case "client call" -> {
                if (client != null) {
                    client.commands().now("again");
                }
            }
            case "stop factory" -> factory.doStop();
            case "throw" -> throw new IllegalStateException("thrown");
            case "error" -> throw new AssertionError("thrown");
            default -> {}
        }
    }

    private final class Handler implements Late.Home, Late.Body {
        private final Peer peer;

        Handler(Peer peer) {
            this.peer = peer;
            peers.add(peer);
            called("create", peer);
        }

        @Override
        public String name() {
            called("name", peer);
            return "host";
        }

        @Override
        public CompletionStage<String> later(String key) {
            CompletableFuture<String> result = new CompletableFuture<>();
            later.add(result);
            called("later", peer);
            result.whenComplete((value, failure) -> called("later done", peer));
            return result;
        }

        @Override
        public String now(String key) {
            peer.afterReply(() -> called("after reply", peer));
            peer.loop().callLater(Duration.ofSeconds(1), () -> called("timer", peer));
            called("now", peer);
            if (key.equals("push")) {
                LatePushes.to(peer).addressed("a");
            }
            return key;
        }

        @Override
        public void left() {
            ended.add("left");
            called("left", peer);
        }

        @Override
        public int blob(Bytes data) {
            called("blob", peer);
            return data.length();
        }

        @Override
        public CompletionStage<Void> secure() {
            called("secure", peer);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public Late.Body data() {
            called("data", peer);
            return this;
        }

        @Override
        public CompletionStage<Long> put(PayloadStream data) {
            called("put", peer);
            data.discard();
            return CompletableFuture.completedFuture(3L);
        }

        @Override
        public CompletionStage<Late.Said> say(String key) {
            CompletableFuture<Late.Said> result = new CompletableFuture<>();
            said.add(result);
            return result;
        }

        @Override
        public CompletionStage<Long> body(PayloadStream data) {
            called("body", peer);
            data.discard();
            return when.equals("broken")
                    ? new CompletableFuture<>()
                    : CompletableFuture.completedFuture(1L);
        }

        @Override
        public Late.Home broken() {
            called("broken", peer);
            return this;
        }
    }

    static Stream<Arguments> cases() {
        return CALLBACKS.stream()
                .flatMap(each -> ACTIONS.stream().map(what -> Arguments.of(each, what)));
    }

    private final class Listener implements Late.Events {
        @Override
        public void told(String text) {
            pushed.add(text);
            called("client push", null);
        }

        @Override
        public void addressed(String text) {
            called("client push", null);
        }
    }

    private static Path pem(String name) {
        return Path.of("../runtime/src/test/resources/tls", name);
    }

    private CompletableFuture<Connection<LateClient.Home>> open() {
        return LateClient.open(
                reactor,
                "tcp:localhost:4000",
                new Listener(),
                ClientOptions.standard().tls(CLIENT));
    }

    private void serve(int loops) {
        reactor = network.reactor(loops);
        factory = new LateFactory(Handler::new);
        factory.tls(SERVER);
        port = reactor.listen("tcp:4000", factory);
        network.run();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void F80_everythingEndsOnce(String callback, String what) {
        when = callback;
        action = what;
        serve(2);
        List<CompletableFuture<?>> calls = new ArrayList<>();
        CompletableFuture<Connection<LateClient.Home>> opened = open();
        network.run();
        Late.Said.accessed = () -> called("value", null);
        try {
            if (opened.isDone() && !opened.isCompletedExceptionally()) {
                client = opened.join();
                client.closed().whenComplete((reason, none) -> called("client closed", null));
                LateClient.Home home = client.commands();
                if (!callback.equals("secure")) {
                    calls.add(home.later("l"));
                    calls.add(home.now("push"));
                    calls.add(home.blob(Bytes.of("abc")));
                    calls.add(home.put(PayloadStream.of(3, new OnePiece())));
                    calls.add(home.say("s"));
                    calls.add(home.now("n"));
                    calls.forEach(
                            each ->
                                    each.whenComplete(
                                            (value, failure) -> called("client done", null)));
                    network.run();
                }
                network.run();
                completeAll();
                calls.add(home.secure());
                network.run();
            }
            MemoryPeer raw = network.connectPeer(4000);
            raw.write(
                    "LATER a\r\nNOW push\r\nDATA\r\na\nb\r\n.\r\nNOW b\r\nBAD\r\n"
                            .getBytes(US_ASCII));
            network.run();
            completeAll();
            raw.write("BLOB x\r\n".getBytes(US_ASCII));
            network.advance(Duration.ofSeconds(3));
            raw.shutdownOutput();
            network.run();
            raw.readAll();
            network.run();
            if (client != null) {
                client.close();
            }
            network.advance(Duration.ofSeconds(100));
            try {
                reactor.drain(Duration.ofSeconds(5));
            } catch (IllegalStateException stopped) {
                assertThat(stopped).isNotNull();
            }
            network.advance(Duration.ofSeconds(200));
            reactor.close();
            network.run();
        } finally {
            Late.Said.accessed = () -> {};
        }
        assertThat(calls).allMatch(CompletableFuture::isDone);
        assertThat(network.leaks()).isEmpty();
        assertThat(factory.connections()).isZero();
        assertThat(reactor.memory().used()).isZero();
        assertThat(ended.size()).isLessThanOrEqualTo(peers.size());
        long endings = 0;
        for (CloseReason each : CloseReason.values()) {
            endings += factory.endings(each);
        }
        assertThat(endings).isEqualTo(factory.stats().accepted());
        assertThat(done).isTrue();
    }

    private void completeAll() {
        said.forEach(each -> each.complete(new Late.Said("s")));
        List.copyOf(later).forEach(each -> each.complete("x"));
        network.run();
    }

    /** Three bytes. */
    private static final class OnePiece implements Flow.Publisher<ByteBuffer> {
        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> reader) {
            reader.onSubscribe(
                    new Flow.Subscription() {
                        private boolean sent;

                        @Override
                        public void request(long count) {
                            if (!sent) {
                                sent = true;
                                reader.onNext(ByteBuffer.wrap("abc".getBytes(US_ASCII)));
                                reader.onComplete();
                            }
                        }

                        @Override
                        public void cancel() {}
                    });
        }
    }

    // ---- STARTTLS

    private static String text(byte[] bytes) {
        return new String(bytes, US_ASCII);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SECURE\r\nNOW evil\r\n",
                "LATER x\r\nSECURE\r\nNOW evil\r\n",
                "SECURE\r\nNO"
            })
    void commandsPipelinedAfterStartTlsAreDropped(String sent) {
        serve(1);
        when = "now";
        MemoryPeer raw = network.connectPeer(4000);
        raw.write(sent.getBytes(US_ASCII));
        network.run();
        completeAll();
        assertThat(text(raw.readAll()))
                .isEqualTo(sent.startsWith("L") ? "OK x\r\nOK\r\n" : "OK\r\n");

        raw.write("W evil\r\nNOW evil\r\n".getBytes(US_ASCII));
        network.run();

        assertThat(text(raw.readAll())).doesNotContain("OK");
        assertThat(raw.isEnded()).isTrue();
        raw.close();
        network.run();
        assertThat(done).isFalse();
        assertThat(factory.endings(CloseReason.TLS)).isEqualTo(1);
        reactor.close();
    }

    /** A server that answers the first line with more than one. */
    private static final class Injecting extends Protocol {
        private final String answer;

        Injecting(String answer) {
            this.answer = answer;
        }

        @Override
        protected void dataReceived(byte[] data) {
            transport().write(answer.getBytes(US_ASCII));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OK\r\nOK injected\r\n",
                "OK\r\n! injected\r\n",
                "OK\r\nO",
                "OK\r\n\r\n",
                "! before\r\nOK\r\n! injected\r\n"
            })
    void F89_bytesAfterTheReplyToStartTlsEndTheClientsConnectionAndAreTheReason(String answer) {
        reactor = network.reactor();
        reactor.listen("tcp:4000", Factory.forProtocol(() -> new Injecting(answer)));
        CompletableFuture<Connection<LateClient.Home>> opened = open();
        network.run();

        CompletableFuture<Void> secured = opened.join().commands().secure();
        CompletableFuture<String> behind = opened.join().commands().now("x");
        network.run();

        String reason = "the server sent bytes in clear after its reply to secure";
        assertThatThrownBy(secured::get)
                .hasCauseInstanceOf(ProtocolViolation.class)
                .hasRootCauseMessage(reason);
        assertThatThrownBy(behind::get).hasRootCauseMessage(reason);
        assertThat(opened.join().isOpen()).isFalse();
        assertThat(opened.join().closed().join()).hasMessage(reason);
        assertThat(pushed).doesNotContain("injected");
        reactor.close();
        network.run();
        assertThat(network.leaks()).isEmpty();
    }
}
