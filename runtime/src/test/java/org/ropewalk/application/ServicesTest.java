package org.ropewalk.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.reactor.CannotListenException;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.DatagramProtocol;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.tls.Pems;
import org.ropewalk.tls.TlsContext;

class ServicesTest {
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private final List<String> events = new ArrayList<>();

    private final class Noted extends Service {
        private final String called;
        private final CompletableFuture<Void> starting;

        Noted(String called) {
            this(called, CompletableFuture.completedFuture(null));
        }

        Noted(String called, CompletableFuture<Void> starting) {
            this.called = called;
            this.starting = starting;
            setName(called);
        }

        @Override
        public void privilegedStartService() {
            events.add("privileged " + called);
        }

        @Override
        public CompletableFuture<Void> startService() {
            events.add("start " + called);
            return starting.thenCompose(nothing -> super.startService());
        }

        @Override
        public CompletableFuture<Void> stopService() {
            events.add("stop " + called);
            return super.stopService();
        }
    }

    @Test
    void SV2_SV3_Z10_services_start_in_order_and_stop_in_the_opposite_order() {
        MultiService all = new MultiService().add(new Noted("a")).add(new Noted("b"));
        assertThat(all.startService()).isCompleted();
        all.add(new Noted("c"));
        assertThat(all.stopService()).isCompleted();
        assertThat(events)
                .containsExactly(
                        "privileged a",
                        "privileged b",
                        "start a",
                        "start b",
                        "privileged c",
                        "start c",
                        "stop c",
                        "stop b",
                        "stop a");
    }

    @Test
    void SV1_a_service_knows_its_name_its_parent_and_whether_it_runs() {
        Service service = new Noted("a");
        MultiService all = new MultiService();
        service.setServiceParent(all);
        assertThat(service.parent()).contains(all);
        assertThatThrownBy(() -> service.setName("b"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cannot change name when parent exists");
        all.startService();
        assertThat(service.isRunning()).isTrue();
        service.disownServiceParent();
        assertThat(service.isRunning()).isFalse();
        assertThat(service.parent()).isEmpty();
        assertThat(all).isEmpty();
    }

    @Test
    void SV4_names_are_unique_and_found() {
        MultiService all = new MultiService();
        Service first = new Noted("a");
        all.add(first);
        assertThatThrownBy(() -> all.add(new Noted("a")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cannot have two services with same name 'a'");
        assertThat(all.getServiceNamed("a")).isSameAs(first);
        assertThatThrownBy(() -> all.getServiceNamed("b"))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void SV5_Δ23_a_child_that_cannot_start_rolls_the_others_back() {
        IllegalStateException failure = new IllegalStateException("no");
        MultiService all =
                new MultiService()
                        .add(new Noted("a"))
                        .add(new Noted("b", CompletableFuture.failedFuture(failure)))
                        .add(new Noted("c"));
        CompletableFuture<Void> started = all.startService();
        assertThatThrownBy(started::join).hasCause(failure);
        assertThat(all.isRunning()).isFalse();
        assertThat(events)
                .containsExactly(
                        "privileged a",
                        "privileged b",
                        "privileged c",
                        "start a",
                        "start b",
                        "stop c",
                        "stop b",
                        "stop a");
    }

    @Test
    void SV5_Δ23_a_port_in_use_rolls_the_others_back_and_frees_their_ports() {
        Factory factory = Factory.forProtocol(() -> new Protocol() {});
        TcpServer free = new TcpServer(reactor, 4_000, factory);
        reactor.listenTcp(4_001, factory);
        MultiService all = new MultiService().add(free).add(new TcpServer(reactor, 4_001, factory));
        assertThatThrownBy(all.startService()::join)
                .hasCauseInstanceOf(CannotListenException.class);
        network.run();
        assertThat(free.port()).isEmpty();
        reactor.listenTcp(4_000, factory);
    }

    // ---- one class for each transport

    private final class Greeter extends Protocol {
        @Override
        protected void connectionMade() {
            transport().write("hello".getBytes());
        }
    }

    private final class Hearer extends ClientFactory {
        @Override
        public Protocol buildProtocol(SocketAddress peer) {
            return new Protocol() {
                @Override
                protected void dataReceived(byte[] data) {
                    events.add("hears " + new String(data));
                }

                @Override
                protected void connectionLost(Throwable reason) {
                    events.add("lost");
                }
            };
        }
    }

    private int port(PortService service) {
        return ((InetSocketAddress) service.port().orElseThrow().getHost()).getPort();
    }

    /** Starts both, sees them talk, stops them, and does it all again. */
    private void talks(Service server, Service client) {
        for (int i = 0; i < 2; i++) {
            events.clear();
            assertThat(server.startService()).isCompleted();
            assertThat(client.startService()).isCompleted();
            network.run();
            assertThat(events).contains("hears hello");
            client.stopService();
            CompletableFuture<Void> stopped = server.stopService();
            network.run();
            assertThat(stopped).isCompleted();
            assertThat(server.isRunning()).isFalse();
        }
    }

    @Test
    void SV6_SV7_SV8_TCP() {
        talks(
                new TcpServer(reactor, 4_000, Factory.forProtocol(Greeter::new)),
                new TcpClient(reactor, "127.0.0.1", 4_000, new Hearer()));
    }

    @Test
    void SV8_TLS() {
        talks(
                new TlsServer(
                        reactor,
                        4_000,
                        Factory.forProtocol(Greeter::new),
                        TlsContext.server(Pems.path("server.pem"), Pems.path("server.key"))),
                new TlsClient(
                        reactor,
                        "localhost",
                        4_000,
                        new Hearer(),
                        TlsContext.builder().trust(Pems.path("ca.pem")).build()));
    }

    @Test
    void SV8_UNIX() {
        Path path = Path.of("/run/x.sock");
        talks(
                new UnixServer(reactor, path, Factory.forProtocol(Greeter::new)),
                new UnixClient(reactor, path, new Hearer()));
    }

    @Test
    void SV9_endpoint_strings() {
        talks(
                new StreamServerEndpointService(
                        reactor, "tcp:4000", Factory.forProtocol(Greeter::new)),
                new TcpClient(reactor, "127.0.0.1", 4_000, new Hearer()));
    }

    private final class Datagrams extends DatagramProtocol {
        @Override
        protected void startProtocol() {
            events.add("starts");
        }

        @Override
        public void datagramReceived(byte[] data, SocketAddress from) {
            events.add("hears " + new String(data));
        }

        @Override
        protected void stopProtocol() {
            events.add("stops");
        }
    }

    private void startsTwice(PortService service) {
        for (int i = 0; i < 2; i++) {
            events.clear();
            assertThat(service.startService()).isCompleted();
            service.stopService();
            network.run();
            assertThat(events).containsExactly("starts", "stops");
        }
    }

    @Test
    void SV8_UDP() {
        startsTwice(new UdpServer(reactor, 4_000, new Datagrams()));
    }

    @Test
    void SV8_groups() {
        startsTwice(new MulticastServer(reactor, 4_000, new Datagrams()));
    }

    @Test
    void SV8_UNIX_datagrams() {
        Path path = Path.of("/run/d.sock");
        Datagrams server = new Datagrams();
        UnixDatagramServer listening = new UnixDatagramServer(reactor, path, server);
        Datagrams client = new Datagrams();
        UnixDatagramClient sending = new UnixDatagramClient(reactor, path, client, null);
        for (int i = 0; i < 2; i++) {
            events.clear();
            listening.startService();
            sending.startService();
            client.transport().write("hello".getBytes());
            network.run();
            assertThat(events).contains("hears hello");
            sending.stopService();
            listening.stopService();
            network.run();
        }
    }

    @Test
    void SV10_Z05_a_timer_service_calls_at_the_beginning_and_each_interval() {
        List<Double> runs = new ArrayList<>();
        long beginNs = reactor.nanoTime();
        TimerService timer =
                new TimerService(
                        reactor,
                        Duration.ofSeconds(2),
                        () -> runs.add((reactor.nanoTime() - beginNs) / 1e9));
        network.run();
        timer.startService();
        network.advance(Duration.ofSeconds(6));
        assertThat(timer.stopService()).isCompleted();
        network.advance(Duration.ofSeconds(6));
        assertThat(runs).containsExactly(0.0, 2.0, 4.0, 6.0);
    }
}
