package org.ropewalk.it.real;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.ropewalk.server.CommandFactory;
import org.ropewalk.testing.Chunkings;
import org.ropewalk.testing.StringTransport;

/**
 * What a client sends, and what a server answers: the same whole, byte by byte, cut in two at every
 * place, and cut at random.
 */
public final class Script {
    private static final int RANDOM = 16;
    private static final long SEED = 42;

    /** Seconds that pass behind the input, for what is answered late. */
    private static final int DELAYS = 4;

    private Script() {}

    /**
     * The answer to {@code input}, which no cut changes; {@code stable} hides what no two runs
     * share.
     */
    public static String answer(
            Supplier<? extends CommandFactory<?>> factory,
            String input,
            UnaryOperator<String> stable) {
        byte[] bytes = input.getBytes(ISO_8859_1);
        String whole = null;
        for (List<byte[]> parts : Chunkings.of(bytes, RANDOM, SEED)) {
            CommandFactory<?> fresh = factory.get();
            fresh.blocking(Runnable::run);
            StringTransport transport = new StringTransport().connect(fresh);
            parts.forEach(transport::deliver);
            transport.runTurns();
            for (int i = 0; i < DELAYS; i++) {
                transport.advance(Duration.ofSeconds(1));
            }
            String answer = stable.apply(new String(transport.value(), ISO_8859_1));
            if (whole == null) {
                whole = answer;
            }
            assertThat(answer)
                    .as("cut into %s", parts.stream().map(p -> p.length).toList())
                    .isEqualTo(whole);
            transport.finish();
        }
        return whole;
    }

    /** As {@link #answer(Supplier, String, UnaryOperator)}, of answers that are always the same. */
    public static String answer(Supplier<? extends CommandFactory<?>> factory, String input) {
        return answer(factory, input, UnaryOperator.identity());
    }
}
