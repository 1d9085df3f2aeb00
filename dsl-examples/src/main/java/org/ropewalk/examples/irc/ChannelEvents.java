package org.ropewalk.examples.irc;

import java.util.List;
import java.util.Optional;
import org.ropewalk.annotation.Reply;
import org.ropewalk.examples.value.Modes;
import org.ropewalk.line.Bytes;

/** What the server sends about channels and about the users that a client shares them with. */
public interface ChannelEvents {
    /** A user has joined a channel. */
    @Reply(value = ":{source} JOIN :{channel*}", bare = true)
    void join(Irc.Prefix source, String channel);

    /** A user has left a channel. */
    @Reply(value = ":{source} PART {channel}[ :{reason*}]", bare = true)
    void part(Irc.Prefix source, String channel, Optional<Bytes> reason);

    /** A message to the client or to a channel, in any encoding. */
    @Reply(value = ":{source} PRIVMSG {target} :{text*}", bare = true)
    void privmsg(Irc.Prefix source, String target, Bytes text);

    /** As {@code privmsg}; programs do not answer it. */
    @Reply(value = ":{source} NOTICE {target} :{text*}", bare = true)
    void notice(Irc.Prefix source, String target, Bytes text);

    /** A user has another name. */
    @Reply(value = ":{source} NICK :{nickname*}", bare = true)
    void nick(Irc.Prefix source, String nickname);

    /** A user's connection has ended. */
    @Reply(value = ":{source} QUIT :{reason*}", bare = true)
    void quit(Irc.Prefix source, Bytes reason);

    /** A member was removed from a channel. */
    @Reply(value = ":{source} KICK {channel} {nickname} :{reason*}", bare = true)
    void kick(Irc.Prefix source, String channel, String nickname, Bytes reason);

    /** The client is invited to a channel. */
    @Reply(value = ":{source} INVITE {nickname} {channel}", bare = true)
    void invite(Irc.Prefix source, String nickname, String channel);

    /** A topic was set. */
    @Reply(value = ":{source} TOPIC {channel} :{topic*}", bare = true)
    void topic(Irc.Prefix source, String channel, Bytes topic);

    /** Modes were set. */
    @Reply(value = ":{source} MODE {target} {modes}[ {arguments...}]", bare = true)
    void mode(Irc.Prefix source, String target, Modes modes, List<String> arguments);

    /** A channel's modes. */
    @Reply("324 {nick} {channel} {modes}[ {arguments...}]")
    void channelModes(String channel, String modes, List<String> arguments);

    /** When a channel was created, in seconds since 1970. */
    @Reply("329 {nick} {channel} {seconds}")
    void channelCreated(String channel, long seconds);

    /** A channel has no topic. */
    @Reply("331 {nick} {channel} :{'No topic is set'}")
    void noTopic(String channel);

    /** A channel's topic. */
    @Reply("332 {nick} {channel} :{topic*}")
    void topicIs(String channel, Bytes topic);

    /** The user that has set a topic, and when, in seconds since 1970. */
    @Reply("333 {nick} {channel} {author} {seconds}")
    void topicBy(String channel, String author, long seconds);

    /** Members of a channel, those of operators and of users with a voice marked. */
    @Reply("353 {nick} {visibility} {channel} :{members ...}")
    void names(Irc.Visibility visibility, String channel, List<String> members);

    /** The members of a channel were sent. */
    @Reply("366 {nick} {channel} :{'End of NAMES list'}")
    void namesEnd(String channel);

    /** A channel. */
    @Reply("322 {nick} {channel} {members} :{topic*}")
    void list(String channel, int members, Bytes topic);

    /** The channels were sent. */
    @Reply("323 {nick} :{'End of LIST'}")
    void listEnd();

    /** A ban of a channel, with its author and the time, in seconds since 1970. */
    @Reply("367 {nick} {channel} {mask} {author} {seconds}")
    void ban(String channel, String mask, String author, long seconds);

    /** The bans were sent. */
    @Reply("368 {nick} {channel} :{'End of channel ban list'}")
    void banListEnd(String channel);

    /** There is no channel of that name. */
    @Reply("403 {nick} {channel} :{'No such channel'}")
    void noSuchChannel(String channel);

    /** The channel's modes or bans refuse the message. */
    @Reply("404 {nick} {channel} :{'Cannot send to channel'}")
    void cannotSend(String channel);

    /** The client is in as many channels as one may be. */
    @Reply("405 {nick} {channel} :{'You have joined too many channels'}")
    void tooManyChannels(String channel);

    /** There is no memory for one more channel, or for one more member. */
    @Reply("437 {nick} {channel} :{'Nick/channel is temporarily unavailable'}")
    void unavailable(String channel);

    /** A user is no member of the channel. */
    @Reply("441 {nick} {nickname} {channel} :{'They are not on that channel'}")
    void notThere(String nickname, String channel);

    /** The client is no member of the channel. */
    @Reply("442 {nick} {channel} :{'You are not on that channel'}")
    void notOnChannel(String channel);

    /** The channel has as many members as its limit allows. */
    @Reply("471 {nick} {channel} :{'Cannot join channel (+l)'}")
    void channelIsFull(String channel);

    /** A mode that this server does not have. */
    @Reply("472 {nick} {mode} :{'is unknown mode char for {channel}'}")
    void unknownMode(String mode, String channel);

    /** The channel is for invited users. */
    @Reply("473 {nick} {channel} :{'Cannot join channel (+i)'}")
    void inviteOnly(String channel);

    /** A ban matches the client. */
    @Reply("474 {nick} {channel} :{'Cannot join channel (+b)'}")
    void banned(String channel);

    /** The channel has another key. */
    @Reply("475 {nick} {channel} :{'Cannot join channel (+k) -- Wrong channel key'}")
    void badKey(String channel);

    /** The channel has as many bans as one may have. */
    @Reply("478 {nick} {channel} {mode} :{'Channel list is full'}")
    void banListFull(String channel, char mode);

    /** Only operators may do that. */
    @Reply("482 {nick} {channel} :{'You are not channel operator'}")
    void notOperator(String channel);

    /** The argument of a mode is not valid (Modern IRC). */
    @Reply("696 {nick} {channel} {mode} {argument} :{'Invalid mode parameter'}")
    void invalidModeArgument(String channel, char mode, String argument);
}
