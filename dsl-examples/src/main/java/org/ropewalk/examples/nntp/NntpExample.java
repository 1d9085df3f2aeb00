package org.ropewalk.examples.nntp;

import java.time.Clock;
import org.ropewalk.examples.DemoTls;
import org.ropewalk.examples.Example;
import org.ropewalk.examples.mail.Spool;

/** NNTP, as an example. */
public final class NntpExample {
    private NntpExample() {}

    /** How it is started: with TLS, and two groups. */
    public static Example example() {
        return new Example(
                "nntp",
                1119,
                "ropewalk-news",
                "NNTP over a spool: the groups local.test and local.general; everybody's password is secret",
                "try: python3.11 -c 'import nntplib; print(nntplib.NNTP(\"HOST\", PORT, \"u1\", \"secret\").list())'",
                (reactor, directory) -> {
                    Clock clock = Clock.systemUTC();
                    NntpFactory factory =
                            factory(new Spool(directory, clock).withDemonstration(), clock);
                    factory.tls(DemoTls.context());
                    return factory;
                });
    }

    /** A factory over a spool; the password is {@code secret}. */
    public static NntpFactory factory(Spool spool, Clock clock) {
        News news = new News(spool, clock);
        return new NntpFactory(peer -> new Login(news, "secret"));
    }
}
