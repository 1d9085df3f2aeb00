package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ropewalk.processor.Called.written;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Optional fields without a value: each is a boolean. */
class FieldFlagsTest {
    private static final Served SERVED =
            Served.compile(
                    """
                    @LineProtocol
                    @Envelope(command = "{*}\\n\\n", reply = "{*}\\n\\n")
                    @Errors(unknown = @Reply("NO {'{verb}'}"), malformed = @Reply("WRONG {'{message}'}"))
                    public interface X {
                        @Command("SET\\nName: {name*}\\n[Urgent: yes]\\n[X-Mode: all of it]")
                        @Reply("DONE\\nName: {name*}\\n[Kept: 1]")
                        Done c(String name, boolean urgentYes, boolean xModeAllOfIt);
                        record Done(String name, boolean kept1) {}
                    }
                    class H implements X {
                        public X.Done c(String name, boolean urgentYes, boolean xModeAllOfIt) {
                            return new X.Done(name + "|" + urgentYes + "|" + xModeAllOfIt, urgentYes);
                        }
                    }
                    """);

    @Test
    void aFieldThatIsThereIsTrue() {
        assertThat(SERVED.answers("SET\nurgent: yes\nName: a\n\n"))
                .isEqualTo("DONE\nName: a|true|false\nKept: 1\n\n");
        assertThat(SERVED.answers("SET\nName: a\nX-Mode: all of it\n\nSET\nName: b\n\n"))
                .isEqualTo("DONE\nName: a|false|true\n\nDONE\nName: b|false|false\n\n");
    }

    @Test
    void anotherValueIsMalformed_andTheNextBlockIsRead() {
        assertThat(SERVED.answers("SET\nName: a\nUrgent: no\n\nSET\nName: b\n\n"))
                .isEqualTo("WRONG wrong words\n\nDONE\nName: b|false|false\n\n");
        assertThat(SERVED.answers("SET\nName: a\nUrgent: yes\nUrgent: yes\n\n"))
                .startsWith("WRONG ");
    }

    @Test
    void aFieldIsWrittenIfItsBooleanIsTrue() throws Exception {
        assertThat(written(SERVED, "a", true, false))
                .isEqualTo("SET\r\nName: a\r\nUrgent: yes\r\n\r\n");
        assertThat(written(SERVED, "a", false, true))
                .isEqualTo("SET\r\nName: a\r\nX-Mode: all of it\r\n\r\n");
        for (boolean urgent : new boolean[] {false, true}) {
            try (Called client = new Called(SERVED)) {
                CompletableFuture<?> done = client.call("c", "a", urgent, false);
                client.answer(SERVED.answer(client.received()));
                assertThat(done.join())
                        .hasToString("Done[name=a|%1$s|false, kept1=%1$s]".formatted(urgent));
            }
        }
    }

    @Test
    void aBooleanNeedsItsField() {
        assertThat(
                        Compiled.reports(
                                "@LineProtocol @Envelope(command = \"{*}\\n\\n\", reply = \"{*}\\n\\n\") @Errors(unknown = @Reply(\"NO\")) public interface X { @Command(\"SET\\n[Urgent: yes]\") @Reply(\"OK\") void c(boolean urgent); }"))
                .singleElement()
                .asString()
                .startsWith("[Ropewalk/UnusedParameter]");
    }
}
