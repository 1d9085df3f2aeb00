package org.ropewalk.cluster;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.Reactor;

/**
 * Messages from one node to the subscribers on all nodes. Any thread may call it.
 *
 * <ul>
 *   <li>A message arrives at most once. What is lost is counted in {@link #stats()}.
 *   <li>The messages of one thread to one topic arrive in their order.
 *   <li>The subscribers of the own node receive a message first, on the thread that publishes it.
 *   <li>It never waits for the engine: while there is no connection, messages reach the own node
 *       alone.
 * </ul>
 */
public interface Broadcast extends AutoCloseable {
    /** Characters of a topic. */
    int MAX_TOPIC = 200;

    /** Bytes of a message; the engines accept a mebibyte with all that is around it. */
    int MAX_MESSAGE_BYTES = 1_000_000;

    /**
     * Publishes to all subscribers of a topic.
     *
     * @throws IllegalArgumentException if the topic or the message is too long; nothing is sent
     */
    default void publish(String topic, Bytes message) {
        publish(topic, message, null);
    }

    /** As the other, to all subscribers but {@code except}, which has the message already. */
    void publish(String topic, Bytes message, @Nullable BroadcastListener except);

    /**
     * Subscribes to a topic. A node has one subscription of the engine for each topic, whatever
     * number of listeners it has.
     *
     * @throws IllegalArgumentException if the topic is empty or too long
     */
    Subscription subscribe(String topic, BroadcastListener listener);

    /** What was published, received and lost. */
    BroadcastStats stats();

    /** Ends all subscriptions, and the connection with the engine. */
    @Override
    void close();

    /** A listener of a topic. */
    interface Subscription extends AutoCloseable {
        /**
         * Waits until the messages of other nodes arrive. Any thread may call it.
         *
         * @param most how long to wait
         * @return completes on the reactor's home loop: with true when the engine has confirmed the
         *     subscription; with false if there is no connection or it ends, if {@code most} is
         *     over, or if the subscription was closed. If the reactor has stopped, and without an
         *     engine, it is complete at once. It never fails
         */
        CompletionStage<Boolean> whenConnected(Duration most);

        /** Ends it; messages that are being delivered may still arrive. */
        @Override
        void close();
    }

    /** A broadcast without an engine: one node. */
    static Broadcast local() {
        return new LocalBroadcast();
    }

    /**
     * Connects to an engine, such as {@code nats:tcp:127.0.0.1:4222}; {@link EngineEndpoint} has
     * the syntax. It connects again whenever the connection is lost.
     *
     * @throws IllegalArgumentException if the endpoint is wrong, or there is no such engine
     */
    static Broadcast open(Reactor reactor, String endpoint) {
        Objects.requireNonNull(reactor, "reactor");
        EngineProvider provider = EngineProvider.named(EngineEndpoint.engineOf(endpoint));
        EngineEndpoint parsed = EngineEndpoint.parse(endpoint);
        return over(reactor, provider.broadcast(reactor, parsed), parsed.secret());
    }

    /**
     * Uses an engine that the caller has made.
     *
     * @param secret signs the messages, so that others are refused; null if all are accepted
     */
    static Broadcast over(Reactor reactor, BroadcastEngine engine, @Nullable Bytes secret) {
        return over(reactor, engine, secret, Clock.systemUTC());
    }

    /**
     * As the other, with the time of {@code clock}, which must agree with that of the other nodes
     * to within a minute if messages are signed.
     */
    static Broadcast over(
            Reactor reactor, BroadcastEngine engine, @Nullable Bytes secret, Clock clock) {
        return new EngineBroadcast(
                        Objects.requireNonNull(reactor, "reactor"),
                        Objects.requireNonNull(engine, "engine"),
                        secret,
                        Objects.requireNonNull(clock, "clock"))
                .start();
    }
}
