package org.ropewalk.examples.irc;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Reply;
import org.ropewalk.examples.value.Modes;
import org.ropewalk.line.Bytes;

/** Commands about channels (RFC 2812 3.2). */
public interface ChannelCommands {
    /** Joins channels; {@code JOIN 0} leaves all of them. */
    @Command("JOIN {channels,...}[ {keys,...}]")
    CompletionStage<Void> join(List<String> channels, List<String> keys);

    /** Leaves channels. */
    @Command("PART {channels,...}[ :{reason*}]")
    void part(List<String> channels, Optional<Bytes> reason);

    /** Requests the topic. */
    @Command("TOPIC {channel}")
    void topic(String channel) throws Irc.NoSuchChannel, Irc.NotOnChannel;

    /** Sets a topic. */
    @Command("TOPIC {channel} :{topic*}")
    void topic(String channel, Bytes topic)
            throws Irc.NoSuchChannel, Irc.NotOnChannel, Irc.NotOperator;

    /** Requests the modes, or sets those without an argument. */
    @Command("MODE {target}[ {modes}]")
    void mode(String target, Optional<Modes> modes);

    /** Sets modes with arguments, of which the last may have blanks and is refused then. */
    @Command("MODE {target} {modes}[ {arguments...}] :{last*}")
    void mode(String target, Modes modes, List<String> arguments, String last);

    /** Removes members: several of one channel, or one of each channel (RFC 2812 3.2.8). */
    @Command("KICK {channels,...} {nicknames,...}[ :{reason*}]")
    void kick(List<String> channels, List<String> nicknames, Optional<Bytes> reason);

    /** Invites a user (RFC 2812 3.2.7). */
    @Command("INVITE {nickname} {channel}")
    @Reply("341 {nick} {nickname} {channel}")
    void invite(String nickname, String channel)
            throws Irc.NoSuchNick, Irc.NotOnChannel, Irc.NotOperator, Irc.OnChannel;

    /** The channels that the client is invited to (Modern IRC, INVITE). */
    @Command("INVITE")
    @Reply(each = "336 {nick} {}", end = "337 {nick} :{'End of INVITE list'}")
    List<String> invitations();

    /** Lists the members of channels. */
    @Command("NAMES[ {channels,...}]")
    void names(List<String> channels);

    /** Lists channels; all of them if none is named. */
    @Command("LIST[ {channels,...}]")
    void list(List<String> channels);
}
