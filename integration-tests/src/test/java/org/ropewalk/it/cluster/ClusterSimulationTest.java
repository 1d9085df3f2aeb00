package org.ropewalk.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.cluster.BroadcastStats;

/**
 * Many nodes and members over an engine that loses and repeats messages, is divided and goes away,
 * and nodes that do not run for a while: no member receives a line twice, or two lines of a node in
 * another order, all that is lost is counted, and what waits is bounded. {@code
 * -Dropewalk.cluster.nodes} and {@code -Dropewalk.cluster.members} set the size; the profile
 * "cluster" has the largest.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ClusterSimulationTest {
    private static final int NODES = Integer.getInteger("ropewalk.cluster.nodes", 8);
    private static final int MEMBERS = Integer.getInteger("ropewalk.cluster.members", 400);

    /** With more nodes, one seed is enough: there are as many disturbances in it. */
    static final int NODES_FOR_SEEDS = 50;

    private static final int STEPS = 400;
    private static final int WAITING = 200;

    private static void disturb(SimulatedCluster cluster, Random random) {
        SimulatedCluster.Node node = cluster.nodes.get(random.nextInt(NODES));
        switch (random.nextInt(12)) {
            case 0 -> node.engine.disconnect();
            case 1, 2 -> node.engine.connect();
            case 3 -> node.engine.side(random.nextInt(2));
            case 4 -> cluster.nodes.forEach(each -> each.engine.side(0));
            case 5 -> cluster.suspend(node);
            case 6, 7 -> cluster.nodes.forEach(cluster::resume);
            default -> {
                // Nothing happens for a while.
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void no_line_arrives_twice_or_too_early_and_what_is_lost_is_counted(long seed) {
        assumeTrue(seed == 1 || NODES < NODES_FOR_SEEDS);
        SimulatedCluster cluster = new SimulatedCluster(seed, NODES, MEMBERS, 1_024);
        // The first line of a speaker begins the count of the others.
        cluster.rooms.forEach(cluster::speak);
        cluster.read();
        long usedBefore = used();

        Random random = new Random(seed);
        cluster.bus.loses(5).repeats(5).mostWaiting(WAITING);
        for (int step = 0; step < STEPS; step++) {
            for (int i = 0; i <= NODES / 8; i++) {
                cluster.speak(cluster.anyRoom());
                disturb(cluster, random);
            }
            cluster.speak(cluster.rooms.get(SimulatedCluster.SLOW));
            cluster.speak(cluster.rooms.get(SimulatedCluster.SLOW));
            if (step % 100 == 0) {
                cluster.speak(cluster.rooms.get(SimulatedCluster.HALL));
            }
            if (step % 10 == 0) {
                cluster.read();
            } else {
                cluster.network.run();
            }
        }
        cluster.read();
        long grown = used() - usedBefore;

        // The last lines show what is missing.
        cluster.bus.mostWaiting(Integer.MAX_VALUE);
        cluster.heal();
        cluster.rooms.forEach(cluster::speak);
        cluster.rooms.forEach(cluster::speak);
        cluster.read();
        cluster.checkLast();
        long missed = 0;
        for (int i = 0; i < NODES; i++) {
            BroadcastStats stats = cluster.nodes.get(i).broadcast.stats();
            assertThat(stats.received() + stats.missed())
                    .as("node %d: %s", i, stats)
                    .isEqualTo(cluster.expected(i));
            assertThat(stats.failures()).isZero();
            missed += stats.missed();
        }
        assertThat(missed).isPositive();
        assertThat(cluster.slowDisconnected()).isEqualTo(NODES);
        assertThat(grown).as("bytes that are kept").isLessThan((16 << 20) + 2_048L * MEMBERS);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    // ---- what a message costs

    /**
     * @param carried messages of the engine to nodes, for one that is published
     * @param lines lines that members receive, for one that is published
     * @param publishedBytes allocated for one message that is published
     * @param lineBytes allocated for one line that a member receives
     */
    private record Cost(
            int nodes,
            int members,
            double carried,
            double lines,
            double publishedBytes,
            double lineBytes) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "| %,d | %,d | %.1f | %.1f | %,.0f | %,.0f |",
                    nodes,
                    members,
                    carried,
                    lines,
                    publishedBytes,
                    lineBytes);
        }
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    /** Publishes to the hall, or to ordinary rooms, and runs the network until all have it. */
    private static Cost cost(int nodes, int members, boolean hall, int messages) {
        SimulatedCluster cluster = new SimulatedCluster(7, nodes, members, 64 << 10);
        List<SimulatedCluster.Room> spoken = new ArrayList<>();
        for (int i = 0; i < messages / 2; i++) {
            spoken.add(hall ? cluster.rooms.get(SimulatedCluster.HALL) : cluster.anyRoom());
        }
        long bytes = 0;
        for (int run = 0; run < 2; run++) {
            // The first run is for what is allocated once: classes, buffers, counters.
            cluster.read();
            cluster.lines = 0;
            cluster.bus.carried = 0;
            long before = allocated();
            spoken.forEach(cluster::speak);
            cluster.network.run();
            bytes = allocated() - before;
            cluster.read();
        }
        double published = messages;
        return new Cost(
                nodes,
                members,
                cluster.bus.carried / published,
                cluster.lines / published,
                bytes / published,
                (double) bytes / cluster.lines);
    }

    private static List<Cost> costs(boolean hall) {
        int messages = hall ? 20 : 400;
        List<Cost> costs = new ArrayList<>();
        cost(NODES / 4, MEMBERS / 4, hall, messages);
        costs.add(cost(NODES / 4, MEMBERS / 4, hall, messages));
        costs.add(cost(NODES / 4, MEMBERS, hall, messages));
        costs.add(cost(NODES, MEMBERS / 4, hall, messages));
        costs.add(cost(NODES, MEMBERS, hall, messages));
        return costs;
    }

    @Test
    void the_cost_of_a_message_depends_on_its_receivers_alone() throws IOException {
        List<Cost> rooms = costs(false);
        List<Cost> hall = costs(true);
        List<String> table = new ArrayList<>();
        table.add("A room of about 50 members:");
        rooms.forEach(cost -> table.add(cost.toString()));
        table.add("The hall:");
        hall.forEach(cost -> table.add(cost.toString()));
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "cluster-costs.md"), table);

        // A message costs something for each node that receives it, and for each of its members,
        // and nothing for the others.
        double node = rooms.get(0).publishedBytes() / rooms.get(0).carried();
        double member = hall.get(1).lineBytes();
        for (Cost cost : Stream.concat(rooms.stream(), hall.stream()).toList()) {
            assertThat(cost.publishedBytes())
                    .as("%s of%n%s", cost, String.join("\n", table))
                    .isLessThan(1.5 * (node * cost.carried() + member * cost.lines()));
        }
    }
}
