package org.ropewalk.examples.managesieve;

import org.ropewalk.examples.mail.Scripts;

/**
 * What clients may do.
 *
 * @param tlsRequired whether users log in only over TLS
 * @param quota the most that a user may store
 */
public record Policy(boolean tlsRequired, Scripts.Quota quota) {
    private static final int MOST_SCRIPTS = 32;
    private static final long MOST_BYTES = 2 << 20;

    /** Passwords without TLS, and 32 scripts of 2 MiB together. */
    public static Policy open() {
        return new Policy(false, new Scripts.Quota(MOST_SCRIPTS, MOST_BYTES));
    }
}
