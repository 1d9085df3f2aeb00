package org.ropewalk.examples.redis;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Secret;
import org.ropewalk.examples.redis.Redis.Failed;
import org.ropewalk.examples.redis.store.Refused;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;

/** Commands that concern the connection alone. */
public interface ConnectionCommands {
    /** Checks the connection. */
    @Command("PING")
    @Reply("+PONG")
    void ping();

    /** Checks the connection with a message that comes back. */
    @Command("PING {message}")
    Slice ping(Slice message);

    /** Answers its argument. */
    @Command("ECHO {message}")
    Slice echo(Slice message);

    /** Chooses the version of the protocol, and describes the server. */
    @Command("HELLO[ {version}[ AUTH {user} {password}][ SETNAME {name}]]")
    @Errors(malformed = @Reply("-NOPROTO {'unsupported protocol version'}"))
    Map<String, Object> hello(
            OptionalInt version,
            Optional<String> user,
            @Secret Optional<String> password,
            Optional<String> name)
            throws Failed;

    /** There is no password, so that there is nothing to check. */
    @Command("AUTH {password}")
    @Reply("+OK")
    void authenticate(@Secret String password) throws Refused;

    /** The user {@code default} is allowed everything, without a password. */
    @Command("AUTH {user} {password}")
    @Reply("+OK")
    void authenticate(String user, @Secret String password) throws Failed;

    /** There is one database, number 0. */
    @Command("SELECT {index}")
    @Reply("+OK")
    void select(long index) throws Refused;

    /** The number of the connection. */
    @Command("CLIENT ID")
    long clientId();

    /** Gives the connection a name. */
    @Command("CLIENT SETNAME {name}")
    @Reply("+OK")
    void setName(Bytes name);

    /** The name of the connection. */
    @Command("CLIENT GETNAME")
    Optional<Bytes> getName();

    /** What a client library says of itself is not kept. */
    @Command("CLIENT SETINFO {name} {value}")
    @Reply("+OK")
    void setInfo(String name, String value);

    /** The connection in one line. */
    @Command("CLIENT INFO")
    Bytes clientInfo();

    /** Keys are evicted, whichever connection has used them. */
    @Command({"CLIENT NO-EVICT {on}", "CLIENT NO-TOUCH {on}"})
    @Reply("+OK")
    void keepsKeys(String on);
}
