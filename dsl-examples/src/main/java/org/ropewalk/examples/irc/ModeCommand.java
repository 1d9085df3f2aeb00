package org.ropewalk.examples.irc;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.ropewalk.examples.irc.value.NodeFlag;
import org.ropewalk.examples.irc.value.NodeStamp;
import org.ropewalk.examples.value.Mask;
import org.ropewalk.examples.value.Modes;
import org.ropewalk.examples.value.Names;
import org.ropewalk.examples.value.Token;

/** One {@code MODE} of a channel (RFC 2812 3.2.3). Its author holds the network's lock. */
final class ModeCommand {
    /** MODES: changes with an argument in one command. */
    static final int MAX_ARGUMENTS = 5;

    /** RFC 2812 2.3.1: a key has 23 characters. */
    private static final int MAX_KEY = 23;

    private static final int MAX_MASK = 100;
    private static final int MAX_LIMIT = 1_000_000;

    private final Network network;
    private final User author;
    private final Channel channel;
    private final ChannelModes modes;
    private final Iterator<String> arguments;
    private final NodeStamp stamp;
    private final List<Modes.Change> done = new ArrayList<>();

    /** The arguments of what is done, as the members are sent them. */
    private final List<String> written = new ArrayList<>();

    /** The arguments of what is done, as the other nodes are sent them. */
    private final List<String> told = new ArrayList<>();

    ModeCommand(Network network, User author, Channel channel, List<String> arguments) {
        this.network = network;
        this.author = author;
        this.channel = channel;
        this.modes = channel.modes();
        this.stamp = network.stamp(channel);
        this.arguments = arguments.stream().limit(MAX_ARGUMENTS).iterator();
    }

    /** Makes the changes, and tells the members of those that had an effect. */
    void run(Modes changes) {
        changes.changes().forEach(this::change);
        if (!done.isEmpty()) {
            Modes made = new Modes(done);
            channel.everybody().mode(author.prefix(), channel.name(), made, written);
            network.link().modes(channel, stamp, made, told);
        }
    }

    private void change(Modes.Change change) {
        switch (change.letter()) {
            case 'i', 'm', 'n', 't' -> {
                if (modes.flag(change.letter(), change.set())) {
                    done(change);
                }
            }
            case 'p' -> visibility(change, Irc.Visibility.PRIVATE);
            case 's' -> visibility(change, Irc.Visibility.SECRET);
            case 'b' -> ban(change);
            case 'k' -> key(change);
            case 'l' -> limit(change);
            case 'o', 'v' -> rank(change);
            default ->
                    author.pushes()
                            .unknownMode(
                                    Names.parameter(String.valueOf(change.letter())),
                                    channel.name());
        }
    }

    private void done(Modes.Change change) {
        modes.takes(change.letter(), stamp);
        done.add(change);
    }

    private void done(Modes.Change change, String argument, String toldArgument) {
        done.add(change);
        written.add(argument);
        told.add(toldArgument);
    }

    private void invalid(Modes.Change change, String argument) {
        author.pushes()
                .invalidModeArgument(channel.name(), change.letter(), Names.parameter(argument));
    }

    /**
     * RFC 2811 4.2.6: a channel is not private and secret, so the former is ignored behind this.
     */
    private void visibility(Modes.Change change, Irc.Visibility wanted) {
        Irc.Visibility now = modes.visibility();
        if (change.set() && now != wanted && now != Irc.Visibility.SECRET) {
            modes.visibility(wanted);
            done(change);
        } else if (!change.set() && now == wanted) {
            modes.visibility(Irc.Visibility.PUBLIC);
            done(change);
        }
    }

    private void ban(Modes.Change change) {
        if (!arguments.hasNext()) {
            tellBans(author, channel);
            return;
        }
        String argument = arguments.next();
        Mask mask = Mask.ofUsers(argument);
        if (!Names.isParameter(argument)) {
            invalid(change, argument);
        } else if (mask.text().length() > MAX_MASK) {
            invalid(change, mask.text());
        } else if (change.set() != modes.hasBan(mask)) {
            change(change, mask);
        }
    }

    private void change(Modes.Change change, Mask mask) {
        if (!change.set()) {
            modes.unban(new ChannelModes.Unbanned(mask, stamp));
            network.releaseBans(1);
        } else if (modes.hasRoomForBan() && network.reserveBan()) {
            modes.ban(new ChannelModes.Ban(mask, author.nick(), network.seconds(), stamp));
        } else {
            author.pushes().banListFull(channel.name(), change.letter());
            return;
        }
        done(change, mask.text(), mask.text());
    }

    /** RFC 2812 3.2.3: anybody may ask for the bans. */
    static void tellBans(User asker, Channel channel) {
        for (ChannelModes.Ban ban : channel.modes().bans()) {
            asker.pushes().ban(channel.name(), ban.mask().text(), ban.author(), ban.seconds());
        }
        asker.pushes().banListEnd(channel.name());
    }

    /** RFC 2812 3.2.3, and ISUPPORT says so: the key has an argument when it is taken back, too. */
    private void key(Modes.Change change) {
        Optional<String> key = argument();
        if (!change.set()) {
            if (!modes.key().isEmpty()) {
                key(change, "", key.filter(Names::isParameter).orElse("*"));
            }
        } else if (key.isEmpty()) {
            author.pushes().missingParameter("MODE");
        } else if (!isKey(key.get())) {
            invalid(change, "*");
        } else {
            key(change, key.get(), key.get());
        }
    }

    private void key(Modes.Change change, String key, String argument) {
        modes.key(key);
        modes.takes(change.letter(), stamp);
        done(change, argument, argument);
    }

    private static boolean isKey(String key) {
        return Names.isParameter(key) && key.length() <= MAX_KEY && Names.isFreeOf(key, ",:");
    }

    private void limit(Modes.Change change) {
        if (!change.set()) {
            if (modes.limit() != 0) {
                modes.limit(0);
                done(change);
            }
            return;
        }
        Optional<String> argument = argument();
        long limit = argument.map(text -> Token.number(text, 0)).orElse(0L);
        if (argument.isEmpty()) {
            author.pushes().missingParameter("MODE");
        } else if (limit < 1 || limit > MAX_LIMIT) {
            invalid(change, argument.get());
        } else {
            modes.limit((int) limit);
            modes.takes(change.letter(), stamp);
            done(change, String.valueOf(limit), String.valueOf(limit));
        }
    }

    private void rank(Modes.Change change) {
        Optional<String> nickname = argument();
        if (nickname.isEmpty()) {
            author.pushes().missingParameter("MODE");
            return;
        }
        Optional<User> member = network.user(nickname.get());
        if (member.isEmpty()) {
            author.pushes().noSuchNick(Names.parameter(nickname.get()));
        } else if (!channel.has(member.get())) {
            author.pushes().notThere(nickname.get(), channel.name());
        } else {
            rank(change, member.get());
        }
    }

    private void rank(Modes.Change change, User member) {
        boolean isOperator = change.letter() == 'o';
        boolean before = isOperator ? channel.isOperator(member) : channel.hasVoice(member);
        if (before == change.set()) {
            return;
        }
        NodeFlag flag = new NodeFlag(change.set(), stamp);
        if (isOperator) {
            channel.operator(member, flag);
        } else {
            channel.voice(member, flag);
        }
        done(change, member.nick(), member.id());
    }

    private Optional<String> argument() {
        return arguments.hasNext() ? Optional.of(arguments.next()) : Optional.empty();
    }
}
