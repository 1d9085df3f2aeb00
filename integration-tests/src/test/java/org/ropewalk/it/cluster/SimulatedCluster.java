package org.ropewalk.it.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.ropewalk.cluster.Broadcast;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.Group;
import org.ropewalk.server.Peer;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.MemoryPeer;

/**
 * Nodes with members on one simulated network. Each member is in the hall, and in one room of about
 * fifty, whose members are spread over the nodes. Two nodes speak in each room; the members check
 * what they receive.
 */
final class SimulatedCluster {
    /** The room of all members. */
    static final int HALL = 0;

    /** A room with two members on each node, one of which does not read. */
    static final int SLOW = 1;

    private static final int ROOM_MEMBERS = 50;
    private static final int SPEAKERS = 2;
    private static final int FIRST_PORT = 10_000;

    final MemoryNetwork network;
    final MemoryBus bus;
    final List<Node> nodes = new ArrayList<>();
    final List<Room> rooms = new ArrayList<>();
    private final List<Member> members = new ArrayList<>();
    private final List<MemoryPeer> slow = new ArrayList<>();
    private final Random random;

    /** Lines that the members have received. */
    long lines;

    /** One server of the cluster. */
    static final class Node {
        final Reactor reactor;
        final MemoryBus.Port engine;
        final Broadcast broadcast;
        private final Map<Integer, Group> groups = new HashMap<>();
        private boolean suspended;

        Node(Reactor reactor, MemoryBus.Port engine) {
            this.reactor = reactor;
            this.engine = engine;
            this.broadcast = Broadcast.over(reactor, engine, null);
        }

        Group group(int room) {
            return groups.computeIfAbsent(room, first -> Group.over(broadcast, "room" + first));
        }
    }

    /** The handler of a connection. */
    private record Resident(Node node, Peer peer) implements Town {
        @Override
        public void enter(int room) {
            node.group(room).add(peer);
        }
    }

    /** Where each line of a speaker has a number. */
    static final class Room {
        final int number;
        private final TreeSet<Integer> nodes = new TreeSet<>();
        private int[] speakers = {};
        private final long[] spoken = new long[SPEAKERS];

        Room(int number) {
            this.number = number;
        }

        /** A room that nobody has entered has no speakers. */
        private void choose() {
            if (nodes.isEmpty()) {
                return;
            }
            List<Integer> all = List.copyOf(nodes);
            speakers = new int[] {all.get(0), all.get(all.size() / 2)};
        }
    }

    private static final class Member {
        private final MemoryPeer peer;

        /** The last number of each speaker, by the number of the room. */
        private final Map<Integer, long[]> last = new HashMap<>();

        /** The begin of a line whose end has not arrived. */
        private byte[] rest = {};

        private int at;

        Member(MemoryPeer peer) {
            this.peer = peer;
        }

        /** Reads lines, and returns how many they are. */
        private int read() {
            byte[] more = peer.readAll();
            byte[] text = Arrays.copyOf(rest, rest.length + more.length);
            System.arraycopy(more, 0, text, rest.length, more.length);
            int end = text.length;
            while (end > 0 && text[end - 1] != '\n') {
                end--;
            }
            rest = Arrays.copyOfRange(text, end, text.length);
            int count = 0;
            for (at = 0; at < end; at++) {
                check(text);
                count++;
            }
            return count;
        }

        private void check(byte[] text) {
            assertThat(text[at++]).isEqualTo((byte) '*');
            long[] numbers = last.get((int) number(text));
            int speaker = (int) number(text);
            long number = number(text);
            if (number <= numbers[speaker]) {
                throw new AssertionError(number + " comes after " + numbers[speaker]);
            }
            numbers[speaker] = number;
        }

        /** The number behind a space; what follows it is next. */
        private long number(byte[] text) {
            long number = 0;
            for (at++; text[at] >= '0'; at++) {
                number = number * 10 + text[at] - '0';
            }
            at += text[at] == '\r' ? 1 : 0;
            return number;
        }
    }

    /** A cluster whose connections keep {@code bufferBytes} that are not read. */
    SimulatedCluster(long seed, int nodeCount, int memberCount, int bufferBytes) {
        random = new Random(seed);
        network = new MemoryNetwork(seed).bufferBytes(bufferBytes);
        bus = new MemoryBus(seed);
        for (int i = 0; i < nodeCount; i++) {
            Reactor reactor = network.reactor();
            Node node = new Node(reactor, bus.port(reactor));
            nodes.add(node);
            reactor.listen(
                    "tcp:" + (FIRST_PORT + i), new TownFactory(peer -> new Resident(node, peer)));
        }
        int ordinary = Math.max(1, memberCount / ROOM_MEMBERS);
        for (int i = 0; i < SLOW + 1 + ordinary; i++) {
            rooms.add(new Room(i));
        }
        network.run();
        for (int node = 0; node < nodeCount; node++) {
            members.add(enter(node, SLOW));
            slow.add(enter(node, SLOW).peer);
            for (int i = node; i < memberCount; i += nodeCount) {
                members.add(enter(node, HALL, SLOW + 1 + random.nextInt(ordinary)));
            }
            network.run();
        }
        rooms.forEach(Room::choose);
        for (Member member : members) {
            assertThat(new String(member.peer.readAll(), US_ASCII)).startsWith("OK\r\n");
        }
        slow.forEach(peer -> assertThat(peer.readAll()).hasSize(4));
    }

    private Member enter(int node, int... entered) {
        Member member = new Member(network.connectPeer(FIRST_PORT + node));
        for (int number : entered) {
            rooms.get(number).nodes.add(node);
            member.last.put(number, new long[SPEAKERS]);
            member.peer.write(("ENTER " + number + "\r\n").getBytes(US_ASCII));
        }
        return member;
    }

    /** One of the ordinary rooms. */
    Room anyRoom() {
        return rooms.get(SLOW + 1 + random.nextInt(rooms.size() - SLOW - 1));
    }

    /** All speakers of a room speak, unless their node is suspended. */
    void speak(Room room) {
        for (int speaker = 0; speaker < room.speakers.length; speaker++) {
            Node node = nodes.get(room.speakers[speaker]);
            if (!node.suspended) {
                TownPushes.to(node.group(room.number))
                        .text(room.number, speaker, ++room.spoken[speaker]);
            }
        }
    }

    void suspend(Node node) {
        node.suspended = true;
        network.suspend(node.reactor);
    }

    void resume(Node node) {
        node.suspended = false;
        network.resume(node.reactor);
    }

    /** Connects all nodes again, without loss and partitions. */
    void heal() {
        bus.loses(0).repeats(0);
        for (Node node : nodes) {
            resume(node);
            node.engine.side(0);
            node.engine.disconnect();
        }
        network.run();
        nodes.forEach(node -> node.engine.connect());
        network.run();
    }

    /** The members read all, and check that no number comes twice or too early. */
    void read() {
        long before;
        do {
            before = lines;
            network.run();
            for (Member member : members) {
                lines += member.read();
            }
        } while (lines > before);
    }

    /** Messages that a node was to receive from the others. */
    long expected(int node) {
        long sum = 0;
        for (Room room : rooms) {
            for (int speaker = 0; speaker < room.speakers.length; speaker++) {
                if (room.nodes.contains(node) && room.speakers[speaker] != node) {
                    sum += room.spoken[speaker];
                }
            }
        }
        return sum;
    }

    /** All members have the last line of each speaker. */
    void checkLast() {
        for (Member member : members) {
            member.last.forEach((room, last) -> assertThat(last).isEqualTo(rooms.get(room).spoken));
        }
    }

    /** How many of those that do not read were disconnected. */
    long slowDisconnected() {
        slow.forEach(MemoryPeer::readAll);
        network.run();
        slow.forEach(MemoryPeer::readAll);
        return slow.stream().filter(peer -> peer.isReset() || peer.isEnded()).count();
    }
}
