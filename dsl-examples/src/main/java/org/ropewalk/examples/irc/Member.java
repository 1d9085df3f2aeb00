package org.ropewalk.examples.irc;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import org.ropewalk.examples.value.Mask;
import org.ropewalk.examples.value.Modes;
import org.ropewalk.examples.value.Names;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.DelayedCall;

/** A registered client: its names, its messages and its end; the rest is in its parts. */
final class Member implements Irc.Registered {
    /** AWAYLEN. */
    static final int MAX_AWAY = 200;

    private static final int MAX_LINE = 510;
    private static final String CUT = "[CUT]";
    private static final Bytes CONNECTION_CLOSED = Bytes.of("Connection closed");
    private static final Duration PING_EVERY = Duration.ofSeconds(120);

    private final Network network;
    private final User user;
    private final MemberChannels channels;
    private final MemberQueries queries;
    private final ServerReport report;
    private DelayedCall keepAlive;

    Member(Network network, User user) {
        this.network = network;
        this.user = user;
        this.channels = new MemberChannels(network, user);
        this.queries = new MemberQueries(network, user);
        this.report = new ServerReport(network, user);
    }

    /** Sends what RFC 2812 5.1 demands behind a registration. */
    void welcome() {
        keepAlive = user.peer().loop().callLater(PING_EVERY, this::keepAlive);
        user.pushes().welcome("Welcome to the Internet Relay Network " + user.hostmask(), this);
        report.welcome();
    }

    private void keepAlive() {
        user.pushes().ping(Bytes.of(network.server()));
        keepAlive = user.peer().loop().callLater(PING_EVERY, this::keepAlive);
    }

    @Override
    public String server() {
        return network.server();
    }

    @Override
    public String nick() {
        return user.nick();
    }

    @Override
    public void ping(Bytes token) {}

    @Override
    public void pong(Bytes token) {}

    @Override
    public Irc.Listed capLs(OptionalInt version) {
        return new Irc.Listed(List.of());
    }

    @Override
    public Irc.Enabled capList() {
        return new Irc.Enabled(List.of());
    }

    @Override
    public void capOther(String subcommand) {}

    @Override
    public void capReq(List<String> wanted) {}

    @Override
    public void capEnd() {}

    // ---- the end

    @Override
    public Bytes quit(Optional<Bytes> reason) {
        Bytes farewell =
                reason.map(why -> Names.cut(why, MemberChannels.MAX_REASON, ""))
                        .map(Names::quoted)
                        .orElseGet(() -> Bytes.of(user.nick()));
        leave(farewell);
        return farewell;
    }

    @Override
    public void gone(Throwable reason) {
        if (keepAlive != null) {
            keepAlive.cancel();
        }
        leave(CONNECTION_CLOSED);
    }

    private void leave(Bytes farewell) {
        synchronized (network) {
            if (user.end()) {
                network.link().left(user, farewell);
                network.quit(user, farewell);
            }
        }
    }

    // ---- names and messages

    @Override
    public void nick(String nickname) throws Irc.NickInUse, Irc.BadNick {
        if (nickname.equals(user.nick())) {
            return;
        }
        user.reserve(nickname);
        network.link().claim(user, nickname, () -> rename(nickname), () -> keepName(nickname));
    }

    private void rename(String nickname) {
        synchronized (network) {
            Irc.Prefix before = user.prefix();
            user.take(nickname);
            network.link().renamed(user);
            network.neighbours(user).forEach(other -> other.pushes().nick(before, nickname));
        }
    }

    private void keepName(String nickname) {
        synchronized (network) {
            if (!Names.lower(nickname).equals(Names.lower(user.nick()))) {
                network.release(nickname, user);
            }
        }
        user.pushes().unavailable(nickname);
    }

    @Override
    public void noNick() {}

    @Override
    public Irc.Away away(Optional<Bytes> message) {
        synchronized (network) {
            user.away(
                    message.filter(text -> !text.isEmpty())
                            .map(text -> Names.cut(text, MAX_AWAY, "")));
            network.link().changed(user);
            return user.away().isPresent() ? Irc.Away.AWAY : Irc.Away.BACK;
        }
    }

    @Override
    public void privmsg(List<String> targets, Bytes text) {
        if (text.isEmpty()) {
            user.pushes().noText();
            return;
        }
        synchronized (network) {
            user.spoke();
            for (String target : targets) {
                network.channel(target)
                        .ifPresentOrElse(channel -> send(channel, text), () -> send(target, text));
            }
        }
    }

    private void send(Channel channel, Bytes text) {
        if (channel.maySpeak(user)) {
            channel.others(user).privmsg(user.prefix(), channel.name(), cut(channel.name(), text));
        } else {
            user.pushes().cannotSend(channel.name());
        }
    }

    private void send(String nickname, Bytes text) {
        Optional<User> other = network.user(nickname);
        if (other.isPresent()) {
            String target = other.get().nick();
            other.get().tellAway(user);
            other.get().pushes().privmsg(user.prefix(), target, cut(target, text));
        } else {
            user.pushes().noSuchNick(Names.parameter(nickname));
        }
    }

    @Override
    public void privmsg(List<String> targets) {
        user.pushes().noText();
    }

    @Override
    public void privmsg() {}

    /** RFC 2812 3.3.2: nothing is answered, whatever becomes of it. */
    @Override
    public void notice(List<String> targets, Bytes text) {
        synchronized (network) {
            for (String target : targets) {
                network.channel(target)
                        .ifPresentOrElse(
                                channel -> notice(channel, text),
                                () -> network.user(target).ifPresent(other -> notice(other, text)));
            }
        }
    }

    @Override
    public void notice(List<String> targets) {}

    private void notice(Channel channel, Bytes text) {
        if (channel.maySpeak(user)) {
            String target = channel.name();
            channel.others(user).notice(user.prefix(), target, cut(target, text));
        }
    }

    private void notice(User other, Bytes text) {
        other.pushes().notice(user.prefix(), other.nick(), cut(other.nick(), text));
    }

    /** As much of a text as a line has room for behind its prefix and its target. */
    private Bytes cut(String target, Bytes text) {
        int around = (":" + user.hostmask() + " PRIVMSG " + target + " :").length();
        return Names.cut(text, MAX_LINE - around, CUT);
    }

    // ---- what the parts do

    @Override
    public CompletionStage<Void> join(List<String> channelNames, List<String> keys) {
        return channels.join(channelNames, keys);
    }

    @Override
    public void part(List<String> channelNames, Optional<Bytes> reason) {
        channels.part(channelNames, reason);
    }

    @Override
    public void topic(String channel) throws Irc.NoSuchChannel, Irc.NotOnChannel {
        channels.topic(channel);
    }

    @Override
    public void topic(String channel, Bytes topic)
            throws Irc.NoSuchChannel, Irc.NotOnChannel, Irc.NotOperator {
        channels.topic(channel, topic);
    }

    @Override
    public void mode(String target, Optional<Modes> modes) {
        channels.mode(target, modes);
    }

    @Override
    public void mode(String target, Modes modes, List<String> arguments, String last) {
        channels.mode(target, modes, arguments, last);
    }

    @Override
    public void kick(List<String> channelNames, List<String> nicknames, Optional<Bytes> reason) {
        channels.kick(channelNames, nicknames, reason);
    }

    @Override
    public void invite(String nickname, String channel)
            throws Irc.NoSuchNick, Irc.NotOnChannel, Irc.NotOperator, Irc.OnChannel {
        channels.invite(nickname, channel);
    }

    @Override
    public List<String> invitations() {
        return channels.invitations();
    }

    @Override
    public void names(List<String> channelNames) {
        channels.names(channelNames);
    }

    @Override
    public void list(List<String> channelNames) {
        channels.list(channelNames);
    }

    @Override
    public void who(Optional<Mask> mask, Optional<String> flag) {
        queries.who(mask, flag);
    }

    @Override
    public void whois(List<String> nicknames) {
        queries.whois(nicknames);
    }

    @Override
    public void whois(String target, List<String> nicknames) {
        queries.whois(target, nicknames);
    }

    @Override
    public void whowas(List<String> nicknames, OptionalInt count, Optional<String> server) {
        queries.whowas(nicknames, count, server);
    }

    @Override
    public void noName() {}

    @Override
    public Present ison(List<String> nicknames) {
        return queries.ison(nicknames);
    }

    @Override
    public Hosts userhost(List<String> nicknames) {
        return queries.userhost(nicknames);
    }

    @Override
    public void lusers(Optional<String> mask, Optional<String> target) {
        report.lusers(mask, target);
    }

    @Override
    public void motd(Optional<String> target) {
        report.motd(target);
    }

    @Override
    public void version(Optional<String> target) {
        report.version(target);
    }

    @Override
    public void time(Optional<String> target) {
        report.time(target);
    }

    @Override
    public void info(Optional<String> target) {
        report.info(target);
    }

    @Override
    public void oper(String name, String password) {
        report.oper(name, password);
    }
}
