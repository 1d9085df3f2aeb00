package org.ropewalk.examples.nats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.examples.value.Subject;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.MemoryBudget;

/** All subscriptions. Any thread. */
public final class Broker {
    /** Subscriptions of one session. */
    private static final int MAX_SUBSCRIPTIONS = 10_000;

    private final MemoryBudget memory;
    private final Map<Session, Map<String, Subscription>> subscriptions = new LinkedHashMap<>();
    private final SubjectTree tree = new SubjectTree();
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

    /** Whether a session has a subscription of that name. */
    synchronized boolean knows(Session session, String sid) {
        return subscriptions.getOrDefault(session, Map.of()).containsKey(sid);
    }

    /** Adds one whose name its session has not; false if its session has too many, or all have. */
    synchronized boolean add(Subscription subscription) {
        Map<String, Subscription> own =
                subscriptions.computeIfAbsent(subscription.session, first -> new LinkedHashMap<>());
        boolean fits = own.size() < MAX_SUBSCRIPTIONS && memory.reserve(subscription.bytes());
        if (fits) {
            own.put(subscription.sid, subscription);
            tree.add(subscription);
        }
        return fits;
    }

    private void forget(Subscription subscription) {
        tree.remove(subscription);
        memory.release(subscription.bytes());
    }

    private void remove(Subscription subscription) {
        Map<String, Subscription> own = subscriptions.get(subscription.session);
        if (own != null && own.remove(subscription.sid, subscription)) {
            forget(subscription);
        }
    }

    synchronized void remove(Session session, String sid, int max) {
        Subscription known = subscriptions.getOrDefault(session, Map.of()).get(sid);
        if (known != null) {
            known.max = max;
            if (max == 0 || known.delivered >= max) {
                remove(known);
            }
        }
    }

    synchronized void remove(Session session) {
        Map<String, Subscription> own = subscriptions.remove(session);
        if (own != null) {
            own.values().forEach(this::forget);
        }
    }

    /** A subscription of {@code session} itself that a message to {@code subject} goes to. */
    synchronized Optional<Subscription> own(Session session, String subject) {
        return tree.matching(Subject.of(subject)).stream()
                .filter(known -> known.session == session && known.queue.isEmpty())
                .findFirst();
    }

    /** How many sessions a message was handed to: all that match, one of each queue group. */
    synchronized int publish(
            Session from,
            String subject,
            Optional<String> reply,
            Optional<Bytes> headers,
            Bytes data) {
        List<Subscription> chosen = new ArrayList<>();
        Map<String, List<Subscription>> queues = new LinkedHashMap<>();
        for (Subscription known : tree.matching(Subject.of(subject))) {
            if (known.session.receives(from)) {
                known.queue
                        .map(queue -> queues.computeIfAbsent(queue, first -> new ArrayList<>()))
                        .orElse(chosen)
                        .add(known);
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
                remove(subscription);
            }
        }
        return chosen.size();
    }
}
