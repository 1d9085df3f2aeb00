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
                                + "\" as a reply to put and as an error of @Errors; "
                                + "change one of them, or write client = false");
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
    void aReplyToWrongFormsIsAnErrorToItsClient() {
        String other =
                "@Command(\"PUT {n}\") @Reply(\"OK\") void other(int n); @Command(%s) @Reply(\"BAD\") void put(String n);";
        String errors = "unknown = @Reply(\"ERR\"), malformed = @Reply(\"BAD\")";
        ambiguous(errors, other.formatted("\"PUT {n}\""), "\"BAD\" and \"BAD\"", "BAD");
        accepted(errors, other.formatted("value = \"PUT {n}\", client = false"));
    }

    @Test
    void aTextForPeopleBehindTheWordsOfSeveralErrorsIsAmbiguous() {
        assertThat(
                        Compiled.reports(
                                protocol(
                                        "unknown = @Reply(\"OK {'what'}\"), failed = @Reply(\"OK {'no'}\")",
                                        "@Command(\"PUT\") @Reply(\"OK {'done'}\") void put();")))
                .hasSize(2)
                .allMatch(report -> report.startsWith("[Ropewalk/AmbiguousReply] \"OK {'done'}\""));
    }

    @Test
    void aResultThatIsMoreSpecificThanTheTextOfAnErrorIsAmbiguous() {
        ambiguous(
                "unknown = @Reply(\"ERR\"), malformed = @Reply(\"OK {'{message}'}\")",
                "@Command(\"PUT {n}\") @Reply(\"OK {}\") int put(int n);",
                "\"OK {}\" and \"OK {'{message}'}\"",
                "OK 1");
    }

    @Test
    void aTextThatIsWrittenIsNotEveryText() throws Exception {
        String text =
                protocol(
                                "unknown = @Reply(\"OK {'what'}\"), failed = @Reply(\"OK {'no'}\")",
                                "@Command(\"GET {x}\") @Reply(\"OK {}\") int get(int x); @Command(\"HI\") @Reply(\"OK HI\") void hi();")
                        + "final class H implements X { public int get(int x) { if (x == 0) throw new IllegalStateException(); return x; } public void hi() {} }";
        try (Conversed both = new Conversed(Served.compile(text))) {
            assertThat(List.of(both.outcome("get", 4), both.outcome("hi"), both.outcome("get", 0)))
                    .containsExactly("4", "null", "rejected: OK no");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"E {'{message}'}", "E {message*}", "E 1", "E {'1'}"})
    void anItemThatMayComeFirstCounts(String error) {
        assertThat(
                        Compiled.reports(
                                protocol(
                                        "unknown = @Reply(\"ERR\"), malformed = @Reply(\"%s\")"
                                                .formatted(error),
                                        "@Command(\"PUT {n}\") @Reply(each = \"E {}\", end = \".\") List<Integer> put(int n);")))
                .filteredOn(report -> report.contains("AmbiguousReply"))
                .hasSize(error.equals("E 1") ? 0 : 1);
    }

    @Test
    void theEndOfAListCountsThoughItNeverComesFirst() {
        ambiguous(
                "unknown = @Reply(\"ERR\"), failed = @Reply(\"END\")",
                "@Command(\"PUT\") @Reply(value = \"LIST\", each = \"- {}\", end = \"END\") List<Integer> put();",
                "\"END\" and \"END\"",
                "END");
    }

    @Test
    void anEmptyTextForPeopleIsNothing() {
        ambiguous(
                "unknown = @Reply(\"OK\")",
                "@Command(\"PUT\") @Reply(\"OK {''}\") void put();",
                "\"OK {''}\" and \"OK\"",
                "OK");
        accepted(
                "unknown = @Reply(\"OK\")",
                "@Command(\"PUT\") @Reply(\"OK {'done'}\") void put();");
    }

    @Test
    void aMoreSpecificResultIsTriedBeforeAnErrorAndALessSpecificOneBehindIt() throws Exception {
        String text =
                protocol(
                                "unknown = @Reply(\"ERR\"), malformed = @Reply(\"y b {'no'}\"), failed = @Reply(\"failed\")",
                                "sealed interface R permits A, B {} @Reply(\"y {p} a\") record A(String p) implements R {} @Reply(\"y b c\") record B() implements R {}"
                                        + " @Command(\"GET {x}\") R get(int x);")
                        + "final class H implements X { public X.R get(int x) { return x == 1 ? new X.A(\"b\") : x == 2 ? new X.B() : new X.A(\"q\"); } }";
        try (Conversed both = new Conversed(Served.compile(text))) {
            assertThat(List.of(both.outcome("get", 2), both.outcome("get", 3)))
                    .containsExactly("B[]", "A[p=q]");
            assertThat(both.outcome("get", 1)).isEqualTo("rejected: failed");
        }
    }

    @Test
    void aGreetingCounts() {
        assertThat(
                        Compiled.reports(
                                protocol(
                                        "unknown = @Reply(\"ERR\"), busy = @Reply(value = \"HI {'too many'}\", close = true)",
                                        "@OnConnect @Reply(\"HI {*}\") String greet(); @Command(\"PUT\") @Reply(\"OK\") void put();")))
                .singleElement()
                .asString()
                .contains("\"HI too many\" as a reply to greet");
    }

    @Test
    void aLineBehindTheLineBeforeAResultCounts() {
        ambiguous(
                "unknown = @Reply(\"ERR\"), failed = @Reply(\"226 {'no'}\")",
                "@Command(\"PUT\") @Reply(value = \"150 {'opening'}\", end = \"226 {'done'}\") java.util.concurrent.CompletionStage<Void> put();",
                "\"226 {'done'}\" and \"226 {'no'}\"",
                "226 no");
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
