package org.ropewalk.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.application.MultiService;
import org.ropewalk.application.TcpClient;
import org.ropewalk.application.TcpServer;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.ConnectFailed;
import org.ropewalk.reactor.ConnectFailed.Kind;
import org.ropewalk.reactor.Connector;
import org.ropewalk.reactor.DatagramProtocol;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.MessageLengthException;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;

/** Addresses that are taken, freed and taken again; the same over every kernel. */
abstract class AddressContract extends Contract {
    /** What a datagram of IPv4 has room for. */
    private static final int MAX_DATAGRAM = 65_507;

    AddressContract(Kernel kernel) {
        super(kernel);
    }

    private static class Ignoring extends DatagramProtocol {
        @Override
        public void datagramReceived(byte[] data, SocketAddress from) {}
    }

    // ---- F82: the address is free when stopListening() says so

    @Test
    void F82_anAddressIsFreeInTheCallbackOfStopListening() {
        listen(new RecordingFactory());
        int number = portNumber();
        on(
                () ->
                        port.stopListening()
                                .thenRun(
                                        () -> {
                                            port =
                                                    reactor.listenTcp(
                                                            number,
                                                            new RecordingFactory(
                                                                    new Recorder("server")),
                                                            "127.0.0.1",
                                                            5);
                                            say("listens again");
                                        }));
        untilSaid("listens again");
        connect(new RecordingClientFactory(new Recorder("client")));
        untilSaid("server made");
    }

    @Test
    void F82_theSamePortListensAgainInTheCallbackOfStopListening() {
        listen(new RecordingFactory());
        InetSocketAddress host = (InetSocketAddress) port.getHost();
        on(() -> port.stopListening().thenRun(() -> again(host)));
        untilSaid("listens again");
    }

    /** A port that was given by the system is another one the next time. */
    private void again(InetSocketAddress host) {
        port.startListening();
        assertThat(((InetSocketAddress) port.getHost()).getAddress()).isEqualTo(host.getAddress());
        say("listens again");
    }

    @Test
    void F82_anAddressOfDatagramsIsFreeInTheCallbackOfStopListening() {
        Port[] udp = {null};
        on(() -> udp[0] = reactor.listenUdp(0, new Ignoring(), "127.0.0.1", 100));
        int number = ((InetSocketAddress) udp[0].getHost()).getPort();
        on(
                () ->
                        udp[0].stopListening()
                                .thenRun(
                                        () -> {
                                            reactor.listenUdp(
                                                    number, new Ignoring(), "127.0.0.1", 100);
                                            say("receives again");
                                        }));
        untilSaid("receives again");
    }

    @Test
    void F82_servicesThatStopStartAgainInTheCallback() {
        listen(new RecordingFactory());
        int number = portNumber();
        on(() -> port.stopListening().thenRun(() -> say("free")));
        untilSaid("free");
        Factory factory = Factory.forProtocol(() -> new Protocol() {});
        MultiService services =
                new MultiService().add(new TcpServer(reactor, number, factory, "127.0.0.1", 5));
        on(
                () ->
                        services.startService()
                                .thenCompose(nothing -> services.stopService())
                                .thenCompose(nothing -> services.startService())
                                .whenComplete(
                                        (nothing, failure) ->
                                                say(failure == null ? "runs" : "" + failure)));
        untilSaid("runs");
        on(() -> assertThat(services.isRunning()).isTrue());
    }

    @Test
    void F82_theFutureOfAStopIsTheSameEachTime() {
        listen(new RecordingFactory());
        on(() -> assertThat(port.stopListening()).isSameAs(port.stopListening()));
    }

    // ---- F87: datagrams that are too long

    @Test
    void F87_aDatagramThatIsTooLongIsRefusedOnAConnectedTransportToo() {
        on(
                () -> {
                    Port receiver = reactor.listenUdp(0, new Ignoring(), "127.0.0.1", 100);
                    Ignoring sender = new Ignoring();
                    reactor.connectUdp((InetSocketAddress) receiver.getHost(), sender);
                    byte[] tooLong = new byte[MAX_DATAGRAM + 1];
                    assertThatThrownBy(() -> sender.transport().write(tooLong))
                            .isInstanceOf(MessageLengthException.class)
                            .hasMessageContaining("" + tooLong.length);
                    assertThat(sender.transport().droppedDatagrams()).isZero();
                });
    }

    // ---- F89: why there is no connection

    private void fails(Kind kind, String message, Runnable begin) {
        on(begin);
        until(() -> events.stream().anyMatch(event -> event.startsWith("failed")));
        on(
                () ->
                        assertThat(events)
                                .filteredOn(event -> event.startsWith("failed"))
                                .singleElement()
                                .asString()
                                .startsWith("failed " + kind + " " + message));
    }

    private class Failing extends ClientFactory {
        @Override
        public Protocol buildProtocol(SocketAddress peer) {
            return new Protocol() {};
        }

        @Override
        public void clientConnectionFailed(Connector by, Throwable reason) {
            say("failed " + ((ConnectFailed) reason).kind() + " " + reason.getMessage());
        }
    }

    @Test
    void F89_aRefusedConnectionIsTheMessage() {
        listen(new RecordingFactory());
        int number = portNumber();
        on(() -> port.stopListening().thenRun(() -> say("free")));
        untilSaid("free");
        fails(
                Kind.REFUSED,
                "cannot connect to /127.0.0.1:" + number,
                () -> reactor.connectTcp("127.0.0.1", number, new Failing()));
    }

    @Test
    void F89_anUnknownHostIsTheMessage() {
        on(
                () ->
                        reactor.installResolver(
                                host ->
                                        CompletableFuture.failedFuture(
                                                new java.net.UnknownHostException(host))));
        fails(
                Kind.DNS,
                "host host.example is unknown",
                () -> reactor.connectTcp("host.example", 80, new Failing()));
    }

    @Test
    void F89_aStoppedAttemptIsTheMessage() {
        listen(new RecordingFactory());
        fails(
                Kind.STOPPED,
                "connecting to /127.0.0.1:" + portNumber() + " was stopped",
                () ->
                        reactor.connectTcp("127.0.0.1", portNumber(), new Failing())
                                .stopConnecting());
    }

    @Test
    void F89_aStartedConnectingThatThrowsIsTheReason() {
        listen(new RecordingFactory());
        IllegalStateException reason = new IllegalStateException("no");
        Throwable[] seen = {null};
        on(
                () ->
                        reactor.connectTcp(
                                "127.0.0.1",
                                portNumber(),
                                new Failing() {
                                    @Override
                                    public void startedConnecting(Connector connector) {
                                        throw reason;
                                    }

                                    @Override
                                    public void clientConnectionFailed(
                                            Connector by, Throwable failure) {
                                        seen[0] = failure;
                                        super.clientConnectionFailed(by, failure);
                                    }

                                    @Override
                                    protected void stopFactory() {
                                        say("stops");
                                    }
                                }));
        untilSaid("stops");
        on(
                () -> {
                    assertThat(events)
                            .containsSubsequence(
                                    "failed FACTORY the factory failed in startedConnecting",
                                    "stops");
                    assertThat(seen[0]).hasCause(reason);
                });
    }

    // ---- F88: where a connection begins

    private int freePort() {
        listen(new RecordingFactory());
        int number = portNumber();
        on(() -> port.stopListening().thenRun(() -> say("free")));
        untilSaid("free");
        on(events::clear);
        return number;
    }

    @Test
    void F88_aConnectionBeginsAtItsBindAddress() {
        int number = freePort();
        Recorder server = new Recorder("server");
        listen(new RecordingFactory(server));
        Recorder client = new Recorder("client");
        on(
                () ->
                        reactor.connectTcp(
                                "127.0.0.1",
                                portNumber(),
                                new RecordingClientFactory(client),
                                Reactor.CONNECT_TIMEOUT,
                                new InetSocketAddress("127.0.0.1", number)));
        untilSaid("server made");
        untilSaid("client made");
        on(
                () -> {
                    SocketAddress expected = new InetSocketAddress("127.0.0.1", number);
                    assertThat(server.transport().getPeer()).isEqualTo(expected);
                    assertThat(client.transport().getHost()).isEqualTo(expected);
                });
    }

    @Test
    void F88_anEndpointStringHasABindAddressAndPort() {
        int number = freePort();
        Recorder server = new Recorder("server");
        listen(new RecordingFactory(server));
        on(
                () ->
                        reactor.connect(
                                "tcp:127.0.0.1:"
                                        + portNumber()
                                        + ":bind=127.0.0.1:bindport="
                                        + number,
                                new RecordingClientFactory(new Recorder("client"))));
        untilSaid("server made");
        on(
                () ->
                        assertThat(server.transport().getPeer())
                                .isEqualTo(new InetSocketAddress("127.0.0.1", number)));
    }

    @Test
    void F88_aServiceHasABindAddress() {
        int number = freePort();
        Recorder server = new Recorder("server");
        listen(new RecordingFactory(server));
        on(
                () ->
                        new TcpClient(
                                        reactor,
                                        "127.0.0.1",
                                        portNumber(),
                                        new RecordingClientFactory(new Recorder("client")),
                                        Reactor.CONNECT_TIMEOUT,
                                        new InetSocketAddress("127.0.0.1", number))
                                .startService());
        untilSaid("server made");
        on(
                () ->
                        assertThat(server.transport().getPeer())
                                .isEqualTo(new InetSocketAddress("127.0.0.1", number)));
    }

    @Test
    void F88_anAddressOfAnotherMachineIsAFailureOfItsOwn() {
        listen(new RecordingFactory());
        fails(
                Kind.BIND,
                "cannot connect to /127.0.0.1:"
                        + portNumber()
                        + " from /192.0.2.1:0: Cannot assign requested address",
                () ->
                        reactor.connect(
                                "tcp:127.0.0.1:" + portNumber() + ":bind=192.0.2.1",
                                new Failing()));
    }

    @Test
    void F88_aPortThatIsTakenIsAFailureOfItsOwn() {
        listen(new RecordingFactory());
        fails(
                Kind.BIND,
                "cannot connect to /127.0.0.1:80 from /127.0.0.1:"
                        + portNumber()
                        + ": Address already in use",
                () ->
                        reactor.connectTcp(
                                "127.0.0.1",
                                80,
                                new Failing(),
                                Reactor.CONNECT_TIMEOUT,
                                new InetSocketAddress("127.0.0.1", portNumber())));
    }

    @Test
    void F88_aBindThatIsNoAddressIsAnErrorOfTheText() {
        on(
                () ->
                        assertThatThrownBy(
                                        () ->
                                                reactor.connect(
                                                        "tcp:127.0.0.1:80:bind=nonsense.example",
                                                        new Failing()))
                                .isInstanceOf(IllegalArgumentException.class)
                                .hasMessageContaining("bind")
                                .hasMessageContaining(
                                        "\"nonsense.example\" is neither an IP address nor a"
                                                + " network interface of this machine"));
    }

    @Test
    void F88_aBindAddressThatIsAHostNameIsRefused() {
        on(
                () ->
                        assertThatThrownBy(
                                        () ->
                                                reactor.connectTcp(
                                                        "127.0.0.1",
                                                        80,
                                                        new Failing(),
                                                        Reactor.CONNECT_TIMEOUT,
                                                        InetSocketAddress.createUnresolved(
                                                                "host.example", 0)))
                                .isInstanceOf(IllegalArgumentException.class)
                                .hasMessageContaining("host.example"));
    }
}
