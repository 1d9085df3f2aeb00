package org.ropewalk.examples.irc;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ropewalk.examples.irc.value.NodeTopic;
import org.ropewalk.examples.value.Modes;
import org.ropewalk.examples.value.Names;
import org.ropewalk.line.Bytes;

/** What a registered client does with channels. */
final class MemberChannels implements ChannelCommands {
    /** CHANLIMIT. */
    static final int MAX_CHANNELS = 50;

    /** KICKLEN, and the bound of other reasons. */
    static final int MAX_REASON = 300;

    /** RFC 2812 3.2.1: JOIN 0 leaves all channels. */
    private static final List<String> ALL = List.of("0");

    /** Characters of the names in one line, which has 510. */
    private static final int NAMES_ROOM = 380;

    private final Network network;
    private final User user;
    private final IrcPushes pushes;

    MemberChannels(Network network, User user) {
        this.network = network;
        this.user = user;
        this.pushes = user.pushes();
    }

    // ---- join and part

    /** The commands that follow wait until the user is in the channels. */
    @Override
    public CompletionStage<Void> join(List<String> channels, List<String> keys) {
        if (channels.equals(ALL)) {
            partAll();
            return CompletableFuture.completedStage(null);
        }
        Set<String> named = new LinkedHashSet<>(channels);
        named.removeIf(name -> !Network.isChannel(name));
        return network.link().whenConnected(named, () -> joinAll(channels, keys));
    }

    private void partAll() {
        synchronized (network) {
            for (Channel channel : List.copyOf(user.channels())) {
                part(channel, Optional.empty());
            }
        }
    }

    private void joinAll(List<String> channels, List<String> keys) {
        synchronized (network) {
            for (int i = 0; i < channels.size() && !user.isGone(); i++) {
                join(channels.get(i), i < keys.size() ? keys.get(i) : "");
            }
        }
    }

    private void join(String name, String key) {
        Optional<Channel> known = network.channel(name);
        if (!Network.isChannel(name)) {
            pushes.noSuchChannel(Names.parameter(name));
        } else if (known.isPresent() && known.get().has(user)) {
            return;
        } else if (user.channels().size() == MAX_CHANNELS) {
            pushes.tooManyChannels(name);
        } else if (known.isEmpty() || mayJoin(known.get(), key)) {
            network.enter(name).ifPresentOrElse(this::enter, () -> pushes.unavailable(name));
        }
    }

    /** RFC 2811 4.2.2, 4.2.9, 4.2.10, 4.3.1: an invitation stands for all but the key. */
    private boolean mayJoin(Channel channel, String key) {
        ChannelModes modes = channel.modes();
        boolean isInvited = user.isInvited(channel);
        if (!modes.key().isEmpty() && !modes.key().equals(key)) {
            pushes.badKey(channel.name());
        } else if (modes.has('i') && !isInvited) {
            pushes.inviteOnly(channel.name());
        } else if (channel.isFull() && !isInvited) {
            pushes.channelIsFull(channel.name());
        } else if (modes.isBanned(user) && !isInvited) {
            pushes.banned(channel.name());
        } else {
            return true;
        }
        return false;
    }

    private void enter(Channel channel) {
        channel.add(user, network.stamp(channel));
        network.link().joined(user, channel);
        channel.everybody().join(user.prefix(), channel.name());
        if (!channel.topic().text().isEmpty()) {
            channel.tellTopic(user);
        }
        tellNames(channel);
        pushes.namesEnd(channel.name());
    }

    @Override
    public void part(List<String> channels, Optional<Bytes> reason) {
        synchronized (network) {
            for (String name : channels) {
                Optional<Channel> channel = network.channel(name);
                if (channel.isEmpty()) {
                    pushes.noSuchChannel(Names.parameter(name));
                } else if (!channel.get().has(user)) {
                    pushes.notOnChannel(name);
                } else {
                    part(channel.get(), reason);
                }
            }
        }
    }

    private void part(Channel channel, Optional<Bytes> reason) {
        channel.everybody().part(user.prefix(), channel.name(), reason.map(MemberChannels::cut));
        network.link().parted(user, channel);
        network.leave(channel, user);
    }

    private static Bytes cut(Bytes reason) {
        return Names.cut(reason, MAX_REASON, "");
    }

    // ---- what members do

    private Channel mine(String name) throws Irc.NoSuchChannel, Irc.NotOnChannel {
        Channel channel = network.channel(name).orElseThrow(Irc.NoSuchChannel::new);
        if (!channel.has(user)) {
            throw new Irc.NotOnChannel();
        }
        return channel;
    }

    @Override
    public void topic(String name) throws Irc.NoSuchChannel, Irc.NotOnChannel {
        synchronized (network) {
            mine(name).tellTopic(user);
        }
    }

    @Override
    public void topic(String name, Bytes topic)
            throws Irc.NoSuchChannel, Irc.NotOnChannel, Irc.NotOperator {
        synchronized (network) {
            Channel channel = mine(name);
            if (channel.modes().has('t') && !channel.isOperator(user)) {
                throw new Irc.NotOperator();
            }
            // Later than the one before, so that all nodes take it.
            long seconds = Math.max(network.seconds(), channel.topic().seconds() + 1);
            channel.topic(new NodeTopic(topic, user.nick(), seconds));
            channel.everybody().topic(user.prefix(), channel.name(), channel.topic().text());
            network.link().topic(channel);
        }
    }

    /** RFC 2812 3.2.8: one channel and any number of users, or as many channels as users. */
    @Override
    public void kick(List<String> names, List<String> nicknames, Optional<Bytes> reason) {
        if (names.size() != 1 && names.size() != nicknames.size()) {
            pushes.missingParameter("KICK");
            return;
        }
        Bytes why = cut(reason.orElseGet(() -> Bytes.of(user.nick())));
        synchronized (network) {
            for (int i = 0; i < nicknames.size(); i++) {
                kick(names.get(names.size() == 1 ? 0 : i), nicknames.get(i), why);
            }
        }
    }

    private void kick(String name, String nickname, Bytes reason) {
        Optional<Channel> channel = network.channel(name);
        if (channel.isEmpty()) {
            pushes.noSuchChannel(Names.parameter(name));
        } else if (!channel.get().has(user)) {
            pushes.notOnChannel(name);
        } else if (!channel.get().isOperator(user)) {
            pushes.notOperator(name);
        } else {
            network.user(nickname)
                    .filter(channel.get()::has)
                    .ifPresentOrElse(
                            other -> kick(channel.get(), other, reason),
                            () -> pushes.notThere(Names.parameter(nickname), name));
        }
    }

    private void kick(Channel channel, User other, Bytes reason) {
        channel.everybody().kick(user.prefix(), channel.name(), other.nick(), reason);
        network.link().parted(other, channel);
        network.leave(channel, other);
    }

    @Override
    public void invite(String nickname, String name)
            throws Irc.NoSuchNick, Irc.NotOnChannel, Irc.NotOperator, Irc.OnChannel {
        synchronized (network) {
            User other = network.user(nickname).orElseThrow(Irc.NoSuchNick::new);
            Optional<Channel> channel = network.channel(name);
            if (channel.isPresent()) {
                checkInvitation(channel.get(), other);
                other.invite(channel.get());
            }
            other.pushes()
                    .invite(user.prefix(), other.nick(), channel.map(Channel::name).orElse(name));
            other.tellAway(user);
        }
    }

    private void checkInvitation(Channel channel, User other)
            throws Irc.NotOnChannel, Irc.NotOperator, Irc.OnChannel {
        if (!channel.has(user)) {
            throw new Irc.NotOnChannel();
        }
        if (channel.has(other)) {
            throw new Irc.OnChannel();
        }
        if (channel.modes().has('i') && !channel.isOperator(user)) {
            throw new Irc.NotOperator();
        }
    }

    @Override
    public List<String> invitations() {
        synchronized (network) {
            return user.invitations().stream()
                    .filter(channel -> !channel.members().isEmpty())
                    .map(Channel::name)
                    .toList();
        }
    }

    // ---- modes

    @Override
    public void mode(String target, Optional<Modes> modes) {
        mode(target, modes, List.of());
    }

    @Override
    public void mode(String target, Modes modes, List<String> arguments, String last) {
        List<String> all = new ArrayList<>(arguments);
        all.add(last);
        mode(target, Optional.of(modes), all);
    }

    private void mode(String target, Optional<Modes> modes, List<String> arguments) {
        synchronized (network) {
            Optional<Channel> channel = network.channel(target);
            if (channel.isPresent()) {
                channelMode(channel.get(), modes, arguments);
            } else if (Network.isChannel(target)) {
                pushes.noSuchChannel(target);
            } else if (!Names.lower(target).equals(Names.lower(user.nick()))) {
                network.user(target)
                        .ifPresentOrElse(
                                other -> pushes.othersModes(), () -> pushes.noSuchNick(target));
            } else if (modes.isEmpty()) {
                pushes.userModes(user.isInvisible() ? "+i" : "+");
            } else {
                userMode(modes.get());
            }
        }
    }

    private void channelMode(Channel channel, Optional<Modes> modes, List<String> arguments) {
        if (modes.isEmpty()) {
            pushes.channelModes(
                    channel.name(),
                    channel.modes().letters(),
                    channel.modes().arguments(channel.has(user)));
            pushes.channelCreated(channel.name(), channel.createdSeconds());
        } else if (modes.get().isOnly('b') && arguments.isEmpty()) {
            ModeCommand.tellBans(user, channel);
        } else if (!channel.has(user)) {
            pushes.notOnChannel(channel.name());
        } else if (!channel.isOperator(user)) {
            pushes.notOperator(channel.name());
        } else {
            new ModeCommand(network, user, channel, arguments).run(modes.get());
        }
    }

    /** RFC 2812 3.1.5: no user makes itself an operator, so o has no effect. */
    private void userMode(Modes modes) {
        boolean before = user.isInvisible();
        for (Modes.Change change : modes.changes()) {
            if (change.letter() == 'i') {
                user.invisible(change.set());
            } else if (change.letter() != 'o' && change.letter() != 'O') {
                pushes.unknownUserMode(change.letter());
            }
        }
        if (user.isInvisible() != before) {
            network.link().changed(user);
            Modes changed = new Modes(List.of(new Modes.Change(!before, 'i')));
            pushes.mode(user.prefix(), user.nick(), changed, List.of());
        }
    }

    // ---- lists

    /** RFC 2812 3.2.5: without names all visible channels, and users without a channel. */
    @Override
    public void names(List<String> channels) {
        synchronized (network) {
            if (channels.isEmpty()) {
                network.channels().stream().filter(this::isSeen).forEach(this::tellNames);
                tellOthers();
                pushes.namesEnd("*");
            }
            for (String name : channels) {
                network.channel(name).filter(this::isSeen).ifPresent(this::tellNames);
                pushes.namesEnd(Names.parameter(name));
            }
        }
    }

    private void tellOthers() {
        List<String> others =
                network.users().stream()
                        .filter(other -> other == user || !other.isInvisible())
                        .filter(other -> other.channels().stream().noneMatch(this::isSeen))
                        .map(User::nick)
                        .toList();
        for (List<String> line : Names.inLines(others, NAMES_ROOM)) {
            pushes.names(Irc.Visibility.PRIVATE, "*", line);
        }
    }

    private boolean isSeen(Channel channel) {
        return channel.isVisibleTo(user);
    }

    private void tellNames(Channel channel) {
        for (List<String> line : Names.inLines(channel.names(user), NAMES_ROOM)) {
            pushes.names(channel.modes().visibility(), channel.name(), line);
        }
    }

    @Override
    public void list(List<String> channels) {
        synchronized (network) {
            List<String> wanted = channels.stream().map(Names::lower).toList();
            network.channels().stream()
                    .filter(this::isSeen)
                    .filter(
                            channel ->
                                    wanted.isEmpty()
                                            || wanted.contains(Names.lower(channel.name())))
                    .forEach(
                            channel ->
                                    pushes.list(
                                            channel.name(),
                                            channel.members().size(),
                                            channel.topic().text()));
            pushes.listEnd();
        }
    }
}
