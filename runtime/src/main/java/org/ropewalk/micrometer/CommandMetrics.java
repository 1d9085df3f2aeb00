package org.ropewalk.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.ropewalk.observe.CommandEnd;
import org.ropewalk.observe.CommandObserver;
import org.ropewalk.observe.CommandScope;
import org.ropewalk.observe.ConnectAttempt;
import org.ropewalk.observe.ConnectionEnd;
import org.ropewalk.observe.ConnectionInfo;
import org.ropewalk.observe.ConnectionScope;
import org.ropewalk.observe.Handshake;
import org.ropewalk.observe.Outcome;

/** Measures connections and commands; a meter is looked up once for each set of labels. */
final class CommandMetrics implements CommandObserver {
    private final MeterRegistry registry;
    private final Map<String, Side> sides = new ConcurrentHashMap<>();

    CommandMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The meters of one side of one protocol. */
    private final class Side {
        private final Tags tags;
        private final boolean server;
        private final AtomicInteger connections = new AtomicInteger();
        private final AtomicInteger active = new AtomicInteger();
        private final Map<String, Meters> commands = new ConcurrentHashMap<>();

        Side(ConnectionInfo info) {
            tags = Tags.of("protocol", info.protocol(), "side", info.side().label());
            server = info.side() == ConnectionInfo.Side.SERVER;
            Metric.CONNECTIONS_ACTIVE.gauge(registry, tags, connections, AtomicInteger::get);
            Metric.COMMANDS_ACTIVE.gauge(registry, tags, active, AtomicInteger::get);
        }

        private Meters command(String name) {
            return commands.computeIfAbsent(name, missing -> new Meters(this, name));
        }

        private void closed(ConnectionEnd end) {
            connections.decrementAndGet();
            Metric.CONNECTIONS
                    .timer(registry, tags.and("cause", end.cause()))
                    .record(end.durationNs(), TimeUnit.NANOSECONDS);
        }

        private void handshake(Handshake handshake) {
            Metric.HANDSHAKES
                    .timer(
                            registry,
                            tags.and(
                                    "version",
                                    handshake.hasFailed() ? "none" : handshake.version(),
                                    "outcome",
                                    handshake.hasFailed() ? "failed" : "done"))
                    .record(handshake.durationNs(), TimeUnit.NANOSECONDS);
        }
    }

    /** The meters of one command. */
    private final class Meters implements CommandScope {
        private final Side side;
        private final Tags tags;
        private final Timer queue;
        private final @Nullable Counter in;
        private final @Nullable Counter out;
        private final Timer[] outcomes = new Timer[Outcome.values().length];

        Meters(Side side, String name) {
            this.side = side;
            tags = side.tags.and("command", name);
            queue = Metric.COMMANDS_QUEUE.timer(registry, tags);
            Tags bytes =
                    Tags.of(tags.stream().filter(tag -> !tag.getKey().equals("side")).toList());
            in = side.server ? bytes(bytes.and("direction", "in")) : null;
            out = side.server ? bytes(bytes.and("direction", "out")) : null;
        }

        private Counter bytes(Tags labels) {
            return Counter.builder(Metric.COMMAND_BYTES.meter())
                    .description(Metric.COMMAND_BYTES.meaning())
                    .baseUnit("bytes")
                    .tags(labels)
                    .register(registry);
        }

        @Override
        @SuppressWarnings("NullAway") // A server counts bytes.
        public void completed(CommandEnd end) {
            side.active.decrementAndGet();
            timer(end.outcome()).record(end.durationNs(), TimeUnit.NANOSECONDS);
            queue.record(end.queueNs(), TimeUnit.NANOSECONDS);
            if (side.server) {
                in.increment(end.bytesIn());
                out.increment(end.bytesOut());
            }
        }

        private synchronized Timer timer(Outcome outcome) {
            int index = outcome.ordinal();
            if (outcomes[index] == null) {
                outcomes[index] =
                        Metric.COMMANDS.timer(registry, tags.and("outcome", outcome.label()));
            }
            return outcomes[index];
        }
    }

    private Side side(ConnectionInfo info) {
        return sides.computeIfAbsent(
                info.side().label() + " " + info.protocol(), missing -> new Side(info));
    }

    @Override
    public ConnectionScope opened(ConnectionInfo connection) {
        Side side = side(connection);
        side.connections.incrementAndGet();
        return new ConnectionScope() {
            @Override
            public void handshake(Handshake handshake) {
                side.handshake(handshake);
            }

            @Override
            public void closed(ConnectionEnd end) {
                side.closed(end);
            }
        };
    }

    @Override
    public CommandScope started(ConnectionInfo connection, String command) {
        Side side = side(connection);
        side.active.incrementAndGet();
        return side.command(command);
    }

    @Override
    public void attempted(ConnectAttempt attempt) {
        Metric.CONNECTS
                .timer(
                        registry,
                        Tags.of(
                                "protocol",
                                attempt.protocol(),
                                "again",
                                String.valueOf(attempt.again()),
                                "outcome",
                                attempt.failure() == null ? "done" : "failed"))
                .record(attempt.durationNs(), TimeUnit.NANOSECONDS);
    }
}
