package org.ropewalk.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.cluster.Broadcast;
import org.ropewalk.cluster.BroadcastStats;
import org.ropewalk.cluster.BroadcastStats.Refusal;
import org.ropewalk.cluster.EngineEndpoint;
import org.ropewalk.cluster.Registry;
import org.ropewalk.endpoint.EndpointSyntaxException;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/** Messages to all nodes: the rules that hold with each engine. */
class BroadcastTest {
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final MemoryBus bus = new MemoryBus(1);
    private final List<MemoryBus.Port> ports = new ArrayList<>();

    /** The time of day of the next node. */
    private Clock clock = Clock.systemUTC();

    private Broadcast node() {
        return node(null);
    }

    private Broadcast node(String secret) {
        Reactor reactor = network.reactor();
        MemoryBus.Port port = bus.port(reactor);
        ports.add(port);
        Bytes bytes = secret == null ? null : Bytes.of(secret);
        Broadcast node = Broadcast.over(reactor, port, bytes, clock);
        network.run();
        return node;
    }

    private Receiver subscribe(Broadcast node) {
        Receiver receiver = new Receiver();
        node.subscribe("t", receiver);
        network.run();
        return receiver;
    }

    private void publish(Broadcast node, String... messages) {
        for (String message : messages) {
            node.publish("t", Bytes.of(message));
        }
        network.run();
    }

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
        Broadcast a = node();
        Broadcast b = node();
        Receiver own = subscribe(a);
        Receiver other = subscribe(b);
        a.publish("t", Bytes.of("1"));
        assertThat(own.events).containsExactly("+", "1");
        assertThat(other.events).containsExactly("+");
        publish(a, "2", "3");
        publish(b, "4");
        assertThat(own.events).containsExactly("+", "1", "2", "3", "4");
        assertThat(other.events).containsExactly("+", "1", "2", "3", "4");
        assertThat(a.stats().missed() + a.stats().duplicates() + a.stats().dropped()).isZero();
    }

    @Test
    void a_node_subscribes_once_to_a_topic_and_no_longer_than_it_has_listeners() {
        Broadcast a = node();
        Receiver first = new Receiver();
        Broadcast.Subscription one = a.subscribe("t", first);
        network.run();
        Receiver second = new Receiver();
        Broadcast.Subscription two = a.subscribe("t", second);
        network.run();
        assertThat(second.events).containsExactly("+");
        assertThat(ports.get(0).subscriptions).isEqualTo(1);
        one.close();
        network.run();
        assertThat(ports.get(0).topics()).containsExactly("t");
        two.close();
        network.run();
        assertThat(ports.get(0).topics()).isEmpty();
    }

    @Test
    void thousands_of_topics_are_subscribed_to_in_batches() {
        Broadcast a = node();
        Receiver receiver = new Receiver();
        for (int i = 0; i < 3_000; i++) {
            a.subscribe("t" + i, receiver);
        }
        network.run();
        assertThat(receiver.events).hasSize(3_000).containsOnly("+");
        ports.get(0).disconnect();
        network.run();
        ports.get(0).connect();
        network.run();
        assertThat(ports.get(0).topics()).hasSize(3_000);
    }

    @Test
    void what_is_lost_while_the_engine_is_away_is_counted_on_both_sides() {
        Broadcast a = node();
        Broadcast b = node();
        Receiver other = subscribe(b);
        publish(a, "1");
        ports.get(0).disconnect();
        network.run();
        publish(a, "2", "3");
        ports.get(0).connect();
        network.run();
        publish(a, "4");
        assertThat(other.events).containsExactly("+", "1", "missed 2", "4");
        assertThat(a.stats().dropped()).isEqualTo(2);
        assertThat(a.stats().connections()).isEqualTo(2);
        assertThat(b.stats().missed()).isEqualTo(2);
    }

    @Test
    void a_listener_knows_when_the_others_cannot_reach_it() {
        Broadcast a = node();
        Broadcast b = node();
        Receiver receiver = subscribe(b);
        ports.get(1).disconnect();
        network.run();
        publish(a, "lost");
        publish(b, "own");
        assertThat(b.stats().connected()).isFalse();
        ports.get(1).connect();
        network.run();
        publish(a, "2");
        assertThat(receiver.events).containsExactly("+", "-", "own", "+", "2");
    }

    @Test
    void a_subscription_that_fails_is_tried_again() {
        Broadcast a = node();
        ports.get(0).refuses(true);
        Receiver receiver = subscribe(a);
        assertThat(receiver.events).isEmpty();
        ports.get(0).refuses(false);
        network.advance(Duration.ofSeconds(1));
        assertThat(receiver.events).containsExactly("+");
    }

    // ---- subscriptions that are not confirmed yet

    private static final Duration MOST = Duration.ofSeconds(5);

    /** What {@code waited} has completed with; null if it is not complete. */
    private Boolean result(CompletionStage<Boolean> waited) {
        network.run();
        return waited.toCompletableFuture().getNow(null);
    }

    @Test
    void whoever_waits_for_a_subscription_knows_when_the_engine_has_confirmed_it() {
        Broadcast a = node();
        ports.get(0).confirmsLater();
        Broadcast.Subscription one = a.subscribe("t", new Receiver());
        Broadcast.Subscription two = a.subscribe("t", new Receiver());
        CompletionStage<Boolean> first = one.whenConnected(MOST);
        CompletionStage<Boolean> second = two.whenConnected(MOST);
        assertThat(result(first)).isNull();
        assertThat(result(second)).isNull();
        ports.get(0).confirm();
        assertThat(result(first)).isTrue();
        assertThat(result(second)).isTrue();
        assertThat(result(two.whenConnected(MOST))).isTrue();
        assertThat(ports.get(0).asked).containsExactly("+ t");
    }

    @Test
    void whoever_waits_for_too_long_goes_on_and_receives_what_comes_later() {
        Broadcast a = node();
        Broadcast b = node();
        ports.get(0).confirmsLater();
        Receiver receiver = new Receiver();
        CompletionStage<Boolean> waited = a.subscribe("t", receiver).whenConnected(MOST);
        network.advance(MOST.minusMillis(1));
        assertThat(result(waited)).isNull();
        network.advance(Duration.ofMillis(1));
        assertThat(result(waited)).isFalse();
        ports.get(0).confirm();
        network.run();
        publish(b, "1");
        assertThat(receiver.events).containsExactly("+", "1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoever_waits_for_an_engine_that_goes_or_is_away_waits_no_longer(boolean isAway) {
        Broadcast a = node();
        Broadcast b = node();
        MemoryBus.Port port = ports.get(0);
        port.confirmsLater();
        if (isAway) {
            port.disconnect();
        }
        Receiver receiver = new Receiver();
        Broadcast.Subscription subscription = a.subscribe("t", receiver);
        CompletionStage<Boolean> waited = subscription.whenConnected(MOST);
        network.run();
        if (!isAway) {
            port.disconnect();
        }
        assertThat(result(waited)).isFalse();
        port.connect();
        CompletionStage<Boolean> again = subscription.whenConnected(MOST);
        assertThat(result(again)).isNull();
        port.confirm();
        assertThat(result(again)).isTrue();
        publish(b, "1");
        assertThat(receiver.events).containsExactly("+", "1");
    }

    @Test
    void whoever_ends_a_subscription_that_is_not_confirmed_has_none_afterwards() {
        Broadcast a = node();
        MemoryBus.Port port = ports.get(0);
        port.confirmsLater();
        Receiver receiver = new Receiver();
        Broadcast.Subscription subscription = a.subscribe("t", receiver);
        CompletionStage<Boolean> waited = subscription.whenConnected(MOST);
        network.run();
        subscription.close();
        assertThat(result(waited)).isFalse();
        assertThat(result(subscription.whenConnected(MOST))).isFalse();
        port.confirm();
        network.run();
        assertThat(receiver.events).isEmpty();
        assertThat(port.topics()).isEmpty();
        assertThat(port.asked).containsExactly("+ t", "- t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at once", "later", "not confirmed", "later, not confirmed"})
    void whoever_subscribes_when_the_last_one_leaves_receives_all(String how) {
        Broadcast a = node();
        Broadcast b = node();
        MemoryBus.Port port = ports.get(0);
        if (how.contains("not confirmed")) {
            port.confirmsLater();
        }
        Broadcast.Subscription last = a.subscribe("t", new Receiver());
        network.run();
        last.close();
        if (how.startsWith("later")) {
            network.run();
        }
        Receiver receiver = new Receiver();
        CompletionStage<Boolean> waited = a.subscribe("t", receiver).whenConnected(MOST);
        if (how.contains("not confirmed")) {
            assertThat(result(waited)).isNull();
            port.confirm();
        }
        assertThat(result(waited)).isTrue();
        publish(b, "1");
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
        Broadcast a = node();
        MemoryBus.Port port = ports.get(0);
        Broadcast.Subscription last = a.subscribe("t", new Receiver());
        network.run();
        port.confirmsLater();
        a.subscribe("other", new Receiver());
        network.run();
        last.close();
        network.run();
        Receiver receiver = new Receiver();
        CompletionStage<Boolean> waited = a.subscribe("t", receiver).whenConnected(MOST);
        assertThat(result(waited)).isTrue();
        port.confirm();
        network.run();
        assertThat(port.topics()).containsExactlyInAnyOrder("t", "other");
        assertThat(receiver.events).containsExactly("+");
    }

    @Test
    void whoever_waits_when_the_broadcast_is_closed_waits_no_longer() {
        Broadcast a = node();
        ports.get(0).confirmsLater();
        CompletionStage<Boolean> waited = a.subscribe("t", new Receiver()).whenConnected(MOST);
        network.run();
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

    @Test
    void a_message_that_the_engine_repeats_arrives_once() {
        bus.repeats(100);
        Broadcast a = node();
        Broadcast b = node();
        Receiver other = subscribe(b);
        publish(a, "1", "2");
        assertThat(other.events).containsExactly("+", "1", "2");
        assertThat(b.stats().duplicates()).isEqualTo(2);
    }

    // ---- bad input

    @Test
    void what_no_node_has_sent_is_counted_and_dropped() {
        Broadcast a = node();
        Receiver receiver = subscribe(a);
        MemoryBus.Port port = ports.get(0);
        List<String> forged =
                List.of(
                        "",
                        "hello",
                        "ropewalk3",
                        "ropewalk3 \n",
                        "ropewalk3 0123456789abcdef 1 1 -\nx",
                        "ropewalk3 0123456789abcdef 0 1 1 -\nx",
                        "ropewalk3 0123456789abcdef 1 -1 1 -\nx",
                        "ropewalk3 0123456789abcdef 1 9999999999999999999 1 -\nx",
                        "ropewalk3 0123456789abcdef 1 1 now -\nx",
                        "ropewalk3 short 1 1 1 -\nx",
                        "ropewalk3 0123456789abcdef 1 1 1 -" + " ".repeat(1_000_000) + "\nx");
        forged.forEach(message -> port.forge("t", Bytes.of(message)));
        port.forge("t", Bytes.of("ropewalk4 new words\nx"));
        port.forge("t", Bytes.of("ropewalk3 0123456789abcdef 1 1 1 signed\nx"));
        port.forge(
                "t",
                Bytes.of(
                        "ropewalk3 0123456789abcdef 1 1 1 -\n"
                                + "x".repeat(Broadcast.MAX_MESSAGE_BYTES + 1)));
        port.forge("unknown", Bytes.of("hello"));
        network.run();
        assertThat(receiver.events).containsExactly("+");
        assertThat(a.stats().refused())
                .isEqualTo(
                        Map.of(
                                Refusal.MALFORMED,
                                (long) forged.size(),
                                Refusal.VERSION,
                                1L,
                                Refusal.SIGNATURE,
                                1L,
                                Refusal.TOO_LONG,
                                1L));
        assertThat(a.stats().allRefused()).isEqualTo(forged.size() + 3);
    }

    @Test
    void with_a_secret_only_signed_messages_are_accepted() {
        Broadcast a = node("open sesame");
        Broadcast b = node("open sesame");
        Broadcast c = node("other");
        Broadcast d = node();
        Receiver receiver = subscribe(a);
        publish(b, "good");
        publish(c, "bad");
        publish(d, "worse");
        assertThat(receiver.events).containsExactly("+", "good");
        assertThat(a.stats().refused()).isEqualTo(Map.of(Refusal.SIGNATURE, 2L));
    }

    /** As the last message of a node, with other numbers. */
    private void forge(MemoryBus.Port port, long epoch, long number, String message) {
        String node = bus.last.toString().split(" ")[1];
        port.forge(
                "t",
                Bytes.of("ropewalk3 %s %d %d 1 -\n%s".formatted(node, epoch, number, message)));
        network.run();
    }

    private static final long HIGHEST = 999_999_999_999_999_999L;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 999999999999999999",
                "1 500",
                "999999999999999999 1",
                "2 1",
                "1 1000,1 1001",
                "2 1,2 2,2 3",
                "2 1,2 2,7 7,8 8",
                "1 1000,1 1001,1 5000,1 9000,1 9001,3 1",
                "1 105,1 106",
            })
    void forged_numbers_do_not_keep_a_node_from_receiving_true_messages(String forged) {
        Broadcast a = node();
        Broadcast b = node();
        Receiver receiver = subscribe(b);
        publish(a, "1", "2", "3");
        for (String numbers : forged.split(",")) {
            String[] parts = numbers.split(" ");
            forge(ports.get(1), Long.parseLong(parts[0]), Long.parseLong(parts[1]), "forged");
        }
        long reported = b.stats().jumps();
        receiver.events.clear();
        publish(a, "4", "5", "6", "7");
        assertThat(reported).isPositive();
        assertThat(receiver.events).endsWith("5", "6", "7");
    }

    @Test
    void a_forged_number_that_is_near_makes_a_node_drop_a_hundred_messages_at_most() {
        Broadcast a = node();
        Broadcast b = node();
        Receiver receiver = subscribe(b);
        publish(a, "1");
        forge(ports.get(1), 1, 102, "forged");
        for (int i = 2; i < 110; i++) {
            publish(a, Integer.toString(i));
        }
        assertThat(receiver.events).startsWith("+", "1", "missed 100", "forged", "103", "104");
        assertThat(b.stats().duplicates()).isEqualTo(101);
    }

    @Test
    void a_forged_message_that_is_the_first_of_its_node_costs_one_true_message() {
        Broadcast a = node();
        Broadcast b = node();
        Receiver receiver = subscribe(b);
        a.publish("other", Bytes.of("x"));
        a.publish("t", Bytes.of("before"));
        Receiver late = new Receiver();
        Broadcast c = node();
        c.subscribe("t", late);
        network.run();
        forge(ports.get(2), 9, HIGHEST, "forged");
        publish(a, "1", "2", "3");
        assertThat(late.events).containsExactly("+", "forged", "2", "3");
        assertThat(receiver.events).containsExactly("+", "before", "1", "2", "3");
    }

    private void lose(Broadcast node, int count) {
        bus.loses(100);
        for (int i = 0; i < count; i++) {
            publish(node, "lost");
        }
        bus.loses(0);
    }

    @Test
    void many_messages_that_are_lost_are_counted_when_the_second_one_arrives() {
        Broadcast a = node();
        Broadcast b = node();
        Receiver receiver = subscribe(b);
        publish(a, "1");
        lose(a, 1_000);
        publish(a, "2");
        lose(a, 500);
        publish(a, "3", "4");
        assertThat(receiver.events).containsExactly("+", "1", "2", "3", "missed 1500", "4");
        assertThat(b.stats().jumps()).isEqualTo(2);
        assertThat(b.stats().missed()).isEqualTo(1_500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "open sesame"})
    void a_message_that_is_recorded_and_sent_again_arrives_once(String secret) {
        Broadcast a = node(secret.isEmpty() ? null : secret);
        Broadcast b = node(secret.isEmpty() ? null : secret);
        Receiver receiver = subscribe(b);
        List<Bytes> recorded = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            publish(a, Integer.toString(i));
            recorded.add(bus.last);
        }
        recorded.forEach(message -> ports.get(1).forge("t", message));
        network.run();
        assertThat(receiver.events).hasSize(301);
        assertThat(b.stats().duplicates()).isEqualTo(300);
        publish(a, "next");
        assertThat(receiver.events).hasSize(302).endsWith("next");
    }

    @Test
    void with_a_secret_a_recorded_message_is_refused_by_a_node_that_has_just_subscribed() {
        Broadcast a = node("open sesame");
        Broadcast b = node("open sesame");
        subscribe(b);
        publish(a, "recorded");
        Bytes recorded = bus.last;

        clock = Clock.offset(clock, Duration.ofSeconds(61));
        Broadcast c = node("open sesame");
        Receiver receiver = subscribe(c);
        ports.get(2).forge("t", recorded);
        network.run();

        assertThat(receiver.events).containsExactly("+");
        assertThat(c.stats().refused()).isEqualTo(Map.of(Refusal.STALE, 1L));
        publish(node("open sesame"), "new");
        assertThat(receiver.events).containsExactly("+", "new");
    }

    /** A clock that is set. */
    private static final class SetClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @Test
    void with_a_secret_a_clock_that_jumps_loses_nothing_between_nodes_that_know_each_other() {
        SetClock jumping = new SetClock();
        clock = jumping;
        Broadcast a = node("open sesame");
        clock = new SetClock();
        Broadcast b = node("open sesame");
        Receiver receiver = subscribe(b);
        publish(a, "1");
        jumping.now = jumping.now.plus(Duration.ofHours(1));
        publish(a, "2");
        jumping.now = jumping.now.minus(Duration.ofDays(1));
        publish(a, "3");
        assertThat(receiver.events).containsExactly("+", "1", "2", "3");
        assertThat(b.stats().refused()).isEmpty();
    }

    @Test
    void without_a_secret_the_clocks_of_the_nodes_do_not_matter() {
        Broadcast a = node();
        clock = Clock.offset(clock, Duration.ofDays(1));
        Receiver receiver = subscribe(node());
        publish(a, "1");
        assertThat(receiver.events).containsExactly("+", "1");
    }

    @Test
    void with_a_secret_no_number_is_forged_and_none_is_a_jump() {
        Broadcast a = node("open sesame");
        Broadcast b = node("open sesame");
        Receiver receiver = subscribe(b);
        publish(a, "1");
        forge(ports.get(1), 1, HIGHEST, "forged");
        forge(ports.get(1), HIGHEST, 1, "forged");
        lose(a, 1_000);
        publish(a, "2");
        assertThat(receiver.events).containsExactly("+", "1", "missed 1000", "2");
        assertThat(b.stats().refused()).isEqualTo(Map.of(Refusal.SIGNATURE, 2L));
        assertThat(b.stats().jumps()).isZero();
    }

    @Test
    void with_a_secret_no_character_moves_between_the_time_and_the_message() {
        Broadcast a = node("open sesame");
        Broadcast b = node("open sesame");
        Receiver receiver = subscribe(b);
        publish(a, "1");
        ports.get(1).loses(true);
        publish(a, "25");
        ports.get(1).loses(false);
        String sealed = new String(bus.last.toByteArray(), StandardCharsets.ISO_8859_1);
        int signature = sealed.lastIndexOf(' ');
        String longer = sealed.substring(0, signature) + "2" + sealed.substring(signature);
        ports.get(1).forge("t", Bytes.of(longer.replace("\n25", "\n5")));
        network.run();
        assertThat(receiver.events).containsExactly("+", "1");
        assertThat(b.stats().refused()).isEqualTo(Map.of(Refusal.SIGNATURE, 1L));
    }

    @Test
    void a_node_that_is_started_again_is_another_node() {
        Broadcast a = node();
        Broadcast b = node();
        Receiver receiver = subscribe(b);
        publish(a, "1", "2", "3");
        a.close();
        Broadcast again = node();
        publish(again, "4", "5");
        assertThat(receiver.events).containsExactly("+", "1", "2", "3", "4", "5");
        assertThat(b.stats().jumps() + b.stats().missed() + b.stats().duplicates()).isZero();
    }

    @Test
    void a_thousand_forged_nodes_take_bounded_memory() {
        Broadcast a = node();
        Receiver receiver = subscribe(a);
        for (int i = 0; i < 5_000; i++) {
            ports.get(0).forge("t", Bytes.of(String.format("ropewalk3 %016x 1 1 1 -\nx", i)));
        }
        network.run();
        assertThat(receiver.events).hasSize(5_001);
        // The first ones are forgotten, the last ones are not.
        ports.get(0).forge("t", Bytes.of(String.format("ropewalk3 %016x 1 1 1 -\nx", 0)));
        ports.get(0).forge("t", Bytes.of(String.format("ropewalk3 %016x 1 1 1 -\nx", 4_999)));
        network.run();
        assertThat(receiver.events).hasSize(5_002);
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
        Broadcast a = node();
        Receiver receiver = subscribe(a);
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

    // ---- endpoints

    @Test
    void an_endpoint_has_the_options_of_the_engine_before_the_transport() {
        EngineEndpoint parsed =
                EngineEndpoint.parse(
                        "Redis:user=app:password=a\\:b\\\\=c:secret=s:prefix=x:tls:host:6380:trust=f");
        assertThat(parsed.engine()).isEqualTo("redis");
        assertThat(parsed.user()).contains("app");
        assertThat(parsed.password()).contains("a:b\\=c");
        assertThat(parsed.prefix()).isEqualTo("x");
        assertThat(parsed.transport()).isEqualTo("tls:host:6380:trust=f");
        assertThat(parsed).hasToString("redis:tls:host:6380:trust=f");
        assertThat(EngineEndpoint.parse("nats:tls:h:1:certificate=c:password=x:trust=f"))
                .hasToString("nats:tls:h:1:certificate=c:password=***:trust=f");
    }

    @Test
    void a_wrong_endpoint_is_refused_with_what_is_known() {
        Reactor reactor = network.reactor();
        for (String endpoint : List.of("nats", "nats:", "nats:prefix=x", "nats:prefix=x:")) {
            assertThatThrownBy(() -> Broadcast.open(reactor, endpoint))
                    .isInstanceOf(EndpointSyntaxException.class)
                    .hasMessageEndingWith(
                            "the transport is missing, as in nats:tcp:127.0.0.1:4222");
        }
        for (String endpoint : List.of("", ":tcp:h:1", "prefix=x:nats:tcp:h:1")) {
            assertThatThrownBy(() -> Broadcast.open(reactor, endpoint))
                    .hasMessageContaining("the engine's name must be first");
        }
        assertThatThrownBy(() -> Broadcast.open(reactor, "tcp:h:1"))
                .hasMessage(
                        "there is no engine \"tcp\"; known are nats, redis; the engine is first,"
                                + " as in nats:tcp:127.0.0.1:4222");
        assertThatThrownBy(() -> Broadcast.open(reactor, "nats:pasword=x:tcp:h:1"))
                .hasMessageContaining("key \"pasword\" is not known")
                .hasMessageContaining("passwordFile");
        assertThatThrownBy(() -> Broadcast.open(reactor, "kafka:tcp:h:1"))
                .hasMessageContaining("there is no engine \"kafka\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nats:tcp:host | 14 | \"port\" is missing, as in tcp:port=...",
                "nats:tcp: | 10 | \"host\" is missing, as in tcp:host=...",
                "nats:tcp:host:0 | 15 | \"0\" is no port from 1 to 65535",
                "redis:prefix=a:tpc:host:1 | 16 | transport \"tpc\" is not known; known are tcp, tls, unix, proxy, proxy2",
                "redis:user=: tcp:h:1 | 7 | \"user\" has no value; leave it out if it is not needed",
                "redis:password=:tcp:h:1 | 7 | \"password\" has no value; leave it out if it is not needed",
                "nats:secret= :tcp:h:1 | 6 | \"secret\" has no value; leave it out if it is not needed",
                "nats:prefix=:tcp:h:1 | 6 | \"prefix\" has no value; leave it out if it is not needed",
                "nats:secret=a:secretFile=b:tcp:h:1 | 15 | there are both \"secret\" and \"secretFile\"; one is enough; write \\: for a colon in a value",
                "nats:tcp:::1:1 | 12 | an argument too many; tcp knows host, port, bind, bindport, timeout; an IPv6 address needs brackets, as in [::1]",
                "nats:tcp:h:1:tiemout=3 | 14 | key \"tiemout\" is not known; tcp knows host, port, bind, bindport, timeout",
            })
    void a_wrong_endpoint_is_refused_at_once(String endpoint, int position, String message) {
        Reactor reactor = network.reactor();
        String end = "\", at character " + position + ": " + message;
        assertThatThrownBy(() -> Broadcast.open(reactor, endpoint))
                .isInstanceOf(EndpointSyntaxException.class)
                .hasMessageEndingWith(end);
        assertThatThrownBy(() -> Registry.open(reactor, endpoint, Duration.ofSeconds(9)))
                .hasMessageEndingWith(end);
    }

    @Test
    void credentials_that_are_not_there_are_refused_at_once(@TempDir Path directory)
            throws IOException {
        Reactor reactor = network.reactor();
        Path empty = Files.writeString(directory.resolve("empty"), "\n");
        assertThatThrownBy(() -> Broadcast.open(reactor, "redis:user=app:tcp:h:1"))
                .hasMessageStartingWith(
                        "the engine redis:tcp:h:1 has a user and no password; Redis needs both");
        assertThatThrownBy(
                        () -> Broadcast.open(reactor, "redis:passwordFile=" + empty + ":tcp:h:1"))
                .hasMessage("the file " + empty + " of the option passwordFile is empty");
        for (String engine : List.of("nats", "redis")) {
            for (String files : List.of("trust=/no", "certificate=/no:key=/no")) {
                String endpoint = engine + ":tls:h:1:" + files;
                String message =
                        "endpoint \"tls:h:1:"
                                + files
                                + "\": there is no file /no; give the path of a PEM file";
                assertThatThrownBy(() -> Broadcast.open(reactor, endpoint)).hasMessage(message);
            }
        }
        assertThatThrownBy(
                        () ->
                                Registry.open(
                                        reactor, "redis:tls:h:1:trust=/no", Duration.ofHours(1)))
                .hasMessageContaining("there is no file /no");
        assertThatThrownBy(() -> Broadcast.open(reactor, "nats:secretFile=/no:tcp:h:1"))
                .hasMessage(
                        "the file /no of the option secretFile cannot be read; give the path of a file that this user may read");
    }

    @Test
    void the_message_about_a_wrong_endpoint_has_no_password() {
        Reactor reactor = network.reactor();
        assertThatThrownBy(() -> Broadcast.open(reactor, "nats:password=a\\:b:secret=cd:tcp:h"))
                .hasMessage(
                        "endpoint \"nats:password=***\", at character 35: \"port\" is missing, as in"
                                + " tcp:port=...; write \\: for a colon in a value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis:password=ge:heim:tcp:h:1",
                "redis:password=ge:HEIM:tcp:h:1",
                "redis:password=ge:he\\im:tcp:h:1",
                "redis:password=ge:heim=1:tcp:h:1",
                "redis:password=ge:he\"im:tcp:h:1",
                "redis:password=ge:tcp:heim:geheim:tcp:h:1",
                "redis:password=ge:tcp:heim:1:heim=2:tcp:h:1",
                "redis:password=ge:user=heim:user=heim:tcp:h:1",
                "redis:secret=ge:heim",
                "redis:secret=ge:heim\\",
                "redis:Password=geheim:tcp:h:1",
                "redis:pasword=ge:heim:tcp:h:1",
                "password=ge:heim:tcp:h:1",
                "nats:tls:h:1:certificate=c:key=k:password=ge:heim",
                "nats:tls:h:1:certificate=c:key=k:password=ge:heim=x",
                "nats:tls:h:1:certificate=c:key=k:password=ge:timeout=heim",
            })
    void nothing_behind_a_password_is_in_a_message(String endpoint) {
        Reactor reactor = network.reactor();
        assertThatThrownBy(() -> Broadcast.open(reactor, endpoint))
                .isInstanceOf(EndpointSyntaxException.class)
                .message()
                .doesNotContainIgnoringCase("heim")
                .contains("=***");
    }

    @Test
    void a_message_about_a_colon_in_a_password_has_the_solution() {
        Reactor reactor = network.reactor();
        assertThatThrownBy(() -> Broadcast.open(reactor, "redis:password=ge:heim:tcp:h:1"))
                .hasMessage(
                        "endpoint \"redis:password=***\", at character 19: transport \"***\" is not"
                                + " known; known are tcp, tls, unix, proxy, proxy2; write \\: for a"
                                + " colon in a value");
    }

    // ---- names of one node

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
