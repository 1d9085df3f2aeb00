package org.ropewalk.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ropewalk.endpoint.EndpointSyntaxException;
import org.ropewalk.reactor.CannotListenException;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.tls.Pems;

/** What endpoint strings mean, and what is said of those that mean nothing. */
class EndpointsTest extends Contract {
    EndpointsTest() {
        super(new CutMemory());
    }

    private void listenAt(String endpoint, Recorder server) {
        on(() -> port = reactor.listen(endpoint, new RecordingFactory(server)));
    }

    private void connectTo(String endpoint, Recorder client) {
        on(
                () ->
                        connector =
                                reactor.connect(
                                        endpoint.replace("PORT", "" + portNumber()),
                                        new RecordingClientFactory(client)));
    }

    @Test
    void EP1_EP4_EP5_tcp() {
        Recorder server = new Recorder("server");
        Recorder client = new Recorder("client");
        listenAt("TCP:port=0:interface=127.0.0.1:backlog=5", server);
        connectTo("tcp:localhost:PORT:timeout=5", client);
        untilSaid("server made");
        untilSaid("client made");
    }

    @Test
    void Δ17_addressesOfIPv6StandInBrackets() {
        Recorder server = new Recorder("server");
        listenAt("tcp:0:interface=[::1]", server);
        connectTo("tcp:[::1]:PORT", new Recorder("client"));
        untilSaid("server made");
    }

    @Test
    void EP4_unixInMemoryToo() {
        Recorder server = new Recorder("server");
        on(() -> port = reactor.listen("unix:/run/x.sock", new RecordingFactory(server)));
        on(
                () ->
                        reactor.connect(
                                "unix:/run/x.sock",
                                new RecordingClientFactory(new Recorder("client"))));
        untilSaid("server made");
    }

    @ParameterizedTest
    @CsvSource({"proxy", "proxy2"})
    void EP14_aProxyHeaderHasTheClientsAddress_beforeTheConnectionIsMade(String client) {
        List<SocketAddress> addresses = new ArrayList<>();
        Recorder server =
                new Recorder("server") {
                    @Override
                    protected void connectionMade() {
                        super.connectionMade();
                        addresses.add(transport().getPeer());
                        addresses.add(transport().getHost());
                    }
                };
        Recorder sender = new Recorder("client");
        listenAt("proxy:tcp:0", server);
        connectTo(client + ":tcp:127.0.0.1:PORT", sender);
        untilSaid("client made");
        on(() -> sender.write("rest"));
        until(() -> server.hears("rest"));
        on(
                () ->
                        assertThat(addresses)
                                .containsExactly(
                                        sender.transport().getHost(),
                                        sender.transport().getPeer()));
    }

    @Test
    void EP14_aProxyHeaderIsBeforeTls() {
        Recorder server =
                new Recorder("server") {
                    @Override
                    public void handshakeCompleted() {
                        say("secure");
                    }
                };
        listenAt(
                "proxy:tls:0:certificate="
                        + Pems.path("server.pem")
                        + ":key="
                        + Pems.path("server.key"),
                server);
        Recorder client = new Recorder("client");
        connectTo("proxy:tls:localhost:PORT:trust=" + Pems.path("ca.pem"), client);
        untilSaid("secure");
    }

    @Test
    void EP14_Δ18_whatIsNoHeaderIsRefused_beforeAnyProtocolIsBuilt() {
        listenAt("proxy:tcp:0", new Recorder("server"));
        Recorder client = new Recorder("client");
        connectTo("tcp:127.0.0.1:PORT", client);
        untilSaid("client made");
        on(() -> client.write("GET / HTTP/1.0\r\n\r\n"));
        untilSaid("client lost ConnectionDone");
        on(() -> assertThat(events).doesNotContain("server made"));
    }

    @Test
    void EP14_Δ18_aHeaderThatDoesNotComeIsNotWaitedForLong() {
        listenAt("proxy:tcp:0", new Recorder("server"));
        connectTo("tcp:127.0.0.1:PORT", new Recorder("client"));
        untilSaid("client made");
        kernel().advance(Duration.ofSeconds(10));
        untilSaid("client lost ConnectionDone");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tpc:80 | 1 | transport \"tpc\" is not known; known are tcp, tls, unix, systemd, proxy",
                "tcp:80:interfaec=x | 8 | key \"interfaec\" is not known; tcp knows port, backlog, interface",
                "tcp:70000 | 5 | \"70000\" is no port from 0 to 65535",
                "tcp:-1 | 5 | \"-1\" is no port from 0 to 65535",
                "tcp: | 5 | \"port\" is missing, as in tcp:port=...",
                "tcp:80:81 | 8 | an argument too many; tcp knows port, backlog, interface",
                "tcp:80:interface=::1 | 19 | an argument too many; tcp knows port, backlog, interface; an IPv6 address needs brackets, as in [::1]",
                "unix:/a:b | 9 | an argument too many; unix knows path, backlog, lock, mode; write \\: for a colon in a path",
                "tls:80 | 7 | \"certificate\" is missing, as in tls:certificate=...",
                "tls:80:certificate=x:clients=all | 22 | \"all\" is no clients; known are none, wanted, required",
                "unix: | 6 | \"path\" is missing, as in unix:path=...",
                "unix:/x:mode=889 | 9 | \"889\" is no mode from 0 to 777",
                "unix:/x:mode=668 | 9 | \"668\" is not an octal mode such as 660",
                "unix:/x:lock=maybe | 9 | \"maybe\" is no lock; known are yes, no",
                "systemd:index=3 | 9 | a process can take over only the listener that it inherits on standard input: systemd: alone, with StandardInput=socket in the service's unit",
                "proxy: | 7 | another endpoint follows, as in proxy:tcp:80",
            })
    void EP6_Δ17_whatIsWrongIsSaidWithItsPosition(String endpoint, int position, String message) {
        assertThatThrownBy(() -> on(() -> reactor.listen(endpoint, new RecordingFactory())))
                .isInstanceOf(EndpointSyntaxException.class)
                .hasMessageEndingWith("at character " + position + ": " + message);
        check();
    }

    @Test
    void EP13_aProcessThatInheritsNothingCannotTakeItOver() {
        assertThatThrownBy(() -> on(() -> reactor.listen("systemd:", new RecordingFactory())))
                .isInstanceOf(CannotListenException.class)
                .hasMessageStartingWith("Couldn't listen on standard input: ");
    }

    @Test
    void aClientsErrorsNameWhatIsKnown() {
        assertThatThrownBy(
                        () ->
                                on(
                                        () ->
                                                reactor.connect(
                                                        "udp:x:1",
                                                        new RecordingClientFactory(
                                                                new Recorder("client")))))
                .hasMessageContaining("known are tcp, tls, unix, proxy, proxy2");
    }

    @Test
    void CN12_theDestinationIsWhatWasAskedFor() {
        listenAt("tcp:0", new Recorder("server"));
        connectTo("tcp:localhost:PORT", new Recorder("client"));
        on(
                () ->
                        assertThat(connector.getDestination())
                                .isEqualTo(
                                        InetSocketAddress.createUnresolved(
                                                "localhost", portNumber())));
    }

    @Test
    void E33_a_port_lets_1024_connections_wait() {
        assertThat(Reactor.BACKLOG).isEqualTo(1_024);
    }
}
