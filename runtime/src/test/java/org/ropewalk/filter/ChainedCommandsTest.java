package org.ropewalk.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.reactor.Output;

/** Several commands in one line; what they are read as is tested with declarations. */
class ChainedCommandsTest {
    private static String lines(Filter filter, String received) {
        Output lines = new Output(16);
        byte[] bytes = received.getBytes(ISO_8859_1);
        filter.received(bytes, 0, bytes.length, lines, new Output(16));
        return new String(lines.array(), 0, lines.position(), ISO_8859_1);
    }

    /** What was received in clear, others may have inserted. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "ATE;",
                "ATE \"",
                "ATE \"\\",
                "ATE #",
                "ATE #15ab",
                "ATE #0a",
                "ATE\r",
                "X"
            })
    void nothingThatWasReceivedInClearChangesWhatTlsProtects(String begun) {
        Filter chained =
                new ChainedCommands("AT", false, " ", ';', "\"", true, true, false, "\r\n", "\r\n");
        lines(chained, begun);

        chained.restart();

        assertThat(lines(chained, "ATF;G\r\n")).isEqualTo("ATF\r\nATG\r\n");
    }
}
