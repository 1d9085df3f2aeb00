package org.ropewalk.it.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;
import org.ropewalk.it.real.RealReactors;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;

/** Counts what a loop's thread allocates for a command, from the socket to the socket. */
final class LoopAllocation {
    private static final int BATCHES = 250;

    /** Code that is not compiled yet allocates more. */
    private static final int ROUNDS = 20;

    /**
     * Fewer than a connection may say in its turn: the bytes of others would be kept for the next.
     */
    static final int COMMANDS = 32;

    private final Factory factory;
    private final String begin;
    private final String begun;
    private int audience;
    private String heard = "";
    private String endpoint = "tcp:port=0:interface=127.0.0.1";
    private SocketFactory sockets = SocketFactory.getDefault();
    private Thread[] others = {};

    /** Of the servers of {@code factory}. */
    LoopAllocation(Factory factory) {
        this(factory, "", "");
    }

    /** Each connection begins with {@code begin}, whose reply is {@code begun}. */
    LoopAllocation(Factory factory, String begin, String begun) {
        this.factory = factory;
        this.begin = begin;
        this.begun = begun;
    }

    /** So many further connections receive {@code lines} with each command; returns this. */
    LoopAllocation heardBy(int connections, String lines) {
        audience = connections;
        heard = lines;
        return this;
    }

    /**
     * The server listens at {@code endpoint}, clients connect with {@code sockets}; returns this.
     */
    LoopAllocation over(String endpoint, SocketFactory sockets) {
        this.endpoint = endpoint;
        this.sockets = sockets;
        return this;
    }

    /** Counts what {@code threads} allocate too; returns this. */
    LoopAllocation with(Thread... threads) {
        others = threads;
        return this;
    }

    /**
     * Bytes for each command. A semicolon is a line end. No round is measured after one that has
     * allocated {@code enough}.
     */
    double of(String command, String reply, double enough) throws Exception {
        return of(command, reply, BATCHES, inTurn(command), enough);
    }

    /** How often {@code command} is sent together. */
    static int inTurn(String command) {
        int lines = (int) command.chars().filter(each -> each == ';').count() + 1;
        return Math.max(1, COMMANDS / lines);
    }

    /** Bytes for each command of so many batches, each of so many commands. */
    double of(String command, String reply, int batches, int each) throws Exception {
        return of(command, reply, batches, each, 0);
    }

    /**
     * Bytes for each command in the round that allocates least: code that is not compiled yet
     * allocates more.
     */
    double of(String command, String reply, int batches, int each, double enough) throws Exception {
        List<Socket> listeners = new ArrayList<>();
        try (Reactor reactor = RealReactors.create()) {
            Port port = reactor.listen(endpoint, factory);
            reactor.start();
            LoopBytes loop = new LoopBytes(reactor, others);
            int number = ((InetSocketAddress) port.getHost()).getPort();
            for (int i = 0; i < audience; i++) {
                listeners.add(connect(number));
                begin(listeners.get(i));
            }
            try (Socket socket = connect(number)) {
                begin(socket);
                byte[] commands = bytes(command, each);
                byte[] replies = bytes(reply, each);
                byte[] told = bytes(heard, each);
                double allocated =
                        loop.least(
                                ROUNDS,
                                batches,
                                enough * each,
                                () -> {
                                    socket.getOutputStream().write(commands);
                                    expect(socket, replies);
                                    for (Socket other : listeners) {
                                        expect(other, told);
                                    }
                                });
                return allocated / each;
            }
        } finally {
            for (Socket other : listeners) {
                other.close();
            }
        }
    }

    private Socket connect(int port) throws IOException {
        Socket socket = sockets.createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(5_000);
        return socket;
    }

    private void begin(Socket socket) throws IOException {
        socket.getOutputStream().write(bytes(begin, 1));
        expect(socket, bytes(begun, 1));
    }

    /** Lines as they are sent: a semicolon is a line end, behind a tilde there is none. */
    static byte[] bytes(String lines, int times) {
        String text = lines.isEmpty() ? "" : lines.replace(";", "\r\n") + "\r\n";
        return text.replace("~\r\n", "").replace("~", "").repeat(times).getBytes(ISO_8859_1);
    }

    private static void expect(Socket socket, byte[] reply) throws IOException {
        byte[] received = new byte[reply.length];
        new DataInputStream(socket.getInputStream()).readFully(received);
        assertThat(new String(received, ISO_8859_1)).isEqualTo(new String(reply, ISO_8859_1));
    }
}
