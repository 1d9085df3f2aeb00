package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ropewalk.testing.StringTransport;

/** A protocol of 2,000 commands compiles, and each of them is found. */
class LargeProtocolTest {
    private static final int COMMANDS = 2_000;

    @Test
    void two_thousand_commands() {
        String commands =
                IntStream.range(0, COMMANDS)
                        .mapToObj(
                                i ->
                                        "@Command(\"VERB%d {a}\") @Reply(\"%d {}\") int m%d(int a);\n"
                                                .formatted(i, i, i))
                        .collect(Collectors.joining());
        String methods =
                IntStream.range(0, COMMANDS)
                        .mapToObj(i -> "public int m%d(int a) { return a; }\n".formatted(i))
                        .collect(Collectors.joining());
        Served served =
                Served.compile(
                        "@LineProtocol interface X {\n"
                                + commands
                                + "}\nfinal class H implements X {\n"
                                + methods
                                + "}\n");
        StringTransport transport = served.connect();

        for (int i = 0; i < COMMANDS; i++) {
            transport.deliver("verb" + i + " 7\r\n");
            assertThat(transport.takeText()).isEqualTo(i + " 7\r\n");
        }
        transport.deliver("VERB2000 7\r\n");
        assertThat(transport.takeText()).isEqualTo("ERROR\r\n");
    }
}
