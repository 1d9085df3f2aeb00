package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An error line is never read as a result: the compiler refuses lines that may be both. */
class ErrorReplyTest {
    private static String protocol(String errors, String commands) {
        return "@LineProtocol @Errors(%s) public interface X {\n%s\n}\n"
                .formatted(errors, commands);
    }

    private static void ambiguous(String errors, String commands, String lines, String witness) {
        assertThat(Compiled.reports(protocol(errors, commands)))
                .singleElement()
                .asString()
                .startsWith(
                        "[Ropewalk/AmbiguousReply] "
                                + lines
                                + " both match \""
                                + witness
                                + "\" as a reply to put and as an error of @Errors");
    }

    private static void accepted(String errors, String commands) {
        assertThat(Compiled.reports(protocol(errors, commands))).isEmpty();
    }

    @Test
    void anErrorWithTheTextOfAResultIsAmbiguous() {
        ambiguous(
                "unknown = @Reply(\"ERR\"), malformed = @Reply(\"OK {message*}\")",
                "@Limits(payload = 5) @Command(\"PUT {d.length}\") @Reply(\"OK {*}\") String put(@Payload byte[] d);",
                "\"OK {*}\" and \"OK {message*}\"",
                "OK x");
        ambiguous(
                "unknown = @Reply(\"ERR\"), malformed = @Reply(\"OK {message*}\")",
                "@Command(\"PUT {n}\") @Reply(\"OK {}\") int put(int n);",
                "\"OK {}\" and \"OK {message*}\"",
                "OK 1");
    }

    @Test
    void anErrorThatIsAFixedReplyIsAmbiguous() {
        String put = "@Command(\"PUT {n}\") @Reply(\"OK\") void put(int n);";
        ambiguous("unknown = @Reply(\"OK\")", put, "\"OK\" and \"OK\"", "OK");
        ambiguous("unknown = @Reply(\"ok\")", put, "\"OK\" and \"ok\"", "OK");
        accepted("unknown = @Reply(\"ERR\")", put);
    }

    @Test
    void anErrorThatEveryResultLooksLikeIsAmbiguous() {
        ambiguous(
                "unknown = @Reply(\"ERR\"), malformed = @Reply(\"E {'{message}'}\")",
                "@Command(\"PUT {n}\") @Reply(\"E {*}\") String put(int n);",
                "\"E {*}\" and \"E {'{message}'}\"",
                "E x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failed",
                "busy",
                "timeout",
                "shutdown",
                "unknown",
                "malformed",
                "usage",
                "tooLong"
            })
    void eachKindThatACommandReceivesCounts(String kind) {
        String other = kind.equals("unknown") ? "" : "unknown = @Reply(\"ERR\"), ";
        ambiguous(
                other + kind + " = @Reply(\"OK\")",
                "@Command(\"PUT {n}\") @Reply(\"OK\") void put(int n);",
                "\"OK\" and \"OK\"",
                "OK");
    }

    @Test
    void errorsOfAMethodAndOfAStateCount() {
        ambiguous(
                "unknown = @Reply(\"ERR\")",
                "@Command(\"PUT {n}\") @Errors(malformed = @Reply(\"OK\")) @Reply(\"OK\") void put(int n);",
                "\"OK\" and \"OK\"",
                "OK");
        assertThat(
                        Compiled.reports(
                                "@LineProtocol public interface X { @Command(\"OPEN\") @Reply(\"FINE\") S open(); @Errors(unknown = @Reply(\"OK\")) interface S { @Command(\"PUT\") @Reply(\"OK\") void put(); @Command(\"QUIT\") @Reply(value = \"BYE\", close = true) void quit(); } }"))
                .singleElement()
                .asString()
                .startsWith("[Ropewalk/AmbiguousReply]");
    }

    @Test
    void theErrorThatIsSentWhereNoneIsDeclaredCounts() {
        assertThat(
                        Compiled.reports(
                                "@LineProtocol public interface X { @Command(\"PUT {n}\") @Reply(\"ERROR\") void put(int n); }"))
                .singleElement()
                .asString()
                .startsWith("[Ropewalk/AmbiguousReply] \"ERROR\" and \"ERROR\"");
    }

    @Test
    void whatACommandCannotReceiveDoesNotCount() {
        accepted(
                "unknown = @Reply(\"ERR\"), empty = @Reply(\"OK\"), misplaced = @Reply(\"OK\"), malformed = @Reply(\"OK\"), tooBig = @Reply(\"OK\")",
                "@Command(\"PUT\") @Reply(\"OK\") void put();");
        accepted(
                "unknown = @Reply(\"ERR\"), shutdown = @Reply(value = \"BYE\", close = true)",
                "@Command(\"PUT\") @Reply(value = \"BYE\", close = true) void put();");
        accepted(
                "unknown = @Reply(\"OK\")",
                "@Command(value = \"PUT\", client = false) @Reply(\"OK\") void put();");
    }

    @Test
    void aReplyToWrongFormsMayBeThatOfAnError() {
        accepted(
                "unknown = @Reply(\"ERR\"), malformed = @Reply(\"BAD\")",
                "@Command(\"PUT {n}\") @Reply(\"OK\") void put(int n); @Command(\"PUT {n}\") @Reply(\"BAD\") void other(String n);");
    }

    @Test
    void aResultThatLooksLikeAnErrorIsRefusedWhenItIsWritten() throws Exception {
        String text =
                protocol(
                                "unknown = @Reply(\"OK no\"), failed = @Reply(\"failed\")",
                                "@Command(\"GET {x*}\") @Reply(\"OK {*}\") String get(String x);")
                        + "final class H implements X { public String get(String x) { return x; } }";
        try (Conversed both = new Conversed(Served.compile(text))) {
            assertThat(List.of(both.outcome("get", "yes"), both.outcome("get", "no")))
                    .containsExactly("yes", "rejected: failed");
        }
    }

    @Test
    void anExceptionThatLooksLikeAResultIsRefusedWhenItIsWritten() throws Exception {
        String text =
                protocol(
                                "unknown = @Reply(\"ERR\"), failed = @Reply(\"failed\")",
                                "@Command(\"GET {x}\") @Reply(\"OK {}\") String get(String x) throws No; "
                                        + "@Reply(\"OK {msg*}\") final class No extends Exception { private static final long serialVersionUID = 1; private final String msg; public No(String msg) { this.msg = msg; } public String msg() { return msg; } }")
                        + "final class H implements X { public String get(String x) throws No { if (x.equals(\"one\")) throw new No(x); if (x.equals(\"two\")) throw new No(\"two words\"); return x; } }";
        Served served = Served.compile(text);
        try (Conversed both = new Conversed(served)) {
            assertThat(both.outcome("get", "x")).isEqualTo("x");
            assertThat(both.outcome("get", "two")).contains("No");
            assertThat(both.outcome("get", "one")).isEqualTo("rejected: failed");
        }
    }
}
