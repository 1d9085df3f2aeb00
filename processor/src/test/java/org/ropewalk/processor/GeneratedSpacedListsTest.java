package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ropewalk.processor.Called.outcome;

import java.util.List;
import java.util.concurrent.CompletableFuture;
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

    @Test
    void blanksAroundTheValuesAreRead_andOneIsWritten() {
        assertThat(LISTS.answers("ADD 1, 2, 3\nADD 1,2 ,  3\nADD 7\nSORT b; a;c\nMEET (x, y) 5\n"))
                .isEqualTo("200 6\n200 6\n200 7\n201 a, b, c\n202 x, y at 5\n");
    }

    @Test
    void anEmptyValueOrOneOfSeveralWordsIsRefused() {
        for (String bad : List.of("ADD 1,, 2", "ADD 1, ", "ADD , 1", "SORT a b; c", "ADD 1, x")) {
            assertThat(LISTS.answers(bad + "\nADD 1\n"))
                    .as(bad)
                    .startsWith("501 ")
                    .endsWith("\n200 1\n");
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
            assertThat(outcome(sort)).isEqualTo(List.of("a", "b"));
            assertThat(outcome(meet)).hasToString("Meeting[names=[x, y], when=5]");
        }
    }

    @Test
    void whatWouldBeReadOtherwiseIsNotWritten() throws Exception {
        try (Called client = new Called(LISTS)) {
            for (String bad : List.of("a b", "a;b", "", " a", "a\t", "a\nb")) {
                assertThat(outcome(client.call("sort", List.of("x", bad))))
                        .as(bad)
                        .isInstanceOf(IllegalArgumentException.class);
            }
            assertThat(client.received()).isEmpty();
        }
    }
}
