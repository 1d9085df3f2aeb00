package org.ropewalk.examples.irc;

import java.util.List;
import java.util.Optional;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.Bytes;

/** What the server sends about itself and about users. */
public interface Numerics {
    /** The server's name and program. */
    @Reply("002 {nick} :{text*}")
    void yourHost(String text);

    /** Since when it runs. */
    @Reply("003 {nick} :{text*}")
    void created(String text);

    /** The server's name, version and modes; the last are the channel modes with a parameter. */
    @Reply("004 {nick} {name} {version} {userModes} {channelModes}[ {parameterModes}]")
    void myInfo(
            String name,
            String version,
            String userModes,
            String channelModes,
            Optional<String> parameterModes);

    /** What the server supports. */
    @Reply("005 {nick} {tokens...} :{'are supported on this server'}")
    void support(List<String> tokens);

    /** A client's own modes. */
    @Reply("221 {nick} {modes}")
    void userModes(String modes);

    /** How many users there are. */
    @Reply("251 {nick} :{text*}")
    void users(String text);

    /** The number of operators; not sent if it is 0. */
    @Reply("252 {nick} {count} :{'operator(s) online'}")
    void operators(int count);

    /** The number of unregistered connections; not sent if it is 0. */
    @Reply("253 {nick} {count} :{'unknown connection(s)'}")
    void unknownConnections(int count);

    /** The number of channels; not sent if it is 0. */
    @Reply("254 {nick} {count} :{'channels formed'}")
    void channels(int count);

    /** How many clients and servers this server has. */
    @Reply("255 {nick} :{text*}")
    void clients(String text);

    /** How many clients this server has, and has had at most. */
    @Reply("265 {nick} {count} {most} :{'Current local users {count}, max {most}'}")
    void localUsers(int count, int most);

    /** How many clients the network has, and has had at most. */
    @Reply("266 {nick} {count} {most} :{'Current global users {count}, max {most}'}")
    void globalUsers(int count, int most);

    /** A user is away. */
    @Reply("301 {nick} {nickname} :{message*}")
    void away(String nickname, Bytes message);

    /** About a user. */
    @Reply("311 {nick} {nickname} {user} {host} * :{realName*}")
    void whoisUser(String nickname, String user, String host, Bytes realName);

    /** The server that a user is or was connected to. */
    @Reply("312 {nick} {nickname} {server} :{info*}")
    void whoisServer(String nickname, String info);

    /** About a user that has left. */
    @Reply("314 {nick} {nickname} {user} {host} * :{realName*}")
    void whowasUser(String nickname, String user, String host, Bytes realName);

    /** The users that match were sent. */
    @Reply("315 {nick} {mask} :{'End of WHO list'}")
    void whoEnd(String mask);

    /** For how many seconds a user has sent no message, and when it registered. */
    @Reply("317 {nick} {nickname} {idle} {since} :{'seconds idle, signon time'}")
    void whoisIdle(String nickname, long idle, long since);

    /** All about a user was sent. */
    @Reply("318 {nick} {nickname} :{'End of WHOIS list'}")
    void whoisEnd(String nickname);

    /** The channels that a user is in. */
    @Reply("319 {nick} {nickname} :{channels ...}")
    void whoisChannels(String nickname, List<String> channels);

    /** The server's version. */
    @Reply("351 {nick} {version} {server} :{comments*}")
    void version(String version, String comments);

    /** A user that matches. */
    @Reply("352 {nick} {channel} {user} {host} {server} {nickname} {flags} :0 {realName*}")
    void who(
            String channel,
            String user,
            String host,
            String nickname,
            String flags,
            Bytes realName);

    /** All about users that have left was sent. */
    @Reply("369 {nick} {nickname} :{'End of WHOWAS'}")
    void whowasEnd(String nickname);

    /** About the program. */
    @Reply("371 {nick} :{text*}")
    void info(String text);

    /** All about the program was sent. */
    @Reply("374 {nick} :{'End of INFO list'}")
    void infoEnd();

    /** The message of the day begins. */
    @Reply("375 {nick} :{text*}")
    void motdStart(String text);

    /** A line of it. */
    @Reply("372 {nick} :{text*}")
    void motd(String text);

    /** It ends. */
    @Reply("376 {nick} :{'End of MOTD command'}")
    void motdEnd();

    /** The server's time. */
    @Reply("391 {nick} {server} :{text*}")
    void time(String text);

    /** There is no user and no channel of that name. */
    @Reply("401 {nick} {target} :{'No such nick or channel name'}")
    void noSuchNick(String target);

    /** There is no such server. */
    @Reply("402 {nick} {target} :{'No such server'}")
    void noSuchServer(String target);

    /** No user of that name is remembered. */
    @Reply("406 {nick} {nickname} :{'There was no such nickname'}")
    void wasNoSuchNick(String nickname);

    /** The message was empty. */
    @Reply("412 {nick} :{'No text to send'}")
    void noText();

    /** A command lacks a parameter. */
    @Reply("461 {nick} {verb} :{'Syntax error'}")
    void missingParameter(String verb);

    /** A user mode that this server does not have. */
    @Reply("501 {nick} :{'Unknown mode {mode}'}")
    void unknownUserMode(char mode);

    /** Only the user itself may. */
    @Reply("502 {nick} :{'Cannot set/get modes for other users'}")
    void othersModes();
}
