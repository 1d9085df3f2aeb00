package org.ropewalk.examples.managesieve;

import org.ropewalk.examples.DemoTls;
import org.ropewalk.examples.Example;
import org.ropewalk.examples.mail.PostOffice;

/** ManageSieve, as an example. */
public final class ManageSieveExample {
    private ManageSieveExample() {}

    /** How it is started: with TLS, and the users of the other mail protocols. */
    public static Example example() {
        return new Example(
                "managesieve",
                4190,
                PostOffice.DIRECTORY,
                "ManageSieve: scripts of the users of the pop3 example; the password is secret",
                "try: sieve-connect --server HOST --port PORT --nosrv --notlsverify --user u1 --list",
                (reactor, directory) -> {
                    ManageSieveFactory factory =
                            factory(
                                    new PostOffice(directory, "secret").withDemonstration(),
                                    Policy.open());
                    factory.tls(DemoTls.context());
                    return factory;
                });
    }

    /** A factory over the scripts of users. */
    public static ManageSieveFactory factory(PostOffice office, Policy policy) {
        return new ManageSieveFactory(peer -> new Login(office, policy, peer));
    }
}
