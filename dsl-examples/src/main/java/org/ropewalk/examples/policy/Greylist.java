package org.ropewalk.examples.policy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.ropewalk.examples.policy.Policy.Action.Defer;
import org.ropewalk.examples.policy.Policy.Action.Dunno;
import org.ropewalk.examples.policy.Policy.Action.Prepend;
import org.ropewalk.examples.policy.Policy.Action.Reject;

/**
 * Defers the first message of a sender from an address to a recipient: a mail server tries again, a
 * program that sends spam often does not. All connections share one.
 */
final class Greylist implements Policy {
    /** Senders that are remembered. */
    private static final int MOST = 100_000;

    private record Triplet(String address, String sender, String recipient) {}

    private final long delayNs;
    private final LongSupplier nanoTime;

    /** When each was seen first; the one that was not seen for longest goes. */
    private final Map<Triplet, Long> seen = new Seen();

    /** The least recently used go first. */
    private static final class Seen extends LinkedHashMap<Triplet, Long> {
        private static final long serialVersionUID = 1;

        Seen() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Triplet, Long> eldest) {
            return size() > MOST;
        }
    }

    /** Defers for {@code delay} on the clock {@code nanoTime}. */
    Greylist(Duration delay, LongSupplier nanoTime) {
        this.delayNs = delay.toNanos();
        this.nanoTime = nanoTime;
    }

    @Override
    public Action check(
            State state,
            Optional<String> protocol,
            Optional<String> helo,
            Optional<String> sender,
            Optional<String> recipient,
            OptionalInt recipients,
            Optional<String> address,
            Optional<String> client,
            Optional<String> instance,
            Optional<String> user,
            OptionalLong size) {
        boolean loggedIn = user.filter(name -> !name.isEmpty()).isPresent();
        if (state == State.VRFY || state == State.ETRN) {
            return new Reject("5.7.1 not offered");
        }
        if (state != State.RCPT || loggedIn) {
            return new Dunno();
        }
        Triplet triplet = new Triplet(address.orElse(""), sender.orElse(""), recipient.orElse(""));
        long waitedNs = waitedNs(triplet, nanoTime.getAsLong());
        if (waitedNs < delayNs) {
            long seconds = Duration.ofNanos(delayNs - waitedNs).plusMillis(999).toSeconds();
            return new Defer("4.2.0 greylisted, try again in " + seconds + " seconds");
        }
        return new Prepend(
                "X-Greylist: delayed " + Duration.ofNanos(waitedNs).toSeconds() + " seconds");
    }

    /** For how long it has been known; on the loops of all connections. */
    private synchronized long waitedNs(Triplet triplet, long now) {
        Long first = seen.putIfAbsent(triplet, now);
        return first == null ? 0 : now - first;
    }
}
