package org.ropewalk.it.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ropewalk.client.Connection;
import org.ropewalk.line.Bytes;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.Reactor;

/**
 * How many bytes the loop's thread allocates for a call that is made on it: the call itself, which
 * is its future, its arguments until they are written, and the result.
 */
class ClientAllocationTest {
    private static final int CALLS = 32;
    private static final int BATCHES = 250;
    private static final int ROUNDS = 20;
    private static final Bytes SOME = Bytes.of("some");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ping | PONG | 171",
                "hint some;ping | PONG | 459",
                "say some | SAID | 243",
                "sum 1 2 | SUM 3 | 195",
                "word | WORD some | 219",
                "string | STRING some | 219",
                "maybe | SOME some | 235",
                "maybe | NONE | 235",
                "stat | STAT 1 2 | 195",
                "side | RIGHT | 171",
                "names | NAME some;NAME more;. | 404",
                "put 4;some | STORED | 243",
                "get | GOT 4;some | 235",
                "text | TEXT;some;. | 491",
                "ping | * 7;PONG | 171",
            })
    void of_a_call(String command, String reply, int bytes) throws Exception {
        try (Reactor reactor = NioReactor.create();
                ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            reactor.start();
            CompletableFuture<Connection<ClientShapesClient>> opened =
                    ClientShapesClient.open(
                            reactor, "tcp:127.0.0.1:" + server.getLocalPort(), count -> {});
            try (Socket socket = server.accept()) {
                ClientShapesClient client = opened.join().commands();
                check(reactor, socket, command, reply, bytes, verb -> call(client, verb));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ping | PONG | 347",
                "names | NAME some;NAME more;. | 873",
            })
    void of_a_call_with_a_tag(String command, String reply, int bytes) throws Exception {
        try (Reactor reactor = NioReactor.create();
                ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            reactor.start();
            CompletableFuture<Connection<TaggedCallShapesClient>> opened =
                    TaggedCallShapesClient.open(reactor, "tcp:127.0.0.1:" + server.getLocalPort());
            try (Socket socket = server.accept()) {
                TaggedCallShapesClient client = opened.join().commands();
                Tagged tagged = new Tagged(socket, command, reply);
                CompletableFuture<?>[] last = new CompletableFuture<?>[1];
                Runnable calls =
                        () -> {
                            for (int i = 0; i < CALLS; i++) {
                                last[0] = command.equals("ping") ? client.ping() : client.names();
                            }
                        };
                double allocated =
                        new LoopBytes(reactor)
                                .least(
                                        ROUNDS,
                                        BATCHES,
                                        CALLS * (bytes + Allocation.NOTHING),
                                        () -> {
                                            reactor.callFromThread(calls);
                                            tagged.answer();
                                            last[0].join();
                                        });
                Allocation.assertAbout("tag " + command, allocated / CALLS, bytes);
            }
        }
    }

    private static void check(
            Reactor reactor,
            Socket socket,
            String command,
            String reply,
            int bytes,
            Function<String, CompletableFuture<?>> call)
            throws Exception {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(5_000);
        byte[] commands = LoopAllocation.bytes(command, CALLS);
        byte[] replies = LoopAllocation.bytes(reply, CALLS);
        byte[] received = new byte[commands.length];
        DataInputStream in = new DataInputStream(socket.getInputStream());
        CompletableFuture<?>[] last = new CompletableFuture<?>[1];
        String[] verbs = verbs(command);
        Runnable calls =
                () -> {
                    for (int i = 0; i < CALLS; i++) {
                        for (String verb : verbs) {
                            last[0] = call.apply(verb);
                        }
                    }
                };
        double allocated =
                new LoopBytes(reactor)
                        .least(
                                ROUNDS,
                                BATCHES,
                                CALLS * (bytes + Allocation.NOTHING),
                                () -> {
                                    reactor.callFromThread(calls);
                                    in.readFully(received);
                                    socket.getOutputStream().write(replies);
                                    last[0].join();
                                });
        assertThat(new String(received, ISO_8859_1)).isEqualTo(new String(commands, ISO_8859_1));
        Allocation.assertAbout(command, allocated / CALLS, bytes);
    }

    /** The verbs of lines that are commands. */
    private static String[] verbs(String command) {
        String lines = command.startsWith("put") ? "put" : command;
        String[] verbs = lines.split(";");
        for (int i = 0; i < verbs.length; i++) {
            verbs[i] = verbs[i].split(" ")[0];
        }
        return verbs;
    }

    private static CompletableFuture<?> call(ClientShapesClient client, String verb) {
        return switch (verb) {
            case "hint" -> client.hint(SOME);
            case "say" -> client.say(SOME);
            case "sum" -> client.sum(1, 2);
            case "word" -> client.word();
            case "string" -> client.string();
            case "maybe" -> client.maybe();
            case "stat" -> client.stat();
            case "side" -> client.side();
            case "names" -> client.names();
            case "put" -> client.put(SOME);
            case "get" -> client.get();
            case "text" -> client.text();
            default -> client.ping();
        };
    }

    /** A server that answers commands with their tags. */
    private static final class Tagged {
        private final Socket socket;
        private final InputStream in;
        private final String command;
        private final String reply;

        Tagged(Socket socket, String command, String reply) throws Exception {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
            this.command = command;
            this.reply = reply;
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(5_000);
        }

        /** Answers the next calls. */
        void answer() throws Exception {
            StringBuilder replies = new StringBuilder();
            for (int i = 0; i < CALLS; i++) {
                StringBuilder line = new StringBuilder();
                for (int one = in.read(); one != '\n'; one = in.read()) {
                    line.append((char) one);
                }
                String tag = line.substring(0, line.indexOf(" "));
                assertThat(line.toString().trim()).isEqualTo(tag + " " + command);
                for (String each : reply.split(";")) {
                    replies.append(tag).append(' ').append(each).append("\r\n");
                }
            }
            socket.getOutputStream().write(replies.toString().getBytes(ISO_8859_1));
        }
    }
}
