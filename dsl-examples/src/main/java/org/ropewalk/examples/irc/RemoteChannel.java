package org.ropewalk.examples.irc;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ropewalk.examples.irc.value.NodeFlag;
import org.ropewalk.examples.irc.value.NodeModes;
import org.ropewalk.examples.irc.value.NodeStamp;
import org.ropewalk.examples.irc.value.NodeTopic;
import org.ropewalk.examples.value.Mask;
import org.ropewalk.examples.value.Modes;

/**
 * Changes a channel as another node reports it. Of two changes of the same thing, the later one
 * holds, in whatever order they arrive; of two channels that were created apart, the older one has
 * its modes and its topic. Members whose clients then show something else are sent what holds.
 */
final class RemoteChannel {
    private final Network network;
    private final Channel channel;
    private final ChannelModes modes;

    /** Finds a user by its id. */
    private final Function<String, Optional<User>> users;

    RemoteChannel(Network network, Channel channel, Function<String, Optional<User>> users) {
        this.network = network;
        this.channel = channel;
        this.modes = channel.modes();
        this.users = users;
    }

    /**
     * Whether the channel of the other node is older. This one then has no modes and no topic any
     * more, but for the modes of members and the bans.
     */
    boolean adopt(long createdSeconds) {
        if (createdSeconds >= channel.createdSeconds()) {
            return false;
        }
        channel.createdSeconds(createdSeconds);
        for (char letter : "imnt".toCharArray()) {
            set(Mode.of(false, letter));
        }
        set(Mode.of(false, modes.current('p').change().letter()));
        set(Mode.of(false, 'k', "*"));
        set(Mode.of(false, 'l'));
        modes.forgetStamps();
        boolean hadTopic = !channel.topic().text().isEmpty();
        channel.topic(NodeTopic.NONE);
        if (hadTopic) {
            tellTopic();
        }
        return true;
    }

    /** Sets a mode, and informs the members if it was not so. */
    private void set(Mode mode) {
        Mode before = modes.current(mode.change().letter());
        modes.set(mode);
        tellUnless(before, modes.current(mode.change().letter()));
    }

    /** Takes a topic, of which the members have been informed if {@code known}. */
    void topic(long createdSeconds, NodeTopic topic, boolean known) {
        NodeTopic before = known ? topic : channel.topic();
        if (createdSeconds <= channel.createdSeconds() && topic.follows(channel.topic())) {
            channel.topic(topic);
        }
        if (!channel.topic().text().equals(before.text())) {
            tellTopic();
        }
    }

    private void tellTopic() {
        channel.tellHere(to -> to.topic(network.prefix(), channel.name(), channel.topic().text()));
    }

    /** Takes modes, of which the members have been informed if {@code known}. */
    void modes(NodeModes told, boolean known) {
        channel.seen(told.stamp());
        boolean younger = told.createdSeconds() > channel.createdSeconds();
        Iterator<String> arguments = told.arguments().iterator();
        for (Modes.Change change : told.changes().changes()) {
            switch (change.letter()) {
                case 'i', 'm', 'n', 't', 'p', 's' -> {
                    Mode mode = new Mode(change, List.of());
                    mode(mode, told.stamp(), younger, known);
                }
                case 'k', 'l' -> {
                    boolean bare = change.letter() == 'l' && !change.set();
                    List<String> argument = bare ? List.of() : List.of(arguments.next());
                    mode(new Mode(change, argument), told.stamp(), younger, known);
                }
                case 'b' -> {
                    Mask mask = new Mask(arguments.next());
                    ChannelModes.Ban ban =
                            new ChannelModes.Ban(
                                    mask, network.server(), network.seconds(), told.stamp());
                    ban(ban, change.set(), known);
                }
                case 'o', 'v' ->
                        users.apply(arguments.next())
                                .filter(channel::has)
                                .ifPresent(user -> rank(user, change, told.stamp(), known));
                default -> throw new IllegalArgumentException("unknown mode " + change.letter());
            }
        }
    }

    private void mode(Mode mode, NodeStamp stamp, boolean younger, boolean known) {
        char letter = mode.change().letter();
        Mode before = known ? mode : modes.current(letter);
        if (!younger && modes.takes(letter, stamp)) {
            modes.set(mode);
        }
        tellUnless(before, modes.current(letter));
    }

    private void rank(User user, Modes.Change change, NodeStamp stamp, boolean known) {
        boolean isOperator = change.letter() == 'o';
        boolean before =
                known
                        ? change.set()
                        : isOperator ? channel.isOperator(user) : channel.hasVoice(user);
        NodeFlag flag = new NodeFlag(change.set(), stamp);
        if (isOperator) {
            channel.operator(user, flag);
        } else {
            channel.voice(user, flag);
        }
        boolean after = isOperator ? channel.isOperator(user) : channel.hasVoice(user);
        tellUnless(
                Mode.of(before, change.letter(), user.nick()),
                Mode.of(after, change.letter(), user.nick()));
    }

    /** Takes a ban, or that it is taken back. */
    void ban(ChannelModes.Ban ban, boolean set, boolean known) {
        channel.seen(ban.stamp());
        Mask mask = ban.mask();
        boolean before = modes.hasBan(mask);
        if (!ban.stamp().isBefore(modes.stampOfBan(mask))) {
            if (!set) {
                modes.unban(new ChannelModes.Unbanned(mask, ban.stamp()));
                network.releaseBans(before ? 1 : 0);
            } else if (before || network.reserveBan()) {
                modes.ban(ban);
            }
        }
        tellUnless(
                Mode.of(known ? set : before, 'b', mask.text()),
                Mode.of(modes.hasBan(mask), 'b', mask.text()));
    }

    /** Informs the members of this node of a mode, unless they know it. */
    private void tellUnless(Mode before, Mode after) {
        if (before.isSame(after)) {
            return;
        }
        // Private and secret exclude each other.
        if (before.change().letter() != after.change().letter() && before.change().set()) {
            tell(Mode.of(false, before.change().letter()));
        }
        tell(after);
    }

    private void tell(Mode mode) {
        channel.tellHere(
                to -> to.mode(network.prefix(), channel.name(), mode.changes(), mode.arguments()));
    }
}
