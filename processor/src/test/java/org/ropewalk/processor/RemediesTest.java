package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.ropewalk.processor.report.Diagnostic;

/**
 * What a message advises helps: the edit is made with the words of the message itself, and then the
 * declaration compiles without a report.
 */
class RemediesTest {
    private static final String SERIAL = "private static final long serialVersionUID = 1; ";

    /**
     * One advice.
     *
     * @param diagnostic whose message it is
     * @param before the declaration
     * @param advice a pattern of the message
     * @param edits what is replaced, each followed by its replacement; {@code $1} stands for the
     *     first group of {@code advice}
     */
    private record Remedy(Diagnostic diagnostic, String before, String advice, List<String> edits) {
        String tag() {
            return "[Ropewalk/" + diagnostic.tag() + "] ";
        }

        /** The declaration after the edits that {@code message} advises. */
        String after(String message) {
            Matcher words = Pattern.compile(advice).matcher(message);
            assertThat(words.find()).as("%s in %s", advice, message).isTrue();
            String text = before;
            for (int i = 0; i < edits.size(); i += 2) {
                String found = expand(edits.get(i), words);
                assertThat(text).contains(found);
                text = text.replace(found, expand(edits.get(i + 1), words));
            }
            return text;
        }

        private static String expand(String edit, Matcher words) {
            String text = edit;
            for (int i = 1; i <= words.groupCount(); i++) {
                text = text.replace("$" + i, words.group(i));
            }
            return text;
        }
    }

    private static final List<Remedy> REMEDIES = new ArrayList<>();

    private static void whole(
            Diagnostic diagnostic, String before, String advice, String... edits) {
        REMEDIES.add(new Remedy(diagnostic, before, advice, List.of(edits)));
    }

    private static void commands(
            Diagnostic diagnostic, String commands, String advice, String... edits) {
        whole(diagnostic, "@LineProtocol public interface X {\n" + commands + "\n}", advice, edits);
    }

    private static void exception(
            Diagnostic diagnostic, String exception, String advice, String... edits) {
        commands(
                diagnostic,
                "@Command(\"a\") void a() throws E; "
                        + exception.replaceFirst("\\{ ", "{ " + SERIAL),
                advice,
                edits);
    }

    // ---- what is declared

    static {
        whole(
                Diagnostic.NOT_AN_INTERFACE,
                "@LineProtocol public abstract class X { @Command(\"a\") abstract void a(); }",
                "is on (\\w+), which is not an interface; declare the protocol as an (interface)",
                "abstract class $1",
                "$2 $1");
        whole(
                Diagnostic.GENERIC_PROTOCOL,
                "@LineProtocol public interface X<T> { @Command(\"a\") void a(); }",
                "Protocol (\\w+) has type parameters; remove them",
                "$1<T>",
                "$1");
        whole(
                Diagnostic.SEALED_INTERFACE,
                "@LineProtocol public sealed interface X permits H { @Command(\"a\") void a(); } final class H implements X { public void a() {} }",
                "Protocol (\\w+) is sealed, .*; remove (sealed)",
                "$2 interface $1 permits H",
                "interface $1");
        whole(
                Diagnostic.PRIVATE_PROTOCOL,
                "class X { @LineProtocol private interface Y { @Command(\"a\") void a(); } }",
                "Protocol (\\w+) is (private); make it visible",
                "$2 interface $1",
                "interface $1");
        whole(
                Diagnostic.INACCESSIBLE_TYPE,
                "class X { private record R(int x) {} @LineProtocol interface Y { @Command(\"a\") @Reply(\"R {x}\") R a(); } }",
                "Type (\\w+) is not visible in .*; make it visible there",
                "private record $1",
                "record $1");
        whole(
                Diagnostic.NAME_COLLISION,
                "@LineProtocol interface X { @Command(\"a\") void a(); } class XFactory {}",
                "Type (\\w+) already exists, .*; rename one of them",
                "class $1",
                "class Other");
        commands(
                Diagnostic.SAME_METHOD,
                "@Command(\"a {k}\") void a(Slice k); @Command(\"b {k}\") void a(Bytes k);",
                "a and (\\w+) would have the same signature .*: \\w+\\((\\w+)\\); rename one of them",
                "$1($2",
                "other($2");
        commands(
                Diagnostic.NOT_A_COMMAND,
                "@Command(\"a\") void a(); void b();",
                "Method (\\w+) is not a command; add (@Command)",
                "void $1(",
                "$2 void $1(");
        commands(
                Diagnostic.IGNORED_ANNOTATION,
                "@Command(\"a\") @Reply(\"{}\") @Supplies int a();",
                "@(\\w+) on a has no effect: .*; remove one of them",
                "@$1 ",
                "");
        whole(
                Diagnostic.NO_COMMANDS,
                "@LineProtocol public interface X { }",
                "Protocol (\\w+) has no commands, .*; add a method with (@Command)",
                "interface $1 {",
                "interface $1 { $2 void a();");
        commands(
                Diagnostic.NOT_A_PUSH,
                "@Command(\"a\") void a(); @Push interface P { void joined(String who); }",
                "Method (\\w+) is not a push message: .* add (@Reply) with a line",
                "void $1(",
                "$2(\"JOINED {who}\") void $1(");
        commands(
                Diagnostic.NOT_A_SUPPLY,
                "@Command(\"a\") void a(); @Supplies String host(int port);",
                "Method (\\w+) cannot supply a value, because it has parameters; remove them",
                "$1(int port)",
                "$1()");
        commands(
                Diagnostic.NOT_A_FAREWELL,
                "@Command(\"a\") void a(); @OnDisconnect void gone(String why);",
                "Method (\\w+) can receive only .*; return void, and use one parameter, a (\\w+),",
                "$1(String",
                "$1($2");
        commands(
                Diagnostic.UNEQUAL_SPELLINGS,
                "@Command(\"a {b}\") @Reply({\"1 {} {b}\", \"2 {}\"}) int a(int b);",
                "Reply \"(.*)\" has other values than \"1 (.*)\", which",
                "\"$1\"",
                "\"2 $2\"");
        commands(
                Diagnostic.NOT_AN_ERROR_METHOD,
                "@Command(\"a\") void a(); @OnError void wrong(String line);",
                "Method (\\w+) cannot be called for errors: .*; use the parameters (\\w+) and (\\w+) \\(the (\\w+)\\)",
                "$1(String line",
                "$1($2 kind, $3 $4");
        commands(
                Diagnostic.NOT_A_NAME,
                "@Command(\"a {b}\") void a(@Name(\"a-b\") String b);",
                "\"(.*)\" cannot be the name of a parameter: .*; use another name in (@Name)",
                "$2(\"$1\")",
                "$2(\"b\")");
        whole(
                Diagnostic.CONFLICTING_COMMANDS,
                "@LineProtocol public interface X extends A, B {} interface A { @Command(\"a\") void a(); } interface B { @Command(\"b\") void a(); }",
                "Command (\\w+) is inherited from (\\w+) and (\\w+) .*; declare it in X",
                "extends $2, $3 {",
                "extends $2, $3 { @Override @Command(\"$1\") void $1();");
        commands(
                Diagnostic.MISSING_TYPE,
                "@Command(\"a {b}\") void a(Missing b);",
                "Type (\\w+) does not exist",
                "interface X {",
                "interface X { record $1(String text) {}");
    }

    // ---- states

    static {
        whole(
                Diagnostic.NO_STATE,
                "@LineProtocol(initial = X.Other.class) public interface X { @Command(\"q\") @Reply(value = \"Q\", close = true) void q(); record Other() {} interface A extends X { @Command(\"a\") void a(); } }",
                "(\\w+) is not a state of (\\w+); use an interface that is nested in the protocol",
                "$2.$1",
                "$2.A");
        whole(
                Diagnostic.SILENT_TRANSITION,
                "@LineProtocol(initial = X.A.class) public interface X { interface A { @Command(\"b\") B b(); } interface B { @Command(\"a\") @Reply(\"OK\") A a(); } }",
                "Command (\\w+) changes to state (\\w+), .*; add (@Reply)",
                "$2 $1()",
                "$3(\"GO\") $2 $1()");
        commands(
                Diagnostic.WAITS_FOR_NOTHING,
                "@Command(value = \"a\", last = true) @NoReply void a();",
                "but there is none; remove (\\w+),",
                ", $1 = true",
                "");
        whole(
                Diagnostic.BAD_PROMPT,
                "@LineProtocol @Prompt(\"\") public interface X { @Command(\"a\") @Reply(\"A\") void a(); }",
                "must have (1) to 100 characters",
                "@Prompt(\"\")",
                "@Prompt(\"$1\")");
        whole(
                Diagnostic.BAD_FILTER,
                "@LineProtocol(filter = X.F.class) public interface X { @Command(\"a\") @Reply(\"A\") void a(); abstract class F extends org.ropewalk.filter.Telnet {} }",
                "Filter (F) .*; use a (static class) that implements it",
                "abstract class $1",
                "$2 $1");
        commands(
                Diagnostic.NOTHING_TO_INTERRUPT,
                "@Command(\"a\") @Reply(\"A\") void a(); @Command(\"c\") @Reply(\"C\") CompletionStage<Void> c(); @Command(value = \"b\", interrupts = \"a\") void b();",
                "Command b interrupts (a), .*; use the name of a method that returns a CompletionStage",
                "interrupts = \"a\"",
                "interrupts = \"c\"");
        whole(
                Diagnostic.BAD_BATCH,
                "@LineProtocol(initial = X.A.class) public interface X { interface A { @Command(value = \"m\") @Reply(\"M\") B m(); }\n"
                        + "@Batch(of = A.class) interface B { @Command(\"e\") @Reply(\"E\") A e(org.ropewalk.batch.QueuedCommands kept); } }",
                "State B is on the server only, but clients have m, which leads to it; write (client = false) in the @Command of m",
                "value = \"m\"",
                "value = \"m\", $1");
        whole(
                Diagnostic.UNREACHABLE_STATE,
                "@LineProtocol(initial = X.A.class) public interface X { interface A { @Command(\"a\") @Reply(\"A\") void a(); }\n"
                        + "interface B { @Command(\"b\") @Reply(value = \"B\", close = true) void b(); } }",
                "No transition leads to state (\\w+); return it from a command",
                "void a()",
                "$1 a()");
        whole(
                Diagnostic.BARE_PAYLOAD,
                "@LineProtocol(initial = X.A.class) public interface X { interface A { @Command(\"a\") @Reply(\"A\") B a(); }\n"
                        + "interface B { @Command(\"\") @Reply(value = \"B\", close = true) void b(@Payload(Payload.Framing.DOTTED) Bytes text); } }",
                "Command b has no line, .*; mark that state as (@Once)",
                "interface B",
                "$1 interface B");
        whole(
                Diagnostic.INESCAPABLE_STATE,
                "@LineProtocol(initial = X.A.class) public interface X { interface A { @Command(\"b\") @Reply(\"OK\") B b(); } interface B { @Command(\"again\") @Reply(\"OK\") B again(); } }",
                "No command leaves state (\\w+) .*; add one that does",
                "interface $1 {",
                "interface $1 { @Command(\"back\") @Reply(\"OK\") A back();");
    }

    // ---- lines

    static {
        commands(
                Diagnostic.TEMPLATE_SYNTAX,
                "@Command(\"a {b\") void a(String b);",
                "In \"(.*)\", at character \\d+: .* is not closed; add '(.)'",
                "\"$1\"",
                "\"$1$2\"");
        commands(
                Diagnostic.UNBOUND_PLACEHOLDER,
                "@Command(\"get {kye}\") void get(String key);",
                "Placeholder \\{(\\w+)\\} is not the name of a parameter; did you mean (\\w+)\\?",
                "{$1}",
                "{$2}");
        commands(
                Diagnostic.DUPLICATE_PLACEHOLDER,
                "@Command(\"a {b} {b}\") void a(String b);",
                "(\\{\\w+\\}) occurs twice in \".*\"; .* or remove it",
                "$1 $1",
                "$1");
        commands(
                Diagnostic.UNUSED_PARAMETER,
                "@Command(\"get\") void get(String key);",
                "Parameter key is not in \"(.*)\"; add (.*)",
                "\"$1\"",
                "\"$1 $2\"");
        commands(
                Diagnostic.PAYLOAD_WITHOUT_LENGTH,
                "@Command(\"set\") void set(@Payload byte[] data);",
                "has no length in \"(.*)\"; add (.*)",
                "\"$1\"",
                "\"$1 $2\"");
        commands(
                Diagnostic.LENGTH_WITHOUT_PAYLOAD,
                "@Command(\"set {data.length}\") void set(byte[] data);",
                "is not the length of a payload; add (@Payload) to (\\w+)",
                "byte[] $2",
                "$1 byte[] $2");
        commands(
                Diagnostic.PAYLOAD_IN_LINE,
                "@Command(\"set {data}\") void set(@Payload Bytes data);",
                "follows its line; write (\\{data.length\\})",
                "{data}",
                "$1");
        commands(
                Diagnostic.UNTOLD_LENGTHS,
                "@Command(\"put {a+b.length}\") void put(@Payload(trailer = Payload.Trailer.NONE) Bytes a, @Payload Bytes b);",
                "do not give the length of each payload; add one payload with each length: (.*)",
                "{a+b.length}",
                "$1");
        commands(
                Diagnostic.TEXT_WITHOUT_END,
                "@Command(\"say {text*} {to}\") void say(String text, String to);",
                "The end of (\\{text\\*\\}) in \".*\" is unknown; put a literal after it",
                "$1 {to}",
                "$1: {to}");
        commands(
                Diagnostic.WRONG_PLACEHOLDER,
                "@Command(\"get {keys}\") void get(List<String> keys);",
                "Placeholder (\\{\\w+\\}) is for .*; use (.*)",
                "$1",
                "$2");
        commands(
                Diagnostic.OPTIONAL_OUTSIDE_GROUP,
                "@Command(\"wait {seconds}\") void await(OptionalInt seconds);",
                "but (\\{\\w+\\}) is not in a group; write (.*)",
                " $1",
                "$2");
        commands(
                Diagnostic.GROUP_WITHOUT_OPTIONAL,
                "@Command(\"wait[ {seconds}]\") void await(String seconds);",
                "but (\\w+) cannot be absent; make it an (\\w+)",
                "String $1",
                "$2<String> $1");
        commands(
                Diagnostic.AMBIGUOUS_COMMAND,
                "@Command(\"LIST {box}\") void box(String box); @Command(\"LIST {name}\") void name(String name);",
                "\"(.*)\" and \"(.*)\" both match \".*\"; change one of them",
                "\"$2\"",
                "\"OTHER $2\"");
        commands(
                Diagnostic.AMBIGUOUS_REPLY,
                "@Command(\"a\") K a(); enum K { @Reply(\"YES {'one'}\") ONE, @Reply(\"YES {'two'}\") TWO }",
                "\"(.*)\" and \"(.*)\" both match \".*\" as a reply to a; change one of them",
                "\"$2\"",
                "\"OTHER $2\"");
        commands(
                Diagnostic.AMBIGUOUS_GROUP,
                "@Command(\"flush[ {name}][ noreply]\") void flush(Optional<String> name, @NoReply boolean noreply);",
                "is ambiguous for .*; put a literal before one of the optional words",
                "[ {name}]",
                "[ name {name}]");
        whole(
                Diagnostic.ENVELOPE_WITHOUT_LINE,
                "@LineProtocol @Envelope(reply = \":x\") public interface X { @Command(\"a\") @Reply(\"A\") void a(); }",
                "Envelope \"(.*)\" does not have exactly one place for the line; write (.*) once",
                "\"$1\"",
                "\"$1 $2\"");
        whole(
                Diagnostic.ENDLESS_FIELDS,
                "@LineProtocol @Envelope(command = \"{*}\") public interface X { @Command(\"a\\nb: {b}\") @Reply(\"OK\") void a(String b); }",
                "add an empty line: write (.*) after them, or in @Envelope",
                "{*}",
                "{*}$1");
        whole(
                Diagnostic.UNTAGGED,
                "@LineProtocol(order = Order.TAGGED) public interface X { @Command(\"a\") @Reply(\"OK\") void a(); }",
                "write (@Envelope.*)",
                "public interface",
                "$1 public interface");
        whole(
                Diagnostic.UNKNOWN_ERROR_PLACEHOLDER,
                "@LineProtocol @Errors(unknown = @Reply(\"NO {what}\")) public interface X { @Command(\"a\") void a(); }",
                "(\\{\\w+\\}) is not available in an error reply; use (\\{\\w+\\})",
                "$1",
                "$2");
        exception(
                Diagnostic.TEXT_IN_WORD,
                "@Reply(\"NO {message}\") final class E extends Exception { public E(String message) { super(message); } }",
                "Placeholder (\\{\\w+\\}) is one word, .*; write (.*)",
                "$1",
                "$2");
        whole(
                Diagnostic.UNENCODABLE_TEXT,
                "@LineProtocol(charset = \"US-ASCII\") public interface X { @Command(\"a\") @Reply(\"5 €\") void a(); }",
                "character . is not in (.*); use another character, or change charset",
                "\"$1\"",
                "\"UTF-8\"");
        whole(
                Diagnostic.AMBIGUOUS_TERMINATOR,
                "@LineProtocol(terminator = {\";\", \"!;\"}) public interface X { @Command(\"a\") void a(); }",
                "Terminator (.*) is part of (.*); remove one of them",
                ", $2",
                "");
        whole(
                Diagnostic.BAD_TERMINATOR,
                "@LineProtocol(terminator = \"END\") public interface X { @Command(\"a\") void a(); }",
                "Terminator (.*) begins .*; use (CRLF), LF",
                "$1",
                "Terminator.$2");
        whole(
                Diagnostic.TERMINATOR_IN_TEXT,
                "@LineProtocol(terminator = \";\") public interface X { @Command(\"a\") @Reply(\"b;\") void a(); }",
                "In \"(.*)\", '(.)' is the first character of the line end .*; use another",
                "$1",
                "b!");
        whole(
                Diagnostic.MISFRAMED_PAYLOAD,
                "@LineProtocol(terminator = Terminator.NUL) public interface X { @Command(\"a {b.length}\") void a(@Payload(Payload.Framing.DOTTED) Bytes b); }",
                "A payload framed (\\w+) is not possible where lines end with NUL; use (\\w+)",
                "$1",
                "$2");
        whole(
                Diagnostic.SPELLING_TWICE,
                "@LineProtocol(caseSensitive = true, spelling = Spelling.EXACT) public interface X { @Command(\"a\") void a(); }",
                "; remove (caseSensitive)",
                "$1 = true, ",
                "");
    }

    // ---- types

    static {
        commands(
                Diagnostic.UNSUPPORTED_TYPE,
                "@Command(\"a {b}\") void a(Port b); final class Port { private Port() {} @Override public String toString() { return \"\"; } }",
                "Type (\\w+) of b is not supported here; add a (public static) (parse)\\((String)\\)",
                "class $1 {",
                "class $1 { $2 $1 $3($4 text) { return new $1(); }");
        commands(
                Diagnostic.UNSUPPORTED_TYPE,
                "@Command(\"a {b.length}\") void a(@Payload Object b);",
                "of payload b is not supported here; use byte\\[\\], (Bytes),",
                "Object b",
                "$1 b");
        commands(
                Diagnostic.UNSUPPORTED_TYPE,
                "@Command(\"a {k...}\") void a(SortedSet<K> k); enum K { A, B }",
                "of k is not supported here; use List<K> or (Set<K>)",
                "Sorted$1",
                "$1");
        commands(
                Diagnostic.UNSUPPORTED_TYPE,
                "@Command(\"a[ {o}]\") void a(Optional<Optional<String>> o);",
                "Type Optional<(.*)> of o is not supported here; use the inner type",
                "Optional<$1>",
                "$1");
        commands(
                Diagnostic.NOT_A_WORD,
                "@Command(\"a {k}\") void a(K k); enum K { @Format(\"x y\") A, B }",
                "\"(.*)\" cannot be the word for A: it is not one word; set another word with (@Format)",
                "$2(\"$1\")",
                "$2(\"xy\")");
        commands(
                Diagnostic.NO_TO_STRING,
                "@Command(\"a {b}\") void a(B b); final class B { private B() {} public static B parse(String s) { return new B(); } }",
                "Type (\\w+) of b has no (toString\\(\\)) of its own; add one",
                "class $1 {",
                "class $1 { @Override public String $2 { return \"b\"; }");
        commands(
                Diagnostic.BORROWED_TOO_LONG,
                "@Command(\"get {key}\") @Reply(\"{}\") CompletionStage<String> get(Slice key);",
                "(\\w+) is valid only until get returns, .*; use (\\w+)",
                "Slice $1",
                "$2 $1");
        commands(
                Diagnostic.MISPLACED_STREAM,
                "@Command(\"a {d.length}\") void a(@Payload PayloadStream d);",
                "is received after (\\w+) returns; .* mark the method as (@\\w+)",
                "void $1(",
                "$2 void $1(");
        commands(
                Diagnostic.UNTIL_WITHOUT_LINE,
                "@Command(\"a\") void a(@Payload(Payload.Framing.UNTIL) byte[] text);",
                "framed (\\w+) requires until; add (until =) and the line that ends it",
                "(Payload.Framing.$1)",
                "(value = Payload.Framing.$1, $2 \"END\")");
        commands(
                Diagnostic.CHUNK_WITHOUT_CHUNKS,
                "@Command(\"a {b.length}\") void a(@Payload(chunk = Payload.Chunk.HEX_LINE) byte[] b);",
                "; remove (chunk)",
                "($1 = Payload.Chunk.HEX_LINE)",
                "");
        commands(
                Diagnostic.BAD_MAX_LENGTH,
                "@Command(\"a\") void a(@Payload(value = Payload.Framing.DOTTED, maxLength = 9) byte[] b);",
                "; remove (maxLength)",
                ", $1 = 9",
                "");
        commands(
                Diagnostic.BAD_DELIMITER,
                "@Command(\"a\") void a(@Payload(value = Payload.Framing.DELIMITED, until = \"\") byte[] b);",
                "change (until)",
                "$1 = \"\"",
                "$1 = \"|\"");
        commands(
                Diagnostic.NO_REPLY_NOT_BOOLEAN,
                "@Command(\"a[ quiet]\") void a(@NoReply int quiet);",
                "is on (\\w+), which is not a (\\w+); make it a boolean",
                "int $1",
                "$2 $1");
    }

    // ---- replies

    static {
        commands(
                Diagnostic.ENDLESS_LIST,
                "@Command(\"list\") @Reply(each = \"{}\") List<String> list();",
                "ends; add (end)",
                "each = \"{}\"",
                "each = \"{}\", $1 = \".\"");
        commands(
                Diagnostic.NO_SIZE,
                "@Command(\"list\") @Reply(value = \"{items.size}\", each = \"{}\") Iterable<String> list();",
                "is not known before the items are written; return a (\\w+) instead of an (\\w+)",
                "$2<",
                "$1<");
        commands(
                Diagnostic.MISSING_REPLY,
                "@Command(\"name\") String name();",
                "No reply contains the result of (\\w+); add (@Reply) to the method or to its type, with (\\{\\})",
                "String $1()",
                "$2(\"$3\") String $1()");
        commands(
                Diagnostic.MISSING_REPLY,
                "@Command(\"a\") R a(); record R(int n) {}",
                "No reply contains the result of a; add (@Reply) to the method or to (\\w+)",
                "record $2(",
                "$1(\"R {n}\") record $2(");
        commands(
                Diagnostic.MISSING_ABSENT,
                "@Command(\"name\") @Reply(value = \"{}\") Optional<String> name();",
                "may be absent, .*; add (\\w+) to its @Reply",
                "\"{}\"",
                "\"{}\", $1 = \"-\"");
        commands(
                Diagnostic.NEEDLESS_ABSENT,
                "@Command(\"name\") @Reply(value = \"{}\", absent = \"NONE\") String name();",
                "is always present; remove (\\w+)",
                ", $1 = \"NONE\"",
                "");
        commands(
                Diagnostic.NO_EFFECT,
                "@Command(\"a\") @Reply(value = \"OK\", absent = \"NO\", end = \".\") boolean a();",
                "(\\w+) of @Reply has no effect here: .*; remove it",
                ", $1 = \".\"",
                "");
        commands(
                Diagnostic.NO_REPLY_WITH_RESULT,
                "@Command(\"a\") @NoReply @Reply(\"{}\") int a();",
                "(@NoReply) is on a, which has a result; remove one of the two",
                "$1 ",
                "");
        commands(
                Diagnostic.NO_SUCH_RESULT,
                "@Command(\"a\") @Reply(\"OK {}\") void a();",
                "In \"(.*)\", (\\{\\}) is the result, but a has none; remove it",
                " $2\"",
                "\"");
        exception(
                Diagnostic.EXCEPTION_WITHOUT_REPLY,
                "final class E extends Exception { public E() {} }",
                "Exception (\\w+) of a has no (@Reply); add it",
                "final class $1",
                "$2(\"NO\") final class $1");
        exception(
                Diagnostic.EXCEPTION_WITHOUT_CONSTRUCTOR,
                "@Reply(\"NO\") final class E extends Exception { E() {} }",
                "Exception (\\w+) needs one (public) constructor",
                " $1() {}",
                " $2 $1() {}");
        exception(
                Diagnostic.UNMADE_EXCEPTION,
                "@Reply(\"NO\") abstract class E extends Exception { public E() {} }",
                "it is abstract; remove (\\w+)",
                "$1 class",
                "class");
        exception(
                Diagnostic.NO_ACCESSOR,
                "@Reply(\"NO {code}\") final class E extends Exception { public E(int code) {} }",
                "The value of parameter (\\w+) of (\\w+) cannot be read; add a method (.*)",
                "public $2(",
                "public $3 { return 1; } public $2(");
    }

    // ---- bounds and options

    static {
        whole(
                Diagnostic.BAD_LIMIT,
                "@LineProtocol @Limits(line = 0) public interface X { @Command(\"a\") void a(); }",
                "Limit (\\w+) is (\\d+); use a positive number",
                "$1 = $2",
                "$1 = 100");
        commands(
                Diagnostic.LIMIT_WITHOUT_EFFECT,
                "@Command(\"a\") @Limits(errors = 3) void a();",
                "Limit (\\w+) has no effect on a; set it on the state or the protocol",
                "@Limits($1 = 3) ",
                "",
                "public interface",
                "@Limits($1 = 3) public interface");
        whole(
                Diagnostic.UNKNOWN_CHARSET,
                "@LineProtocol(charset = \"UTF-9\") public interface X { @Command(\"a\") void a(); }",
                "Charset (.*) is not known; use (.*?),",
                "$1",
                "$2");
        whole(
                Diagnostic.UNSUITABLE_CHARSET,
                "@LineProtocol(charset = \"UTF-16\") public interface X { @Command(\"a\") void a(); }",
                "Charset (.*) does not encode ASCII as ASCII bytes; use (.*?),",
                "$1",
                "$2");
        whole(
                Diagnostic.NOT_A_CONTROL,
                "@LineProtocol(controls = \"b\") public interface X { @Command(\"a\") void a(); }",
                "controls cannot contain .*; use (control characters)",
                "\"b\"",
                "\"\\u0001\"");
        whole(
                Diagnostic.NOT_YET_SUPPORTED,
                "@LineProtocol(carrier = {Carrier.LINE, Carrier.TRAILING}) public interface X { @Command(\"a\") void a(); }",
                "Carrier (\\w+) beside another is not supported yet; use one of them",
                "{Carrier.LINE, Carrier.$1}",
                "Carrier.$1");
    }

    @Test
    void whatIsAdvisedHelps() {
        List<String> wrong = new ArrayList<>();
        for (Remedy remedy : REMEDIES) {
            List<String> before = Compiled.reports(remedy.before());
            String message =
                    before.stream()
                            .filter(report -> report.startsWith(remedy.tag()))
                            .findFirst()
                            .orElse("");
            if (message.isEmpty()) {
                wrong.add(remedy.diagnostic() + " does not come, but " + before);
                continue;
            }
            String after = remedy.after(message);
            List<String> reports = Compiled.reports(after);
            if (!reports.isEmpty()) {
                wrong.add(remedy.diagnostic() + "\n" + message + "\n" + after + "\n" + reports);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void atLeastHalfOfTheDiagnosticsAreTried() {
        Set<Diagnostic> tried = new LinkedHashSet<>();
        REMEDIES.forEach(remedy -> tried.add(remedy.diagnostic()));

        assertThat(tried).hasSizeGreaterThanOrEqualTo(Diagnostic.values().length / 2);
    }

    /** The diagnostics whose advice is tried here. */
    static Set<String> tags() {
        Set<String> tags = new LinkedHashSet<>();
        REMEDIES.forEach(remedy -> tags.add(remedy.diagnostic().tag()));
        return tags;
    }
}
