package org.ropewalk.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.Connector;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.OutputLimits;
import org.ropewalk.reactor.Producer;
import org.ropewalk.reactor.Production;
import org.ropewalk.reactor.Protocol;

/** Transports, factories and what is around them in full, the same over every kernel. */
abstract class TransportContract extends Contract {
    /** More than any network takes at once. */
    private static final int MUCH = 8 << 20;

    TransportContract(Kernel kernel) {
        super(kernel);
    }

    // ---- writing

    @Test
    void TR1_TR2_whatTheNetworkDoesNotTakeIsQueued_andWritingIsToldApart() {
        Recorder server =
                new Recorder("server") {
                    @Override
                    public void writable() {
                        say("writable");
                    }
                };
        Recorder client = new Recorder("client");
        pair(server, client);
        on(() -> client.transport().pauseReading());
        on(
                () -> {
                    assertThat(server.transport().isWritable()).isTrue();
                    server.transport().write(new byte[MUCH]);
                    assertThat(server.transport().isWritable()).isFalse();
                });
        on(() -> client.transport().resumeReading());
        untilSaid("writable");
        until(() -> client.heard.length() == MUCH);
        on(() -> assertThat(server.transport().isWritable()).isTrue());
    }

    @Test
    void TR1_nothingIsWrittenWhereThereIsNoConnection() {
        Recorder client = new Recorder("client");
        client.transport().write(new byte[1]);
        assertThat(client.transport().isOpen()).isFalse();
        pair(new Recorder("server"), client);
        on(() -> client.transport().abortConnection());
        untilSaid("client lost ConnectionAborted");
        on(() -> client.write("late"));
    }

    @Test
    void TR9_Q10_aHalfClosedConnectionContinues() {
        Recorder server =
                new Recorder("server") {
                    @Override
                    public void readConnectionLost() {
                        say("server hears the end");
                        write("answer");
                        transport().loseConnection();
                    }
                };
        Recorder client =
                new Recorder("client") {
                    @Override
                    public void writeConnectionLost() {
                        say("client has said its end");
                    }
                };
        pair(server, client);
        on(
                () -> {
                    client.write("question");
                    client.transport().loseWriteConnection();
                    client.write("dropped");
                });
        untilSaid("client lost ConnectionDone");
        untilSaid("server lost ConnectionDone");
        on(() -> assertThat(server.heard.toString()).isEqualTo("question"));
        on(() -> assertThat(client.heard.toString()).isEqualTo("answer"));
        on(() -> assertThat(events).containsOnlyOnce("client has said its end"));
    }

    @Test
    void TR9_anExceptionAtTheEndOfTheInputIsTheReason() {
        Recorder server =
                new Recorder("server") {
                    @Override
                    public void readConnectionLost() {
                        throw new IllegalStateException("no");
                    }
                };
        Recorder client = new Recorder("client");
        pair(server, client);
        on(() -> client.transport().loseWriteConnection());
        untilSaid("server lost IllegalStateException");
    }

    @Test
    void TR1_lentBytesKeepTheirPlace_alsoWhereTheNetworkDoesNotTakeThem() {
        StringBuilder expected = new StringBuilder();
        Recorder server =
                new Recorder("server") {
                    @Override
                    protected void dataReceived(byte[] requests) {
                        for (byte request : requests) {
                            expected.append(LentReply.write(transport().output(), request));
                            transport().flushIfFull();
                        }
                    }
                };
        Recorder client = new Recorder("client");
        pair(server, client);
        on(() -> client.write("1"));
        until(() -> expected.length() > 0 && client.hears(expected.toString()));
        on(
                () -> {
                    client.transport().pauseReading();
                    client.write("242819");
                });
        until(() -> expected.indexOf("<9>") > 0);
        on(() -> client.transport().resumeReading());
        until(() -> client.heard.length() == expected.length());
        on(() -> assertThat(client.hears(expected.toString())).isTrue());
    }

    // ---- producers

    private final class Producing extends Recorder {
        private final boolean streaming;
        private final int most;
        private Production production;
        private int produced;
        private boolean paused;

        private final Producer producer =
                new Producer() {
                    @Override
                    public void resumeProducing() {
                        paused = false;
                        do {
                            if (produced++ == most) {
                                production.unregisterProducer();
                                transport().loseConnection();
                                return;
                            }
                            production.write(new byte[64 * 1024]);
                        } while (streaming && !paused);
                    }

                    @Override
                    public void pauseProducing() {
                        paused = true;
                        if (!events.contains("paused")) {
                            say("paused");
                        }
                    }

                    @Override
                    public void stopProducing() {
                        say("stopped producing");
                    }
                };

        Producing(boolean streaming, int most) {
            super("server");
            this.streaming = streaming;
            this.most = most;
        }

        @Override
        protected void connectionMade() {
            super.connectionMade();
            production = new Production(transport());
        }

        void begin() {
            production.registerProducer(producer, streaming);
            if (streaming) {
                producer.resumeProducing();
            }
        }

        @Override
        public void writable() {
            production.writable();
        }

        @Override
        protected void connectionLost(Throwable reason) {
            production.connectionLost();
            super.connectionLost(reason);
        }
    }

    @Test
    void TR10_Δ8_aPushProducerPausesAboveTheMark_andResumesBelow() {
        Producing server = new Producing(true, 400);
        Recorder client = new Recorder("client");
        pair(server, client);
        on(() -> client.transport().pauseReading());
        on(server::begin);
        untilSaid("paused");
        on(() -> assertThat(server.produced).isLessThan(400));
        on(() -> client.transport().resumeReading());
        untilSaid("client lost ConnectionDone");
        on(() -> assertThat(client.heard).hasSize(400 * 64 * 1024));
    }

    @Test
    void TR11_aPullProducerIsAskedAtOnce_andEachTimeThereIsRoom() {
        Producing server = new Producing(false, 400);
        Recorder client = new Recorder("client");
        pair(server, client);
        on(server::begin);
        untilSaid("client lost ConnectionDone");
        on(() -> assertThat(client.heard).hasSize(400 * 64 * 1024));
    }

    @Test
    void TR12_aSecondProducerIsRefused_andTheLastIsStoppedWithTheConnection() {
        Producing server = new Producing(true, 1_000);
        Recorder client = new Recorder("client");
        pair(server, client);
        on(
                () -> {
                    server.production.registerProducer(server.producer, true);
                    assertThatThrownBy(
                                    () -> server.production.registerProducer(server.producer, true))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("was never unregistered");
                    server.production.unregisterProducer();
                    server.production.unregisterProducer();
                    server.production.registerProducer(server.producer, true);
                    server.transport().abortConnection();
                });
        untilSaid("server lost ConnectionAborted");
        on(() -> assertThat(events).containsOnlyOnce("stopped producing"));
        on(
                () -> {
                    server.production.registerProducer(server.producer, true);
                    assertThat(events).filteredOn("stopped producing"::equals).hasSize(2);
                });
    }

    // ---- facts

    @Test
    void TR14_optionsAreSetAndRead() {
        Recorder client = new Recorder("client");
        pair(new Recorder("server"), client);
        on(
                () -> {
                    assertThat(client.transport().getOption(StandardSocketOptions.TCP_NODELAY))
                            .isTrue();
                    client.transport().setOption(StandardSocketOptions.SO_KEEPALIVE, true);
                    assertThat(client.transport().getOption(StandardSocketOptions.SO_KEEPALIVE))
                            .isTrue();
                    client.transport().abortConnection();
                });
        untilSaid("client lost ConnectionAborted");
        on(
                () ->
                        assertThatThrownBy(
                                        () ->
                                                client.transport()
                                                        .getOption(
                                                                StandardSocketOptions.TCP_NODELAY))
                                .isInstanceOf(IllegalStateException.class));
    }

    @Test
    void TR15_UX8_bothAddressesAreKnownUntilTheEndIsTold() {
        List<SocketAddress> known = new ArrayList<>();
        Recorder server =
                new Recorder("server") {
                    @Override
                    protected void connectionLost(Throwable reason) {
                        known.add(transport().getPeer());
                        known.add(transport().getHost());
                        super.connectionLost(reason);
                    }
                };
        Recorder client = new Recorder("client");
        pair(server, client);
        SocketAddress[] clients = {null};
        on(
                () -> {
                    clients[0] = client.transport().getHost();
                    assertThat(((InetSocketAddress) client.transport().getPeer()).getPort())
                            .isEqualTo(portNumber());
                    client.transport().loseConnection();
                });
        untilSaid("server lost ConnectionDone");
        on(() -> assertThat(known.get(0)).isEqualTo(clients[0]));
    }

    @Test
    void TR17_aPeerThatSendsMuchDoesNotDelayOthers() {
        Recorder loud = new Recorder("loud");
        Recorder quiet = new Recorder("quiet");
        listen(new RecordingFactory(loud, quiet));
        Recorder first = new Recorder("first");
        connect(new RecordingClientFactory(first));
        untilSaid("loud made");
        Recorder second = new Recorder("second");
        connect(new RecordingClientFactory(second));
        untilSaid("quiet made");
        on(
                () -> {
                    first.transport().write(new byte[MUCH]);
                    second.write("x");
                });
        until(() -> quiet.hears("x"));
        until(() -> loud.heard.length() == MUCH);
    }

    @Test
    void Δ9_aPeerThatDoesNotReadCannotKeepAConnectionThatIsClosing() {
        Recorder server = new Recorder("server");
        Recorder client = new Recorder("client");
        pair(server, client);
        on(() -> client.transport().pauseReading());
        on(
                () -> {
                    server.transport().write(new byte[MUCH]);
                    server.transport().loseConnection();
                });
        if (kernel().advance(OutputLimits.STANDARD.stall())) {
            untilSaid("server lost ConnectionStalled");
        } else {
            // Real time would take a minute: an abort ends it at once.
            on(() -> server.transport().abortConnection());
            untilSaid("server lost ConnectionAborted");
        }
    }

    @Test
    void moreThanMayWaitForAPeerResetsIt() {
        Recorder server = new Recorder("server");
        Recorder client = new Recorder("client");
        pair(limiting(server, new OutputLimits(1_000, 100_000, null)), server, client);
        on(() -> client.transport().pauseReading());
        on(() -> server.transport().write(new byte[MUCH]));

        untilSaid("server lost ConnectionStalled");
    }

    private RecordingFactory limiting(Recorder server, OutputLimits limits) {
        return new RecordingFactory(server) {
            @Override
            public OutputLimits outputLimits() {
                return limits;
            }
        };
    }

    @Test
    void aPeerThatTakesNothingInTimeIsReset() {
        Recorder server = new Recorder("server");
        Recorder client = new Recorder("client");
        OutputLimits limits = new OutputLimits(1_000, 64 << 20, Duration.ofMillis(50));
        pair(limiting(server, limits), server, client);
        on(() -> client.transport().pauseReading());
        on(() -> server.transport().write(new byte[MUCH]));
        kernel().advance(Duration.ofMillis(50));

        untilSaid("server lost ConnectionStalled");
    }

    @Test
    void LR19_Z06_aTimeoutIsSetReplacedAndTakenBack_andFiresOnce() {
        Recorder server =
                new Recorder("server") {
                    @Override
                    public void timeoutConnection() {
                        say("timeout");
                        transport().resetTimeout();
                    }
                };
        pair(server, new Recorder("client"));
        on(
                () -> {
                    Duration first = Duration.ofSeconds(5);
                    assertThat(server.transport().setTimeout(first)).isNull();
                    assertThat(server.transport().setTimeout(Duration.ofSeconds(3)))
                            .isEqualTo(first);
                    assertThat(server.transport().setTimeout(null))
                            .isEqualTo(Duration.ofSeconds(3));
                    server.transport().setTimeout(Duration.ofMillis(10));
                });
        kernel().advance(Duration.ofMillis(10));
        untilSaid("timeout");
        kernel().advance(Duration.ofSeconds(10));
        on(() -> assertThat(events).containsOnlyOnce("timeout"));
    }

    // ---- factories, ports, connectors

    @Test
    void PF1_PF2_PF3_aFactoryBuildsAProtocolForEachConnection_whichKnowsIt() {
        List<Recorder> built = new ArrayList<>();
        Factory factory =
                Factory.forProtocol(
                        () -> {
                            built.add(new Recorder("server " + built.size()));
                            return built.get(built.size() - 1);
                        });
        listen(factory);
        connect(new RecordingClientFactory(new Recorder("a")));
        connect(new RecordingClientFactory(new Recorder("b")));
        untilSaid("server 0 made");
        untilSaid("server 1 made");
        on(() -> assertThat(built.get(0).factory()).isSameAs(factory));
        on(() -> assertThat(events).containsOnlyOnce("server 0 made"));
    }

    @Test
    void PF5_aFactoryIsNoisyUnlessItIsToldNotToBe() {
        Factory factory = new RecordingFactory();
        assertThat(factory.isNoisy()).isTrue();
        factory.setNoisy(false);
        listen(factory);
        assertThat(factory.isNoisy()).isFalse();
    }

    @Test
    void PF6_theHooksOfAClientFactoryDoNothingUnlessOverridden() {
        listen(new RecordingFactory(new Recorder("server")));
        Recorder client = new Recorder("client");
        connect(
                new ClientFactory() {
                    @Override
                    public Protocol buildProtocol(SocketAddress peer) {
                        return client;
                    }
                });
        untilSaid("client made");
        on(() -> client.transport().loseConnection());
        untilSaid("client lost ConnectionDone");
    }

    @Test
    void TP1_TP3_aPortListensWhenItIsReturned_andItsFactoryHasStarted() {
        listen(new RecordingFactory());
        check("server factory starts");
        assertThat(port.isListening()).isTrue();
        assertThat(((InetSocketAddress) port.getHost()).getAddress().isLoopbackAddress()).isTrue();
    }

    @Test
    void CN1_CN8_aConnectorIsConnecting_andDisconnectEndsTheAttempt() {
        listen(new RecordingFactory(new Recorder("server")));
        on(events::clear);
        on(
                () -> {
                    Connector connecting =
                            reactor.connectTcp(
                                    "127.0.0.1",
                                    portNumber(),
                                    new RecordingClientFactory(new Recorder("client")));
                    assertThat(connecting.state()).isEqualTo(Connector.State.CONNECTING);
                    connecting.disconnect();
                    assertThat(connecting.state()).isEqualTo(Connector.State.DISCONNECTED);
                    connecting.disconnect();
                });
        on(
                () ->
                        assertThat(events)
                                .startsWith(
                                        "factory starts",
                                        "started CONNECTING",
                                        "failed ConnectFailed DISCONNECTED",
                                        "factory stops"));
    }

    @Test
    void CN4_CN8_theOrderOfALoss() {
        listen(new RecordingFactory(new Recorder("server")));
        connect(new RecordingClientFactory(new Recorder("client")));
        untilSaid("client made");
        untilSaid("server made");
        on(events::clear);
        on(() -> connector.disconnect());
        untilSaid("factory stops");
        on(
                () ->
                        assertThat(events)
                                .containsSubsequence(
                                        "client lost ConnectionDone",
                                        "client lost ConnectionDone DISCONNECTED",
                                        "factory stops"));
    }

    // ---- the reactor

    @Test
    void RC17_TH8_aCallFromAnotherThreadWakesTheLoop_andRunsOnIt() throws InterruptedException {
        Thread other =
                new Thread(
                        () ->
                                reactor.callFromThread(
                                        () -> say("on loop " + reactor.isInLoopThread())));
        other.start();
        other.join();
        untilSaid("on loop true");
    }

    @Test
    void RT5_RT10_aCallIsActiveUntilItIsMade_onAClockThatNeverGoesBack() {
        DelayedCall[] call = {null};
        long[] before = {0};
        on(
                () -> {
                    before[0] = reactor.nanoTime();
                    call[0] =
                            reactor.callLater(
                                    Duration.ZERO, () -> say("active " + call[0].isActive()));
                    assertThat(call[0].isActive()).isTrue();
                });
        untilSaid("active false");
        on(() -> assertThat(reactor.nanoTime()).isGreaterThanOrEqualTo(before[0]));
    }

    @Test
    void TH3_TH4_thePoolsSizeIsSuggested() {
        on(
                () -> {
                    reactor.suggestThreadPoolSize(2);
                    assertThatThrownBy(() -> reactor.suggestThreadPoolSize(0))
                            .isInstanceOf(IllegalArgumentException.class);
                    reactor.deferToThread(() -> "done").thenAccept(this::say);
                });
        untilSaid("done");
    }

    @Test
    void DF1_DF4_aFutureThatTakesTooLongFailsOnTheLoop_andCompletesOnce() {
        CompletableFuture<String> late = new CompletableFuture<>();
        on(
                () ->
                        reactor.timeOut(late, Duration.ofMillis(10))
                                .whenComplete(
                                        (value, failure) ->
                                                say(
                                                        failure.getClass().getSimpleName()
                                                                + " "
                                                                + reactor.isInLoopThread())));
        kernel().advance(Duration.ofMillis(10));
        untilSaid(TimeoutException.class.getSimpleName() + " true");
        assertThat(late.complete("too late")).isFalse();
    }

    @Test
    void DF3_aFutureThatIsCancelledInTimeNeedsNoTimer() {
        CompletableFuture<String> cancelled = new CompletableFuture<>();
        on(
                () -> {
                    reactor.timeOut(cancelled, Duration.ofMillis(10));
                    cancelled.cancel(false);
                });
        kernel().advance(Duration.ofSeconds(1));
        assertThat(cancelled).isCancelled();
    }

    @Test
    void inputOfAReceiverThatReadsNothingIsBounded() {
        Recorder server =
                new Recorder("server") {
                    @Override
                    public void inputReceived(Input input) {
                        transport().pauseReading();
                    }
                };
        Recorder client = new Recorder("client");
        pair(server, client);
        on(() -> client.transport().write(new byte[MUCH]));
        on(() -> say("settled"));
        untilSaid("settled");
        on(() -> assertThat(client.transport().isWritable()).isFalse());
    }
}
