package org.ropewalk.examples.smtp;

import org.ropewalk.examples.DemoTls;
import org.ropewalk.examples.Example;
import org.ropewalk.examples.mail.PostOffice;

/** SMTP, as an example. */
public final class SmtpExample {
    private SmtpExample() {}

    /** How it is started: with TLS; everybody gets mail. */
    public static Example example() {
        return new Example(
                "smtp",
                2525,
                PostOffice.DIRECTORY,
                "SMTP into the maildirs that the pop3 example serves; everybody's password is secret",
                "try: curl --crlf smtp://HOST:PORT --mail-from a@example.org --mail-rcpt u1@example.org -T FILE",
                (reactor, directory) -> {
                    SmtpFactory factory = factory(new PostOffice(directory, "secret"));
                    factory.tls(DemoTls.context());
                    return factory;
                });
    }

    /** A factory that stores mail in the drops of users. */
    public static SmtpFactory factory(PostOffice office) {
        return new SmtpFactory(peer -> new Session(office));
    }
}
