package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ropewalk.testing.StringTransport;

/** Commands that a server has and a client has not. */
class GeneratedServerOnlyTest {
    private static final Served GOPHER =
            Served.compile(
                    """
                    @LineProtocol(terminator = {Terminator.CRLF, Terminator.LF})
                    @Errors(unknown = @Reply("3"), malformed = @Reply("3 {'{message}'}"))
                    public interface X {
                        @Command("ping") @Reply("pong") void ping();
                        @Command(value = "get {selector*}[\\t{query*}]", client = false) Page get(String selector, Optional<String> query);
                        sealed interface Page {
                            @Reply(close = true) record Menu(@Payload(Payload.Framing.DOTTED) List<Item> items) implements Page {}
                            @Reply(close = true) record Text(@Payload(Payload.Framing.DOTTED) List<String> lines) implements Page {}
                            @Reply(close = true) record File(@Payload(Payload.Framing.UNTIL_CLOSE) Bytes bytes) implements Page {}
                        }
                        @Format("{type}{title*}\\t{selector*}") record Item(char type, String title, String selector) {}
                    }
                    class H implements X {
                        public void ping() {}
                        public Page get(String selector, Optional<String> query) {
                            return switch (selector) {
                                case "menu" -> new Page.Menu(List.of(new Page.Item('0', "a", query.orElse("-"))));
                                case "text" -> new Page.Text(List.of("a", ".b"));
                                default -> new Page.File(Bytes.of("x.y"));
                            };
                        }
                    }
                    """
                            .replace("Page.Item", "Item"));

    private static StringTransport served(String input) {
        StringTransport transport = GOPHER.connect();
        transport.deliver(input);
        transport.runTurns();
        return transport;
    }

    @Test
    void theServerWritesRepliesWithoutALine() {
        assertThat(served("get menu\tq\r\n").text()).isEqualTo("0a\tq\r\n.\r\n");
        assertThat(served("get text\r\n").text()).isEqualTo("a\r\n..b\r\n.\r\n");
        assertThat(served("get other\r\n").text()).isEqualTo("x.y");
        assertThat(served("get other\r\n").isDisconnecting()).isTrue();
    }

    @Test
    void theClientHasTheOthers() throws Exception {
        assertThat(Arrays.stream(GOPHER.type("XClient").getMethods()))
                .extracting(method -> method.getName())
                .contains("ping")
                .doesNotContain("get");
    }

    @Test
    void itsViewThrows() throws Exception {
        Class<?> view = GOPHER.type("XClient$BlockingView");
        var made = view.getDeclaredConstructors()[0];
        made.setAccessible(true);
        Object blocking = made.newInstance((Object) null);
        var get =
                Arrays.stream(view.getMethods())
                        .filter(method -> method.getName().equals("get"))
                        .findFirst()
                        .orElseThrow();
        get.setAccessible(true);
        assertThatThrownBy(() -> get.invoke(blocking, "a", java.util.Optional.empty()))
                .isInstanceOf(InvocationTargetException.class)
                .hasRootCauseMessage("clients do not have this command");
    }

    @Test
    void badInputIsAnsweredAsElsewhere() {
        assertThat(served("gat x\r\nping\r\n").text()).isEqualTo("3\r\npong\r\n");
        assertThat(List.of(served("get \r\nping\r\n").text())).isEqualTo(List.of("x.y"));
    }
}
