package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.CommandRejected;
import org.ropewalk.client.ProtocolViolation;
import org.ropewalk.testing.StringTransport;

/** Commands and replies of several lines, which end in an empty one: both sides. */
class GeneratedBlocksTest {
    private static final Served POLICY =
            Served.compile(
                    """
                    @LineProtocol(terminator = {Terminator.LF, Terminator.CRLF}, spelling = Spelling.EXACT)
                    @Envelope(command = "{*}\\n{=...}\\n\\n", reply = "{*}\\n\\n")
                    @Errors(
                            unknown = @Reply("error=unknown {'{verb}'}"),
                            malformed = @Reply("error=malformed {'{message}'}"),
                            tooLong = @Reply("error=long {''}"))
                    @Limits(line = 200, lineDiscard = 10000, fields = 10, block = 1000)
                    public interface X {
                        @Command(\"""
                                request=check
                                state={state}
                                [sender={sender*}]
                                [size={size}]\""")
                        @Reply("action={*}")
                        String check(State state, Optional<String> sender, OptionalLong size);

                        @Command("request=bye") @Reply(value = "action=bye", close = true) void bye();

                        enum State { CONNECT, @Format("END-OF-MESSAGE") END }
                    }
                    class H implements X {
                        public String check(State state, Optional<String> sender, OptionalLong size) {
                            return state + " " + sender.orElse("-") + " " + size.orElse(-1);
                        }
                        public void bye() {}
                    }
                    """);

    private static final Served MANAGER =
            Served.compile(
                    """
                    @LineProtocol
                    @Fields(fold = true)
                    @Envelope(command = "{*}\\n\\n", reply = "{*}\\n\\n")
                    @Errors(
                            unknown = @Reply("Response: Error\\nMessage: {'unknown {verb}'}"),
                            malformed = @Reply("Response: Error\\nMessage: {'{message}'}"))
                    public interface X {
                        @Command("Action: Set\\nName: {name*}\\n[Value: {values*}]\\n{others: ...}")
                        @Reply("Response: Success\\nName: {name*}\\n[Note: {note*}]\\n{others: ...}")
                        Stored set(String name, List<String> values, Map<String, String> others);

                        @Command("Action: Ping") @Reply("Response: Success\\nPing: Pong") void ping();

                        record Stored(String name, Optional<String> note, Map<String, String> others) {}
                    }
                    class H implements X {
                        public Stored set(String name, List<String> values, Map<String, String> others) {
                            return new Stored(name, values.isEmpty() ? Optional.empty() : Optional.of(String.join("|", values)), others);
                        }
                        public void ping() {}
                    }
                    """);

    private static final Served FEED =
            Served.compile(
                    """
                    @LineProtocol
                    @Envelope(command = "{*}\\n\\n", reply = "{*}\\n\\n")
                    @Errors(unknown = @Reply("Error: {'what?'}"))
                    public interface X {
                        @Command("kind: text {text*}") @Reply("{*}") String echo(String text);
                        @Command("kind: watch") @Reply("Watching") void watch();

                        @Push interface Events {
                            @Reply("Event: {name}\\nUser: {user*}\\n[Age: {age}]\\n{others: ...}")
                            void event(String name, String user, OptionalInt age, Map<String, List<String>> others);
                        }
                    }
                    class H implements X {
                        private final Peer peer;
                        H(Peer peer) { this.peer = peer; }
                        public String echo(String text) { return text; }
                        public void watch() {
                            XPushes.to(peer).event("New", "a b", OptionalInt.of(3), Map.of("X", List.of("1", "2")));
                        }
                    }
                    """);

    private static final Served VERBS =
            Served.compile(
                    """
                    @LineProtocol
                    @Envelope(command = "{*}\\n\\n")
                    public interface X {
                        @Command("kind: text {text*}") @Reply("{*}") String echo(String text);
                        @Command("kind: text now") @Reply("Now") void now();
                    }
                    class H implements X {
                        public String echo(String text) { return text; }
                        public void now() {}
                    }
                    """);

    private static final String REQUEST = "request=check\nstate=CONNECT\nsender=a=b c\nsize=7\n\n";

    // ---- the server

    @Test
    void aBlockIsReadWhateverTheOrderOfItsFields() {
        assertThat(POLICY.answer(REQUEST)).isEqualTo("action=CONNECT a=b c 7\n\n");
        assertThat(POLICY.answer("size=7\r\nstate=END-OF-MESSAGE\r\nrequest=check\r\n\r\n"))
                .isEqualTo("action=END - 7\n\n");
    }

    @Test
    void fieldsWithoutAPlaceAreDropped() {
        assertThat(POLICY.answer("request=check\nfoo=bar\nstate=CONNECT\nfoo=\n\n"))
                .isEqualTo("action=CONNECT - -1\n\n");
    }

    @Test
    void emptyLinesBeforeABlockAreSkipped() {
        assertThat(POLICY.answer("\n\r\n\n" + REQUEST + "\n\n" + REQUEST))
                .isEqualTo("action=CONNECT a=b c 7\n\naction=CONNECT a=b c 7\n\n");
    }

    @Test
    void aValueIsTheTextAfterTheMark() {
        assertThat(POLICY.answer("request=check\nstate=CONNECT\nsender=\n\n"))
                .isEqualTo("action=CONNECT  -1\n\n");
        assertThat(POLICY.answer("request=check\nstate=CONNECT\nsender= a \n\n"))
                .isEqualTo("action=CONNECT  a  -1\n\n");
    }

    @Test
    void whatIsWrongWithABlockIsAnsweredOnceAndTheNextIsRead() {
        String next = "request=check\nstate=CONNECT\n\n";
        String good = "action=CONNECT - -1\n\n";
        assertThat(POLICY.answer("request=check\nsize=1\n\n" + next))
                .isEqualTo("error=malformed field state is missing\n\n" + good);
        assertThat(POLICY.answer("request=check\nstate=CONNECT\nstate=END\n\n" + next))
                .isEqualTo("error=malformed field state is repeated\n\n" + good);
        assertThat(POLICY.answer("request=check\nrequest=bye\nstate=CONNECT\n\n" + next))
                .isEqualTo("error=malformed the command's own field is repeated\n\n" + good);
        assertThat(POLICY.answer("request=check\nsta te=CONNECT\n\n" + next))
                .isEqualTo("error=malformed a line that is not a field\n\n" + good);
        assertThat(POLICY.answer("request=check\n=CONNECT\n\n" + next))
                .isEqualTo("error=malformed a line that is not a field\n\n" + good);
        assertThat(POLICY.answer("request=check\nstate=CONNECT\nsize=many\n\n" + next))
                .isEqualTo("error=malformed not a number\n\n" + good);
        assertThat(POLICY.answer("request=check\nstate=CONNECT\u0007\n\n" + next))
                .isEqualTo("error=malformed control character\n\n" + good);
    }

    @Test
    void anUnknownBlockIsSkippedWholeAndAnsweredOnce() {
        assertThat(POLICY.answer("request=what\nstate=CONNECT\n\n" + REQUEST))
                .isEqualTo("error=unknown what\n\naction=CONNECT a=b c 7\n\n");
        assertThat(POLICY.answer("state=CONNECT\nsize=1\n\n" + REQUEST))
                .isEqualTo("error=unknown \n\naction=CONNECT a=b c 7\n\n");
    }

    @Test
    void aBlockOverItsBoundsIsSkippedToItsEnd() {
        String many = "request=check\nstate=CONNECT\n" + "x=1\n".repeat(9) + "\n";
        assertThat(POLICY.answer(many + REQUEST))
                .isEqualTo("error=long \n\naction=CONNECT a=b c 7\n\n");
        String large = "request=check\n" + ("x=" + "y".repeat(190) + "\n").repeat(6) + "\n";
        assertThat(POLICY.answer(large + REQUEST))
                .isEqualTo("error=long \n\naction=CONNECT a=b c 7\n\n");
        String longLine = "request=check\nsender=" + "y".repeat(300) + "\nstate=CONNECT\n\n";
        assertThat(POLICY.answer(longLine + REQUEST))
                .isEqualTo("error=long \n\naction=CONNECT a=b c 7\n\n");
    }

    @Test
    void aBlockWithoutAnEndEndsTheConnection() {
        StringTransport transport = POLICY.connect();
        for (int i = 0; i < 100_000 && transport.isOpen(); i++) {
            transport.deliver("request=check\n");
        }
        assertThat(transport.text()).isEqualTo("error=long \n\n");
        assertThat(transport.isOpen()).isFalse();
    }

    @Test
    void aBlockMayBeCutAtEveryByte() {
        String all = REQUEST + "request=bye\n\n";
        for (int cut = 1; cut < all.length(); cut++) {
            StringTransport transport = POLICY.connect();
            transport.deliver(all.substring(0, cut));
            transport.deliver(all.substring(cut));
            assertThat(transport.text()).isEqualTo("action=CONNECT a=b c 7\n\naction=bye\n\n");
            assertThat(transport.isOpen()).isFalse();
        }
    }

    @Test
    void aBlockThatTheEndCutsOffIsNotServed() {
        StringTransport transport = POLICY.connect();
        transport.deliver("request=check\nstate=CONNECT\n");
        transport.deliverEnd();
        assertThat(transport.text()).isEmpty();
        assertThat(transport.isOpen()).isFalse();
    }

    @Test
    void blanksAroundATrimmedValueAreNoPartOfIt_andNamesAreOfAnyCase() {
        assertThat(
                        MANAGER.answer(
                                "name:a b \r\nVALUE: 1\r\nvalue:  2\r\nACTION:set\r\n"
                                        + "X: y\r\nZ:\r\n\r\n"))
                .isEqualTo("Response: Success\r\nName: a b\r\nNote: 1|2\r\nX: y\r\nZ: \r\n\r\n");
    }

    @Test
    void aLineThatBeginsWithABlankContinuesTheOneBefore() {
        assertThat(MANAGER.answer("Action: Set\r\nName: a\r\n  b\r\n\tc\r\n\r\n"))
                .isEqualTo("Response: Success\r\nName: a b c\r\n\r\n");
    }

    @Test
    void aFieldThatIsCollectedTwiceIsRefused() {
        assertThat(MANAGER.answer("Action: Set\r\nName: a\r\nX: 1\r\nX: 2\r\n\r\n"))
                .isEqualTo("Response: Error\r\nMessage: a field is repeated\r\n\r\n");
        assertThat(MANAGER.answer("Action: Ping\r\nX: 1\r\n\r\n"))
                .isEqualTo("Response: Error\r\nMessage: unknown field\r\n\r\n");
    }

    @Test
    void blocksArePushed() {
        StringTransport transport = FEED.connect();
        transport.deliver("kind: watch\r\n\r\n");
        transport.runTurns();
        assertThat(transport.text())
                .contains("Watching\r\n\r\n")
                .contains("Event: New\r\nUser: a b\r\nAge: 3\r\nX: 1\r\nX: 2\r\n\r\n");
    }

    @Test
    void anEmptyFirstLineIsNotWritten() {
        assertThat(FEED.answer("kind: text a\r\n\r\n")).isEqualTo("a\r\n\r\n");
        StringTransport transport = FEED.connect();
        transport.deliver("kind: text \r\n\r\n");
        assertThat(transport.text()).doesNotStartWith("\r\n");
    }

    // ---- the client

    @Test
    void aCommandThatWouldBeReadAsAnotherIsRefused() throws Exception {
        try (Called client = new Called(VERBS)) {
            assertThat(called(client, "echo", "then")).isEqualTo("kind: text then\r\n\r\n");
            assertThat(failure(client.call("echo", "now")))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(client.received()).isEmpty();
        }
    }

    private static Object called(Called client, String command, Object... arguments)
            throws ReflectiveOperationException {
        client.call(command, arguments);
        return client.received();
    }

    @Test
    void theClientWritesTheFieldsThatAreThere() throws Exception {
        Object connect = state("CONNECT");
        try (Called client = new Called(POLICY)) {
            assertThat(called(client, "bye")).isEqualTo("request=bye\n\n");
        }
        try (Called client = new Called(POLICY)) {
            assertThat(called(client, "check", connect, Optional.of("a b"), OptionalLong.of(5)))
                    .isEqualTo("request=check\nstate=CONNECT\nsender=a b\nsize=5\n\n");
        }
        try (Called client = new Called(POLICY)) {
            assertThat(called(client, "check", connect, Optional.empty(), OptionalLong.empty()))
                    .isEqualTo("request=check\nstate=CONNECT\n\n");
        }
        try (Called client = new Called(MANAGER)) {
            assertThat(called(client, "set", "a b", List.of("1", "2"), Map.of("X", "")))
                    .isEqualTo("Action: Set\r\nName: a b\r\nValue: 1\r\nValue: 2\r\nX: \r\n\r\n");
        }
    }

    private static Throwable failure(CompletableFuture<?> call) {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        call.whenComplete((value, thrown) -> failure.set(thrown));
        return failure.get();
    }

    private static Object value(CompletableFuture<?> call) {
        AtomicReference<Object> value = new AtomicReference<>();
        call.whenComplete((result, thrown) -> value.set(result));
        return value.get();
    }

    private static Object state(String name) throws Exception {
        for (Object each : POLICY.type("X$State").getEnumConstants()) {
            if (each.toString().equals(name)) {
                return each;
            }
        }
        throw new AssertionError(name);
    }

    @Test
    void theClientRefusesWhatWouldBeReadOtherwise() throws Exception {
        Map<String, String> none = Map.of();
        try (Called client = new Called(MANAGER)) {
            for (Object[] bad :
                    List.<Object[]>of(
                            new Object[] {" a", List.of(), none},
                            new Object[] {"a ", List.of(), none},
                            new Object[] {"a\r\nAction: Ping", List.of(), none},
                            new Object[] {"a\n", List.of(), none},
                            new Object[] {"a", List.of("1 "), none},
                            new Object[] {"a", List.of(), Map.of("", "x")},
                            new Object[] {"a", List.of(), Map.of("a b", "x")},
                            new Object[] {"a", List.of(), Map.of("a:", "x")},
                            new Object[] {"a", List.of(), Map.of("NAME", "x")},
                            new Object[] {"a", List.of(), Map.of("action", "x")},
                            new Object[] {"a", List.of(), Map.of("a\n", "x")},
                            new Object[] {"a", List.of(), Map.of("a", "x\n")},
                            new Object[] {"a", List.of(), Map.of("a", " x")})) {
                CompletableFuture<?> call = client.call("set", bad);
                assertThat(failure(call)).isInstanceOf(IllegalArgumentException.class);
                assertThat(client.received()).isEmpty();
            }
        }
    }

    @Test
    void theClientReadsBlocks() throws Exception {
        try (Called client = new Called(POLICY)) {
            CompletableFuture<?> call =
                    client.call("check", state("CONNECT"), Optional.empty(), OptionalLong.empty());
            client.server().transport().write("action=DUNNO x\n\n".getBytes());
            client.run();
            assertThat(value(call)).isEqualTo("DUNNO x");
        }
        try (Called client = new Called(MANAGER)) {
            CompletableFuture<?> call = client.call("set", "a", List.of(), Map.of());
            client.server()
                    .transport()
                    .write("\r\nResponse: Success\r\nx: y\r\nname:  b\r\n\r\n".getBytes());
            client.run();
            assertThat(value(call))
                    .hasToString("Stored[name=b, note=Optional.empty, others={x=y}]");
        }
    }

    @Test
    void theClientTellsErrorsFromReplies() throws Exception {
        try (Called client = new Called(MANAGER)) {
            CompletableFuture<?> error =
                    client.answered("ping", "Response: Error\r\nMessage: no\r\n\r\n");
            assertThat(failure(error)).isInstanceOf(CommandRejected.class);
            assertThat(client.answered("ping", "Response: Success\r\nPing: Pong\r\n\r\n"))
                    .isCompleted();
            CompletableFuture<?> other =
                    client.answered("ping", "Response: Success\r\nPong: Ping\r\n\r\n");
            assertThat(failure(other)).isInstanceOf(ProtocolViolation.class);
        }
    }

    // ---- the law

    @Test
    void whatTheClientWritesTheServerReadsAsTheSame() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            String name = text(random);
            Map<String, String> others = Map.of("k" + random.nextInt(9), text(random));
            try (Called client = new Called(MANAGER)) {
                CompletableFuture<?> call = client.call("set", name, List.of(), others);
                String sent = client.received();
                if (call.isCompletedExceptionally()) {
                    assertThat(sent).isEmpty();
                    continue;
                }
                StringTransport server = MANAGER.connect();
                server.deliver(sent);
                client.server().transport().write(server.text().getBytes());
                client.run();
                assertThat(value(call))
                        .hasToString(
                                "Stored[name="
                                        + name
                                        + ", note=Optional.empty, others="
                                        + others
                                        + "]");
            }
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append("ab: =\t\n\r\u0001".charAt(random.nextInt(9)));
        }
        return text.toString();
    }
}
