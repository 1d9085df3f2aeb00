package org.ropewalk.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.application.ClientService;
import org.ropewalk.application.TcpClient;
import org.ropewalk.application.TimerService;
import org.ropewalk.loop.SocketReactors;
import org.ropewalk.reactor.Reactor.Phase;
import org.ropewalk.reactor.Reactor.SystemEvent;

/**
 * What is confined to the home loop's thread checks the thread before it acts: on another one it
 * throws, and nothing has changed.
 */
class ConfinementTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final Reactor reactor = SocketReactors.create();
    private final List<String> seen = new ArrayList<>();
    private final Map<String, Runnable> confined = new LinkedHashMap<>();
    private final List<Supplier<Object>> states = new ArrayList<>();

    @BeforeEach
    void start() {
        reactor.start();
    }

    @AfterEach
    void stop() {
        reactor.close();
    }

    private <T> T on(Supplier<T> call) throws InterruptedException {
        return reactor.blockingCallFromThread(() -> CompletableFuture.completedFuture(call.get()));
    }

    private List<Object> snapshot() throws InterruptedException {
        return on(
                () -> {
                    List<Object> all = new ArrayList<>(seen);
                    states.forEach(state -> all.add(state.get()));
                    return all;
                });
    }

    @Test
    void F10_whatIsConfinedThrowsOnAnotherThreadAndChangesNothing() throws Exception {
        on(
                () -> {
                    timers();
                    events();
                    connectors();
                    datagrams();
                    services();
                    return null;
                });
        for (Map.Entry<String, Runnable> each : confined.entrySet()) {
            List<Object> before = snapshot();
            assertThatThrownBy(() -> each.getValue().run())
                    .as(each.getKey())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("thread");
            assertThat(snapshot()).as(each.getKey()).isEqualTo(before);
        }
    }

    private void timers() {
        DelayedCall call = reactor.callLater(LONG, () -> seen.add("called"));
        states.add(call::isActive);
        states.add(call::getTime);
        confined.put("Clock.callLater", () -> reactor.callLater(LONG, () -> seen.add("called")));
        confined.put("Clock.deferLater", () -> reactor.deferLater(LONG, () -> seen.add("called")));
        confined.put("DelayedCall.cancel", call::cancel);
        confined.put("DelayedCall.reset", () -> call.reset(Duration.ZERO));
        confined.put("DelayedCall.delay", () -> call.delay(Duration.ofHours(-1)));
        LoopingCall stopped = LoopingCall.of(reactor, () -> seen.add("looped"));
        states.add(stopped::isRunning);
        confined.put("LoopingCall.start", () -> stopped.start(LONG, false));
        confined.put("LoopingCall.start now", () -> stopped.start(LONG, true));
        LoopingCall running = LoopingCall.of(reactor, () -> seen.add("looped"));
        running.start(LONG, false);
        states.add(running::isRunning);
        confined.put("LoopingCall.stop", running::stop);
        confined.put("LoopingCall.reset", running::reset);
    }

    private void events() {
        Reactor.SystemEventTrigger trigger =
                reactor.addSystemEventTrigger(Phase.AFTER, SystemEvent.SHUTDOWN, () -> null);
        confined.put("SystemEventTrigger.remove", trigger::remove);
        confined.put(
                "Reactor.addSystemEventTrigger",
                () ->
                        reactor.addSystemEventTrigger(
                                Phase.BEFORE,
                                SystemEvent.SHUTDOWN,
                                () -> {
                                    throw new AssertionError("added");
                                }));
        confined.put("Loop.overloadChanged", reactor::overloadChanged);
        confined.put(
                "Loop.afterTurn",
                () ->
                        reactor.afterTurn(
                                new TurnTask() {
                                    @Override
                                    protected void run() {
                                        seen.add("task");
                                    }
                                }));
        confined.put(
                "Loop.shared",
                () ->
                        reactor.shared(
                                LoopLocal.of(
                                        loop -> {
                                            seen.add("shared");
                                            return "shared";
                                        })));
    }

    /** Tries to connect until it is told to stop. */
    private final class Trying extends ReconnectingClientFactory {
        Trying() {
            super(reactor);
        }

        @Override
        public Protocol buildProtocol(SocketAddress peer) {
            return null;
        }

        @Override
        public void clientConnectionFailed(Connector connector, Throwable reason) {
            seen.add("failed");
            super.clientConnectionFailed(connector, reason);
        }
    }

    private void connectors() {
        reactor.installResolver(host -> new CompletableFuture<>());
        Trying factory = new Trying();
        Connector connecting = reactor.connectTcp("host.example", 80, factory, LONG);
        states.add(connecting::state);
        states.add(factory::retries);
        confined.put("Connector.stopConnecting", connecting::stopConnecting);
        confined.put("Connector.disconnect", connecting::disconnect);
        confined.put("ReconnectingClientFactory.stopTrying", factory::stopTrying);
        confined.put("ReconnectingClientFactory.retry", () -> factory.retry(connecting));
        confined.put("ReconnectingClientFactory.resetDelay", factory::resetDelay);
    }

    private void datagrams() {
        DatagramProtocol protocol =
                new DatagramProtocol() {
                    @Override
                    public void datagramReceived(byte[] data, SocketAddress from) {
                        seen.add("received");
                    }
                };
        Port port = reactor.listenMulticast(0, protocol);
        MulticastTransport transport = (MulticastTransport) protocol.transport();
        SocketAddress self =
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(),
                        ((InetSocketAddress) port.getHost()).getPort());
        InetAddress group = group();
        states.add(transport::isBroadcastAllowed);
        states.add(transport::getTtl);
        states.add(transport::isLoopback);
        states.add(transport::droppedDatagrams);
        confined.put("DatagramTransport.write to", () -> transport.write(new byte[1], self));
        confined.put("DatagramTransport.write", () -> transport.write(new byte[1]));
        confined.put("DatagramTransport.connect", () -> transport.connect(self));
        confined.put(
                "DatagramTransport.setBroadcastAllowed", () -> transport.setBroadcastAllowed(true));
        confined.put("MulticastTransport.joinGroup", () -> transport.joinGroup(group, "lo"));
        confined.put("MulticastTransport.leaveGroup", () -> transport.leaveGroup(group, "lo"));
        confined.put("MulticastTransport.setTtl", () -> transport.setTtl(2));
        confined.put("MulticastTransport.setLoopback", () -> transport.setLoopback(false));
        confined.put(
                "MulticastTransport.setOutgoingInterface",
                () -> transport.setOutgoingInterface("lo"));
    }

    private static InetAddress group() {
        try {
            return InetAddress.getByName("239.1.2.5");
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private void services() {
        TimerService idle = new TimerService(reactor, LONG, () -> seen.add("service"));
        states.add(idle::isRunning);
        confined.put("TimerService.startService", idle::startService);
        TimerService timer = new TimerService(reactor, LONG, () -> {});
        timer.startService();
        states.add(timer::isRunning);
        confined.put("TimerService.stopService", timer::stopService);
        TcpClient client = new TcpClient(reactor, "host.example", 80, new Trying(), LONG);
        client.startService();
        states.add(client::isRunning);
        states.add(client::connector);
        confined.put("TcpClient.stopService", client::stopService);
        Factory factory = Factory.forProtocol(() -> new Protocol() {});
        ClientService waiting = new ClientService(reactor, "tcp:host.example:80", factory);
        waiting.startService();
        states.add(waiting::isRunning);
        confined.put("ClientService.stopService", waiting::stopService);
        ClientService stopped = new ClientService(reactor, "tcp:host.example:80", factory);
        states.add(stopped::isRunning);
        confined.put("ClientService.startService", stopped::startService);
    }
}
