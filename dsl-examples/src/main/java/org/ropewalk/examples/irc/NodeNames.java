package org.ropewalk.examples.irc;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.ropewalk.cluster.Registry;
import org.ropewalk.examples.value.Names;
import org.ropewalk.reactor.Reactor;

/**
 * The nicknames that this node holds in the registry. A name that is lost, because the engine was
 * away for longer than its lease, is claimed again until its user leaves or another node has it.
 */
final class NodeNames {
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Reactor reactor;
    private final Registry registry;

    /** Called with a name of this node that another node has. */
    private final Consumer<User> collided;

    /** By name; guarded by itself. */
    private final Map<String, Held> held = new HashMap<>();

    /** The lease is empty while it is claimed again. */
    private record Held(User user, Optional<Registry.Lease> lease) {}

    NodeNames(Reactor reactor, Registry registry, Consumer<User> collided) {
        this.reactor = reactor;
        this.registry = registry;
        this.collided = collided;
    }

    /** Completes with whether the name is the user's; fails if that is not known. */
    CompletableFuture<Boolean> claim(User user, String nick) {
        String name = Names.lower(nick);
        synchronized (held) {
            if (held.containsKey(name)) {
                return CompletableFuture.completedFuture(held.get(name).user() == user);
            }
        }
        return registry.claim(name, () -> lost(user, name))
                .toCompletableFuture()
                .thenApply(
                        lease -> {
                            if (lease.isPresent()) {
                                keep(name, new Held(user, lease));
                            }
                            return lease.isPresent();
                        });
    }

    private void keep(String name, Held kept) {
        synchronized (held) {
            held.put(name, kept);
        }
    }

    void release(User user, String nick) {
        Held released;
        synchronized (held) {
            Held known = held.get(Names.lower(nick));
            released =
                    known != null && known.user() == user ? held.remove(Names.lower(nick)) : null;
        }
        if (released != null) {
            released.lease().ifPresent(Registry.Lease::release);
        }
    }

    private boolean isHeld(User user, String name) {
        synchronized (held) {
            return held.containsKey(name) && held.get(name).user() == user;
        }
    }

    private void lost(User user, String name) {
        if (isHeld(user, name)) {
            keep(name, new Held(user, Optional.empty()));
            reactor.callFromThread(() -> reactor.callLater(AGAIN, () -> claimAgain(user, name)));
        }
    }

    private void claimAgain(User user, String name) {
        if (isHeld(user, name)) {
            registry.claim(name, () -> lost(user, name))
                    .whenComplete((lease, failure) -> claimed(user, name, lease, failure));
        }
    }

    private void claimed(
            User user, String name, Optional<Registry.Lease> lease, Throwable failure) {
        if (failure != null) {
            lost(user, name);
        } else if (lease.isEmpty()) {
            release(user, name);
            collided.accept(user);
        } else if (isHeld(user, name)) {
            keep(name, new Held(user, lease));
        } else {
            lease.get().release();
        }
    }
}
