package org.ropewalk.examples.irc;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Reply;
import org.ropewalk.examples.value.Mask;
import org.ropewalk.examples.value.UserHost;

/** Queries about users (RFC 2812 3.6, 4.8, 4.9). */
public interface UserQueries {
    /** Lists the users that a mask matches, or the members of a channel. */
    @Command("WHO[ {mask}[ {flag}]]")
    void who(Optional<Mask> mask, Optional<String> flag);

    /** Requests information about users. */
    @Command("WHOIS {nicknames,...}")
    void whois(List<String> nicknames);

    /** As the other; {@code target} is a server or a user of it. */
    @Command("WHOIS {target} {nicknames,...}")
    void whois(String target, List<String> nicknames);

    /** No name was given. */
    @Command({"WHOIS", "WHOWAS"})
    @Reply("431 {nick} :{'No nickname given'}")
    void noName();

    /** Requests information about users that have left or changed their name. */
    @Command("WHOWAS {nicknames,...}[ {count}[ {server}]]")
    void whowas(List<String> nicknames, OptionalInt count, Optional<String> server);

    /** Returns the names that are in use. */
    @Command("ISON {nicknames...}")
    Present ison(List<String> nicknames);

    /** Requests the hosts of users. */
    @Command("USERHOST {nicknames...}")
    Hosts userhost(List<String> nicknames);

    /** The names that are in use. */
    @Reply("303 {nick} :{present ...}")
    record Present(List<String> present) {}

    /** The hosts of users. */
    @Reply("302 {nick} :{hosts ...}")
    record Hosts(List<UserHost> hosts) {}
}
