package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ropewalk.processor.Called.outcome;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.CommandRejected;
import org.ropewalk.client.ProtocolViolation;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.testing.StringTransport;

/** Commentary that something follows: both sides. */
class GeneratedAsidesTest {
    private static final Served FILES =
            Served.compile(
                    """
                    @LineProtocol
                    @Errors(
                            unknown = @Reply("500 {'not known'} (unknown)"),
                            malformed = @Reply("501 {'{message}'}"),
                            refusals = "5{*}")
                    public interface X {
                        @Command("PASV") @Reply("227 {'Entering Passive Mode'} ({})") HostPort pasv();
                        @Command("EPSV") @Reply("229 {'Entering Extended Passive Mode'} (|||{}|)") int epsv();
                        @Command("PWD") @Reply("257 \\"{*}\\" {'is the folder'}") String pwd();
                        @Command("NOOP") @Reply("200 {'done'} now") void noop();
                        @Format("{a},{b}") record HostPort(int a, int b) {}
                    }
                    class H implements X {
                        public HostPort pasv() { return new HostPort(1, 2); }
                        public int epsv() { return 4000; }
                        public String pwd() { return "/a b"; }
                        public void noop() {}
                    }
                    """);

    @Test
    void theTextIsWritten() {
        StringTransport transport = FILES.connect();
        transport.deliver("PASV\r\nEPSV\r\nPWD\r\nNOOP\r\nWHAT\r\nNOOP x\r\n");
        transport.runTurns();
        assertThat(transport.text())
                .isEqualTo(
                        "227 Entering Passive Mode (1,2)\r\n"
                                + "229 Entering Extended Passive Mode (|||4000|)\r\n"
                                + "257 \"/a b\" is the folder\r\n200 done now\r\n"
                                + "500 not known (unknown)\r\n501 too many words\r\n");
    }

    @Test
    void anyTextIsRead() throws Exception {
        try (Called client = new Called(FILES)) {
            CompletableFuture<?> pasv = client.call("pasv");
            CompletableFuture<?> epsv = client.call("epsv");
            CompletableFuture<?> noop = client.call("noop");
            CompletableFuture<?> refused = client.call("noop");
            client.answer(
                    "227 Ok, come in by (3,4)\r\n229 x (|||7|)\r\n200 it is all right now\r\n"
                            + "500 what? (unknown)\r\n");
            assertThat(outcome(pasv)).hasToString("HostPort[a=3, b=4]");
            assertThat(outcome(epsv)).isEqualTo(7);
            assertThat(noop).isCompleted();
            assertThat(outcome(refused))
                    .isInstanceOfSatisfying(
                            CommandRejected.class,
                            rejected -> {
                                assertThat(rejected.kinds()).containsExactly(ErrorKind.UNKNOWN);
                                assertThat(rejected.line()).isEqualTo("500 what? (unknown)");
                            });
        }
    }

    @Test
    void aReplyWithoutTheLiteralIsNoReply() throws Exception {
        for (String bad : List.of("227 no place\r\n", "227 at (3,4\r\n", "227 a (x) (3,4)\r\n")) {
            try (Called client = new Called(FILES)) {
                CompletableFuture<?> pasv = client.call("pasv");
                client.answer(bad);
                assertThat(outcome(pasv)).as(bad).isInstanceOf(ProtocolViolation.class);
            }
        }
    }
}
