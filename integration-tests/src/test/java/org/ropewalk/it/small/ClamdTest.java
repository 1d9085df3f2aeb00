package org.ropewalk.it.small;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.examples.clamd.ClamdClient;
import org.ropewalk.examples.clamd.ClamdCommands.Result;
import org.ropewalk.examples.clamd.ClamdExample;
import org.ropewalk.examples.clamd.ClamdLinesClient;
import org.ropewalk.it.real.Programs;
import org.ropewalk.it.real.Served;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.CommandFactory;
import org.ropewalk.testing.Chunkings;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

/** The example of clamd: in both of its forms, with clamdscan, and with our client. */
class ClamdTest {
    /** In parts, so that no scanner finds it here. */
    private static final String EICAR =
            "X5O!P%@AP[4\\PZX54(P^)7CC)7}"
                    .concat("$EICAR-STANDARD-ANTIVIRUS-")
                    .concat("TEST-FILE!$H+H*");

    private static final String FOUND = ": Eicar-Test-Signature FOUND";

    @TempDir private Path directory;

    private Path file(String name, String text) throws Exception {
        return Files.writeString(directory.resolve(name), text, ISO_8859_1);
    }

    private static String chunk(String data) {
        int length = data.length();
        return "\0\0" + (char) (length >> 8) + (char) (length & 0xFF) + data;
    }

    private static StringTransport connect(CommandFactory<?> factory) {
        factory.blocking(Runnable::run);
        return new StringTransport().connect(factory);
    }

    private static String answer(CommandFactory<?> factory, byte[]... parts) {
        StringTransport transport = connect(factory);
        for (byte[] part : parts) {
            transport.deliver(part);
        }
        transport.runTurns();
        assertThat(transport.isDisconnecting()).isTrue();
        return new String(transport.value(), ISO_8859_1);
    }

    private static String lines(String sent) {
        return answer(ClamdExample.linesFactory(), sent.getBytes(ISO_8859_1));
    }

    private static String answer(String sent) {
        return answer(ClamdExample.factory(), sent.getBytes(ISO_8859_1));
    }

    // ---- both forms

    @Test
    void eachFormHasItsLetterAndItsEndOfLine() {
        assertThat(answer("zPING\0")).isEqualTo("PONG\0");
        assertThat(lines("nPING\n")).isEqualTo("PONG\n");
        assertThat(answer("zVERSION\0")).isEqualTo("ClamAV 1.4.0/Ropewalk\0");
        assertThat(answer("zRELOAD\0")).isEqualTo("RELOADING\0");
        for (String wrong : List.of("PING", "nPING", "zping", "z", "", "zPING x", "zSCAN", "zz")) {
            assertThat(answer(wrong + "\0")).as(wrong).isEqualTo("UNKNOWN COMMAND\0");
        }
        for (String wrong : List.of("PING", "zPING", "nPING\r", "nSCAN", "nPI\0NG")) {
            assertThat(lines(wrong + "\n")).as(wrong).isEqualTo("UNKNOWN COMMAND\n");
        }
    }

    @Test
    void filesAndDirectoriesAreScanned() throws Exception {
        Path clean = file("clean file: OK", "hello");
        Path infected = file("an infected file", "x".repeat(70_000) + EICAR + "y");
        Path missing = directory.resolve("missing");

        for (String verb : List.of("SCAN ", "CONTSCAN ", "MULTISCAN ")) {
            assertThat(answer("z" + verb + clean + "\0")).isEqualTo(clean + ": OK\0");
            assertThat(lines("n" + verb + infected + "\n")).isEqualTo(infected + FOUND + "\n");
            assertThat(answer("z" + verb + directory + "\0")).isEqualTo(infected + FOUND + "\0");
            assertThat(answer("z" + verb + missing + "\0"))
                    .isEqualTo(
                            missing
                                    + ": File path check failure: No such file or directory."
                                    + " ERROR\0");
        }
        assertThat(answer("zSCAN /dev/null\0"))
                .isEqualTo("/dev/null: Not supported file type ERROR\0");
    }

    /** The replies of clamd 1.4.6, without what the example has not. */
    @Test
    void theCommandsAreListed_andAPathIsNotEmpty() {
        String commands =
                "ClamAV 1.4.0/Ropewalk| COMMANDS: SCAN RELOAD PING CONTSCAN VERSIONCOMMANDS VERSION"
                        + " MULTISCAN INSTREAM";
        assertThat(answer("zVERSIONCOMMANDS\0")).isEqualTo(commands + "\0");
        assertThat(lines("nVERSIONCOMMANDS\n")).isEqualTo(commands + "\n");
        assertThat(answer("zSCAN \0"))
                .isEqualTo(": File path check failure: No such file or directory. ERROR\0");
    }

    // ---- streams

    @Test
    void aStreamIsScannedWhereverItsChunksAndTheNetworkCutIt() {
        String stream =
                "zINSTREAM\0"
                        + chunk("X5O!P")
                        + chunk(EICAR.substring(0, 30))
                        + chunk(EICAR.substring(30))
                        + chunk("more")
                        + "\0\0\0\0";
        for (List<byte[]> parts : Chunkings.of(stream.getBytes(ISO_8859_1), 16, 42)) {
            assertThat(answer(ClamdExample.factory(), parts.toArray(byte[][]::new)))
                    .isEqualTo("stream" + FOUND + "\0");
        }
        assertThat(answer("zINSTREAM\0" + chunk(EICAR.substring(1)) + "\0\0\0\0"))
                .isEqualTo("stream: OK\0");
        assertThat(lines("nINSTREAM\n" + chunk("X5X5O!P") + "\0\0\0\0")).isEqualTo("stream: OK\n");
        assertThat(lines("nINSTREAM\n\0\0\0\0")).isEqualTo("stream: OK\n");
    }

    @Test
    void anAbsurdChunkIsRefusedAtOnce() {
        assertThat(answer("zINSTREAM\0\u00ff\u00ff\u00ff\u00ff"))
                .isEqualTo("INSTREAM size limit exceeded. ERROR\0");
        assertThat(lines("nINSTREAM\n\u0001\u0090\0\1"))
                .isEqualTo("INSTREAM size limit exceeded. ERROR\n");
    }

    // ---- our client, and that of others

    @Test
    void ourClientScansAFileAndAStream() throws Exception {
        Path infected = file("infected: x", EICAR);
        MemoryNetwork network = new MemoryNetwork(1);
        Reactor reactor = network.reactor();
        reactor.listen("tcp:3310", blocking(ClamdExample.factory()));
        reactor.listen("tcp:3311", blocking(ClamdExample.linesFactory()));
        CompletableFuture<Result> file =
                ClamdClient.open(reactor, "tcp:127.0.0.1:3310")
                        .thenCompose(connection -> connection.commands().scan(infected.toString()));
        CompletableFuture<Result> stream =
                ClamdLinesClient.open(reactor, "tcp:127.0.0.1:3311")
                        .thenCompose(
                                connection -> connection.commands().instream(bytes("a" + EICAR)));
        network.run();

        assertThat(file.join())
                .isEqualTo(new Result.Found(infected.toString(), "Eicar-Test-Signature"));
        assertThat(stream.join()).isEqualTo(new Result.Found("stream", "Eicar-Test-Signature"));
    }

    /** A stream of one piece. */
    private static PayloadStream bytes(String text) {
        ByteBuffer piece = ByteBuffer.wrap(text.getBytes(ISO_8859_1));
        return PayloadStream.of(
                reader ->
                        reader.onSubscribe(
                                new Flow.Subscription() {
                                    @Override
                                    public void request(long wanted) {
                                        if (piece.hasRemaining()) {
                                            ByteBuffer sent = piece.slice();
                                            piece.position(piece.limit());
                                            reader.onNext(sent);
                                            reader.onComplete();
                                        }
                                    }

                                    @Override
                                    public void cancel() {}
                                }));
    }

    private static <F extends CommandFactory<?>> F blocking(F factory) {
        factory.blocking(Runnable::run);
        return factory;
    }

    @Test
    void clamdscanFindsTheTestFile() throws Exception {
        Programs.find("clamdscan");
        Path infected = file("infected file", EICAR);
        Path clean = file("clean", "hello");
        try (Served served = new Served(reactor -> ClamdExample.factory())) {
            Path settings =
                    file("clamd.conf", "TCPSocket " + served.port() + "\nTCPAddr 127.0.0.1\n");
            String config = "--config-file=" + settings;
            for (String how : List.of("--infected", "--multiscan", "--stream")) {
                assertThat(Programs.run("clamdscan", config, how, clean.toString()))
                        .contains("Infected files: 0");
                assertThat(Programs.exits(1, "clamdscan", config, how, infected.toString()))
                        .contains(infected + FOUND)
                        .contains("Infected files: 1");
            }
            assertThat(Programs.run("clamdscan", config, "--ping", "1")).contains("PONG");
        }
    }
}
