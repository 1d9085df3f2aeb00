package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.ropewalk.testing.StringTransport;

/** What is written is read back as the same values, or it is refused when it is written. */
class NastyValuesTest {
    private static final int CALLS = Integer.getInteger("ropewalk.law", 400);
    private static final int CALLS_OF_ONE_CLIENT = 40;
    private static final long SEED = 16;

    /** Pieces of values: what stands in the templates, blanks, and letters. */
    private static final List<String> PIECES =
            List.of(
                    " ", "  ", "a", "b", "B", ":", ": ", "-", ",", ")", "(", "]", "[", ".", "/",
                    "OK", "FOUND", "END", "0", "7", "\t", "\u0001", "|", "#", "<", ">", "=",
                    "\u00e9", "\"", ".PEEK", "*", "~", "\\", "{", "}", "x");

    private enum Kind {
        TEXT("String", random -> text(random)),
        INT("int", random -> number(random)),
        CHAR("char", random -> one(random)),
        FLAG("boolean", random -> random.nextBoolean()),
        MAYBE(
                "Optional<String>",
                random -> random.nextBoolean() ? Optional.of(text(random)) : Optional.empty()),
        MAYBE_INT(
                "OptionalInt",
                random ->
                        random.nextBoolean()
                                ? OptionalInt.of(number(random))
                                : OptionalInt.empty()),
        LIST("List<String>", random -> texts(random));

        private final String type;
        private final Function<Random, Object> values;

        Kind(String type, Function<Random, Object> values) {
            this.type = type;
            this.values = values;
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static int number(Random random) {
        return random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(25) - 12;
    }

    private static char one(Random random) {
        String text = text(random);
        return text.isEmpty() ? 'c' : text.charAt(0);
    }

    private static List<String> texts(Random random) {
        List<String> texts = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            texts.add(text(random));
        }
        return texts;
    }

    private record Line(String annotation, String template, List<Kind> kinds) {
        Served served() {
            List<String> parameters = new ArrayList<>();
            List<String> shown = new ArrayList<>();
            for (int i = 0; i < kinds.size(); i++) {
                String name = kinds.get(i) == Kind.FLAG ? "peek" : "v" + i;
                parameters.add(kinds.get(i).type + " " + name);
                shown.add(name);
            }
            return Served.compile(
                    "%s public interface X { @Command(\"%s\") @Reply(\"ok\") void c(%s); } final class H implements X { static final List<List<Object>> SEEN = new ArrayList<>(); public void c(%s) { SEEN.add(List.of(%s)); } }"
                            .formatted(
                                    annotation,
                                    template,
                                    String.join(", ", parameters),
                                    String.join(", ", parameters),
                                    String.join(", ", shown)));
        }
    }

    private static Line line(String template, Kind... kinds) {
        return new Line("@LineProtocol", template, List.of(kinds));
    }

    private static Line oneSpace(String template, Kind... kinds) {
        return new Line("@LineProtocol(separator = Separator.ONE_SPACE)", template, List.of(kinds));
    }

    private static Line blanks(String template, Kind... kinds) {
        return new Line("@LineProtocol(separator = Separator.BLANKS)", template, List.of(kinds));
    }

    private static final List<Line> LINES =
            List.of(
                    line("say {v0*}: {v1*}", Kind.TEXT, Kind.TEXT),
                    oneSpace("say {v0*}: {v1*}", Kind.TEXT, Kind.TEXT),
                    blanks("say {v0*}: {v1*}", Kind.TEXT, Kind.TEXT),
                    line("f {v0*}: {v1} FOUND", Kind.TEXT, Kind.TEXT),
                    oneSpace("f {v0*}: {v1} FOUND", Kind.TEXT, Kind.TEXT),
                    line("f {v0*}:{v1*} FOUND", Kind.TEXT, Kind.TEXT),
                    line("f {v0*}OK", Kind.TEXT),
                    line("f {v0*} OK", Kind.TEXT),
                    oneSpace("f {v0*}[\\t{v1*}]", Kind.TEXT, Kind.MAYBE),
                    line("f {v0}[\\t{v1*}]", Kind.TEXT, Kind.MAYBE),
                    blanks(
                            "f {v0}\\t{v1*}\\t[{v2}]\\t{v3*}",
                            Kind.TEXT,
                            Kind.TEXT,
                            Kind.MAYBE,
                            Kind.TEXT),
                    line(
                            "f {v0}\\t{v1*}\\t[{v2}][\\t{v3*}]",
                            Kind.INT,
                            Kind.TEXT,
                            Kind.MAYBE_INT,
                            Kind.MAYBE),
                    line("f {v0}-[{v1}]", Kind.INT, Kind.MAYBE_INT),
                    line("f {v0}-[{v1}] {v2*}", Kind.TEXT, Kind.MAYBE, Kind.TEXT),
                    line("f ([{v0...}]) {v1*}", Kind.LIST, Kind.TEXT),
                    line("f ([{v0...}]){v1}", Kind.LIST, Kind.TEXT),
                    line("f {v0}:{v1}[|#{v2,...}]", Kind.TEXT, Kind.INT, Kind.LIST),
                    line("f {v0,...}:{v1*}", Kind.LIST, Kind.TEXT),
                    line("f {v0}[.PEEK] {v2}", Kind.TEXT, Kind.FLAG, Kind.TEXT),
                    line("f {v0:3}{v1}", Kind.TEXT, Kind.TEXT),
                    line("f {v0:2}{v1:3} {v2*}", Kind.INT, Kind.TEXT, Kind.TEXT),
                    line("f {v0}{v1*}\\t{v2*}", Kind.CHAR, Kind.TEXT, Kind.TEXT),
                    line("{v0}[ ],[ ]{v1}", Kind.TEXT, Kind.INT),
                    line("f {v0}[ {v1*}]", Kind.TEXT, Kind.MAYBE),
                    oneSpace("f {v0}[ {v1*}]", Kind.TEXT, Kind.MAYBE),
                    blanks("f {v0}[ {v1*}]", Kind.TEXT, Kind.MAYBE),
                    line("f[ {v0*}]", Kind.MAYBE),
                    oneSpace("f[ {v0*}]", Kind.MAYBE),
                    oneSpace("f <{v0}>[ {v1*}]", Kind.TEXT, Kind.MAYBE),
                    blanks("f <{v0}>[ {v1*}]", Kind.TEXT, Kind.MAYBE),
                    line("f {v0...}", Kind.LIST),
                    oneSpace("f {v0...} {v1}", Kind.LIST, Kind.TEXT),
                    line("f {v0 ...}", Kind.LIST),
                    line("f[ {v0...}]", Kind.LIST),
                    line("f[ {v0,...}] {v1:4}", Kind.LIST, Kind.INT),
                    line("f {v0}/{v1}", Kind.TEXT, Kind.TEXT),
                    line("f '{v0*}'", Kind.TEXT),
                    line("f <{v0}>[ {v1*}]", Kind.TEXT, Kind.MAYBE),
                    line("f[ {v0*}\\t[ {v1*}]]", Kind.MAYBE, Kind.MAYBE),
                    line(
                            "f {v0}[ {v1*}: {v2}[ {v3*}]]",
                            Kind.TEXT,
                            Kind.MAYBE,
                            Kind.MAYBE,
                            Kind.MAYBE),
                    line("f \\\"{v0*}\\\" {v1}", Kind.TEXT, Kind.TEXT));

    @TestFactory
    Stream<DynamicTest> every_line_keeps_the_law() {
        return LINES.stream()
                .map(
                        line ->
                                DynamicTest.dynamicTest(
                                        line.annotation() + " " + line.template(),
                                        () -> keepsTheLaw(line)));
    }

    private static void keepsTheLaw(Line line) throws Exception {
        Served served = line.served();
        Random random = new Random(SEED);
        var seenField = served.type("H").getDeclaredField("SEEN");
        seenField.setAccessible(true);
        List<?> seen = (List<?>) seenField.get(null);
        int written = 0;
        for (int i = 0; i < CALLS; i += CALLS_OF_ONE_CLIENT) {
            try (Called client = new Called(served)) {
                for (int j = 0; j < CALLS_OF_ONE_CLIENT; j++) {
                    Object[] values =
                            line.kinds().stream().map(kind -> kind.values.apply(random)).toArray();
                    CompletableFuture<?> call = client.call("c", values);
                    String sent = client.received();
                    if (call.isCompletedExceptionally()) {
                        assertThat(sent).isEmpty();
                        continue;
                    }
                    written++;
                    int before = seen.size();
                    StringTransport server = served.connect();
                    server.deliver(sent);
                    assertThat(server.text()).as(sent).isEqualTo("ok\r\n");
                    assertThat(seen).as(sent).hasSize(before + 1);
                    assertThat(seen.get(before)).as(sent).isEqualTo(List.of(values));
                }
            }
        }
        assertThat(written).isPositive();
    }

    /** The text behind a group that is absent could be taken for the group. */
    @Test
    void a_reply_with_a_group_before_a_text_is_read_back() throws Exception {
        Served served =
                Served.compile(
                        "@LineProtocol @Errors(failed = @Reply(value = \"F\", close = true)) public interface X { @Command(\"c {n}\") R c(int n); @Reply(\"A[ \\\\[{b}\\\\]] {t*}\") record R(Optional<String> b, String t) {} } final class H implements X { public R c(int n) { return n == 0 ? new R(Optional.empty(), \"[x] y\") : n == 1 ? new R(Optional.of(\"x\"), \"[y] z\") : new R(Optional.empty(), \"y [x]\"); } }");

        assertThat(served.answer("c 0\r\n")).isEqualTo("F\r\n");
        assertThat(served.answer("c 1\r\nc 2\r\n")).isEqualTo("A [x] [y] z\r\nA y [x]\r\n");
    }
}
