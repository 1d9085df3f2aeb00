package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.reactor.ConnectionDone;
import org.ropewalk.testing.StringTransport;

/**
 * Replies whose first line is written when the handler has returned, the last when it completes.
 */
class GeneratedPhasesTest {
    private static final String DECLARATION =
            """
            @LineProtocol(order = Order.%s)
            %s
            @Errors(
                    unknown = @Reply("500 unknown"),
                    malformed = @Reply("501 {'{message}'}"),
                    failed = @Reply(value = "451 failed", close = true))
            @Limits(pipelined = 4, requestSeconds = 5)
            public interface X {
                @Command("RETR {path}") @Reply(value = "150 opening {path}", end = "226 done")
                CompletionStage<Void> retr(String path) throws Refused;
                @Command("COUNT") @Reply(value = {"150 counting", "125 {''}"}, end = "213 {}") CompletionStage<Integer> count();
                @Command("WHOLE") @Reply(value = "150 {}", end = "226 done") CompletionStage<Integer> whole();
                @Command("PAIR") @Reply("150 a\\n226 b") CompletionStage<Void> pair();
                @Command("TAKE {key}[ quiet]") @Reply(value = "150 taking", end = "250 {key}")
                CompletionStage<Void> take(String key, @NoReply boolean quiet);
                @Command("WAIT") @Reply(value = "+ waiting"%3$s, end = "200 waited") CompletionStage<Void> await();
                @Command("NOOP") @Reply("200 ok") void noop();
                @Push interface News { @Reply(value = "* NEWS {n}"%3$s) void news(int n); }
                @Reply("{code:3} {message*}") final class Refused extends Exception {
                    private final int code;
                    public Refused(int code, String message) { super(message); this.code = code; }
                    public int code() { return code; }
                }
            }

            final class H implements X {
                private final Peer peer;
                H(Peer peer) { this.peer = peer; }
                public CompletionStage<Void> retr(String path) throws Refused {
                    if (path.equals("none")) { throw new Refused(550, "no such file"); }
                    if (path.equals("bug")) { throw new IllegalStateException("bug"); }
                    if (path.equals("now")) { return CompletableFuture.completedFuture(null); }
                    if (path.equals("fails")) { return CompletableFuture.failedFuture(new Refused(426, "aborted")); }
                    if (path.equals("null")) { return null; }
                    return this.<Void>promise();
                }
                public CompletionStage<Integer> count() { return this.<Integer>promise(); }
                public CompletionStage<Integer> whole() { return this.<Integer>promise(); }
                public CompletionStage<Void> pair() { return this.<Void>promise(); }
                public CompletionStage<Void> take(String key, boolean quiet) { return this.<Void>promise(); }
                public CompletionStage<Void> await() { return this.<Void>promise(); }
                public void noop() { XPushes.to(peer).news(1); }
                @SuppressWarnings("unchecked")
                private <T> CompletableFuture<T> promise() {
                    CompletableFuture<T> promise = new CompletableFuture<>();
                    ((List<Object>) System.getProperties().get("promises")).add(promise);
                    System.getProperties().put("news", (Runnable) () -> XPushes.to(peer).news(7));
                    return promise;
                }
            }
            """;
    private static final Served SERIAL = Served.compile(DECLARATION.formatted("SERIAL", "", ""));
    private static final Served PIPELINED =
            Served.compile(DECLARATION.formatted("PIPELINED", "", ""));
    private static final Served TAGGED =
            Served.compile(
                    DECLARATION.formatted(
                            "TAGGED",
                            "@Envelope(command = \"{tag} {*}\", reply = \"{tag} {*}\")",
                            ", bare = true"));
    private static final List<Served> ALL = List.of(SERIAL, PIPELINED, TAGGED);

    private final List<CompletableFuture<Object>> promises = new ArrayList<>();
    private StringTransport transport;

    private void connect(Served served) {
        promises.clear();
        System.getProperties().put("promises", promises);
        transport = served.connect();
    }

    private String says(String lines) {
        transport.deliver(lines.replace("\n", "\r\n"));
        transport.runTurns();
        return takeText();
    }

    private String takeText() {
        String text = transport.text().replace("\r\n", "\n");
        transport.clear();
        return text;
    }

    private String completes(int index, Object value) {
        promises.get(index).complete(value);
        transport.runTurns();
        return takeText();
    }

    private String fails(int index, Throwable reason) {
        promises.get(index).completeExceptionally(reason);
        transport.runTurns();
        return takeText();
    }

    private static Throwable refused(Served served, int code, String message)
            throws ReflectiveOperationException {
        return (Throwable)
                served.type("X$Refused")
                        .getConstructor(int.class, String.class)
                        .newInstance(code, message);
    }

    // ---- the server

    @Test
    void SERIAL_theFirstLineIsWrittenWhenTheHandlerHasReturned() throws Exception {
        connect(SERIAL);

        assertThat(says("RETR a\nNOOP\n")).isEqualTo("150 opening a\n");
        assertThat(completes(0, null)).isEqualTo("226 done\n* NEWS 1\n200 ok\n");
        assertThat(says("RETR b\n")).isEqualTo("150 opening b\n");
        assertThat(fails(1, refused(SERIAL, 426, "aborted"))).isEqualTo("426 aborted\n");
        assertThat(says("COUNT\n")).isEqualTo("150 counting\n");
        assertThat(completes(2, 7)).isEqualTo("213 7\n");
    }

    @Test
    void anExceptionThatIsThrownAtOnceIsTheWholeReply() {
        for (Served served : List.of(SERIAL, PIPELINED)) {
            connect(served);

            assertThat(says("RETR none\nRETR now\nRETR fails\n"))
                    .isEqualTo(
                            "550 no such file\n150 opening now\n226 done\n150 opening fails\n426 aborted\n");
            assertThat(says("RETR bug\n")).isEqualTo("451 failed\n");
            assertThat(transport.isDisconnecting()).isTrue();
        }
    }

    @Test
    void withAPartOfTheResultTheLinesAreWrittenTogether() {
        connect(SERIAL);

        assertThat(says("WHOLE\n")).isEmpty();
        assertThat(completes(0, 3)).isEqualTo("150 3\n226 done\n");
        assertThat(says("PAIR\n")).isEmpty();
        assertThat(completes(1, null)).isEqualTo("150 a\n226 b\n");
    }

    @Test
    void PIPELINED_theFirstLineIsWrittenInItsTurn() {
        connect(PIPELINED);

        assertThat(says("RETR a\nRETR b\nCOUNT\n")).isEqualTo("150 opening a\n");
        assertThat(completes(2, 5)).isEmpty();
        assertThat(completes(0, null)).isEqualTo("226 done\n150 opening b\n");
        assertThat(completes(1, null)).isEqualTo("226 done\n150 counting\n213 5\n");
    }

    @Test
    void TAGGED_theFirstLineIsWrittenAtOnce() {
        connect(TAGGED);

        assertThat(says("a RETR x\nb COUNT\nc NOOP\nd WAIT\n"))
                .isEqualTo("a 150 opening x\nb 150 counting\n* NEWS 1\nc 200 ok\n+ waiting\n");
        assertThat(completes(2, null)).isEqualTo("d 200 waited\n");
        assertThat(completes(1, 4)).isEqualTo("b 213 4\n");
        assertThat(completes(0, null)).isEqualTo("a 226 done\n");
    }

    @Test
    void anErrorAfterTheFirstLineIsAnsweredInThePlaceOfTheLast() {
        for (Served served : List.of(SERIAL, PIPELINED)) {
            connect(served);
            says("RETR a\n");
            assertThat(fails(0, new IllegalArgumentException("bug"))).isEqualTo("451 failed\n");
            assertThat(transport.isDisconnecting()).isTrue();

            connect(served);
            says("RETR a\n");
            promises.get(0).cancel(true);
            transport.runTurns();
            assertThat(takeText()).isEqualTo("451 failed\n");

            connect(served);
            says("RETR a\n");
            transport.advance(Duration.ofSeconds(6));
            assertThat(takeText()).isEqualTo("451 failed\n");
        }
    }

    @Test
    void withoutAStageTheReplyIsAnError() {
        connect(SERIAL);

        assertThat(says("RETR null\n")).isEqualTo("150 opening null\n451 failed\n");
        assertThat(transport.isDisconnecting()).isTrue();
    }

    @Test
    void aCommandThatWantsNoReplyGetsNeitherLine() {
        connect(SERIAL);

        assertThat(says("TAKE k\n")).isEqualTo("150 taking\n");
        assertThat(completes(0, null)).isEqualTo("250 k\n");
        assertThat(says("TAKE k quiet\n")).isEmpty();
        assertThat(completes(1, null)).isEmpty();
    }

    @Test
    void pushesStandBetweenTheTwoLines() {
        for (Served served : List.of(SERIAL, PIPELINED)) {
            connect(served);
            says("RETR a\n");

            ((Runnable) System.getProperties().get("news")).run();
            transport.runTurns();

            assertThat(takeText()).isEqualTo("* NEWS 7\n");
            assertThat(completes(0, null)).isEqualTo("226 done\n");
        }
    }

    @Test
    void aConnectionThatIsLostBetweenTheTwoLinesIsSentNothingMore() {
        for (Served served : ALL) {
            connect(served);
            says(served == TAGGED ? "a RETR a\n" : "RETR a\n");

            transport.lose(new ConnectionDone("gone"));

            assertThat(completes(0, null)).isEmpty();
        }
    }

    @Test
    void theEndOfTheProgramWaitsForTheLastLine() {
        connect(SERIAL);
        says("RETR a\n");

        transport.drain();
        assertThat(transport.isDisconnecting()).isFalse();

        assertThat(completes(0, null)).isEqualTo("226 done\n");
        transport.advance(Duration.ofSeconds(1));
        assertThat(transport.isDisconnecting()).isTrue();
    }

    // ---- the generated client and the generated server

    @Test
    void aCallIsDoneAtTheLastLine() throws Exception {
        System.getProperties().put("promises", promises);
        for (Served served : ALL) {
            promises.clear();
            try (Conversed talk = new Conversed(served)) {
                CompletableFuture<?> retr = talk.call("retr", "a");
                CompletableFuture<?> wait = talk.call("await");
                CompletableFuture<?> count = talk.call("count");
                assertThat(retr).isNotDone();

                talk.run(() -> promises.get(0).complete(null));
                assertThat(retr).isCompleted();
                talk.run(() -> promises.get(1).complete(null));
                assertThat(wait).isCompleted();
                talk.run(() -> promises.get(2).complete(9));
                assertThat(count).isCompletedWithValueMatching(Integer.valueOf(9)::equals);
                assertThat(talk.outcome("noop")).isEqualTo("null");
            }
        }
    }

    @Test
    void aCallFailsWithTheExceptionOfEitherPhase() throws Exception {
        System.getProperties().put("promises", promises);
        for (Served served : ALL) {
            promises.clear();
            try (Conversed talk = new Conversed(served)) {
                assertThat(talk.outcome("retr", "none")).endsWith("Refused: no such file");
                assertThat(talk.outcome("retr", "fails")).endsWith("Refused: aborted");
                assertThat(talk.outcome("retr", "now")).isEqualTo("null");
                CompletableFuture<?> retr = talk.call("retr", "a");
                Throwable refused = refused(served, 426, "gone");
                talk.run(() -> promises.get(0).completeExceptionally(refused));
                assertThat(retr).isCompletedExceptionally();
                assertThat(talk.outcome("noop")).isEqualTo("null");
                assertThat(talk.outcome("count").equals("nothing")).isTrue();
            }
        }
    }

    @Test
    void aClientTakesPushesBetweenTheTwoLines() throws Exception {
        System.getProperties().put("promises", promises);
        for (Served served : ALL) {
            promises.clear();
            try (Conversed talk = new Conversed(served)) {
                CompletableFuture<?> retr = talk.call("retr", "a");
                talk.run((Runnable) System.getProperties().get("news"));
                assertThat(talk.pushed()).containsExactly("news[7]");
                talk.run(() -> promises.get(0).completeExceptionally(new CancellationException()));
                assertThat(retr).isCompletedExceptionally();
                assertThat(Conversed.outcome(retr)).endsWith("Refused: failed");
            }
        }
    }
}
