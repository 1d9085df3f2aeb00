package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A reply that cannot be written is never read as another one. */
class RefusedRepliesTest {
    private static String outcome(String text, String command) throws Exception {
        try (Conversed conversed = new Conversed(Served.compile(text))) {
            return conversed.outcome(command);
        }
    }

    /** A server of texts without lines; each command ends the connection in its own way. */
    private static final String TEXTS =
            """
            @LineProtocol public interface X {
                @Command("good") @Reply(close = true) @Payload(Payload.Framing.UNTIL_CLOSE)
                List<String> good();
                @Command("bad") @Reply(close = true) @Payload(Payload.Framing.UNTIL_CLOSE)
                List<String> bad();
                @Command("none") @Reply(close = true) @Payload(Payload.Framing.UNTIL_CLOSE)
                List<String> none();
                @Command("throws") @Reply(close = true) @Payload(Payload.Framing.UNTIL_CLOSE)
                Bytes throwsIt();
                @Command("later") @Reply(close = true) @Payload(Payload.Framing.UNTIL_CLOSE)
                CompletionStage<Bytes> later();
                @Command("record") File file();
                @Command("good record") File goodFile();
                @Command("stream") Rows rows();
                @Reply(close = true)
                record Rows(@Payload(Payload.Framing.UNTIL_CLOSE) List<Row> rows) {}
                @Format("{a}={b*}") record Row(String a, String b) {}
                @Reply(close = true) record File(@Payload(Payload.Framing.UNTIL_CLOSE) String text) {}
            }
            final class H implements X {
                public List<String> good() { return List.of("a", "b"); }
                public List<String> bad() { return List.of("a\\nb"); }
                public List<String> none() { return List.of(); }
                public Bytes throwsIt() { throw new IllegalStateException(); }
                public CompletionStage<Bytes> later() {
                    return CompletableFuture.failedFuture(new IllegalStateException());
                }
                public X.File file() { throw new IllegalStateException(); }
                public X.File goodFile() { return new X.File("a text"); }
                public X.Rows rows() { return new X.Rows(List.of(new X.Row("a", "b c"))); }
            }
            """;

    @Test
    void aPayloadAloneThatCannotBeWrittenIsNoEmptyPayload() throws Exception {
        String lost = "org.ropewalk.reactor.ConnectionLost";

        assertThat(outcome(TEXTS, "good")).isEqualTo("[a, b]");
        assertThat(outcome(TEXTS, "none")).isEqualTo("[]");
        assertThat(outcome(TEXTS, "goodFile")).isEqualTo("File[text=a text]");
        assertThat(outcome(TEXTS, "rows")).isEqualTo("Rows[rows=[Row[a=a, b=b c]]]");
        assertThat(outcome(TEXTS, "bad")).startsWith(lost);
        assertThat(outcome(TEXTS, "throwsIt")).startsWith(lost);
        assertThat(outcome(TEXTS, "later")).startsWith(lost);
        assertThat(outcome(TEXTS, "file")).startsWith(lost);
    }

    @Test
    void aRefusedConnectionIsNoEmptyPayload() {
        var factory = Served.compile(TEXTS).factory(limits -> limits.withConnections(1));

        var first = Served.connect(factory);
        var second = Served.connect(factory);

        assertThat(first.isAborting()).isFalse();
        assertThat(second.isAborting()).isTrue();
        assertThat(second.text()).isEmpty();
    }

    @Test
    void aDeclaredFailureIsWritten() throws Exception {
        String text =
                TEXTS.replace(
                        "@LineProtocol",
                        "@LineProtocol @Errors(failed = @Reply(value = \"FAILED\", close = true))");

        assertThat(Served.compile(text).answers("bad\n")).isEqualTo("FAILED\n");
    }

    private static void isUntold(String command, String name) {
        assertThat(
                        Compiled.reports(
                                "@LineProtocol public interface X { "
                                        + command
                                        + " @Reply record A(@Payload(Payload.Framing.DOTTED) Bytes b)"
                                        + " implements R {} @Reply(close = true) record B(@Payload("
                                        + "Payload.Framing.UNTIL_CLOSE) Bytes b) {} sealed interface R"
                                        + " permits A {} }"))
                .containsExactly(
                        "[Ropewalk/UntoldReply] A client cannot distinguish "
                                + name
                                + " from the other replies of a, because it has no line; add a line, or"
                                + " write client = false");
    }

    @Test
    void aPayloadAloneThatMayBeAnotherReply() {
        isUntold("@Command(\"a\") A a();", "A");
        isUntold("@Command(\"a\") R a();", "A");
        isUntold("@Command(\"a\") @Reply(absent = \"NONE\") Optional<B> a();", "the result");
    }

    @Test
    void aGreetingOfBytesAlone() {
        assertThat(
                        Compiled.reports(
                                "@LineProtocol public interface X { @OnConnect @Reply(close = true)"
                                        + " @Payload(Payload.Framing.UNTIL_CLOSE) Bytes quote(); }"))
                .containsExactly(
                        "[Ropewalk/NotYetSupported] A greeting without a line is not supported yet;"
                                + " give it one");
    }

    private static final String LINES =
            """
            @LineProtocol(continued = "-")
            @Errors(failed = @Reply(value = "500 FAILED", close = true))
            public interface X {
                @Command("list") @Reply(each = "250 {}") List<String> list();
                @Command("array") @Reply(each = "250 {}") int[] array();
                @Command("rows") @Reply(each = "250 {a}={b}") List<Row> rows();
                @Command("headed") @Reply(value = "250 all", each = "250 {}") List<String> headed();
                record Row(String a, String b) {}
            }
            final class H implements X {
                public List<String> list() { return List.of(); }
                public int[] array() { return new int[0]; }
                public List<X.Row> rows() { return List.of(); }
                public List<String> headed() { return List.of(); }
            }
            """;

    @Test
    void anEmptyListWithoutALineIsRefused() throws Exception {
        assertThat(outcome(LINES, "list")).isEqualTo("rejected: 500 FAILED");
        assertThat(outcome(LINES, "array")).isEqualTo("rejected: 500 FAILED");
        assertThat(outcome(LINES, "rows")).isEqualTo("rejected: 500 FAILED");
        assertThat(outcome(LINES, "headed")).isEqualTo("[]");
    }
}
