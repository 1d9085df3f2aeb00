package org.ropewalk.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.DatagramProtocol;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.MulticastTransport;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.reactor.UnixOptions;
import org.ropewalk.tls.Pems;
import org.ropewalk.tls.TlsContext;

/**
 * Every system, server and client, over the real transport: by a line of code, by an endpoint
 * string, and as a service that is started, stopped and started again.
 */
class SystemsTest {
    private static final int SECONDS = 20;

    @TempDir Path folder;

    private final Reactor reactor = NioReactor.create();
    private final BlockingQueue<String> heard = new ArrayBlockingQueue<>(100);

    @BeforeEach
    void start() {
        reactor.start();
    }

    @AfterEach
    void stop() {
        reactor.close();
    }

    private <T> T on(Supplier<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        reactor.callFromThread(
                () -> {
                    try {
                        result.complete(call.get());
                    } catch (Throwable e) {
                        result.completeExceptionally(e);
                    }
                });
        return result.join();
    }

    private void await(CompletableFuture<?> future) throws Exception {
        future.get(SECONDS, TimeUnit.SECONDS);
    }

    private void hears(String text) throws InterruptedException {
        assertThat(heard.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo(text);
    }

    // ---- streams

    private Factory greeters() {
        return Factory.forProtocol(
                () ->
                        new Protocol() {
                            @Override
                            protected void connectionMade() {
                                transport().write("hello".getBytes());
                            }
                        });
    }

    private ClientFactory hearers() {
        return new ClientFactory() {
            @Override
            public Protocol buildProtocol(SocketAddress peer) {
                return new Protocol() {
                    @Override
                    protected void dataReceived(byte[] data) {
                        heard.add(new String(data));
                    }
                };
            }
        };
    }

    private static int number(Port port) {
        return ((InetSocketAddress) port.getHost()).getPort();
    }

    /** The port of a service whose port the system chose, and which is to keep it. */
    private int free() throws Exception {
        Port port = reactor.listenTcp(0, greeters(), "127.0.0.1", 5);
        int number = number(port);
        await(port.stopListening());
        return number;
    }

    private void twice(Service server, Service client) throws Exception {
        for (int i = 0; i < 2; i++) {
            await(on(server::startService));
            await(on(client::startService));
            hears("hello");
            await(on(client::stopService));
            await(on(server::stopService));
            assertThat(server.isRunning()).isFalse();
        }
    }

    @Test
    void SV6_SV7_SV8_TP1_EP4_TCP() throws Exception {
        Port port = reactor.listenTcp(0, greeters(), "127.0.0.1", 5);
        reactor.connectTcp("127.0.0.1", number(port), hearers());
        hears("hello");
        Port other = reactor.listen("tcp:port=0:interface=127.0.0.1", greeters());
        reactor.connect("tcp:127.0.0.1:" + number(other), hearers());
        hears("hello");
        int number = free();
        twice(
                new TcpServer(reactor, number, greeters(), "127.0.0.1", 5),
                new TcpClient(reactor, "127.0.0.1", number, hearers()));
    }

    @Test
    void SV8_TL1_EP4_TLS() throws Exception {
        TlsContext server = TlsContext.server(Pems.path("server.pem"), Pems.path("server.key"));
        TlsContext client = TlsContext.builder().trust(Pems.path("ca.pem")).build();
        Port port = reactor.listenTls(0, greeters(), () -> server, "127.0.0.1", 5);
        reactor.connectTls("localhost", number(port), hearers(), client);
        hears("hello");
        Port other =
                reactor.listen(
                        "tls:port=0:interface=127.0.0.1:certificate="
                                + Pems.path("server.pem")
                                + ":key="
                                + Pems.path("server.key"),
                        greeters());
        reactor.connect(
                "tls:localhost:" + number(other) + ":trust=" + Pems.path("ca.pem"), hearers());
        hears("hello");
        int number = free();
        twice(
                new TlsServer(reactor, number, greeters(), () -> server, "127.0.0.1", 5),
                new TlsClient(reactor, "localhost", number, hearers(), client));
    }

    @Test
    void SV8_UX1_EP4_UNIX_streams() throws Exception {
        reactor.listenUnix(folder.resolve("a.sock"), greeters());
        reactor.connectUnix(folder.resolve("a.sock"), hearers());
        hears("hello");
        reactor.listen("unix:" + folder.resolve("b.sock"), greeters());
        reactor.connect("unix:" + folder.resolve("b.sock"), hearers());
        hears("hello");
        Path path = folder.resolve("c.sock");
        twice(
                new UnixServer(reactor, path, greeters(), UnixOptions.STANDARD.withMode(0600)),
                new UnixClient(reactor, path, hearers()));
    }

    // ---- datagrams

    private final class Hearer extends DatagramProtocol {
        @Override
        public void datagramReceived(byte[] data, SocketAddress from) {
            heard.add(new String(data));
        }
    }

    /** Says something as soon as it can. */
    private static final class Sayer extends DatagramProtocol {
        private final SocketAddress to;

        Sayer(SocketAddress to) {
            this.to = to;
        }

        @Override
        protected void startProtocol() {
            if (to == null) {
                transport().write("hello".getBytes());
            } else {
                transport().write("hello".getBytes(), to);
            }
        }

        @Override
        public void datagramReceived(byte[] data, SocketAddress from) {}
    }

    @Test
    void SV8_UD1_UD5_EP4_UDP() throws Exception {
        Port port = reactor.listenUdp(0, new Hearer(), "127.0.0.1", 100);
        reactor.connectUdp(new InetSocketAddress("127.0.0.1", number(port)), new Sayer(null));
        hears("hello");
        Port other = reactor.listen("udp:port=0:interface=127.0.0.1", new Hearer());
        reactor.connect("udp:127.0.0.1:" + number(other), new Sayer(null));
        hears("hello");
        int number = number(port);
        await(port.stopListening());
        twice(
                new UdpServer(reactor, number, new Hearer(), "127.0.0.1", 100),
                new UdpClient(
                        reactor, new InetSocketAddress("127.0.0.1", number), new Sayer(null)));
    }

    @Test
    void SV8_UD10_EP4_UNIX_datagrams() throws Exception {
        reactor.listenUnixDatagram(folder.resolve("a.sock"), new Hearer());
        reactor.connectUnixDatagram(folder.resolve("a.sock"), new Sayer(null), null, 100);
        hears("hello");
        reactor.listen("unixgram:" + folder.resolve("b.sock"), new Hearer());
        reactor.connect("unixgram:" + folder.resolve("b.sock"), new Sayer(null));
        hears("hello");
        Path path = folder.resolve("c.sock");
        twice(
                new UnixDatagramServer(reactor, path, new Hearer()),
                new UnixDatagramClient(reactor, path, new Sayer(null), null));
    }

    @Test
    void SV8_UD11_UD13_EP4_groups() throws Exception {
        InetAddress group = InetAddress.getByName("239.1.2.4");
        Hearer hearer = new Hearer();
        Port port = reactor.listenMulticast(0, hearer);
        on(
                () -> {
                    ((MulticastTransport) hearer.transport()).joinGroup(group, "lo");
                    return null;
                });
        say(group, number(port));
        hears("hello");
        int number = number(port);
        await(port.stopListening());
        Port other =
                reactor.listen("multicast:" + number + ":239.1.2.4:interface=lo", new Hearer());
        say(group, number);
        hears("hello");
        await(other.stopListening());
        DatagramProtocol joining =
                new DatagramProtocol() {
                    @Override
                    protected void startProtocol() {
                        ((MulticastTransport) transport()).joinGroup(group, "lo");
                    }

                    @Override
                    public void datagramReceived(byte[] data, SocketAddress from) {
                        heard.add(new String(data));
                    }
                };
        MulticastServer server = new MulticastServer(reactor, number, joining);
        for (int i = 0; i < 2; i++) {
            await(on(server::startService));
            say(group, number);
            hears("hello");
            await(on(server::stopService));
        }
    }

    private void say(InetAddress group, int number) throws Exception {
        DatagramProtocol sayer =
                new DatagramProtocol() {
                    @Override
                    protected void startProtocol() {
                        ((MulticastTransport) transport()).setOutgoingInterface("lo");
                        transport().write("hello".getBytes(), new InetSocketAddress(group, number));
                    }

                    @Override
                    public void datagramReceived(byte[] data, SocketAddress from) {}
                };
        await(reactor.listenMulticast(0, sayer).stopListening());
    }
}
