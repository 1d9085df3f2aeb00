package org.ropewalk.examples.imap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.ropewalk.examples.imap.value.SequenceSet;
import org.ropewalk.examples.mail.Mail;
import org.ropewalk.examples.mail.Mailbox;

/**
 * A mailbox as one session sees it: each message has a number, which changes only when the session
 * is told of it (RFC 3501 7.4.1). Any thread; all methods may block.
 */
final class View {
    private final Mailbox mailbox;
    private final boolean readOnly;
    private final Imap.Changes told;
    private final Set<Long> recent = new HashSet<>();
    private List<Mail> mails = new ArrayList<>();

    /**
     * The messages that are there now.
     *
     * @param told is told of changes
     */
    View(Mailbox mailbox, boolean readOnly, Imap.Changes told) {
        this.mailbox = mailbox;
        this.readOnly = readOnly;
        this.told = told;
        add(mailbox.mails());
    }

    Mailbox mailbox() {
        return mailbox;
    }

    boolean isReadOnly() {
        return readOnly;
    }

    synchronized int size() {
        return mails.size();
    }

    synchronized boolean isRecent(Mail mail) {
        return recent.contains(mail.uid());
    }

    /** The message of a number, from 1. */
    synchronized Mail mail(int number) {
        return mails.get(number - 1);
    }

    /** The flags of a message. */
    List<Imap.Flag> flags(Mail mail) {
        return Flags.of(mail.letters(), isRecent(mail));
    }

    /** The number of the first message that was not read. */
    synchronized Optional<Integer> firstUnseen() {
        for (int i = 0; i < mails.size(); i++) {
            if (!mails.get(i).is('S')) {
                return Optional.of(i + 1);
            }
        }
        return Optional.empty();
    }

    /** The greatest UID; 0 if there is no message. */
    synchronized long lastUid() {
        return mails.isEmpty() ? 0 : mails.get(mails.size() - 1).uid();
    }

    /**
     * The numbers of messages.
     *
     * @throws Imap.Bad if there is no message of a number
     */
    synchronized List<Integer> numbers(SequenceSet set) throws Imap.Bad {
        if (set.greatest() > mails.size()) {
            throw new Imap.Bad("no such message");
        }
        List<Integer> numbers = new ArrayList<>();
        for (int number = 1; number <= mails.size(); number++) {
            if (set.contains(number, mails.size())) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    /** The numbers of the messages that have such UIDs. */
    synchronized List<Integer> numbersOfUids(SequenceSet set) {
        List<Integer> numbers = new ArrayList<>();
        for (int number = 1; number <= mails.size(); number++) {
            if (set.contains(mails.get(number - 1).uid(), lastUid())) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    /** The messages of numbers. */
    synchronized List<Mail> mails(List<Integer> numbers) {
        return numbers.stream().map(this::mail).toList();
    }

    /**
     * Gives messages other flags, of which the session is not told. Their numbers, with what they
     * are then; those that are gone are left out.
     *
     * @param change from the letters of a message to those that it gets
     */
    synchronized Map<Integer, Mail> mark(List<Integer> numbers, UnaryOperator<String> change) {
        Map<Long, Mail> marked = new HashMap<>();
        mailbox.mark(mails(numbers), change).forEach(mail -> marked.put(mail.uid(), mail));
        Map<Integer, Mail> found = new LinkedHashMap<>();
        for (int number : numbers) {
            Mail before = mail(number);
            Mail mail = marked.get(before.uid());
            if (mail == null) {
                continue;
            }
            found.put(number, mail);
            // What another session has changed is told of later.
            if (mail.letters().equals(change.apply(before.letters()))) {
                mails.set(number - 1, mail);
            }
        }
        return found;
    }

    /** Removes messages that are marked as deleted. */
    synchronized void expunge(Optional<SequenceSet> uids) {
        List<Mail> deleted =
                mailbox.mails().stream()
                        .filter(mail -> mail.is('T'))
                        .filter(
                                mail ->
                                        uids.isEmpty()
                                                || uids.get().contains(mail.uid(), lastUid()))
                        .toList();
        mailbox.delete(deleted);
    }

    /**
     * Tells the session what has changed.
     *
     * @param expunged whether it may be told now that messages are gone
     */
    synchronized void update(boolean expunged) {
        Map<Long, Mail> now = new HashMap<>();
        List<Mail> all = mailbox.mails();
        all.forEach(mail -> now.put(mail.uid(), mail));
        long last = lastUid();
        List<Mail> kept = new ArrayList<>();
        List<Integer> changed = new ArrayList<>();
        for (Mail before : mails) {
            Mail mail = now.get(before.uid());
            if (mail == null && expunged) {
                recent.remove(before.uid());
                told.expunge(kept.size() + 1);
                continue;
            }
            kept.add(mail == null ? before : mail);
            if (mail != null && !mail.letters().equals(before.letters())) {
                changed.add(kept.size());
            }
        }
        mails = kept;
        List<Mail> added = all.stream().filter(mail -> mail.uid() > last).toList();
        if (!added.isEmpty()) {
            add(added);
            tellSize();
        }
        changed.forEach(number -> told.flags(number, flags(mail(number))));
    }

    /** Tells the session how many messages there are. */
    synchronized void tellSize() {
        told.exists(mails.size());
        told.recent(recent.size());
    }

    private void add(List<Mail> added) {
        added.stream().filter(Mail::fresh).forEach(mail -> recent.add(mail.uid()));
        mails.addAll(readOnly ? added : mailbox.see(added));
    }
}
