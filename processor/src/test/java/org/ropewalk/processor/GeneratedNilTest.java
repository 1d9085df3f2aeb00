package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ropewalk.processor.Called.outcome;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.line.Bytes;
import org.ropewalk.testing.StringTransport;

/** A bare word for an empty {@code Optional}, on both sides. */
class GeneratedNilTest {
    private static final String BODY =
            """
            @Errors(unknown = @Reply("BAD unknown"), usage = @Reply("BAD usage"), malformed = @Reply("BAD {'{message}'}"), failed = @Reply("BAD failed"))
            public interface X {
                @Command("put {name} {count} ({when} {flag})[ {more}]") @Reply("put {name} {count} <{when}> {flag}[ {more}]")
                Put put(Optional<String> name, OptionalInt count, OptionalLong when, Optional<Flag> flag, Optional<String> more);
                @Command("quote \\"{name}\\" x{content}") @Reply("quote \\"{name}\\" x{content}") Quote quote(Optional<String> name, Optional<Bytes> content);
                @Command("from {address}: {text*}") @Reply("from {address}: {text*}") From from(Address address, String text);
                @Command("whole {it}") @Reply("is {} end") Optional<String> whole(Optional<String> it);
                @Command("total {it}") @Reply("{}") OptionalInt total(OptionalInt it);
                @Command("last {last}") @Reply("last {last}") Last last(End last);
                record Put(Optional<String> name, OptionalInt count, OptionalLong when, Optional<Flag> flag, Optional<String> more) {}
                record Quote(Optional<String> name, Optional<Bytes> content) {}
                record From(Address address, String text) {}
                record Last(End last) {}
                @Format("({name} {route} \\"{box}\\" {port})") record Address(Optional<String> name, Optional<String> route, Optional<String> box, OptionalInt port) {}
                @Format({"at {number} {word}", "at * {word}"}) record End(OptionalInt number, Optional<String> word) {}
                enum Flag { @Format("SEEN") SEEN, @Format("NILS") NILS }
            }
            final class H implements X {
                public Put put(Optional<String> name, OptionalInt count, OptionalLong when, Optional<Flag> flag, Optional<String> more) { return new Put(name, count, when, flag, more); }
                public Quote quote(Optional<String> name, Optional<Bytes> content) { return new Quote(name, content); }
                public From from(Address address, String text) { return new From(address, text); }
                public Optional<String> whole(Optional<String> it) { return it; }
                public OptionalInt total(OptionalInt it) { return it; }
                public Last last(End last) { return new Last(last); }
            }
            """;

    private static final Served PLAIN =
            Served.compile(
                    "@LineProtocol(separator = Separator.ONE_SPACE) @Quoted(specials = \"()<>\", nil = \"NIL\")\n"
                            + BODY);

    private static final Served EXACT =
            Served.compile(
                    "@LineProtocol(spelling = Spelling.EXACT) @Quoted(specials = \"()\", escape = Quoted.Escape.DOUBLED, nil = \"nil\")\n"
                            + BODY);

    private static final Served LITERALS =
            Served.compile(
                    "@LineProtocol(separator = Separator.ONE_SPACE) @Quoted(specials = \"(){\", literal = Quoted.Literal.NON_SYNCHRONIZING, nil = \"NIL\")\n"
                            + BODY);

    @Test
    void theBareWordIsNoValue() {
        assertThat(
                        PLAIN.answers(
                                "put NIL NIL (nil NIL)\nput \"NIL\" 1 (2 seen) NIL\nput nil NIL (NIL NILS) \"nil\"\n"))
                .isEqualTo(
                        "put NIL NIL <NIL> NIL\nput \"NIL\" 1 <2> SEEN \"NIL\"\nput NIL NIL <NIL> NILS \"nil\"\n");
        assertThat(PLAIN.answers("quote NIL xNIL\nquote NILX x\"NIL\"\nquote \"NIL\" x\n"))
                .isEqualTo("quote NIL xNIL\nquote \"NILX\" x\"NIL\"\nquote \"NIL\" x\n");
        assertThat(PLAIN.answers("from (NIL \"NIL\" NIL NIL): NIL\nfrom (a NIL b 7): \n"))
                .isEqualTo("from (NIL \"NIL\" NIL NIL): NIL\nfrom (a NIL \"b\" 7): \n");
        assertThat(PLAIN.answers("whole NIL\nwhole \"NIL\"\ntotal NIL\ntotal 7\n"))
                .isEqualTo("is NIL end\nis \"NIL\" end\nNIL\n7\n");
    }

    @Test
    void anotherFormIsWrittenWhereOneIsForNoValue() {
        assertThat(PLAIN.answers("last at * NIL\nlast at 1 \"NIL\"\nlast at NIL a\n"))
                .isEqualTo(
                        "last at * NIL\nlast at 1 \"NIL\"\nBAD no value of the form at {number} {word} or at * {word}\n");
    }

    @Test
    void aSealedInterfaceHasTheWordInPlaceOfSeveralWords() throws Exception {
        Served served =
                Served.compile(
                        """
                        @LineProtocol @Quoted(specials = "()", nil = "NIL")
                        @Errors(malformed = @Reply("BAD"))
                        public interface X {
                            @Command("to {address}") @Reply("to {address}") To to(Address address);
                            record To(Address address) {}
                            sealed interface Address permits Mailbox, None {}
                            @Format("({name} {port})") record Mailbox(Optional<String> name, int port) implements Address {}
                            @Format("NIL") record None() implements Address {}
                        }
                        final class H implements X {
                            public To to(Address address) { return new To(address); }
                        }
                        """);
        assertThat(served.answers("to NIL\nto (NIL 1)\nto (\"NIL\" 2)\nto \"NIL\"\n"))
                .isEqualTo("to NIL\nto (NIL 1)\nto (\"NIL\" 2)\nBAD\n");
        try (Conversed both = new Conversed(served)) {
            for (Object address :
                    List.of(
                            made(served, "X$None"),
                            made(served, "X$Mailbox", Optional.of("NIL"), 1),
                            made(served, "X$Mailbox", Optional.empty(), 2))) {
                assertThat(both.outcome("to", address)).isEqualTo("To[address=" + address + "]");
            }
        }
    }

    @Test
    void aFormatOfTheWordIsBareInAList() throws Exception {
        Served served =
                Served.compile(
                        """
                        @LineProtocol @Quoted(specials = "()", nil = "NIL")
                        public interface X {
                            @Command("row ({cells...})") @Reply("row ({cells...})") Row row(List<Cell> cells);
                            record Row(List<Cell> cells) {}
                            @Format({"{value}", "NIL"}) record Cell(Optional<String> value) {}
                        }
                        final class H implements X {
                            public Row row(List<Cell> cells) { return new Row(cells); }
                        }
                        """);
        assertThat(served.answers("row (a NIL b)\n")).isEqualTo("row (a NIL b)\n");
        try (Called client = new Called(served)) {
            Object text = made(served, "X$Cell", Optional.of("NIL"));
            assertThat(outcome(client.call("row", List.of(text))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void noValueInsideQuotesIsRefused() throws Exception {
        Served served =
                Served.compile(
                        "@LineProtocol @Quoted(nil = \"NIL\") @Errors(failed = @Reply(\"BAD\")) public interface X { @Command(\"a \\\"{v}\\\"\") @Reply(\"a \\\"{v}\\\"\") R a(V v); record R(V v) {} @Format(\"({b} {c})\") record V(Optional<String> b, int c) {} } final class H implements X { public R a(V v) { return new R(v); } }");
        assertThat(served.answers("a \"(NIL 1)\"\n")).isEqualTo("a \"(NIL 1)\"\n");
        try (Called client = new Called(served)) {
            Object value = made(served, "X$V", Optional.empty(), 1);
            assertThat(outcome(client.call("a", value)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void fieldsOfBlocksAndPushesHaveTheWord() {
        Served served =
                Served.compile(
                        "@LineProtocol @Quoted(nil = \"NIL\") @Envelope(command = \"{*}\\n\\n\", reply = \"{*}\\n\\n\") @Errors(malformed = @Reply(\"R: bad\")) public interface X { @Command(\"A: b\\nName: {name}\\nCount:{count}\\n[Note: {note}]\") @Reply(\"R: ok\\nName: {name}\\nCount:{count}\\n[Note: {note}]\") R b(Optional<String> name, OptionalInt count, Optional<String> note); record R(Optional<String> name, OptionalInt count, Optional<String> note) {} } final class H implements X { public R b(Optional<String> name, OptionalInt count, Optional<String> note) { return new R(name, count, note); } }");
        assertThat(served.answers("A: b\nCount:NIL\nName: nil\n\n"))
                .isEqualTo("R: ok\nName: NIL\nCount:NIL\n\n");
        assertThat(served.answers("A: b\nCount:7\nName: \"NIL\"\nNote: NIL\n\n"))
                .isEqualTo("R: ok\nName: \"NIL\"\nCount:7\nNote: \"NIL\"\n\n");
    }

    @Test
    void theCaseOfTheWordCountsAsThatOfLiterals() {
        assertThat(EXACT.answers("whole nil\nwhole NIL\nwhole \"nil\"\n"))
                .isEqualTo("is nil end\nis \"NIL\" end\nis \"nil\" end\n");
    }

    @Test
    void aLiteralIsAValue() {
        StringTransport server = LITERALS.connect();
        server.deliver("whole {3+}\r\nNIL\r\n");
        assertThat(server.text()).isEqualTo("is \"NIL\" end\r\n");
    }

    @Test
    void numbersAndConstantsAreReadBesideTheWord() {
        for (String line :
                List.of(
                        "put a b (1 SEEN)",
                        "put a 1 (x SEEN)",
                        "put a 1 (1 NI)",
                        "put a 1 (\"NIL\" SEEN)",
                        "put a \"NIL\" (1 SEEN)",
                        "put a 1 (1 \"NIL\")")) {
            assertThat(PLAIN.answers(line + "\n")).as(line).startsWith("BAD ");
        }
        assertThat(PLAIN.answers("put NIL\n")).isEqualTo("BAD usage\n");
    }

    private static Optional<String> text(Random random) {
        String text =
                List.of(
                                "NIL",
                                "nil",
                                "Nil",
                                "NI",
                                "a b",
                                "",
                                "(",
                                ")",
                                "NIL)",
                                "\"",
                                "\\",
                                "{1}",
                                "x\"NIL\"")
                        .get(random.nextInt(13));
        return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(text);
    }

    private static OptionalInt number(Random random) {
        return random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(20) - 10);
    }

    private static Object[] arguments(Served served, String method, Random random)
            throws ReflectiveOperationException {
        OptionalLong when =
                random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextLong());
        Object[] flags = served.type("X$Flag").getEnumConstants();
        return switch (method) {
            case "put" ->
                    new Object[] {
                        text(random),
                        number(random),
                        when,
                        random.nextBoolean()
                                ? Optional.empty()
                                : Optional.of(flags[random.nextInt(2)]),
                        text(random)
                    };
            case "quote" -> new Object[] {text(random), text(random).map(each -> Bytes.of(each))};
            case "from" ->
                    new Object[] {
                        made(
                                served,
                                "X$Address",
                                text(random),
                                text(random),
                                text(random),
                                number(random)),
                        text(random).orElse("")
                    };
            case "last" -> new Object[] {made(served, "X$End", number(random), text(random))};
            case "total" -> new Object[] {number(random)};
            default -> new Object[] {text(random)};
        };
    }

    static Object made(Served served, String type, Object... values)
            throws ReflectiveOperationException {
        var constructor = served.type(type).getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    /** The components of a record, or the value itself. */
    static List<Object> values(Object read) throws ReflectiveOperationException {
        if (!read.getClass().isRecord()) {
            return List.of(read);
        }
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : read.getClass().getRecordComponents()) {
            component.getAccessor().setAccessible(true);
            values.add(component.getAccessor().invoke(read));
        }
        return values;
    }

    @Test
    void whatIsWrittenIsReadBackOnBothSides() throws Exception {
        Random random = new Random(6);
        int written = 0;
        for (Served served : List.of(PLAIN, EXACT, LITERALS)) {
            try (Called client = new Called(served)) {
                StringTransport server = served.connect();
                for (int i = 0; i < 900; i++) {
                    String method =
                            List.of("put", "quote", "from", "whole", "total", "last").get(i % 6);
                    Object[] values = arguments(served, method, random);
                    CompletableFuture<?> call = client.call(method, values);
                    server.deliver(client.received());
                    server.runTurns();
                    client.answer(server.takeText());
                    Object read = outcome(call);
                    if (read instanceof IllegalArgumentException) {
                        continue;
                    }
                    written++;
                    assertThat(values(read)).containsExactly(values);
                }
            }
        }
        assertThat(written).isGreaterThan(2000);
    }
}
