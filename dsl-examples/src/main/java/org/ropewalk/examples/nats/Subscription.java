package org.ropewalk.examples.nats;

import java.util.Optional;
import org.ropewalk.examples.value.Subject;

/** A session's subscription to a subject. Guarded by the broker. */
final class Subscription {
    /** What it costs beside its texts. */
    private static final int OVERHEAD_BYTES = 190;

    /** What a word of a subject costs beside its letters: its place in the tree. */
    private static final int WORD_BYTES = 300;

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

    /** About how much memory it takes. */
    long bytes() {
        return OVERHEAD_BYTES
                + sid.length()
                + queue.map(String::length).orElse(0)
                + (long) WORD_BYTES * subject.words().length
                + subject.length();
    }
}
