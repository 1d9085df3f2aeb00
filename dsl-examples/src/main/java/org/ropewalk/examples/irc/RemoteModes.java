package org.ropewalk.examples.irc;

import java.util.Iterator;
import java.util.List;
import org.ropewalk.examples.value.Mask;
import org.ropewalk.examples.value.Modes;
import org.ropewalk.examples.value.Token;

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

    /** Makes the changes, some of which have an argument. */
    void apply(Modes changes, List<String> arguments) {
        Iterator<String> next = arguments.iterator();
        for (Modes.Change change : changes.changes()) {
            apply(change.letter(), change.set(), next);
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
            case 'l' -> modes.limit(set ? (int) Token.number(arguments.next(), 0) : 0);
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
