package org.ropewalk.it.overlap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random lines, in random pieces: see {@link ConsoleOracle}. */
class OverlapOracleTest {
    private static final int SCRIPTS = 2_000;

    @Test
    void linesAreAnsweredAsTheRulesSayHoweverTheyAreCut() {
        for (int seed = 0; seed < SCRIPTS; seed++) {
            String script = ConsoleOracle.script(new Random(seed));
            assertThat(OverlapCheck.answers(script, new Random(seed)))
                    .as(script)
                    .isEqualTo(ConsoleOracle.answers(script));
        }
    }

    @Test
    void anyBytesAreAnsweredTheSameHoweverTheyAreCut() {
        for (int seed = 0; seed < SCRIPTS; seed++) {
            Random random = new Random(seed);
            byte[] bytes = ConsoleOracle.script(random).getBytes(ISO_8859_1);
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            OverlapCheck.server(bytes, seed);
        }
    }
}
