package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The number of the items of a record's list, in the line before them. */
class GeneratedCountedListsTest {
    private static final Served QUEUE =
            Served.compile(
                    """
                    @LineProtocol
                    public interface X {
                        @Command("PEEK {count}") @Reply(value = "JOBS {jobs.size}", each = "{}") Peek peek(int count);
                        @Command("TOP {count}") @Reply(value = "{unit} <{jobs.size}>", each = "{id} {text*}") Top top(int count);
                        @Command("SETS {count}") Sets sets(int count);
                        @Command("ARRAYS {count}") @Reply(value = "{ids.size}", each = "={}") Arrays arrays(int count);
                        @Command("TOLD {count}") @Reply(value = "{unit} {'{size} jobs'}", each = "{id} {text*}", end = "END {'of {size}'}") Top told(int count);
                        record Peek(List<Integer> jobs) {}
                        record Top(String unit, List<Job> jobs) {}
                        record Job(int id, String text) {}
                        @Reply(value = "{name*} : {ids.size}", each = "{}") record Sets(String name, Set<Integer> ids) {}
                        record Arrays(int[] ids) {}
                    }
                    final class H implements X {
                        public X.Peek peek(int count) { return new X.Peek(List.of(4, 5, 6).subList(0, count)); }
                        public X.Top top(int count) { return new X.Top("ms", List.of(new X.Job(1, "a b"), new X.Job(2, "")).subList(0, count)); }
                        public X.Top told(int count) { return top(count); }
                        public X.Sets sets(int count) { return new X.Sets("a b", count == 0 ? Set.of() : Set.of(7)); }
                        public X.Arrays arrays(int count) { return new X.Arrays(new int[count]); }
                    }
                    """);

    @Test
    void theServerCountsTheItems() {
        assertThat(
                        QUEUE.answers(
                                "PEEK 2\nPEEK 0\nTOP 2\nTOP 0\nSETS 1\nSETS 0\nARRAYS 2\nARRAYS 0\nTOLD 1\n"))
                .isEqualTo(
                        """
                        JOBS 2
                        4
                        5
                        JOBS 0
                        ms <2>
                        1 a b
                        2\s
                        ms <0>
                        a b : 1
                        7
                        a b : 0
                        2
                        =0
                        =0
                        0
                        ms 1 jobs
                        1 a b
                        END of 1
                        """);
    }

    @Test
    void theClientReadsAsManyAsAreAnnounced() throws Exception {
        try (Conversed both = new Conversed(QUEUE)) {
            assertThat(both.outcome("peek", 3)).isEqualTo("Peek[jobs=[4, 5, 6]]");
            assertThat(both.outcome("peek", 0)).isEqualTo("Peek[jobs=[]]");
            assertThat(both.outcome("top", 2))
                    .isEqualTo("Top[unit=ms, jobs=[Job[id=1, text=a b], Job[id=2, text=]]]");
            assertThat(both.outcome("top", 0)).isEqualTo("Top[unit=ms, jobs=[]]");
            assertThat(both.outcome("sets", 1)).isEqualTo("Sets[name=a b, ids=[7]]");
            assertThat(both.outcome("sets", 0)).isEqualTo("Sets[name=a b, ids=[]]");
            assertThat(both.outcome("arrays", 2)).startsWith("Arrays[ids=[I@");
            assertThat(both.outcome("told", 1))
                    .isEqualTo("Top[unit=ms, jobs=[Job[id=1, text=a b]]]");
        }
    }

    @Test
    void aNumberThatIsNoneClosesTheConnectionOfTheClient() throws Exception {
        try (Called client = new Called(QUEUE)) {
            var wrong = client.call("peek", 1);
            client.answer("JOBS -1\r\n");
            assertThat(Called.outcome(wrong).toString()).contains("unexpected reply");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"200 {jobs.size} {unit}", "200 {unit} {jobs.size} {'jobs'}"})
    void theLinesMayBeMarked(String line) throws Exception {
        Served marked =
                Served.compile(
                        """
                        @LineProtocol(continued = "-")
                        public interface X {
                            @Command("A {n}") @Reply(value = "LINE", each = "202 {}") R a(int n);
                            @Command("B {n}") @Reply(value = "LINE", each = "{}") R b(int n);
                            record R(String unit, List<Integer> jobs) {}
                        }
                        final class H implements X {
                            public X.R a(int n) { return new X.R("ms", List.of(1, 2, 3).subList(0, n)); }
                            public X.R b(int n) { return a(n); }
                        }
                        """
                                .replace("LINE", line));
        try (Conversed both = new Conversed(marked)) {
            for (String command : new String[] {"a", "b"}) {
                assertThat(both.outcome(command, 0)).isEqualTo("R[unit=ms, jobs=[]]");
                assertThat(both.outcome(command, 3)).isEqualTo("R[unit=ms, jobs=[1, 2, 3]]");
            }
        }
    }

    @Test
    void theItemsMayHaveTheirOwnLines_andPayloads() throws Exception {
        Served dictionary =
                Served.compile(
                        """
                        @LineProtocol
                        public interface X {
                            @Command("DEFINE {n}") @Reply(value = "150 {found.size} {time}", end = "250 {'ok'}") All define(int n);
                            @Command("COUNT {n}") @Reply("151 {time} {found.size}") All count(int n);
                            record All(int time, List<Found> found) {}
                            @Reply("151 {word}") record Found(String word, @Payload(Payload.Framing.DOTTED) List<String> text) {}
                        }
                        final class H implements X {
                            public X.All define(int n) { return new X.All(7, List.of(new X.Found("a", List.of("1", ".")), new X.Found("b", List.of())).subList(0, n)); }
                            public X.All count(int n) { return define(n); }
                        }
                        """);
        assertThat(dictionary.answers("DEFINE 1\nDEFINE 0\nCOUNT 2\n"))
                .isEqualTo(
                        """
                        150 1 7
                        151 a
                        1
                        ..
                        .
                        250 ok
                        150 0 7
                        250 ok
                        151 7 2
                        151 a
                        1
                        ..
                        .
                        151 b
                        .
                        """);
        try (Conversed both = new Conversed(dictionary)) {
            for (String command : new String[] {"define", "count"}) {
                assertThat(both.outcome(command, 0)).isEqualTo("All[time=7, found=[]]");
                assertThat(both.outcome(command, 2))
                        .isEqualTo(
                                "All[time=7, found=[Found[word=a, text=[1, .]], Found[word=b, text=[]]]]");
            }
        }
    }
}
