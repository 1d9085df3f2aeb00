package org.ropewalk.examples.irc;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.ropewalk.annotation.Carrier;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Envelope;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Format;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.NoReply;
import org.ropewalk.annotation.OnDisconnect;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Secret;
import org.ropewalk.annotation.Supplies;
import org.ropewalk.annotation.Terminator;
import org.ropewalk.examples.value.Modes;

/**
 * IRC between client and server (RFC 2812). Nearly all that a server says is sent unasked; only
 * errors answer a command.
 */
@LineProtocol(
        initial = Irc.Unregistered.class,
        terminator = Terminator.CRLF_OR_LF,
        carrier = Carrier.TRAILING)
@Envelope(command = "[:{} ]{*}", reply = ":{server} {*}")
@Errors(
        empty = @Reply(Errors.SILENT),
        unknown = @Reply("421 {nick} {verb} :{'Unknown command'}"),
        usage = @Reply("461 {nick} {verb} :{'Syntax error'}"),
        malformed = @Reply("461 {nick} {verb} :{'{message}'}"),
        tooLong = @Reply(value = "ERROR :{'Request too long'}", bare = true, close = true),
        busy =
                @Reply(
                        value = "ERROR :{'Closing Link: Too many connections'}",
                        bare = true,
                        close = true),
        timeout = @Reply(value = "ERROR :{'Ping timeout'}", bare = true, close = true))
@Limits(line = 510, idleSeconds = 240, errors = 50)
public interface Irc {
    /** The server's own name. */
    @Supplies
    String server();

    /** To whom numerics are addressed: the nick name, or {@code *} where there is none. */
    @Supplies
    String nick();

    /** Asks whether the server lives. */
    @Command("PING :{token*}")
    @Reply("PONG {server} :{token*}")
    @Errors(usage = @Reply("409 {nick} :{'No origin specified'}"))
    void ping(String token);

    /** Answers the server's {@code PING}. */
    @Command("PONG :{token*}")
    void pong(String token);

    /** Leaves. */
    @Command("QUIT[ :{reason*}]")
    @Reply(value = "ERROR :{*}", bare = true, close = true)
    String quit(Optional<String> reason);

    /** What the server can beyond RFC 2812. */
    @Command("CAP LS[ {version}]")
    Listed capLs(OptionalInt version);

    /** What of it is in use. */
    @Command("CAP LIST")
    Enabled capList();

    /** Asks for something that is not known. */
    @Command({"CAP {subcommand}", "CAP {subcommand} {*}"})
    @Reply("410 {nick} {subcommand} :{'Invalid CAP command'}")
    void capOther(String subcommand);

    /** Asks for some of it. */
    @Command("CAP REQ :{wanted ...}")
    @Reply("CAP {nick} NAK :{wanted ...}")
    void capReq(List<String> wanted);

    /** The connection has ended. */
    @OnDisconnect
    void gone(Throwable reason);

    /** Nobody is known by name yet. */
    @Errors(misplaced = @Reply("451 {nick} :{'Connection not registered'}"))
    interface Unregistered extends Irc {
        /** A password, which nobody needs. */
        @Command("PASS {password}")
        void pass(@Secret String password);

        /** Chooses a name. */
        @Command("NICK {nickname}")
        void nick(String nickname) throws NickInUse, BadNick;

        /** Says who the client is. */
        @Command("USER {user} {mode} {unused} :{realName*}")
        void user(String user, String mode, String unused, String realName);

        /** No more is to be asked for. */
        @Command("CAP END")
        void capEnd();
    }

    /** Somebody with a name. */
    @Errors(misplaced = @Reply("462 {nick} :{'Connection already registered'}"))
    interface Registered extends Irc {
        /** Chooses another name. */
        @Command("NICK {nickname}")
        void nick(String nickname) throws NickInUse, BadNick;

        /** No more is to be asked for. */
        @Command("CAP END")
        void capEnd();

        /** Enters channels. */
        @Command("JOIN {channels,...}[ {keys,...}]")
        void join(List<String> channels, List<String> keys);

        /** Leaves channels. */
        @Command("PART {channels,...}[ :{reason*}]")
        void part(List<String> channels, Optional<String> reason);

        /** Says something. */
        @Command("PRIVMSG {targets,...} :{text*}")
        void privmsg(List<String> targets, String text);

        /** Says nothing. */
        @Command("PRIVMSG {targets,...}")
        @Reply("412 {nick} :{'No text to send'}")
        void privmsg(List<String> targets);

        /** Says nothing to nobody. */
        @Command("PRIVMSG")
        @Reply("411 {nick} :{'No recipient given (PRIVMSG)'}")
        void privmsg();

        /** Says something that nobody may answer by a program. */
        @Command("NOTICE {targets,...} :{text*}")
        @NoReply
        void notice(List<String> targets, String text);

        /** Asks for a topic. */
        @Command("TOPIC {channel}")
        void topic(String channel) throws NoSuchChannel, NotOnChannel;

        /** Sets a topic. */
        @Command("TOPIC {channel} :{topic*}")
        void topic(String channel, String topic) throws NoSuchChannel, NotOnChannel, NotOperator;

        /** Asks for modes, or sets them. */
        @Command("MODE {target}[ {modes}[ {arguments...}]]")
        void mode(String target, Optional<Modes> modes, List<String> arguments);

        /** Throws somebody out. */
        @Command("KICK {channel} {nickname}[ :{reason*}]")
        void kick(String channel, String nickname, Optional<String> reason)
                throws NoSuchChannel, NotOnChannel, NotOperator, NotThere;

        /** Who is in channels. */
        @Command("NAMES[ {channels,...}]")
        void names(List<String> channels);

        /** All channels. */
        @Command("LIST[ {channels,...}]")
        void list(List<String> channels);

        /** About those who match. */
        @Command("WHO {mask}[ {flag}]")
        void who(String mask, Optional<String> flag);

        /** About somebody. */
        @Command("WHOIS {nickname}")
        void whois(String nickname);

        /** Which of these are there. */
        @Command("ISON {nicknames...}")
        @Reply("303 {nick} :{present ...}")
        Present ison(List<String> nicknames);
    }

    /** What the server can beyond RFC 2812. */
    @Reply("CAP {nick} LS :{capabilities ...}")
    record Listed(List<String> capabilities) {}

    /** What of it is in use. */
    @Reply("CAP {nick} LIST :{capabilities ...}")
    record Enabled(List<String> capabilities) {}

    /** Those who are there. */
    @Reply("303 {nick} :{present ...}")
    record Present(List<String> present) {}

    /** What is sent unasked. */
    @Push
    interface Events {
        /** The client is known by name. */
        @Reply("001 {nick} :{text*}")
        void welcome(String text, Registered next);

        /** Which server this is. */
        @Reply("002 {nick} :{text*}")
        void yourHost(String text);

        /** Since when it runs. */
        @Reply("003 {nick} :{text*}")
        void created(String text);

        /** Its name, version and modes. */
        @Reply("004 {nick} {name} {version} {userModes} {channelModes}")
        void myInfo(String name, String version, String userModes, String channelModes);

        /** What it supports. */
        @Reply("005 {nick} {tokens...} :{'are supported on this server'}")
        void support(List<String> tokens);

        /** How many are there. */
        @Reply("251 {nick} :{text*}")
        void users(String text);

        /** The message of the day begins. */
        @Reply("375 {nick} :{text*}")
        void motdStart(String text);

        /** A line of it. */
        @Reply("372 {nick} :{text*}")
        void motd(String text);

        /** It ends. */
        @Reply("376 {nick} :{'End of MOTD command'}")
        void motdEnd();

        /** Asks whether the client lives. */
        @Reply(value = "PING :{token*}", bare = true)
        void ping(String token);

        /** Somebody has entered. */
        @Reply(value = ":{source} JOIN :{channel*}", bare = true)
        void join(Prefix source, String channel);

        /** Somebody has left. */
        @Reply(value = ":{source} PART {channel}[ :{reason*}]", bare = true)
        void part(Prefix source, String channel, Optional<String> reason);

        /** Somebody says something. */
        @Reply(value = ":{source} PRIVMSG {target} :{text*}", bare = true)
        void privmsg(Prefix source, String target, String text);

        /** Somebody says something that is not to be answered by a program. */
        @Reply(value = ":{source} NOTICE {target} :{text*}", bare = true)
        void notice(Prefix source, String target, String text);

        /** Somebody has another name. */
        @Reply(value = ":{source} NICK :{nickname*}", bare = true)
        void nick(Prefix source, String nickname);

        /** Somebody is gone. */
        @Reply(value = ":{source} QUIT :{reason*}", bare = true)
        void quit(Prefix source, String reason);

        /** Somebody was thrown out. */
        @Reply(value = ":{source} KICK {channel} {nickname} :{reason*}", bare = true)
        void kick(Prefix source, String channel, String nickname, String reason);

        /** A topic was set. */
        @Reply(value = ":{source} TOPIC {channel} :{topic*}", bare = true)
        void topic(Prefix source, String channel, String topic);

        /** Modes were set. */
        @Reply(value = ":{source} MODE {target} {modes}[ {arguments...}]", bare = true)
        void mode(Prefix source, String target, Modes modes, List<String> arguments);

        /** A client's own modes. */
        @Reply("221 {nick} {modes}")
        void userModes(String modes);

        /** A channel's modes. */
        @Reply("324 {nick} {channel} {modes}[ {arguments...}]")
        void channelModes(String channel, String modes, List<String> arguments);

        /** A channel's age. */
        @Reply("329 {nick} {channel} {seconds}")
        void channelCreated(String channel, long seconds);

        /** A channel has no topic. */
        @Reply("331 {nick} {channel} :{'No topic is set'}")
        void noTopic(String channel);

        /** A channel's topic. */
        @Reply("332 {nick} {channel} :{topic*}")
        void topicIs(String channel, String topic);

        /** Who has set it, and when. */
        @Reply("333 {nick} {channel} {author} {seconds}")
        void topicBy(String channel, String author, long seconds);

        /** Who is in a channel. */
        @Reply(
                each = "353 {nick} = {channel} :{members ...}",
                end = "366 {nick} {channel} :{'End of NAMES list'}")
        void names(String channel, List<String> members);

        /** A channel. */
        @Reply("322 {nick} {channel} {members} :{topic*}")
        void list(String channel, int members, String topic);

        /** All channels were told. */
        @Reply("323 {nick} :{'End of LIST'}")
        void listEnd();

        /** About somebody. */
        @Reply("352 {nick} {channel} {user} {host} {server} {nickname} {flags} :0 {realName*}")
        void who(
                String channel,
                String user,
                String host,
                String nickname,
                String flags,
                String realName);

        /** That was all about these. */
        @Reply("315 {nick} {mask} :{'End of WHO list'}")
        void whoEnd(String mask);

        /** About somebody. */
        @Reply("311 {nick} {nickname} {user} {host} * :{realName*}")
        void whoisUser(String nickname, String user, String host, String realName);

        /** That was all about him. */
        @Reply("318 {nick} {nickname} :{'End of WHOIS list'}")
        void whoisEnd(String nickname);

        /** No bans are set. */
        @Reply("368 {nick} {channel} :{'End of channel ban list'}")
        void banListEnd(String channel);

        /** The server that somebody is connected to. */
        @Reply("312 {nick} {nickname} {server} :{info*}")
        void whoisServer(String nickname, String info);

        /** The channels that somebody is in. */
        @Reply("319 {nick} {nickname} :{channels ...}")
        void whoisChannels(String nickname, List<String> channels);

        /** Nobody of that name. */
        @Reply("401 {nick} {target} :{'No such nick or channel name'}")
        void noSuchNick(String target);

        /** No channel of that name. */
        @Reply("403 {nick} {channel} :{'No such channel'}")
        void noSuchChannel(String channel);

        /** Nothing was said. */
        @Reply("412 {nick} :{'No text to send'}")
        void noText();

        /** The client is in as many channels as one may be. */
        @Reply("405 {nick} {channel} :{'You have joined too many channels'}")
        void tooManyChannels(String channel);

        /** There is no memory for one more channel, or for one more member. */
        @Reply("437 {nick} {channel} :{'Nick/channel is temporarily unavailable'}")
        void unavailable(String channel);

        /** The client is not there. */
        @Reply("442 {nick} {channel} :{'You are not on that channel'}")
        void notOnChannel(String channel);

        /** A mode that there is not. */
        @Reply("472 {nick} {mode} :{'is unknown mode char for {channel}'}")
        void unknownMode(char mode, String channel);

        /** The channel has another key. */
        @Reply("475 {nick} {channel} :{'Cannot join channel (+k) -- Wrong channel key'}")
        void badKey(String channel);

        /** Only operators may do that. */
        @Reply("482 {nick} {channel} :{'You are not channel operator'}")
        void notOperator(String channel);

        /** Only the client himself may. */
        @Reply("502 {nick} :{'Cannot set/get modes for other users'}")
        void othersModes();
    }

    /** Who says something. */
    @Format("{nick}!{user}@{host}")
    record Prefix(String nick, String user, String host) {}

    /** Somebody else has the name. */
    @Reply("433 {nick} {nickname} :{'Nickname already in use'}")
    @SuppressWarnings("serial")
    final class NickInUse extends Exception {
        /** Says so. */
        public NickInUse() {
            super("in use", null, false, false);
        }
    }

    /** No name. */
    @Reply("432 {nick} {nickname} :{'Erroneous nickname'}")
    @SuppressWarnings("serial")
    final class BadNick extends Exception {
        /** Says so. */
        public BadNick() {
            super("no nick name", null, false, false);
        }
    }

    /** No channel of that name. */
    @Reply("403 {nick} {channel} :{'No such channel'}")
    @SuppressWarnings("serial")
    final class NoSuchChannel extends Exception {
        /** Says so. */
        public NoSuchChannel() {
            super("no such channel", null, false, false);
        }
    }

    /** The client is not there. */
    @Reply("442 {nick} {channel} :{'You are not on that channel'}")
    @SuppressWarnings("serial")
    final class NotOnChannel extends Exception {
        /** Says so. */
        public NotOnChannel() {
            super("not on the channel", null, false, false);
        }
    }

    /** Only operators may do that. */
    @Reply("482 {nick} {channel} :{'You are not channel operator'}")
    @SuppressWarnings("serial")
    final class NotOperator extends Exception {
        /** Says so. */
        public NotOperator() {
            super("no operator", null, false, false);
        }
    }

    /** He is not there. */
    @Reply("441 {nick} {nickname} {channel} :{'They are not on that channel'}")
    @SuppressWarnings("serial")
    final class NotThere extends Exception {
        /** Says so. */
        public NotThere() {
            super("not there", null, false, false);
        }
    }
}
