package org.ropewalk.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.cluster.Broadcast;

/** How long a program waits until the engine has confirmed a subscription. */
class SubscriptionConfirmedTest {
    private final MemoryNodes nodes = new MemoryNodes();

    private static final Duration MOST = Duration.ofSeconds(5);

    /** What {@code waited} has completed with; null if it is not complete. */
    private Boolean result(CompletionStage<Boolean> waited) {
        nodes.network.run();
        return waited.toCompletableFuture().getNow(null);
    }

    @Test
    void a_wait_ends_when_the_engine_has_confirmed_the_subscription() {
        Broadcast a = nodes.node();
        nodes.ports.get(0).confirmsLater();
        Broadcast.Subscription one = a.subscribe("t", new Receiver());
        Broadcast.Subscription two = a.subscribe("t", new Receiver());
        CompletionStage<Boolean> first = one.whenConnected(MOST);
        CompletionStage<Boolean> second = two.whenConnected(MOST);
        assertThat(result(first)).isNull();
        assertThat(result(second)).isNull();
        nodes.ports.get(0).confirm();
        assertThat(result(first)).isTrue();
        assertThat(result(second)).isTrue();
        assertThat(result(two.whenConnected(MOST))).isTrue();
        assertThat(nodes.ports.get(0).asked).containsExactly("+ t");
    }

    @Test
    void a_wait_that_is_over_does_not_end_the_subscription() {
        Broadcast a = nodes.node();
        Broadcast b = nodes.node();
        nodes.ports.get(0).confirmsLater();
        Receiver receiver = new Receiver();
        CompletionStage<Boolean> waited = a.subscribe("t", receiver).whenConnected(MOST);
        nodes.network.advance(MOST.minusMillis(1));
        assertThat(result(waited)).isNull();
        nodes.network.advance(Duration.ofMillis(1));
        assertThat(result(waited)).isFalse();
        nodes.ports.get(0).confirm();
        nodes.network.run();
        nodes.publish(b, "1");
        assertThat(receiver.events).containsExactly("+", "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void a_wait_without_time_ends_in_the_next_turn(Duration most) {
        Broadcast a = nodes.node();
        nodes.ports.get(0).confirmsLater();
        CompletionStage<Boolean> waited = a.subscribe("t", new Receiver()).whenConnected(most);
        assertThat(result(waited)).isFalse();
    }

    @Test
    void a_wait_of_unknown_length_is_refused() {
        Broadcast.Subscription over = nodes.node().subscribe("t", new Receiver());
        Broadcast.Subscription local = Broadcast.local().subscribe("t", new Receiver());
        assertThatNullPointerException().isThrownBy(() -> over.whenConnected(null));
        assertThatNullPointerException().isThrownBy(() -> local.whenConnected(null));
    }

    @Test
    void nothing_is_waited_for_when_the_reactor_has_stopped() {
        Broadcast a = nodes.node();
        nodes.ports.get(0).confirmsLater();
        Broadcast.Subscription subscription = a.subscribe("t", new Receiver());
        nodes.network.run();
        nodes.reactors.get(0).close();
        assertThat(result(subscription.whenConnected(MOST))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_wait_ends_when_the_engine_goes_or_is_away(boolean isAway) {
        Broadcast a = nodes.node();
        Broadcast b = nodes.node();
        MemoryBus.Port port = nodes.ports.get(0);
        port.confirmsLater();
        if (isAway) {
            port.disconnect();
        }
        Receiver receiver = new Receiver();
        Broadcast.Subscription subscription = a.subscribe("t", receiver);
        CompletionStage<Boolean> waited = subscription.whenConnected(MOST);
        nodes.network.run();
        if (!isAway) {
            port.disconnect();
        }
        assertThat(result(waited)).isFalse();
        port.connect();
        CompletionStage<Boolean> again = subscription.whenConnected(MOST);
        assertThat(result(again)).isNull();
        port.confirm();
        assertThat(result(again)).isTrue();
        nodes.publish(b, "1");
        assertThat(receiver.events).containsExactly("+", "1");
    }

    @Test
    void a_subscription_that_ends_before_it_is_confirmed_leaves_none() {
        Broadcast a = nodes.node();
        MemoryBus.Port port = nodes.ports.get(0);
        port.confirmsLater();
        Receiver receiver = new Receiver();
        Broadcast.Subscription subscription = a.subscribe("t", receiver);
        CompletionStage<Boolean> waited = subscription.whenConnected(MOST);
        nodes.network.run();
        subscription.close();
        assertThat(result(waited)).isFalse();
        assertThat(result(subscription.whenConnected(MOST))).isFalse();
        port.confirm();
        nodes.network.run();
        assertThat(receiver.events).isEmpty();
        assertThat(port.topics()).isEmpty();
        assertThat(port.asked).containsExactly("+ t", "- t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at once", "later", "not confirmed", "later, not confirmed"})
    void a_subscription_made_when_the_last_one_ends_receives_all(String how) {
        Broadcast a = nodes.node();
        Broadcast b = nodes.node();
        MemoryBus.Port port = nodes.ports.get(0);
        if (how.contains("not confirmed")) {
            port.confirmsLater();
        }
        Broadcast.Subscription last = a.subscribe("t", new Receiver());
        nodes.network.run();
        last.close();
        if (how.startsWith("later")) {
            nodes.network.run();
        }
        Receiver receiver = new Receiver();
        CompletionStage<Boolean> waited = a.subscribe("t", receiver).whenConnected(MOST);
        if (how.contains("not confirmed")) {
            assertThat(result(waited)).isNull();
            port.confirm();
        }
        assertThat(result(waited)).isTrue();
        nodes.publish(b, "1");
        assertThat(receiver.events).containsExactly("+", "1");
        assertThat(port.topics()).containsExactly("t");
        // Only one that was confirmed is ended, and then subscribed to again.
        if (how.equals("later")) {
            assertThat(port.asked).containsExactly("+ t", "- t", "+ t");
        } else {
            assertThat(port.asked).containsExactly("+ t");
        }
    }

    @Test
    void a_subscription_that_ends_while_others_wait_is_ended_behind_them() {
        Broadcast a = nodes.node();
        MemoryBus.Port port = nodes.ports.get(0);
        Broadcast.Subscription last = a.subscribe("t", new Receiver());
        nodes.network.run();
        port.confirmsLater();
        a.subscribe("other", new Receiver());
        nodes.network.run();
        last.close();
        nodes.network.run();
        Receiver receiver = new Receiver();
        CompletionStage<Boolean> waited = a.subscribe("t", receiver).whenConnected(MOST);
        assertThat(result(waited)).isTrue();
        port.confirm();
        nodes.network.run();
        assertThat(port.topics()).containsExactlyInAnyOrder("t", "other");
        assertThat(receiver.events).containsExactly("+");
    }

    @Test
    void a_wait_ends_when_the_broadcast_is_closed() {
        Broadcast a = nodes.node();
        nodes.ports.get(0).confirmsLater();
        CompletionStage<Boolean> waited = a.subscribe("t", new Receiver()).whenConnected(MOST);
        nodes.network.run();
        a.close();
        assertThat(result(waited)).isFalse();
    }

    @Test
    void without_an_engine_a_subscription_is_confirmed_until_it_ends() {
        Broadcast.Subscription subscription = Broadcast.local().subscribe("t", new Receiver());
        assertThat(result(subscription.whenConnected(MOST))).isTrue();
        subscription.close();
        assertThat(result(subscription.whenConnected(MOST))).isFalse();
    }
}
