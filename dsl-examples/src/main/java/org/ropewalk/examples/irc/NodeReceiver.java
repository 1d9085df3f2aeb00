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
import org.ropewalk.examples.irc.value.NodeLines;
import org.ropewalk.examples.irc.value.NodeMember;
import org.ropewalk.examples.irc.value.NodeMessage;
import org.ropewalk.examples.irc.value.NodeTopic;
import org.ropewalk.examples.irc.value.NodeUser;
import org.ropewalk.examples.value.Mask;
import org.ropewalk.examples.value.Modes;
import org.ropewalk.examples.value.Names;
import org.ropewalk.line.Bytes;

/** Does what other nodes say of their users. On the home loop, with the lock of the network. */
final class NodeReceiver implements BroadcastListener {
    /** With more, all are forgotten. */
    private static final int MAX_REFUSED = 1_000;

    private static final Bytes LOST = Bytes.of("Node lost");

    private final Network network;
    private final Node node;
    private final LongSupplier clock;
    private final Map<String, Other> nodes = new HashMap<>();

    /** Names that users of other nodes did not get, as others had them here. */
    private final Set<String> refused = new HashSet<>();

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

    private void refused(String nick) {
        if (refused.size() == MAX_REFUSED) {
            refused.clear();
        }
        refused.add(nick);
    }

    /**
     * Forgets the users of nodes that were silent for {@code most}. Asks for all users if a name is
     * free by now that a user of another node did not get: the message about the end of the user
     * that had it came later.
     */
    void sweep(Duration most) {
        synchronized (network) {
            if (refused.removeIf(nick -> network.holder(nick) == null)) {
                node.ask();
            }
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
    public void received(Bytes bytes) {
        NodeMessage message = NodeMessage.parse(bytes);
        synchronized (network) {
            if (!nodes.containsKey(message.node()) && !message.isIntroduction()) {
                // It was silent for too long, or this node was: its users are forgotten.
                node.ask();
            }
            Other from = nodes.computeIfAbsent(message.node(), missing -> new Other());
            from.heardNs = clock.getAsLong();
            message.forEach(from);
        }
    }

    /** The user of this or another node. */
    private Optional<User> find(String id) {
        for (Other other : nodes.values()) {
            User user = other.users.get(id);
            if (user != null) {
                return Optional.of(user);
            }
        }
        return node.user(id);
    }

    /**
     * Whether a user gets a name: of two, the one that is registered earlier keeps it. All nodes
     * decide alike, in whatever order they receive the messages. The other one is disconnected.
     */
    private boolean gets(String nick, String id, long registeredSeconds) {
        User holder = network.holder(nick);
        if (holder == null || !holder.isRegistered() || holder.id().equals(id)) {
            return true;
        }
        boolean older =
                registeredSeconds != holder.registeredSeconds()
                        ? registeredSeconds < holder.registeredSeconds()
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

    private void rename(User user, String nickname) {
        if (!gets(nickname, user.id(), user.registeredSeconds())) {
            collided(user);
            return;
        }
        Irc.Prefix before = user.prefix();
        for (User other : network.neighbours(user)) {
            if (other != user) {
                other.pushes().nick(before, nickname);
            }
        }
        network.take(user, nickname);
    }

    /** Sends lines to the members of this node, who have not received those of the other node. */
    private static void tellMembers(Channel channel, Consumer<IrcPushes> lines) {
        channel.members().stream().filter(User::isLocal).map(User::pushes).forEach(lines);
    }

    private static void setTopic(Channel channel, NodeTopic topic) {
        channel.topic(topic.text(), topic.author(), topic.seconds());
    }

    private void enter(User user, NodeMember member, boolean tell) {
        Optional<Channel> known = network.channel(member.channel());
        boolean isNew = known.isEmpty() || !known.get().has(user);
        Optional<Channel> entered = isNew ? network.enter(member.channel()) : known;
        if (entered.isEmpty()) {
            return;
        }
        Channel channel = entered.get();
        if (isNew) {
            if (channel.members().isEmpty()) {
                channel.createdSeconds(member.createdSeconds());
            }
            channel.add(user);
        }
        channel.operator(user, member.operator());
        channel.voice(user, member.voice());
        if (isNew && tell) {
            tellMembers(channel, to -> to.join(user.prefix(), channel.name()));
        }
    }

    /** Whether a channel of another node has its modes and topic here, too. */
    private static boolean isOlder(long createdSeconds, Channel channel) {
        return createdSeconds < channel.createdSeconds()
                || createdSeconds == channel.createdSeconds()
                        && channel.members().stream().noneMatch(User::isLocal);
    }

    /** Another node. */
    private final class Other implements NodeLines {
        private final Map<String, User> users = new HashMap<>();

        /** What it has named since its {@link #burst}; null when it has ended. */
        private Set<String> named;

        private long heardNs;

        private void named(String what) {
            if (named != null) {
                named.add(what);
            }
        }

        private static String membership(String id, String channel) {
            return id + " " + Names.lower(channel);
        }

        @Override
        public void hello() {
            node.burst();
        }

        @Override
        public void burst() {
            named = new HashSet<>();
        }

        /** Forgets what the node has not named: the messages about its end were lost. */
        @Override
        public void end() {
            Set<String> all = named;
            named = null;
            if (all == null) {
                return;
            }
            for (User user : List.copyOf(users.values())) {
                if (!all.contains(user.id())) {
                    users.remove(user.id());
                    network.quit(user, LOST);
                    continue;
                }
                for (Channel channel : List.copyOf(user.channels())) {
                    if (!all.contains(membership(user.id(), channel.name()))) {
                        tellMembers(
                                channel,
                                to -> to.part(user.prefix(), channel.name(), Optional.empty()));
                        network.leave(channel, user);
                    }
                }
            }
        }

        // ---- users

        @Override
        public void user(NodeUser told) {
            named(told.id());
            User user = users.get(told.id());
            if (user == null) {
                if (!gets(told.nick(), told.id(), told.registeredSeconds())) {
                    refused(told.nick());
                    return;
                }
                user = new User(network, told, IrcPushes.to(node.inbox(told.id())));
                users.put(told.id(), user);
                network.added(user);
            } else if (!user.nick().equals(told.nick())) {
                rename(user, told.nick());
            }
            if (users.containsKey(told.id())) {
                user.update(told);
            }
        }

        @Override
        public void nick(String id, String nick) {
            find(id).ifPresent(user -> rename(user, nick));
        }

        @Override
        public void quit(String id, Bytes reason) {
            User user = users.remove(id);
            if (user != null) {
                network.quit(user, reason);
            }
        }

        // ---- channels

        @Override
        public void join(NodeMember member) {
            member(member, false);
        }

        @Override
        public void member(NodeMember member) {
            member(member, true);
        }

        /** {@code tell} if the members of this node have not received the line of the channel. */
        private void member(NodeMember member, boolean tell) {
            named(membership(member.id(), member.channel()));
            find(member.id()).ifPresent(user -> enter(user, member, tell));
        }

        @Override
        public void part(String id, String channel) {
            find(id).ifPresent(
                            user ->
                                    network.channel(channel)
                                            .filter(it -> it.has(user))
                                            .ifPresent(it -> network.leave(it, user)));
        }

        @Override
        public void topic(String channel, NodeTopic topic) {
            network.channel(channel)
                    .filter(it -> topic.follows(Node.topicOf(it)))
                    .ifPresent(it -> setTopic(it, topic));
        }

        @Override
        public void mode(String channel, Modes changes, List<String> arguments) {
            network.channel(channel)
                    .ifPresent(it -> new RemoteModes(network, it).apply(changes, arguments));
        }

        /** Of two channels that were created apart, the older one has its modes and its topic. */
        @Override
        public void channel(
                String name,
                long createdSeconds,
                NodeTopic topic,
                Modes modes,
                List<String> arguments) {
            network.channel(name)
                    .filter(it -> isOlder(createdSeconds, it))
                    .ifPresent(
                            it -> {
                                it.createdSeconds(createdSeconds);
                                setTopic(it, topic);
                                RemoteModes remote = new RemoteModes(network, it);
                                remote.clear();
                                remote.apply(modes, arguments);
                            });
        }

        @Override
        public void ban(String channel, Mask mask, String author, long seconds) {
            network.channel(channel)
                    .filter(it -> it.modes().hasRoomForBan() && network.reserveBan())
                    .filter(it -> !it.modes().ban(new ChannelModes.Ban(mask, author, seconds)))
                    .ifPresent(known -> network.releaseBans(1));
        }
    }
}
