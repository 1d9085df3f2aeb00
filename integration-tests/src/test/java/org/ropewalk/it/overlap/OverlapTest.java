package org.ropewalk.it.overlap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketAddress;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.client.Connection;
import org.ropewalk.observe.CommandEnd;
import org.ropewalk.observe.CommandObserver;
import org.ropewalk.observe.CommandScope;
import org.ropewalk.observe.ConnectionInfo;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Protocol;

/** Commands that overlap, over any network: see {@link Line}. */
abstract class OverlapTest {
    private static final String PROMPT = "console> ";
    private static final int SCRIPTS = 40;
    private Line line;
    private volatile ConsoleHandler handler;

    abstract Line line();

    @BeforeEach
    void open() {
        line = line();
    }

    @AfterEach
    void close() throws Exception {
        line.close();
    }

    private void connect() throws Exception {
        line.serve(new ConsoleFactory(peer -> handler = new ConsoleHandler()));
        line.connect();
        expect(PROMPT);
    }

    private void expect(String text) throws Exception {
        assertThat(line.receive(text)).isEqualTo(text);
    }

    // ---- the server

    @Test
    void aCommandIsInterruptedInItsTurn() throws Exception {
        connect();

        line.send("copy a\r\n");
        expect("150 copying a\r\n");
        line.send("ab");
        line.send("ort\r\nidle\r\nnoidle\r\nping 1\r\n");

        expect("226 copied\r\n226 aborted\r\n" + PROMPT);
        expect("CHANGED a\r\nOK\r\n" + PROMPT + "PONG 1\r\n" + PROMPT);
    }

    @Test
    void withoutACommandThatWaitsItIsMisplaced() throws Exception {
        connect();

        line.send("noidle\r\nabort\r\nping 1\r\n");

        expect("ERR misplaced\r\n" + PROMPT + "ERR misplaced\r\n" + PROMPT);
        expect("PONG 1\r\n" + PROMPT);
    }

    @Test
    void anotherCommandThatIsQueuedKeepsTheInterruptionWaiting() throws Exception {
        connect();

        line.send("copy a\r\nping 1\r\nabort\r\n");
        expect("150 copying a\r\n");
        line.reactor().callFromThread(handler::copied);

        expect("226 copied\r\n" + PROMPT + "PONG 1\r\n" + PROMPT);
        expect("ERR misplaced\r\n" + PROMPT);
    }

    @Test
    void aFloodOfInterruptionsIsAnsweredOneByOne() throws Exception {
        connect();

        line.send("idle\r\n" + "noidle\r\n".repeat(9) + "ping 1\r\n");

        expect("CHANGED a\r\nOK\r\n" + PROMPT + ("ERR misplaced\r\n" + PROMPT).repeat(8));
        expect("PONG 1\r\n" + PROMPT);
    }

    @Test
    void theEndOfTheInputEndsACommandThatNobodyElseInterrupts() throws Exception {
        connect();

        line.send("copy a\r\n");
        expect("150 copying a\r\n");
        line.endOutput();

        assertThat(line.receiveAll()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ping 1\r\n", "\r\n", "ping", "ping 1\r\nabort\r\n"})
    void theEndOfTheInputEndsIt_whateverFollowsTheCommand(String behind) throws Exception {
        connect();

        line.send("copy a\r\n");
        expect("150 copying a\r\n");
        line.send(behind);
        line.endOutput();

        assertThat(line.receiveAll()).isEmpty();
    }

    @Test
    void anInterruptionBeforeTheEndOfTheInputIsAnswered() throws Exception {
        connect();

        line.send("copy a\r\nabort\r\nping 1\r\n");
        line.endOutput();

        expect("150 copying a\r\n226 copied\r\n226 aborted\r\n" + PROMPT);
        assertThat(line.receiveAll()).isEqualTo("PONG 1\r\n" + PROMPT);
    }

    @Test
    void theServerStaysWhereAPeerIsLostBetweenTheLinesOfAReply() throws Exception {
        connect();
        line.send("copy a\r\n");
        expect("150 copying a\r\n");
        line.drop();

        line.connect();
        expect(PROMPT);
        line.send("ping 1\r\n");
        expect("PONG 1\r\n" + PROMPT);
    }

    @Test
    void randomLinesAreAnsweredAsTheRulesSay() throws Exception {
        connect();
        for (int seed = 0; seed < SCRIPTS; seed++) {
            String script = ConsoleOracle.answered(new Random(seed));
            line.drop();
            line.connect();
            line.send(script);
            line.endOutput();
            assertThat(line.receiveAll()).as(script).isEqualTo(ConsoleOracle.answers(script));
        }
    }

    @Test
    void theBytesOfBothLinesAreObserved() throws Exception {
        AtomicLong bytes = new AtomicLong();
        ConsoleFactory factory = new ConsoleFactory(peer -> new ConsoleHandler());
        factory.observe(
                new CommandObserver() {
                    @Override
                    public CommandScope started(ConnectionInfo connection, String command) {
                        return new CommandScope() {
                            @Override
                            public void completed(CommandEnd end) {
                                bytes.addAndGet(end.bytesOut());
                            }
                        };
                    }
                });
        line.serve(factory);
        line.connect();
        expect(PROMPT);

        line.send("copy a\r\n");
        expect("150 copying a\r\n");
        line.send("abort\r\nnoidle\r\n");
        expect("226 copied\r\n226 aborted\r\n" + PROMPT + "ERR misplaced\r\n" + PROMPT);

        assertThat(bytes.get())
                .isEqualTo(
                        "150 copying a\r\n226 copied\r\n226 aborted\r\nERR misplaced\r\n".length());
    }

    // ---- the client

    /** A server that sends pieces: the first at once, each other when {@link #next} says. */
    private final class Pieces extends Factory {
        private final List<String> pieces;
        private Protocol protocol;
        private int sent;

        Pieces(String... pieces) {
            this.pieces = List.of(pieces);
        }

        @Override
        public Protocol buildProtocol(SocketAddress address) {
            protocol =
                    new Protocol() {
                        @Override
                        public void connectionMade() {
                            next();
                        }

                        @Override
                        public void inputReceived(Input input) {
                            input.consumeAll();
                            next();
                        }
                    };
            return protocol;
        }

        void next() {
            if (sent < pieces.size()) {
                protocol.transport().write(pieces.get(sent++).getBytes(ISO_8859_1));
            }
        }
    }

    private Connection<ConsoleClient> client(Factory factory) throws Exception {
        String to = line.serve(factory);
        return line.result(ConsoleClient.open(line.reactor(), to, event -> {}));
    }

    @Test
    void aClientSkipsAPromptThatArrivesInPieces() throws Exception {
        // The second call is sent when the first is answered, and with that a part of the prompt.
        for (int cut = 0; cut <= PROMPT.length(); cut++) {
            assertAnswers(
                    PROMPT,
                    "PONG 1\r\n" + PROMPT.substring(0, cut),
                    PROMPT.substring(cut) + "PONG 2\r\n");
        }
    }

    @Test
    void aClientNeedsNoPrompt() throws Exception {
        assertAnswers("* 7\r\n", "PONG 1\r\n", "PONG 2\r\n");
        assertAnswers(PROMPT, "PONG 1\r\n", PROMPT + "PONG 2\r\n");
    }

    @Test
    void aClientReadsALineThatBeginsAsThePrompt() throws Exception {
        assertAnswers(PROMPT + "* 7\r\n", "PONG 1\r\n", "* 8\r\nPONG 2\r\n");
    }

    private void assertAnswers(String... pieces) throws Exception {
        try (Line each = line()) {
            String to = each.serve(new Pieces(pieces));
            Connection<ConsoleClient> client =
                    each.result(ConsoleClient.open(each.reactor(), to, event -> {}));
            each.result(client.commands().ping(1));
            each.result(client.commands().ping(2));
            assertThat(client.isOpen()).isTrue();
        }
    }

    @Test
    void aClientInterruptsItsOwnCall() throws Exception {
        Connection<ConsoleClient> client = client(new ConsoleFactory(peer -> new ConsoleHandler()));

        CompletableFuture<Void> copy = client.commands().copy("a");
        CompletableFuture<Void> ping = client.commands().ping(1);
        CompletableFuture<Void> abort = client.commands().abort();
        line.result(ping);

        assertThat(copy).isCompleted();
        assertThat(abort).isCompleted();
        assertThatThrownBy(() -> line.result(client.commands().abort()))
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void aClientSendsManyCallsBehindOneThatWaits() throws Exception {
        Connection<ConsoleClient> client = client(new ConsoleFactory(peer -> new ConsoleHandler()));
        CompletableFuture<?> last = null;
        for (int i = 0; i < 100; i++) {
            client.commands().idle();
            client.commands().ping(i);
            client.commands().noIdle();
            last = client.commands().ping(i);
        }

        line.result(last);
        assertThat(last).isCompleted();
    }
}
