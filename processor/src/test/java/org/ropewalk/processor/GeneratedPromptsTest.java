package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.MemoryPeer;
import org.ropewalk.testing.StringTransport;

/** Prompts: written after each reply, by the state; skipped once by clients. */
class GeneratedPromptsTest {
    private static final Served CONSOLE =
            Served.compile(
                    """
                    @LineProtocol(initial = X.Guest.class)
                    @Errors(
                            unknown = @Reply("unknown"),
                            malformed = @Reply("bad {'{message}'}"),
                            misplaced = @Reply("not now"),
                            tooLong = @Reply("too long"),
                            failed = @Reply(value = "failed", close = true))
                    @Limits(line = 80)
                    public interface X {
                        @OnConnect @Reply("> welcome {}") String greeting();
                        @Command("quit") @Reply(value = "bye", close = true) void quit();
                        @Command("say {text*}") @Reply("{text*}") void say(String text);
                        @Command("hint {n}") void hint(int n);
                        @Push interface News { @Reply("> news {text*}") void news(String text); }

                        @Prompt("> ") interface Guest extends X { @Command("login {name}") @Reply("hello {name}") User login(String name); }
                        @Prompt("[user]# ") interface User extends X {
                            @Command("list") @Reply(each = "> {}", end = "done") List<Integer> list();
                            @Command("later") @Reply(value = "begun", end = "> ended") CompletionStage<Void> later();
                            @Command("tell") @Reply("told") void tell();
                            @Command("plain") @Reply("plain") Plain plain();
                        }
                        interface Plain extends X { @Command("back") @Reply("> back") Guest back(); }
                    }

                    final class H implements X.Guest, X.User, X.Plain {
                        private final Peer peer;
                        H(Peer peer) { this.peer = peer; }
                        public String greeting() { return "x"; }
                        public void quit() {}
                        public void say(String text) {}
                        public void hint(int n) {}
                        public X.User login(String name) { return this; }
                        public List<Integer> list() { return List.of(1, 2); }
                        public CompletionStage<Void> later() {
                            CompletableFuture<Void> later = new CompletableFuture<>();
                            System.getProperties().put("later", later);
                            return later;
                        }
                        public void tell() { XPushes.to(peer).news("a"); }
                        public X.Plain plain() { return this; }
                        public X.Guest back() { return this; }
                    }
                    """);

    private StringTransport transport = CONSOLE.connect();

    private String says(String lines) {
        transport.deliver(lines.replace("\n", "\r\n"));
        transport.runTurns();
        String text = transport.text().replace("\r\n", "\n");
        transport.clear();
        return text;
    }

    @Test
    void aPromptFollowsTheGreetingAndEachReplyByTheState() {
        assertThat(says("")).isEqualTo("> welcome x\n> ");
        assertThat(says("say a b\nlogin ada\nlist\n"))
                .isEqualTo("a b\n> hello ada\n[user]# > 1\n> 2\ndone\n[user]# ");
        assertThat(says("plain\nsay x\nback\n")).isEqualTo("plain\nx\n> back\n> ");
        assertThat(says("quit\n")).isEqualTo("bye\n");
        assertThat(transport.isDisconnecting()).isTrue();
    }

    @Test
    void aPromptFollowsErrorsButNoCommandWithoutAReply() {
        says("");

        assertThat(says("jump\n")).isEqualTo("unknown\n> ");
        assertThat(says("list\n")).isEqualTo("not now\n> ");
        assertThat(says("say " + "x".repeat(90) + "\n")).isEqualTo("too long\n> ");
        assertThat(says("hint 1\nhint 2\n")).isEmpty();
        assertThat(says("hint x\n")).isEqualTo("bad not a number\n> ");
    }

    @Test
    void aReplyOfAnotherConnectionIsFollowedByNoPromptHere() {
        Served greeter =
                Served.compile(
                        """
                        @LineProtocol
                        public interface X {
                            @OnConnect @Reply("welcome") void greeting();
                            @Command("ping") @Reply("pong") void ping();
                        }
                        final class H implements X {
                            public void greeting() {}
                            public void ping() {}
                        }
                        """);
        MemoryNetwork network = new MemoryNetwork(1);
        Reactor reactor = network.reactor();
        reactor.listen("tcp:4000", CONSOLE.factory());
        reactor.listen("tcp:4001", greeter.factory());
        MemoryPeer console = network.connectPeer(4000);
        network.run();
        console.readAll();

        network.connectPeer(4001);
        network.run();
        console.write("hint 1\r\n".getBytes(StandardCharsets.US_ASCII));
        network.run();

        assertThat(console.readAll()).isEmpty();
    }

    @Test
    void aPromptWaitsForALaterReplyAndStandsBeforePushes() {
        says("login ada\n");

        assertThat(says("later\nsay x\n")).isEqualTo("begun\n");
        ((CompletableFuture<?>) System.getProperties().get("later")).complete(null);
        assertThat(says("")).isEqualTo("> ended\n[user]# x\n[user]# ");
        assertThat(says("tell\n")).isEqualTo("> news a\ntold\n[user]# ");
    }

    @Test
    void aPromptIsWrittenHoweverTheNetworkCutsTheCommands() {
        String lines = "say a\r\nlogin b\r\nlist\r\njump\r\n";
        for (int cut = 1; cut < lines.length(); cut++) {
            transport = CONSOLE.connect();
            transport.deliver(lines.substring(0, cut));
            transport.deliver(lines.substring(cut));
            transport.runTurns();
            assertThat(transport.text().replace("\r\n", "\n"))
                    .isEqualTo(
                            "> welcome x\n> a\n> hello b\n[user]# > 1\n> 2\ndone\n[user]# unknown\n[user]# ");
        }
    }

    @Test
    void aClientSkipsThePromptOnce() throws ReflectiveOperationException {
        try (Conversed talk = new Conversed(CONSOLE)) {
            assertThat(talk.outcome("say", "> > a")).isEqualTo("null");
            assertThat(talk.outcome("hint", 1)).isEqualTo("null");
            assertThat(talk.outcome("hint", 2)).isEqualTo("null");
            assertThat(talk.outcome("say", "> ")).isEqualTo("null");
            Object user = talk.call("login", "ada").join();
            assertThat(talk.callOn(user, "list").join()).isEqualTo(List.of(1, 2));
            assertThat(talk.callOn(user, "tell")).isCompleted();
            assertThat(talk.pushed()).containsExactly("news[a]");
            CompletableFuture<?> later = talk.callOn(user, "later");
            talk.run(
                    () ->
                            ((CompletableFuture<?>) System.getProperties().get("later"))
                                    .complete(null));
            assertThat(later).isCompleted();
            Object plain = talk.callOn(user, "plain").join();
            assertThat(talk.callOn(plain, "say", "[user]# x")).isCompleted();
            Object guest = talk.callOn(plain, "back").join();
            assertThat(talk.callOn(guest, "say", "> x")).isCompleted();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"# ", "> "})
    void aPromptThatIsAReplyComesBehindThatOfTheStateBefore(String ready)
            throws ReflectiveOperationException {
        Served notes =
                Served.compile(
                        """
                        @LineProtocol(initial = X.Ready.class)
                        public interface X {
                            @Prompt("READY") interface Ready extends X {
                                @Command("send") Text send();
                                @Command("count") @Reply("{}") int count();
                            }
                            @Once @Prompt("> ") interface Text extends X {
                                @Command("{text*}") @Reply("sent") void text(String text);
                            }
                        }
                        final class H implements X.Ready, X.Text {
                            public X.Text send() { return this; }
                            public int count() { return 3; }
                            public void text(String text) {}
                        }
                        """
                                .replace("READY", ready));
        String all = ready + "3\r\n" + ready + "> ";
        for (int cut = 0; cut < all.length(); cut++) {
            try (Called client = new Called(notes)) {
                CompletableFuture<?> count = client.call("count");
                CompletableFuture<?> send = client.call("send");
                client.answer(all.substring(0, cut));
                assertThat(send).as("cut at " + cut).isNotDone();
                client.answer(all.substring(cut));
                assertThat(Called.outcome(count)).isEqualTo(3);
                assertThat(send).as("cut at " + cut).isCompleted();
            }
        }
        try (Called client = new Called(notes)) {
            CompletableFuture<?> send = client.call("send");
            client.answer(ready);
            assertThat(send).isNotDone();
            client.answer("> ");
            assertThat(send).isCompleted();
        }
        transport = notes.connect();
        assertThat(says("count\nsend\na\n")).isEqualTo((all + "sent\n" + ready).replace("\r", ""));
    }
}
