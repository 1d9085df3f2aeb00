package org.ropewalk.processor;

import static org.ropewalk.processor.Diagnosed.check;
import static org.ropewalk.processor.Diagnosed.checkProtocol;

import org.junit.jupiter.api.Test;

/** The diagnostics about states, and about what a handler or a server does outside commands. */
class StateDiagnosticsTest {
    @Test
    void NoState() {
        check(
                "@LineProtocol(initial = X.Other/*^*/.class) public interface X { @Command(\"a\") void a(); record Other() {} }",
                "[Ropewalk/NoState] Other is not a state of X; use an interface that is nested in the protocol");
        check(
                "@LineProtocol(initial = X.A.class) public interface X { interface A { @Command(\"a\") void a(); @OnError int /*^*/failed(); } }",
                "[Ropewalk/NoState] int is not a state of A; use an interface that is nested in the protocol");
    }

    @Test
    void WaitsForNothing() {
        checkProtocol(
                "@Command(value = \"a\", last = true) @NoReply void /*^*/a();",
                "[Ropewalk/WaitsForNothing] After command a the client must wait for the reply (last = true), but there is none; remove last, or let it have a reply");
    }

    @Test
    void NothingToInterrupt() {
        checkProtocol(
                "@Command(\"a\") @Reply(\"A\") void a(); @Command(value = \"b\", interrupts = \"a\") void /*^*/b();",
                "[Ropewalk/NothingToInterrupt] Command b interrupts a, which never completes later; use the name of a method that returns a CompletionStage");
    }

    @Test
    void NothingToInterrupt_whereThereIsNoSuchCommand() {
        check(
                "@LineProtocol(initial = X.A.class) public interface X {"
                        + " interface A extends X { @Command(\"a\") @Reply(\"A\") CompletionStage<B> a(); }"
                        + " interface B extends X { @Command(\"b\") @Reply(\"B\") A b(); @Command(value = \"c\", interrupts = \"a\") void /*^*/c(); } }",
                "[Ropewalk/NothingToInterrupt] Command c interrupts a, which is not a command of this state; use the name of a method that returns a CompletionStage");
    }

    @Test
    void BadBatch() {
        check(
                "@LineProtocol(initial = X.A.class) public interface X {"
                        + " interface A { @Command(\"m\") @Reply(\"M\") B /*^*/m(); }"
                        + " @Batch(of = A.class) interface B { @Command(\"e\") @Reply(\"E\") A e(org.ropewalk.batch.QueuedCommands kept); } }",
                "[Ropewalk/BadBatch] State B is on the server only, but clients have m, which leads to it; write client = false in the @Command of m");
    }

    @Test
    void BadBatch_whereNothingIsKept() {
        check(
                "@LineProtocol(initial = X.A.class) public interface X {"
                        + " interface A { @Command(\"m\") @Reply(\"M\") void /*^*/m(org.ropewalk.batch.QueuedCommands kept); } }",
                "[Ropewalk/BadBatch] State A keeps no commands for m; add @Batch to it, or remove the parameter");
    }

    @Test
    void BadBatch_whereTheCommandThatRunsItSendsItems() {
        check(
                "@LineProtocol(initial = X.A.class) public interface X {"
                        + " interface A { @Command(value = \"m\", client = false) @Reply(\"M\") B m(); }"
                        + " @Batch(of = A.class) interface B { @Command(\"q\") @Reply(value = \"Q\", close = true) void q(); @Command(\"e\") @Reply(each = \"E {}\", end = \".\") void /*^*/e(org.ropewalk.batch.QueuedCommands kept, Replies<String> found); } }",
                "[Ropewalk/BadBatch] State B runs what it keeps in e, which also sends items; return the items as a List instead of Replies");
    }

    @Test
    void BadBatch_whereAnotherStateLeadsToIt() {
        check(
                "@LineProtocol(initial = X.A.class) public interface X {"
                        + " interface A { @Command(\"c\") @Reply(\"C\") C c(); }"
                        + " interface C { @Command(value = \"m\", client = false) @Reply(\"M\") B /*^*/m(); }"
                        + " @Batch(of = A.class) interface B { @Command(\"e\") @Reply(\"E\") A e(org.ropewalk.batch.QueuedCommands kept); } }",
                "[Ropewalk/BadBatch] State B keeps commands of another state than that of m; let only commands of A lead to it");
    }

    @Test
    void SilentTransition() {
        check(
                "@LineProtocol(initial = X.A.class) public interface X {"
                        + " interface A extends X { @Command(\"b\") B /*^*/b(); @Command(\"q\") @Reply(value = \"Q\", close = true) void q(); }"
                        + " interface B extends X { @Command(\"a\") @Reply(\"OK\") A a(); } }",
                "[Ropewalk/SilentTransition] Command b changes to state B, but the client receives no reply; add @Reply, or @NoReply if this is intended");
    }

    @Test
    void UnreachableState() {
        check(
                "@LineProtocol(initial = X.A.class) public interface X {\n"
                        + "interface A { @Command(\"a\") void a(); }\n"
                        + "/*^*/interface B { @Command(\"b\") void b(); }\n}",
                "[Ropewalk/UnreachableState] No transition leads to state B; return it from a command, or remove it");
    }

    @Test
    void NotAPush() {
        checkProtocol(
                "@Command(\"a\") void a(); @Push interface P { void /*^*/joined(String who); }",
                "[Ropewalk/NotAPush] Method joined is not a push message: it has no @Reply; add @Reply with a line, or with each and end for a list");
    }

    @Test
    void NotAPush_withAResult() {
        checkProtocol(
                "@Command(\"a\") void a(); @Push interface P { @Reply(\"JOINED\") int /*^*/joined(); }",
                "[Ropewalk/NotAPush] Method joined is not a push message: it returns a value; return void (pass a state as a parameter)");
    }

    @Test
    void NotASupply() {
        checkProtocol(
                "@Command(\"a\") void a(); @Supplies String /*^*/host(int port);",
                "[Ropewalk/NotASupply] Method host cannot supply a value, because it has parameters; remove them");
    }

    @Test
    void NotAFarewell() {
        checkProtocol(
                "@Command(\"a\") void a(); @OnDisconnect void /*^*/gone(String why);",
                "[Ropewalk/NotAFarewell] Method gone can receive only the reason of the disconnect; return void, and use one parameter, a Throwable, or none");
    }

    @Test
    void InescapableState() {
        check(
                "@LineProtocol(initial = X.A.class) public interface X { @Command(\"x\") void x();"
                        + " interface A extends X { @Command(\"b\") @Reply(\"OK\") B b(); }"
                        + " /*^*/interface B extends X { @Command(\"again\") @Reply(\"OK\") B again(); } }",
                "[Ropewalk/InescapableState] No command leaves state B or closes the connection; add one that does");
    }

    @Test
    void UnreachableState_withoutAnInitialState() {
        check(
                "@LineProtocol public interface X {\n"
                        + "/*^*/interface A { @Command(\"a\") @Reply(\"A\") B a(); }\n"
                        + "interface B { @Command(\"b\") @Reply(value = \"B\", close = true) void b(); }\n}",
                "[Ropewalk/UnreachableState] No transition leads to state A; if a connection begins in it, write @LineProtocol(initial = X.A.class); if not, return it from a command, or remove it");
    }
}
