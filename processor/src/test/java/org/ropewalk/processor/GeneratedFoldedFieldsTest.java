package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ropewalk.processor.Called.outcome;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Maps of fields that may be folded, as payloads: both sides. */
class GeneratedFoldedFieldsTest {
    private static final Served MAIL =
            Served.compile(
                    """
                    @LineProtocol
                    @Errors(unknown = @Reply("500 {'unknown'}"), malformed = @Reply("501 {'{message}'}"))
                    public interface X {
                        @Command("PUT {fields.length}") @Reply("200 {*}")
                        String put(@Payload @Fields(fold = true) Map<String, String> fields);
                        @Command("POST") @Reply("201 {*}")
                        String post(@Payload(Payload.Framing.DOTTED) Map<String, String> fields);
                        @Command("HEAD") @Reply("202") @Payload(Payload.Framing.DOTTED) @Fields(fold = true)
                        Map<String, String> head();
                        @Command("GET") Got get();
                        @Reply("203") record Got(@Payload(Payload.Framing.DOTTED) @Fields(fold = true) Map<String, List<String>> fields) {}
                    }
                    class H implements X {
                        public String put(Map<String, String> fields) { return fields.toString(); }
                        public String post(Map<String, String> fields) { return fields.toString(); }
                        public Map<String, String> head() { return Map.of("A", "b c"); }
                        public Got get() { return new Got(Map.of("A", List.of("b", "c"))); }
                    }
                    """);

    @Test
    void aLineThatBeginsWithABlankContinuesAField_ifThatIsDeclared() {
        assertThat(MAIL.answers("PUT 10\nA: b\n\tc\n\nPOST\nA: b\n c\n.\nPOST\nA: b\n.\n"))
                .startsWith("200 {A=b c}\n501 ")
                .endsWith("\n201 {A=b}\n");
    }

    @Test
    void whatFoldsNothingIsMalformed() {
        assertThat(MAIL.answers("PUT 4\n c\n\nPUT 0\n\n"))
                .startsWith("501 ")
                .endsWith("\n200 {}\n");
    }

    @Test
    void theClientReadsThem() throws Exception {
        try (Called client = new Called(MAIL)) {
            CompletableFuture<?> head = client.call("head");
            CompletableFuture<?> get = client.call("get");
            client.answer("202\r\nA: b\r\n  c\r\nD: e\r\n.\r\n203\r\nA: b\r\n c\r\nA: d\r\n.\r\n");
            assertThat(outcome(head)).isEqualTo(Map.of("A", "b c", "D", "e"));
            assertThat(outcome(get)).hasToString("Got[fields={A=[b c, d]}]");
        }
    }

    @Test
    void nothingIsWrittenFolded() throws Exception {
        assertThat(MAIL.answers("HEAD\n")).isEqualTo("202\nA: b c\n.\n");
        try (Called client = new Called(MAIL)) {
            client.call("put", Map.of("A", "b c"));
            assertThat(client.received()).isEqualTo("PUT 8\r\nA: b c\r\n\r\n");
            assertThat(outcome(client.call("put", Map.of("A", "b\n c"))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
