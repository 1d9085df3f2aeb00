package org.ropewalk.it.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.cluster.Broadcast;
import org.ropewalk.cluster.BroadcastStats;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.Group;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.MemoryPeer;

/**
 * Many nodes and members over an engine that loses and repeats messages, is divided and goes away:
 * no member receives a line twice, or two lines of a node in another order, and all that is lost is
 * counted. {@code -Dropewalk.cluster.nodes} and {@code -Dropewalk.cluster.members} set the size.
 */
class ClusterSimulationTest {
    private static final int NODES = Integer.getInteger("ropewalk.cluster.nodes", 8);
    private static final int MEMBERS = Integer.getInteger("ropewalk.cluster.members", 80);
    private static final int STEPS = 400;

    private MemoryNetwork network;
    private MemoryBus bus;
    private final List<MemoryBus.Port> ports = new ArrayList<>();
    private final List<Broadcast> broadcasts = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private final List<MemoryPeer> members = new ArrayList<>();
    private final long[] spoken = new long[NODES];

    /** Of each member, the last line of each node. */
    private final List<Map<Integer, Long>> last = new ArrayList<>();

    private long received;

    private void build(long seed) {
        network = new MemoryNetwork(seed);
        bus = new MemoryBus(seed);
        for (int i = 0; i < NODES; i++) {
            Reactor reactor = network.reactor();
            MemoryBus.Port port = bus.port(reactor);
            ports.add(port);
            Broadcast broadcast = Broadcast.over(reactor, port, null);
            broadcasts.add(broadcast);
            Group group = Group.over(broadcast, "hall");
            groups.add(group);
            reactor.listen("tcp:" + (4000 + i), new HallFactory(peer -> new Joined(group, peer)));
        }
        network.run();
        for (int i = 0; i < MEMBERS; i++) {
            MemoryPeer member = network.connectPeer(4000 + i % NODES);
            members.add(member);
            last.add(new HashMap<>());
            network.run();
            member.write("ENTER\r\n".getBytes(UTF_8));
        }
        network.run();
        members.forEach(member -> assertThat(member.readAll()).isEqualTo("OK\r\n".getBytes(UTF_8)));
    }

    private void speak(int node) {
        HallPushes.to(groups.get(node)).text(node + " " + ++spoken[node]);
    }

    private void read() {
        network.run();
        for (int i = 0; i < members.size(); i++) {
            String lines = new String(members.get(i).readAll(), UTF_8);
            for (String line : lines.lines().toList()) {
                String[] words = line.split(" ");
                long number = Long.parseLong(words[2]);
                Long before = last.get(i).put(Integer.valueOf(words[1]), number);
                assertThat(number).as(line).isGreaterThan(before == null ? 0 : before);
                received++;
            }
        }
    }

    private void disturb(Random random) {
        int node = random.nextInt(NODES);
        switch (random.nextInt(8)) {
            case 0 -> ports.get(node).disconnect();
            case 1 -> ports.get(node).connect();
            case 2 -> ports.get(node).side(random.nextInt(2));
            case 3 -> ports.forEach(port -> port.side(0));
            default -> {
                // Nothing happens for a while.
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void no_line_arrives_twice_or_too_early_and_what_is_lost_is_counted(long seed) {
        build(seed);
        bus.loses(5).repeats(5);
        Random random = new Random(seed);
        for (int node = 0; node < NODES; node++) {
            // The first line of a node begins the count of the others.
            bus.loses(0);
            speak(node);
        }
        bus.loses(5);
        for (int step = 0; step < STEPS; step++) {
            speak(random.nextInt(NODES));
            disturb(random);
            if (random.nextInt(10) == 0) {
                read();
            }
        }
        read();

        // The last lines show what is missing.
        bus.loses(0);
        for (MemoryBus.Port port : ports) {
            port.side(0);
            port.disconnect();
            network.run();
            port.connect();
            network.run();
        }
        for (int node = 0; node < NODES; node++) {
            speak(node);
        }
        read();
        long all = 0;
        for (long lines : spoken) {
            all += lines;
        }
        for (int node = 0; node < NODES; node++) {
            BroadcastStats stats = broadcasts.get(node).stats();
            assertThat(stats.received() + stats.missed())
                    .as("node %d: %s", node, stats)
                    .isEqualTo(all - spoken[node]);
            assertThat(stats.failures()).isZero();
        }
        for (Map<Integer, Long> known : last) {
            for (int node = 0; node < NODES; node++) {
                assertThat(known.get(node)).isEqualTo(spoken[node]);
            }
        }
        assertThat(received).isGreaterThan(all * MEMBERS / 10);
    }
}
