package org.ropewalk.processor;

import static org.ropewalk.processor.Diagnosed.check;
import static org.ropewalk.processor.Diagnosed.checkProtocol;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The diagnostics about replies: results, exceptions, errors, and commands without a reply. */
class ReplyDiagnosticsTest {
    @Test
    void UnmadeException() {
        String thrown =
                "@Command(\"a\") void a() throws E; @Reply(\"NO\") @SuppressWarnings(\"serial\") ";
        checkProtocol(
                thrown + "abstract /*^*/class E extends Exception { public E() {} }",
                "[Ropewalk/UnmadeException] Exception E cannot be created by the client: it is abstract; remove abstract, or add @Reply to its subclasses");
        checkProtocol(
                thrown
                        + "final /*^*/class E extends Exception { public E() throws java.io.IOException {} }",
                "[Ropewalk/UnmadeException] Exception E cannot be created by the client: its constructor throws IOException; remove checked exceptions from it");
        checkProtocol(
                "@Command(\"a\") C a(); @Reply(\"C\") abstract /*^*/class C { public C() {} }",
                "[Ropewalk/UnmadeException] Class C cannot be created by the client: it is abstract; remove abstract, or add @Reply to its subclasses");
    }

    @Test
    void NoAccessor_ofThatType() {
        checkProtocol(
                "@Command(\"a\") void a() throws E; @Reply(\"NO {code}\") @SuppressWarnings(\"serial\") final class E extends Exception { public E(int /*^*/code) {} public String code() { return \"\"; } }",
                "[Ropewalk/NoAccessor] The value of parameter code of E cannot be read; add a method int code()");
    }

    @Test
    void NoToString() {
        checkProtocol(
                "@Command(\"a {b}\") void a(B /*^*/b); final class B { private B() {} public static B parse(String s) { return new B(); } }",
                "[Ropewalk/NoToString] Type B of b has no toString() of its own; add one that writes the text that parse() reads");
    }

    @Test
    void UntoldReply() {
        String page =
                " Page /*^*/get(String name); sealed interface Page {"
                        + " @Reply(\"T\") record Told() implements Page {}"
                        + " @Reply record Text(@Payload(Payload.Framing.DOTTED) List<String> lines) implements Page {} }";
        checkProtocol(
                "@Command(\"GET {name}\")" + page,
                "[Ropewalk/UntoldReply] A client cannot distinguish Text from the other replies of get, because it has no line; add a line, or write client = false");
    }

    @Test
    void AmbiguousReply() {
        checkProtocol(
                "@Command(\"a\") K /*^*/a(); enum K { @Reply(\"YES\") ONE, @Reply(\"YES\") TWO }",
                "[Ropewalk/AmbiguousReply] \"YES\" and \"YES\" both match \"YES\" as a reply to a; change one of them");
    }

    @Test
    void MissingReply() {
        checkProtocol(
                "@Command(\"name\") String /*^*/name();",
                "[Ropewalk/MissingReply] No reply contains the result of name; add @Reply to the method or to its type, with {} or {*} for the value");
    }

    @Test
    void MissingAbsent() {
        checkProtocol(
                "@Command(\"name\") /*^*/@Reply(\"{}\") Optional<String> name();",
                "[Ropewalk/MissingAbsent] The result of name may be absent, but its @Reply has no line for that; add absent to its @Reply");
    }

    @Test
    void NeedlessAbsent() {
        checkProtocol(
                "@Command(\"name\") @Reply(value = \"{}\", absent = /*^*/\"NONE\") String name();",
                "[Ropewalk/NeedlessAbsent] The result of name is always present; remove absent, or return an Optional or a boolean");
    }

    @Test
    void NoEffect() {
        checkProtocol(
                "@Command(\"a\") @Reply(value = \"OK\", each = /*^*/\"{}\") void a();",
                "[Ropewalk/NoEffect] each of @Reply has no effect here: only a list has a line for each item and a line at its end; remove it, or return a List");
        checkProtocol(
                "@Command(\"a\") @Reply(value = \"YES\", absent = \"NO\", end = /*^*/\".\") boolean a();",
                "[Ropewalk/NoEffect] end of @Reply has no effect here: only a list, or a line with a result, has lines after it; remove it, or return a List");
    }

    @Test
    void NoEffect_beforeConstants() {
        checkProtocol(
                "@Command(\"a\") @Reply(/*^*/\"OK\") K a(); enum K { ONE, TWO }",
                "[Ropewalk/NoEffect] value of @Reply has no effect here: the constants of K have their own lines; remove it, or return a String and write {}");
    }

    @Test
    void NoReplyNotBoolean() {
        checkProtocol(
                "@Command(\"a {quiet}\") void a(@NoReply int /*^*/quiet);",
                "[Ropewalk/NoReplyNotBoolean] @NoReply is on quiet, which is not a boolean; make it a boolean");
    }

    @Test
    void NoReplyWithoutTag() {
        for (String field : List.of("", "\\nreceipt:{tag}", "\\n[other:{other}]")) {
            check(
                    "@LineProtocol @NoReply(unless = /*^*/\"tag\")"
                            + " @Envelope(command = \"{*}"
                            + field
                            + "\\n\\n\", reply = \"{*}"
                            + field
                            + "\\n\\n\") public interface X {"
                            + " @Command(\"SEND\") @Reply(\"RECEIPT\") void send(); }",
                    "[Ropewalk/NoReplyWithoutTag] @NoReply(unless) names tag, which is not an optional"
                            + " tag; write [Id: {tag}] in command and reply of @Envelope");
        }
    }

    @Test
    void NoReplyWithResult_unlessThereIsATag() {
        check(
                "@LineProtocol"
                        + " @Envelope(command = \"{*}\\n[receipt:{tag}]\\n\\n\", reply = \"{*}\\n[receipt-id:{tag}]\\n\\n\")"
                        + " public interface X { @Command(\"SEND\") @NoReply(unless = \"tag\") @Reply(\"RECEIPT\\nn:{}\") int /*^*/send(); }",
                "[Ropewalk/NoReplyWithResult] @NoReply is on send, which has a result; remove one of the two");
    }

    @Test
    void NoReplyWithResult() {
        checkProtocol(
                "@Command(\"a\") @NoReply @Reply(\"{}\") int /*^*/a();",
                "[Ropewalk/NoReplyWithResult] @NoReply is on a, which has a result; remove one of the two");
    }

    @Test
    void NoReplyWithResult_whereThereIsAReply() {
        checkProtocol(
                "@Command(\"a\") @NoReply @Reply(/*^*/\"OK\") void a();",
                "[Ropewalk/NoReplyWithResult] @NoReply is on a, which has a @Reply; remove one of the two");
    }

    @Test
    void NoSuchResult() {
        checkProtocol(
                "@Command(\"a\") @Reply(/*^*/\"OK {}\") void a();",
                "[Ropewalk/NoSuchResult] In \"OK {}\", {} is the result, but a has none; remove it");
    }

    @Test
    void NoSuchResult_inACommand() {
        checkProtocol(
                "@Command(/*^*/\"a {}\") void a();",
                "[Ropewalk/NoSuchResult] In \"a {}\", {} is the result, but a command has none; use the name of a parameter");
    }

    @Test
    void NoSuchResult_inAnException() {
        checkProtocol(
                "@Command(\"a\") void a() throws E; @Reply(/*^*/\"NO {}\") @SuppressWarnings(\"serial\") final class E extends Exception { public E() {} }",
                "[Ropewalk/NoSuchResult] In \"NO {}\", {} is the result, but E has components; use their names in {}");
    }

    @Test
    void UnknownErrorPlaceholder_ofAResult() {
        check(
                "@LineProtocol @Errors(unknown = /*^*/@Reply(\"NO {}\")) public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/UnknownErrorPlaceholder] {} is not available in an error reply; use {verb}, {usage}, {message}, {incident}, or a value that every state supplies");
    }

    @Test
    void NoSuchResult_ofABoolean() {
        checkProtocol(
                "@Command(\"a\") @Reply(value = /*^*/\"IS {}\", absent = \"NO\") boolean a();",
                "[Ropewalk/NoSuchResult] In \"IS {}\", {} is the result, but a has only true or false; write the line for true in value, and for false in absent");
    }

    @Test
    void NoSuchResult_ofAList() {
        checkProtocol(
                "@Command(\"a\") @Reply(each = \"{}\", end = /*^*/\"END {}\") List<String> a();",
                "[Ropewalk/NoSuchResult] In \"END {}\", {} is the result, but a has several items; use {} in each");
    }

    @Test
    void MissingReply_whereOnlyACommentaryHasTheResult() {
        checkProtocol(
                "@Command(\"a\") @Reply(/*^*/\"OK {'{} ready'}\") String a();",
                "[Ropewalk/MissingReply] No reply contains the result of a; write {} or {*} in its @Reply");
    }

    @Test
    void MissingReply_ofAnOptionalNumber() {
        checkProtocol(
                "@Command(\"a\") @Reply(value = /*^*/\"YES\", absent = \"NO\") OptionalInt a();",
                "[Ropewalk/MissingReply] No reply contains the result of a; write {} or {*} in its @Reply");
    }

    @Test
    void MissingReply_ofABoolean() {
        checkProtocol(
                "@Command(\"a\") @Reply(/*^*/\"OK\") boolean a();",
                "[Ropewalk/MissingReply] No reply contains the result of a; add absent to its @Reply, the line for false");
        checkProtocol(
                "@Command(\"a\") boolean /*^*/a();",
                "[Ropewalk/MissingReply] No reply contains the result of a; add @Reply with the line for true in value, and for false in absent");
    }

    @Test
    void MissingReply_ofAPayload() {
        checkProtocol(
                "@Command(\"a\") @Reply(/*^*/\"OK {data.length}\") byte[] a();",
                "[Ropewalk/MissingReply] No reply contains the result of a; return a record with the payload as a component with @Payload");
    }

    @Test
    void MissingReply_ofTheItems() {
        checkProtocol(
                "@Command(\"a\") @Reply(/*^*/\"OK\") List<String> a();",
                "[Ropewalk/MissingReply] No reply contains the result of a; write each and end in its @Reply for a list, or {...} for words of a line");
        checkProtocol(
                "@Command(\"a\") @Reply(value = /*^*/\"OK\", end = \".\") List<B> a(); record B(int c) {}",
                "[Ropewalk/MissingReply] No reply contains the result of a; write each in its @Reply, or add @Reply to B");
    }

    @Test
    void UnsupportedType_ofAPeer() {
        checkProtocol(
                "@Command(\"a {b}\") void a(org.ropewalk.server.Peer /*^*/b);",
                "[Ropewalk/UnsupportedType] Type Peer of b is not supported here; remove it: the handler gets its peer from the factory, peer -> new Handler(peer)");
    }

    @Test
    void ExceptionWithoutReply() {
        checkProtocol(
                "@Command(\"a\") void /*^*/a() throws java.io.IOException;",
                "[Ropewalk/ExceptionWithoutReply] Exception IOException of a has no @Reply; use your own exception with @Reply, or an unchecked one");
    }

    @Test
    void ExceptionWithoutConstructor() {
        checkProtocol(
                "@Command(\"a\") void a() throws E; @Reply(\"NO\") @SuppressWarnings(\"serial\") final /*^*/class E extends Exception { E() {} }",
                "[Ropewalk/ExceptionWithoutConstructor] Exception E needs one public constructor, with a parameter for each placeholder of its @Reply");
        checkProtocol(
                "@Command(\"a\") C a(); @Reply(\"C\") final /*^*/class C { C() {} }",
                "[Ropewalk/ExceptionWithoutConstructor] Class C needs one public constructor, with a parameter for each placeholder of its @Reply");
    }

    @Test
    void NoAccessor() {
        checkProtocol(
                "@Command(\"a\") void a() throws E; @Reply(\"NO {code}\") @SuppressWarnings(\"serial\") final class E extends Exception { public E(int /*^*/code) {} }",
                "[Ropewalk/NoAccessor] The value of parameter code of E cannot be read; add a method int code()");
    }

    @Test
    void UnknownErrorPlaceholder() {
        check(
                "@LineProtocol @Errors(unknown = /*^*/@Reply(\"NO {what}\")) public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/UnknownErrorPlaceholder] {what} is not available in an error reply; use {verb}, {usage}, {message}, {incident}, or a value that every state supplies");
    }

    @Test
    void NotAnErrorMethod() {
        checkProtocol(
                "@Command(\"a\") void a(); @OnError void /*^*/wrong(String line);",
                "[Ropewalk/NotAnErrorMethod] Method wrong cannot be called for errors: its first parameter is not an ErrorKind; use the parameters ErrorKind and String (the line)");
        checkProtocol(
                "@Command(\"a\") void a(); @OnError void /*^*/wrong(ErrorKind kind, int line);",
                "[Ropewalk/NotAnErrorMethod] Method wrong cannot be called for errors: for a method without command, only the line is known; use the parameters ErrorKind and String (the line)");
        checkProtocol(
                "@Command(\"a\") void a(); @OnError(command = \"b\") void /*^*/wrong(ErrorKind kind);",
                "[Ropewalk/NotAnErrorMethod] Method wrong cannot be called for errors: this state has no command method b; use the name of a command method");
        checkProtocol(
                "@Command(\"a\") void a(); @OnError(command = \"a\") void /*^*/wrong(ErrorKind kind);",
                "[Ropewalk/NotAnErrorMethod] Method wrong cannot be called for errors: a has no payload, or its payload is a stream; use a command with another payload");
        checkProtocol(
                "@Command(\"a {n} {d.length}\") void a(int n, @Payload Bytes d); @OnError(command = \"a\") void /*^*/wrong(ErrorKind kind, String n);",
                "[Ropewalk/NotAnErrorMethod] Method wrong cannot be called for errors: a has no parameter java.lang.String n; use parameters of that command, with the same names and types");
    }

    @Test
    void NoReplyNotBoolean_ofANamedValue() {
        checkProtocol(
                "@Command(\"a\") @Reply(\"OK\") @NoReply(when = \"quiet\") void /*^*/a();",
                "[Ropewalk/NoReplyNotBoolean] @NoReply is on quiet, which is not a boolean; make it a boolean");
    }

    @Test
    void MissingReply_whereTheItemHasAName() {
        checkProtocol(
                "@Command(\"a\") @Reply(each = /*^*/\"{name}\", end = \".\") List<String> a();",
                "[Ropewalk/MissingReply] No reply contains the result of a; write {} or {*}, the item, in each of its @Reply");
    }

    @Test
    void ExceptionWithoutConstructor_whoseReplyHasFewerValues() {
        checkProtocol(
                "@Command(\"a\") void a() throws E; @Command(\"b\") void b() throws E; @Reply(/*^*/\"NO {message*}\") @SuppressWarnings(\"serial\") final class E extends Exception { public E(String message, int code) { super(message); } public int code() { return 1; } }",
                "[Ropewalk/ExceptionWithoutConstructor] Exception E needs one public constructor, with a parameter for each placeholder of its @Reply");
    }

    @Test
    void UnboundPlaceholder_ofAnException() {
        checkProtocol(
                "@Command(\"a\") void a() throws E; @Reply(/*^*/\"NO {code}\") @SuppressWarnings(\"serial\") final class E extends Exception { public E() {} }",
                "[Ropewalk/UnboundPlaceholder] Placeholder {code} is not the name of a constructor parameter");
    }

    @Test
    void NotYetSupported_theSeparatorOfAChain() {
        check(
                "@LineProtocol @Chain(value = \";\", together = Chain.Together.ONE_LINE) public interface X { @Command(\"a\") @Reply(/*^*/\"b;\") void a(); }",
                "[Ropewalk/NotYetSupported] The separator of @Chain in a reply is not supported yet; use another literal");
    }
}
