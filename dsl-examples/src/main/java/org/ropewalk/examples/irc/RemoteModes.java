package org.ropewalk.examples.irc;

import java.util.Iterator;
import java.util.List;
import org.ropewalk.examples.value.Mask;
import org.ropewalk.examples.value.Modes;

/** Sets the modes of a channel that another node has set, and has checked. */
final class RemoteModes {
    private final Network network;
    private final Channel channel;
    private final ChannelModes modes;

    RemoteModes(Network network, Channel channel) {
        this.network = network;
        this.channel = channel;
        this.modes = channel.modes();
    }

    /** Takes all modes back, but for those of members and bans. */
    void clear() {
        for (char flag : "imnt".toCharArray()) {
            modes.flag(flag, false);
        }
        modes.visibility(Irc.Visibility.PUBLIC);
        modes.key("");
        modes.limit(0);
    }

    /** Sets the modes in the field {@code first}; their arguments are in the next fields. */
    void apply(List<String> line, int first) {
        Iterator<String> arguments = line.subList(first + 1, line.size()).iterator();
        for (Modes.Change change : Modes.parse(line.get(first)).changes()) {
            apply(change.letter(), change.set(), arguments);
        }
    }

    private void apply(char letter, boolean set, Iterator<String> arguments) {
        switch (letter) {
            case 'i', 'm', 'n', 't' -> modes.flag(letter, set);
            case 'p' -> modes.visibility(set ? Irc.Visibility.PRIVATE : Irc.Visibility.PUBLIC);
            case 's' -> modes.visibility(set ? Irc.Visibility.SECRET : Irc.Visibility.PUBLIC);
            case 'k' -> {
                String key = arguments.next();
                modes.key(set ? key : "");
            }
            case 'l' -> modes.limit(set ? Integer.parseInt(arguments.next()) : 0);
            case 'b' -> ban(new Mask(arguments.next()), set);
            case 'o' ->
                    network.user(arguments.next())
                            .filter(channel::has)
                            .ifPresent(user -> channel.operator(user, set));
            case 'v' ->
                    network.user(arguments.next())
                            .filter(channel::has)
                            .ifPresent(user -> channel.voice(user, set));
            default -> throw new IllegalArgumentException("unknown mode " + letter);
        }
    }

    private void ban(Mask mask, boolean set) {
        if (!set) {
            if (modes.unban(mask)) {
                network.releaseBans(1);
            }
        } else if (network.reserveBan()
                && !modes.ban(new ChannelModes.Ban(mask, network.server(), network.seconds()))) {
            network.releaseBans(1);
        }
    }
}
