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
import org.ropewalk.line.Bytes;

/**
 * IRC between client and server (RFC 2812, Modern IRC). Most of what a server sends are pushes;
 * only errors and few replies answer a command. Names and texts may have any encoding, and their
 * bytes are passed on unchanged: each character of a {@code String} is one byte.
 */
@LineProtocol(
        initial = Irc.Unregistered.class,
        terminator = Terminator.CRLF_OR_LF,
        carrier = Carrier.TRAILING,
        charset = "ISO-8859-1",
        controls = Irc.CTCP_AND_FORMATTING)
@Envelope(command = "[:{} ]{*}", reply = ":{server} {*}")
@Errors(
        empty = @Reply(Errors.SILENT),
        unknown = @Reply("421 {nick} {verb} :{'Unknown command'}"),
        usage = @Reply("461 {nick} {verb} :{'Syntax error'}"),
        malformed = @Reply("461 {nick} {verb} :{'{message}'}"),
        tooLong = @Reply("417 {nick} :{'Input line was too long'}"),
        busy =
                @Reply(
                        value = "ERROR :{'Closing Link: Too many connections'}",
                        bare = true,
                        close = true),
        timeout = @Reply(value = "ERROR :{'Ping timeout'}", bare = true, close = true),
        shutdown =
                @Reply(
                        value = "ERROR :{'Closing Link: Server is going down'}",
                        bare = true,
                        close = true))
@Limits(line = 510, words = 256, idleSeconds = 240, errors = 50)
public interface Irc {
    /**
     * CTCP's delimiter; bold, colour, hex colour, reset, monospace, reverse, italic, strikethrough
     * and underline (Modern IRC, formatting).
     */
    String CTCP_AND_FORMATTING = "\u0001\u0002\u0003\u0004\u000f\u0011\u0016\u001d\u001e\u001f";

    /** The server's own name. */
    @Supplies
    String server();

    /** The client's nickname, or {@code *} before it has one. */
    @Supplies
    String nick();

    /** Checks that the server answers. */
    @Command("PING :{token*}")
    @Reply("PONG {server} :{token*}")
    @Errors(usage = @Reply("409 {nick} :{'No origin specified'}"))
    void ping(Bytes token);

    /** Answers the server's {@code PING}. */
    @Command("PONG :{token*}")
    @Errors(usage = @Reply("409 {nick} :{'No origin specified'}"))
    void pong(Bytes token);

    /** Chooses a name, or another one. */
    @Command("NICK {nickname}")
    void nick(String nickname) throws NickInUse, BadNick;

    /** No name was given (RFC 2812 3.1.2). */
    @Command("NICK")
    @Reply("431 {nick} :{'No nickname given'}")
    void noNick();

    /** Ends the connection. */
    @Command("QUIT[ :{reason*}]")
    @Reply(value = "ERROR :{*}", bare = true, close = true)
    Bytes quit(Optional<Bytes> reason);

    /** Lists the capabilities of the server; there are none. */
    @Command("CAP LS[ {version}]")
    Listed capLs(OptionalInt version);

    /** Lists the capabilities in use. */
    @Command("CAP LIST")
    Enabled capList();

    /** An unknown subcommand. */
    @Command("CAP {subcommand} {*}")
    @Reply("410 {nick} {subcommand} :{'Invalid CAP command'}")
    void capOther(String subcommand);

    /** Requests capabilities, which are refused. */
    @Command("CAP REQ :{wanted ...}")
    @Reply("CAP {nick} NAK :{wanted ...}")
    void capReq(List<String> wanted);

    /** Ends the negotiation of capabilities. */
    @Command("CAP END")
    void capEnd();

    /** The connection has ended. */
    @OnDisconnect
    void gone(Throwable reason);

    /** Before the client is registered. */
    @Errors(misplaced = @Reply("451 {nick} :{'Connection not registered'}"))
    interface Unregistered extends Irc {
        /** A password, which is not needed. */
        @Command("PASS {password}")
        void pass(@Secret Bytes password);

        /** Gives the user's name and modes. */
        @Command("USER {user} {mode} {unused} :{realName*}")
        void user(String user, String mode, String unused, Bytes realName);
    }

    /** A registered client. */
    @Errors(misplaced = @Reply("462 {nick} :{'Connection already registered'}"))
    interface Registered extends Irc, ChannelCommands, UserQueries, ServerQueries {
        /** Sends a message; its bytes are passed on unchanged. */
        @Command("PRIVMSG {targets,...} :{text*}")
        void privmsg(List<String> targets, Bytes text);

        /** A message without a text. */
        @Command("PRIVMSG {targets,...}")
        void privmsg(List<String> targets);

        /** A message without a recipient. */
        @Command("PRIVMSG")
        @Reply("411 {nick} :{'No recipient given (PRIVMSG)'}")
        void privmsg();

        /** Sends a message that programs do not answer, and the server neither. */
        @Command("NOTICE {targets,...} :{text*}")
        @NoReply
        void notice(List<String> targets, Bytes text);

        /** One without a text, or without a recipient. */
        @Command("NOTICE[ {targets,...}]")
        @NoReply
        void notice(List<String> targets);

        /** Marks the client as away, or without a text as back (RFC 2812 4.1). */
        @Command("AWAY[ :{message*}]")
        Away away(Optional<Bytes> message);
    }

    /** The capabilities of the server. */
    @Reply("CAP {nick} LS :{capabilities ...}")
    record Listed(List<String> capabilities) {}

    /** The capabilities in use. */
    @Reply("CAP {nick} LIST :{capabilities ...}")
    record Enabled(List<String> capabilities) {}

    /** Whether the client is away. */
    enum Away {
        /** It is away. */
        @Reply("306 {nick} :{'You have been marked as being away'}")
        AWAY,
        /** It is back. */
        @Reply("305 {nick} :{'You are no longer marked as being away'}")
        BACK
    }

    /** What the server sends that answers no command, or answers one in several lines. */
    @Push
    interface Events extends ChannelEvents, Numerics {
        /** The client is registered. */
        @Reply("001 {nick} :{text*}")
        void welcome(String text, Registered next);

        /** Asks whether the client is still there. */
        @Reply(value = "PING :{token*}", bare = true)
        void ping(Bytes token);
    }

    /** For which users a channel is visible, as {@code NAMES} marks it. */
    enum Visibility {
        /** For all. */
        @Format("=")
        PUBLIC,
        /** For its members: {@code +p}. */
        @Format("*")
        PRIVATE,
        /** For its members: {@code +s}. */
        @Format("@")
        SECRET
    }

    /** The user who sent a line. */
    @Format("{nick}!{user}@{host}")
    record Prefix(String nick, String user, String host) {}

    /** Another user has the name. */
    @Reply("433 {nick} {nickname} :{'Nickname already in use'}")
    @SuppressWarnings("serial")
    final class NickInUse extends Exception {
        /** Without a stack trace. */
        public NickInUse() {
            super("in use", null, false, false);
        }
    }

    /** Not a valid name. */
    @Reply("432 {nick} {nickname} :{'Erroneous nickname'}")
    @SuppressWarnings("serial")
    final class BadNick extends Exception {
        /** Without a stack trace. */
        public BadNick() {
            super("no nick name", null, false, false);
        }
    }

    /** There is no channel of that name. */
    @Reply("403 {nick} {channel} :{'No such channel'}")
    @SuppressWarnings("serial")
    final class NoSuchChannel extends Exception {
        /** Without a stack trace. */
        public NoSuchChannel() {
            super("no such channel", null, false, false);
        }
    }

    /** The client is no member of the channel. */
    @Reply("442 {nick} {channel} :{'You are not on that channel'}")
    @SuppressWarnings("serial")
    final class NotOnChannel extends Exception {
        /** Without a stack trace. */
        public NotOnChannel() {
            super("not on the channel", null, false, false);
        }
    }

    /** Only operators may do that. */
    @Reply("482 {nick} {channel} :{'You are not channel operator'}")
    @SuppressWarnings("serial")
    final class NotOperator extends Exception {
        /** Without a stack trace. */
        public NotOperator() {
            super("no operator", null, false, false);
        }
    }

    /** There is no user of that name. */
    @Reply("401 {nick} {nickname} :{'No such nick or channel name'}")
    @SuppressWarnings("serial")
    final class NoSuchNick extends Exception {
        /** Without a stack trace. */
        public NoSuchNick() {
            super("no such nick name", null, false, false);
        }
    }

    /** The user is a member already. */
    @Reply("443 {nick} {nickname} {channel} :{'is already on channel'}")
    @SuppressWarnings("serial")
    final class OnChannel extends Exception {
        /** Without a stack trace. */
        public OnChannel() {
            super("on the channel already", null, false, false);
        }
    }
}
