package org.ropewalk.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ropewalk.reactor.CannotListenException;
import org.ropewalk.reactor.ConnectFailed;
import org.ropewalk.reactor.ConnectionAborted;
import org.ropewalk.reactor.ConnectionDone;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.Connector;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.NotConnectingException;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Protocol;

/**
 * What a reactor promises about ports, connectors and connections, the same over every kernel. Test
 * names begin with the rows of Twisted's contracts.
 */
abstract class ReactorContract extends Contract {
    ReactorContract(Kernel kernel) {
        super(kernel);
    }

    // ---- ports

    @Test
    void TP4_portZeroGivesTheRealPort() {
        listen(new RecordingFactory());
        assertThat(portNumber()).isPositive();
        assertThat(port.isListening()).isTrue();
    }

    @Test
    void TP2_Q12_aPortInUseIsNamed_andTheFactoryIsNotStarted() {
        listen(new RecordingFactory());
        on(events::clear);
        assertThatThrownBy(
                        () ->
                                on(
                                        () ->
                                                reactor.listenTcp(
                                                        portNumber(),
                                                        new RecordingFactory(),
                                                        "127.0.0.1",
                                                        50)))
                .isInstanceOf(CannotListenException.class)
                .hasMessage(
                        "Couldn't listen on 127.0.0.1:"
                                + portNumber()
                                + ": Address already in use");
        check();
    }

    @Test
    void TP8_aFactoryThatBuildsNothingRefusesTheConnection() {
        listen(new RecordingFactory());
        connect(new RecordingClientFactory(new Recorder("client")));
        untilSaid("client lost ConnectionDone DISCONNECTED");
    }

    @Test
    void TP9_Δ6_aFactoryThatFailsClosesTheConnection() {
        listen(
                new Factory() {
                    @Override
                    public Protocol buildProtocol(SocketAddress peer) {
                        throw new IllegalStateException("no protocol today");
                    }
                });
        connect(new RecordingClientFactory(new Recorder("client")));
        untilSaid("client lost ConnectionDone DISCONNECTED");
    }

    @Test
    void TP10_Δ6_aProtocolThatFailsAtTheBeginEndsItsConnection() {
        listen(
                new RecordingFactory(
                        new Recorder("server") {
                            @Override
                            protected void connectionMade() {
                                throw new IllegalStateException("not today");
                            }
                        }));
        connect(new RecordingClientFactory(new Recorder("client")));
        until(
                () ->
                        events.contains("server lost IllegalStateException")
                                && events.contains("client lost ConnectionDone"));
    }

    @Test
    void TP11_stopListeningFreesTheAddress_andConnectionsLiveOn() {
        Recorder server = new Recorder("server");
        Recorder client = new Recorder("client");
        pair(server, client);
        int number = portNumber();
        on(() -> port.stopListening().thenRun(() -> say("stopped")));
        untilSaid("stopped");
        assertThat(port.isListening()).isFalse();
        on(
                () ->
                        reactor.listenTcp(number, new RecordingFactory(), "127.0.0.1", 50)
                                .stopListening());
        on(() -> client.write("still here"));
        until(() -> server.hears("still here"));
    }

    @Test
    void TP12_aStoppedPortListensAgain() {
        listen(new RecordingFactory());
        on(() -> port.stopListening().thenRun(() -> say("stopped")));
        untilSaid("stopped");
        on(() -> port.startListening());
        check("server factory starts", "server factory stops", "stopped", "server factory starts");
    }

    @Test
    void PF4_twoPortsStartAFactoryOnce_theLastStopsIt() {
        RecordingFactory factory = new RecordingFactory();
        listen(factory);
        Port first = port;
        listen(factory);
        on(() -> first.stopListening().thenRun(() -> say("first")));
        untilSaid("first");
        on(() -> port.stopListening().thenRun(() -> say("second")));
        untilSaid("second");
        check("server factory starts", "first", "server factory stops", "second");
    }

    // ---- connectors

    @Test
    void CN3_Q05_theOrderOfSuccess() {
        listen(Factory.forProtocol(() -> new Protocol() {}));
        connect(new RecordingClientFactory(new Recorder("client")));
        untilSaid("client made");
        check("factory starts", "started CONNECTING", "build", "client made");
        on(() -> assertThat(connector.state()).isEqualTo(Connector.State.CONNECTED));
    }

    @Test
    void CN5_Q01_refusalIsToldLater_neverInsideTheCall() {
        listen(new RecordingFactory());
        int number = portNumber();
        on(() -> port.stopListening().thenRun(() -> say("stopped")));
        untilSaid("stopped");
        on(events::clear);
        on(
                () -> {
                    reactor.connectTcp(
                            "127.0.0.1",
                            number,
                            new RecordingClientFactory(new Recorder("client")));
                    say("returned");
                });
        untilSaid("factory stops");
        check(
                "factory starts",
                "started CONNECTING",
                "returned",
                "failed ConnectFailed DISCONNECTED",
                "factory stops");
    }

    @Test
    void CN2_Q03_connectInAnyOtherStateIsRefused() {
        listen(new RecordingFactory(new Recorder("server")));
        connect(new RecordingClientFactory(new Recorder("client")));
        assertThatThrownBy(() -> on(() -> connector.connect()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("can't connect in this state");
    }

    @Test
    void CN7_Q02_stopConnectingTellsTheFactoryInsideTheCall() {
        listen(new RecordingFactory());
        on(events::clear);
        on(
                () -> {
                    Connector stopped =
                            reactor.connectTcp(
                                    "127.0.0.1",
                                    portNumber(),
                                    new RecordingClientFactory(new Recorder("client")));
                    stopped.stopConnecting();
                    say("returned");
                    assertThatThrownBy(stopped::stopConnecting)
                            .isInstanceOf(NotConnectingException.class);
                });
        check(
                "factory starts",
                "started CONNECTING",
                "failed ConnectFailed DISCONNECTED",
                "factory stops",
                "returned");
    }

    @Test
    void CN6_connectingAgainInTheCallbackKeepsTheFactoryStarted() {
        Recorder second = new Recorder("second");
        listen(new RecordingFactory(new Recorder("server"), new Recorder("server again")));
        on(events::clear);
        connect(
                new RecordingClientFactory(new Recorder("client")) {
                    private int built;

                    @Override
                    public Protocol buildProtocol(SocketAddress peer) {
                        return built++ == 0 ? super.buildProtocol(peer) : second;
                    }

                    @Override
                    public void clientConnectionLost(Connector lost, Throwable reason) {
                        if (!events.contains("second made")) {
                            lost.connect();
                        }
                    }
                });
        untilSaid("client made");
        on(() -> connector.disconnect());
        untilSaid("second made");
        on(() -> assertThat(events).doesNotContain("factory stops"));
    }

    @Test
    void CN10_aClientFactoryThatBuildsNothingLosesTheConnection() {
        listen(new RecordingFactory(new Recorder("server")));
        connect(new RecordingClientFactory(null));
        untilSaid("factory stops");
        on(() -> assertThat(events).contains("client lost ConnectionDone DISCONNECTED"));
    }

    // ---- transports

    @Test
    void TR3_whatIsWrittenArrivesInOrder() {
        Recorder server = new Recorder("server");
        Recorder client = new Recorder("client");
        pair(server, client);
        on(
                () -> {
                    client.write("a");
                    client.transport().writeSequence(List.of(new byte[] {'b'}, new byte[] {'c'}));
                    client.write("");
                    client.write("d");
                });
        until(() -> server.hears("abcd"));
    }

    @Test
    void TR4_Q06_loseConnectionSendsEverythingFirst() {
        Recorder server = new Recorder("server");
        Recorder client = new Recorder("client");
        pair(server, client);
        String large = "x".repeat(3_000_000);
        on(
                () -> {
                    client.write(large);
                    client.transport().loseConnection();
                    client.transport().loseConnection();
                });
        untilSaid("client lost ConnectionDone DISCONNECTED");
        untilSaid("server lost ConnectionDone");
        on(() -> assertThat(server.heard).hasSize(large.length()));
    }

    @Test
    void TR5_Δ10_whatIsWrittenBehindTheEndIsDropped() {
        Recorder server = new Recorder("server");
        Recorder client = new Recorder("client");
        pair(server, client);
        on(
                () -> {
                    client.write("1");
                    client.transport().loseConnection();
                    client.write("AFTER");
                });
        untilSaid("server lost ConnectionDone");
        on(() -> assertThat(server.heard.toString()).isEqualTo("1"));
    }

    @Test
    void TR6_Q07_abortResetsThePeer_andIsToldLater() {
        Recorder server = new Recorder("server");
        Recorder client = new Recorder("client");
        pair(server, client);
        on(
                () -> {
                    client.transport().abortConnection();
                    say("returned");
                });
        until(
                () ->
                        events.contains("client lost ConnectionAborted")
                                && events.contains("server lost ConnectionLost"));
        on(() -> assertThat(events.get(0)).isEqualTo("returned"));
    }

    @Test
    void TR7_TR8_thePeersEndIsAConnectionDone_andAnswersAreStillSent() {
        Recorder server =
                new Recorder("server") {
                    @Override
                    public void readConnectionLost() {
                        write("bye");
                        super.readConnectionLost();
                    }
                };
        Recorder client =
                new Recorder("client") {
                    @Override
                    public void readConnectionLost() {
                        say("client hears the end");
                        super.readConnectionLost();
                    }
                };
        pair(server, client);
        on(() -> client.transport().loseWriteConnection());
        untilSaid("server lost ConnectionDone");
        until(() -> client.hears("bye"));
    }

    @Test
    void TR7_LR11_Q09_anExceptionOfAProtocolIsItsReason_andEndsNoOther() {
        Recorder broken =
                new Recorder("broken") {
                    @Override
                    protected void dataReceived(byte[] data) {
                        throw new IllegalArgumentException("cannot read this");
                    }
                };
        Recorder whole = new Recorder("whole");
        listen(new RecordingFactory(broken, whole));
        Recorder first = new Recorder("first");
        connect(new RecordingClientFactory(first));
        untilSaid("broken made");
        Recorder second = new Recorder("second");
        connect(new RecordingClientFactory(second));
        untilSaid("whole made");
        untilSaid("second made");
        on(() -> first.write("x"));
        untilSaid("broken lost IllegalArgumentException");
        untilSaid("first lost ConnectionDone");
        on(() -> second.write("y"));
        until(() -> whole.hears("y"));
    }

    @Test
    void E11_anErrorEndsTheConnectionAndNotTheLoop() {
        Recorder broken =
                new Recorder("broken") {
                    @Override
                    protected void dataReceived(byte[] data) {
                        throw new StackOverflowError();
                    }
                };
        Recorder client = new Recorder("client");
        pair(broken, client);
        on(() -> client.write("x"));
        untilSaid("broken lost StackOverflowError");
        on(() -> say("alive"));
        untilSaid("alive");
    }

    @Test
    void TR13_pausedInputIsShownWhenReadingIsResumed_neverInsideTheCall() {
        Recorder server = new Recorder("server");
        Recorder client = new Recorder("client");
        pair(server, client);
        on(() -> server.transport().pauseReading());
        on(() -> client.write("later"));
        on(() -> client.transport().loseWriteConnection());
        on(
                () -> {
                    assertThat(server.heard.toString()).isEmpty();
                    server.transport().resumeReading();
                    assertThat(server.heard.toString()).isEmpty();
                });
        until(() -> server.hears("later"));
        untilSaid("server lost ConnectionDone");
    }

    @Test
    void inputThatIsLeftIsShownAgainBeforeTheNext() {
        List<String> shown = new ArrayList<>();
        Recorder server =
                new Recorder("server") {
                    @Override
                    public void inputReceived(Input input) {
                        String all =
                                new String(
                                        input.array(),
                                        input.position(),
                                        input.remaining(),
                                        StandardCharsets.ISO_8859_1);
                        shown.add(all);
                        if (all.contains(";")) {
                            input.consumeTo(input.position() + all.indexOf(';') + 1);
                        }
                    }
                };
        Recorder client = new Recorder("client");
        pair(server, client);
        on(() -> client.write("ab"));
        until(() -> shown.contains("ab"));
        on(() -> client.write("c;d"));
        until(() -> shown.contains("abc;d"));
        on(() -> client.write("e"));
        until(() -> shown.contains("de"));
    }

    @Test
    void Δ8_Q17_aPeerThatDoesNotReadIsNotReadFrom() {
        byte[] answer = new byte[32 * 1024];
        int[] answered = {0};
        Recorder server =
                new Recorder("server") {
                    @Override
                    public void inputReceived(Input input) {
                        while (input.remaining() > 0) {
                            input.consumeTo(input.position() + 1);
                            transport().output().write(answer);
                            answered[0]++;
                            if (!transport().flushIfFull()) {
                                return;
                            }
                        }
                    }
                };
        Recorder client = new Recorder("client");
        pair(server, client);
        on(() -> client.transport().pauseReading());
        on(() -> client.write("x".repeat(1_000)));
        until(() -> answered[0] > 3);
        on(() -> say("settled"));
        untilSaid("settled");
        on(() -> assertThat(answered[0]).isLessThan(1_000));
        on(() -> client.transport().resumeReading());
        until(() -> client.heard.length() == 1_000 * answer.length);
    }

    @Test
    void aPeerKilledInMidReplyLeavesNothingToOthers() {
        Recorder killed =
                new Recorder("killed") {
                    @Override
                    protected void dataReceived(byte[] data) {
                        write("k".repeat(500_000));
                        throw new IllegalStateException("in mid-reply");
                    }
                };
        Recorder whole =
                new Recorder("whole") {
                    @Override
                    protected void dataReceived(byte[] data) {
                        write("w".repeat(data.length));
                    }
                };
        listen(new RecordingFactory(killed, whole));
        Recorder first = new Recorder("first");
        connect(new RecordingClientFactory(first));
        untilSaid("killed made");
        Recorder second = new Recorder("second");
        connect(new RecordingClientFactory(second));
        untilSaid("second made");
        untilSaid("whole made");
        on(
                () -> {
                    first.write("x");
                    second.write("yy");
                });
        untilSaid("killed lost IllegalStateException");
        on(() -> second.write("zzz"));
        until(() -> second.heard.length() == 5);
        on(() -> assertThat(second.heard.toString()).isEqualTo("wwwww"));
    }

    @Test
    void E28_afterTheEndAProtocolHoldsNeitherTransportNorFactory() {
        Recorder server = new Recorder("server");
        Recorder client = new Recorder("client");
        pair(server, client);
        on(() -> client.transport().loseConnection());
        untilSaid("server lost ConnectionDone");
        on(
                () -> {
                    assertThat(server.factory()).isNull();
                    assertThat(server.transport().isOpen()).isFalse();
                    server.write("into nowhere");
                });
    }

    @Test
    void reasonsSayWhatHappened() {
        assertThat(
                        List.of(
                                new ConnectionDone("a"),
                                new ConnectionLost("b"),
                                new ConnectionAborted("c"),
                                new ConnectFailed(ConnectFailed.Kind.OTHER, "d", null)))
                .extracting(Throwable::getMessage)
                .containsExactly("a", "b", "c", "d");
    }
}
