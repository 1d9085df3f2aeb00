package org.ropewalk.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ropewalk.line.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listeners of this node, by topic. Any thread. */
final class Topics {
    private static final Logger LOG = LoggerFactory.getLogger(Broadcast.class);

    private static final Listening[] NONE = {};

    private final ConcurrentHashMap<String, Listening[]> byName = new ConcurrentHashMap<>();
    private final BroadcastCounts counts;

    Topics(BroadcastCounts counts) {
        this.counts = counts;
    }

    static void check(String topic) {
        if (topic.isEmpty() || topic.length() > Broadcast.MAX_TOPIC) {
            throw new IllegalArgumentException(
                    "a topic has 1 to "
                            + Broadcast.MAX_TOPIC
                            + " characters, not "
                            + topic.length());
        }
    }

    static void check(Bytes message) {
        if (message.length() > Broadcast.MAX_MESSAGE_BYTES) {
            throw new IllegalArgumentException(
                    "a message has at most "
                            + Broadcast.MAX_MESSAGE_BYTES
                            + " bytes, not "
                            + message.length());
        }
    }

    Listening add(String topic, BroadcastListener listener) {
        Listening added = new Listening(listener);
        byName.merge(
                topic,
                new Listening[] {added},
                (before, one) -> {
                    Listening[] more = Arrays.copyOf(before, before.length + 1);
                    more[before.length] = added;
                    return more;
                });
        return added;
    }

    void remove(String topic, Listening removed) {
        byName.computeIfPresent(
                topic,
                (name, before) -> {
                    List<Listening> left = new ArrayList<>(Arrays.asList(before));
                    left.remove(removed);
                    return left.isEmpty() ? null : left.toArray(NONE);
                });
    }

    boolean has(String topic) {
        return byName.containsKey(topic);
    }

    boolean has(String topic, Listening one) {
        return Arrays.asList(listening(topic)).contains(one);
    }

    List<String> names() {
        return List.copyOf(byName.keySet());
    }

    int size() {
        return byName.size();
    }

    /** Removes all listeners, and returns them. */
    List<Listening> clear() {
        List<Listening> all = byName.values().stream().flatMap(Arrays::stream).toList();
        byName.clear();
        return all;
    }

    /** Delivers to all listeners of a topic but one. */
    void deliver(String topic, Bytes message, @Nullable BroadcastListener except) {
        for (Listening one : listening(topic)) {
            if (one.listener() != except) {
                call(one, listener -> listener.received(message));
            }
        }
    }

    private Listening[] listening(String topic) {
        return byName.getOrDefault(topic, NONE);
    }

    void missed(String topic, long count) {
        for (Listening one : listening(topic)) {
            call(one, listener -> listener.missed(count));
        }
    }

    /** The engine has confirmed the subscription; on the home loop. */
    void connected(String topic) {
        for (Listening one : listening(topic)) {
            if (one.connect()) {
                call(one, BroadcastListener::connected);
            }
            one.answer(true);
        }
    }

    /** The connection with the engine has ended; on the home loop. */
    void disconnected(Throwable reason) {
        for (Listening[] all : byName.values()) {
            for (Listening one : all) {
                if (one.disconnect()) {
                    call(one, listener -> listener.disconnected(reason));
                }
                one.answer(false);
            }
        }
    }

    private void call(Listening one, Consumer<BroadcastListener> event) {
        try {
            event.accept(one.listener());
        } catch (RuntimeException | Error e) {
            if (counts.failed()) {
                LOG.error("A listener of a broadcast has failed", e);
            }
        }
    }
}
