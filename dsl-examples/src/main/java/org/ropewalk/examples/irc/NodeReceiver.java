package org.ropewalk.examples.irc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.ropewalk.cluster.BroadcastListener;
import org.ropewalk.examples.value.Mask;
import org.ropewalk.examples.value.Names;
import org.ropewalk.line.Bytes;

/** Does what other nodes say of their users. On the home loop, with the lock of the network. */
final class NodeReceiver implements BroadcastListener {
    private static final Bytes LOST = Bytes.of("Node lost");

    private final Network network;
    private final Node node;
    private final LongSupplier clock;
    private final Map<String, Other> nodes = new HashMap<>();

    /** Another node. */
    private static final class Other {
        private final Map<String, User> users = new HashMap<>();

        /** What it has named since its {@code BURST}; null when it has ended. */
        private Set<String> named;

        private long heardNs;

        void named(String what) {
            if (named != null) {
                named.add(what);
            }
        }
    }

    /** {@code clock} has nanoseconds. */
    NodeReceiver(Network network, Node node, LongSupplier clock) {
        this.network = network;
        this.node = node;
        this.clock = clock;
    }

    @Override
    public void connected() {
        node.introduce();
    }

    @Override
    public void missed(long count) {
        node.ask();
    }

    /** Forgets the users of nodes that were silent for {@code most}. */
    void sweep(Duration most) {
        synchronized (network) {
            long now = clock.getAsLong();
            List<Other> lost = new ArrayList<>(nodes.values());
            lost.removeIf(other -> now - other.heardNs < most.toNanos());
            nodes.values().removeAll(lost);
            lost.forEach(
                    other ->
                            List.copyOf(other.users.values())
                                    .forEach(user -> network.quit(user, LOST)));
        }
    }

    @Override
    public void received(Bytes message) {
        List<List<String>> lines = NodeText.parse(message);
        synchronized (network) {
            Other from = nodes.computeIfAbsent(lines.get(0).get(0), missing -> new Other());
            from.heardNs = clock.getAsLong();
            for (List<String> line : lines.subList(1, lines.size())) {
                line(from, line);
            }
        }
    }

    private void line(Other from, List<String> line) {
        switch (line.get(0)) {
            case "HELLO" -> node.burst();
            case "BURST" -> from.named = new HashSet<>();
            case "END" -> end(from);
            case "USER" -> user(from, line);
            case "NICK" -> user(line).ifPresent(user -> nick(user, line.get(2)));
            case "QUIT" -> quit(from, line);
            case "JOIN", "MEMBER" -> user(line).ifPresent(user -> member(from, user, line));
            case "PART" -> user(line).ifPresent(user -> part(user, line.get(2)));
            case "TOPIC" -> network.channel(line.get(1)).ifPresent(it -> topic(it, line, 2));
            case "MODE" ->
                    network.channel(line.get(1))
                            .ifPresent(it -> new RemoteModes(network, it).apply(line, 2));
            case "CHANNEL" -> network.channel(line.get(1)).ifPresent(it -> channel(it, line));
            case "BAN" -> network.channel(line.get(1)).ifPresent(it -> ban(it, line));
            default -> throw new IllegalArgumentException("unknown line " + line.get(0));
        }
    }

    // ---- users

    /** The user of this or another node whose line it is. */
    private Optional<User> user(List<String> line) {
        String id = line.get(1);
        for (Other other : nodes.values()) {
            User user = other.users.get(id);
            if (user != null) {
                return Optional.of(user);
            }
        }
        return node.user(id);
    }

    private void user(Other from, List<String> line) {
        String id = line.get(1);
        from.named(id);
        User user = from.users.get(id);
        if (user == null) {
            Irc.Prefix prefix = new Irc.Prefix(line.get(2), line.get(3), line.get(4));
            long seconds = Long.parseLong(line.get(6));
            if (!isOlder(prefix.nick(), seconds, id)) {
                return;
            }
            user = new User(network, id, prefix, seconds, IrcPushes.to(node.inbox(id)));
            from.users.put(id, user);
            network.added(user);
        } else if (!user.nick().equals(line.get(2))) {
            nick(user, line.get(2));
        }
        String away = line.get(8);
        user.update(
                NodeText.bytes(line.get(5)),
                !line.get(7).isEmpty(),
                away.isEmpty() ? Optional.empty() : Optional.of(NodeText.bytes(away.substring(1))));
    }

    /**
     * Whether a user of another node gets a name: of two, the one that is registered earlier keeps
     * it. All nodes decide alike.
     */
    private boolean isOlder(String nick, long seconds, String id) {
        User holder = network.holder(nick);
        if (holder == null || !holder.isRegistered()) {
            return true;
        }
        boolean older =
                seconds != holder.registeredSeconds()
                        ? seconds < holder.registeredSeconds()
                        : id.compareTo(holder.id()) < 0;
        if (older) {
            collided(holder);
        }
        return older;
    }

    private void collided(User loser) {
        if (loser.isLocal()) {
            node.collided(loser);
        } else {
            nodes.values().forEach(other -> other.users.values().remove(loser));
            network.quit(loser, Bytes.of("Nickname collision"));
        }
    }

    private void nick(User user, String nickname) {
        User holder = network.holder(nickname);
        if (holder != null && holder != user && holder.isRegistered()) {
            collided(holder);
        }
        Irc.Prefix before = user.prefix();
        for (User other : network.neighbours(user)) {
            if (other != user) {
                other.pushes().nick(before, nickname);
            }
        }
        network.take(user, nickname);
    }

    private void quit(Other from, List<String> line) {
        User user = from.users.remove(line.get(1));
        if (user != null) {
            network.quit(user, NodeText.bytes(line.get(2)));
        }
    }

    /** Forgets what a node has not named: the messages about its end were lost. */
    private void end(Other from) {
        Set<String> named = from.named;
        from.named = null;
        if (named == null) {
            return;
        }
        for (User user : List.copyOf(from.users.values())) {
            if (!named.contains(user.id())) {
                from.users.remove(user.id());
                network.quit(user, LOST);
                continue;
            }
            for (Channel channel : List.copyOf(user.channels())) {
                if (!named.contains(member(user, channel.name()))) {
                    tellMembers(
                            channel,
                            to -> to.part(user.prefix(), channel.name(), Optional.empty()));
                    network.leave(channel, user);
                }
            }
        }
    }

    // ---- channels

    private static String member(User user, String channel) {
        return user.id() + " " + Names.lower(channel);
    }

    private void member(Other from, User user, List<String> line) {
        from.named(member(user, line.get(2)));
        Optional<Channel> known = network.channel(line.get(2));
        boolean isNew = known.isEmpty() || !known.get().has(user);
        Optional<Channel> entered = isNew ? network.enter(line.get(2)) : known;
        if (entered.isEmpty()) {
            return;
        }
        Channel channel = entered.get();
        long created = Long.parseLong(line.get(3));
        if (isNew) {
            if (channel.members().isEmpty()) {
                channel.createdSeconds(created);
            }
            channel.add(user);
        }
        channel.operator(user, !line.get(4).isEmpty());
        channel.voice(user, !line.get(5).isEmpty());
        if (isNew && line.get(0).equals("MEMBER")) {
            tellMembers(channel, to -> to.join(user.prefix(), channel.name()));
        }
    }

    /** Sends lines to the members of this node, who have not received those of the other node. */
    private static void tellMembers(Channel channel, Consumer<IrcPushes> lines) {
        channel.members().stream().filter(User::isLocal).map(User::pushes).forEach(lines);
    }

    private void part(User user, String channel) {
        network.channel(channel)
                .filter(it -> it.has(user))
                .ifPresent(it -> network.leave(it, user));
    }

    private static void topic(Channel channel, List<String> line, int first) {
        channel.topic(
                NodeText.bytes(line.get(first)),
                line.get(first + 1),
                Long.parseLong(line.get(first + 2)));
    }

    /** Of two channels that were created apart, the older one has its modes and its topic. */
    private void channel(Channel channel, List<String> line) {
        long created = Long.parseLong(line.get(2));
        if (created < channel.createdSeconds()
                || created == channel.createdSeconds()
                        && channel.members().stream().noneMatch(User::isLocal)) {
            channel.createdSeconds(created);
            topic(channel, line, 3);
            RemoteModes modes = new RemoteModes(network, channel);
            modes.clear();
            modes.apply(line, 6);
        }
    }

    private void ban(Channel channel, List<String> line) {
        if (channel.modes().hasRoomForBan()
                && network.reserveBan()
                && !channel.modes()
                        .ban(
                                new ChannelModes.Ban(
                                        new Mask(line.get(2)),
                                        line.get(3),
                                        Long.parseLong(line.get(4))))) {
            network.releaseBans(1);
        }
    }
}
