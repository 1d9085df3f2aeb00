package org.ropewalk.examples.nats;

import java.util.Optional;
import org.ropewalk.examples.value.Subject;

/** Somebody's wish to hear of a subject. Guarded by the broker. */
final class Subscription {
    final Session session;
    final Subject subject;
    final Optional<String> queue;
    final String sid;
    int delivered;

    /** After how many messages it ends; 0 for never. */
    int max;

    Subscription(Session session, Subject subject, Optional<String> queue, String sid) {
        this.session = session;
        this.subject = subject;
        this.queue = queue;
        this.sid = sid;
    }
}
