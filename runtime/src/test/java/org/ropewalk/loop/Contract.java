package org.ropewalk.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.Connector;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;

/**
 * What contracts are tested with: a reactor over some kernel, protocols that write down what they
 * hear.
 */
abstract class Contract {
    /** What happened, in order; touched on the loop's thread alone. */
    final List<String> events = new ArrayList<>();

    Reactor reactor;

    private final Kernel kernel;

    Contract(Kernel kernel) {
        this.kernel = kernel;
    }

    /** Lets the reactor run until {@code condition}, asked on its thread, is true. */
    final void until(BooleanSupplier condition) {
        kernel.until(condition);
    }

    /** Runs {@code call} on the loop's thread, and hands on what it throws. */
    final void on(Runnable call) {
        kernel.on(call);
    }

    /** Lets time pass, if the kernel's can be made to. */
    final Kernel kernel() {
        return kernel;
    }

    @BeforeEach
    void start() {
        reactor = kernel.create();
    }

    @AfterEach
    void stop() {
        if (reactor != null) {
            reactor.close();
        }
    }

    // ---- what tests are made of

    final void say(String event) {
        events.add(event);
    }

    final void untilSaid(String event) {
        until(() -> events.contains(event));
    }

    final void check(String... expected) {
        on(() -> assertThat(events).containsExactly(expected));
    }

    /** Writes down what it hears. */
    class Recorder extends Protocol {
        final String name;
        final StringBuilder heard = new StringBuilder();

        Recorder(String name) {
            this.name = name;
        }

        @Override
        protected void connectionMade() {
            say(name + " made");
        }

        @Override
        protected void dataReceived(byte[] data) {
            heard.append(new String(data, StandardCharsets.ISO_8859_1));
        }

        @Override
        protected void connectionLost(Throwable reason) {
            say(name + " lost " + reason.getClass().getSimpleName());
        }

        boolean hears(String text) {
            return heard.toString().equals(text);
        }

        void write(String text) {
            transport().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    class RecordingFactory extends Factory {
        private final List<? extends Protocol> protocols;
        private int built;

        RecordingFactory(Protocol... protocols) {
            this.protocols = Arrays.asList(protocols);
        }

        @Override
        public Protocol buildProtocol(SocketAddress peer) {
            return built < protocols.size() ? protocols.get(built++) : null;
        }

        @Override
        protected void startFactory() {
            say("server factory starts");
        }

        @Override
        protected void stopFactory() {
            say("server factory stops");
        }
    }

    class RecordingClientFactory extends ClientFactory {
        private final Protocol protocol;

        RecordingClientFactory(Protocol protocol) {
            this.protocol = protocol;
        }

        @Override
        protected void startFactory() {
            say("factory starts");
        }

        @Override
        protected void stopFactory() {
            say("factory stops");
        }

        @Override
        public void startedConnecting(Connector connector) {
            say("started " + connector.state());
        }

        @Override
        public Protocol buildProtocol(SocketAddress peer) {
            say("build");
            return protocol;
        }

        @Override
        public void clientConnectionFailed(Connector connector, Throwable reason) {
            say("failed " + reason.getClass().getSimpleName() + " " + connector.state());
        }

        @Override
        public void clientConnectionLost(Connector connector, Throwable reason) {
            say("client lost " + reason.getClass().getSimpleName() + " " + connector.state());
        }
    }

    Port port;
    Connector connector;

    final void listen(Factory factory) {
        on(() -> port = reactor.listenTcp(0, factory, "127.0.0.1", 50));
    }

    final int portNumber() {
        return ((InetSocketAddress) port.getHost()).getPort();
    }

    final void connect(ClientFactory factory) {
        on(() -> connector = reactor.connectTcp("127.0.0.1", portNumber(), factory));
    }

    /** A connected pair; what was said so far is forgotten. */
    final void pair(Recorder server, Recorder client) {
        pair(new RecordingFactory(server), server, client);
    }

    /** As the other, with a factory that builds {@code server}. */
    final void pair(RecordingFactory factory, Recorder server, Recorder client) {
        listen(factory);
        connect(new RecordingClientFactory(client));
        until(
                () ->
                        events.contains(server.name + " made")
                                && events.contains(client.name + " made"));
        on(events::clear);
    }
}
