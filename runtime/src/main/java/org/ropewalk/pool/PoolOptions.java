package org.ropewalk.pool;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.ropewalk.client.ClientOptions;

/**
 * Options of a pool. Immutable: {@code PoolOptions.standard().policy(Policy.ketama())}.
 *
 * @param policy chooses the server of a call; by default {@link Policy#roundRobin()}
 * @param client the options of each connection
 * @param probeInterval the longest time between two probes of a server; up to a quarter of it is
 *     taken off at random; by default 5 s
 * @param probeTimeout how long the reply to a probe may take; by default 2 s
 * @param weights the weights of servers, by their endpoints
 * @param names the names of servers, by their endpoints
 * @param listener is informed of servers that become available and unavailable
 */
public record PoolOptions(
        Policy policy,
        ClientOptions client,
        Duration probeInterval,
        Duration probeTimeout,
        Map<String, Integer> weights,
        Map<String, String> names,
        PoolListener listener) {
    private static final Duration PROBE_INTERVAL = Duration.ofSeconds(5);
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);

    /** With more, a round of {@link Policy#roundRobin()} would be long. */
    private static final int MAX_WEIGHT = 1_000;

    private static final PoolOptions STANDARD =
            new PoolOptions(
                    Policy.roundRobin(),
                    ClientOptions.standard(),
                    PROBE_INTERVAL,
                    PROBE_TIMEOUT,
                    Map.of(),
                    Map.of(),
                    new PoolListener() {});

    /** Checks the values. */
    public PoolOptions {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(listener, "listener");
        positive(probeInterval, "probeInterval");
        positive(probeTimeout, "probeTimeout");
        weights = Map.copyOf(weights);
        names = Map.copyOf(names);
        for (Map.Entry<String, Integer> each : weights.entrySet()) {
            if (each.getValue() < 1 || each.getValue() > MAX_WEIGHT) {
                throw new IllegalArgumentException(
                        "a weight is from 1 to " + MAX_WEIGHT + ", not " + each.getValue());
            }
        }
    }

    private static void positive(Duration time, String name) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, not " + time);
        }
    }

    /** The default options. */
    public static PoolOptions standard() {
        return STANDARD;
    }

    /** Returns these options with another policy. */
    public PoolOptions policy(Policy other) {
        return new PoolOptions(
                other, client, probeInterval, probeTimeout, weights, names, listener);
    }

    /** Returns these options with other options of each connection. */
    public PoolOptions client(ClientOptions other) {
        return new PoolOptions(
                policy, other, probeInterval, probeTimeout, weights, names, listener);
    }

    /**
     * Returns these options with other times of the probe, which is the command with
     * {@code @Probe}.
     *
     * @throws IllegalArgumentException if one of them is not positive
     */
    public PoolOptions probe(Duration interval, Duration timeout) {
        return new PoolOptions(policy, client, interval, timeout, weights, names, listener);
    }

    /**
     * Returns these options with the weight of a server, from 1 to 1,000.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public PoolOptions weight(String endpoint, int weight) {
        Map<String, Integer> more = new HashMap<>(weights);
        more.put(endpoint, weight);
        return new PoolOptions(policy, client, probeInterval, probeTimeout, more, names, listener);
    }

    /**
     * Returns these options with the name by which consistent hashing knows a server; by default
     * {@code host:port}, without the port 11211.
     */
    public PoolOptions name(String endpoint, String name) {
        Map<String, String> more = new HashMap<>(names);
        more.put(endpoint, name);
        return new PoolOptions(
                policy, client, probeInterval, probeTimeout, weights, more, listener);
    }

    /** Returns these options with a listener. */
    public PoolOptions listener(PoolListener other) {
        return new PoolOptions(policy, client, probeInterval, probeTimeout, weights, names, other);
    }
}
