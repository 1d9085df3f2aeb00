package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ropewalk.processor.Called.refused;
import static org.ropewalk.processor.Called.written;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ropewalk.testing.StringTransport;

/**
 * A reader drops blanks at a line's begin and end, and several count as one: a line that it would
 * take for another then is refused when it is written.
 */
class TrimmedLinesTest {
    private static final String FAILED = "?!failed";

    /** A server whose command {@code c} writes {@code value}, an expression, by a declaration. */
    private static Served served(
            String separator, String reply, String type, String value, String types) {
        return Served.compile(
                """
                @LineProtocol(separator = Separator.%s)
                @Errors(failed = @Reply("?!failed"))
                public interface X {
                    @Command("c") %s %s c();
                    %s
                }
                final class H implements X { public X.%s c() { return %s; } }
                """
                        .formatted(separator, reply, type, types, type, value)
                        .replace("X.List<", "List<X.")
                        .replace("X.Optional<", "Optional<X."));
    }

    private static String outcome(Served served) throws Exception {
        try (Conversed both = new Conversed(served)) {
            return both.outcome("c");
        }
    }

    private static final String ITEM = "record Item(String s, String e) {}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "BLANKS    | {s*}\\t{e*} | .   | '.', ''",
                "BLANKS    | {s*}\\t{e*} | a b | 'a', 'b'",
                "BLANKS    | {s*}\\t{e*} | a b | '', 'a b'",
                "BLANKS    | \\t{s*},{e*} | .,  | '.', ''",
                "BLANKS    | \\t{s*},{e*} | .,x | '.', 'x\\t'",
                "BLANKS    | {s*}\\t{e*} | ``  | '', ''",
                "BLANKS    | {s*}\\t{e*} | ``  | ' ', '\\t '",
                "SPACES    | {s*}: {e*}  | .:  | '.', ''",
                "SPACES    | {s} {e*}    | end | 'end', ''",
                "SPACES    | {s} {e*}    | a b | 'a', ' b '",
                "BLANKS    | {s} {e*}    | end | 'end', ''",
            })
    void anItemThatWouldBeReadAsTheEndIsRefused(
            String separator, String item, String end, String values) throws Exception {
        for (String head : List.of("", "value = \"list\", ")) {
            Served served =
                    served(
                            separator,
                            "@Reply(%seach = \"%s\", end = \"%s\")".formatted(head, item, end),
                            "List<Item>",
                            "List.of(new X.Item(%s))".formatted(values.replace('\'', '"')),
                            ITEM);

            assertThat(outcome(served)).isEqualTo("rejected: " + FAILED);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "BLANKS    | {s*}\\t{e*} | .   | 'x', ''",
                "BLANKS    | {s*}\\t{e*} | .   | '.', '.'",
                "BLANKS    | {s*}\\t{e*} | a b | 'a', 'c'",
                "ONE_SPACE | {s*}\\t{e*} | .   | '.', ''",
                "SPACES    | {s*}\\t{e*} | .   | '.', ''",
                "ONE_SPACE | {s} {e*}    | end | 'end', ''",
                "SPACES    | {s} {e*}    | end | 'a', ''",
                "SPACES    | {s*}: {e*}  | .:  | ':', ''",
            })
    void anItemThatIsReadAsWrittenIsNotRefused(
            String separator, String item, String end, String values) throws Exception {
        Served served =
                served(
                        separator,
                        "@Reply(each = \"%s\", end = \"%s\")".formatted(item, end),
                        "List<Item>",
                        "List.of(new X.Item(%s))".formatted(values.replace('\'', '"')),
                        ITEM);

        assertThat(outcome(served))
                .isEqualTo("[Item[s=%s]]".formatted(values.replace("'", "").replace(", ", ", e=")));
    }

    @Test
    void aValueThatWouldBeReadAsNoneIsRefused() throws Exception {
        String reply = "@Reply(value = \"{s*}\\t{e*}\", absent = \"none\")";

        assertThat(
                        outcome(
                                served(
                                        "BLANKS",
                                        reply,
                                        "Optional<Item>",
                                        "Optional.of(new X.Item(\"none\", \"\"))",
                                        ITEM)))
                .isEqualTo("rejected: " + FAILED);
        assertThat(
                        outcome(
                                served(
                                        "BLANKS",
                                        reply,
                                        "Optional<Item>",
                                        "Optional.of(new X.Item(\"nones\", \"\"))",
                                        ITEM)))
                .isEqualTo("Optional[Item[s=nones, e=]]");
    }

    @Test
    void anAlternativeThatWouldBeReadAsAnotherIsRefused() throws Exception {
        String types =
                """
                sealed interface Either permits Item, No {}
                @Reply("{s*}: {e*}") record Item(String s, String e) implements Either {}
                @Reply("no:") record No() implements Either {}
                """;

        assertThat(outcome(served("SPACES", "", "Either", "new X.Item(\"no\", \"\")", types)))
                .isEqualTo("rejected: " + FAILED);
        assertThat(outcome(served("SPACES", "", "Either", "new X.No()", types))).isEqualTo("No[]");
    }

    @Test
    void aResultThatWouldBeReadAsAnExceptionIsRefused() throws Exception {
        Served served =
                Served.compile(
                        """
                        @LineProtocol(separator = Separator.BLANKS)
                        @Errors(failed = @Reply("?!failed"))
                        public interface X {
                            @Command("c") @Reply("{s*}\\t{e*}") Item c() throws No;
                            record Item(String s, String e) {}
                            @Reply("no") class No extends Exception { }
                        }
                        final class H implements X {
                            public X.Item c() throws No { return new X.Item("no", ""); }
                        }
                        """);

        assertThat(outcome(served)).isEqualTo("rejected: " + FAILED);
    }

    @Test
    void aPushThatWouldBeReadAsAnotherIsRefused() throws Exception {
        Served served =
                Served.compile(
                        """
                        @LineProtocol(separator = Separator.BLANKS)
                        public interface X {
                            @Command("tell {s} {e*}") @Reply("told {'now'}") void tell(String s, String e);
                            @Push interface Pushes {
                                @Reply("{s*}\\t{e*}") void item(String s, String e);
                                @Reply("bye") void bye();
                            }
                        }
                        final class H implements X {
                            private final Peer peer;
                            H(Peer peer) { this.peer = peer; }
                            public void tell(String s, String e) { XPushes.to(peer).item(s, e); }
                        }
                        """);
        StringTransport transport = served.connect();

        transport.deliver("tell by \r\n");
        assertThat(transport.text()).isEqualTo("by\t\r\ntold now\r\n");
        transport.clear();
        transport.deliver("tell bye \r\n");
        assertThat(transport.text()).doesNotContain("bye");
    }

    @Test
    void aCommandThatWouldBeReadAsAnotherIsRefused() throws Exception {
        Served served =
                Served.compile(
                        """
                        @LineProtocol(separator = Separator.BLANKS)
                        public interface X {
                            @Command("{s*}\\t{e*}") @Reply("ok") void c(String s, String e);
                            @Command("quit") @Reply("bye") void quit();
                        }
                        final class H implements X {
                            static final List<String> SEEN = new ArrayList<>();
                            public void c(String s, String e) { }
                            public void quit() { }
                        }
                        """);

        assertThat(written(served, "qui", "")).isEqualTo("qui\t\r\n");
        refused(served, "a line that would be read as \"quit{ *}\"", "quit", "");
        refused(served, "a line that would be read as \"\"", "", " ");
    }

    @Test
    void aBlankOptionalTextBeforeAWordIsRefused() throws Exception {
        Served served =
                Served.compile(
                        """
                        @LineProtocol(separator = Separator.ONE_SPACE)
                        public interface X {
                            @Command("c {a*}--[ {b*}] z") @Reply("{'{}'}") String c(String a, Optional<String> b);
                        }
                        final class H implements X {
                            public String c(String a, Optional<String> b) { return a + "|" + b; }
                        }
                        """);

        refused(served, "a blank value in an optional part", "(", Optional.of(""));
        refused(served, "a blank value in an optional part", "(", Optional.of(" "));
        assertThat(served.answer(written(served, "(", Optional.of(" x"))))
                .isEqualTo("(|Optional[ x]\r\n");
        assertThat(served.answer(written(served, "(", Optional.empty())))
                .isEqualTo("(|Optional.empty\r\n");
    }

    @Test
    void aFormatInsideALineHasNoControls() {
        String declaration =
                """
                @LineProtocol interface X {
                    @Command("c %s") @Reply("ok") void c(P p);
                    @Format("{s*}\\t{e*}") record P(String s, String e) {}
                }
                """;

        for (String place : List.of("{p}", "{p*}", "{p},", "[{p}]")) {
            assertThat(Compiled.of(declaration.formatted(place)).errors())
                    .extracting(error -> error.getMessage(Locale.ROOT))
                    .contains(
                            "[Ropewalk/NotYetSupported] A @Format with a control character in a line is not supported yet; write its components in the line");
        }
    }
}
