package org.ropewalk.examples.redis;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.MemoryBudget;
import org.ropewalk.server.Peer;

/** The channels and the patterns of one connection. */
final class Subscriptions {
    /** What a subscription costs beside its name: its places in maps and groups. */
    private static final int OVERHEAD_BYTES = 300;

    private final Peer peer;
    private final Channels channels;
    private final MemoryBudget memory;
    private final RedisPushes pushes;
    private final Set<Bytes> names = new LinkedHashSet<>();
    private final Set<Bytes> patterns = new LinkedHashSet<>();

    Subscriptions(Peer peer, Channels channels, MemoryBudget memory) {
        this.peer = peer;
        this.channels = channels;
        this.memory = memory;
        this.pushes = RedisPushes.to(peer);
    }

    /** How many there are. */
    int count() {
        return names.size() + patterns.size();
    }

    private static long bytes(Bytes name) {
        return OVERHEAD_BYTES + name.length();
    }

    /** A connection that would take too much memory ends. */
    private boolean fits(Bytes name) {
        boolean fits = memory.reserve(bytes(name));
        if (!fits) {
            peer.close();
        }
        return fits;
    }

    void subscribe(List<Bytes> wanted) {
        for (Bytes name : wanted) {
            if (!names.contains(name) && fits(name)) {
                names.add(name);
                channels.subscribe(peer, name);
            }
            pushes.subscribed(name, count());
        }
    }

    void subscribeToPatterns(List<Bytes> wanted) {
        for (Bytes pattern : wanted) {
            if (!patterns.contains(pattern) && fits(pattern)) {
                patterns.add(pattern);
                channels.subscribeToPattern(peer, pattern);
            }
            pushes.patternSubscribed(pattern, count());
        }
    }

    /** Of some channels, or of all if none is named; there is an answer in any case. */
    void unsubscribe(List<Bytes> named) {
        List<Bytes> left = named.isEmpty() ? List.copyOf(names) : named;
        for (Bytes name : left) {
            leave(name);
            pushes.unsubscribed(name, count());
        }
        if (left.isEmpty()) {
            pushes.unsubscribed(Bytes.empty(), count());
        }
    }

    private void leave(Bytes name) {
        if (names.remove(name)) {
            channels.unsubscribe(peer, name);
            memory.release(bytes(name));
        }
    }

    /** Of some patterns, or of all if none is named; there is an answer in any case. */
    void unsubscribeFromPatterns(List<Bytes> named) {
        List<Bytes> left = named.isEmpty() ? List.copyOf(patterns) : named;
        for (Bytes pattern : left) {
            leavePattern(pattern);
            pushes.patternUnsubscribed(pattern, count());
        }
        if (left.isEmpty()) {
            pushes.patternUnsubscribed(Bytes.empty(), count());
        }
    }

    private void leavePattern(Bytes pattern) {
        if (patterns.remove(pattern)) {
            channels.unsubscribeFromPattern(peer, pattern);
            memory.release(bytes(pattern));
        }
    }

    /** The connection has ended. */
    void end() {
        List.copyOf(names).forEach(this::leave);
        List.copyOf(patterns).forEach(this::leavePattern);
    }
}
