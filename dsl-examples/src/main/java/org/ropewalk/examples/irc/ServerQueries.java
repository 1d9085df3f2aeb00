package org.ropewalk.examples.irc;

import java.util.Optional;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Secret;

/** Commands that ask about the server (RFC 2812 3.4), and the one to become its operator. */
public interface ServerQueries {
    /** Asks how many users, channels and connections there are (RFC 2812 3.4.2). */
    @Command("LUSERS[ {mask}[ {target}]]")
    void lusers(Optional<String> mask, Optional<String> target);

    /** Asks for the message of the day (RFC 2812 3.4.1). */
    @Command("MOTD[ {target}]")
    void motd(Optional<String> target);

    /** Asks for the server's version (RFC 2812 3.4.3). */
    @Command("VERSION[ {target}]")
    void version(Optional<String> target);

    /** Asks for the server's time (RFC 2812 3.4.6). */
    @Command("TIME[ {target}]")
    void time(Optional<String> target);

    /** Asks for the program (RFC 2812 3.4.10). */
    @Command("INFO[ {target}]")
    void info(Optional<String> target);

    /** Asks to become an operator, which no client may (RFC 2812 3.1.4). */
    @Command("OPER {name} {password}")
    @Reply("491 {nick} :{'No O-lines for your host'}")
    void oper(String name, @Secret String password);
}
