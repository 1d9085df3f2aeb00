package org.ropewalk.processor;

import static org.ropewalk.processor.Diagnosed.check;
import static org.ropewalk.processor.Diagnosed.checkProtocol;

import org.junit.jupiter.api.Test;

/** The diagnostics about annotations, and members of annotations, without an effect. */
class EffectDiagnosticsTest {
    @Test
    void IgnoredAnnotation_withoutItsCounterpart() {
        checkProtocol(
                "@Command(\"a\") /*^*/@Advertise(\"A\") void a();",
                "[Ropewalk/IgnoredAnnotation] @Advertise on a has no effect: no command has a result of type Capabilities; add such a command, or remove it");
        checkProtocol(
                "@Command(\"a\") /*^*/@Attempts void a();",
                "[Ropewalk/IgnoredAnnotation] @Attempts on a has no effect: the command declares no exception, so no attempt fails; declare one with @Reply in throws, or remove it");
        checkProtocol(
                "@Command(\"a\") @Reply(\"A\") @StartTls(greet = /*^*/true) void a();",
                "[Ropewalk/IgnoredAnnotation] @StartTls(greet) on a has no effect: the initial state has no greeting; add a method with @OnConnect, or remove greet");
    }

    @Test
    void IgnoredAnnotation_ofLinesThatNoReplyHas() {
        check(
                "@LineProtocol @Envelope(reply = \"> {*}\", other = /*^*/\"* {*}\") public interface X { @Command(\"a\") @Reply(\"A\") void a(); }",
                "[Ropewalk/IgnoredAnnotation] @Envelope(other) on X has no effect: no reply here has several lines; remove it");
        checkProtocol(
                "@Command(\"a\") @NoReply @Envelope(reply = /*^*/\"> {*}\") void a(); @Command(\"b\") @Reply(\"B\") void b();",
                "[Ropewalk/IgnoredAnnotation] @Envelope(reply) on a has no effect: there is no reply; remove it");
        checkProtocol(
                "@Command(\"a {k}\") @Reply(\"A\") void a(R k); /*^*/@Reply(\"R {n}\") record R(int n) {}",
                "[Ropewalk/IgnoredAnnotation] @Reply on R has no effect: it is not the result of a command without a @Reply; remove it");
        checkProtocol(
                "@Command(\"a\") R a(); @Reply(\"R {n}\") /*^*/@Format(\"{n}\") record R(int n) {}",
                "[Ropewalk/IgnoredAnnotation] @Format on R has no effect: no line contains it as a value; remove it");
    }

    @Test
    void IgnoredAnnotation_ofMembers() {
        checkProtocol(
                "@Command(\"a\") @Reply(\"A\") @Payload(value = Payload.Framing.DOTTED, trailer = Payload.Trailer/*^*/.NONE) Bytes a();",
                "[Ropewalk/IgnoredAnnotation] @Payload(trailer) on a has no effect: only a COUNTED payload has a trailer; remove trailer");
        check(
                "@LineProtocol(carrier = /*^*/{Carrier.LINE, Carrier.LINE}) public interface X { @Command(\"a\") @Reply(\"A\") void a(); }",
                "[Ropewalk/IgnoredAnnotation] @LineProtocol(carrier) on X has no effect: a carrier occurs twice in it; write it once");
        check(
                "@LineProtocol(spelling = Spelling/*^*/.SHORT_OR_LONG) public interface X { @Command(\"A\") @Reply(\"A\") void a(); }",
                "[Ropewalk/IgnoredAnnotation] @LineProtocol(spelling) on X has no effect: no word has a short form; write words such as MEASure, or remove spelling");
        check(
                "@LineProtocol /*^*/@Fields(fold = true) public interface X { @Command(\"a\") @Reply(\"A\") void a(); }",
                "[Ropewalk/IgnoredAnnotation] @Fields on X has no effect: no template has fields; remove it");
    }

    @Test
    void IgnoredAnnotation_ofPushesInNoProtocol() {
        check(
                "@LineProtocol public interface X { @Command(\"a\") @Reply(\"A\") void a(); } /*^*/@Push interface P { @Reply(\"P\") void p(); }",
                "[Ropewalk/IgnoredAnnotation] @Push on P has no effect: it is not in a protocol; move it to an interface that is nested in the protocol, or remove it");
    }

    @Test
    void IgnoredAnnotation_ofEqualSpellings() {
        checkProtocol(
                "@Command(/*^*/{\"a {b}\", \"a {b}\"}) @Reply(\"A\") void a(int b);",
                "[Ropewalk/IgnoredAnnotation] @Command(value) on a has no effect: \"a {b}\" occurs twice in it; write it once");
        check(
                "@LineProtocol public interface X { @Command(/*^*/{\"a\", \"A\"}) @Reply(\"A\") void a(); }",
                "[Ropewalk/IgnoredAnnotation] @Command(value) on a has no effect: \"A\" occurs twice in it; write it once");
        check(
                "@LineProtocol @Errors(unknown = /*^*/@Reply({\"E\", \"E\"})) public interface X { @Command(\"a\") @Reply(\"A\") void a(); }",
                "[Ropewalk/IgnoredAnnotation] @Errors(unknown) on X has no effect: \"E\" occurs twice in it; write it once");
        check(
                "@LineProtocol @Errors(refusals = /*^*/{\"E\", \"E\"}) public interface X { @Command(\"a\") @Reply(\"A\") void a(); }",
                "[Ropewalk/IgnoredAnnotation] @Errors(refusals) on X has no effect: \"E\" occurs twice in it; write it once");
        checkProtocol(
                "@Command(\"a\") @Reply({\"A\", \"A\"}) void /*^*/a();",
                "[Ropewalk/AmbiguousReply] \"A\" and \"A\" both match \"A\" as a reply to a; change one of them");
    }

    @Test
    void NoEffect_ofMembersOfReplies() {
        checkProtocol(
                "@Command(\"a\") @Reply(value = \"A\", bare = /*^*/true) void a();",
                "[Ropewalk/NoEffect] bare of @Reply has no effect here: there is no @Envelope around replies; remove it");
        check(
                "@LineProtocol @Errors(busy = /*^*/@Reply(value = \"E\", bare = true)) public interface X { @Command(\"a\") @Reply(\"A\") void a(); }",
                "[Ropewalk/NoEffect] bare of @Reply has no effect here: there is no @Envelope around replies; remove it");
        checkProtocol(
                "@Command(\"a {b}\") @Reply(value = \"A\", per = /*^*/\"b\") void a(int b);",
                "[Ropewalk/NoEffect] per of @Reply has no effect here: only a list has several replies; remove it, or return a List");
        checkProtocol(
                "@Command(\"a\") void a(); @Push interface P { @Reply(value = \"P\", close = /*^*/true) void p(); }",
                "[Ropewalk/NoEffect] close of @Reply has no effect here: a push message does not close the connection; remove it, and call close() of the Peer");
        checkProtocol(
                "@Command(\"a\") @Reply(close = /*^*/true) R a(); @Reply(\"R {n}\") record R(int n) {}",
                "[Ropewalk/NoEffect] close of @Reply has no effect here: the values of R have their own lines; write it in their @Reply");
        checkProtocol(
                "@Command(\"a\") E a(); enum E { @Reply(value = \"A\", absent = /*^*/\"N\") A }",
                "[Ropewalk/NoEffect] absent of @Reply has no effect here: a constant is one value, which is always present; remove it");
    }
}
