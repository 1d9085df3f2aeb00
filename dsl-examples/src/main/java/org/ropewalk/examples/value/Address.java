package org.ropewalk.examples.value;

/**
 * An address of mail (RFC 5321 4.1.2). A source route in front of it is ignored, as appendix C
 * demands, and a quoted local part is what stands between the quotes.
 *
 * @param local before the last {@code @}
 * @param domain behind it; empty where there is none
 */
public record Address(String local, String domain) {
    /**
     * The address that {@code word} is.
     *
     * @throws IllegalArgumentException if nothing stands before the {@code @}
     */
    public static Address parse(String word) {
        String mailbox = word.startsWith("@") ? word.substring(word.indexOf(':') + 1) : word;
        int at = mailbox.lastIndexOf('@');
        String local = unquoted(at < 0 ? mailbox : mailbox.substring(0, at));
        if (local.isEmpty()) {
            throw new IllegalArgumentException("bad recipient address syntax");
        }
        return new Address(local, at < 0 ? "" : mailbox.substring(at + 1));
    }

    private static String unquoted(String local) {
        if (local.length() < 2 || !local.startsWith("\"") || !local.endsWith("\"")) {
            return local;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < local.length() - 1; i++) {
            if (local.charAt(i) == '\\' && i < local.length() - 2) {
                i++;
            }
            text.append(local.charAt(i));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return domain.isEmpty() ? local : local + "@" + domain;
    }
}
