package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.reactor.ConnectionDone;
import org.ropewalk.testing.StringTransport;

/** Commands that are read while the one that they interrupt waits for its reply. */
class GeneratedInterruptsTest {
    private static final String DECLARATION =
            """
            @LineProtocol(order = Order.%s)
            %s
            @Errors(
                    unknown = @Reply("ERR unknown"),
                    malformed = @Reply("ERR {'{message}'}"),
                    misplaced = @Reply("ERR nothing to interrupt"),
                    failed = @Reply("ERR failed"),
                    shutdown = @Reply(value = "BYE", close = true))
            @Limits(pipelined = 4)
            public interface X {
                @Command("IDLE[ {topic}]") @Reply(each = "CHANGED {}", end = "OK")
                @Limits(requestSeconds = Limits.UNLIMITED)
                CompletionStage<List<String>> idle(Optional<String> topic) throws Refused;
                @Command("PING {n}") @Reply("PONG {n}") void ping(int n);
                @Command(value = {"NOIDLE", "DONE"}, interrupts = "idle") void noidle();
                %s
                @Reply("NO") final class Refused extends Exception {}
            }

            final class H implements X {
                private CompletableFuture<List<String>> idle;
                public CompletionStage<List<String>> idle(Optional<String> topic) throws Refused {
                    if (topic.isPresent()) { throw new Refused(); }
                    idle = new CompletableFuture<>();
                    @SuppressWarnings("unchecked")
                    List<Object> promises = (List<Object>) System.getProperties().get("promises");
                    promises.add(idle);
                    return idle;
                }
                public void ping(int n) {}
                public void noidle() { idle.complete(List.of("a")); }
                public String abort() { idle.complete(List.of()); return "x"; }
            }
            """;
    private static final String ABORT =
            "@Command(value = \"ABORT\", interrupts = {\"idle\"}) @Reply(\"ABORTED {}\") String abort();";
    private static final Served SERIAL = Served.compile(DECLARATION.formatted("SERIAL", "", ABORT));
    private static final Served PIPELINED =
            Served.compile(DECLARATION.formatted("PIPELINED", "", ABORT));
    private static final Served TAGGED =
            Served.compile(
                    DECLARATION.formatted(
                            "TAGGED",
                            "@Envelope(command = \"{tag} {*}\", reply = \"{tag} {*}\")",
                            ""));

    private final List<CompletableFuture<Object>> promises = new ArrayList<>();
    private StringTransport transport;

    private void connect(Served served) {
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

    @Test
    void SERIAL_aCommandInterruptsTheOneThatWaits() {
        connect(SERIAL);

        assertThat(says("IDLE\n")).isEmpty();
        assertThat(says("NOIDLE\n")).isEqualTo("CHANGED a\nOK\n");
        assertThat(says("PING 1\n")).isEqualTo("PONG 1\n");
    }

    @Test
    void SERIAL_aReplyOfItsOwnFollowsTheInterruptedOne() {
        connect(SERIAL);

        assertThat(says("IDLE\nABORT\nPING 1\n")).isEqualTo("OK\nABORTED x\nPONG 1\n");
    }

    @Test
    void SERIAL_whatComesWithItInALaterPieceIsRead() {
        connect(SERIAL);
        says("IDLE\n");

        assertThat(says("NOIDLE\nPING 1\nIDLE\n")).isEqualTo("CHANGED a\nOK\nPONG 1\n");
        assertThat(says("ABORT\nPING 2\n")).isEqualTo("OK\nABORTED x\nPONG 2\n");
    }

    @Test
    void SERIAL_itIsReadHoweverTheNetworkCutsIt() {
        connect(SERIAL);
        says("IDLE\n");

        for (char c : "NOIDLE".toCharArray()) {
            assertThat(says(String.valueOf(c))).isEmpty();
        }
        transport.deliver("\r");
        assertThat(takeText()).isEmpty();
        transport.deliver("\nPI");
        transport.runTurns();

        assertThat(takeText()).isEqualTo("CHANGED a\nOK\n");
        assertThat(says("NG 2\n")).isEqualTo("PONG 2\n");
    }

    @Test
    void SERIAL_anotherCommandWaitsAndWhatComesAfterIt() {
        connect(SERIAL);

        assertThat(says("IDLE\nPING 1\nNOIDLE\n")).isEmpty();
        assertThat(transport.isPaused()).isTrue();
        promises.get(0).complete(List.of("b"));
        transport.runTurns();

        assertThat(takeText()).isEqualTo("CHANGED b\nOK\nPONG 1\nERR nothing to interrupt\n");
    }

    @Test
    void aCommandIsInterruptedOnce() {
        for (Served served : List.of(SERIAL, PIPELINED)) {
            connect(served);

            assertThat(says("IDLE\nABORT\nABORT\nNOIDLE\nPING 1\n"))
                    .isEqualTo(
                            "OK\nABORTED x\nERR nothing to interrupt\nERR nothing to interrupt\nPONG 1\n");
        }
    }

    @Test
    void withoutACommandThatWaitsItIsMisplaced() {
        for (Served served : List.of(SERIAL, PIPELINED)) {
            connect(served);

            assertThat(says("NOIDLE\nIDLE now\nNOIDLE\nPING 1\n"))
                    .isEqualTo("ERR nothing to interrupt\nNO\nERR nothing to interrupt\nPONG 1\n");
        }
    }

    @Test
    void aWrongLineWithItsVerbIsAnsweredAfterTheCommandThatWaits() {
        connect(SERIAL);

        assertThat(says("IDLE\nNOIDLE now\n")).isEmpty();
        assertThat(says("NOIDLE\n")).isEqualTo("CHANGED a\nOK\nERR too many words\n");
    }

    @Test
    void wrongLinesAreNotReadWhereTwiceAsManyRepliesWaitAsMay() {
        connect(SERIAL);
        says("IDLE\n" + "NOIDLE x\n".repeat(20));

        promises.get(0).complete(List.of("a"));
        transport.runTurns();

        assertThat(transport.text()).startsWith("CHANGED a\r\nOK\r\nERR too many words\r\n");
        // Seven wait with the command; ten in a row after it end the connection.
        assertThat(takeText().lines().filter(line -> line.startsWith("ERR"))).hasSize(17);
        assertThat(transport.isDisconnecting()).isTrue();
    }

    @Test
    void PIPELINED_itIsReadWhereAPartOfALineCameBeforeAnother() {
        connect(PIPELINED);
        says("IDLE\nIDLE\nIDLE\nIDLE\nPING 123");

        promises.get(0).complete(List.of("first"));
        transport.runTurns();
        assertThat(takeText()).isEqualTo("CHANGED first\nOK\n");
        assertThat(says("45\nIDLE\nNOIDLE\n")).isEmpty();

        promises.subList(1, 4).forEach(each -> each.complete(List.of()));
        transport.runTurns();
        assertThat(takeText()).isEqualTo("OK\nOK\nOK\nPONG 12345\nCHANGED a\nOK\n");
    }

    @Test
    void aLineThatIsTooLongEndsTheLookAhead() {
        connect(SERIAL);
        says("IDLE\n");

        says("N".repeat(9_000));
        assertThat(transport.isPaused()).isTrue();
        promises.get(0).complete(List.of());
        transport.runTurns();

        assertThat(takeText()).startsWith("OK\n");
    }

    @Test
    void PIPELINED_aCommandInterruptsTheOneThatWaits() {
        connect(PIPELINED);

        assertThat(says("IDLE\nPING 1\nNOIDLE\nPING 2\n"))
                .isEqualTo("CHANGED a\nOK\nPONG 1\nPONG 2\n");
    }

    @Test
    void PIPELINED_itIsReadAlthoughAsManyWaitAsMay() {
        connect(PIPELINED);

        assertThat(says("IDLE\nPING 1\nIDLE\nIDLE\nIDLE\nPING 3\n")).isEmpty();
        assertThat(promises).hasSize(3);
    }

    @Test
    void TAGGED_itHasNoEnvelope() {
        connect(TAGGED);

        assertThat(says("a IDLE\nb PING 1\n")).isEqualTo("b PONG 1\n");
        assertThat(says("DONE\n")).isEqualTo("a CHANGED a\na OK\n");
        assertThat(says("DONE\n")).isEqualTo("* ERR nothing to interrupt\n");
        assertThat(says("DONE PING 2\n")).isEqualTo("DONE PONG 2\n");
        assertThat(says("x DONE\n")).isEqualTo("x ERR unknown\n");
    }

    @Test
    void theEndOfTheInputEndsACommandThatOnlyThePeerWouldHaveInterrupted() {
        for (Served served : List.of(SERIAL, PIPELINED)) {
            connect(served);
            says("IDLE\n");

            transport.deliverEnd();
            transport.runTurns();

            assertThat(transport.isDisconnecting()).isTrue();
        }
    }

    @Test
    void theEndOfTheProgramDoesNotWaitForACommandThatCanBeInterrupted() {
        for (Served served : List.of(SERIAL, PIPELINED)) {
            connect(served);
            says("IDLE\n");

            transport.drain();
            transport.runTurns();

            assertThat(takeText()).isEqualTo("BYE\n");
            assertThat(transport.isDisconnecting()).isTrue();
            promises.get(promises.size() - 1).complete(List.of("late"));
            transport.runTurns();
            assertThat(takeText()).isEmpty();
        }
    }

    @Test
    void theEndOfTheProgramSendsTheRepliesThatWaitedBehindSuchACommand() {
        for (Served served : List.of(SERIAL, PIPELINED)) {
            connect(served);
            says("IDLE\nNOIDLE x\n");

            transport.drain();
            transport.runTurns();

            assertThat(takeText()).isEqualTo("ERR too many words\nBYE\n");
            assertThat(transport.isDisconnecting()).isTrue();
        }
    }

    @Test
    void aStageThatCompletesAfterTheConnectionIsLostIsIgnored() {
        connect(SERIAL);
        says("IDLE\n");

        transport.lose(new ConnectionDone("gone"));
        promises.get(0).complete(List.of("late"));
        transport.runTurns();

        assertThat(takeText()).isEmpty();
    }

    // ---- the generated client and the generated server

    @Test
    void aClientSendsItWhileTheCallWaits() throws ReflectiveOperationException {
        System.getProperties().put("promises", promises);
        for (Served served : List.of(SERIAL, PIPELINED, TAGGED)) {
            try (Conversed talk = new Conversed(served)) {
                CompletableFuture<?> idle = talk.call("idle", Optional.empty());
                CompletableFuture<?> ping = talk.call("ping", 1);
                assertThat(idle).isNotDone();
                assertThat(ping).isNotDone();

                CompletableFuture<?> noidle = talk.call("noidle");

                assertThat(noidle).isCompleted();
                assertThat(idle).isCompletedWithValueMatching(List.of("a")::equals);
                assertThat(ping).isCompleted();
                assertThat(talk.outcome("ping", 2)).isEqualTo("null");
            }
        }
    }

    @Test
    void aClientReadsItsReplyAfterTheInterruptedOne() throws ReflectiveOperationException {
        System.getProperties().put("promises", promises);
        for (Served served : List.of(SERIAL, PIPELINED)) {
            try (Conversed talk = new Conversed(served)) {
                CompletableFuture<?> idle = talk.call("idle", Optional.empty());

                assertThat(talk.outcome("abort")).isEqualTo("x");
                assertThat(idle).isCompletedWithValueMatching(List.of()::equals);
            }
        }
    }

    @Test
    void aClientDoesNotSendItWhereNothingWaits() throws ReflectiveOperationException {
        System.getProperties().put("promises", promises);
        for (Served served : List.of(SERIAL, PIPELINED, TAGGED)) {
            try (Conversed talk = new Conversed(served)) {
                String refused =
                        "java.lang.IllegalStateException: no call waits that noidle interrupts";
                assertThat(talk.outcome("noidle")).isEqualTo(refused);
                CompletableFuture<?> idle = talk.call("idle", Optional.empty());
                CompletableFuture<?> first = talk.call("noidle");
                CompletableFuture<?> second = talk.call("noidle");
                assertThat(first).isCompleted();
                assertThat(idle).isCompleted();
                assertThat(second).isCompletedExceptionally();
                assertThat(talk.outcome("ping", 2)).isEqualTo("null");
            }
        }
    }

    @Test
    void aCallWithoutALimitOutlivesThatOfOthers() throws ReflectiveOperationException {
        System.getProperties().put("promises", promises);
        try (Conversed talk = new Conversed(SERIAL)) {
            CompletableFuture<?> idle = talk.call("idle", Optional.empty());

            talk.advance(Duration.ofHours(2));

            assertThat(idle).isNotDone();
            assertThat(talk.outcome("noidle")).isEqualTo("null");
            assertThat(idle).isCompleted();
        }
    }
}
