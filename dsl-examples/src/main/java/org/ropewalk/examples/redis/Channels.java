package org.ropewalk.examples.redis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.examples.redis.store.Glob;
import org.ropewalk.line.Bytes;
import org.ropewalk.server.Group;
import org.ropewalk.server.Peer;

/** The channels and the patterns that have subscribers. Any thread. */
final class Channels {
    private final Map<Bytes, Group> channels = new HashMap<>();
    private final Map<Bytes, Pattern> patterns = new HashMap<>();

    /** A pattern and those who receive what matches it. */
    private record Pattern(Glob glob, Group subscribers) {}

    synchronized void subscribe(Peer peer, Bytes channel) {
        channels.computeIfAbsent(channel, first -> new Group()).add(peer);
    }

    synchronized void unsubscribe(Peer peer, Bytes channel) {
        Group subscribers = channels.get(channel);
        if (subscribers != null) {
            subscribers.remove(peer);
            if (subscribers.size() == 0) {
                channels.remove(channel);
            }
        }
    }

    synchronized void subscribeToPattern(Peer peer, Bytes pattern) {
        patterns.computeIfAbsent(pattern, first -> new Pattern(new Glob(first), new Group()))
                .subscribers()
                .add(peer);
    }

    synchronized void unsubscribeFromPattern(Peer peer, Bytes pattern) {
        Pattern known = patterns.get(pattern);
        if (known != null) {
            known.subscribers().remove(peer);
            if (known.subscribers().size() == 0) {
                patterns.remove(pattern);
            }
        }
    }

    /** Sends a message to all subscribers; how often it was sent. */
    synchronized long publish(Bytes channel, Bytes message) {
        long receivers = 0;
        Group subscribers = channels.get(channel);
        if (subscribers != null) {
            receivers += subscribers.size();
            RedisPushes.to(subscribers).message(channel, message);
        }
        for (Map.Entry<Bytes, Pattern> entry : patterns.entrySet()) {
            Pattern pattern = entry.getValue();
            if (pattern.glob().matches(channel)) {
                receivers += pattern.subscribers().size();
                RedisPushes.to(pattern.subscribers())
                        .patternMessage(entry.getKey(), channel, message);
            }
        }
        return receivers;
    }

    /** The channels that match. */
    synchronized List<Bytes> channels(Optional<Bytes> pattern) {
        Glob glob = new Glob(pattern.orElse(Bytes.of("*")));
        return channels.keySet().stream().filter(glob::matches).toList();
    }

    /** How many subscribers a channel has. */
    synchronized long subscribers(Bytes channel) {
        Group subscribers = channels.get(channel);
        return subscribers == null ? 0 : subscribers.size();
    }

    /** How many patterns have subscribers. */
    synchronized long patterns() {
        return patterns.size();
    }
}
