package org.ropewalk.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.ConnectFailed;
import org.ropewalk.reactor.Connector;
import org.ropewalk.reactor.DatagramProtocol;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor.Phase;
import org.ropewalk.reactor.Reactor.SystemEvent;

/** How a reactor ends when the code around it fails, or is not done; the same over every kernel. */
abstract class ShutdownContract extends Contract {
    private static final int SECONDS = 20;

    ShutdownContract(Kernel kernel) {
        super(kernel);
    }

    private static RuntimeException no() {
        return new IllegalStateException("no");
    }

    private void trigger(Phase phase) {
        reactor.addSystemEventTrigger(
                phase,
                SystemEvent.SHUTDOWN,
                () -> {
                    say(phase + " " + reactor.isInLoopThread());
                    return null;
                });
    }

    // ---- F80: each step of the shutdown runs whatever becomes of the others

    @Test
    void F80_aStopFactoryThatThrowsKeepsNothingElseFromEnding() {
        listen(
                new RecordingFactory() {
                    @Override
                    protected void stopFactory() {
                        throw no();
                    }
                });
        on(
                () -> {
                    reactor.listenTcp(0, new RecordingFactory(), "127.0.0.1", 5);
                    trigger(Phase.DURING);
                    trigger(Phase.AFTER);
                });
        reactor.close();
        assertThat(events)
                .containsExactly(
                        "server factory starts",
                        "server factory starts",
                        "server factory stops",
                        "DURING true",
                        "AFTER true");
        assertThat(port.isListening()).isFalse();
    }

    @Test
    void F80_anErrorOfAStopFactoryCompletesStopListening() {
        listen(
                new RecordingFactory() {
                    @Override
                    protected void stopFactory() {
                        throw new StackOverflowError();
                    }
                });
        on(() -> port.stopListening().thenRun(() -> say("stopped")));
        untilSaid("stopped");
    }

    @Test
    void F80_aConnectionLostThatThrowsKeepsNoOtherConnectionFromEnding() {
        Recorder server =
                new Recorder("server") {
                    @Override
                    protected void connectionLost(Throwable reason) {
                        super.connectionLost(reason);
                        throw no();
                    }
                };
        Recorder client =
                new Recorder("client") {
                    @Override
                    protected void connectionLost(Throwable reason) {
                        super.connectionLost(reason);
                        throw no();
                    }
                };
        pair(server, client);
        on(() -> trigger(Phase.AFTER));
        reactor.close();
        assertThat(events)
                .contains("server lost ConnectionLost", "client lost ConnectionLost")
                .endsWith("AFTER true");
    }

    @Test
    void F80_aClientConnectionLostThatThrowsKeepsItsFactoryFromNothing() {
        listen(new RecordingFactory(new Recorder("server")));
        connect(
                new RecordingClientFactory(new Recorder("client")) {
                    @Override
                    public void clientConnectionLost(Connector connector, Throwable reason) {
                        throw no();
                    }
                });
        untilSaid("client made");
        on(() -> trigger(Phase.AFTER));
        reactor.close();
        assertThat(events).contains("factory stops").endsWith("AFTER true");
    }

    @Test
    void F80_aFactoryThatIsNullIsRefusedBeforeAnythingIsOpened() {
        on(
                () -> {
                    assertThatThrownBy(() -> reactor.listenTcp(0, null))
                            .isInstanceOf(NullPointerException.class);
                    assertThatThrownBy(() -> reactor.connectTcp("127.0.0.1", 1, null))
                            .isInstanceOf(NullPointerException.class);
                    assertThatThrownBy(() -> reactor.listenUdp(0, null))
                            .isInstanceOf(NullPointerException.class);
                });
        reactor.close();
    }

    @Test
    void F80_aStopProtocolThatThrowsKeepsNothingElseFromEnding() {
        on(
                () -> {
                    reactor.listenUdp(
                            0,
                            new DatagramProtocol() {
                                @Override
                                public void datagramReceived(byte[] data, SocketAddress from) {}

                                @Override
                                protected void stopProtocol() {
                                    throw no();
                                }
                            },
                            "127.0.0.1",
                            100);
                    trigger(Phase.AFTER);
                });
        reactor.close();
        assertThat(events).containsExactly("AFTER true");
    }

    @Test
    void F80_connectionsHaveEndedBeforeTheTriggersOfThatPhase() {
        Recorder server = new Recorder("server");
        Recorder client = new Recorder("client");
        pair(server, client);
        on(
                () -> {
                    trigger(Phase.BEFORE);
                    trigger(Phase.DURING);
                    trigger(Phase.AFTER);
                });
        reactor.close();
        assertThat(events.subList(0, 2)).containsExactly("BEFORE true", "server factory stops");
        assertThat(events)
                .containsSubsequence(
                        "client lost ConnectionLost",
                        "client lost ConnectionLost DISCONNECTED",
                        "factory stops",
                        "DURING true",
                        "AFTER true");
    }

    // ---- F81: what continues after a future continues on the home loop

    @Test
    void F81_aBeforeTriggerThatAnotherThreadCompletesLeavesTheRestOnTheHomeLoop() throws Exception {
        CompletableFuture<Void> slow = new CompletableFuture<>();
        Recorder server =
                new Recorder("server") {
                    @Override
                    protected void connectionLost(Throwable reason) {
                        say("lost " + reactor.isInLoopThread());
                    }
                };
        RecordingFactory factory =
                new RecordingFactory(server) {
                    @Override
                    protected void stopFactory() {
                        say("stopFactory " + reactor.isInLoopThread());
                    }
                };
        pair(factory, server, new Recorder("client"));
        on(
                () -> {
                    reactor.addSystemEventTrigger(
                            Phase.BEFORE,
                            SystemEvent.SHUTDOWN,
                            () -> {
                                say("before");
                                return slow;
                            });
                    trigger(Phase.DURING);
                    trigger(Phase.AFTER);
                    reactor.stop();
                });
        untilSaid("before");
        Thread other = new Thread(() -> slow.complete(null));
        other.start();
        other.join(TimeUnit.SECONDS.toMillis(SECONDS));
        reactor.close();
        assertThat(events)
                .contains("stopFactory true", "lost true", "DURING true", "AFTER true")
                .doesNotContain("stopFactory false", "lost false", "DURING false", "AFTER false");
    }

    @Test
    void F81_aFutureThatIsCompletedInAHandlerRunsNoOtherCallbackInsideIt() {
        CompletableFuture<Void> slow = new CompletableFuture<>();
        listen(new RecordingFactory());
        on(
                () -> {
                    reactor.addSystemEventTrigger(
                            Phase.BEFORE,
                            SystemEvent.SHUTDOWN,
                            () -> {
                                say("before");
                                return slow;
                            });
                    reactor.stop();
                });
        untilSaid("before");
        on(
                () -> {
                    slow.complete(null);
                    say("completed");
                });
        reactor.close();
        assertThat(events).containsSubsequence("completed", "server factory stops");
    }

    @Test
    void F81_callWhenRunningRunsOnTheHomeLoopFromEveryThread() throws Exception {
        Thread other =
                new Thread(
                        () ->
                                reactor.callWhenRunning(
                                        () -> say("called " + reactor.isInLoopThread())));
        other.start();
        other.join(TimeUnit.SECONDS.toMillis(SECONDS));
        untilSaid("called true");
    }

    // ---- F84: nothing half-started remains

    @Test
    void F84_aStartFactoryThatThrowsLeavesNoPort() {
        RecordingFactory failing =
                new RecordingFactory() {
                    @Override
                    protected void startFactory() {
                        super.startFactory();
                        throw no();
                    }
                };
        listen(new RecordingFactory());
        int number = portNumber();
        on(() -> port.stopListening().thenRun(() -> say("free")));
        untilSaid("free");
        on(
                () ->
                        assertThatThrownBy(() -> reactor.listenTcp(number, failing, "127.0.0.1", 5))
                                .hasMessage("no"));
        // The socket is gone: another can have its place.
        until(() -> canListen(number));
        on(events::clear);
        // It has no users, so that it starts, and fails, again.
        on(
                () ->
                        assertThatThrownBy(() -> reactor.listenTcp(0, failing, "127.0.0.1", 5))
                                .hasMessage("no"));
        check("server factory starts");
        reactor.close();
        assertThat(events).doesNotContain("server factory stops " + failing);
    }

    private boolean canListen(int number) {
        try {
            if (!port.isListening()) {
                port = reactor.listenTcp(number, new RecordingFactory(), "127.0.0.1", 5);
            }
            return true;
        } catch (org.ropewalk.reactor.CannotListenException stillThere) {
            return false;
        }
    }

    @Test
    void F84_aStartFactoryThatThrowsLeavesAConnectorDisconnected() {
        listen(new RecordingFactory(new Recorder("server")));
        boolean[] fails = {true};
        ClientFactory factory =
                new RecordingClientFactory(new Recorder("client")) {
                    @Override
                    protected void startFactory() {
                        if (fails[0]) {
                            throw no();
                        }
                        super.startFactory();
                    }
                };
        on(
                () -> {
                    StreamConnectorProbe probe = new StreamConnectorProbe(factory);
                    assertThatThrownBy(probe::connect).hasMessage("no");
                    fails[0] = false;
                    probe.connect();
                });
        untilSaid("client made");
    }

    /** Connects with one factory, as often as it is told to. */
    private final class StreamConnectorProbe {
        private final ClientFactory factory;

        StreamConnectorProbe(ClientFactory factory) {
            this.factory = factory;
        }

        void connect() {
            reactor.connectTcp("127.0.0.1", portNumber(), factory);
        }
    }

    @Test
    void F84_aNegativeTimeoutIsRefusedBeforeTheFactoryStarts() {
        listen(new RecordingFactory());
        on(
                () -> {
                    events.clear();
                    assertThatThrownBy(
                                    () ->
                                            reactor.connectTcp(
                                                    "127.0.0.1",
                                                    portNumber(),
                                                    new RecordingClientFactory(
                                                            new Recorder("client")),
                                                    Duration.ofSeconds(-1)))
                            .isInstanceOf(IllegalArgumentException.class);
                });
        check();
    }

    // ---- F85: attempts that are under way at the stop

    @Test
    void F85_anAttemptThatIsUnderWayAtTheStopFailsAndItsFactoryStops() {
        on(() -> reactor.installResolver(host -> new CompletableFuture<>()));
        on(
                () ->
                        reactor.connectTcp(
                                "host.example",
                                80,
                                new RecordingClientFactory(new Recorder("client")) {
                                    @Override
                                    public void clientConnectionFailed(
                                            Connector connector, Throwable reason) {
                                        super.clientConnectionFailed(connector, reason);
                                        say(((ConnectFailed) reason).kind().name());
                                    }
                                }));
        on(() -> trigger(Phase.DURING));
        reactor.close();
        assertThat(events)
                .containsExactly(
                        "factory starts",
                        "started CONNECTING",
                        "failed ConnectFailed DISCONNECTED",
                        "STOPPED",
                        "factory stops",
                        "DURING true");
    }

    @Test
    void F85_aFactoryThatConnectsAgainAtTheEndIsRefusedAndStops() {
        on(() -> reactor.installResolver(host -> new CompletableFuture<>()));
        on(
                () ->
                        reactor.connectTcp(
                                "host.example",
                                80,
                                new RecordingClientFactory(new Recorder("client")) {
                                    @Override
                                    public void clientConnectionFailed(
                                            Connector connector, Throwable reason) {
                                        assertThatThrownBy(connector::connect)
                                                .isInstanceOf(IllegalStateException.class)
                                                .hasMessage("the reactor was stopped");
                                        say("refused " + connector.state());
                                    }
                                }));
        reactor.close();
        assertThat(events).endsWith("refused DISCONNECTED", "factory stops");
    }

    @Test
    void F85_whatListensOrConnectsAfterTheEndIsRefused() {
        reactor.close();
        Factory factory = Factory.forProtocol(() -> new Protocol() {});
        assertThatThrownBy(() -> reactor.listenTcp(0, factory))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the reactor was stopped");
        assertThatThrownBy(
                        () -> reactor.connectTcp("127.0.0.1", 80, new RecordingClientFactory(null)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the reactor was stopped");
        assertThat(events).isEmpty();
    }

    // ---- F72: a drain that another thread asks for

    @Test
    void F72_aDrainOfAnotherThreadIsMadeOnTheHomeLoop() throws Exception {
        Recorder server =
                new Recorder("server") {
                    @Override
                    public void drain() {
                        say("drains " + reactor.isInLoopThread());
                        transport().loseConnection();
                    }
                };
        pair(server, new Recorder("client"));
        AtomicReference<CompletableFuture<Integer>> drained = new AtomicReference<>();
        elsewhere(() -> drained.set(reactor.drain(Duration.ofSeconds(60))));
        until(() -> drained.get().isDone());
        assertThat(drained.get()).isCompletedWithValue(0);
        on(() -> assertThat(events).contains("drains true"));
    }

    private static void elsewhere(Runnable call) throws InterruptedException {
        Thread other = new Thread(call);
        other.start();
        other.join(TimeUnit.SECONDS.toMillis(SECONDS));
    }

    @Test
    void F72_aSecondDrainLeavesTheFirstToComplete() {
        Recorder client = new Recorder("client");
        pair(new Recorder("server"), client);
        List<CompletableFuture<Integer>> drains = new ArrayList<>();
        on(
                () -> {
                    drains.add(reactor.drain(Duration.ofSeconds(60)));
                    drains.add(reactor.drain(Duration.ofSeconds(60)));
                });
        reactor.callFromThread(() -> client.transport().loseConnection());
        until(() -> drains.get(0).isDone() && drains.get(1).isDone());
        assertThat(drains.get(0)).isCompletedWithValue(0);
        assertThat(drains.get(1)).isCompletedWithValue(0);
    }

    @Test
    void F72_aDrainAfterTheEndFails() {
        reactor.close();
        assertThat(reactor.drain(Duration.ZERO)).isCompletedExceptionally();
    }

    @Test
    void F72_aNegativeTimeIsRefusedBeforeAPortStops() {
        listen(new RecordingFactory());
        on(
                () ->
                        assertThatThrownBy(() -> reactor.drain(Duration.ofSeconds(-1)))
                                .isInstanceOf(IllegalArgumentException.class));
        assertThat(port.isListening()).isTrue();
    }

    // ---- F89: nothing is taken and forgotten

    @Test
    void F89_callsAfterTheEndAreRefused() {
        reactor.close();
        assertThat(reactor.callFromThread(() -> say("never"))).isFalse();
        assertThatThrownBy(
                        () ->
                                reactor.blockingCallFromThread(
                                        () -> CompletableFuture.completedFuture(1)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(reactor.deferToThread(() -> 1)).isCompletedExceptionally();
        assertThat(events).isEmpty();
    }

    @Test
    void F89_timersAndTriggersAfterTheEndAreRefused() {
        reactor.close();
        assertThatThrownBy(() -> reactor.callLater(Duration.ZERO, () -> say("never")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the reactor was stopped");
        assertThatThrownBy(() -> reactor.deferLater(Duration.ZERO, () -> 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the reactor was stopped");
        assertThatThrownBy(() -> reactor.callWhenRunning(() -> say("never")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the reactor was stopped");
        assertThatThrownBy(
                        () ->
                                reactor.addSystemEventTrigger(
                                        Phase.AFTER, SystemEvent.SHUTDOWN, () -> null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("AFTER");
        assertThat(events).isEmpty();
    }

    @Test
    void F89_aTriggerForAPhaseThatIsOverIsRefused() {
        on(
                () ->
                        assertThatThrownBy(
                                        () ->
                                                reactor.addSystemEventTrigger(
                                                        Phase.BEFORE,
                                                        SystemEvent.STARTUP,
                                                        () -> null))
                                .isInstanceOf(IllegalStateException.class)
                                .hasMessageContaining("BEFORE"));
    }

    @Test
    void F89_aTimerThatIsSetWhenConnectionsAreDroppedIsNoError() {
        Recorder server =
                new Recorder("server") {
                    @Override
                    protected void connectionLost(Throwable reason) {
                        transport().loop().callLater(Duration.ZERO, () -> {});
                        say("set");
                    }
                };
        pair(server, new Recorder("client"));
        reactor.close();
        assertThat(events).contains("set");
    }

    @Test
    void F89_callsThatWereAcceptedAreMade() {
        on(
                () ->
                        reactor.addSystemEventTrigger(
                                Phase.AFTER,
                                SystemEvent.SHUTDOWN,
                                () -> {
                                    say("" + reactor.callFromThread(() -> say("made")));
                                    return null;
                                }));
        reactor.close();
        assertThat(events).containsExactly("true", "made");
    }

    @Test
    void F89_aFactoryWithoutANameHasOneInTheLog() {
        assertThat(Factory.forProtocol(() -> new Protocol() {})).hasToString("Factory.forProtocol");
        Factory anonymous =
                new Factory() {
                    @Override
                    public Protocol buildProtocol(SocketAddress peer) {
                        return null;
                    }
                };
        assertThat(anonymous.toString()).startsWith("org.ropewalk.loop.ShutdownContract$");
        assertThat(new RecordingFactory()).hasToString("RecordingFactory");
    }
}
