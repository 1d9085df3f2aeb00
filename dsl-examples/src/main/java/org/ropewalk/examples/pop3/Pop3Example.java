package org.ropewalk.examples.pop3;

import org.ropewalk.examples.DemoTls;
import org.ropewalk.examples.Example;
import org.ropewalk.examples.mail.PostOffice;

/** POP3, as an example. */
public final class Pop3Example {
    private Pop3Example() {}

    /** How it is started: with TLS, and mail for one user. */
    public static Example example() {
        return new Example(
                "pop3",
                1110,
                PostOffice.DIRECTORY,
                "POP3 over maildirs: the user u1, the password secret, one message at least",
                "try: curl pop3://u1:secret@HOST:PORT/1",
                (reactor, directory) -> {
                    Pop3Factory factory =
                            factory(new PostOffice(directory, "secret").withDemonstration());
                    factory.tls(DemoTls.context());
                    return factory;
                });
    }

    /** A factory over the drops of users. */
    public static Pop3Factory factory(PostOffice office) {
        return new Pop3Factory(peer -> new Login(office));
    }
}
