package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The number of the items of a payload, in the line before it. */
class GeneratedCountedItemsTest {
    private static final Served DICTIONARY =
            Served.compile(
                    """
                    @LineProtocol
                    public interface X {
                        @Command("MATCH {word}") @Reply(value = "152 {items.size} {'matches'}", each = "{database} {word*}") @Payload(Payload.Framing.DOTTED) List<Match> match(String word);
                        @Command("SHOW") @Reply(value = "110 {items.size} {'databases'}", each = "{database} {word*}", end = "250 {'ok'}") @Payload(Payload.Framing.DOTTED) List<Match> show();
                        @Command("INFO") @Reply(value = "112 {'follows'}", end = "250 {'ok'}") @Payload(Payload.Framing.DOTTED) String info();
                        @Command("ALL") @Reply("153 {items.size}") @Payload(Payload.Framing.DOTTED) List<Row> all();
                        record Match(String database, String word) {}
                        @Format("{a},{b}") record Row(int a, int b) {}
                    }
                    final class H implements X {
                        public List<X.Match> match(String word) { return word.equals("no") ? List.of() : List.of(new X.Match("wn", word + " a"), new X.Match("x", word)); }
                        public List<X.Match> show() { return match("b"); }
                        public String info() { return "a\\r\\n250 ok\\r\\n"; }
                        public List<X.Row> all() { return List.of(new X.Row(1, 2)); }
                    }
                    """);

    @Test
    void theServerCountsTheItems() {
        assertThat(DICTIONARY.answers("MATCH w\nMATCH no\nALL\n"))
                .isEqualTo(
                        """
                        152 2 matches
                        wn w a
                        x w
                        .
                        152 0 matches
                        .
                        153 1
                        1,2
                        .
                        """);
    }

    @Test
    void aLineMayFollowThePayload() throws Exception {
        assertThat(DICTIONARY.answers("SHOW\nINFO\n"))
                .isEqualTo(
                        """
                        110 2 databases
                        wn b a
                        x b
                        .
                        250 ok
                        112 follows
                        a
                        250 ok
                        .
                        250 ok
                        """);
        try (Conversed both = new Conversed(DICTIONARY)) {
            assertThat(both.outcome("show"))
                    .isEqualTo("[Match[database=wn, word=b a], Match[database=x, word=b]]");
            assertThat(both.outcome("info")).isEqualTo("a\r\n250 ok\r\n");
            assertThat(both.outcome("all")).isEqualTo("[Row[a=1, b=2]]");
        }
    }

    @Test
    void theClientReadsTheItems_whateverTheirNumberIsSaidToBe() throws Exception {
        try (Conversed both = new Conversed(DICTIONARY)) {
            assertThat(both.outcome("all")).isEqualTo("[Row[a=1, b=2]]");
        }
        try (Called client = new Called(DICTIONARY)) {
            var call = client.call("match", "w");
            client.answer("152 7 matches\r\nwn w\r\n.\r\n");
            assertThat(Called.outcome(call)).hasToString("[Match[database=wn, word=w]]");
            var wrong = client.call("match", "w");
            client.answer("152 x matches\r\n");
            assertThat(Called.outcome(wrong).toString()).contains("unexpected reply");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"200 {items.size}", "200 L-{items.size}", "200 <{items.size}> {'items'}"})
    void aSizeMayBeInAWordWithOtherText_andInAReplyWhoseLinesAreMarked(String line)
            throws Exception {
        for (String wire : List.of("@LineProtocol", "@LineProtocol(continued = \"-\")")) {
            Served lists =
                    Served.compile(
                            wire
                                    + """

                                    public interface X {
                                        @Command("LIST") @Reply(value = "LINE", each = "{}") List<String> list();
                                        @Command("MANY") @Reply(value = "LINE", each = "202 {}") List<Integer> many();
                                        @Command("NONE") @Reply(value = "LINE", each = "202 {}") List<Integer> none();
                                        @Command("ENDS") @Reply(value = "LINE", each = "{}", end = "210 end") List<Integer> ends();
                                    }
                                    final class H implements X {
                                        public List<String> list() { return List.of("a", "b"); }
                                        public List<Integer> many() { return List.of(1, 2, 3); }
                                        public List<Integer> none() { return List.of(); }
                                        public List<Integer> ends() { return List.of(4); }
                                    }
                                    """
                                            .replace("LINE", line));
            try (Conversed both = new Conversed(lists)) {
                assertThat(both.outcome("list")).isEqualTo("[a, b]");
                assertThat(both.outcome("none")).isEqualTo("[]");
                assertThat(both.outcome("many")).isEqualTo("[1, 2, 3]");
                assertThat(both.outcome("ends")).isEqualTo("[4]");
            }
        }
    }
}
