package org.ropewalk.examples.redis.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;

class HashTableTest {
    private final HashTable<HashTable.Node> table = new HashTable<>();

    private void add(int number) {
        table.add(new HashTable.Node(Bytes.of("k" + number)));
    }

    private void remove(int number) {
        table.remove(table.get(Bytes.of("k" + number)));
    }

    @Test
    void itKnowsWhatAMapKnows() {
        Random random = new Random(1);
        Map<Bytes, HashTable.Node> known = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            // It grows in the first half and shrinks in the second.
            boolean adds = random.nextInt(10) < (i < 25_000 ? 8 : 2);
            Bytes key = Bytes.of("k" + random.nextInt(4_000));
            if (adds && !known.containsKey(key)) {
                HashTable.Node node = new HashTable.Node(key);
                known.put(key, node);
                table.add(node);
            } else if (!adds && known.containsKey(key)) {
                table.remove(known.remove(key));
            }
            assertThat(table.size()).isEqualTo(known.size());
            assertThat(table.get(Slice.of(key))).isSameAs(known.get(key));
        }
    }

    @Test
    void aScanShowsWhatWasThereAllTheTime_thoughTheTableGrows() {
        assertScanned(100, 3_000, 20, this::add);
    }

    @Test
    void aScanShowsWhatWasThereAllTheTime_thoughTheTableShrinks() {
        assertScanned(5_000, 5_000, 10, this::remove);
    }

    /** Changes up to {@code end} nodes, all but the first hundred, so many after each step. */
    private void assertScanned(int begin, int end, int changes, IntConsumer change) {
        for (int i = 0; i < begin; i++) {
            add(i);
        }
        Set<String> shown = new HashSet<>();
        int next = 100;
        long cursor = 0;
        do {
            cursor = table.scan(cursor, node -> shown.add(node.key().toString()));
            for (int i = 0; i < changes && next < end; i++) {
                change.accept(next++);
            }
        } while (cursor != 0);
        for (int i = 0; i < 100; i++) {
            assertThat(shown).contains("k" + i);
        }
    }

    @Test
    void eachNodeComesByChance_alsoFromASparseTable() {
        for (int i = 0; i < 1_000; i++) {
            add(i);
        }
        for (int i = 3; i < 1_000; i++) {
            remove(i);
        }
        Random random = new Random(1);
        Set<String> chosen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            chosen.add(table.random(random).key().toString());
        }
        assertThat(chosen).containsExactlyInAnyOrder("k0", "k1", "k2");
        assertThat(table.bytes()).isLessThan(200);
    }
}
