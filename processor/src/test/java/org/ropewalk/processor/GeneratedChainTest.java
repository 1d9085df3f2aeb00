package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ropewalk.processor.Called.written;

import org.junit.jupiter.api.Test;

/** Several commands in one line: each is read and answered as if it were a line of its own. */
class GeneratedChainTest {
    private static final String SUPPLY =
            """
            @LineProtocol(terminator = {Terminator.LF, Terminator.CRLF}) @Chain(";")
            @Quoted(quotes = "\\"'", escape = Quoted.Escape.DOUBLED)
            @Errors(empty = @Reply("EMPTY"), unknown = @Reply("UNKNOWN"), malformed = @Reply("MALFORMED"))
            public interface X {
                @Command("ADD {n}") @Reply("{n}") void add(int n);
                @Command("SAY {text}") @Reply("{}") String c(String text);
                @Command("QUIT") @Reply(value = "BYE", close = true) void quit();
                @Command("RST") void reset();
                @Command("LATER") @Reply("LATER") CompletionStage<Void> later();
                @Command("NOW") @Reply("NOW") void now();
            }
            final class H implements X {
                private final CompletableFuture<Void> waits = new CompletableFuture<>();
                public void add(int n) {}
                public String c(String text) { return text; }
                public void quit() {}
                public void reset() {}
                public CompletionStage<Void> later() { return waits; }
                public void now() { waits.complete(null); }
            }
            """;

    private static final String UNQUOTED =
            """
            @LineProtocol @Chain(";")
            public interface X {
                @Command("SAY {text*}") void c(String text);
            }
            final class H implements X { public void c(String text) {} }
            """;

    private static String answer(String lines) {
        return Served.compile(SUPPLY).answer(lines);
    }

    @Test
    void eachCommandOfALineIsAnswered() {
        assertThat(answer("ADD 1;ADD 2;RST; ADD 3\nADD 4\r\nADD 5;ADD 6\r\n"))
                .isEqualTo("1\n2\n3\n4\n5\n6\n");
    }

    @Test
    void aSeparatorInQuotesDoesNotCount() {
        assertThat(answer("SAY \"a;b\";SAY 'c;\"\"d';ADD 1\nSAY \"e\"\";f\";ADD 2\n"))
                .isEqualTo("a;b\n\"c;\"\"\"\"d\"\n1\n\"e\"\";f\"\n2\n");
    }

    @Test
    void anEmptyCommandIsAnsweredAsAnEmptyLine() {
        assertThat(answer("ADD 1;;ADD 2\n;ADD 3;\n")).isEqualTo("1\nEMPTY\n2\nEMPTY\n3\nEMPTY\n");
    }

    @Test
    void aQuoteWithoutItsEndLastsToTheEndOfTheLine() {
        assertThat(answer("ADD 1;SAY \"a;ADD 2\nADD 3;ADD 4\n")).isEqualTo("1\nMALFORMED\n3\n4\n");
    }

    @Test
    void aWrongCommandDoesNotEndTheLine() {
        assertThat(answer("ADD 1;WHAT;ADD x;ADD 2\n")).isEqualTo("1\nUNKNOWN\nMALFORMED\n2\n");
    }

    @Test
    void nothingIsReadBehindACommandThatCloses() {
        assertThat(answer("ADD 1;QUIT;ADD 2\nADD 3\n")).isEqualTo("1\nBYE\n");
    }

    @Test
    void thousandsOfCommandsAreAnsweredInTheirOrder() {
        StringBuilder expected = new StringBuilder();
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            line.append(i == 0 ? "" : ";").append("ADD ").append(i);
            expected.append(i).append('\n');
        }

        assertThat(answer(line + "\n")).isEqualTo(expected.toString());
    }

    @Test
    void aCommandBehindOneThatWaitsWaitsToo() {
        assertThat(answer("ADD 1;LATER;ADD 2\n")).isEqualTo("1\n");
    }

    @Test
    void aClientQuotesValuesWithASeparator() throws Exception {
        Served served = Served.compile(SUPPLY);

        assertThat(written(served, "a b")).isEqualTo("SAY \"a b\"\n");
        assertThat(written(served, "a;b")).isEqualTo("SAY \"a;b\"\n");
    }

    @Test
    void aClientRefusesAValueWithASeparatorThatItCannotQuote() {
        Served served = Served.compile(UNQUOTED);

        assertThatThrownBy(() -> written(served, "a;b"))
                .hasStackTraceContaining("the separator of commands in a value");
    }
}
