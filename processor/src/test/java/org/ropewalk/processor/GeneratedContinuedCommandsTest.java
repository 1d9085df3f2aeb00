package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ropewalk.processor.Called.outcome;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.ProtocolViolation;

/**
 * Tags around the last line of replies alone, as IMAP has them, and states whose line continues the
 * command before: both sides.
 */
class GeneratedContinuedCommandsTest {
    private static final Served BOX =
            Served.compile(
                    """
                    @LineProtocol(initial = X.Stranger.class)
                    @Envelope(command = "{tag} {*}", reply = "{tag} {*}", other = "* {*}")
                    @Errors(
                            unknown = @Reply("BAD {'unknown'}"),
                            malformed = @Reply("BAD {'{message}'}"),
                            refusals = "NO {*}")
                    public interface X {
                        interface Stranger extends X {
                            @Command("LOGIN") Challenge login();
                        }
                        @Reply(value = "+ {text*}", bare = true) record Challenge(String text, Asked next) {}
                        @Once @Envelope(command = "{*}") interface Asked {
                            @Command("{number}") @Reply("OK {'welcome'}") Ready answer(int number);
                            @Command(value = "*", client = false) @Reply("BAD {'cancelled'}") void cancel();
                        }
                        interface Ready extends X {
                            @Command("BYE") @Reply(value = "OK", close = true) void bye();
                            @Command("LIST") @Reply(each = "LIST {}", end = "OK {'done'}") List<String> list();
                            @Command("SELECT {name}") Selected select(String name);
                        }
                        @Reply(each = "{}", end = "OK \\\\[{access}\\\\] {name} {'selected'}")
                        record Selected(String name, List<About> items, Access access) {}
                        enum Access { @Format("READ-WRITE") ALL, @Format("READ-ONLY") READ }
                        sealed interface About {
                            @Format("{count} EXISTS") record Exists(int count) implements About {}
                            @Format("OK \\\\[{key} {value}\\\\] {text*}") record Value(String key, long value, String text) implements About {}
                        }
                    }
                    final class H implements X.Stranger, X.Asked, X.Ready {
                        public X.Challenge login() { return new X.Challenge("", this); }
                        public X.Ready answer(int number) { return this; }
                        public void cancel() {}
                        public List<String> list() { return List.of("a", "b"); }
                        public void bye() {}
                        public X.Selected select(String name) {
                            return new X.Selected(
                                    name,
                                    List.of(new X.About.Exists(3), new X.About.Value("UIDNEXT", 7, "next")),
                                    X.Access.ALL);
                        }
                    }
                    """);

    @Test
    void aLineWithoutATagIsAnsweredWithTheTagOfTheCommandBefore() {
        assertThat(BOX.answers("a1 LOGIN\n7\na2 LIST\n"))
                .isEqualTo("+ \na1 OK welcome\n* LIST a\n* LIST b\na2 OK done\n");
        assertThat(BOX.answers("a1 LOGIN\n*\na2 LOGIN\n8\n"))
                .isEqualTo("+ \na1 BAD cancelled\n+ \na2 OK welcome\n");
    }

    @Test
    void soAreWrongLines() {
        assertThat(BOX.answers("a1 LOGIN\nx\nb2 LOGIN\n\nc3 LOGIN\n\u0007\nd4 LIST\n"))
                .isEqualTo(
                        "+ \na1 BAD not a number\n+ \nb2 BAD unknown\n+ \nc3 BAD control character\nd4 BAD unknown\n");
    }

    @Test
    void theLastLineTellsTheValuesOfARecordWithAList() {
        assertThat(BOX.answers("a1 LOGIN\n7\na2 SELECT x\n"))
                .endsWith("* 3 EXISTS\n* OK [UIDNEXT 7] next\na2 OK [READ-WRITE] x selected\n");
    }

    /** Calls a command of a state, or of what holds one. */
    private static CompletableFuture<?> call(Called client, Object state, String name, Object given)
            throws ReflectiveOperationException {
        Object next =
                state.getClass().isRecord() ? commands(of(state, "next").invoke(state)) : state;
        CompletableFuture<?> called = (CompletableFuture<?>) of(next, name).invoke(next, given);
        client.run();
        return called;
    }

    /** What a blocking view calls. */
    private static Object commands(Object view) throws ReflectiveOperationException {
        Field commands = view.getClass().getDeclaredField("commands");
        commands.setAccessible(true);
        return commands.get(view);
    }

    private static Method of(Object object, String name) {
        return Arrays.stream(object.getClass().getMethods())
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aClientContinuesItsCommandAndReadsTheSame() throws Exception {
        try (Called client = new Called(BOX)) {
            Object asked = client.answered("login", "+ \r\n").join();
            CompletableFuture<?> ready = call(client, asked, "answer", 7);
            assertThat(client.received()).isEqualTo("1 LOGIN\r\n7\r\n");
            client.answer("1 OK\r\n");
            CompletableFuture<?> selected = call(client, ready.join(), "select", "x");
            assertThat(client.received()).isEqualTo("2 SELECT x\r\n");
            client.answer("* OK [UIDNEXT 7] next\r\n* 3 EXISTS\r\n2 OK [READ-ONLY] x selected\r\n");
            assertThat(selected.join())
                    .hasToString(
                            "Selected[name=x, items=[Value[key=UIDNEXT, value=7, text=next], Exists[count=3]], access=READ]");
        }
    }

    @Test
    void aReplyWithTheTagOfAnotherCommandEndsTheConnection() throws Exception {
        try (Called client = new Called(BOX)) {
            Object asked = client.answered("login", "+ \r\n").join();
            CompletableFuture<?> ready = call(client, asked, "answer", 7);
            client.answer("2 OK\r\n");
            assertThat(outcome(ready)).isInstanceOf(ProtocolViolation.class);
        }
    }
}
