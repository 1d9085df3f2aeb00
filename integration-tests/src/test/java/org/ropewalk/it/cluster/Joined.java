package org.ropewalk.it.cluster;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.ropewalk.server.Group;
import org.ropewalk.server.Peer;

/** A handler of {@link Hall} whose peer enters a group. */
record Joined(Group group, Peer peer) implements Hall {
    @Override
    public String name() {
        return "guest";
    }

    @Override
    public CompletionStage<Void> enter() {
        group.add(peer);
        return group.whenConnected(Duration.ofSeconds(5)).thenAccept(isConnected -> {});
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
