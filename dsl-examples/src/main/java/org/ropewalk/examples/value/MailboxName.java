package org.ropewalk.examples.value;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The name of a mailbox; dots divide its parts, as in the name of its directory (Maildir++). */
public record MailboxName(String text) {
    /** Divides the parts. */
    public static final String DELIMITER = ".";

    /** The mailbox that mail is delivered to, in upper and lower case. */
    public static final String INBOX = "INBOX";

    private static final char DIVIDER = '.';
    private static final int MOST = 200;
    private static final String ILLEGAL = "/*%\u007F";

    /** The name of the mailbox in a directory, if it is the directory of one. */
    public static Optional<MailboxName> of(Path directory) {
        String file = directory.getFileName().toString();
        return file.startsWith(DELIMITER)
                ? Optional.of(new MailboxName(file.substring(1))).filter(MailboxName::isLegal)
                : Optional.empty();
    }

    /** Whether a mailbox may have it. */
    public boolean isLegal() {
        return !text.isEmpty()
                && text.length() <= MOST
                && text.chars().allMatch(c -> c >= ' ' && ILLEGAL.indexOf(c) < 0)
                && !text.startsWith(DELIMITER)
                && !text.endsWith(DELIMITER)
                && Names.isFreeOfDoubled(text, DIVIDER);
    }

    /** Whether it is the mailbox that mail is delivered to. */
    public boolean isInbox() {
        return text.equalsIgnoreCase(INBOX);
    }

    /** The name of its directory. */
    public String directory() {
        return DELIMITER + text;
    }

    /** The name without a delimiter at its end. */
    public MailboxName trimmed() {
        return text.endsWith(DELIMITER)
                ? new MailboxName(text.substring(0, text.length() - 1))
                : this;
    }

    /** The names of the mailboxes that it is in. */
    public List<String> above() {
        List<String> above = new ArrayList<>();
        for (int dot = text.indexOf(DIVIDER); dot > 0; dot = text.indexOf(DIVIDER, dot + 1)) {
            above.add(text.substring(0, dot));
        }
        return above;
    }

    /** Whether it is in the mailbox {@code other}, or is that one. */
    public boolean isIn(String other) {
        return text.equals(other) || text.startsWith(other + DELIMITER);
    }

    /** The name when the mailbox {@code from}, which it {@link #isIn}, has the name {@code to}. */
    public MailboxName moved(String from, String to) {
        return new MailboxName(to + text.substring(from.length()));
    }

    /**
     * Whether it matches a pattern, in which {@code *} is any text and {@code %} is any text
     * without a delimiter (RFC 3501 6.3.8). Takes time in proportion to both lengths.
     */
    public boolean matches(String pattern) {
        boolean[] reached = new boolean[text.length() + 1];
        reached[0] = true;
        for (char c : pattern.toCharArray()) {
            boolean[] next = new boolean[text.length() + 1];
            for (int end = 0; end <= text.length(); end++) {
                char last = end == 0 ? DIVIDER : text.charAt(end - 1);
                next[end] =
                        c == '*' || c == '%'
                                ? reached[end]
                                        || end > 0 && next[end - 1] && (c == '*' || last != DIVIDER)
                                : end > 0 && reached[end - 1] && isSame(c, last);
            }
            reached = next;
        }
        return reached[text.length()];
    }

    private boolean isSame(char given, char own) {
        return given == own || isInbox() && Names.lower(given) == Names.lower(own);
    }
}
