package org.ropewalk.line;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.Output;

/**
 * Peers that hear the same: what is pushed to a group is formatted once, and handed over once to
 * each loop that has members. A peer whose connection ends leaves by itself; one that does not read
 * is bounded as {@link LineLimits#pushed} says. All methods may be called on any thread; pushes of
 * one thread reach each member in their order.
 */
public final class Group implements Audience {
    private static final Peer[] NOBODY = {};

    private final Set<Peer> members = new LinkedHashSet<>();
    private volatile Peer[] snapshot = NOBODY;

    /** An empty group. */
    public Group() {}

    /** Adds a peer; false if it is a member already, or its connection has ended. */
    public boolean add(Peer peer) {
        if (!peer.join(this)) {
            return false;
        }
        synchronized (members) {
            boolean added = members.add(peer);
            snapshot = members.toArray(Peer[]::new);
            return added;
        }
    }

    /** Takes a peer out; false if it is no member. */
    public boolean remove(Peer peer) {
        peer.leave(this);
        synchronized (members) {
            boolean removed = members.remove(peer);
            snapshot = members.toArray(Peer[]::new);
            return removed;
        }
    }

    /** How many members there are. */
    public int size() {
        return snapshot.length;
    }

    /** The members but one: whom a line is pushed to that its author has said. */
    public Audience except(Peer author) {
        return new Audience() {
            @Override
            public void push(LineFormat format, PushWriting lines) {
                Group.this.push(format, lines, author);
            }

            @Override
            public void pushOwn(OwnPushWriting lines) {
                Group.this.pushOwn(lines, author);
            }
        };
    }

    @Override
    public void push(LineFormat format, PushWriting lines) {
        push(format, lines, null);
    }

    @Override
    public void pushOwn(OwnPushWriting lines) {
        pushOwn(lines, null);
    }

    private void pushOwn(OwnPushWriting lines, Peer author) {
        for (Peer member : snapshot) {
            if (member != author) {
                member.pushOwn(lines);
            }
        }
    }

    private void push(LineFormat format, PushWriting lines, Peer author) {
        Output formatted = Peer.format(format, lines);
        byte[] bytes = formatted.array();
        int length = formatted.position();
        Map<Loop, List<Peer>> elsewhere = new LinkedHashMap<>();
        for (Peer member : snapshot) {
            Loop loop = member == author ? null : member.loop();
            if (loop != null) {
                if (loop.isInLoopThread()) {
                    member.pushed(bytes, length);
                } else {
                    elsewhere.computeIfAbsent(loop, missing -> new ArrayList<>()).add(member);
                }
            }
        }
        elsewhere.forEach(
                (loop, members) ->
                        loop.callFromThread(
                                () -> members.forEach(member -> member.pushed(bytes, length))));
    }
}
