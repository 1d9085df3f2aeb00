package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/**
 * Declarations with types that no author of a protocol is expected to write: each ends in working
 * code, or in one diagnostic for each place.
 */
class UnexpectedTypesTest {
    private static void reports(String text, String... messages) {
        assertThat(Compiled.reports(text)).containsExactly(messages);
    }

    private static String unsupported(String type, String of, String remedy) {
        return "[Ropewalk/UnsupportedType] Type %s of %s is not supported here; %s"
                .formatted(type, of, remedy);
    }

    @Test
    void anAlternativeBelowTwoSealedInterfaces() throws Exception {
        Served served =
                Served.compile(
                        """
                        @LineProtocol public interface X {
                          @Command("A {k}") S a(int k);
                          sealed interface S permits T, W {}
                          sealed interface T extends S permits U, V {}
                          sealed interface W extends S permits U {}
                          @Reply("U {n}") record U(int n) implements T, W {}
                          @Reply("V") record V() implements T {}
                        }
                        final class H implements X {
                          public X.S a(int k) { return k == 0 ? new X.V() : new X.U(k); }
                        }
                        """);

        assertThat(served.answer("A 0\r\nA 7\r\n")).isEqualTo("V\r\nU 7\r\n");
        try (Called client = new Called(served)) {
            assertThat(client.call("a", 1)).isNotDone();
            client.answer("U 7\r\n");
            var second = client.call("a", 0);
            client.answer("V\r\n");
            assertThat(second.join()).hasToString("V[]");
        }
    }

    @Test
    void aCommandThatAFunctionalInterfaceOfJavaDeclares() {
        Served served =
                Served.compile(
                        """
                        @LineProtocol public interface X extends java.util.function.Function<String, Integer> {
                          @Override @Command("LEN {t}") @Reply("{}") Integer apply(String t);
                        }
                        final class H implements X {
                          public Integer apply(String t) { return t.length(); }
                        }
                        """);

        assertThat(served.answer("LEN four\r\n")).isEqualTo("4\r\n");
    }

    @Test
    void anExceptionInsideAnEnum() {
        Served served =
                Served.compile(
                        """
                        @LineProtocol public interface X {
                          @Command("A") @Reply("OK") void a() throws K.No;
                          enum K { A; @Reply("NO {message*}") static final class No extends Exception { private static final long serialVersionUID = 1; public No(String message) { super(message); } } }
                        }
                        final class H implements X { public void a() throws K.No { throw new K.No("never"); } }
                        """);

        assertThat(served.answer("A\r\n")).isEqualTo("NO never\r\n");
    }

    @Test
    void anAccessorThatIsDeprecatedThoughItsComponentIsNot() {
        reports(
                "@LineProtocol interface X { @Command(\"a\") @Reply(\"R {n}\") R a(); record R(int n) { @Override @Deprecated public int n() { return n; } } }");
    }

    @Test
    void commandsOfConstantsAndMethodsThatNoHandlerHas() {
        Served served =
                Served.compile(
                        """
                        @LineProtocol public interface X {
                          String V = "a" + " {k}";
                          @Command(V + " {l}") @Reply(V) default void a(int k, int l) {}
                          private int one() { return two() - 1; }
                          private static int two() { return 2; }
                          @Command("b") @Reply("{}") default int b() { return one() + two(); }
                        }
                        final class H implements X {}
                        """);

        assertThat(served.answer("a 5 6\r\nb\r\n")).isEqualTo("a 5\r\n3\r\n");
        reports(
                "@LineProtocol interface X { @Command(\"a\") void a(); @Command(\"b\") private void b() {} }",
                "[Ropewalk/IgnoredAnnotation] @Command on b has no effect: a handler cannot implement a private method; remove private");
    }

    @Test
    void anEnumAmongAlternatives() {
        reports(
                "@LineProtocol interface X { @Command(\"a\") S a(); sealed interface S permits E, R {} enum E implements S { ONE, TWO } @Reply(\"R {n}\") record R(int n) implements S {} }",
                unsupported("E", "the result", "make all alternatives of S records"));
        reports(
                "@LineProtocol interface X { @Command(\"a\") S a(); sealed interface S permits T {} non-sealed interface T extends S {} }",
                unsupported("T", "the result", "make all alternatives of S records"));
    }

    @Test
    void typeParametersOfMethodsRecordsAndAlternatives() {
        reports(
                "@LineProtocol interface X { @Command(\"a {t}\") <T extends Enum<T>> void a(T t); }",
                unsupported(
                        "T",
                        "t",
                        "use a primitive, String, an enum, a record or a type with parse(String)"));
        reports(
                "@LineProtocol interface X { @Command(\"a\") S<Integer> a(); sealed interface S<T> permits P {} @Reply(\"P {n}\") record P<T>(T n) implements S<T> {} }",
                unsupported(
                        "p.X.S<java.lang.Integer>",
                        "the result",
                        "use a type without type parameters"));
    }

    @Test
    void holdersOfHolders() {
        reports(
                "@LineProtocol interface X { @Command(\"a\") @Reply(\"{}\") CompletionStage<CompletionStage<String>> a(); }",
                unsupported(
                        "CompletionStage<String>",
                        "the result",
                        "put CompletionStage around the whole result"));
        reports(
                "@LineProtocol interface X { @Command(\"a[ {o}]\") void a(Optional<Optional<String>> o); }",
                unsupported(
                        "Optional<Optional<String>>",
                        "o",
                        "use the inner type, which can be empty"));
    }

    @Test
    void collectionsThatAreNeitherListsNorSets() {
        for (String type : List.of("EnumSet<K>", "ArrayList<K>", "SortedSet<K>", "Deque<K>")) {
            reports(
                    "@LineProtocol interface X { @Command(\"a {k...}\") void a(%s k); enum K { A, B } }"
                            .formatted(type),
                    unsupported(type.replace("<K>", "<X.K>"), "k", "use List<K> or Set<K>"));
        }
    }

    @Test
    void aPrimitiveMethodOfObjectAsACommand() {
        reports(
                "@LineProtocol interface X { @Command(\"h\") @Reply(\"{}\") int hashCode(); }",
                "[Ropewalk/SameMethod] hashCode and Object.hashCode would have the same signature in the generated client: hashCode(); rename one of them");
    }

    @Test
    void halfACharacter() {
        reports(
                "@LineProtocol interface X { @Command(\"a\\uD83D\") void a(); }",
                "[Ropewalk/UnencodableText] In \"a\\uD83D\", character \\uD83D is not in UTF-8; use another character, or change charset");
    }

    @Test
    void aStateThatOnlyAHiddenTypeLeadsTo() {
        JavaFileObject source =
                Compiled.source(
                        "p.Hid",
                        Compiled.IMPORTS
                                + "final class Hid { private Hid() {} private record V(String s, X.B b) {}"
                                + " @LineProtocol(initial = X.A.class) interface X { interface A { @Command(\"a\") @Reply(\"A {s}\") V a(); } interface B { @Command(\"b\") @Reply(value = \"B\", close = true) void b(); } } }");

        assertThat(
                        Compiled.reports(
                                Compiled.compiler()
                                        .withProcessors(new RopewalkProcessor())
                                        .compile(source)))
                .containsExactly(
                        "[Ropewalk/InaccessibleType] Type V is not visible in package p, which contains the generated types; make it visible there");
    }
}
