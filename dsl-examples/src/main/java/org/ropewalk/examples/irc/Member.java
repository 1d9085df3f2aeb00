package org.ropewalk.examples.irc;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.ropewalk.examples.value.Modes;
import org.ropewalk.examples.value.Names;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.server.Peer;

/** Somebody with a name. */
final class Member implements Irc.Registered {
    private static final int MAX_LINE = 510;

    /** Channels that one may be in. */
    private static final int MAX_CHANNELS = 50;

    /** RFC 2812 3.2.1: JOIN 0 leaves all channels. */
    private static final List<String> ALL = List.of("0");

    private static final String CUT = "[CUT]";
    private static final Duration PING_EVERY = Duration.ofSeconds(120);

    private final Network network;
    private final Peer peer;
    private final IrcPushes pushes;
    private String nick = "";
    private String user = "";
    private String realName = "";
    private boolean left;
    private DelayedCall keepAlive;

    Member(Network network, Peer peer) {
        this.network = network;
        this.peer = peer;
        this.pushes = IrcPushes.to(peer);
    }

    Peer peer() {
        return peer;
    }

    private Irc.Prefix prefix() {
        return new Irc.Prefix(nick, "~" + user, host());
    }

    private String host() {
        return peer.address() instanceof InetSocketAddress inet
                ? inet.getAddress().getHostAddress()
                : "localhost";
    }

    // ---- who he is

    void claim(String nickname) throws Irc.NickInUse, Irc.BadNick {
        if (!Network.isNick(nickname)) {
            throw new Irc.BadNick();
        }
        synchronized (network) {
            if (!network.claim(nickname, this)) {
                throw new Irc.NickInUse();
            }
            if (!nick.isEmpty() && !Network.fold(nick).equals(Network.fold(nickname))) {
                network.release(nick);
            }
            nick = nickname;
        }
    }

    void introduce(String userName, String name) {
        // A prefix is NICK!USER@HOST: a user's name holds none of its signs.
        user = userName.replace("@", "").replace("!", "").replace(" ", "");
        realName = name;
    }

    void welcome() {
        keepAlive = peer.loop().callLater(PING_EVERY, this::keepAlive);
        Irc.Prefix me = prefix();
        pushes.welcome(
                "Welcome to the Internet Relay Network "
                        + me.nick()
                        + "!"
                        + me.user()
                        + "@"
                        + me.host(),
                this);
        pushes.yourHost("Your host is " + network.server() + ", running Ropewalk");
        pushes.created("This server has been started");
        pushes.myInfo(network.server(), "ropewalk", "i", "ostk");
        pushes.support(
                List.of(
                        "RFC2812",
                        "CASEMAPPING=ascii",
                        "PREFIX=(o)@",
                        "CHANTYPES=#&+",
                        "CHANLIMIT=#&+:" + MAX_CHANNELS,
                        "NICKLEN=31"));
        synchronized (network) {
            pushes.users("There are " + network.size() + " users and 0 services on 1 servers");
        }
        pushes.motdStart("- " + network.server() + " message of the day");
        pushes.motd("- hi");
        pushes.motdEnd();
    }

    private void keepAlive() {
        pushes.ping(network.server());
        keepAlive = peer.loop().callLater(PING_EVERY, this::keepAlive);
    }

    @Override
    public String server() {
        return network.server();
    }

    @Override
    public String nick() {
        return nick;
    }

    @Override
    public void ping(String token) {}

    @Override
    public void pong(String token) {}

    @Override
    public String quit(Optional<String> reason) {
        String farewell = "\"" + reason.orElse(nick) + "\"";
        leave(farewell);
        return farewell;
    }

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

    @Override
    public void gone(Throwable reason) {
        if (keepAlive != null) {
            keepAlive.cancel();
        }
        leave("Connection closed");
    }

    private void leave(String farewell) {
        if (left) {
            return;
        }
        left = true;
        synchronized (network) {
            for (Member other : network.neighbours(this)) {
                if (other != this) {
                    other.pushes.quit(prefix(), farewell);
                }
            }
            for (Channel channel : List.copyOf(network.channels())) {
                network.leave(channel, this);
            }
            if (!nick.isEmpty()) {
                network.release(nick);
            }
        }
    }

    @Override
    public void nick(String nickname) throws Irc.NickInUse, Irc.BadNick {
        if (nickname.equals(nick)) {
            return;
        }
        Irc.Prefix before = prefix();
        claim(nickname);
        synchronized (network) {
            network.neighbours(this).forEach(other -> other.pushes.nick(before, nickname));
        }
    }

    // ---- channels

    @Override
    public void join(List<String> channels, List<String> keys) {
        synchronized (network) {
            if (channels.equals(ALL)) {
                part(network.channelsOf(this), Optional.empty());
                return;
            }
            for (int i = 0; i < channels.size(); i++) {
                join(channels.get(i), i < keys.size() ? keys.get(i) : "");
            }
        }
    }

    private void join(String name, String key) {
        if (!Network.isChannel(name)) {
            pushes.noSuchChannel(name);
            return;
        }
        if (network.channelsOf(this).size() == MAX_CHANNELS && !isIn(name)) {
            pushes.tooManyChannels(name);
            return;
        }
        Optional<Channel> known = network.channel(name);
        if (known.isPresent() && known.get().members().contains(this)) {
            return;
        }
        if (known.isPresent() && !known.get().key().isEmpty() && !known.get().key().equals(key)) {
            pushes.badKey(known.get().name());
            return;
        }
        Optional<Channel> entered = network.enter(name);
        if (entered.isEmpty()) {
            pushes.unavailable(name);
            return;
        }
        Channel channel = entered.get();
        channel.add(this);
        channel.everybody().join(prefix(), channel.name());
        if (!channel.topic().isEmpty()) {
            tellTopic(channel);
        }
        pushes.names(channel.name(), channel.names());
    }

    /** Whether a channel is not secret to this client. */
    private boolean sees(Channel channel) {
        return !channel.isSecret() || channel.members().contains(this);
    }

    private boolean isIn(String name) {
        return network.channel(name)
                .filter(channel -> channel.members().contains(this))
                .isPresent();
    }

    private void tellTopic(Channel channel) {
        pushes.topicIs(channel.name(), channel.topic());
        pushes.topicBy(channel.name(), channel.topicAuthor(), channel.topicSeconds());
    }

    @Override
    public void part(List<String> channels, Optional<String> reason) {
        synchronized (network) {
            for (String name : channels) {
                Optional<Channel> channel = network.channel(name);
                if (channel.isEmpty()) {
                    pushes.noSuchChannel(name);
                } else if (!channel.get().members().contains(this)) {
                    pushes.notOnChannel(name);
                } else {
                    channel.get().everybody().part(prefix(), channel.get().name(), reason);
                    network.leave(channel.get(), this);
                }
            }
        }
    }

    @Override
    public void privmsg(List<String> targets, String text) {
        if (text.isEmpty()) {
            pushes.noText();
            return;
        }
        synchronized (network) {
            for (String target : targets) {
                Optional<IrcPushes> audience = audience(target);
                if (audience.isPresent()) {
                    audience.get().privmsg(prefix(), target, cut(target, text));
                } else {
                    pushes.noSuchNick(target);
                }
            }
        }
    }

    @Override
    public void privmsg(List<String> targets) {}

    @Override
    public void privmsg() {}

    @Override
    public void notice(List<String> targets, String text) {
        synchronized (network) {
            for (String target : targets) {
                audience(target)
                        .ifPresent(some -> some.notice(prefix(), target, cut(target, text)));
            }
        }
    }

    /** As much of a text as a line has room for, behind who says it to whom. */
    private String cut(String target, String text) {
        Irc.Prefix me = prefix();
        int around =
                (me.nick() + me.user() + me.host() + target).length() + ":!@ PRIVMSG  :".length();
        int room = MAX_LINE - around;
        return Names.cut(text, room, CUT);
    }

    /** Who hears what is said to a channel or to somebody. */
    private Optional<IrcPushes> audience(String target) {
        Optional<Channel> channel = network.channel(target);
        return channel.isPresent()
                ? channel.map(found -> IrcPushes.to(found.group().except(peer)))
                : network.member(target).map(found -> found.pushes);
    }

    private Channel mine(String name) throws Irc.NoSuchChannel, Irc.NotOnChannel {
        Channel channel = network.channel(name).orElseThrow(Irc.NoSuchChannel::new);
        if (!channel.members().contains(this)) {
            throw new Irc.NotOnChannel();
        }
        return channel;
    }

    @Override
    public void topic(String name) throws Irc.NoSuchChannel, Irc.NotOnChannel {
        synchronized (network) {
            Channel channel = mine(name);
            if (channel.topic().isEmpty()) {
                pushes.noTopic(channel.name());
            } else {
                tellTopic(channel);
            }
        }
    }

    @Override
    public void topic(String name, String topic)
            throws Irc.NoSuchChannel, Irc.NotOnChannel, Irc.NotOperator {
        synchronized (network) {
            Channel channel = mine(name);
            if (channel.operatorsSetTopic() && !channel.isOperator(this)) {
                throw new Irc.NotOperator();
            }
            channel.topic(topic, nick);
            channel.everybody().topic(prefix(), channel.name(), topic);
        }
    }

    @Override
    public void kick(String name, String nickname, Optional<String> reason)
            throws Irc.NoSuchChannel, Irc.NotOnChannel, Irc.NotOperator, Irc.NotThere {
        synchronized (network) {
            Channel channel = mine(name);
            if (!channel.isOperator(this)) {
                throw new Irc.NotOperator();
            }
            Member other =
                    network.member(nickname)
                            .filter(channel.members()::contains)
                            .orElseThrow(Irc.NotThere::new);
            channel.everybody().kick(prefix(), channel.name(), other.nick, reason.orElse(nick));
            network.leave(channel, other);
        }
    }

    @Override
    public void names(List<String> channels) {
        synchronized (network) {
            for (String name : channels) {
                Optional<Channel> channel = network.channel(name).filter(this::sees);
                pushes.names(name, channel.map(Channel::names).orElse(List.of()));
            }
        }
    }

    @Override
    public void list(List<String> channels) {
        synchronized (network) {
            for (Channel channel : network.channels()) {
                boolean wanted =
                        channels.isEmpty()
                                ? !channel.isSecret() || channel.members().contains(this)
                                : channels.stream().anyMatch(channel.name()::equalsIgnoreCase);
                if (wanted) {
                    pushes.list(channel.name(), channel.members().size(), channel.topic());
                }
            }
            pushes.listEnd();
        }
    }

    @Override
    public void who(String mask, Optional<String> flag) {
        synchronized (network) {
            Optional<Channel> channel = network.channel(mask);
            if (channel.isPresent()) {
                for (Member member : channel.get().members()) {
                    tellWho(
                            channel.get().name(),
                            member,
                            channel.get().isOperator(member) ? "H@" : "H");
                }
            } else {
                network.member(mask).ifPresent(member -> tellWho("*", member, "H"));
            }
            pushes.whoEnd(mask);
        }
    }

    private void tellWho(String channel, Member member, String flags) {
        Irc.Prefix other = member.prefix();
        pushes.who(channel, other.user(), other.host(), other.nick(), flags, member.realName);
    }

    @Override
    public void whois(String nickname) {
        synchronized (network) {
            Optional<Member> member = network.member(nickname);
            if (member.isEmpty()) {
                pushes.noSuchNick(nickname);
            } else {
                Irc.Prefix other = member.get().prefix();
                pushes.whoisUser(other.nick(), other.user(), other.host(), member.get().realName);
                pushes.whoisServer(other.nick(), "Ropewalk");
                List<String> channels =
                        network.channels().stream()
                                .filter(channel -> channel.members().contains(member.get()))
                                .filter(this::sees)
                                .map(channel -> channel.nameFor(member.get()))
                                .toList();
                if (!channels.isEmpty()) {
                    pushes.whoisChannels(other.nick(), channels);
                }
            }
            pushes.whoisEnd(nickname);
        }
    }

    @Override
    public Irc.Present ison(List<String> nicknames) {
        synchronized (network) {
            return new Irc.Present(
                    nicknames.stream().filter(name -> network.member(name).isPresent()).toList());
        }
    }

    // ---- modes

    @Override
    public void mode(String target, Optional<Modes> modes, List<String> arguments) {
        synchronized (network) {
            Optional<Channel> channel = network.channel(target);
            if (channel.isPresent()) {
                channelMode(channel.get(), modes, arguments);
            } else if (Network.isChannel(target)) {
                pushes.noSuchChannel(target);
            } else if (!Network.fold(target).equals(Network.fold(nick))) {
                pushes.othersModes();
            } else if (modes.isEmpty()) {
                pushes.userModes("+");
            } else {
                pushes.mode(prefix(), nick, modes.get(), List.of());
            }
        }
    }

    private void channelMode(Channel channel, Optional<Modes> modes, List<String> arguments) {
        if (modes.isEmpty()) {
            pushes.channelModes(channel.name(), channel.modes(), channel.modeArguments(this));
            pushes.channelCreated(channel.name(), channel.createdSeconds());
        } else if (modes.get().isOnly('b') && arguments.isEmpty()) {
            pushes.banListEnd(channel.name());
        } else if (!channel.members().contains(this)) {
            pushes.notOnChannel(channel.name());
        } else if (!channel.isOperator(this)) {
            pushes.notOperator(channel.name());
        } else {
            setModes(channel, modes.get(), arguments);
        }
    }

    private void setModes(Channel channel, Modes modes, List<String> arguments) {
        List<Modes.Change> done = new ArrayList<>();
        List<String> said = new ArrayList<>();
        int next = 0;
        for (Modes.Change change : modes.changes()) {
            boolean takes = change.letter() == 'o' || change.letter() == 'k' && change.set();
            if (takes && next == arguments.size()) {
                continue;
            }
            String argument = takes ? arguments.get(next++) : "";
            if (setMode(channel, change.letter(), change.set(), argument)) {
                done.add(change);
                if (takes) {
                    said.add(argument);
                }
            }
        }
        if (!done.isEmpty()) {
            channel.everybody().mode(prefix(), channel.name(), new Modes(done), said);
        }
    }

    private boolean setMode(Channel channel, char mode, boolean set, String argument) {
        switch (mode) {
            case 't' -> channel.operatorsSetTopic(set);
            case 's' -> channel.secret(set);
            case 'k' -> channel.key(set ? argument : "");
            case 'n' -> {
                return false;
            }
            case 'o' -> {
                Optional<Member> other = network.member(argument);
                if (other.isEmpty() || !channel.members().contains(other.get())) {
                    pushes.noSuchNick(argument);
                    return false;
                }
                channel.operator(other.get(), set);
            }
            default -> {
                pushes.unknownMode(mode, channel.name());
                return false;
            }
        }
        return true;
    }
}
