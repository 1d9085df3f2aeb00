package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ropewalk.processor.Called.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.CommandRejected;
import org.ropewalk.testing.StringTransport;

/** Blocks whose tags stand in fields, lists of blocks, pushed blocks: both sides. */
class GeneratedTagsTest {
    private static final Served MANAGER =
            Served.compile(
                    """
                    @LineProtocol(terminator = {Terminator.CRLF, Terminator.LF}, order = Order.TAGGED)
                    @Envelope(
                            command = "{*}\\n[ActionID: {tag}]\\n{: ...}\\n\\n",
                            reply = "{*}\\n[ActionID: {tag}]\\n{: ...}\\n\\n")
                    @Errors(
                            unknown = @Reply("Response: Error\\nMessage: {'unknown {verb}'}"),
                            malformed = @Reply("Response: Error\\nMessage: {'{message}'}"),
                            refusals = "Response: Error\\nMessage: {*}")
                    public interface X {
                        @OnConnect @Reply(value = "Manager/{}", bare = true) String greeting();

                        @Command("Action: Ping") @Reply("Response: Success\\nPing: Pong\\nTimestamp: {}") double ping();

                        @Command("Action: Later\\nFor: {key}") @Reply("Response: Success\\nKey: {}")
                        CompletionStage<String> later(String key);

                        @Command("Action: List")
                        @Reply(
                                value = "Response: Success\\nEventList: start",
                                each = "Event: Item\\nName: {name*}\\n[Bytes: {bytes}]",
                                end = "Event: ListDone\\nEventList: Complete\\nListItems: {'{size}'}")
                        List<Item> list();

                        @Command("Action: Fail\\nWhy: {why*}") @Reply("Response: Success")
                        void fail(String why) throws Refused;

                        @Command("Action: Tell\\nText: {text*}") @Reply("Response: Success") void tell(String text);

                        record Item(String name, OptionalInt bytes) {}

                        @Push interface Events {
                            @Reply("Event: News\\nText: {text*}\\n{others: ...}")
                            void news(String text, Map<String, String> others);
                            @Reply("Event: {name}\\n{others: ...}")
                            void event(String name, Map<String, String> others);
                        }

                        @Reply("Response: Error\\nMessage: {message*}\\nKind: mine") class Refused extends Exception {
                            public Refused(String message) { super(message); }
                        }
                    }
                    class H implements X {
                        private final Map<String, CompletableFuture<String>> waiting = new HashMap<>();
                        private final Peer peer;
                        H(Peer peer) { this.peer = peer; }
                        public String greeting() { return "1.1"; }
                        public double ping() { return 1.5; }
                        public CompletionStage<String> later(String key) {
                            if (waiting.containsKey(key)) {
                                waiting.remove(key).complete(key);
                                return CompletableFuture.completedFuture("done");
                            }
                            CompletableFuture<String> wait = new CompletableFuture<>();
                            waiting.put(key, wait);
                            return wait;
                        }
                        public List<Item> list() {
                            return List.of(new Item("a b", OptionalInt.of(3)), new Item("c", OptionalInt.empty()));
                        }
                        public void fail(String why) throws Refused { throw new Refused(why); }
                        public void tell(String text) { XPushes.to(peer).news(text, Map.of("X", "y")); }
                    }
                    """);

    // ---- the server

    @Test
    void aReplyCarriesTheTagOfItsCommand() {
        assertThat(
                        MANAGER.answers(
                                "Action: Ping\nActionID: a-1\n\nActionID: 2\naction: ping\n\nAction: Ping\n\n"))
                .isEqualTo(
                        "Manager/1.1\n"
                                + "Response: Success\nPing: Pong\nTimestamp: 1.5\nActionID: a-1\n\n"
                                + "Response: Success\nPing: Pong\nTimestamp: 1.5\nActionID: 2\n\n"
                                + "Response: Success\nPing: Pong\nTimestamp: 1.5\n\n");
    }

    @Test
    void soDoErrors() {
        assertThat(
                        MANAGER.answers(
                                "Action: What\nActionID: 1\n\nAction: Fail\nActionID: 2\n\n"
                                        + "Action: Fail\nWhy: so\nActionID: 3\n\n"))
                .isEqualTo(
                        "Manager/1.1\n"
                                + "Response: Error\nMessage: unknown What\nActionID: 1\n\n"
                                + "Response: Error\nMessage: field Why is missing\nActionID: 2\n\n"
                                + "Response: Error\nMessage: so\nKind: mine\nActionID: 3\n\n");
    }

    @Test
    void aTagIsOneWord_andOccursOnce() {
        assertThat(MANAGER.answers("Action: Ping\nActionID: a b\n\n"))
                .isEqualTo("Manager/1.1\nResponse: Error\nMessage: too many words\n\n");
        assertThat(MANAGER.answers("Action: Ping\nActionID:\n\n"))
                .startsWith("Manager/1.1\nResponse: Error\n");
        assertThat(MANAGER.answers("Action: Ping\nActionID: 1\nActionID: 2\n\n"))
                .isEqualTo(
                        "Manager/1.1\nResponse: Error\nMessage: field ActionID is repeated\nActionID: 1\n\n");
    }

    @Test
    void repliesOvertakeEachOther() {
        assertThat(
                        MANAGER.answers(
                                "Action: Later\nFor: k\nActionID: 1\n\nAction: Ping\nActionID: 2\n\n"
                                        + "Action: Later\nFor: k\nActionID: 3\n\n"))
                .isEqualTo(
                        "Manager/1.1\n"
                                + "Response: Success\nPing: Pong\nTimestamp: 1.5\nActionID: 2\n\n"
                                + "Response: Success\nKey: done\nActionID: 3\n\n"
                                + "Response: Success\nKey: k\nActionID: 1\n\n");
    }

    @Test
    void aListIsABlockForEachItem() {
        assertThat(MANAGER.answers("Action: List\nActionID: 7\n\n"))
                .isEqualTo(
                        "Manager/1.1\n"
                                + "Response: Success\nEventList: start\nActionID: 7\n\n"
                                + "Event: Item\nName: a b\nBytes: 3\nActionID: 7\n\n"
                                + "Event: Item\nName: c\nActionID: 7\n\n"
                                + "Event: ListDone\nEventList: Complete\nListItems: 2\nActionID: 7\n\n");
    }

    @Test
    void aPushHasNoTag() {
        assertThat(MANAGER.answers("Action: Tell\nText: hi\nActionID: 7\n\n"))
                .isEqualTo(
                        "Manager/1.1\nEvent: News\nText: hi\nX: y\n\n"
                                + "Response: Success\nActionID: 7\n\n");
    }

    // ---- the client

    private final List<String> pushed = new ArrayList<>();

    private Called client() throws Exception {
        return new Called(MANAGER, "X$Events", pushed::add, "Manager/2.0\r\n");
    }

    private static void answer(Called client, String blocks) {
        client.answer(blocks.replace("\n", "\r\n"));
    }

    @Test
    void theClientNumbersItsCommandsAndMatchesReplies() throws Exception {
        try (Called client = client()) {
            CompletableFuture<?> later = client.call("later", "k");
            CompletableFuture<?> ping = client.call("ping");
            assertThat(client.received())
                    .isEqualTo(
                            "Action: Later\r\nFor: k\r\nActionID: 1\r\n\r\n"
                                    + "Action: Ping\r\nActionID: 2\r\n\r\n");
            answer(client, "Response: Success\nactionid: 2\nPing: Pong\nTimestamp: 2\nMore: x\n\n");
            assertThat(outcome(ping)).isEqualTo(2.0);
            assertThat(later).isNotDone();
            answer(client, "Response: Success\nActionID: 1\nKey: k\n\n");
            assertThat(outcome(later)).isEqualTo("k");
        }
    }

    @Test
    void theClientReadsListsOfBlocks_andPushesBetweenThem() throws Exception {
        try (Called client = client()) {
            CompletableFuture<?> list = client.call("list");
            CompletableFuture<?> ping = client.call("ping");
            answer(
                    client,
                    "Response: Success\nActionID: 1\nEventList: start\n\n"
                            + "Event: Item\nActionID: 1\nName: a b\nBytes: 3\n\n"
                            + "Event: News\nText: hello\n\n"
                            + "Event: Other\nA: b\n\n"
                            + "Response: Success\nActionID: 2\nPing: Pong\nTimestamp: 2\n\n"
                            + "Event: Item\nActionID: 1\nName: c\n\n"
                            + "Event: ListDone\nActionID: 1\nEventList: Complete\nListItems: 2\n\n");
            assertThat(outcome(list))
                    .hasToString(
                            "[Item[name=a b, bytes=OptionalInt[3]], Item[name=c, bytes=OptionalInt.empty]]");
            assertThat(outcome(ping)).isEqualTo(2.0);
            assertThat(pushed).containsExactly("news[hello, {}]", "event[Other, {A=b}]");
        }
    }

    @Test
    void theClientTellsErrorsByTheirTags() throws Exception {
        try (Called client = client()) {
            CompletableFuture<?> fail = client.call("fail", "so");
            CompletableFuture<?> other = client.call("fail", "so");
            CompletableFuture<?> ping = client.call("ping");
            answer(
                    client,
                    "Response: Error\nActionID: 3\nMessage: Permission denied\n\n"
                            + "Response: Error\nActionID: 1\nMessage: so\nKind: mine\n\n"
                            + "Response: Error\nActionID: 2\nMessage: so\n\n");
            assertThat(outcome(ping)).isInstanceOf(CommandRejected.class);
            assertThat(outcome(fail)).hasToString("p.X$Refused: so");
            assertThat(outcome(other)).isInstanceOf(CommandRejected.class);
        }
    }

    @Test
    void aPushWithTheTagOfNoCallIsAPush() throws Exception {
        try (Called client = client()) {
            answer(client, "Event: News\nActionID: 9\nText: x\n\n");
            assertThat(pushed).containsExactly("news[x, {ActionID=9}]");
        }
    }

    @Test
    void whatTheServerWritesTheClientReadsAsTheSame() throws Exception {
        StringTransport server = MANAGER.connect();
        String greeting = server.text();
        try (Called client = new Called(MANAGER, "X$Events", pushed::add, greeting)) {
            CompletableFuture<?> list = client.call("list");
            CompletableFuture<?> tell = client.call("tell", "a: b");
            server.deliver(client.received());
            server.runTurns();
            client.answer(server.text().substring(greeting.length()));
            assertThat(outcome(list))
                    .hasToString(
                            "[Item[name=a b, bytes=OptionalInt[3]], Item[name=c, bytes=OptionalInt.empty]]");
            assertThat(tell).isCompleted();
            assertThat(pushed).containsExactly("news[a: b, {X=y}]");
        }
    }
}
