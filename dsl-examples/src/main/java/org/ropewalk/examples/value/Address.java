package org.ropewalk.examples.value;

/**
 * An address of mail (RFC 5321 4.1.2). A source route in front of it is ignored, as appendix C
 * demands, and a quoted local part is what stands between the quotes.
 *
 * @param local before the last {@code @}
 * @param domain behind it; empty where there is none
 */
public record Address(String local, String domain) {
    private static final String PLAIN = "!#$%&'*+-/=?^_`{|}~.";

    /**
     * The address that {@code word} is.
     *
     * @throws IllegalArgumentException if nothing stands before or behind the {@code @}, or a blank
     *     or a bracket outside of quotes
     */
    public static Address parse(String word) {
        String mailbox = word.startsWith("@") ? word.substring(word.indexOf(':') + 1) : word;
        int at = isQuoted(mailbox) ? -1 : mailbox.lastIndexOf('@');
        String written = at < 0 ? mailbox : mailbox.substring(0, at);
        String domain = at < 0 ? "" : mailbox.substring(at + 1);
        String local = isQuoted(written) ? unquoted(written) : written;
        if (local.isEmpty()
                || at >= 0 && domain.isEmpty()
                || !isQuoted(written) && !Names.isFreeOf(written, " <>")
                || !Names.isFreeOf(domain, " <>")) {
            throw new IllegalArgumentException("bad address syntax");
        }
        return new Address(local, domain);
    }

    /** Whether {@code word} is an address. */
    public static boolean isAddress(String word) {
        try {
            parse(word);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isQuoted(String local) {
        return local.length() >= 2 && local.startsWith("\"") && local.endsWith("\"");
    }

    private static String unquoted(String local) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < local.length() - 1; i++) {
            if (local.charAt(i) == '\\' && i < local.length() - 2) {
                i++;
            }
            text.append(local.charAt(i));
        }
        return text.toString();
    }

    private static String quoted(String local) {
        StringBuilder text = new StringBuilder("\"");
        for (char c : local.toCharArray()) {
            if (c == '"' || c == '\\') {
                text.append('\\');
            }
            text.append(c);
        }
        return text.append('"').toString();
    }

    /** The local part is quoted if it must be. */
    @Override
    public String toString() {
        String written = isPlain() ? local : quoted(local);
        return domain.isEmpty() ? written : written + "@" + domain;
    }

    /** Whether it is a dot-string (RFC 5321 4.1.2, RFC 6531 3.3). */
    private boolean isPlain() {
        return local.chars()
                .allMatch(c -> c >= 0x80 || Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
    }
}
