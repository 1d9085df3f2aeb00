package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ropewalk.processor.Called.refused;
import static org.ropewalk.processor.Called.written;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Dates and times by patterns: each is read and written, by server and client. */
class TimesTest {
    /** A command whose reply is its argument, {@code toString()}. */
    private static Served echo(String annotation, String template, String parameter)
            throws Exception {
        return Served.compile(
                "%s public interface X { @Command(\"%s\") @Reply(\"{'{}'}\") String c(%s t); } final class H implements X { public String c(%s t) { return \"\" + t; } }"
                        .formatted(
                                annotation,
                                template,
                                parameter,
                                parameter.replaceFirst("@Format\\((\\{.*?}|\".*?\")\\) ", "")));
    }

    private static Served echo(String template, String parameter) throws Exception {
        return echo("@LineProtocol", template, parameter);
    }

    // ---- one word

    @Test
    void aParameterIsReadAndWrittenByItsPattern() throws Exception {
        Served served = echo("at {t}", "@Format(\"yyyyMMddHHmmss\") java.time.LocalDateTime");

        assertThat(served.answer("at 20261129160616\r\n")).isEqualTo("2026-11-29T16:06:16\r\n");
        assertThat(served.answer("at 20240229000000\r\n")).isEqualTo("2024-02-29T00:00\r\n");
        for (String bad :
                List.of(
                        "20260229000000",
                        "20261301000000",
                        "20261129240000",
                        "2026112916061",
                        "202611291606160",
                        "2026-11-29T16:06:16",
                        "2026112916061x",
                        "٢٠٢٦١١٢٩١٦٠٦١٦")) {
            assertThat(served.answer("at " + bad + "\r\n")).as(bad).isEqualTo("ERROR\r\n");
        }
        assertThat(written(served, LocalDateTime.of(2026, 11, 29, 16, 6, 16)))
                .isEqualTo("at 20261129160616\r\n");
        refused(
                served,
                "a time of which \"yyyyMMddHHmmss\" would lose a part: 2026-11-29T16:06:16.500",
                LocalDateTime.of(2026, 11, 29, 16, 6, 16, 500_000_000));
    }

    @Test
    void yearsBeyondFourDigitsAreReadAsTheyAreWritten() throws Exception {
        Served served = echo("at {t}", "@Format(\"yyyyMMdd\") java.time.LocalDate");

        assertThat(written(served, LocalDate.of(44, 3, 15))).isEqualTo("at 00440315\r\n");
        assertThat(written(served, LocalDate.of(12026, 3, 15))).isEqualTo("at +120260315\r\n");
        assertThat(served.answer("at +120260315\r\n")).isEqualTo("+12026-03-15\r\n");
        assertThat(written(served, LocalDate.of(-44, 3, 15))).isEqualTo("at -00440315\r\n");
        assertThat(served.answer("at -00440315\r\n")).isEqualTo("-0044-03-15\r\n");
    }

    @Test
    void allPatternsAreReadAndTheFirstThatLosesNothingIsWritten() throws Exception {
        Served served = echo("at {t}", "@Format({\"yyMMdd\", \"yyyyMMdd\"}) java.time.LocalDate");

        assertThat(served.answer("at 261129\r\n")).isEqualTo("2026-11-29\r\n");
        assertThat(served.answer("at 19261129\r\n")).isEqualTo("1926-11-29\r\n");
        assertThat(served.answer("at 260229\r\nat 1926112\r\n")).isEqualTo("ERROR\r\nERROR\r\n");
        assertThat(written(served, LocalDate.of(2026, 11, 29))).isEqualTo("at 261129\r\n");
        assertThat(written(served, LocalDate.of(1926, 11, 29))).isEqualTo("at 19261129\r\n");
    }

    @Test
    void partsInBracketsAreOptional() throws Exception {
        Served served = echo("at {t}", "@Format(\"HHmmss[.SSS][.SS]\") java.time.LocalTime");

        assertThat(served.answer("at 160616\r\n")).isEqualTo("16:06:16\r\n");
        assertThat(served.answer("at 160616.25\r\n")).isEqualTo("16:06:16.250\r\n");
        assertThat(served.answer("at 160616.025\r\n")).isEqualTo("16:06:16.025\r\n");
        assertThat(served.answer("at 160616.0255\r\n")).isEqualTo("ERROR\r\n");
        assertThat(written(served, LocalTime.of(16, 6, 16))).isEqualTo("at 160616\r\n");
        assertThat(written(served, LocalTime.of(16, 6, 16, 250_000_000)))
                .isEqualTo("at 160616.250\r\n");
        refused(served, "a time of which", LocalTime.of(16, 6, 16, 1));
    }

    @Test
    void namesAreEnglishWhateverTheLocale() throws Exception {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            Served served = echo("at {t}", "@Format(\"d-MMM-yyyy\") java.time.LocalDate");

            assertThat(served.answer("at 5-Sep-2026\r\n")).isEqualTo("2026-09-05\r\n");
            assertThat(served.answer("at 15-SEP-2026\r\n")).isEqualTo("2026-09-15\r\n");
            assertThat(served.answer("at 5-Okt-2026\r\n")).isEqualTo("ERROR\r\n");
            assertThat(written(served, LocalDate.of(2026, 10, 5))).isEqualTo("at 5-Oct-2026\r\n");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void theLetterCaseOfNamesMattersIfThatOfLiteralsDoes() throws Exception {
        Served served =
                echo(
                        "@LineProtocol(spelling = Spelling.EXACT)",
                        "at {t}",
                        "@Format(\"d-MMM-yyyy\") java.time.LocalDate");

        assertThat(served.answer("at 5-Sep-2026\r\n")).isEqualTo("2026-09-05\r\n");
        assertThat(served.answer("at 5-SEP-2026\r\n")).isEqualTo("ERROR\r\n");
    }

    @Test
    void offsetsAndInstants() throws Exception {
        Served offset = echo("at {t}", "@Format(\"yyyy-MM-dd'T'HH:mmZ\") java.time.OffsetDateTime");
        assertThat(offset.answer("at 2026-11-29T16:06+0130\r\n"))
                .isEqualTo("2026-11-29T16:06+01:30\r\n");
        assertThat(written(offset, OffsetDateTime.parse("2026-11-29T16:06-08:00")))
                .isEqualTo("at 2026-11-29T16:06-0800\r\n");

        Served instant = echo("at {t}", "@Format(\"yyyyMMddHHmmss\") java.time.Instant");
        assertThat(instant.answer("at 20261129160616\r\n")).isEqualTo("2026-11-29T16:06:16Z\r\n");
        assertThat(written(instant, Instant.parse("2026-11-29T16:06:16Z")))
                .isEqualTo("at 20261129160616\r\n");
        refused(instant, "a time of which", Instant.parse("2026-11-29T16:06:16.1Z"));

        Served zoned = echo("at {t}", "@Format(\"yyyyMMddHHmmX\") java.time.Instant");
        assertThat(zoned.answer("at 202611291606+02\r\n")).isEqualTo("2026-11-29T14:06:00Z\r\n");
        assertThat(written(zoned, Instant.parse("2026-11-29T16:06:00Z")))
                .isEqualTo("at 202611291606Z\r\n");
    }

    @Test
    void optionalValuesListsAndFreeTexts() throws Exception {
        Served optional = echo("at[ {t}]", "@Format(\"HHmm\") Optional<java.time.LocalTime>");
        assertThat(optional.answer("at 1606\r\nat\r\nat 2400\r\n"))
                .isEqualTo("Optional[16:06]\r\nOptional.empty\r\nERROR\r\n");
        assertThat(written(optional, Optional.of(LocalTime.of(16, 6)))).isEqualTo("at 1606\r\n");

        Served list = echo("at {t,...}", "@Format(\"HHmm\") List<java.time.LocalTime>");
        assertThat(list.answer("at 1606,1707\r\nat 1606,,1707\r\n"))
                .isEqualTo("[16:06, 17:07]\r\nERROR\r\n");
        assertThat(written(list, List.of(LocalTime.of(1, 2), LocalTime.of(3, 4))))
                .isEqualTo("at 0102,0304\r\n");

        Served text =
                echo(
                        "at \\\"{t*}\\\"",
                        "@Format(\"d-MMM-yyyy HH:mm:ss Z\") java.time.OffsetDateTime");
        assertThat(text.answer("at \"1-Nov-2026 16:06:16 +0000\"\r\n"))
                .isEqualTo("2026-11-01T16:06:16Z\r\n");
        assertThat(written(text, OffsetDateTime.parse("2026-11-01T16:06:16Z")))
                .isEqualTo("at \"1-Nov-2026 16:06:16 +0000\"\r\n");
    }

    // ---- everywhere

    @Test
    void repliesRecordsAlternativesFailuresAndPushes() throws Exception {
        Served served =
                Served.compile(
                        """
                        @LineProtocol public interface X {
                            @Command("now") @Reply("111 {}") @Format("yyyyMMddHHmm") java.time.LocalDateTime now();
                            @Command("stat") @Reply("2 {n} {on} {at}") Stat stat();
                            record Stat(int n, @Format("yyMMdd") java.time.LocalDate on, Stamp at) {}
                            record Stamp(@Format("HHmm") java.time.LocalTime value) {}
                            @Command("all") @Reply(each = "{}", end = ".") @Format("HH:mm") List<java.time.LocalTime> all();
                            @Command("span") @Reply("3 {}") Span span() throws Gone;
                            @Format("{from}-{to}") record Span(@Format("HHmm") java.time.LocalTime from, @Format("HHmm") java.time.LocalTime to) {}
                            @Reply("gone {since}") class Gone extends Exception { private final java.time.LocalDate since; public Gone(@Format("dd/MM/yyyy") java.time.LocalDate since) { this.since = since; } public java.time.LocalDate since() { return since; } }
                        }
                        final class H implements X {
                            public java.time.LocalDateTime now() { return java.time.LocalDateTime.of(2026, 11, 29, 16, 6); }
                            public Stat stat() { return new Stat(1, java.time.LocalDate.of(2026, 11, 29), new Stamp(java.time.LocalTime.of(1, 2))); }
                            public List<java.time.LocalTime> all() { return List.of(java.time.LocalTime.of(1, 2), java.time.LocalTime.of(3, 4)); }
                            public Span span() throws Gone { throw new Gone(java.time.LocalDate.of(2026, 11, 29)); }
                        }
                        """);

        assertThat(served.answer("now\r\nstat\r\nall\r\nspan\r\n"))
                .isEqualTo(
                        "111 202611291606\r\n2 1 261129 0102\r\n01:02\r\n03:04\r\n.\r\ngone 29/11/2026\r\n");
        try (Called client = new Called(served)) {
            assertThat(client.answered("now", "111 202611291606\r\n").join())
                    .isEqualTo(LocalDateTime.of(2026, 11, 29, 16, 6));
            assertThat(client.answered("stat", "2 1 261129 0102\r\n").join())
                    .hasToString("Stat[n=1, on=2026-11-29, at=Stamp[value=01:02]]");
            assertThat(client.answered("all", "01:02\r\n03:04\r\n.\r\n").join())
                    .hasToString("[01:02, 03:04]");
            assertThat(client.answered("span", "3 0102-0304\r\n").join())
                    .hasToString("Span[from=01:02, to=03:04]");
            assertThatThrownBy(() -> client.answered("span", "gone 29/11/2026\r\n").join())
                    .cause()
                    .extracting("since")
                    .isEqualTo(LocalDate.of(2026, 11, 29));
        }
    }

    @Test
    void aReplyThatIsNoDateIsNotRead() throws Exception {
        Served served =
                Served.compile(
                        "@LineProtocol public interface X { @Command(\"now\") @Reply(\"111 {}\") @Format(\"yyyyMMdd\") java.time.LocalDate now(); } final class H implements X { public java.time.LocalDate now() { return java.time.LocalDate.of(2026, 1, 2); } }");

        try (Called client = new Called(served)) {
            assertThat(client.answered("now", "111 20260231\r\n")).isCompletedExceptionally();
        }
    }

    @Test
    void fieldsOfBlocks() throws Exception {
        Served served =
                Served.compile(
                        """
                        @LineProtocol @Envelope(command = "{*}\\n\\n", reply = "{*}\\n\\n") public interface X {
                            @Command("Action: Put\\nDate: {on*}\\n[Time: {at}]") @Reply("Response: Ok\\nDate: {}") @Format("yyyy-MM-dd") java.time.LocalDate put(@Format("d MMM yyyy") java.time.LocalDate on, @Format("HH:mm") Optional<java.time.LocalTime> at);
                        }
                        final class H implements X {
                            public java.time.LocalDate put(java.time.LocalDate on, Optional<java.time.LocalTime> at) { return on.plusDays(at.map(java.time.LocalTime::getHour).orElse(0)); }
                        }
                        """);

        assertThat(served.answer("Action: Put\r\nTime: 03:00\r\nDate: 5 Jan 2026\r\n\r\n"))
                .isEqualTo("Response: Ok\r\nDate: 2026-01-08\r\n\r\n");
        assertThat(served.answer("Action: Put\r\nDate: 30 Feb 2026\r\n\r\n"))
                .doesNotContain("Response");
        try (Called client = new Called(served)) {
            var call =
                    client.call("put", LocalDate.of(2026, 1, 5), Optional.of(LocalTime.of(3, 0)));
            assertThat(client.received())
                    .isEqualTo("Action: Put\r\nDate: 5 Jan 2026\r\nTime: 03:00\r\n\r\n");
            client.answer("Response: Ok\r\nDate: 2026-01-08\r\n\r\n");
            assertThat(call.join()).isEqualTo(LocalDate.of(2026, 1, 8));
        }
    }

    // ---- patterns that are none

    private static void bad(String pattern, String type, String why) {
        assertThat(
                        Compiled.reports(
                                "@LineProtocol public interface X { @Command(\"at {t}\") void c(@Format(%s) java.time.%s t); }"
                                        .formatted(pattern, type)))
                .as(pattern)
                .singleElement()
                .asString()
                .contains("[Ropewalk/BadTimePattern] " + why);
    }

    @Test
    void aPatternThatCannotBeReadBackIsRefused() {
        bad("\"MMdd\"", "LocalDate", "\"MMdd\" cannot be the pattern of LocalDate t: a date needs");
        bad(
                "\"yyyyMMddHH\"",
                "LocalDate",
                "\"yyyyMMddHH\" cannot be the pattern of LocalDate t: LocalDate has no field H; change the pattern");
        bad(
                "\"GyyyyMMdd\"",
                "LocalDate",
                "\"GyyyyMMdd\" cannot be the pattern of LocalDate t: \"G\" is not known; use yy yyyy M");
        bad(
                "\"YYYYMMdd\"",
                "LocalDate",
                "\"YYYYMMdd\" cannot be the pattern of LocalDate t: \"YYYY\" is not known");
        bad(
                "\"yyyyMMddMM\"",
                "LocalDate",
                "\"yyyyMMddMM\" cannot be the pattern of LocalDate t: the field M occurs twice");
        bad(
                "\"dMyyyy\"",
                "LocalDate",
                "\"dMyyyy\" cannot be the pattern of LocalDate t: the end of d is unknown");
        bad(
                "\"hh:mm\"",
                "LocalTime",
                "\"hh:mm\" cannot be the pattern of LocalTime t: a time needs the hour");
        bad(
                "\"HHss\"",
                "LocalTime",
                "\"HHss\" cannot be the pattern of LocalTime t: a time needs the hour");
        bad(
                "\"yyyyMMdd\"",
                "OffsetDateTime",
                "\"yyyyMMdd\" cannot be the pattern of OffsetDateTime t: a time needs");
        bad(
                "\"yyyyMMddHH\"",
                "OffsetDateTime",
                "\"yyyyMMddHH\" cannot be the pattern of OffsetDateTime t: it needs the offset from UTC, X or Z");
        bad(
                "\"HH'\"",
                "LocalTime",
                "\"HH'\" cannot be the pattern of LocalTime t: a quote is not closed");
        bad(
                "\"HH[mm\"",
                "LocalTime",
                "\"HH[mm\" cannot be the pattern of LocalTime t: a bracket is not closed");
        bad(
                "\" HH\"",
                "LocalTime",
                "\" HH\" cannot be the pattern of LocalTime t: it has a control character, or a blank");
        bad(
                "\"\"",
                "LocalTime",
                "\"\" cannot be the pattern of LocalTime t: it has a control character, or a blank");
    }

    @Test
    void aPatternOfWhatIsNoTimeHasNoEffect() {
        assertThat(
                        Compiled.reports(
                                "@LineProtocol public interface X { @Command(\"at {t}\") void c(@Format(\"HH\") int t); }"))
                .containsExactly(
                        "[Ropewalk/IgnoredAnnotation] @Format on t has no effect: it is not a date or time; remove it, or move it to the type");
    }
}
