package org.ropewalk.examples.lmtp;

import org.ropewalk.examples.Example;
import org.ropewalk.examples.mail.PostOffice;

/** LMTP, as an example. */
public final class LmtpExample {
    private LmtpExample() {}

    /** How it is started: everybody gets mail. */
    public static Example example() {
        return new Example(
                "lmtp",
                2424,
                PostOffice.DIRECTORY,
                "LMTP into the maildirs that the pop3 example serves",
                "try: swaks --protocol LMTP --server HOST --port PORT --to u1@example.org",
                (reactor, directory) -> factory(new PostOffice(directory, "secret")));
    }

    /** A factory that stores mail in the drops of users. */
    public static LmtpFactory factory(PostOffice office) {
        return new LmtpFactory(peer -> new Session(office));
    }
}
