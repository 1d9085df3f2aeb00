package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ropewalk.processor.Called.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Last lines with several spellings: the first is written, all are read. */
class EndSpellingsTest {
    private static final Served SERVED =
            Served.compile(
                    """
                    @LineProtocol
                    @Errors(failed = @Reply("failed"))
                    public interface X {
                        @Command("list") @Reply(each = "{*}", end = {".", "END"}) List<String> list();
                        @Command("head") @Reply(value = "items", each = "- {*}", end = {"{count} items", "done {count}"}) Listing head();
                        @Command("two") @Reply(value = "size {size}", end = {"OK {name}", "OKAY {name}"}) Two two();
                        @Command("later") @Reply(value = "begun", end = {"done", "ready"}) CompletionStage<Void> later();
                        record Listing(int count, List<String> items) {}
                        record Two(int size, String name) {}
                        @Push interface P {
                            @Reply(value = "names", each = "={names...}", end = {"end of names", "no more"}) void names(List<String> names);
                        }
                    }
                    final class H implements X {
                        public List<String> list() { return List.of("a", "END"); }
                        public Listing head() { return new Listing(1, List.of("b")); }
                        public Two two() { return new Two(3, "x"); }
                        public CompletionStage<Void> later() { return java.util.concurrent.CompletableFuture.completedFuture(null); }
                    }
                    """);

    @Test
    void theFirstIsWritten() {
        assertThat(SERVED.answer("head\r\ntwo\r\nlater\r\n"))
                .isEqualTo("items\r\n- b\r\n1 items\r\nsize 3\r\nOK x\r\nbegun\r\ndone\r\n");
    }

    @Test
    void allAreRead() throws Exception {
        List<String> pushed = new ArrayList<>();
        try (Called client = new Called(SERVED, "X", "X$P", pushed::add)) {
            for (String end : List.of(".", "END", "end")) {
                CompletableFuture<?> list = client.call("list");
                client.answer("a\r\n" + end + "\r\n");
                assertThat(outcome(list).toString()).isEqualTo("[a]");
            }
            for (String end : List.of("2 items", "done 2")) {
                CompletableFuture<?> head = client.call("head");
                client.answer("items\r\n- a\r\n" + end + "\r\n");
                assertThat(outcome(head).toString()).isEqualTo("Listing[count=2, items=[a]]");
            }
            for (String end : List.of("OK", "OKAY")) {
                CompletableFuture<?> two = client.call("two");
                client.answer("size 1\r\n" + end + " y\r\n");
                assertThat(outcome(two).toString()).isEqualTo("Two[size=1, name=y]");
            }
            for (String end : List.of("done", "ready")) {
                CompletableFuture<?> later = client.call("later");
                client.answer("begun\r\n");
                assertThat(later).isNotDone();
                client.answer(end + "\r\n");
                assertThat(later).isCompleted();
            }
            client.answer("names\r\n=a b\r\nend of names\r\nnames\r\n=c\r\nno more\r\n");
            assertThat(pushed).containsExactly("names[[a, b]]", "names[[c]]");
        }
    }

    @Test
    void anItemThatWouldBeReadAsOneOfThemIsRefused() {
        assertThat(SERVED.answer("list\r\n")).isEqualTo("failed\r\n");
    }

    @Test
    void eachNamesTheSameValues() {
        assertThat(
                        Compiled.reports(
                                "@LineProtocol public interface X { @Command(\"a\") @Reply(value = \"A\", each = \"{}\", end = {\"END {n}\", \"END\"}) R a(); record R(int n, List<String> names) {} }"))
                .containsExactly(
                        "[Ropewalk/UnequalSpellings] Reply \"END\" has other values than \"END {n}\", which is the line that is written; use the same values in both");
    }

    @Test
    void anItemMayNotBeginAsOneOfThemDoes() {
        assertThat(
                        Compiled.reports(
                                "@LineProtocol public interface X { @Command(\"a\") @Reply(value = \"A\", each = \"{}\", end = {\". {last}\", \"{last}\"}) R a(); record R(String last, List<String> items) {} }"))
                .singleElement()
                .asString()
                .startsWith("[Ropewalk/AmbiguousReply]");
    }
}
