package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Declarations that few others resemble: each compiles, and is served as it is declared. */
class UnusualDeclarationsTest {
    private static final String IMPORTS = Compiled.IMPORTS.replace("package p;\n", "");

    @Test
    void theUnnamedPackage() {
        String text =
                """
                @LineProtocol(initial = X.Out.class)
                public interface X {
                    interface Out extends X {
                        @OnConnect @Reply("{}") int greeting();
                        @Command("IN") @Reply("OK") In in();
                        @Command("TRY") @Reply(value = "OK", absent = "NO") Optional<In> attempt();
                        @Command("ENTER") Entered enter();
                    }
                    interface In extends X {
                        @Command("OUT {n}") @Reply("OK {n}") Out out(int n);
                        @Command("QUIT") @Reply(value = "BYE", close = true) void quit();
                    }
                    @Reply("AT {n}") record Entered(int n, In in) {}
                    @Push interface Events { @Reply("* {text*}") void event(String text); }
                }
                """;

        assertThat(
                        Compiled.reports(
                                Compiled.compiler()
                                        .withProcessors(new RopewalkProcessor())
                                        .compile(Compiled.source("X", IMPORTS + text))))
                .isEmpty();
    }

    @Test
    void theFormatOfAResultWhoseTypeIsAVariable() {
        Served served =
                Served.compile(
                        """
                        @LineProtocol(initial = X.Main.class)
                        public interface X {
                            interface Named<T> {
                                @Command("NOW") @Reply("{}") @Format("uuuuMMdd") T now();
                                @Command("ALL") @Reply("{...}") @Format("uuuuMMdd") List<T> all();
                            }
                            interface Main extends Named<java.time.LocalDate> {}
                        }
                        final class H implements X.Main {
                            public java.time.LocalDate now() { return java.time.LocalDate.of(2020, 1, 2); }
                            public List<java.time.LocalDate> all() { return List.of(now(), now()); }
                        }
                        """);

        assertThat(served.answer("NOW\r\nALL\r\n")).isEqualTo("20200102\r\n20200102 20200102\r\n");
    }

    @Test
    void aClientWaitsForAPayloadWithoutALine() {
        Served served =
                Served.compile(
                        """
                        @LineProtocol
                        @Errors(misplaced = @Reply("MISPLACED"))
                        interface X {
                            @Command(value = "GET {name}", last = true)
                            @Payload(Payload.Framing.UNTIL_CLOSE) Bytes get(String name);
                        }
                        final class H implements X {
                            public Bytes get(String name) { return Bytes.of("the file " + name); }
                        }
                        """);

        assertThat(served.answer("GET a\r\n")).isEqualTo("the file a");
        assertThat(served.answer("GET a\r\nGET b\r\n")).isEqualTo("MISPLACED\r\n");
    }

    @Test
    void aListInALineThatIsOneOfAnotherState() {
        Served served =
                Served.compile(
                        """
                        @LineProtocol(initial = X.Out.class)
                        @Errors(
                                unknown = @Reply("UNKNOWN"),
                                misplaced = @Reply("MISPLACED"),
                                malformed = @Reply("MALFORMED {'{message}'}"))
                        @Limits(words = 3)
                        interface X {
                            interface Out extends X {
                                @Command("SET NAME {name}") @Reply("OK") In set(String name);
                            }
                            interface In extends X {
                                @Command("SET {bus}[ {functions...}]")
                                @Reply(value = "{bus}", close = true)
                                @Limits(words = 2)
                                void functions(int bus, List<Integer> functions);
                            }
                        }
                        final class H implements X.Out, X.In {
                            public X.In set(String name) { return this; }
                            public void functions(int bus, List<Integer> functions) {}
                        }
                        """);

        assertThat(served.answers("SET 1 2 3\nSET 1\nSET 1 2 3 4\nSET NAME a\nSET 1 2 3\n"))
                .isEqualTo("MISPLACED\nMISPLACED\nMALFORMED wrong words\nOK\n1\n");
    }

    @Test
    void partsOfAnOptionalFieldAreNotLost() {
        Served served =
                Served.compile(
                        """
                        @LineProtocol
                        @Envelope(command = "{*}\\n\\n", reply = "{*}\\n\\n")
                        @Errors(
                                unknown = @Reply("Error: unknown"),
                                malformed = @Reply("Error: {'{message}'}"),
                                failed = @Reply(value = "Error: failed", close = true))
                        interface X {
                            @Command("Do: play\\n[Range: npt={from}-[{to}]]")
                            @Reply("Done: play\\n[Range: npt={from}-[{to}]]\\n[Pair: {a} {b}]")
                            R play(OptionalInt from, OptionalInt to);
                            record R(
                                    OptionalInt from,
                                    OptionalInt to,
                                    Optional<String> a,
                                    Optional<String> b) {}
                        }
                        final class H implements X {
                            public X.R play(OptionalInt from, OptionalInt to) {
                                boolean odd = from.orElse(0) == 3;
                                boolean lost = from.orElse(0) == 4;
                                return new X.R(
                                        lost ? OptionalInt.empty() : from,
                                        to,
                                        odd ? Optional.of("a") : Optional.empty(),
                                        Optional.empty());
                            }
                        }
                        """);

        assertThat(served.answers("Do: play\nRange: npt=1-\n\n"))
                .isEqualTo("Done: play\nRange: npt=1-\n\n");
        assertThat(served.answers("Do: play\nRange: npt=1-2\n\nDo: play\n\n"))
                .isEqualTo("Done: play\nRange: npt=1-2\n\nDone: play\n\n");
        assertThat(served.answers("Do: play\nRange: npt=3-\n\n")).isEqualTo("Error: failed\n\n");
        assertThat(served.answers("Do: play\nRange: npt=4-5\n\n")).isEqualTo("Error: failed\n\n");
    }

    @Test
    void componentsWhoseNamesJavaForbids() {
        assertThat(
                        Compiled.reports(
                                "@LineProtocol public interface X { @Command(\"a\") @Reply(\"{n}\") R"
                                        + " a(); record R(int n, int wait) {} }"))
                .singleElement()
                .asString()
                .contains("wait")
                .contains("no component of a record may have it");
    }

    // ---- what a message advises helps

    private static void reports(String text, String... messages) {
        assertThat(Compiled.reports(text))
                .containsExactly(
                        Arrays.stream(messages)
                                .map(message -> "[Ropewalk/" + message)
                                .toArray(String[]::new));
    }

    private static void reportsIn(String text, String... messages) {
        reports("@LineProtocol public interface X { " + text + " }", messages);
    }

    @Test
    void escapedBrackets() {
        String message =
                "NotYetSupported] A blank before a group is not supported yet; move it into the"
                        + " group: [ %s]; write a bracket of the line as \\\\[";

        reportsIn("@Command(\"a\") @Reply(\"ACK [5@0] {}\") int a();", message.formatted("5@0"));
        reportsIn("@Command(\"a [{b}]\") void a(Optional<String> b);", message.formatted("{b}"));
        assertThat(
                        Compiled.reports(
                                "@LineProtocol public interface X { @Command(\"a[ {b}]\") @Reply(\"ACK"
                                        + " \\\\[5@0\\\\] {}\") int a(Optional<String> b); }"))
                .isEmpty();
    }

    @Test
    void classesOfJavaThatNoWordStandsFor() {
        String own = "use your own type with a public static parse(String)";

        reportsIn(
                "@Command(\"a {b}\") void a(OptionalDouble b);",
                "UnsupportedType] Type OptionalDouble of b is not supported here; use"
                        + " Optional<Double>");
        reportsIn(
                "@Command(\"a {b}\") void a(BitSet b);",
                "UnsupportedType] Type BitSet of b is not supported here; " + own);
    }

    @Test
    void aRecordIsWrittenByItsComponents() {
        reportsIn(
                "@Command(\"a\") @Reply(\"OK {}\") R a(); record R(int n, long size) {}",
                "UnsupportedType] Type R of the result is not supported here; write its components,"
                        + " such as {size}, or add @Format to the record");
        assertThat(
                        Compiled.reports(
                                "@LineProtocol public interface X { @Command(\"a\") @Reply(\"OK {n}"
                                        + " {size}\") R a(); record R(int n, long size) {} }"))
                .isEmpty();
    }

    @Test
    void anEnvelopeThatCannotBeReadIsReportedAlone() {
        reports(
                """
                @LineProtocol(order = Order.TAGGED)
                @Envelope(command = "{*},{tag}", reply = "{*},{tag}")
                @Errors(unknown = @Reply("NAK"))
                public interface X {
                    @Command("GET {n}") @Reply("ACK {}") int get(int n);
                    @Push interface Events { @Reply("ALARM {n}") void alarm(int n); }
                }
                """,
                "NotYetSupported] A value after a command is not supported yet; use literals"
                        + " there, or write it in the commands");
    }

    @Test
    void aPushWhoseLineCannotBeReadIsReportedOnce() {
        assertThat(
                        Compiled.reports(
                                "@LineProtocol public interface X { @Command(\"a\") void a(); @Push"
                                        + " interface E { @Reply(\"b {c\") void b(int c); } }"))
                .singleElement()
                .asString()
                .contains("TemplateSyntax");
    }

    private static String blocks(String envelope, String text) {
        return "@LineProtocol @Envelope("
                + envelope
                + ") public interface X { @Command(\"Do: ping\") @Reply(\"At: once\") void ping(); "
                + text
                + " }";
    }

    @Test
    void bareLinesBetweenBlocks() {
        String both = "command = \"{*}\\n\\n\", reply = \"{*}\\n\\n\"";
        String named = "\"PONG\" is a line, but \"At: once\\n\\n\" is a block; ";
        String pong = "@Command(\"Do: pong\") @Reply(value = \"PONG\", bare = true) void pong();";

        reports(
                blocks(both, pong),
                "MixedHeads] " + named + "remove bare, because only a greeting may be a line");
    }

    @Test
    void thePlaceOfALengthInABlock() {
        String put =
                "@LineProtocol public interface X { @Command(\"%s\\n\\n\") void put("
                        + "@Payload(trailer = Payload.Trailer.NONE) Bytes b); }";

        reports(
                put.formatted("Size: {b.length}\\nDo: put"),
                "NotYetSupported] The length of a payload in the first line of its block is not"
                        + " supported yet; write its field after another line");
        assertThat(Compiled.reports(put.formatted("Do: put\\nSize: {b.length}"))).isEmpty();
    }

    @Test
    void fieldsWithoutAValue() {
        String both = "command = \"{*}\\n\\n\", reply = \"{*}\\n\\n\"";

        assertThat(
                        Compiled.reports(
                                blocks(
                                        both,
                                        "@Command(\"Do: put\\n[Header: fixed16]\") @Reply(\"At:"
                                                + " x\") void put(boolean headerFixed16);")))
                .isEmpty();
        assertThat(
                        Compiled.reports(
                                blocks(
                                        both,
                                        "enum H { FIXED } @Command(\"Do: put\\n[Header: {h}]\") @Reply(\"At:"
                                                + " x\") void put(Optional<H> h);")))
                .isEmpty();
    }

    @Test
    void aMapInTheFirstLine() {
        reports(
                "@LineProtocol @Envelope(command = \"{*}\\n\\n\") public interface X {"
                        + " @Command(\"{all: ...}\") void put(Map<String, String> all); }",
                "UnsupportedType] Type Map<String, String> of all is not supported here; write it"
                        + " after the first line of a block, or write {all=...} for named words");
    }
}
