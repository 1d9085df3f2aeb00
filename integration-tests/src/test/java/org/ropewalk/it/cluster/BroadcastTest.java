package org.ropewalk.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ropewalk.cluster.Broadcast;
import org.ropewalk.cluster.BroadcastStats;
import org.ropewalk.cluster.Registry;
import org.ropewalk.line.Bytes;

/** Messages to all nodes: the rules that hold with each engine. */
class BroadcastTest {
    private final MemoryNodes nodes = new MemoryNodes();

    @Test
    void without_an_engine_the_listeners_of_the_node_receive_it_at_once() {
        Broadcast local = Broadcast.local();
        Receiver one = new Receiver();
        Broadcast.Subscription subscription = local.subscribe("t", one);
        local.publish("t", Bytes.of("a"));
        local.publish("other", Bytes.of("b"));
        local.publish("t", Bytes.of("c"), one);
        subscription.close();
        local.publish("t", Bytes.of("d"));
        assertThat(one.events).containsExactly("+", "a");
        assertThat(local.stats().published()).isEqualTo(4);
        assertThat(local.stats().topics()).isZero();
    }

    @Test
    void the_own_node_is_served_first_and_each_node_once_in_order() {
        Broadcast a = nodes.node();
        Broadcast b = nodes.node();
        Receiver own = nodes.subscribe(a);
        Receiver other = nodes.subscribe(b);
        a.publish("t", Bytes.of("1"));
        assertThat(own.events).containsExactly("+", "1");
        assertThat(other.events).containsExactly("+");
        nodes.publish(a, "2", "3");
        nodes.publish(b, "4");
        assertThat(own.events).containsExactly("+", "1", "2", "3", "4");
        assertThat(other.events).containsExactly("+", "1", "2", "3", "4");
        assertThat(a.stats().missed() + a.stats().duplicates() + a.stats().dropped()).isZero();
    }

    @Test
    void a_node_subscribes_once_to_a_topic_and_no_longer_than_it_has_listeners() {
        Broadcast a = nodes.node();
        Receiver first = new Receiver();
        Broadcast.Subscription one = a.subscribe("t", first);
        nodes.network.run();
        Receiver second = new Receiver();
        Broadcast.Subscription two = a.subscribe("t", second);
        nodes.network.run();
        assertThat(second.events).containsExactly("+");
        assertThat(nodes.ports.get(0).subscriptions).isEqualTo(1);
        one.close();
        nodes.network.run();
        assertThat(nodes.ports.get(0).topics()).containsExactly("t");
        two.close();
        nodes.network.run();
        assertThat(nodes.ports.get(0).topics()).isEmpty();
    }

    @Test
    void thousands_of_topics_are_subscribed_to_in_batches() {
        Broadcast a = nodes.node();
        Receiver receiver = new Receiver();
        for (int i = 0; i < 3_000; i++) {
            a.subscribe("t" + i, receiver);
        }
        nodes.network.run();
        assertThat(receiver.events).hasSize(3_000).containsOnly("+");
        nodes.ports.get(0).disconnect();
        nodes.network.run();
        nodes.ports.get(0).connect();
        nodes.network.run();
        assertThat(nodes.ports.get(0).topics()).hasSize(3_000);
    }

    @Test
    void what_is_lost_while_the_engine_is_away_is_counted_on_both_sides() {
        Broadcast a = nodes.node();
        Broadcast b = nodes.node();
        Receiver other = nodes.subscribe(b);
        nodes.publish(a, "1");
        nodes.ports.get(0).disconnect();
        nodes.network.run();
        nodes.publish(a, "2", "3");
        nodes.ports.get(0).connect();
        nodes.network.run();
        nodes.publish(a, "4");
        assertThat(other.events).containsExactly("+", "1", "missed 2", "4");
        assertThat(a.stats().dropped()).isEqualTo(2);
        assertThat(a.stats().connections()).isEqualTo(2);
        assertThat(b.stats().missed()).isEqualTo(2);
    }

    @Test
    void a_listener_knows_when_the_others_cannot_reach_it() {
        Broadcast a = nodes.node();
        Broadcast b = nodes.node();
        Receiver receiver = nodes.subscribe(b);
        nodes.ports.get(1).disconnect();
        nodes.network.run();
        nodes.publish(a, "lost");
        nodes.publish(b, "own");
        assertThat(b.stats().connected()).isFalse();
        nodes.ports.get(1).connect();
        nodes.network.run();
        nodes.publish(a, "2");
        assertThat(receiver.events).containsExactly("+", "-", "own", "+", "2");
    }

    @Test
    void a_subscription_that_fails_is_tried_again() {
        Broadcast a = nodes.node();
        nodes.ports.get(0).refuses(true);
        Receiver receiver = nodes.subscribe(a);
        assertThat(receiver.events).isEmpty();
        nodes.ports.get(0).refuses(false);
        nodes.network.advance(Duration.ofSeconds(1));
        assertThat(receiver.events).containsExactly("+");
    }

    @Test
    void a_message_that_the_engine_repeats_arrives_once() {
        nodes.bus.repeats(100);
        Broadcast a = nodes.node();
        Broadcast b = nodes.node();
        Receiver other = nodes.subscribe(b);
        nodes.publish(a, "1", "2");
        assertThat(other.events).containsExactly("+", "1", "2");
        assertThat(b.stats().duplicates()).isEqualTo(2);
    }

    @Test
    void many_messages_that_are_lost_are_counted_when_the_second_one_arrives() {
        Broadcast a = nodes.node();
        Broadcast b = nodes.node();
        Receiver receiver = nodes.subscribe(b);
        nodes.publish(a, "1");
        nodes.lose(a, 1_000);
        nodes.publish(a, "2");
        nodes.lose(a, 500);
        nodes.publish(a, "3", "4");
        assertThat(receiver.events).containsExactly("+", "1", "2", "3", "missed 1500", "4");
        assertThat(b.stats().jumps()).isEqualTo(2);
        assertThat(b.stats().missed()).isEqualTo(1_500);
    }

    @Test
    void a_node_that_is_started_again_is_another_node() {
        Broadcast a = nodes.node();
        Broadcast b = nodes.node();
        Receiver receiver = nodes.subscribe(b);
        nodes.publish(a, "1", "2", "3");
        a.close();
        Broadcast again = nodes.node();
        nodes.publish(again, "4", "5");
        assertThat(receiver.events).containsExactly("+", "1", "2", "3", "4", "5");
        assertThat(b.stats().jumps() + b.stats().missed() + b.stats().duplicates()).isZero();
    }

    @Test
    void a_listener_that_fails_does_not_keep_the_others_from_their_message() {
        Broadcast local = Broadcast.local();
        local.subscribe(
                "t",
                message -> {
                    throw new IllegalStateException("no");
                });
        Receiver receiver = new Receiver();
        local.subscribe("t", receiver);
        local.publish("t", Bytes.of("a"));
        assertThat(receiver.events).containsExactly("+", "a");
        assertThat(local.stats().failures()).isEqualTo(1);
    }

    @Test
    void what_is_too_long_is_refused_before_anything_is_sent() {
        Broadcast a = nodes.node();
        Receiver receiver = nodes.subscribe(a);
        Bytes large = Bytes.of(new byte[Broadcast.MAX_MESSAGE_BYTES + 1]);
        assertThatThrownBy(() -> a.publish("t", large))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a message has at most 1000000 bytes, not 1000001");
        assertThatThrownBy(() -> a.publish("x".repeat(201), Bytes.empty()))
                .hasMessage("a topic has 1 to 200 characters, not 201");
        assertThatThrownBy(() -> a.subscribe("", receiver))
                .hasMessage("a topic has 1 to 200 characters, not 0");
        assertThat(receiver.events).containsExactly("+");
        BroadcastStats stats = a.stats();
        assertThat(stats.published()).isZero();
    }

    @Test
    void without_an_engine_a_name_is_held_until_it_is_released() {
        Registry registry = Registry.local();
        Runnable lost = () -> {};
        Registry.Lease held =
                registry.claim("ada", lost).toCompletableFuture().join().orElseThrow();
        assertThat(registry.claim("ada", lost).toCompletableFuture().join())
                .isEqualTo(Optional.empty());
        held.release();
        assertThat(held.isHeld()).isFalse();
        assertThat(registry.claim("ada", lost).toCompletableFuture().join()).isPresent();
    }
}
