package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Literals before and behind commands. */
class GeneratedEnvelopesTest {
    private static final String HANDLER =
            """
            final class H implements X {
                public void none() {}
                public void ping() {}
            }
            """;

    private static Served served(String envelope, String command) {
        return Served.compile(
                """
                @LineProtocol(order = Order.PIPELINED)
                @Envelope(command = "%s")
                @Errors(unknown = @Reply("UNKNOWN"), malformed = @Reply("WRONG"))
                public interface X {
                    @Command("") @Reply("NONE") void none();
                    @Command("PING") @Reply("PONG") void ping();
                    %s
                }
                """
                                .formatted(envelope, command)
                        + HANDLER);
    }

    @Test
    void aLineWithoutItIsRefused_andTheNextOneIsRead() {
        assertThat(served("z{*}", "").answer("PING\r\nz PING\r\nzPING\r\n"))
                .isEqualTo("UNKNOWN\r\nPONG\r\nPONG\r\n");
    }

    @Test
    void whereCommandsHavePayloads_aLineWithoutItEndsTheConnection() {
        String put = "@Command(\"PUT {b.length}\") default void put(@Payload Bytes b) {}";

        assertThat(served("z{*}", put).answer("PUT 1\r\nx\r\nzPING\r\n")).isEqualTo("UNKNOWN\r\n");
    }

    @Test
    void anEmptyCommandIsWhatStandsAroundIt() throws Exception {
        assertThat(served("z{*}", "").answer("z\r\nz \r\nZ\r\nzPING\r\n"))
                .isEqualTo("NONE\r\nNONE\r\nNONE\r\nPONG\r\n");
        assertThat(served("<{*}>", "").answer("<>\r\n<PING>\r\n<\r\n"))
                .isEqualTo("NONE\r\nPONG\r\nUNKNOWN\r\n");
        try (Called client = new Called(served("<{*}>", ""))) {
            client.call("none");
            assertThat(client.received()).isEqualTo("<>\r\n");
        }
    }

    /** The receiver would take the text behind a line for commentary. */
    @Test
    void textBehindACommentaryIsRefused() {
        for (String declaration :
                List.of(
                        "@Envelope(command = \"{*} !\") @LineProtocol public interface X { @Command(\"go {n} {'now'}\") void go(int n); }",
                        "@Envelope(reply = \"{*} !\") @LineProtocol public interface X { @Command(\"go\") @Reply(\"GONE {'now'}\") void go(); }",
                        "@LineProtocol public interface X { @Command(\"go\") void go(); @Push @Envelope(reply = \"{*} !\") interface P { @Reply(\"GONE {'now'}\") void gone(); } }")) {
            assertThat(Compiled.reports(declaration))
                    .as(declaration)
                    .containsExactly(
                            "[Ropewalk/NotYetSupported] A commentary before the text of an envelope is not supported yet; write a text, such as {message*}, or write the text before {*}");
        }
    }

    @Test
    void aLineBehindAnEnvelopeBeginsWithNoSecondBlank() {
        assertThat(
                        Compiled.reports(
                                "@Envelope(reply = \"1: {*}\") @LineProtocol(separator ="
                                        + " Separator.ONE_SPACE) public interface X {"
                                        + " @Command(\"a {n}\") @Errors(malformed ="
                                        + " @Reply(\" - no\")) @Reply(\"ok\") void a(int n);"
                                        + " @Command(\"b\") @Reply(\" {}\") int b(); }"))
                .hasSize(2)
                .allMatch(each -> each.contains("A blank or a tab after a blank"));
    }
}
