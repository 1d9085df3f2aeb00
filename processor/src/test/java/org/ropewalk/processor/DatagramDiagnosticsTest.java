package org.ropewalk.processor;

import static org.ropewalk.processor.Diagnosed.check;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The diagnostics about what datagrams and arrays of RESP cannot hold. */
class DatagramDiagnosticsTest {
    private static void checkDatagrams(String declared, String message) {
        check(
                "@LineProtocol(datagrams = true) public interface X {\n" + declared + "\n}",
                "[Ropewalk/NotForDatagrams] " + message + ", or remove datagrams");
    }

    @Test
    void NotForDatagrams() {
        check(
                "@LineProtocol(datagrams = true, initial = X.A.class) public /*^*/interface X {\n"
                        + "interface A extends X { @Command(\"b\") @Reply(\"B\") B b(); }\n"
                        + "interface B extends X { @Command(\"a\") @Reply(\"A\") A a(); } }",
                "[Ropewalk/NotForDatagrams] A protocol with states cannot be sent in datagrams: a"
                        + " datagram belongs to no session; remove the states, or remove datagrams");
        checkDatagrams(
                "@OnConnect @Reply(\"HI\") void /*^*/hi(); @Command(\"a\") void a();",
                "Greeting hi cannot be sent in datagrams: no connection begins; remove it");
        checkDatagrams(
                "@Command(\"a {b.length}\") CompletionStage<Void> a(@Payload PayloadStream /*^*/b);",
                "Stream b cannot be sent in datagrams: a datagram comes whole; use Bytes");
        checkDatagrams(
                "@Command(\"a\") void a(@Payload(Payload.Framing.DOTTED) Bytes /*^*/b);",
                "Payload b cannot be sent in datagrams: no word tells its length; use a COUNTED"
                        + " payload");
        checkDatagrams(
                "@Command(\"a\") @Reply(\"B\") @Payload(Payload.Framing.UNTIL_CLOSE) Bytes /*^*/a();",
                "Payload the result cannot be sent in datagrams: no word tells its length; use a"
                        + " COUNTED payload");
        checkDatagrams(
                "@Command(\"a\") @Reply(\"B\") @StartTls void /*^*/a();",
                "Command a cannot be sent in datagrams: datagrams have no TLS; remove it");
        checkDatagrams(
                "@Command(\"a {b}\") @Junk(3) void /*^*/a(String b);",
                "Command a cannot be sent in datagrams: nothing counts how often a sender has"
                        + " called it; remove @Junk");
    }

    @Test
    void NotInArrays() {
        String begin = "@LineProtocol(carrier = Carrier.RESP) public interface X {\n";
        String error = "[Ropewalk/NotInArrays] ";
        check(
                begin
                        + "@Command(\"a {b.length}\") @Reply(\"+OK\") void /*^*/a(@Payload Bytes b); }",
                error
                        + "Payload b cannot be used with carrier RESP; remove @Payload: a word can contain any bytes");
        check(
                begin + "@Command(\"a\") @Reply(absent = /*^*/\"$-1\") Optional<String> a(); }",
                error
                        + "Template \"$-1\" cannot be used with carrier RESP; return the value, without a template:"
                        + " an empty Optional is written as null");
        check(
                begin + "@Command(\"a\") @Reply(each = /*^*/\"{}\") List<String> a(); }",
                error
                        + "A line for each item cannot be used with carrier RESP; remove the template: a list is an array");
        check(
                begin + "@Command(\"a\") Optional<Optional<String>> /*^*/a(); }",
                "[Ropewalk/UnsupportedType] Type Optional<Optional<String>> of the result is not supported here; use the inner type, which can be empty");
        for (String result : List.of("W", "List<W>", "Map<Integer, W>", "Optional<W>", "Two")) {
            check(
                    begin
                            + "@Command(\"a\") "
                            + result
                            + " /*^*/a(); record Two(int n, W w) {}"
                            + " @Format(\"{a} to {b}\") record W(String a, int b) {} }",
                    error
                            + "Value p.X.W of several words cannot be used with carrier RESP; give it a @Format of one word");
        }
        check(
                begin
                        + "@Command(\"a {b}-[{c}]\") @Reply(\"+OK\") void /*^*/a(int b, OptionalInt c); }",
                error
                        + "Template \"a {b}-[{c}]\" cannot be used with carrier RESP; put a blank around each"
                        + " group and each list, and text last");
        check(
                begin
                        + "@Command(\"a\") @Reply(each = \"{}\", end = /*^*/\"END\") List<String> a(); }",
                error
                        + "A line after the items cannot be used with carrier RESP; remove it: an array tells its size");
        check(
                begin.replace(
                                "@LineProtocol",
                                "@Errors(usage = /*^*/@Reply(\"ERR\")) @LineProtocol")
                        + "@Command(\"a\") @Reply(\"+OK\") void a(); }",
                error + "Error \"ERR\" cannot be used with carrier RESP; begin it with -");
    }

    @Test
    void NotInArrays_aValueOfSeveralWordsInAReply() {
        String begin =
                "@LineProtocol(carrier = Carrier.RESP) public interface X {\n"
                        + "sealed interface W permits A, B {}\n"
                        + "@Format(\"<{n}>\") record A(int n) implements W {}\n"
                        + "@Format(\"at {s}\") record B(String s) implements W {}\n";
        String error =
                "[Ropewalk/NotInArrays] Value w of several words cannot be used with carrier RESP; use a value for each word";
        for (String type : List.of("W", "B", "Optional<W>")) {
            String w = type.startsWith("O") ? "[ {w}]" : " {w}";
            check(
                    begin
                            + "@Command(\"a\") @Reply(\"a%s\") R /*^*/a(); record R(%s w) {} }"
                                    .formatted(w, type),
                    error);
            check(
                    begin
                            + "@Command(\"a\") @Reply(\"+OK\") void a();\n@Push interface E { @Reply(\"a%s\") void /*^*/e(%s w); } }"
                                    .formatted(w, type),
                    error);
        }
    }

    @Test
    void NotForDatagrams_theEnd() {
        check(
                "@LineProtocol(datagrams = true) public /*^*/interface X {\n"
                        + "@OnDisconnect void bye(); @Command(\"a\") void a(); }",
                "[Ropewalk/NotForDatagrams] Method bye cannot be sent in datagrams: no connection"
                        + " ends; remove it, or remove datagrams");
    }

    @Test
    void NotForDatagrams_aFilter() {
        check(
                "@LineProtocol(datagrams = true, filter = org.ropewalk.filter.Telnet/*^*/.class) public interface X { @Command(\"a\") @Reply(\"A\") void a(); }",
                "[Ropewalk/NotForDatagrams] Input of filter Telnet cannot be sent in datagrams: it belongs to a connection; remove filter, or remove datagrams");
    }
}
