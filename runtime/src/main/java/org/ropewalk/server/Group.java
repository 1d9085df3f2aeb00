package org.ropewalk.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.cluster.Broadcast;
import org.ropewalk.cluster.BroadcastListener;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineLimits;
import org.ropewalk.reactor.Loop;
import org.ropewalk.server.queue.PushBuffer;
import org.ropewalk.server.queue.PushedLines;
import org.ropewalk.server.writers.PushWriter;

/**
 * Peers that receive the same push messages. Each message is formatted once, and passed once to
 * each loop that has members. A peer leaves the group when its connection ends; {@link
 * LineLimits#pushed} limits what waits for one that does not read. All methods may be called on any
 * thread; the messages of one thread reach each member in order.
 */
public final class Group implements PushTarget {
    /** Guarded by itself. Its lock is taken before a peer's, never after it. */
    private final Set<Peer> members = new LinkedHashSet<>();

    /** Told by a peer whose connection has ended. */
    private final Consumer<Peer> ended = this::exclude;

    /** The members as a push sees them; null if they have changed since the last push. */
    private volatile Peer @Nullable [] snapshot;

    private final @Nullable Broadcast broadcast;
    private final String topic;

    /** Receives what the other nodes push. */
    private final BroadcastListener received = this::pushHere;

    /** Of the topic, while there are members; guarded by them. */
    private Broadcast.@Nullable Subscription subscription;

    /** An empty group. */
    public Group() {
        this(null, "");
    }

    private Group(@Nullable Broadcast broadcast, String topic) {
        this.broadcast = broadcast;
        this.topic = topic;
    }

    /**
     * A group that has members on all nodes: what is pushed to it is published to {@code topic} of
     * {@code broadcast}, and each node writes it to its own members. The groups of one topic must
     * be of one protocol. It is subscribed to the topic while it has members on this node; nothing
     * needs to be closed. The other methods are about the members on this node.
     */
    public static Group over(Broadcast broadcast, String topic) {
        return new Group(
                Objects.requireNonNull(broadcast, "broadcast"),
                Objects.requireNonNull(topic, "topic"));
    }

    /**
     * Adds a peer; false if it is a member already, or its connection has ended.
     *
     * @throws IllegalArgumentException if it has no connection, as it sends datagrams
     */
    public boolean add(Peer peer) {
        if (!(peer instanceof ServerConnection)) {
            throw new IllegalArgumentException("a group has no members that send datagrams");
        }
        synchronized (members) {
            if (members.contains(peer)
                    || !((ServerConnection) peer).pushes().groups().join(ended)) {
                return false;
            }
            members.add(peer);
            snapshot = null;
            if (broadcast != null && subscription == null) {
                subscription = broadcast.subscribe(topic, received);
            }
            return true;
        }
    }

    /**
     * Waits until the lines of other nodes reach the members on this node. Call it after {@link
     * #add}, and reply to the client when it completes: the client then misses no later line.
     *
     * @param most how long to wait
     * @return completes with true when the engine has confirmed the subscription of the group; with
     *     false if there is no connection with the engine, if {@code most} is over, or if there is
     *     no member. It never fails. A group of one node is complete at once
     */
    public CompletionStage<Boolean> whenConnected(Duration most) {
        Objects.requireNonNull(most, "most");
        if (broadcast == null) {
            return CompletableFuture.completedStage(true);
        }
        synchronized (members) {
            return subscription == null
                    ? CompletableFuture.completedStage(false)
                    : subscription.whenConnected(most);
        }
    }

    /** Removes a peer; false if it is not a member. */
    public boolean remove(Peer peer) {
        synchronized (members) {
            return peer instanceof ServerConnection connection && leave(connection);
        }
    }

    private boolean leave(ServerConnection peer) {
        peer.pushes().groups().leave(ended);
        return exclude(peer);
    }

    private boolean exclude(Peer peer) {
        synchronized (members) {
            snapshot = null;
            boolean removed = members.remove(peer);
            if (subscription != null && members.isEmpty()) {
                subscription.close();
                subscription = null;
            }
            return removed;
        }
    }

    private Peer[] snapshot() {
        Peer[] known = snapshot;
        if (known == null) {
            synchronized (members) {
                known = members.toArray(Peer[]::new);
                snapshot = known;
            }
        }
        return known;
    }

    /** The number of members. */
    public int size() {
        synchronized (members) {
            return members.size();
        }
    }

    /** All members except one, such as the author of the pushed line. */
    public PushTarget except(Peer author) {
        return new PushTarget() {
            @Override
            public void push(LineFormat format, PushWriter lines) {
                Group.this.push(format, lines, author);
            }

            @Override
            public void pushOwn(PeerPushWriter lines) {
                Group.this.pushOwn(lines, author);
            }
        };
    }

    @Override
    @ForGeneratedCode
    public void push(LineFormat format, PushWriter lines) {
        push(format, lines, null);
    }

    @Override
    @ForGeneratedCode
    public void pushOwn(PeerPushWriter lines) {
        pushOwn(lines, null);
    }

    private void pushOwn(PeerPushWriter lines, @Nullable Peer author) {
        if (broadcast != null) {
            throw new IllegalStateException(
                    "lines with values of the handler differ from peer to peer: the group \""
                            + topic
                            + "\" of several nodes cannot send them");
        }
        Throwable refused = null;
        for (Peer member : snapshot()) {
            if (member != author) {
                try {
                    member.pushOwn(lines);
                } catch (RuntimeException | Error e) {
                    refused = refused == null ? e : refused;
                }
            }
        }
        if (refused instanceof Error error) {
            throw error;
        } else if (refused != null) {
            throw (RuntimeException) refused;
        }
    }

    private void push(LineFormat format, PushWriter lines, @Nullable Peer author) {
        Peer[] all = snapshot();
        if (broadcast == null && pushHere(all, author, format, lines)) {
            return;
        }
        // A group's members have one protocol, and so one factory's limits.
        PushedLines pushed =
                new PushedLines(
                        format,
                        form ->
                                all.length == 0
                                        ? PushTarget.format(form, lines)
                                        : ((ServerConnection) all[0]).server().format(form, lines));
        if (broadcast != null) {
            checkForOthers(format, pushed);
        }
        push(all, author, pushed);
        if (broadcast != null) {
            pushed.sendTo(
                    (bytes, length) ->
                            broadcast.publish(topic, Bytes.copy(bytes, 0, length), received),
                    format);
        }
    }

    /** Pushes to members of the calling loop alone; false if there are others, or none. */
    private static boolean pushHere(
            Peer[] all, @Nullable Peer author, LineFormat format, PushWriter lines) {
        Loop here = null;
        for (Peer member : all) {
            Loop loop = member == author ? null : member.loop();
            if (loop != null && !loop.isInLoopThread()) {
                return false;
            }
            here = loop == null ? here : loop;
        }
        PushBuffer buffer = PushBuffer.begin(here);
        if (buffer == null) {
            return false;
        }
        try {
            // A value that cannot be written is refused before any line is sent.
            ((ServerConnection) all[0]).server().format(buffer, format, lines);
            for (Peer member : all) {
                if (member != author && member.loop() != null) {
                    ((ServerConnection) member).pushes().send(buffer, format, lines);
                }
            }
        } finally {
            buffer.end();
        }
        return true;
    }

    private static void checkForOthers(LineFormat format, PushedLines pushed) {
        if (format.resp() != null) {
            throw new IllegalStateException(
                    "push messages in RESP depend on the version that a peer reads: a group of"
                            + " several nodes cannot send them");
        }
        if (pushed.size() > Broadcast.MAX_MESSAGE_BYTES) {
            throw new IllegalArgumentException(
                    "lines for a group of several nodes have at most "
                            + Broadcast.MAX_MESSAGE_BYTES
                            + " bytes, not "
                            + pushed.size());
        }
    }

    private void pushHere(Bytes lines) {
        push(snapshot(), null, PushedLines.of(lines.toByteArray()));
    }

    private static void push(Peer[] all, @Nullable Peer author, PushedLines pushed) {
        Map<Loop, List<ServerConnection>> elsewhere = new LinkedHashMap<>();
        for (Peer member : all) {
            Loop loop = member == author ? null : member.loop();
            if (loop != null) {
                if (loop.isInLoopThread()) {
                    ((ServerConnection) member).pushes().send(pushed);
                } else {
                    elsewhere
                            .computeIfAbsent(loop, missing -> new ArrayList<>())
                            .add((ServerConnection) member);
                }
            }
        }
        elsewhere.forEach((loop, others) -> push(loop, others, pushed));
    }

    /** Pushes to members on another loop; those for whose loop no memory is left miss it. */
    private static void push(Loop loop, List<ServerConnection> members, PushedLines pushed) {
        boolean queued =
                ServerContext.callLater(
                        members.get(0).pushes().factory(),
                        loop,
                        pushed.size(),
                        () -> members.forEach(member -> member.pushes().send(pushed)));
        if (!queued) {
            members.forEach(member -> member.pushes().miss(loop));
        }
    }
}
