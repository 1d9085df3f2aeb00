package org.ropewalk.examples.ident;

import java.util.Map;
import org.ropewalk.examples.Example;
import org.ropewalk.examples.ident.Ident.Answer.Failure;
import org.ropewalk.examples.ident.Ident.Answer.User;
import org.ropewalk.examples.ident.Ident.Reason;
import org.ropewalk.examples.ident.Ident.TcpPort;

/** Ident, as an example: a machine with two connections. */
public final class IdentExample {
    private record Ports(TcpPort server, TcpPort client) {}

    private static final Map<Ports, Ident.Answer> KNOWN =
            Map.of(
                    new Ports(new TcpPort(6193), new TcpPort(23)),
                    new User("UNIX", "stjohns"),
                    new Ports(new TcpPort(6195), new TcpPort(23)),
                    new Failure(Reason.HIDDEN_USER));

    private IdentExample() {}

    /** How it is started. */
    public static Example example() {
        return new Example(
                "ident",
                1113,
                "returns the user of a connection",
                "try: printf '6193, 23\\r\\n' | nc HOST PORT",
                (reactor, directory) -> factory());
    }

    /** A factory that knows two connections. */
    public static IdentFactory factory() {
        return new IdentFactory(
                peer ->
                        (server, client) ->
                                KNOWN.getOrDefault(
                                        new Ports(server, client), new Failure(Reason.NO_USER)));
    }
}
