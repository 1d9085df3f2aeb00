package org.ropewalk.examples.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The flags of messages, and the letters that a maildir has for them. */
final class Flags {
    private static final Map<String, Character> LETTERS =
            new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** All that messages may have. */
    static final List<Imap.Flag> ALL;

    /** That a message was read. */
    static final List<Imap.Flag> SEEN = List.of(new Imap.Flag("\\Seen"));

    /** That no other session has seen a message. */
    static final Imap.Flag RECENT = new Imap.Flag("\\Recent");

    static {
        LETTERS.put("\\Answered", 'R');
        LETTERS.put("\\Deleted", 'T');
        LETTERS.put("\\Draft", 'D');
        LETTERS.put("\\Flagged", 'F');
        LETTERS.put("\\Seen", 'S');
        ALL = LETTERS.keySet().stream().map(Imap.Flag::new).toList();
    }

    private Flags() {}

    /** The letters of flags; those that a maildir does not have are left out. */
    static String letters(List<Imap.Flag> flags) {
        SortedSet<Character> letters = new TreeSet<>();
        for (Imap.Flag flag : flags) {
            Character letter = LETTERS.get(flag.name());
            if (letter != null) {
                letters.add(letter);
            }
        }
        return text(letters);
    }

    /** The flags that letters are for. */
    static List<Imap.Flag> of(String letters, boolean recent) {
        List<Imap.Flag> flags = new ArrayList<>();
        LETTERS.forEach(
                (name, letter) -> {
                    if (letters.contains(letter.toString())) {
                        flags.add(new Imap.Flag(name));
                    }
                });
        if (recent) {
            flags.add(RECENT);
        }
        return flags;
    }

    /** The letters of a message after a change; letters that IMAP does not know are kept. */
    static String changed(String before, Imap.Change change, List<Imap.Flag> flags) {
        SortedSet<Character> letters = new TreeSet<>();
        before.chars().forEach(c -> letters.add((char) c));
        SortedSet<Character> given = new TreeSet<>();
        letters(flags).chars().forEach(c -> given.add((char) c));
        switch (change) {
            case SET, SET_SILENTLY -> {
                letters.removeAll(LETTERS.values());
                letters.addAll(given);
            }
            case ADD, ADD_SILENTLY -> letters.addAll(given);
            default -> letters.removeAll(given);
        }
        return text(letters);
    }

    private static String text(SortedSet<Character> letters) {
        return letters.stream().map(String::valueOf).collect(Collectors.joining());
    }
}
