package org.ropewalk.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ropewalk.client.Connection;
import org.ropewalk.examples.benchstrings.BenchStrings;
import org.ropewalk.examples.benchstrings.BenchStringsClient;
import org.ropewalk.examples.benchstrings.BenchStringsFactory;
import org.ropewalk.it.real.Served;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/** Both sides of a connection send large values at the same time. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LargePipelinesTest {
    private static final int PAIRS = 200;
    private static final int BYTES = 500_000;

    /** Keeps values in memory. */
    private static final class Store implements BenchStrings {
        private final Map<String, Value> values = new HashMap<>();

        @Override
        public List<Value> get(String key) {
            return Optional.ofNullable(values.get(key)).stream().toList();
        }

        @Override
        public Stored set(String key, int flags, long exptime, byte[] data, boolean noreply) {
            values.put(key, new Value(key, flags, data));
            return Stored.STORED;
        }

        @Override
        public boolean delete(String key) {
            return values.remove(key) != null;
        }

        @Override
        public Optional<Long> incr(String key, long delta) {
            return Optional.empty();
        }

        @Override
        public void ping() {}

        @Override
        public String echo(String text) {
            return text;
        }
    }

    private static byte[] value(int number) {
        byte[] value = new byte[BYTES];
        Arrays.fill(value, (byte) ('a' + number % 26));
        return value;
    }

    /** Calls all pairs without waiting for a reply. */
    private static List<CompletableFuture<?>> callAll(BenchStringsClient client) {
        byte[][] letters = new byte[26][];
        Arrays.setAll(letters, LargePipelinesTest::value);
        List<CompletableFuture<?>> calls = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair++) {
            byte[] sent = letters[pair % letters.length];
            calls.add(client.set("key", pair, 0, sent));
            int flags = pair;
            calls.add(
                    client.get("key")
                            .thenAccept(
                                    found -> {
                                        assertThat(found).hasSize(1);
                                        assertThat(found.get(0).flags()).isEqualTo(flags);
                                        assertThat(Arrays.equals(found.get(0).data(), sent))
                                                .isTrue();
                                    }));
        }
        return calls;
    }

    @Test
    void F4_pairsOfLargeCallsInBothDirectionsComplete_overSockets() throws Exception {
        try (Served served = new Served(reactor -> new BenchStringsFactory(peer -> new Store()));
                Connection<BenchStringsClient> connection =
                        BenchStringsClient.open(served.reactor(), served.endpoint()).join()) {
            List<CompletableFuture<?>> calls = callAll(connection.commands());
            CompletableFuture.allOf(calls.toArray(new CompletableFuture<?>[0]))
                    .get(50, TimeUnit.SECONDS);
            assertThat(calls).hasSize(2 * PAIRS).allMatch(call -> !call.isCompletedExceptionally());
        }
    }

    @Test
    void F4_pairsOfLargeCallsInBothDirectionsComplete_inMemory() {
        MemoryNetwork network = new MemoryNetwork(4);
        try (Reactor reactor = network.reactor()) {
            reactor.listen("tcp:4000", new BenchStringsFactory(peer -> new Store()));
            CompletableFuture<Connection<BenchStringsClient>> opened =
                    BenchStringsClient.open(reactor, "tcp:127.0.0.1:4000");
            network.run();
            List<CompletableFuture<?>> calls = callAll(opened.join().commands());
            network.run();
            assertThat(calls).hasSize(2 * PAIRS).allMatch(call -> call.isDone());
            assertThat(calls).noneMatch(CompletableFuture::isCompletedExceptionally);
        }
    }
}
