package org.ropewalk.it.overlap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.MemoryPeer;

/** A network with one server, and a peer that writes bytes to it and reads its answers. */
interface Line extends AutoCloseable {
    /** The reactor of the server, and of clients. */
    Reactor reactor();

    /** Serves {@code factory}; returns where. */
    String serve(Factory factory) throws Exception;

    /** Connects the peer. */
    void connect() throws Exception;

    /** Sends {@code text}. */
    void send(String text) throws Exception;

    /** Receives as many bytes as {@code expected} has, and returns them. */
    String receive(String expected) throws Exception;

    /** What is received until the server closes. */
    String receiveAll() throws Exception;

    /** The peer sends nothing more. */
    void endOutput() throws Exception;

    /** The peer closes. */
    void drop() throws Exception;

    /** What {@code future} completes with. */
    <T> T result(CompletableFuture<T> future) throws Exception;

    @Override
    void close() throws IOException;

    /** In memory. */
    final class Memory implements Line {
        private static final int PORT = 4000;
        private final MemoryNetwork network = new MemoryNetwork(1);
        private final Reactor reactor = network.reactor();
        private MemoryPeer peer;

        @Override
        public Reactor reactor() {
            return reactor;
        }

        @Override
        public String serve(Factory factory) {
            reactor.listen("tcp:" + PORT, factory);
            return "tcp:127.0.0.1:" + PORT;
        }

        @Override
        public void connect() {
            peer = network.connectPeer(PORT);
            network.run();
        }

        @Override
        public void send(String text) {
            byte[] bytes = text.getBytes(ISO_8859_1);
            for (int sent = 0; sent < bytes.length; network.run()) {
                sent += peer.write(bytes, sent, bytes.length - sent);
            }
        }

        @Override
        public String receive(String expected) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            network.run();
            for (int left = expected.length(); left > 0; ) {
                byte[] some = peer.read(left);
                if (some == null || some.length == 0) {
                    break;
                }
                all.writeBytes(some);
                left -= some.length;
                network.run();
            }
            return all.toString(ISO_8859_1);
        }

        @Override
        public String receiveAll() {
            network.run();
            String text = new String(peer.readAll(), ISO_8859_1);
            assertThat(peer.isEnded()).isTrue();
            return text;
        }

        @Override
        public void endOutput() {
            peer.shutdownOutput();
            network.run();
        }

        @Override
        public void drop() {
            peer.close();
            network.run();
        }

        @Override
        public <T> T result(CompletableFuture<T> future) {
            network.run();
            assertThat(future).isDone();
            return future.join();
        }

        @Override
        public void close() {
            reactor.close();
        }
    }

    /** Over sockets. */
    final class Sockets implements Line {
        private static final int WAIT_MS = 3_000;
        private final Reactor reactor = NioReactor.create();
        private int port;
        private Socket socket;

        /** A reactor that runs. */
        Sockets() {
            reactor.start();
        }

        @Override
        public Reactor reactor() {
            return reactor;
        }

        @Override
        public String serve(Factory factory) throws Exception {
            CompletableFuture<Port> listening = new CompletableFuture<>();
            reactor.callFromThread(
                    () ->
                            listening.complete(
                                    reactor.listen("tcp:port=0:interface=127.0.0.1", factory)));
            port = ((InetSocketAddress) result(listening).getHost()).getPort();
            return "tcp:127.0.0.1:" + port;
        }

        @Override
        public void connect() throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(WAIT_MS);
            socket.setTcpNoDelay(true);
        }

        @Override
        public void send(String text) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(ISO_8859_1));
        }

        @Override
        public String receive(String expected) throws IOException {
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(expected.length()), ISO_8859_1);
        }

        @Override
        public String receiveAll() throws IOException {
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }

        @Override
        public void endOutput() throws IOException {
            socket.shutdownOutput();
        }

        @Override
        public void drop() throws IOException {
            socket.close();
        }

        @Override
        public <T> T result(CompletableFuture<T> future) throws Exception {
            return future.get(WAIT_MS, TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() throws IOException {
            if (socket != null) {
                socket.close();
            }
            reactor.close();
        }
    }
}
