package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The commands that may be sent now, listed in the forms that a list of records has. */
class GeneratedHelpTest {
    private static final Served BOTH =
            Served.compile(
                    """
                    @LineProtocol(initial = X.Stranger.class, continued = "-")
                    @Errors(unknown = @Reply("ERR unknown"), failed = @Reply(value = "ERR failed", close = true))
                    public interface X {
                        /** Lists what may be sent. */
                        @Command("help") @Reply(value = "100 {'say:'}", each = "\\\\ {usage*} - {summary*}") @Payload(Payload.Framing.DOTTED)
                        default List<Help> help() { return Help.derived(); }
                        @Command("help {verb}") @Reply(value = "214 {'for you'}", each = "214 {usage*}", end = "214 {'.'}")
                        default List<Help> about(String verb) { return Help.about(verb); }
                        @Command("marked") @Reply(each = "214 {usage*}") default List<Help> marked() { return Help.derived(); }
                        @Command("later") @Reply(value = "200", each = "{usage*}", end = ".")
                        default CompletionStage<List<Help>> later() { return CompletableFuture.completedFuture(Help.about("login")); }
                        @Command("record") @Reply(value = "200 {name}", each = "{usage*}", end = ".")
                        default Named record() { return new Named("all", Help.about("QUIT")); }
                        @Command("own") @Reply(value = "200", each = "{summary*}|{usage*}", end = ".")
                        default List<Help> own() { return List.of(new Help("u v", "s"), new Help("w")); }
                        @Command("bad") @Reply(value = "200", each = "{summary*}|{usage*}", end = ".")
                        default List<Help> bad() { return List.of(new Help("u", "s|t")); }
                        interface Stranger extends X {
                            /** Logs <b>in</b>. Twice. */
                            @Command("login {name}[ {how}]") @Reply("230") Member login(String name, Optional<String> how);
                        }
                        interface Member extends X {
                            @Command("quit") @Reply(value = "221", close = true) default void quit() {}
                        }
                        record Named(String name, List<Help> commands) {}
                    }
                    final class H implements X.Stranger, X.Member {
                        public X.Member login(String name, Optional<String> how) { return this; }
                    }
                    """);

    private static final String ALL =
            " help - Lists what may be sent.| help <verb> - | marked - | later - | record - | own - | bad - |";

    private static String answer(String lines) {
        return BOTH.answer(lines.replace("\n", "\r\n")).replace("\r\n", "\n");
    }

    @Test
    void theCommandsOfTheStateAreListedInAPayload() {
        assertThat(answer("help\nlogin ada\nhelp\n"))
                .isEqualTo(
                        "100 say:| login <name>[ <how>] - Logs in.|"
                                .concat(ALL)
                                .concat(".|230|100 say:| quit - |")
                                .concat(ALL)
                                .concat(".|")
                                .replace('|', '\n'));
    }

    @Test
    void theCommandsOfOneVerbAreListedInLines() {
        assertThat(answer("help LOGIN\nhelp x\nlater\nrecord\nlogin a\nrecord\n"))
                .isEqualTo(
                        """
                        214-for you
                        214-login <name>[ <how>]
                        214 .
                        214-for you
                        214 .
                        200
                        login <name>[ <how>]
                        .
                        200-all
                        .
                        230
                        200-all
                        quit
                        .
                        """);
    }

    @Test
    void aClientReadsThem() throws Exception {
        try (Conversed both = new Conversed(BOTH)) {
            assertThat(both.outcome("own"))
                    .isEqualTo("[Help[usage=u v, summary=s], Help[usage=w, summary=]]");
            assertThat(both.outcome("later"))
                    .isEqualTo("[Help[usage=login <name>[ <how>], summary=]]");
            assertThat(both.outcome("help"))
                    .startsWith("[Help[usage=login <name>[ <how>], summary=Logs in.], Help[")
                    .endsWith("Help[usage=bad, summary=]]");
        }
    }

    @Test
    void aTextThatHoldsItsLiteralIsRefused() {
        assertThat(answer("bad\nown\n")).isEqualTo("ERR failed\n");
    }
}
