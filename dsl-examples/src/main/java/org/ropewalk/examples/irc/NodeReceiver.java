package org.ropewalk.examples.irc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.ropewalk.cluster.BroadcastListener;
import org.ropewalk.examples.irc.value.NodeLines;
import org.ropewalk.examples.irc.value.NodeMember;
import org.ropewalk.examples.irc.value.NodeMessage;
import org.ropewalk.examples.irc.value.NodeModes;
import org.ropewalk.examples.irc.value.NodeStamp;
import org.ropewalk.examples.irc.value.NodeTopic;
import org.ropewalk.examples.irc.value.NodeUser;
import org.ropewalk.examples.value.Mask;
import org.ropewalk.examples.value.Names;
import org.ropewalk.line.Bytes;

/** Does what other nodes say of their users. On the home loop, with the lock of the network. */
final class NodeReceiver implements BroadcastListener {
    /** With more, all are forgotten. */
    private static final int MAX_REFUSED = 1_000;

    /** How far the clock of another node may be ahead of that of this node. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private static final Bytes LOST = Bytes.of("Node lost");

    private final Network network;
    private final Node node;
    private final LongSupplier clock;
    private final Map<String, Other> nodes = new HashMap<>();

    /** Names that users of other nodes did not get, as others had them here. */
    private final Set<String> refused = new HashSet<>();

    /** Lines that were refused since their time is too far ahead. */
    private long tooLate;

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
            tooLate += message.forEach(from, network.now().plus(AHEAD).toEpochMilli());
        }
    }

    long tooLate() {
        return tooLate;
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

    /** {@code known} if the members of this node have received the line of the channel. */
    private void enter(User user, NodeMember member, boolean known) {
        Optional<Channel> before = network.channel(member.channel());
        if (before.isPresent() && before.get().has(user)) {
            Channel channel = before.get();
            channel.operator(user, member.operator());
            channel.voice(user, member.voice());
        } else {
            network.enter(member.channel()).ifPresent(entered -> add(entered, user, member, known));
        }
    }

    private void add(Channel channel, User user, NodeMember member, boolean known) {
        if (channel.members().isEmpty()) {
            channel.createdSeconds(member.createdSeconds());
        }
        channel.seen(member.operator().since());
        channel.add(user, member.operator(), member.voice());
        if (!known) {
            channel.tellHere(to -> to.join(user.prefix(), channel.name()));
        }
    }

    /**
     * A channel as another node has it, which may be older than this one. If {@code alone}, the
     * modes and the topic of the older one do not follow: they are asked for.
     */
    private Optional<RemoteChannel> remote(String name, long createdSeconds, boolean alone) {
        Optional<RemoteChannel> remote =
                network.channel(name).map(it -> new RemoteChannel(network, it, this::find));
        if (remote.isPresent() && remote.get().adopt(createdSeconds) && alone) {
            node.ask();
        }
        return remote;
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
                        channel.tellHere(
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
            member(member, true);
        }

        @Override
        public void member(NodeMember member) {
            member(member, false);
        }

        private void member(NodeMember member, boolean known) {
            named(membership(member.id(), member.channel()));
            find(member.id()).ifPresent(user -> enter(user, member, known));
            remote(member.channel(), member.createdSeconds(), known);
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
        public void topic(String channel, long createdSeconds, NodeTopic topic) {
            remote(channel, createdSeconds, true)
                    .ifPresent(it -> it.topic(createdSeconds, topic, true));
        }

        @Override
        public void mode(NodeModes modes) {
            remote(modes.channel(), modes.createdSeconds(), true)
                    .ifPresent(it -> it.modes(modes, true));
        }

        @Override
        public void channel(String name, long createdSeconds, NodeTopic topic) {
            remote(name, createdSeconds, false)
                    .ifPresent(it -> it.topic(createdSeconds, topic, false));
        }

        @Override
        public void modes(NodeModes modes) {
            remote(modes.channel(), modes.createdSeconds(), false)
                    .ifPresent(it -> it.modes(modes, false));
        }

        @Override
        public void ban(String channel, Mask mask, String author, long seconds, NodeStamp stamp) {
            ChannelModes.Ban ban = new ChannelModes.Ban(mask, author, seconds, stamp);
            network.channel(channel)
                    .map(it -> new RemoteChannel(network, it, NodeReceiver.this::find))
                    .ifPresent(it -> it.ban(ban, true, false));
        }
    }
}
