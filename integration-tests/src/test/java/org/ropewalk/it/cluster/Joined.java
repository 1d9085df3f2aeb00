package org.ropewalk.it.cluster;

import org.ropewalk.server.Group;
import org.ropewalk.server.Peer;

/** A handler of {@link Hall} that can enter its group and nothing else. */
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
        throw new UnsupportedOperationException();
    }

    @Override
    public void greet() {
        throw new UnsupportedOperationException();
    }
}
