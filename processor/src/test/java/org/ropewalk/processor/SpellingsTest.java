package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ropewalk.processor.Called.refused;
import static org.ropewalk.processor.Called.written;

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Records with several formats: all are read, the first that can write a value is written. */
class SpellingsTest {
    private static final String RANGE =
            "@Format({\"{start}:[{end}]\", \"{start}\"}) record V(int start, OptionalInt end) {}";
    private static final String LAST =
            "@Format({\"{number}\", \"*\"}) record V(OptionalLong number) {}";
    private static final String FLAG =
            "@Format({\"\\\\\\\\{name}\", \"{name}\"}) record V(String name) {}";
    private static final String SAMPLE =
            "@Format({\"{name}:{value}|{type}|@{rate}\", \"{name}:{value}|{type}\"})"
                    + " record V(String name, String value, String type, Optional<Double> rate) {}";
    private static final String SIGNED =
            "@Format({\"+{up}\", \"-{down}\"}) record V(Optional<Double> up, Optional<Double> down) {}";

    /** A command that shows its value, and one that answers it. */
    private static Served echo(String template, String types) {
        return Served.compile(
                "@LineProtocol(spelling = Spelling.EXACT) public interface X { @Command(\"c %s\") @Reply(\"{'{}'}\") String c(V v); @Command(\"same %s\") @Reply(\"is {}\") V same(V v); %s } final class H implements X { public String c(X.V v) { return String.valueOf(v); } public X.V same(X.V v) { return v; } }"
                        .formatted(template, template, types));
    }

    private static Served echo(String types) {
        return echo("{v}", types);
    }

    private static Object make(Served served, String type, Object... values) throws Exception {
        Constructor<?> constructor = served.type("X$" + type).getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    private static Object value(Served served, Object... values) throws Exception {
        return make(served, "V", values);
    }

    private static List<String> reports(String types) {
        return Compiled.reports(
                "@LineProtocol public interface X { @Command(\"c {v}\") void c(V v); "
                        + types
                        + " }");
    }

    // ---- what is read and written

    @Test
    void allAreReadAndTheFirstThatCanIsWritten() throws Exception {
        Served served = echo(RANGE);

        assertThat(served.answer("c 3:7\r\nc 3:\r\nc 3\r\n"))
                .isEqualTo(
                        "V[start=3, end=OptionalInt[7]]\r\nV[start=3, end=OptionalInt.empty]\r\nV[start=3, end=OptionalInt.empty]\r\n");
        assertThat(served.answer("c 3:x\r\nc x\r\nc 3:7:8\r\nc :7\r\n"))
                .isEqualTo("ERROR\r\n".repeat(4));
        assertThat(written(served, value(served, 3, OptionalInt.of(7)))).isEqualTo("c 3:7\r\n");
        assertThat(written(served, value(served, 3, OptionalInt.empty()))).isEqualTo("c 3:\r\n");
    }

    @Test
    void aFormatMayLeaveOutWhatMayBeMissing() throws Exception {
        Served served = echo(LAST);

        assertThat(served.answer("c 12\r\nc *\r\nsame *\r\nsame 12\r\nc x\r\n"))
                .isEqualTo(
                        "V[number=OptionalLong[12]]\r\nV[number=OptionalLong.empty]\r\nis *\r\nis 12\r\nERROR\r\n");
        assertThat(written(served, value(served, OptionalLong.of(12)))).isEqualTo("c 12\r\n");
        assertThat(written(served, value(served, OptionalLong.empty()))).isEqualTo("c *\r\n");
    }

    @Test
    void aFormatMayLeaveOutListsAndFlags() throws Exception {
        Served served =
                echo(
                        "@Format({\"{n}\", \"{n}={all,...}[!urgent]\"})"
                                + " record V(int n, List<String> all, boolean urgent) {}");

        assertThat(served.answer("c 1=a,b!urgent\r\nc 1\r\nsame 1=a\r\nsame 1=\r\n"))
                .isEqualTo(
                        "V[n=1, all=[a, b], urgent=true]\r\nV[n=1, all=[], urgent=false]\r\nis 1=a\r\nis 1\r\n");
    }

    @Test
    void theMoreSpecificFormatIsReadFirst() throws Exception {
        Served served = echo(FLAG);

        assertThat(served.answer("c \\Seen\r\nc Seen\r\nc \\\\Seen\r\n"))
                .isEqualTo("V[name=Seen]\r\nV[name=Seen]\r\nV[name=\\Seen]\r\n");
        assertThat(served.answer("same Seen\r\n")).isEqualTo("is \\Seen\r\n");
        assertThat(written(served, value(served, "\\Seen"))).isEqualTo("c \\\\Seen\r\n");
        // A value that begins with the literal of the other format is written by that.
        Served turned = echo("@Format({\"{name}\", \"\\\\\\\\{name}\"}) record V(String name) {}");
        assertThat(written(turned, value(turned, "Seen"))).isEqualTo("c Seen\r\n");
        assertThat(written(turned, value(turned, "\\Seen"))).isEqualTo("c \\\\Seen\r\n");
    }

    @Test
    void ofFormatsThatBeginAlikeTheOneWithMoreLiteralsIsReadFirst() throws Exception {
        Served served = echo(SAMPLE);

        assertThat(served.answer("c a:1|c|@0.5\r\nc a:1|c\r\nc a:1\r\nc a:1|c|@x\r\n"))
                .isEqualTo(
                        "V[name=a, value=1, type=c, rate=Optional[0.5]]\r\nV[name=a, value=1, type=c, rate=Optional.empty]\r\nERROR\r\nV[name=a, value=1, type=c|@x, rate=Optional.empty]\r\n");
        assertThat(written(served, value(served, "a", "1", "c", Optional.of(0.5))))
                .isEqualTo("c a:1|c|@0.5\r\n");
        assertThat(written(served, value(served, "a", "1", "c", Optional.empty())))
                .isEqualTo("c a:1|c\r\n");
    }

    @Test
    void aValueThatNoFormatCanWriteIsRefused() throws Exception {
        Served samples = echo(SAMPLE);
        String why = "a value that none of the forms {name}:{value}|{type}|@{rate} or";
        refused(samples, why, value(samples, "a", "1", "c|@2", Optional.empty()));
        refused(samples, why, value(samples, "a:b", "1", "c", Optional.empty()));
        refused(samples, why, value(samples, "a", "1", "c d", Optional.of(1.0)));

        Served signed = echo(SIGNED);
        assertThat(written(signed, value(signed, Optional.empty(), Optional.of(2.0))))
                .isEqualTo("c -2.0\r\n");
        refused(
                signed,
                "a value that none of the forms +{up} or -{down} can write",
                value(signed, Optional.of(1.0), Optional.of(2.0)));
        refused(signed, "a value that none", value(signed, Optional.empty(), Optional.empty()));
    }

    @Test
    void whatWasBegunBeforeTheValueIsKept() throws Exception {
        Served served =
                Served.compile(
                        "@LineProtocol public interface X { @Command(\"c {n} {v} {w,...}\") void c(int n, V v, List<V> w); @Format({\"{name}:{n:2}\", \"{name}\", \"{n}\"}) record V(Optional<String> name, OptionalInt n) {} } final class H implements X { public void c(int n, X.V v, List<X.V> w) {} }");
        Object name = make(served, "V", Optional.of("x"), OptionalInt.empty());
        Object both = make(served, "V", Optional.of("x"), OptionalInt.of(7));
        Object number = make(served, "V", Optional.empty(), OptionalInt.of(123));

        assertThat(written(served, 1, name, List.of(both, number, name)))
                .isEqualTo("c 1 x x:07,123,x\r\n");
        refused(
                served,
                "a value that none of the forms",
                1,
                name,
                List.of(make(served, "V", Optional.of("x"), OptionalInt.of(123))));
        // Would be read as the number.
        refused(
                served,
                "a value that none of the forms",
                1,
                make(served, "V", Optional.of("12"), OptionalInt.empty()),
                List.of(name));
    }

    @Test
    void formatsOfSeveralWords() throws Exception {
        Served served =
                echo(
                        "{v} end",
                        "@Format({\"from {low} to {high}\", \"from {low}\", \"all\"}) record V(OptionalInt low, OptionalInt high) {}");

        assertThat(served.answer("c from 1 to 2 end\r\nc from 1 end\r\nc all end\r\nc to end\r\n"))
                .isEqualTo(
                        "V[low=OptionalInt[1], high=OptionalInt[2]]\r\nV[low=OptionalInt[1], high=OptionalInt.empty]\r\nV[low=OptionalInt.empty, high=OptionalInt.empty]\r\nERROR\r\n");
        assertThat(written(served, value(served, OptionalInt.of(1), OptionalInt.empty())))
                .isEqualTo("c from 1 end\r\n");
        refused(served, "a value that none", value(served, OptionalInt.empty(), OptionalInt.of(2)));
    }

    @Test
    void allWordsOfAConstantAreReadAndTheFirstIsWritten() throws Exception {
        Served served =
                Served.compile(
                        "@LineProtocol public interface X { @Command(\"c {v} {w,...}\") @Reply(\"is {v}\") R c(V v, List<V> w); record R(V v) {} @Command(\"{v} {n}\") @Reply(\"{'{v} {n}'}\") void d(V v, int n); @Command(\"get {n}\") V get(int n); enum V { @Format({\"ON\", \"1\", \"true\"}) ON, OFF, @Format({\"auto\", \"default\"}) AUTO } } final class H implements X { public R c(X.V v, List<X.V> w) { return new R(v); } public void d(X.V v, int n) {} public X.V get(int n) { return X.V.values()[n]; } }");

        assertThat(served.answer("c 1 ON\r\nc true ON\r\nc DEFAULT 1,off\r\nc 2 ON\r\n"))
                .isEqualTo("is ON\r\nis ON\r\nis auto\r\nERROR\r\n");
        assertThat(served.answer("true 1\r\noff 2\r\ndefault 3\r\nyes 4\r\n"))
                .isEqualTo("ON 1\r\nOFF 2\r\nauto 3\r\nERROR\r\n");
        assertThat(served.answer("get 0\r\nget 2\r\n")).isEqualTo("ON\r\nauto\r\n");
        try (Called client = new Called(served)) {
            Object[] all = served.type("X$V").getEnumConstants();
            assertThat(client.call("c", all[0], List.of(all[2], all[1]))).isNotDone();
            assertThat(client.received()).isEqualTo("c ON auto,OFF\r\n");
            client.answer("is true\r\n");
            CompletableFuture<?> first = client.call("get", 0);
            client.answer("1\r\n");
            assertThat(first.join()).isEqualTo(all[0]);
            CompletableFuture<?> last = client.call("get", 2);
            client.answer("default\r\n");
            assertThat(last.join()).isEqualTo(all[2]);
        }
        assertThat(reports("enum V { @Format({\"a\", \"b\"}) A, B }"))
                .singleElement()
                .asString()
                .startsWith("[Ropewalk/NotAWord]");
    }

    // ---- inside other values

    @Test
    void insideSealedInterfacesAllFormatsAreToldApart() throws Exception {
        Served served =
                echo(
                        "sealed interface V {} @Format({\"{low}-{high}\", \"{low}-\"}) record A(int low, OptionalInt high) implements V {} @Format({\"{id}\", \"<{id}>\"}) record B(String id) implements V {} enum C implements V { ALL, NONE }");

        assertThat(served.answer("c 1-2\r\nc 1-\r\nc x\r\nc <1-2>\r\nc ALL\r\nsame 1-\r\n"))
                .isEqualTo(
                        "A[low=1, high=OptionalInt[2]]\r\nA[low=1, high=OptionalInt.empty]\r\nB[id=x]\r\nB[id=1-2]\r\nALL\r\nis 1-\r\n");
        assertThat(written(served, make(served, "B", "x"))).isEqualTo("c x\r\n");
        // The first format would be read as another alternative.
        assertThat(written(served, make(served, "B", "1-2"))).isEqualTo("c <1-2>\r\n");
        assertThat(written(served, make(served, "B", "1-"))).isEqualTo("c <1->\r\n");
        assertThat(written(served, make(served, "B", "ALL"))).isEqualTo("c <ALL>\r\n");
        refused(served, "a value that none of the forms {id} or", make(served, "B", "<x>"));
    }

    @Test
    void aValueWithSeveralFormatsInsideOthers() throws Exception {
        Served served =
                echo(
                        "{v}",
                        "sealed interface V permits Between, One {} @Format(\"{from}:{to}\") record Between(Last from, Last to) implements V {} @Format(\"{one}\") record One(Last one) implements V {} @Format({\"{number}\", \"*\"}) record Last(OptionalLong number) {}");

        assertThat(served.answer("same 1:*\r\nsame *:2\r\nsame *\r\nsame 7\r\nsame 7:\r\n"))
                .isEqualTo("is 1:*\r\nis *:2\r\nis *\r\nis 7\r\nERROR\r\n");
    }

    @Test
    void asAValueOfRespItIsOneElement() throws Exception {
        Served served =
                Served.compile(
                        "@LineProtocol(carrier = {Carrier.RESP, Carrier.LINE}, terminator = {Terminator.CRLF, Terminator.LF}) public interface X { @Command(\"C {v...}\") List<V> c(List<V> v); @Command(\"D {v}\") R d(V v); record R(Optional<V> v, int n) {} @Format({\"{a}:{b}\", \"{a}\"}) record V(String a, Optional<String> b) {} } final class H implements X { public List<X.V> c(List<X.V> v) { return v; } public R d(X.V v) { return new R(Optional.of(v), 1); } }");

        assertThat(served.answers("C a:b c\nD a\n"))
                .isEqualTo("*2\n$3\na:b\n$1\nc\n*2\n$1\na\n:1\n");
        try (Conversed both = new Conversed(served)) {
            Object first = make(served, "V", "a b", Optional.of("c"));
            Object second = make(served, "V", "d", Optional.empty());
            assertThat(both.call("c", List.of(first, second)).join())
                    .isEqualTo(List.of(first, second));
            assertThat(both.outcome("d", second))
                    .isEqualTo("R[v=Optional[V[a=d, b=Optional.empty]], n=1]");
        }
    }

    // ---- the law

    private static final List<String> TEXTS =
            List.of(
                    "", "a", "a:b", "1", "-1", "*", "\\", "\\a", "|@1", "c|@2", "a|", ":", "-",
                    "é");

    @Test
    void whatIsWrittenIsReadBackOrRefused() throws Exception {
        for (String types :
                List.of(
                        "@Format({\"{a}:{b}|{n}\", \"{a}:{b}\", \"{a}\"}) record V(String a, Optional<String> b, OptionalInt n) {}",
                        "@Format({\"{a}\", \"\\\\\\\\{a}\", \"{a}|@{n}\", \"{b}:{a}\"}) record V(String a, Optional<String> b, OptionalInt n) {}",
                        "@Format({\"*{a}\", \"{a}[-{b}]\", \"{n}.{a}\"}) record V(String a, Optional<String> b, OptionalInt n) {}",
                        "@Format({\"{n:3}{a}\", \"{b}-{a}\", \"<{a}>\"}) record V(String a, Optional<String> b, OptionalInt n) {}",
                        "@Format({\"{a} {b} {n}\", \"{a} {n}\", \"{a}\"}) record V(String a, Optional<String> b, OptionalInt n) {}")) {
            List<String> reports = reports(types);
            if (!reports.isEmpty()) {
                assertThat(reports).as(types).allMatch(each -> each.contains("Ambiguous"));
                continue;
            }
            Served served = echo(types);
            int read = 0;
            try (Called client = new Called(served)) {
                for (String a : TEXTS) {
                    for (String b : TEXTS) {
                        Object value =
                                value(
                                        served,
                                        a,
                                        b.isEmpty() ? Optional.empty() : Optional.of(b),
                                        (a + b).length() % 2 == 0
                                                ? OptionalInt.empty()
                                                : OptionalInt.of(b.length()));
                        CompletableFuture<?> call = client.call("same", value);
                        String line = client.received();
                        if (call.isCompletedExceptionally()) {
                            assertThat(line).isEmpty();
                            continue;
                        }
                        read++;
                        client.answer(served.answer(line));
                        assertThat(call)
                                .as(types + line)
                                .isCompletedWithValueMatching(value::equals);
                    }
                }
            }
            assertThat(read).as(types).isGreaterThan(5);
        }
    }

    // ---- what is refused when it is compiled

    @Test
    void formatsThatMatchOneLineAreAmbiguous() {
        assertThat(
                        reports(
                                "@Format({\"{from}:{to}\", \"{to}:{from}\"}) record V(int from, int to) {}"))
                .singleElement()
                .asString()
                .matches(
                        "\\[Ropewalk/AmbiguousChoice\\] \"\\{from}:\\{to}\" and \"\\{to}:\\{from}\" of V both match \"-?\\d+:-?\\d+\".*");
        assertThat(
                        reports(
                                "@Format({\"{a}\", \"{b}\"}) record V(Optional<String> a, Optional<String> b) {}"))
                .singleElement()
                .asString()
                .startsWith("[Ropewalk/AmbiguousChoice]");
    }

    @Test
    void nothingTellsWhereAValueEndsThatAnotherFollows() {
        assertThat(reports("@Format(\"{a}{b}\") record V(int a, String b) {}"))
                .containsExactly(
                        "[Ropewalk/TextWithoutEnd] The end of {a} in \"{a}{b}\" is unknown; put a literal after it, or write {a:3}, of three characters");
        assertThat(
                        Compiled.reports(
                                "@LineProtocol public interface X { @Command(\"c {a}{b}\") void c(String a, String b); @Command(\"d {a}{b}\") void d(char a, String b); @Command(\"e <{a:2}{b}>\") void e(int a, String b); }"))
                .singleElement()
                .asString()
                .startsWith("[Ropewalk/TextWithoutEnd]");
    }

    @Test
    void aNamedWordHasAValueOfOneWord() {
        for (String name : List.of("@Format(\"FROM {range}\")", "")) {
            for (String format : List.of("\"{a} to {b}\"", "{\"{a} to {b}\", \"all\"}")) {
                String optional = format.startsWith("{") ? "OptionalInt" : "int";
                assertThat(
                                Compiled.reports(
                                        "@LineProtocol public interface X { @Command(\"c {all=...}\") void c(All all); record All(%s Optional<V> range, boolean now) {} @Format(%s) record V(%s a, %s b) {} }"
                                                .formatted(name, format, optional, optional)))
                        .containsExactly(
                                "[Ropewalk/UnsupportedType] Type Optional<X.V> of range is not supported here; give it a @Format of one word");
            }
        }
    }

    @Test
    void aPairOfWordsHasTwoWords() {
        for (String type : List.of("Map<String, V>", "Map<V, String>")) {
            assertThat(
                            Compiled.reports(
                                    "@LineProtocol public interface X { @Command(\"c {all ...}\") void c(%s all); @Format({\"{a} to {b}\", \"{a}\"}) record V(String a, OptionalInt b) {} }"
                                            .formatted(type)))
                    .containsExactly(
                            "[Ropewalk/UnsupportedType] Type V of all is not supported here; give it a @Format of one word");
        }
    }

    @Test
    void aFormatMustHaveWhatCannotBeMissing() {
        assertThat(reports("@Format({\"{a}\", \"*\"}) record V(int a) {}"))
                .containsExactly("[Ropewalk/UnusedParameter] Parameter a is not in \"*\"; add {a}");
        assertThat(reports("@Format({\"+\", \"*\"}) record V(OptionalInt a) {}")).hasSize(2);
        assertThat(reports("@Format({\"+{a}\", \"*{a}\"}) record V(OptionalInt a) {}"))
                .isNotEmpty()
                .allMatch(each -> each.startsWith("[Ropewalk/OptionalOutsideGroup]"));
        assertThat(reports("@Format({}) record V(int a) {}")).isNotEmpty();
    }
}
