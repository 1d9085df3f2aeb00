package org.ropewalk.examples.imap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.ropewalk.examples.value.MailboxName;

/** Which names of mailboxes match a pattern (RFC 3501 6.3.8). */
final class Names {
    private static final int MOST_PATTERN = 200;

    private final Collection<String> names;

    Names(Collection<String> names) {
        this.names = names;
    }

    /** The names that match, and those above others that are no mailboxes themselves. */
    List<Imap.Listed> matching(String pattern) {
        TreeSet<String> all = new TreeSet<>();
        names.forEach(name -> all.addAll(new MailboxName(name).above()));
        // What is above others is told only where they do not match themselves.
        all.removeIf(above -> !pattern.endsWith("%"));
        all.addAll(names);
        List<Imap.Listed> listed = new ArrayList<>();
        for (String name : all) {
            if (pattern.length() <= MOST_PATTERN && new MailboxName(name).matches(pattern)) {
                listed.add(listed(name));
            }
        }
        return listed;
    }

    private Imap.Listed listed(String name) {
        boolean above =
                names.stream()
                        .anyMatch(each -> !each.equals(name) && new MailboxName(each).isIn(name));
        List<Imap.Flag> attributes = new ArrayList<>();
        if (!names.contains(name)) {
            attributes.add(new Imap.Flag("\\Noselect"));
        }
        attributes.add(new Imap.Flag(above ? "\\HasChildren" : "\\HasNoChildren"));
        return new Imap.Listed(attributes, MailboxName.DELIMITER, name);
    }
}
