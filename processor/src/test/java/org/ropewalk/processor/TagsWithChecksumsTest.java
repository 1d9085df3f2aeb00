package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A tag and a computed value in one envelope: the value is that of the tag and of the line. */
class TagsWithChecksumsTest {
    private static Served served(String order, String envelope) {
        return Served.compile(
                """
                @LineProtocol(order = Order.%s, separator = Separator.ONE_SPACE)
                @Envelope(command = "%s", reply = "%s", other = "%s")
                @Errors(unknown = @Reply("BAD"), malformed = @Reply("WRONG"), refusals = {"BAD", "WRONG"})
                public interface X {
                    @Supplies static String sum(Slice line) {
                        int sum = 0;
                        for (int i = 0; i < line.length(); i++) { sum ^= line.at(i); }
                        return String.format("%%02X", sum);
                    }
                    @Command("later {key}") @Reply("OK {}") CompletionStage<String> later(String key);
                    @Command("list {n}") @Reply(each = "item {}", end = "OK") List<String> list(int n);
                    @Command("say {text*}") @Reply("said {text*}") void say(String text);
                    @Push @Envelope(reply = "* {*}") interface News { @Reply("news {text*}") void news(String text); }
                }
                class H implements X {
                    private final Peer peer;
                    private final Map<String, CompletableFuture<String>> waiting = new HashMap<>();
                    H(Peer peer) { this.peer = peer; }
                    public CompletionStage<String> later(String key) {
                        if (waiting.containsKey(key)) { waiting.remove(key).complete(key); return CompletableFuture.completedFuture("done"); }
                        CompletableFuture<String> wait = new CompletableFuture<>();
                        waiting.put(key, wait);
                        return wait;
                    }
                    public List<String> list(int n) { return List.of("a", "b*c").subList(0, n); }
                    public void say(String text) { if (text.equals("push")) { XPushes.to(peer).news(text); } }
                }
                """
                        .formatted(
                                order,
                                envelope,
                                envelope,
                                order.equals("TAGGED")
                                        ? envelope
                                        : envelope.replace("{tag} {*}", "* {*}")));
    }

    /** Lines with their values. */
    private static String summed(String before, String... lines) {
        StringBuilder all = new StringBuilder();
        for (String line : lines) {
            int sum = line.chars().reduce(0, (a, b) -> a ^ b);
            all.append(before).append(line).append('*').append(String.format("%02X", sum));
            all.append("\r\n");
        }
        return all.toString();
    }

    @Test
    void eachLineHasItsTagAndItsValue() {
        for (String before : List.of("", "$")) {
            Served served = served("TAGGED", before + "{tag} {*}*{sum}");

            assertThat(
                            served.answer(
                                    summed(
                                            before,
                                            "1 later x",
                                            "2 list 2",
                                            "3 later x",
                                            "4 say a*b")))
                    .isEqualTo(
                            summed(
                                    before,
                                    "2 item a",
                                    "2 item b*c",
                                    "2 OK",
                                    "3 OK done",
                                    "4 said a*b",
                                    "1 OK x"));
            assertThat(served.answer(summed(before, "1 jump", "2 list x")))
                    .isEqualTo(summed(before, "1 BAD", "2 WRONG"));
        }
    }

    @Test
    void aLineWithAWrongValueIsMalformed_andTheNextOneIsRead() {
        Served served = served("TAGGED", "{tag} {*}*{sum}");
        String answer = served.answer("1 list 1*00\r\n" + summed("", "2 say x"));

        assertThat(answer).endsWith(summed("", "2 said x")).contains("WRONG*");
        assertThat(answer.lines()).hasSize(2);
        // A tag that was changed on the way changes the value.
        assertThat(served.answer(summed("", "1 say x").replace("1 say", "3 say")))
                .contains("WRONG*")
                .doesNotContain("said");
    }

    @Test
    void aClientReadsWhatAServerWrites() throws Exception {
        for (String order : List.of("TAGGED", "SERIAL")) {
            Served served = served(order, "{tag} {*}*{sum}");
            StringBuilder pushed = new StringBuilder();
            try (Called client = new Called(served, "X$News", pushed::append, "")) {
                CompletableFuture<?> list = client.call("list", 2);
                client.answer(served.answer(client.received()));
                assertThat(list.join()).hasToString("[a, b*c]");
                CompletableFuture<?> said = client.call("say", "push");
                client.answer(served.answer(client.received()));
                assertThat(said).isCompleted();
                assertThat(pushed).hasToString("news[push]");
                CompletableFuture<?> refused = client.call("list", 1);
                String line = client.received();
                client.answer(summed("", line.substring(0, line.indexOf(' ')) + " BAD"));
                assertThat(refused).isCompletedExceptionally();
            }
        }
    }

    @Test
    void aClientDoesNotTrustAWrongValue() throws Exception {
        Served served = served("TAGGED", "{tag} {*}*{sum}");
        try (Called client = new Called(served, "X$News", text -> {}, "")) {
            CompletableFuture<?> said = client.call("say", "x");
            String line = client.received();
            client.answer(line.substring(0, line.indexOf(' ')) + " said x*00\r\n");
            assertThat(said).isCompletedExceptionally();
        }
    }
}
