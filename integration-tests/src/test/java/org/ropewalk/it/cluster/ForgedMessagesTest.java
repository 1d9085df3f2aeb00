package org.ropewalk.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.cluster.Broadcast;
import org.ropewalk.cluster.BroadcastStats.Refusal;
import org.ropewalk.line.Bytes;

/** Messages that no node has sent, or not now: what a node does with them. */
class ForgedMessagesTest {
    private final MemoryNodes nodes = new MemoryNodes();

    @Test
    void what_no_node_has_sent_is_counted_and_dropped() {
        Broadcast a = nodes.node();
        Receiver receiver = nodes.subscribe(a);
        MemoryBus.Port port = nodes.ports.get(0);
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
        nodes.network.run();
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
        Broadcast a = nodes.node("open sesame");
        Broadcast b = nodes.node("open sesame");
        Broadcast c = nodes.node("other");
        Broadcast d = nodes.node();
        Receiver receiver = nodes.subscribe(a);
        nodes.publish(b, "good");
        nodes.publish(c, "bad");
        nodes.publish(d, "worse");
        assertThat(receiver.events).containsExactly("+", "good");
        assertThat(a.stats().refused()).isEqualTo(Map.of(Refusal.SIGNATURE, 2L));
    }

    /** As the last message of a node, with other numbers. */
    private void forge(MemoryBus.Port port, long epoch, long number, String message) {
        String node = nodes.bus.last.toString().split(" ")[1];
        port.forge(
                "t",
                Bytes.of("ropewalk3 %s %d %d 1 -\n%s".formatted(node, epoch, number, message)));
        nodes.network.run();
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
        Broadcast a = nodes.node();
        Broadcast b = nodes.node();
        Receiver receiver = nodes.subscribe(b);
        nodes.publish(a, "1", "2", "3");
        for (String numbers : forged.split(",")) {
            String[] parts = numbers.split(" ");
            forge(nodes.ports.get(1), Long.parseLong(parts[0]), Long.parseLong(parts[1]), "forged");
        }
        long reported = b.stats().jumps();
        receiver.events.clear();
        nodes.publish(a, "4", "5", "6", "7");
        assertThat(reported).isPositive();
        assertThat(receiver.events).endsWith("5", "6", "7");
    }

    @Test
    void a_forged_number_that_is_near_makes_a_node_drop_a_hundred_messages_at_most() {
        Broadcast a = nodes.node();
        Broadcast b = nodes.node();
        Receiver receiver = nodes.subscribe(b);
        nodes.publish(a, "1");
        forge(nodes.ports.get(1), 1, 102, "forged");
        for (int i = 2; i < 110; i++) {
            nodes.publish(a, Integer.toString(i));
        }
        assertThat(receiver.events).startsWith("+", "1", "missed 100", "forged", "103", "104");
        assertThat(b.stats().duplicates()).isEqualTo(101);
    }

    @Test
    void a_forged_message_that_is_the_first_of_its_node_costs_one_true_message() {
        Broadcast a = nodes.node();
        Broadcast b = nodes.node();
        Receiver receiver = nodes.subscribe(b);
        a.publish("other", Bytes.of("x"));
        a.publish("t", Bytes.of("before"));
        Receiver late = new Receiver();
        Broadcast c = nodes.node();
        c.subscribe("t", late);
        nodes.network.run();
        forge(nodes.ports.get(2), 9, HIGHEST, "forged");
        nodes.publish(a, "1", "2", "3");
        assertThat(late.events).containsExactly("+", "forged", "2", "3");
        assertThat(receiver.events).containsExactly("+", "before", "1", "2", "3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "open sesame"})
    void a_message_that_is_recorded_and_sent_again_arrives_once(String secret) {
        Broadcast a = nodes.node(secret.isEmpty() ? null : secret);
        Broadcast b = nodes.node(secret.isEmpty() ? null : secret);
        Receiver receiver = nodes.subscribe(b);
        List<Bytes> recorded = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            nodes.publish(a, Integer.toString(i));
            recorded.add(nodes.bus.last);
        }
        recorded.forEach(message -> nodes.ports.get(1).forge("t", message));
        nodes.network.run();
        assertThat(receiver.events).hasSize(301);
        assertThat(b.stats().duplicates()).isEqualTo(300);
        nodes.publish(a, "next");
        assertThat(receiver.events).hasSize(302).endsWith("next");
    }

    @Test
    void with_a_secret_a_recorded_message_is_refused_by_a_node_that_has_just_subscribed() {
        Broadcast a = nodes.node("open sesame");
        Broadcast b = nodes.node("open sesame");
        nodes.subscribe(b);
        nodes.publish(a, "recorded");
        Bytes recorded = nodes.bus.last;

        nodes.clock = Clock.offset(nodes.clock, Duration.ofSeconds(61));
        Broadcast c = nodes.node("open sesame");
        Receiver receiver = nodes.subscribe(c);
        nodes.ports.get(2).forge("t", recorded);
        nodes.network.run();

        assertThat(receiver.events).containsExactly("+");
        assertThat(c.stats().refused()).isEqualTo(Map.of(Refusal.STALE, 1L));
        nodes.publish(nodes.node("open sesame"), "new");
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
        nodes.clock = jumping;
        Broadcast a = nodes.node("open sesame");
        nodes.clock = new SetClock();
        Broadcast b = nodes.node("open sesame");
        Receiver receiver = nodes.subscribe(b);
        nodes.publish(a, "1");
        jumping.now = jumping.now.plus(Duration.ofHours(1));
        nodes.publish(a, "2");
        jumping.now = jumping.now.minus(Duration.ofDays(1));
        nodes.publish(a, "3");
        assertThat(receiver.events).containsExactly("+", "1", "2", "3");
        assertThat(b.stats().refused()).isEmpty();
    }

    @Test
    void without_a_secret_the_clocks_of_the_nodes_do_not_matter() {
        Broadcast a = nodes.node();
        nodes.clock = Clock.offset(nodes.clock, Duration.ofDays(1));
        Receiver receiver = nodes.subscribe(nodes.node());
        nodes.publish(a, "1");
        assertThat(receiver.events).containsExactly("+", "1");
    }

    @Test
    void with_a_secret_no_number_is_forged_and_none_is_a_jump() {
        Broadcast a = nodes.node("open sesame");
        Broadcast b = nodes.node("open sesame");
        Receiver receiver = nodes.subscribe(b);
        nodes.publish(a, "1");
        forge(nodes.ports.get(1), 1, HIGHEST, "forged");
        forge(nodes.ports.get(1), HIGHEST, 1, "forged");
        nodes.lose(a, 1_000);
        nodes.publish(a, "2");
        assertThat(receiver.events).containsExactly("+", "1", "missed 1000", "2");
        assertThat(b.stats().refused()).isEqualTo(Map.of(Refusal.SIGNATURE, 2L));
        assertThat(b.stats().jumps()).isZero();
    }

    @Test
    void with_a_secret_no_character_moves_between_the_time_and_the_message() {
        Broadcast a = nodes.node("open sesame");
        Broadcast b = nodes.node("open sesame");
        Receiver receiver = nodes.subscribe(b);
        nodes.publish(a, "1");
        nodes.ports.get(1).loses(true);
        nodes.publish(a, "25");
        nodes.ports.get(1).loses(false);
        String sealed = new String(nodes.bus.last.toByteArray(), StandardCharsets.ISO_8859_1);
        int signature = sealed.lastIndexOf(' ');
        String longer = sealed.substring(0, signature) + "2" + sealed.substring(signature);
        nodes.ports.get(1).forge("t", Bytes.of(longer.replace("\n25", "\n5")));
        nodes.network.run();
        assertThat(receiver.events).containsExactly("+", "1");
        assertThat(b.stats().refused()).isEqualTo(Map.of(Refusal.SIGNATURE, 1L));
    }

    @Test
    void a_thousand_forged_nodes_take_bounded_memory() {
        Broadcast a = nodes.node();
        Receiver receiver = nodes.subscribe(a);
        for (int i = 0; i < 5_000; i++) {
            nodes.ports.get(0).forge("t", Bytes.of(String.format("ropewalk3 %016x 1 1 1 -\nx", i)));
        }
        nodes.network.run();
        assertThat(receiver.events).hasSize(5_001);
        // The first ones are forgotten, the last ones are not.
        nodes.ports.get(0).forge("t", Bytes.of(String.format("ropewalk3 %016x 1 1 1 -\nx", 0)));
        nodes.ports.get(0).forge("t", Bytes.of(String.format("ropewalk3 %016x 1 1 1 -\nx", 4_999)));
        nodes.network.run();
        assertThat(receiver.events).hasSize(5_002);
    }
}
