package org.ropewalk.cluster;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.ropewalk.line.Bytes;

/**
 * A connection with a program that passes messages between nodes. It connects again by itself; what
 * it had subscribed to is then subscribed to again. Only {@link Broadcast} calls it.
 */
public interface BroadcastEngine {
    /** Begins to connect, and reports to {@code events}; any thread. */
    void start(Events events);

    /**
     * Sends a message; any thread. Must not wait, and must bound what waits to be sent.
     *
     * @return fails if the message was not sent
     */
    CompletionStage<?> publish(String topic, Bytes message);

    /**
     * Subscribes to topics; on the home loop.
     *
     * @return completes when their messages arrive
     */
    CompletionStage<?> subscribe(List<String> topics);

    /** Ends subscriptions; on the home loop. */
    void unsubscribe(List<String> topics);

    /** Ends the connection; any thread. */
    void stop();

    /** What an engine reports; on the home loop. */
    interface Events {
        /** There is a connection, without any subscription. */
        void connected();

        /** The connection has ended. */
        void disconnected(Throwable reason);

        /** A message has arrived. */
        void received(String topic, Bytes message);
    }
}
