package org.ropewalk.examples.ftp;

import java.net.InetAddress;
import java.nio.file.Path;
import org.ropewalk.examples.Example;
import org.ropewalk.reactor.Reactor;

/** FTP, as an example. */
public final class FtpExample {
    /** Who may write. */
    public static final String USER = "ropewalk";

    private static final String PASSWORD = "secret";

    private FtpExample() {}

    /** How it is started. */
    public static Example example() {
        return new Example(
                "ftp",
                2121,
                "ropewalk-ftp",
                "FTP over one directory: anonymous reads, the user ropewalk with the password secret writes",
                "try: curl -T FILE ftp://ropewalk:secret@HOST:PORT/ && curl ftp://HOST:PORT/",
                FtpExample::factory);
    }

    /** A factory over {@code directory}, whose data connections are on the loopback interface. */
    public static FtpFactory factory(Reactor reactor, Path directory) {
        Tree tree = new Tree(directory);
        InetAddress server = InetAddress.getLoopbackAddress();
        return new FtpFactory(peer -> new Session(reactor, tree, PASSWORD, peer, server));
    }
}
