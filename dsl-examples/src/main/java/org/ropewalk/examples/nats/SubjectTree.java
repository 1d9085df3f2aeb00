package org.ropewalk.examples.nats;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ropewalk.examples.value.Subject;

/**
 * Subscriptions by the words of their subjects: those that match a message are found without a look
 * at the others. Guarded by the broker.
 */
final class SubjectTree {
    private final Map<String, SubjectTree> next = new HashMap<>();
    private final Set<Subscription> here = new LinkedHashSet<>();

    void add(Subscription subscription) {
        SubjectTree at = this;
        for (String word : subscription.subject.words()) {
            at = at.next.computeIfAbsent(word, first -> new SubjectTree());
        }
        at.here.add(subscription);
    }

    void remove(Subscription subscription) {
        remove(subscription, 0);
    }

    private void remove(Subscription subscription, int at) {
        String[] words = subscription.subject.words();
        if (at == words.length) {
            here.remove(subscription);
            return;
        }
        SubjectTree behind = next.get(words[at]);
        if (behind != null) {
            behind.remove(subscription, at + 1);
            if (behind.here.isEmpty() && behind.next.isEmpty()) {
                next.remove(words[at]);
            }
        }
    }

    /** The subscriptions to which a message to {@code published} goes; none if a word is empty. */
    List<Subscription> matching(Subject published) {
        List<Subscription> found = new ArrayList<>();
        if (published.hasEmptyWord()) {
            return found;
        }
        match(published.words(), 0, found);
        return found;
    }

    private void match(String[] words, int at, List<Subscription> found) {
        if (at == words.length) {
            found.addAll(here);
            return;
        }
        SubjectTree all = next.get(Subject.ALL);
        if (all != null) {
            found.addAll(all.here);
        }
        SubjectTree any = next.get(Subject.ANY);
        if (any != null) {
            any.match(words, at + 1, found);
        }
        SubjectTree same = next.get(words[at]);
        if (same != null && same != all && same != any) {
            same.match(words, at + 1, found);
        }
    }
}
