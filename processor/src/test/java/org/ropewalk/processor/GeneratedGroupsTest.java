package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ropewalk.processor.Called.outcome;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Optional parts that are told by a literal, where a value could stand in its place. */
class GeneratedGroupsTest {
    private static final Served LINES =
            Served.compile(
                    """
                    @LineProtocol
                    @Errors(unknown = @Reply("ERR unknown"), malformed = @Reply("ERR {'{message}'}"))
                    public interface X {
                        @Command("setup {transport}") @Reply("{transport}") Setup setup(Transport transport);
                        record Setup(Transport transport) {}
                        @Format("{profile}[;{cast}][;port={port}][;ttl={ttl}]")
                        record Transport(String profile, Optional<String> cast, OptionalInt port, OptionalInt ttl) {}
                    }
                    class H implements X {
                        public Setup setup(Transport transport) { return new Setup(transport); }
                    }
                    """);

    private static final Served FINGER =
            Served.compile(
                    """
                    @LineProtocol
                    public interface X {
                        @Command("[/W][ ][{user}][@{hosts@...}]") @Reply("{*}")
                        String query(boolean w, Optional<String> user, List<String> hosts);
                    }
                    class H implements X {
                        public String query(boolean w, Optional<String> user, List<String> hosts) {
                            return w + " " + user.orElse("-") + " " + hosts;
                        }
                    }
                    """);

    @Test
    void theLongerLiteralIsTheLaterPart() {
        for (String transport :
                List.of(
                        "RTP",
                        "RTP;unicast",
                        "RTP;port=1",
                        "RTP;ttl=2",
                        "RTP;portal",
                        "RTP;unicast;port=1;ttl=2",
                        "RTP;port=1;ttl=2")) {
            assertThat(LINES.answers("setup " + transport + "\n")).isEqualTo(transport + "\n");
        }
        assertThat(LINES.answers("setup RTP;port=x\n")).isEqualTo("ERR not a number\n");
        assertThat(LINES.answers("setup RTP;ttl=1;port=2\n")).startsWith("ERR ");
    }

    @Test
    void aValueThatWouldMakeItIsNotWritten() throws Exception {
        try (Called client = new Called(LINES)) {
            for (String cast : List.of("port=1", "ttl=", "a;port=", "a;ttl=1")) {
                assertThat(outcome(client.call("setup", transport(cast))))
                        .as(cast)
                        .isInstanceOf(IllegalArgumentException.class);
            }
            client.call("setup", transport("portal"));
            assertThat(client.received()).isEqualTo("setup RTP;portal;ttl=7\r\n");
        }
    }

    @Test
    void aLiteralIsPreferredToAValueThatMayBeginWithIt() {
        assertThat(FINGER.answers("/W ada\n/Wada\n/W\nada@a@b\n/W @a\n\n/x\n/\n"))
                .isEqualTo(
                        "true ada []\ntrue ada []\ntrue - []\nfalse ada [a, b]\ntrue - [a]\n"
                                + "false - []\nfalse /x []\nfalse / []\n");
    }

    @Test
    void aValueThatBeginsWithItIsNotWritten() throws Exception {
        try (Called client = new Called(FINGER)) {
            for (String user : List.of("/W", "/Wada", "/wada", "@a", "a b", "")) {
                assertThat(outcome(client.call("query", false, Optional.of(user), List.of())))
                        .as(user)
                        .isInstanceOf(IllegalArgumentException.class);
            }
            client.call("query", false, Optional.of("/"), List.of());
            client.call("query", true, Optional.of("ada"), List.of("h"));
            assertThat(client.received()).isEqualTo("/\r\n/Wada@h\r\n");
        }
    }

    private static Object transport(String cast) throws Exception {
        var made = LINES.type("X$Transport").getDeclaredConstructors()[0];
        made.setAccessible(true);
        return made.newInstance("RTP", Optional.of(cast), OptionalInt.empty(), OptionalInt.of(7));
    }
}
