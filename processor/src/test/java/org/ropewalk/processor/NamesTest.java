package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/**
 * Whatever names a user gives, what is generated compiles without a warning, or one diagnostic
 * tells which names collide.
 */
class NamesTest {
    /** Every kind of code that is generated. */
    private static final String EVERYTHING =
            """
            @LineProtocol(initial = X.First.class, order = Order.PIPELINED)
            @Errors(unknown = @Reply("NO {host} {'unknown {verb}'}"), usage = @Reply("NO {'{usage}'}"))
            @Limits(line = 512)
            @Envelope(command = "{tag} {*}", reply = "{tag} {*}", other = "* {*}")
            public interface X {
                @Command("quit") @Reply(value = "BYE", close = true) void quit();
                @Supplies String host();
                interface First extends X {
                    @OnConnect @Reply("HI {}") String greeting();
                    @OnDisconnect void gone(Throwable why);
                    @Command("go {name}") @Reply("GO") Second enter(String name) throws No, Other;
                    @Command("try {name}") @Reply(value = "GO", absent = "STAY") Optional<Second> attempt(String name);
                    @Command("get {first}[ {count}][ fast][ : {words...}]") @Reply(each = "I {} {first}", end = ".") List<Integer> get(String first, OptionalInt count, boolean fast, List<String> words);
                    @Command("set {key} {flags} {data.length}[ quiet]") @Reply("STORED {key} {data.length}") void set(Bytes key, int flags, @Payload Bytes data, @NoReply boolean quiet);
                    @Command("two {head.length} {head+body.length}") @Reply("{a.length}") Pair two(@Payload(trailer = Payload.Trailer.NONE) Bytes head, @Payload byte[] body);
                    @Command("text {n}") @Reply("T") @Payload(Payload.Framing.DOTTED) List<String> text(int n) throws No;
                    @Command("kind {kind}") Kind kind(Kind kind);
                    @Command("alt {p}") @Limits(line = 100) Alt alternatives(Point p);
                    @Command("later {n...}") @Reply("L {n...} {}") CompletionStage<String> later(List<Long> n) throws No;
                    @Command("block {w}") @Blocking @Reply("B {}") long block(Wrapped w) throws No;
                    @Command("array {n,...}") @Reply("{...}") int[] array(int[] n);
                    @Command("options {o=...}") @Reply(value = "S {items.size}", each = "{a} {b}") List<Row> options(Opt o);
                    @Command("list") @Reply(value = "L {title}", each = "{}", end = ".") Listed list();
                    @Command("yes {u}") @Reply(value = "Y", absent = "N") boolean yes(@Unsigned long u);
                    @Command("day {d} {c} {x} {f} {b}") @Reply("{}") double day(Custom d, char c, double x, float f, java.math.BigInteger b);
                    @Command("try2 {secret}") @Attempts(3) @Reply("IN") Second log(@Secret String secret) throws No;
                    @Command("maybe") @Reply(value = "{}", absent = "-") OptionalLong maybe();
                    @Command("names {o=...}") void names(Map<String, String> o);
                    @Command("*") @NoReply void silent();
                }
                @Once interface Second extends X {
                    @Command("body {rest*}") @Reply("OK {rest*}") void body(String rest);
                }
                @Push @Envelope(reply = "* {*}") interface Events {
                    @Reply("E {who} {text*}") void said(String who, String text);
                    @Reply(value = "B", each = "L {names...}", end = ".") void all(List<String> names);
                }
                enum Kind { @Reply("ONE") ONE, @Reply("TWO {kind}") TWO }
                sealed interface Alt {}
                @Reply("A {x}") record A(int x) implements Alt {}
                @Reply("B {y*}") record B(String y) implements Alt {}
                @Format("{x},{y}") record Point(int x, int y) {}
                record Wrapped(String inner) {}
                record Pair(@Payload Bytes a) {}
                record Row(int a, String b) {}
                record Listed(String title, Set<Kind> lines) {}
                record Opt(Optional<String> name, OptionalInt size, boolean big, Map<String, String> rest) {}
                final class Custom {
                    private final String text;
                    public Custom(String text) { this.text = text; }
                    @Override public String toString() { return text; }
                }
                @Reply("NO {message*}") final class No extends Exception {
                    private static final long serialVersionUID = 1;
                    public No(String message) { super(message); }
                    public String message() { return getMessage(); }
                }
                @Reply("OTHER {name} {code}") final class Other extends Exception {
                    private static final long serialVersionUID = 1;
                    private final int code;
                    public Other(int code) { this.code = code; }
                    public int code() { return code; }
                }
            }
            """;

    private static final List<String> OF_OBJECTS =
            List.of(
                    "clone",
                    "finalize",
                    "getClass",
                    "hashCode",
                    "notify",
                    "notifyAll",
                    "toString",
                    "wait",
                    "getCause",
                    "getMessage");

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");

    /** What is no method and no member of something else. */
    private static final Pattern VARIABLE =
            Pattern.compile("(?<![.\\w$])[a-z_$][A-Za-z0-9_$]*(?![\\w$(])");

    /** Compiled once. */
    private static final class Generated {
        static final Compilation EVERYTHING_COMPILED = Compiled.of(EVERYTHING);
    }

    /** Identifiers, words that are keywords in some places only, and what every object inherits. */
    private static List<String> identifiers(Pattern pattern) throws IOException {
        TreeSet<String> all =
                new TreeSet<>(
                        List.of(
                                "yield",
                                "record",
                                "var",
                                "sealed",
                                "permits",
                                "module",
                                "open",
                                "exports",
                                "requires",
                                "to",
                                "with",
                                "opens",
                                "uses",
                                "provides",
                                "transitive",
                                "java",
                                "org",
                                "com",
                                "listener",
                                "answer",
                                "string",
                                "String",
                                "Optional",
                                "Override",
                                "List",
                                "Object",
                                "lineValue",
                                "lineValueValue",
                                "xLength",
                                "partFrom",
                                "kindList",
                                "É",
                                "名"));
        Compilation compilation = Generated.EVERYTHING_COMPILED;
        assertThat(Compiled.reports(compilation)).isEmpty();
        for (JavaFileObject file : compilation.generatedSourceFiles()) {
            String text =
                    file.getCharContent(true)
                            .toString()
                            .replaceAll("(?s)/\\*.*?\\*/", "")
                            .replaceAll("\"(\\\\.|[^\"\\\\])*\"", "");
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                all.add(matcher.group());
            }
        }
        all.removeIf(name -> SourceVersion.isKeyword(name, SourceVersion.RELEASE_17));
        return List.copyOf(all);
    }

    private static List<String> errors(List<JavaFileObject> sources) {
        Compilation compilation =
                Compiled.compiler().withProcessors(new RopewalkProcessor()).compile(sources);
        List<String> errors = new ArrayList<>();
        compilation.diagnostics().stream()
                .filter(each -> each.getKind() != javax.tools.Diagnostic.Kind.NOTE)
                .forEach(
                        each ->
                                errors.add(
                                        (each.getSource() == null ? "" : each.getSource().getName())
                                                + ":"
                                                + each.getLineNumber()
                                                + " "
                                                + each.getMessage(Locale.ROOT)));
        return errors;
    }

    private static JavaFileObject source(String name, String text) {
        return JavaFileObjects.forSourceString("p." + name, Compiled.IMPORTS + text);
    }

    /** Names whose commands are in one protocol: most of the time a protocol's own code takes. */
    private static final int TOGETHER = 12;

    /** A parameter called N in every kind of command; {@code #} tells one N from the others. */
    private static final String OF_PARAMETER =
            """
            @Command("b#[ {N}]") @Reply("B {}") int b#(OptionalInt N) throws No#;
            @Command("c# {N...}") @Reply(each = "C {} {N...}", end = ".") List<String> c#(List<String> N);
            @Command("d# {N.length}") @Reply("D {N.length}") void d#(@Payload Bytes N);
            @Command("e# {N,...}") @Reply("E {}") CompletionStage<Bytes> e#(int[] N);
            @Command("f# {N}") @Blocking Alt# f#(String N) throws No#;
            @Command("g# {zk}[ N]") void g#(Slice zk, @NoReply boolean N);
            @Command("j# {N}") @Reply(value = "S {items.size}", each = "{N} {zb}") List<S#> j#(F# N);
            @Command("l# {zk}") @Reply(each = "{}", end = ".") void l#(String zk, Replies<String> N);
            record S#(int N, String zb) {}
            @Format("{N}:{zy}") record F#(int N, String zy) {}
            sealed interface Alt# {}
            @Reply("A {N}") record A#(int N) implements Alt# {}
            @Reply("B {zx} {N}") record B#(int zx, long N) implements Alt# {}
            @Reply("NO {N}") final class No# extends Exception {
                private static final long serialVersionUID = 1;
                private final int N;
                public No#(int N) { this.N = N; }
                public int N() { return N; }
            }
            """;

    private static final String PUSHES_OF_PARAMETER =
            """
            @Reply("P# {N}") void one#(String N);
            @Reply(value = "Q#", each = "Q# {N...}", end = "Q#.") void all#(List<String> N);
            """;

    private static String named(String text, String name, int number) {
        return text.replace("#", "_" + number)
                .replaceAll("\\bN\\b", Matcher.quoteReplacement(name));
    }

    @Test
    void F43_everyIdentifierAsParameter() throws IOException {
        List<JavaFileObject> sources = new ArrayList<>();
        List<String> names = new ArrayList<>(identifiers(VARIABLE));
        // No component of a record has these names.
        names.removeAll(OF_OBJECTS);
        // What the declaration has named itself.
        names.removeIf(name -> EVERYTHING.matches("(?s).*\\b" + Pattern.quote(name) + "\\b.*"));
        for (int from = 0; from < names.size(); from += TOGETHER) {
            String type = "P" + from;
            StringBuilder text =
                    new StringBuilder("@LineProtocol public interface " + type + " {\n");
            StringBuilder pushes = new StringBuilder("@Push interface Events {\n");
            for (int i = from; i < Math.min(from + TOGETHER, names.size()); i++) {
                text.append(named(OF_PARAMETER, names.get(i), i));
                pushes.append(named(PUSHES_OF_PARAMETER, names.get(i), i));
            }
            sources.add(source(type, text.append(pushes).append("}\n}\n").toString()));
        }
        assertThat(errors(sources)).isEmpty();
    }

    private static final List<String> KINDS =
            List.of(
                    "@Command(\"c%d\") @Reply(\"OK\") void %s();\n",
                    "@Command(\"c%d {k}\") @Reply(\"OK {k} {}\") int %s(String k) throws No;\n",
                    "@Command(\"c%d\") @Reply(each = \"{}\", end = \".\") List<String> %s();\n",
                    "@Command(\"c%d {k}\") @Reply(each = \"{}\", end = \".\") void %s(String k, Replies<String> to);\n",
                    "@Command(\"c%d {k}[ q]\") @Errors(usage = @Reply(\"NO\")) void %s(String k, @NoReply boolean q);\n");

    @Test
    void F43_everyIdentifierAsCommand() throws IOException {
        List<String> names = new ArrayList<>(identifiers(IDENTIFIER));
        names.removeAll(OF_OBJECTS);
        // A flag of @NoReply makes this one of set; SameMethod reports it.
        names.remove("setNoReply");
        StringBuilder commands = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            commands.append(KINDS.get(i % KINDS.size()).formatted(i, names.get(i)));
        }
        String no =
                "@Reply(\"NO {code}\") final class No extends Exception { private static final long serialVersionUID = 1; private final int code; public No(int code) { this.code = code; } public int code() { return code; } }\n";

        assertThat(
                        errors(
                                List.of(
                                        source(
                                                "X",
                                                "@LineProtocol public interface X {\n"
                                                        + commands
                                                        + no
                                                        + "}"))))
                .isEmpty();
        assertThat(
                        errors(
                                List.of(
                                        source(
                                                "X",
                                                "@LineProtocol(initial = X.Start.class) public interface X {\n"
                                                        + "@Command(\"out\") @Reply(value = \"OUT\", close = true) void out();\n"
                                                        + "interface Start extends X {\n"
                                                        + commands
                                                        + "}\n"
                                                        + no
                                                        + "}"))))
                .isEmpty();
    }

    @Test
    void F43_everyIdentifierAsState() throws IOException {
        List<String> names = new ArrayList<>(identifiers(IDENTIFIER));
        names.removeAll(
                List.of("permits", "record", "sealed", "var", "yield", "FirstView", "SecondView"));
        List<JavaFileObject> sources = new ArrayList<>();
        for (int from = 0; from < names.size(); from += 100) {
            String type = "Y" + from;
            StringBuilder text = new StringBuilder();
            List<String> some = names.subList(from, Math.min(names.size(), from + 100));
            text.append(
                    "@LineProtocol(initial = %s.%s.class) public interface %s {\n"
                            .formatted(type, some.get(0), type));
            for (int i = 0; i < some.size(); i++) {
                text.append(
                        "interface %s { @Command(\"go\") @Reply(\"OK\") %s go(); @Command(\"is {k}\") @Errors(usage = @Reply(\"U\")) @Reply(\"OK {}\") int error(int k); }\n"
                                .formatted(some.get(i), some.get((i + 1) % some.size())));
            }
            sources.add(source(type, text + "}"));
        }
        assertThat(errors(sources)).isEmpty();
    }

    @Test
    void F42_everyIdentifierAsNestedType() throws IOException {
        List<String> names = new ArrayList<>(identifiers(IDENTIFIER));
        names.removeIf(name -> !Character.isUpperCase(name.charAt(0)));
        names.removeAll(List.of("XClient", "XFactory", "XProtocol", "XPushes", "String"));
        int number = 0;
        StringBuilder types = new StringBuilder();
        StringBuilder commands = new StringBuilder();
        for (String name : names) {
            types.append("record ").append(name).append("(int v) {}\n");
            commands.append(
                    "@Command(\"c%d {k}\") @Reply(\"OK {}\") %s c%s(%s k);\n"
                            .formatted(number++, name, name, name));
        }
        assertThat(
                        errors(
                                List.of(
                                        source(
                                                "Z",
                                                "@LineProtocol public interface Z {\n"
                                                        + commands
                                                        + types
                                                        + "}"))))
                .isEmpty();
    }

    @Test
    void F42_typesOfThePackageThatHideThoseOfTheJdk() {
        List<JavaFileObject> sources = new ArrayList<>();
        for (String name :
                List.of(
                        "Boolean",
                        "Integer",
                        "Long",
                        "Object",
                        "Override",
                        "Deprecated",
                        "Exception",
                        "IllegalArgumentException",
                        "IllegalStateException",
                        "Throwable",
                        "Void",
                        "UnsupportedOperationException",
                        "Class",
                        "Iterable",
                        "SuppressWarnings",
                        "List",
                        "Optional",
                        "Set",
                        "CompletableFuture",
                        "Function",
                        "Peer",
                        "Bytes")) {
            sources.add(
                    JavaFileObjects.forSourceString(
                            "q." + name, "package q; class " + name + " {}"));
        }
        String text =
                EVERYTHING
                        .replace("@Override", "@java.lang.Override")
                        .replace("extends Exception", "extends java.lang.Exception")
                        .replace("Throwable why", "java.lang.Throwable why")
                        .replace("<Integer>", "<java.lang.Integer>")
                        .replace("<Long>", "<java.lang.Long>");
        String imports =
                "package q;\n"
                        + "import java.util.List; import java.util.Set; import java.util.Map; import java.util.Optional; import java.util.OptionalInt; import java.util.OptionalLong;\n"
                        + "import java.util.concurrent.CompletionStage;\n"
                        + "import org.ropewalk.annotation.*; import org.ropewalk.line.Bytes;\n";
        sources.add(JavaFileObjects.forSourceString("q.X", imports + text));

        assertThat(errors(sources)).isEmpty();
    }

    private static String one(String text) {
        List<String> reports = Compiled.reports(text);
        assertThat(reports).hasSize(1);
        return reports.get(0);
    }

    @Test
    void F43_aTypeThatHidesAGeneratedOneIsOneDiagnostic() {
        assertThat(
                        one(
                                "@LineProtocol public interface X { @Command(\"a\") void a(); record XClient(int x) {} }"))
                .isEqualTo(
                        "[Ropewalk/NameCollision] Type X.XClient already exists, and conflicts with a generated type of X; rename one of them");
        assertThat(
                        one(
                                "@LineProtocol(initial = X.A.class) public interface X { interface A { @Command(\"a\") @Reply(\"A\") AView a(); }"
                                        + " interface AView { @Command(\"b\") @Reply(\"B\") A b(); } }"))
                .isEqualTo(
                        "[Ropewalk/NameCollision] Type X.AView already exists, and conflicts with a generated type of A; rename one of them");
        assertThat(
                        one(
                                "@LineProtocol(initial = X.P.A.class) public interface X { record P() { interface A { @Command(\"a\") @Reply(\"A\") Q.A a(); } }"
                                        + " record Q() { interface A { @Command(\"b\") @Reply(\"B\") P.A b(); } } }"))
                .isEqualTo(
                        "[Ropewalk/NameCollision] Type X.P.A already exists, and conflicts with a generated type of X.Q.A; rename one of them");
    }

    @Test
    void F43_commandsThatWouldBeOneMethodOfTheClientAreOneDiagnostic() {
        assertThat(
                        one(
                                "@LineProtocol public interface X { @Command(\"set {k}[ q]\") @Reply(\"OK\") void set(String k, @NoReply boolean q);"
                                        + " @Command(\"quiet {k}\") @Reply(\"OK\") void setNoReply(String k); }"))
                .isEqualTo(
                        "[Ropewalk/SameMethod] set and setNoReply would have the same signature in the generated client: setNoReply(String); rename one of them");
        assertThat(
                        one(
                                "@LineProtocol public interface X { @Command(\"a {k}\") void get(Slice k); @Command(\"b {k}\") void get(Bytes k); }"))
                .isEqualTo(
                        "[Ropewalk/SameMethod] get and get would have the same signature in the generated client: get(Bytes); rename one of them");
        assertThat(
                        one(
                                "@LineProtocol public interface X { @Command(\"a\") @Reply(\"{}\") int hashCode(); }"))
                .isEqualTo(
                        "[Ropewalk/SameMethod] hashCode and Object.hashCode would have the same signature in the generated client: hashCode(); rename one of them");
        assertThat(one("@LineProtocol public interface X { @Command(\"a\") void clone(); }"))
                .isEqualTo(
                        "[Ropewalk/SameMethod] clone and Object.clone would have the same signature in the generated client: clone(); rename one of them");
    }

    @Test
    void F49_methodsOfObjectNeedNoCommand() {
        assertThat(
                        Compiled.reports(
                                "@LineProtocol public interface X { @Command(\"a\") void a(); int hashCode(); boolean equals(Object other); String toString(); }"))
                .isEmpty();
    }

    @Test
    void F43_namesThatSeveralPartsOfADeclarationWantAreToldApart() {
        assertThat(
                        Compiled.reports(
                                """
                                @LineProtocol(initial = X.A.class)
                                public interface X {
                                    @Errors(unknown = @Reply("NO A"))
                                    interface A {
                                        @Supplies String host();
                                        @Command("a") @Reply("A {host}") void a() throws One.No;
                                        @Command("go") @Reply("GO") ACommon go();
                                        @Command("ls") @Reply(each = "{}", end = ".") void ls(Replies<String> all);
                                        @Command("ls {n}") @Reply(each = "{}", end = ".") void ls(int n, Replies<String> all);
                                    }
                                    @Errors(unknown = @Reply("NO B"))
                                    interface ACommon {
                                        @Supplies String host();
                                        @Command("b") @Reply(value = "B {host}", close = true) void b() throws Two.No;
                                    }
                                    record One() {
                                        @Reply("ONE {message*}") public static final class No extends Exception {
                                            public No(String message) { super(message); }
                                            public String message() { return getMessage(); }
                                        }
                                    }
                                    record Two() {
                                        @Reply("TWO {message*}") public static final class No extends Exception {
                                            public No(String message) { super(message); }
                                            public String message() { return getMessage(); }
                                        }
                                    }
                                }
                                """))
                .isEmpty();
    }

    @Test
    void F42_typesWhoseNamesConstantsOfTheSameTextWouldHide() {
        assertThat(
                        Compiled.reports(
                                """
                                @LineProtocol public interface X {
                                    @Command("x {k}") @Reply("X {k}") void x(K k);
                                    @Command("uuid {k}") @Reply("URI {}") java.net.URI uuid(java.util.UUID k);
                                    @Command("k {k...}") @Reply(each = "k {}", end = "FTP") List<FTP> k(Set<K> k) throws NO;
                                    @Push interface P { @Reply("uri {k} x k ftp") void p(java.net.URI k); }
                                    enum K { A, @Format("k") K }
                                    enum FTP { X, @Format("uuid") FTP }
                                    @Reply("no {k} x uuid") final class NO extends Exception { private static final long serialVersionUID = 1; public NO(K k) {} public K k() { return K.A; } }
                                }
                                """))
                .isEmpty();
    }
}
