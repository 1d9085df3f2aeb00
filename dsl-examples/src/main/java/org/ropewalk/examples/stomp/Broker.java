package org.ropewalk.examples.stomp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ropewalk.examples.stomp.Stomp.Failed;
import org.ropewalk.line.Bytes;

/** Topics, which copy messages to all, and queues, which give each to one. Any thread. */
public final class Broker {
    /** The memory that messages of queues may need. */
    static final long MOST_BYTES = 64L << 20;

    /** What begins the name of a topic; all other destinations are queues. */
    private static final String TOPIC = "/topic/";

    /** How often a message is delivered in vain before it is dropped. */
    private static final int MOST_DELIVERIES = 5;

    /** The headers that only the broker writes into a message. */
    private static final List<String> OWN =
            List.of("subscription", "message-id", "ack", "redelivered", "receipt-id");

    private final long mostBytes;
    private final Map<String, List<Subscription>> subscriptions = new HashMap<>();
    private final Map<String, Deque<Message>> waiting = new HashMap<>();

    /** What all messages need that wait, or that are not acknowledged. */
    private long bytes;

    private long lastId;

    /** Keeps messages that need at most {@code mostBytes} of memory. */
    public Broker(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Delivers a message to the subscriptions of a topic, or to one of a queue. */
    synchronized void send(String destination, Map<String, String> others, Bytes body)
            throws Failed {
        Map<String, String> kept = new LinkedHashMap<>(others);
        kept.keySet().removeAll(OWN);
        Message message = new Message(++lastId, destination, kept, body, 0);
        if (isTopic(destination)) {
            subscriptions
                    .getOrDefault(destination, List.of())
                    .forEach(subscription -> subscription.deliver(message, false));
            return;
        }
        if (bytes + message.size() > mostBytes) {
            throw new Failed("the queues are full");
        }
        bytes += message.size();
        waiting.computeIfAbsent(destination, name -> new ArrayDeque<>()).add(message);
        deliver(destination);
    }

    private static boolean isTopic(String destination) {
        return destination.startsWith(TOPIC);
    }

    synchronized void subscribe(Subscription subscription) {
        String name = subscription.destination();
        subscriptions.computeIfAbsent(name, missing -> new ArrayList<>()).add(subscription);
        deliver(name);
    }

    /** What it has not acknowledged is delivered to others. */
    synchronized void unsubscribe(Subscription subscription) {
        String name = subscription.destination();
        List<Subscription> all = subscriptions.getOrDefault(name, new ArrayList<>());
        all.remove(subscription);
        if (all.isEmpty()) {
            subscriptions.remove(name);
        }
        giveBack(name, subscription.unacknowledged());
    }

    /** Whether a message of {@code subscription} was acknowledged. */
    synchronized boolean ack(Subscription subscription, long number) {
        List<Message> consumed = subscription.settle(number);
        consumed.forEach(message -> bytes -= message.size());
        deliver(subscription.destination());
        return !consumed.isEmpty();
    }

    /** Whether a message of {@code subscription} was refused. */
    synchronized boolean nack(Subscription subscription, long number) {
        List<Message> refused = subscription.settle(number);
        giveBack(subscription.destination(), refused);
        return !refused.isEmpty();
    }

    /** Whether a message may have been delivered: its number is not a later one. */
    synchronized boolean isKnown(long number) {
        return number > 0 && number <= lastId;
    }

    /** Puts messages in front of those that wait, in their order. */
    private void giveBack(String name, List<Message> messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            Message message = messages.get(i);
            if (message.deliveries() + 1 == MOST_DELIVERIES) {
                bytes -= message.size();
            } else {
                waiting.computeIfAbsent(name, missing -> new ArrayDeque<>())
                        .addFirst(message.again());
            }
        }
        deliver(name);
    }

    /** Gives the messages of a queue to subscriptions that have room, in turn. */
    private void deliver(String name) {
        Deque<Message> messages = waiting.get(name);
        List<Subscription> all = subscriptions.getOrDefault(name, List.of());
        int full = 0;
        while (messages != null && !messages.isEmpty() && full < all.size()) {
            Subscription next = all.remove(0);
            all.add(next);
            if (next.hasRoom()) {
                full = 0;
                Message message = messages.remove();
                bytes -= next.isAcknowledged() ? 0 : message.size();
                next.deliver(message, next.isAcknowledged());
            } else {
                full++;
            }
        }
        if (messages != null && messages.isEmpty()) {
            waiting.remove(name);
        }
    }
}
