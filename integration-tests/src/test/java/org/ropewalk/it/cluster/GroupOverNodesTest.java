package org.ropewalk.it.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.cluster.Broadcast;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.Group;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.MemoryPeer;

/** A group with members on several nodes. */
class GroupOverNodesTest {
    private final MemoryNetwork network = new MemoryNetwork(3);
    private final MemoryBus bus = new MemoryBus(3);
    private final List<MemoryBus.Port> ports = new ArrayList<>();
    private final List<Broadcast> broadcasts = new ArrayList<>();

    /** A node at a port. */
    private Group node(int port) {
        Reactor reactor = network.reactor();
        ports.add(bus.port(reactor));
        broadcasts.add(Broadcast.over(reactor, ports.get(ports.size() - 1), null));
        Group group = Group.over(broadcasts.get(broadcasts.size() - 1), "hall");
        reactor.listen("tcp:" + port, new HallFactory(peer -> new Joined(group, peer)));
        network.run();
        return group;
    }

    private MemoryPeer enter(int port) {
        MemoryPeer peer = network.connectPeer(port);
        send(peer, "ENTER\r\n");
        assertThat(read(peer)).isEqualTo("OK\r\n");
        return peer;
    }

    private void send(MemoryPeer peer, String text) {
        network.run();
        peer.write(text.getBytes(UTF_8));
        network.run();
    }

    private String read(MemoryPeer peer) {
        network.run();
        return new String(peer.read(1_000_000), UTF_8);
    }

    @Test
    void a_line_reaches_the_members_on_all_nodes_once_and_not_its_author() {
        Group one = node(4001);
        node(4002);
        MemoryPeer author = enter(4001);
        MemoryPeer neighbour = enter(4001);
        MemoryPeer remote = enter(4002);
        MemoryPeer remoteToo = enter(4002);
        long before = bus.carried;

        send(author, "SAY hello\r\n");

        assertThat(read(author)).isEqualTo("OK\r\n");
        assertThat(read(neighbour)).isEqualTo("* hello\r\n");
        assertThat(read(remote)).isEqualTo("* hello\r\n");
        assertThat(read(remoteToo)).isEqualTo("* hello\r\n");
        assertThat(one.size()).isEqualTo(2);
        // Published once; the engine brings it to both nodes.
        assertThat(bus.carried - before).isEqualTo(2);
    }

    @Test
    void a_group_without_members_reaches_those_of_the_others_and_is_not_subscribed() {
        node(4001);
        node(4002);
        MemoryPeer remote = enter(4002);
        MemoryPeer outside = network.connectPeer(4001);
        send(outside, "SAY hello\r\n");
        assertThat(read(remote)).isEqualTo("* hello\r\n");
        assertThat(ports.get(0).topics()).isEmpty();
        send(remote, "LEAVE\r\n");
        network.run();
        assertThat(ports.get(1).topics()).isEmpty();
    }

    @Test
    void the_members_of_a_node_hear_each_other_while_the_engine_is_away() {
        node(4001);
        node(4002);
        MemoryPeer author = enter(4001);
        MemoryPeer neighbour = enter(4001);
        MemoryPeer remote = enter(4002);
        ports.get(0).disconnect();
        network.run();
        send(author, "SAY hello\r\n");
        assertThat(read(neighbour)).isEqualTo("* hello\r\n");
        assertThat(read(remote)).isEmpty();
        assertThat(broadcasts.get(0).stats().dropped()).isEqualTo(1);
    }

    @Test
    void a_connection_that_ends_leaves_its_group_and_the_topic() {
        node(4001);
        MemoryPeer only = enter(4001);
        only.close();
        network.run();
        assertThat(ports.get(0).topics()).isEmpty();
    }

    @Test
    void lines_that_differ_from_peer_to_peer_are_refused() {
        Group group = node(4001);
        assertThatThrownBy(() -> HallPushes.to(group).greeting())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("\"hall\"");
    }

    private static final Duration MOST = Duration.ofSeconds(5);

    @Test
    void a_handler_can_wait_until_the_lines_of_other_nodes_arrive() {
        node(4001);
        node(4002);
        ports.get(0).confirmsLater();
        MemoryPeer member = network.connectPeer(4001);
        send(member, "ENTER\r\nSAY here\r\n");
        assertThat(read(member)).isEmpty();
        ports.get(0).confirm();
        assertThat(read(member)).isEqualTo("OK\r\nOK\r\n");
        send(enter(4002), "SAY hello\r\n");
        assertThat(read(member)).isEqualTo("* hello\r\n");
    }

    @Test
    void a_handler_waits_no_longer_than_it_wants() {
        Group group = node(4001);
        ports.get(0).confirmsLater();
        MemoryPeer member = network.connectPeer(4001);
        send(member, "ENTER\r\n");
        CompletableFuture<Boolean> waited = group.whenConnected(MOST).toCompletableFuture();
        network.advance(MOST);
        assertThat(read(member)).isEqualTo("OK\r\n");
        assertThat(waited).isCompletedWithValue(false);
    }

    @Test
    void a_wait_for_a_group_ends_when_its_last_member_goes() {
        Group group = node(4001);
        ports.get(0).confirmsLater();
        MemoryPeer member = network.connectPeer(4001);
        send(member, "ENTER\r\n");
        CompletableFuture<Boolean> waited = group.whenConnected(MOST).toCompletableFuture();
        member.reset();
        network.run();
        assertThat(waited).isCompletedWithValue(false);
    }

    @Test
    void a_group_of_one_node_is_connected_and_one_without_members_is_not() {
        assertThat(new Group().whenConnected(MOST).toCompletableFuture())
                .isCompletedWithValue(true);
        assertThat(node(4001).whenConnected(MOST).toCompletableFuture())
                .isCompletedWithValue(false);
    }
}
