package org.ropewalk.cluster;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.ropewalk.line.Bytes;

/** One node: what is published reaches its listeners, and nothing else. */
final class LocalBroadcast implements Broadcast {
    private final BroadcastCounts counts = new BroadcastCounts(System::nanoTime);
    private final Topics topics = new Topics(counts);

    @Override
    public void publish(String topic, Bytes message, @Nullable BroadcastListener except) {
        Topics.check(topic);
        Topics.check(message);
        counts.published();
        topics.deliver(topic, message, except);
    }

    @Override
    public Subscription subscribe(String topic, BroadcastListener listener) {
        Topics.check(topic);
        Listening added = topics.add(topic, Objects.requireNonNull(listener, "listener"));
        listener.connected();
        return new Subscription() {
            @Override
            public CompletionStage<Boolean> whenConnected(Duration most) {
                Objects.requireNonNull(most, "most");
                return CompletableFuture.completedStage(topics.has(topic, added));
            }

            @Override
            public void close() {
                topics.remove(topic, added);
            }
        };
    }

    @Override
    public BroadcastStats stats() {
        return counts.stats(topics.size(), true);
    }

    @Override
    public void close() {
        topics.clear();
    }
}
