package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Optional parts of replies in front of texts, where the value decides what a reader finds: what
 * would be read as the missing part is refused when it is written.
 */
class ReplyGroupsTest {
    /** What a client reads of a reply for each value; what was refused is {@code refused}. */
    private static String[] outcomes(
            String separator, String template, String components, String... made) throws Exception {
        StringBuilder commands = new StringBuilder();
        StringBuilder handler = new StringBuilder();
        for (int i = 0; i < made.length; i++) {
            commands.append("@Command(\"c%d\") @Reply(\"%s\") R c%d(); ".formatted(i, template, i));
            handler.append("public R c%d() { return new R(%s); } ".formatted(i, made[i]));
        }
        Served served =
                Served.compile(
                        "@LineProtocol(separator = Separator.%s) @Errors(failed = @Reply(\"refused\")) public interface X { record R(%s) {} %s} final class H implements X { %s}"
                                .formatted(separator, components, commands, handler));
        String[] outcomes = new String[made.length];
        for (int i = 0; i < made.length; i++) {
            try (Conversed both = new Conversed(served)) {
                outcomes[i] =
                        both.outcome("c" + i).replaceAll(".*refused.*", "refused").replace("R", "");
            }
        }
        return outcomes;
    }

    @Test
    void aTextOfSeveralWordsIsNotReadAsTheMissingWordBeforeIt() throws Exception {
        assertThat(
                        outcomes(
                                "SPACES",
                                "a a[ {p}] a{t*}",
                                "Optional<String> p, String t",
                                "Optional.empty(), \"x\"",
                                "Optional.empty(), \"x y\"",
                                "Optional.of(\"b\"), \"x y\""))
                .containsExactly("[p=Optional.empty, t=x]", "refused", "[p=Optional[b], t=x y]");
    }

    @Test
    void aTextThatBeginsWithANumberIsNotReadAsTheMissingNumberBeforeIt() throws Exception {
        assertThat(
                        outcomes(
                                "SPACES",
                                "a[ {n}] {t*}",
                                "OptionalInt n, String t",
                                "OptionalInt.empty(), \"five x\"",
                                "OptionalInt.empty(), \"5 x\"",
                                "OptionalInt.of(3), \"5 x\"",
                                "OptionalInt.of(3), \"\""))
                .containsExactly(
                        "[n=OptionalInt.empty, t=five x]",
                        "refused",
                        "[n=OptionalInt[3], t=5 x]",
                        "refused");
    }

    @Test
    void aTabThatSeparatesWordsIsNotReadAsTheBlankOfAMissingPart() throws Exception {
        assertThat(
                        outcomes(
                                "BLANKS",
                                "a[ {p}]\\t{q}",
                                "Optional<String> p, String q",
                                "Optional.empty(), \"x\"",
                                "Optional.of(\"b\"), \"x\""))
                .containsExactly("refused", "[p=Optional[b], q=x]");
        assertThat(
                        outcomes(
                                "BLANKS",
                                "[.x{p}]\\t--{q}",
                                "Optional<String> p, String q",
                                "Optional.empty(), \"x\"",
                                "Optional.of(\"b\"), \"x\""))
                .containsExactly("[p=Optional.empty, q=x]", "[p=Optional[b], q=x]");
    }

    @Test
    void aConstantBehindABlankAtTheBeginIsTheOptionalPartThere() throws Exception {
        assertThat(
                        outcomes(
                                "ONE_SPACE",
                                "[ {e}] ;\\t[ {p}]",
                                "Optional<java.util.concurrent.TimeUnit> e, Optional<String> p",
                                "Optional.of(TimeUnit.DAYS), Optional.of(\"a\")",
                                "Optional.empty(), Optional.of(\"a\")"))
                .containsExactly(
                        "[e=Optional[DAYS], p=Optional[a]]", "[e=Optional.empty, p=Optional[a]]");
    }

    @Test
    void anOptionalPartAtTheBeginStandsBehindABlank() throws Exception {
        assertThat(
                        outcomes(
                                "ONE_SPACE",
                                "[ {p}] {q,...}",
                                "Optional<String> p, List<String> q",
                                "Optional.empty(), List.of(\"a\")",
                                "Optional.of(\"b\"), List.of(\"a\", \"c\")"))
                .containsExactly("[p=Optional.empty, q=[a]]", "[p=Optional[b], q=[a, c]]");
        assertThat(
                        outcomes(
                                "SPACES",
                                "[ {p*}] : {t*} (",
                                "Optional<String> p, String t",
                                "Optional.of(\"a\"), \"x\"",
                                "Optional.empty(), \"x\"",
                                "Optional.of(\"a\"), \" \""))
                .containsExactly("[p=Optional[a], t=x]", "[p=Optional.empty, t=x]", "refused");
    }

    @Test
    void aTimeBehindWhichAMissingPartLeavesALiteralHasNoEnd() {
        assertThat(
                        Compiled.reports(
                                "@LineProtocol public interface X { record R(@Format(\"yyMMdd HHmmss\") java.util.Optional<java.time.LocalDateTime> p, java.util.List<String> q) {} @Command(\"c\") @Reply(\"a[ {p}][ {q,...}].x\") R c(); }"))
                .singleElement()
                .asString()
                .contains("[Ropewalk/TextWithoutEnd]");
    }

    @Test
    void anItemOfAPayloadIsReadInOneWay() {
        assertThat(
                        Compiled.reports(
                                "@LineProtocol public interface X { @Format(\"a[ {p}][ {q,...}]\") record R(java.util.Optional<String> p, java.util.List<String> q) {} @Command(\"c\") @Reply(\"items\") @Payload(Payload.Framing.DOTTED) java.util.List<R> c(); }"))
                .singleElement()
                .asString()
                .contains("[Ropewalk/AmbiguousGroup]");
    }

    @Test
    void aListOfWordsAnywhereBeforeATextHasNoEnd() {
        assertThat(
                        Compiled.reports(
                                "@LineProtocol public interface X { record R(java.util.List<String> a, String b, String t) {} @Command(\"c\") @Reply(\". {a...} {b} {t*}\") R c(); }"))
                .singleElement()
                .asString()
                .contains("[Ropewalk/TextWithoutEnd]");
    }
}
