package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.ProtocolViolation;
import org.ropewalk.testing.StringTransport;

/** Replies that overtake each other, and have a tag in their last line only. */
class GeneratedUntaggedLinesTest {
    private static final Served SERVED =
            Served.compile(
                    """
                    @LineProtocol(order = Order.TAGGED)
                    @Envelope(command = "{tag} {*}", reply = "{tag} {*}", other = "* {*}")
                    @Errors(unknown = @Reply("BAD unknown"), refusals = "BAD {*}")
                    @Limits(pipelined = 4)
                    public interface X {
                        @Command("LIST") @Reply(each = "LIST {}", end = "OK listed") List<String> list();
                        @Command("SLOW") @Reply(each = "SLOW {}", end = "OK {'{size}'}")
                        CompletionStage<List<String>> slow() throws No;
                        @Command("SHOW") Shown show();
                        @Command("NOOP") @Reply("OK done") CompletionStage<Void> noop();
                        @Reply("NO {message*}") final class No extends Exception {
                            public No(String message) { super(message); }
                        }
                        @Reply(value = "SIZE {size}\\nFREE {free}\\nOK shown") record Shown(int size, int free) {}
                        @Push @Envelope(reply = "* {*}") interface Events { @Reply("{n} EXISTS") void exists(int n); }
                    }
                    final class H implements X {
                        static final Deque<CompletableFuture<List<String>>> SLOW = new ArrayDeque<>();
                        static final Deque<CompletableFuture<Void>> NOOP = new ArrayDeque<>();
                        public List<String> list() { return List.of("a", "b"); }
                        public CompletionStage<List<String>> slow() { SLOW.add(new CompletableFuture<>()); return SLOW.getLast(); }
                        public Shown show() { return new Shown(7, 3); }
                        public CompletionStage<Void> noop() { NOOP.add(new CompletableFuture<>()); return NOOP.getLast(); }
                    }
                    """);

    private final List<String> pushed = new ArrayList<>();

    private Called client() throws Exception {
        return new Called(SERVED, "X$Events", pushed::add, "");
    }

    // ---- the server

    @Test
    void theLinesOfOneReplyStandTogether() throws Exception {
        StringTransport transport = SERVED.connect();
        transport.deliver("a SLOW\r\nb SHOW\r\nc SLOW\r\nd LIST\r\n");
        Deque<CompletableFuture<List<String>>> slow = waiting("SLOW");
        slow.removeLast().complete(List.of("z"));
        transport.runTurns();
        slow.removeLast().complete(List.of("x", "y"));
        transport.runTurns();

        assertThat(transport.text())
                .isEqualTo(
                        "* SIZE 7\r\n* FREE 3\r\nb OK shown\r\n* LIST a\r\n* LIST b\r\nd OK listed\r\n"
                                + "* SLOW z\r\nc OK 1\r\n* SLOW x\r\n* SLOW y\r\na OK 2\r\n");
    }

    @SuppressWarnings("unchecked")
    private static <T> Deque<CompletableFuture<T>> waiting(String name) throws Exception {
        var field = SERVED.type("H").getDeclaredField(name);
        field.setAccessible(true);
        return (Deque<CompletableFuture<T>>) field.get(null);
    }

    // ---- the client

    @Test
    void aCommandWithUntaggedLinesWaitsForTheReplyToAllOthers() throws Exception {
        try (Called client = client()) {
            CompletableFuture<?> first = client.call("noop");
            CompletableFuture<?> second = client.call("noop");
            CompletableFuture<?> list = client.call("list");
            CompletableFuture<?> third = client.call("noop");
            assertThat(client.received()).isEqualTo("1 NOOP\r\n2 NOOP\r\n");

            client.answer("2 OK done\r\n");
            assertThat(client.received()).isEmpty();
            client.answer("1 OK done\r\n");
            assertThat(client.received()).isEqualTo("3 LIST\r\n");
            client.answer("* LIST a\r\n* 5 EXISTS\r\n* LIST b\r\n");
            assertThat(client.received()).isEmpty();
            client.answer("3 OK listed\r\n");

            assertThat(client.received()).isEqualTo("4 NOOP\r\n");
            assertThat(Called.outcome(list)).isEqualTo(List.of("a", "b"));
            assertThat(pushed).containsExactly("exists[5]");
            client.answer("* 6 EXISTS\r\n4 OK done\r\n");
            assertThat(List.of(first, second, third)).allMatch(CompletableFuture::isDone);
            assertThat(pushed).containsExactly("exists[5]", "exists[6]");
        }
    }

    @Test
    void refusalsAndExceptionsHaveTheTag() throws Exception {
        try (Called client = client()) {
            CompletableFuture<?> slow = client.call("slow");
            CompletableFuture<?> show = client.call("show");
            client.answer("* SLOW a\r\n1 NO longer there\r\n");
            assertThat(Called.outcome(slow)).hasToString("p.X$No: longer there");
            client.answer("2 BAD luck\r\n");
            assertThat(show).isCompletedExceptionally();
            assertThat(
                            Called.outcome(
                                    client.answered(
                                            "show", "* SIZE 1\r\n* FREE 2\r\n3 OK shown\r\n")))
                    .hasToString("Shown[size=1, free=2]");
        }
    }

    @Test
    void anEndWithAnotherTagEndsTheConnection() throws Exception {
        for (String end : List.of("9 OK listed\r\n", "* OK listed\r\n")) {
            try (Called client = client()) {
                CompletableFuture<?> list = client.call("list");
                client.answer("* LIST a\r\n" + end);
                assertThat(Called.outcome(list)).isInstanceOf(ProtocolViolation.class);
            }
        }
    }

    @Test
    void aLineWithoutATagIsNoReplyToOtherCommands() throws Exception {
        try (Called client = client()) {
            CompletableFuture<?> noop = client.call("noop");
            client.answer("* OK done\r\n");
            assertThat(Called.outcome(noop)).isInstanceOf(ProtocolViolation.class);
        }
    }
}
