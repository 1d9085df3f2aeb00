package org.ropewalk.it.cluster;

import org.ropewalk.server.Group;
import org.ropewalk.server.Peer;

/** A handler of {@link Hall} whose peer enters a group. */
record Joined(Group group, Peer peer) implements Hall {
    @Override
    public String name() {
        return "guest";
    }

    @Override
    public void enter() {
        group.add(peer);
    }

    @Override
    public void leave() {
        group.remove(peer);
    }

    @Override
    public void say(String text) {
        HallPushes.to(group.except(peer)).text(text);
    }

    @Override
    public void greet() {
        HallPushes.to(group).greeting();
    }
}
