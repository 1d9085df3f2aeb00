package org.ropewalk.examples.value;

/**
 * An address of mail.
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
        int at = word.lastIndexOf('@');
        String local = at < 0 ? word : word.substring(0, at);
        if (local.isEmpty()) {
            throw new IllegalArgumentException("bad recipient address syntax");
        }
        return new Address(local, at < 0 ? "" : word.substring(at + 1));
    }

    @Override
    public String toString() {
        return domain.isEmpty() ? local : local + "@" + domain;
    }
}
