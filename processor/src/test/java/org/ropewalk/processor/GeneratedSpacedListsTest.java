package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.ropewalk.testing.StringTransport;

/** Lists with a blank behind what separates their values: both sides. */
class GeneratedSpacedListsTest {
    private static final Served LISTS =
            Served.compile(
                    """
                    @LineProtocol
                    @Errors(unknown = @Reply("500 {'unknown'}"), malformed = @Reply("501 {'{message}'}"))
                    public interface X {
                        @Command("ADD {numbers, ...}") @Reply("200 {}") int add(List<Integer> numbers);
                        @Command("SORT[ {names; ...}]") @Reply("201 {, ...}") List<String> sort(List<String> names);
                        @Command("MEET ({names, ...}) {when}") @Reply("202 {names, ...} at {when}") Meeting meet(List<String> names, int when);
                        record Meeting(List<String> names, int when) {}
                    }
                    class H implements X {
                        public int add(List<Integer> numbers) { return numbers.stream().mapToInt(n -> n).sum(); }
                        public List<String> sort(List<String> names) { return names.stream().sorted().toList(); }
                        public Meeting meet(List<String> names, int when) { return new Meeting(names, when); }
                    }
                    """);

    private static String served(String input) {
        StringTransport transport = LISTS.connect();
        transport.deliver(input.replace("\n", "\r\n"));
        transport.runTurns();
        return transport.text().replace("\r\n", "\n");
    }

    private static Object value(CompletableFuture<?> call) {
        AtomicReference<Object> value = new AtomicReference<>();
        call.whenComplete((result, thrown) -> value.set(thrown == null ? result : thrown));
        return value.get();
    }

    @Test
    void blanksAroundTheValuesAreRead_andOneIsWritten() {
        assertThat(served("ADD 1, 2, 3\nADD 1,2 ,  3\nADD 7\nSORT b; a;c\nMEET (x, y) 5\n"))
                .isEqualTo("200 6\n200 6\n200 7\n201 a, b, c\n202 x, y at 5\n");
    }

    @Test
    void anEmptyValueOrOneOfSeveralWordsIsRefused() {
        for (String bad : List.of("ADD 1,, 2", "ADD 1, ", "ADD , 1", "SORT a b; c", "ADD 1, x")) {
            assertThat(served(bad + "\nADD 1\n")).as(bad).startsWith("501 ").endsWith("\n200 1\n");
        }
    }

    @Test
    void theClientReadsWhatTheServerWrites() throws Exception {
        StringTransport server = LISTS.connect();
        try (Called client = new Called(LISTS)) {
            CompletableFuture<?> sort = client.call("sort", List.of("b", "a"));
            CompletableFuture<?> meet = client.call("meet", List.of("x", "y"), 5);
            String written = client.received();
            assertThat(written).isEqualTo("SORT b; a\r\nMEET (x, y) 5\r\n");
            server.deliver(written);
            server.runTurns();
            client.answer(server.text());
            assertThat(value(sort)).isEqualTo(List.of("a", "b"));
            assertThat(value(meet)).hasToString("Meeting[names=[x, y], when=5]");
        }
    }

    @Test
    void whatWouldBeReadOtherwiseIsNotWritten() throws Exception {
        try (Called client = new Called(LISTS)) {
            for (String bad : List.of("a b", "a;b", "", " a", "a\t", "a\nb")) {
                assertThat(value(client.call("sort", List.of("x", bad))))
                        .as(bad)
                        .isInstanceOf(IllegalArgumentException.class);
            }
            assertThat(client.received()).isEmpty();
        }
    }
}
