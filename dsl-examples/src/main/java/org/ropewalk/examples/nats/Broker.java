package org.ropewalk.examples.nats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.ropewalk.examples.value.Subject;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.MemoryBudget;

/** All subscriptions. Any thread. */
public final class Broker {
    /** Subscriptions of one session. */
    private static final int MAX_SUBSCRIPTIONS = 10_000;

    private final MemoryBudget memory;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private long sessions;
    private int turn;

    /** A broker without subscriptions. */
    public Broker() {
        this(new MemoryBudget());
    }

    /** As the other; all subscriptions take no more than {@code memory}. */
    public Broker(MemoryBudget memory) {
        this.memory = memory;
    }

    synchronized long come() {
        return ++sessions;
    }

    /**
     * Adds one, or puts it in the place of another; false if its session has too many, or all have.
     */
    synchronized boolean add(Subscription subscription) {
        removeIf(
                known ->
                        known.session == subscription.session
                                && known.sid.equals(subscription.sid));
        long others =
                subscriptions.stream()
                        .filter(known -> known.session == subscription.session)
                        .count();
        return others < MAX_SUBSCRIPTIONS
                && memory.reserve(subscription.bytes())
                && subscriptions.add(subscription);
    }

    private void removeIf(Predicate<Subscription> unwanted) {
        subscriptions.removeIf(
                known -> {
                    boolean goes = unwanted.test(known);
                    if (goes) {
                        memory.release(known.bytes());
                    }
                    return goes;
                });
    }

    synchronized void remove(Session session, String sid, int max) {
        removeIf(
                known -> {
                    boolean meant = known.session == session && known.sid.equals(sid);
                    if (meant) {
                        known.max = max;
                    }
                    return meant && (max == 0 || known.delivered >= max);
                });
    }

    synchronized void remove(Session session) {
        removeIf(known -> known.session == session);
    }

    /** How many sessions a message was handed to: all that match, one of each queue group. */
    synchronized int publish(
            Session from,
            String subject,
            Optional<String> reply,
            Optional<Bytes> headers,
            Bytes data) {
        Subject published = Subject.of(subject);
        List<Subscription> chosen = new ArrayList<>();
        Map<String, List<Subscription>> queues = new LinkedHashMap<>();
        for (Subscription known : subscriptions) {
            if (known.subject.matches(published) && known.session.receives(from)) {
                if (known.queue.isPresent()) {
                    queues.computeIfAbsent(known.queue.get(), missing -> new ArrayList<>())
                            .add(known);
                } else {
                    chosen.add(known);
                }
            }
        }
        for (List<Subscription> members : queues.values()) {
            chosen.add(members.get(Math.floorMod(turn++, members.size())));
        }
        for (Subscription subscription : chosen) {
            subscription.delivered++;
            subscription.session.deliver(
                    from, new Delivery(subject, subscription.sid, reply, headers, data));
            if (subscription.max > 0 && subscription.delivered >= subscription.max) {
                subscriptions.remove(subscription);
                memory.release(subscription.bytes());
            }
        }
        return chosen.size();
    }
}
