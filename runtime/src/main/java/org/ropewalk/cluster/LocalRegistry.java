package org.ropewalk.cluster;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** The names of one node, which are held until they are released. */
final class LocalRegistry implements Registry {
    private final ConcurrentHashMap<String, Lease> held = new ConcurrentHashMap<>();

    @Override
    public CompletionStage<Optional<Lease>> claim(String name, Runnable lost) {
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException(
                    "a name has 1 to " + MAX_NAME + " characters, not " + name.length());
        }
        Lease lease = new Held(name);
        return CompletableFuture.completedFuture(
                held.putIfAbsent(name, lease) == null ? Optional.of(lease) : Optional.empty());
    }

    @Override
    public void close() {
        held.clear();
    }

    private final class Held implements Lease {
        private final String name;

        Held(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean isHeld() {
            return held.get(name) == this;
        }

        @Override
        public CompletionStage<?> release() {
            held.remove(name, this);
            return CompletableFuture.completedFuture(null);
        }
    }
}
