package org.ropewalk.examples.irc;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.ropewalk.cluster.Broadcast;
import org.ropewalk.cluster.BroadcastStats;
import org.ropewalk.cluster.Registry;
import org.ropewalk.examples.irc.value.NodeLines;
import org.ropewalk.examples.irc.value.NodeMember;
import org.ropewalk.examples.irc.value.NodeModes;
import org.ropewalk.examples.irc.value.NodeStamp;
import org.ropewalk.examples.irc.value.NodeText;
import org.ropewalk.examples.value.Modes;
import org.ropewalk.examples.value.Names;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.Group;

/**
 * One of several nodes with one network. Each node has all users and channels; it informs the
 * others of what its own users do. The lines of a channel, and those to one user, go through groups
 * over the nodes.
 */
public final class Node implements Link, AutoCloseable {
    /** What the nodes say to each other. */
    static final String TOPIC = "irc";

    /** A node that is silent for three times as long is lost. */
    private static final Duration ALIVE = Duration.ofSeconds(2);

    static final int SILENT_TIMES = 3;

    /** How long a user waits for the engine, which is checked as often. */
    private static final Duration CONFIRMATION = Duration.ofSeconds(5);

    private final Reactor reactor;
    private final Network network;
    private final Broadcast broadcast;
    private final NodeNames names;
    private final NodeReceiver receiver;
    private final String name = UUID.randomUUID().toString();
    private Broadcast.Subscription subscription;
    private DelayedCall alive;

    /** The registered users of this node; guarded by the network. */
    private final Map<String, User> users = new HashMap<>();

    private long numbered;

    private Node(Reactor reactor, Network network, Broadcast broadcast, Registry registry) {
        this.reactor = reactor;
        this.network = network;
        this.broadcast = broadcast;
        this.names = new NodeNames(reactor, registry, this::collided);
        this.receiver = new NodeReceiver(network, this, reactor::nanoTime);
    }

    /**
     * Connects {@code network} with those of the other nodes. Nicknames are unique if {@code
     * registry} is that of all nodes; with {@link Registry#local()} two nodes may give a nickname
     * to two users at once, of which the later one is disconnected.
     */
    public static Node of(
            Reactor reactor, Network network, Broadcast broadcast, Registry registry) {
        Node node = new Node(reactor, network, broadcast, registry);
        network.link(node);
        reactor.callFromThread(node::start);
        return node;
    }

    private void start() {
        subscription = broadcast.subscribe(TOPIC, receiver);
        aliveLater();
    }

    private void aliveLater() {
        alive =
                reactor.callLater(
                        ALIVE,
                        () -> {
                            text().send();
                            receiver.sweep(ALIVE.multipliedBy(SILENT_TIMES));
                            aliveLater();
                        });
    }

    /** Ends the connection with the other nodes, which forget the users of this one. */
    @Override
    public void close() {
        reactor.callFromThread(
                () -> {
                    if (alive != null) {
                        alive.cancel();
                        subscription.close();
                    }
                });
    }

    /** A user of this node. */
    Optional<User> user(String id) {
        return Optional.ofNullable(users.get(id));
    }

    private NodeText text() {
        return new NodeText(name, message -> broadcast.publish(TOPIC, message, receiver));
    }

    private void tell(Consumer<NodeLines> lines) {
        NodeText text = text();
        lines.accept(text);
        text.send();
    }

    @Override
    public String node() {
        return name;
    }

    // ---- groups

    @Override
    public Group group(String channel) {
        return Group.over(broadcast, topicOf(channel));
    }

    private static String topicOf(String channel) {
        return "irc-channel " + Names.lower(channel);
    }

    /** Subscribes to the channels before the user enters them, and until it has. */
    @Override
    public CompletionStage<Void> whenConnected(Collection<String> channels, Runnable entry) {
        List<Broadcast.Subscription> until =
                channels.stream()
                        .map(channel -> broadcast.subscribe(topicOf(channel), message -> {}))
                        .toList();
        return CompletableFuture.allOf(
                        until.stream()
                                .map(it -> it.whenConnected(CONFIRMATION).toCompletableFuture())
                                .toArray(CompletableFuture[]::new))
                .thenRun(entry)
                .whenComplete((nothing, failure) -> until.forEach(Broadcast.Subscription::close));
    }

    /** What brings lines to one user, whichever node it is on. */
    Group inbox(String id) {
        return Group.over(broadcast, "irc-user " + id);
    }

    // ---- names

    @Override
    public void claim(User user, String nick, Runnable granted, Runnable refused) {
        claim(user, nick)
                .thenCompose(
                        isFree ->
                                isFree
                                        ? whenReachable(user)
                                        : CompletableFuture.completedStage(false))
                .whenComplete(
                        (isFree, failure) -> {
                            Runnable end = () -> claimed(user, nick, isFree, granted, refused);
                            Loop loop = user.peer().loop();
                            if (loop == null) {
                                // Its connection has ended.
                                end.run();
                            } else {
                                loop.callInLoop(end);
                            }
                        });
    }

    private CompletableFuture<Boolean> claim(User user, String nick) {
        try {
            return names.claim(user, nick);
        } catch (IllegalArgumentException | IllegalStateException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Completes with true when lines of other nodes to a user that may be registered arrive. */
    private CompletionStage<Boolean> whenReachable(User user) {
        Group inbox;
        synchronized (network) {
            if (!user.id().isEmpty()) {
                return CompletableFuture.completedStage(true);
            }
            user.id(name + "." + numbered++);
            inbox = inbox(user.id());
            inbox.add(user.peer());
        }
        return inbox.whenConnected(CONFIRMATION).thenApply(isConnected -> true);
    }

    /** {@code isFree} is null if that is not known. */
    private void claimed(
            User user, String nick, Boolean isFree, Runnable granted, Runnable refused) {
        synchronized (network) {
            if (user.isGone()) {
                names.release(user, nick);
                network.release(nick, user);
            } else if (isFree != null && isFree && network.holder(nick) == user) {
                granted.run();
            } else {
                names.release(user, nick);
                refused.run();
            }
        }
    }

    @Override
    public void released(User user, String nick) {
        names.release(user, nick);
    }

    /** Disconnects a user of this node whose nickname another user has. */
    void collided(User user) {
        synchronized (network) {
            if (user.end()) {
                Bytes reason = Bytes.of("Nickname collision");
                user.pushes().unavailable(user.nick());
                left(user, reason);
                network.quit(user, reason);
                user.peer().close();
            }
        }
    }

    // ---- what the users of this node do

    @Override
    public void registered(User user) {
        users.put(user.id(), user);
        changed(user);
    }

    @Override
    public void changed(User user) {
        tell(lines -> lines.user(user.told()));
    }

    @Override
    public void renamed(User user) {
        tell(lines -> lines.nick(user.id(), user.nick()));
    }

    @Override
    public void left(User user, Bytes reason) {
        users.remove(user.id());
        tell(lines -> lines.quit(user.id(), reason));
    }

    @Override
    public void joined(User user, Channel channel) {
        tell(lines -> lines.join(member(user, channel)));
    }

    private static NodeMember member(User user, Channel channel) {
        return new NodeMember(
                user.id(),
                channel.name(),
                channel.createdSeconds(),
                channel.operatorFlag(user),
                channel.voiceFlag(user));
    }

    @Override
    public void parted(User user, Channel channel) {
        tell(lines -> lines.part(user.id(), channel.name()));
    }

    @Override
    public void topic(Channel channel) {
        tell(lines -> lines.topic(channel.name(), channel.createdSeconds(), channel.topic()));
    }

    @Override
    public void modes(Channel channel, NodeStamp stamp, Modes changes, List<String> arguments) {
        tell(lines -> lines.mode(modesOf(channel, stamp, changes, arguments)));
    }

    private static NodeModes modesOf(
            Channel channel, NodeStamp stamp, Modes changes, List<String> arguments) {
        return new NodeModes(channel.name(), channel.createdSeconds(), stamp, changes, arguments);
    }

    @Override
    public List<String> report() {
        BroadcastStats stats = broadcast.stats();
        return List.of(
                "Messages to other nodes: "
                        + stats.published()
                        + " published, "
                        + stats.dropped()
                        + " dropped",
                "Messages of other nodes: "
                        + stats.received()
                        + " received, "
                        + stats.missed()
                        + " missed, "
                        + stats.allRefused()
                        + " refused",
                "Changes of other nodes with a time of the future: " + receiver.tooLate());
    }

    // ---- all at once

    /** Asks the other nodes for their users and channels, and sends those of this node. */
    void introduce() {
        ask();
        burst();
    }

    /** Asks the other nodes for what was missed. */
    void ask() {
        tell(NodeLines::hello);
    }

    /** Sends all users of this node, and the channels in which they are. */
    void burst() {
        synchronized (network) {
            tell(
                    lines -> {
                        lines.burst();
                        network.users().stream()
                                .filter(User::isLocal)
                                .forEach(user -> lines.user(user.told()));
                        network.channels().stream()
                                .filter(it -> it.members().stream().anyMatch(User::isLocal))
                                .forEach(channel -> tell(lines, channel));
                        lines.end();
                    });
        }
    }

    private static void tell(NodeLines lines, Channel channel) {
        for (User member : channel.members()) {
            if (member.isLocal()) {
                lines.member(member(member, channel));
            }
        }
        lines.channel(channel.name(), channel.createdSeconds(), channel.topic());
        ChannelModes modes = channel.modes();
        modes.stamps()
                .forEach((letter, stamp) -> tell(lines, channel, modes.current(letter), stamp));
        for (ChannelModes.Unbanned former : modes.unbanned()) {
            tell(lines, channel, Mode.of(false, 'b', former.mask().text()), former.stamp());
        }
        for (ChannelModes.Ban ban : modes.bans()) {
            lines.ban(channel.name(), ban.mask(), ban.author(), ban.seconds(), ban.stamp());
        }
    }

    private static void tell(NodeLines lines, Channel channel, Mode mode, NodeStamp stamp) {
        lines.modes(modesOf(channel, stamp, mode.changes(), mode.arguments()));
    }
}
