package org.ropewalk.examples.irc;

import java.util.Optional;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Secret;

/** Queries about the server (RFC 2812 3.4), and the command to become its operator. */
public interface ServerQueries {
    /** Requests the number of users, channels and connections (RFC 2812 3.4.2). */
    @Command("LUSERS[ {mask}[ {target}]]")
    void lusers(Optional<String> mask, Optional<String> target);

    /** Requests the message of the day (RFC 2812 3.4.1). */
    @Command("MOTD[ {target}]")
    void motd(Optional<String> target);

    /** Requests the server's version (RFC 2812 3.4.3). */
    @Command("VERSION[ {target}]")
    void version(Optional<String> target);

    /** Requests the server's time (RFC 2812 3.4.6). */
    @Command("TIME[ {target}]")
    void time(Optional<String> target);

    /** Requests information about the program (RFC 2812 3.4.10). */
    @Command("INFO[ {target}]")
    void info(Optional<String> target);

    /** Requests to become an operator, which is always refused (RFC 2812 3.1.4). */
    @Command("OPER {name} {password}")
    @Reply("491 {nick} :{'No O-lines for your host'}")
    void oper(String name, @Secret String password);
}
