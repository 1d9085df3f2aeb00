package org.ropewalk.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineReader;

class BenchTableTest {
    private static final int KEYS = 50_000;
    private static final int STEPS = 500_000;

    /** More keys than half of the first slots, so that the table grows. */
    @Test
    void random_puts_and_removes_leave_what_a_map_has() {
        BenchTable table = new BenchTable();
        Map<Bytes, Bench.Value> expected = new HashMap<>();
        Random random = new Random(7);
        for (int step = 0; step < STEPS; step++) {
            Bytes key = Bytes.of("key:" + random.nextInt(KEYS));
            Bench.Value value = new Bench.Value(key.toByteArray(), step, new byte[0]);
            if (random.nextInt(4) > 0) {
                table.put(value);
                expected.put(key, value);
            } else {
                table.remove(value);
                expected.remove(key);
            }
        }
        for (int i = 0; i < KEYS; i++) {
            String key = "key:" + i;
            assertThat(find(table, key)).as(key).isSameAs(expected.get(Bytes.of(key)));
        }
    }

    private static Bench.Value find(BenchTable table, String key) {
        byte[] line = Bytes.of(key).toByteArray();
        LineReader reader = new LineReader();
        return table.find(reader.show(line, 0, line.length, LineFormat.standard()).word().slice());
    }
}
