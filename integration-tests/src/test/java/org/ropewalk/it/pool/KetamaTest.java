package org.ropewalk.it.pool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ropewalk.pool.Policy;
import org.ropewalk.pool.PoolServer;

/** Which server of five has each of 10,000 keys; libmemcached 1.1.4 has recorded the tables. */
class KetamaTest {
    private static final int KEYS = 10_000;
    private static final List<String> NAMES =
            List.of(
                    "10.0.0.1",
                    "10.0.0.2",
                    "10.0.0.3:11212",
                    "cache4.example",
                    "cache5.example:5000");

    private record Known(String name, int weight, boolean isAvailable) implements PoolServer {
        @Override
        public String endpoint() {
            return name;
        }

        @Override
        public int pending() {
            return 0;
        }
    }

    private static List<PoolServer> servers(int... weights) {
        List<PoolServer> servers = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            servers.add(new Known(NAMES.get(i), Math.abs(weights[i]), weights[i] > 0));
        }
        return servers;
    }

    private static String table(Policy policy, List<PoolServer> servers) {
        Policy.Selector selector = policy.over(servers);
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < KEYS; i++) {
            PoolServer server = selector.select(("key:" + i).getBytes(UTF_8));
            table.append(server == null ? "-" : "" + servers.indexOf(server));
        }
        return table.toString();
    }

    private static String recorded(String name) throws IOException {
        try (InputStream file = KetamaTest.class.getResourceAsStream("/pool/" + name)) {
            return new String(file.readAllBytes(), UTF_8).replace("\n", "");
        }
    }

    @Test
    void servers_of_equal_weight_have_the_keys_that_libmemcached_gives_them() throws IOException {
        assertThat(table(Policy.ketama(), servers(1, 1, 1, 1, 1)))
                .isEqualTo(recorded("ketama-equal.txt"));
    }

    @Test
    void servers_of_other_weights_have_the_keys_that_libmemcached_gives_them() throws IOException {
        assertThat(table(Policy.ketama(), servers(1, 2, 3, 1, 4)))
                .isEqualTo(recorded("ketama-weighted.txt"));
    }

    @Test
    void only_the_keys_of_an_unavailable_server_have_none() throws IOException {
        assertThat(table(Policy.ketama(), servers(1, 1, -1, 1, 1)))
                .isEqualTo(recorded("ketama-equal.txt").replace('2', '-'));
    }

    @Test
    void with_failover_only_the_keys_of_an_unavailable_server_move_to_all_others()
            throws IOException {
        String before = recorded("ketama-equal.txt");
        String table = table(Policy.ketamaWithFailover(), servers(1, 1, -1, 1, 1));
        StringBuilder moved = new StringBuilder();
        for (int i = 0; i < KEYS; i++) {
            if (before.charAt(i) == '2') {
                moved.append(table.charAt(i));
            } else {
                assertThat(table.charAt(i)).isEqualTo(before.charAt(i));
            }
        }
        assertThat(moved.toString()).doesNotContain("2", "-").contains("0", "1", "3", "4");
    }

    @Test
    void calls_without_a_key_go_to_one_server_after_the_other() {
        List<PoolServer> servers = servers(1, -1, 2);
        Policy.Selector selector = Policy.ketama().over(servers);
        Map<PoolServer, Integer> calls = new HashMap<>();
        for (int i = 0; i < 400; i++) {
            calls.merge(selector.select(null), 1, Integer::sum);
        }
        assertThat(calls.keySet()).containsExactlyInAnyOrder(servers.get(0), servers.get(2));
    }
}
