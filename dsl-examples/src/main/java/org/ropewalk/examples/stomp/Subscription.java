package org.ropewalk.examples.stomp;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.server.Peer;

/** One subscription of one session. Guarded by the broker. */
final class Subscription {
    /** Messages that were delivered and not acknowledged; a queue keeps the others back. */
    static final int MOST_UNACKNOWLEDGED = 100;

    private static final String REDELIVERED = "redelivered";

    private final Peer peer;
    private final String id;
    private final String destination;
    private final Stomp.Ack ack;
    private final Map<Long, Message> unacknowledged = new LinkedHashMap<>();

    Subscription(Peer peer, String id, String destination, Stomp.Ack ack) {
        this.peer = peer;
        this.id = id;
        this.destination = destination;
        this.ack = ack;
    }

    String destination() {
        return destination;
    }

    boolean hasRoom() {
        return unacknowledged.size() < MOST_UNACKNOWLEDGED;
    }

    boolean isAcknowledged() {
        return ack != Stomp.Ack.AUTO;
    }

    /**
     * Sends a message.
     *
     * @param kept whether it is delivered again unless it is acknowledged
     */
    void deliver(Message message, boolean kept) {
        String number = Long.toString(message.id());
        Map<String, String> others = message.others();
        if (message.deliveries() > 0) {
            others = new LinkedHashMap<>(others);
            others.put(REDELIVERED, "true");
        }
        if (kept) {
            unacknowledged.put(message.id(), message);
        }
        StompPushes.to(peer)
                .message(
                        id,
                        number,
                        message.destination(),
                        isAcknowledged() ? Optional.of(number) : Optional.empty(),
                        others,
                        message.body());
    }

    /** The messages that an ACK or NACK of {@code number} concerns; they are forgotten here. */
    List<Message> settle(long number) {
        List<Message> settled = new ArrayList<>();
        if (unacknowledged.containsKey(number)) {
            Iterator<Message> messages = unacknowledged.values().iterator();
            boolean found = false;
            while (!found) {
                Message message = messages.next();
                found = message.id() == number;
                if (found || ack == Stomp.Ack.CLIENT) {
                    settled.add(message);
                    messages.remove();
                }
            }
        }
        return settled;
    }

    /** All that was not acknowledged. */
    List<Message> unacknowledged() {
        return List.copyOf(unacknowledged.values());
    }
}
