package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.testing.StringTransport;

/** Commands that are kept, where lines and arrays are received. */
class GeneratedBatchArraysTest {
    private static final Served SERVED =
            Served.compile(
                    """
                    @LineProtocol(initial = X.Ready.class, carrier = {Carrier.RESP, Carrier.LINE})
                    @Errors(unknown = @Reply("-ERR unknown"), tooLong = @Reply("-ERR too long"),
                            empty = @Reply("-ERR empty"), failed = @Reply("-ERR failed"))
                    @Limits(line = 1000)
                    public interface X {
                        interface Ready extends X {
                            @Command("ECHO {text}") @Reply("+E") void echo(String text);
                            @Command(value = "BEGIN", client = false) @Reply("+OK") Kept begin();
                        }
                        @Batch(of = Ready.class)
                        interface Kept extends X {
                            @Command("END") CompletionStage<Ran> end(QueuedCommands kept);
                        }
                        @Reply record Ran(Replayed replies, Ready next) {}
                    }
                    final class H implements X.Ready, X.Kept {
                        public void echo(String text) {}
                        public X.Kept begin() { return this; }
                        public CompletionStage<X.Ran> end(QueuedCommands kept) {
                            return kept.run().thenApply(replies -> new X.Ran(replies, this));
                        }
                    }
                    """);

    private static String answers(String... lines) {
        StringTransport transport = SERVED.connect();
        transport.deliver(String.join("\r\n", lines) + "\r\n");
        transport.runTurns();
        return transport.text().replace("\r\n", "|");
    }

    /** What is kept fills the memory for it exactly with some of these lengths. */
    @ParameterizedTest
    @ValueSource(ints = {6, 254, 255, 256, 257, 512, 768})
    void aLineThatIsTooLongIsAnsweredInItsPlace(int kept) {
        String echo = "ECHO " + "y".repeat(kept - 5);
        String tooLong = "z".repeat(1001);

        assertThat(answers("BEGIN", echo, tooLong, "END")).isEqualTo("+OK|*2|+E|-ERR too long|");
        assertThat(answers("BEGIN", tooLong, echo, "END")).isEqualTo("+OK|*2|-ERR too long|+E|");
    }
}
