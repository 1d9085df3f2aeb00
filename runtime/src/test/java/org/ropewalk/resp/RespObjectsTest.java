package org.ropewalk.resp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.LineWriter;
import org.ropewalk.line.resp.RespElement;
import org.ropewalk.line.resp.RespFormat;
import org.ropewalk.line.resp.RespScanner;
import org.ropewalk.reactor.Output;

/** What is written is read back as the same values. */
class RespObjectsTest {
    private static final LineFormat FORMAT = LineFormat.standard().withResp(RespFormat.REPLIES);

    private static byte[] written(Object value, int version) {
        Output output = new Output(0);
        LineWriter reply =
                new LineWriter().on(output, FORMAT.withResp(RespFormat.REPLIES.in(version)));
        RespObjects.write(reply, value);
        reply.end();
        return Arrays.copyOf(output.array(), output.position());
    }

    private static Object read(byte[] bytes) {
        RespScanner scanner = new RespScanner(RespFormat.REPLIES);
        int end = scanner.find(bytes, 0, bytes.length, 10_000, 1 << 20);
        assertThat(end).isEqualTo(bytes.length);
        LineReader line = new LineReader().show(bytes, 0, end, FORMAT);
        boolean opens = bytes[0] == '*' && !RespElement.isNull(bytes, 0);
        line.array(opens ? RespElement.first(bytes, 0) : 0);
        assertThat(RespReader.begin(line)).isTrue();
        Object value = RespObjects.read(line);
        assertThat(line.end()).as(line.message()).isTrue();
        return value;
    }

    private static Object random(Random random, int depth, boolean third) {
        int kinds = depth == 0 ? 6 : 8;
        switch (random.nextInt(kinds)) {
            case 0:
                return null;
            case 1:
                return random.nextLong();
            case 2:
                return third ? random.nextGaussian() : "1.5";
            case 3:
                return "text " + (char) random.nextInt(0xD800);
            case 4:
                return Bytes.of(new byte[] {(byte) 0xFF, '\r', '\n', (byte) random.nextInt()});
            case 5:
                return "";
            case 6:
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(random(random, depth - 1, third));
                }
                return list;
            default:
                Map<Object, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put("k" + i, random(random, depth - 1, third));
                }
                return third ? map : flat(map);
        }
    }

    /** A map of version 2 is read as the list that it is. */
    private static List<Object> flat(Map<Object, Object> map) {
        List<Object> list = new ArrayList<>();
        map.forEach(
                (key, value) -> {
                    list.add(key);
                    list.add(value);
                });
        return list;
    }

    @Test
    void random_values_are_read_back() {
        Random random = new Random(18);
        for (int i = 0; i < 2_000; i++) {
            Object value = random(random, 4, true);
            assertThat(read(written(value, 3))).isEqualTo(value);
            Object second = random(random, 4, false);
            assertThat(read(written(second, 2))).isEqualTo(second);
        }
    }

    @Test
    void a_map_of_version_2_is_a_list() {
        assertThat(read(written(Map.of("a", 1), 2))).isEqualTo(List.of("a", 1L));
    }

    @Test
    void a_value_without_a_form_is_refused() {
        assertThatThrownBy(() -> written(List.of("a", new StringBuilder()), 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a value of java.lang.StringBuilder");
    }
}
