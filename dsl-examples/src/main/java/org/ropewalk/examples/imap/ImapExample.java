package org.ropewalk.examples.imap;

import org.ropewalk.examples.DemoTls;
import org.ropewalk.examples.Example;
import org.ropewalk.examples.mail.PostOffice;
import org.ropewalk.reactor.Reactor;

/** IMAP, as an example. */
public final class ImapExample {
    private ImapExample() {}

    /** How it is started: with TLS, and mail for one user. */
    public static Example example() {
        return new Example(
                "imap",
                1143,
                PostOffice.DIRECTORY,
                "IMAP over the maildirs of the pop3 example: the user u1, the password secret",
                "try: curl 'imap://u1:secret@HOST:PORT/INBOX;UID=1'",
                (reactor, directory) -> {
                    ImapFactory factory =
                            factory(
                                    reactor,
                                    new PostOffice(directory, "secret").withDemonstration());
                    factory.tls(DemoTls.context());
                    return factory;
                });
    }

    /** A factory over the mailboxes of users. */
    public static ImapFactory factory(Reactor reactor, PostOffice office) {
        return new ImapFactory(peer -> new Login(office, peer, reactor));
    }
}
