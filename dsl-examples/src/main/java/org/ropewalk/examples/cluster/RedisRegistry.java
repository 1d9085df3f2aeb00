package org.ropewalk.examples.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.ropewalk.cluster.EngineEndpoint;
import org.ropewalk.cluster.Registry;
import org.ropewalk.examples.redis.RedisClient;
import org.ropewalk.examples.redis.StringCommands.SetOptions;
import org.ropewalk.examples.redis.store.Script;
import org.ropewalk.examples.value.TopicNames;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.Reactor;

/**
 * Names as keys of Redis that expire. The value of a key is a random text of its claim. A lease is
 * extended three times within its time; by the clock of this node it ends at the latest when the
 * key expires, so that no two nodes hold a name. Scripts extend and delete a key only if it has the
 * value of its claim.
 */
final class RedisRegistry implements Registry {
    private static final int EXTENSIONS = 3;

    /** Names that are extended at once; the next ones follow when Redis has answered. */
    private static final int BATCH = 500;

    private final Reactor reactor;
    private final Duration time;
    private final TopicNames names;
    private final EngineLink<RedisClient.Normal> link;
    private final ConcurrentHashMap<String, Held> held = new ConcurrentHashMap<>();

    /** Completed when there is a connection. */
    private final Queue<CompletableFuture<Void>> waiting = new ConcurrentLinkedQueue<>();

    private volatile boolean closed;

    /** The next extension. Home loop only. */
    private DelayedCall nextExtension;

    RedisRegistry(Reactor reactor, EngineEndpoint endpoint, Duration time) {
        this.reactor = reactor;
        this.time = time;
        this.names = new TopicNames(endpoint.prefix() + "-name");
        this.link = RedisLink.to(reactor, endpoint, new RedisLink.NoMessages());
        link.start(this::connected, reason -> {});
        reactor.callFromThread(this::extendLater);
    }

    private void connected() {
        completeWaiting();
        extendAll();
    }

    private void completeWaiting() {
        for (CompletableFuture<Void> next = waiting.poll(); next != null; next = waiting.poll()) {
            next.complete(null);
        }
    }

    @Override
    public CompletionStage<?> whenConnected() {
        CompletableFuture<Void> waiter = new CompletableFuture<>();
        waiting.add(waiter);
        if (closed) {
            waiter.cancel(false);
        } else if (link.isConnected()) {
            completeWaiting();
        }
        return waiter;
    }

    private void extendLater() {
        if (closed) {
            return;
        }
        nextExtension =
                reactor.callLater(
                        time.dividedBy(EXTENSIONS),
                        () -> {
                            nextExtension = null;
                            extendAll();
                            extendLater();
                        });
    }

    private void extendAll() {
        extendNext(held.values().iterator());
    }

    /** Extends some of what is left, and then the next ones; on the home loop. */
    private void extendNext(Iterator<Held> left) {
        List<Held> some = new ArrayList<>();
        while (left.hasNext() && some.size() < BATCH) {
            Held next = left.next();
            if (next.isHeld()) {
                some.add(next);
            }
        }
        if (some.isEmpty() || !link.isConnected()) {
            return;
        }
        long askedNs = reactor.nanoTime();
        extend(some)
                .whenComplete(
                        (done, failure) -> {
                            // If it has failed, the next time or the next connection extends them.
                            if (failure == null) {
                                for (int i = 0; i < some.size(); i++) {
                                    some.get(i).extended(done.get(i).equals(1L), askedNs);
                                }
                                reactor.callFromThread(() -> extendNext(left));
                            }
                        });
    }

    /** Extends the leases that this node has still; a key of another node is not changed. */
    private CompletableFuture<List<Object>> extend(List<Held> some) {
        List<Bytes> words = new ArrayList<>();
        some.forEach(each -> words.add(each.key));
        words.add(Bytes.of(Long.toString(time.toMillis())));
        some.forEach(each -> words.add(each.value));
        return run(Script.EXPIRE_EQUAL, some.size(), words);
    }

    private CompletableFuture<List<Object>> run(Script script, int keys, List<Bytes> words) {
        try {
            return link.commands().eval(script.text(), keys, words);
        } catch (IllegalStateException e) {
            // The connection has just ended.
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletionStage<Optional<Lease>> claim(String name, Runnable lost) {
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException(
                    "a name has 1 to " + MAX_NAME + " characters, not " + name.length());
        }
        Held claimed = new Held(name, lost);
        try {
            return claimed.claim();
        } catch (IllegalStateException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        reactor.callFromThread(
                () -> {
                    if (nextExtension != null) {
                        nextExtension.cancel();
                        nextExtension = null;
                    }
                });
        held.values().forEach(Held::release);
        link.stop();
        waiting.forEach(waiter -> waiter.cancel(false));
    }

    /** A name of this node. */
    private final class Held implements Lease {
        private final String name;
        private final Runnable lost;
        private final Bytes key;
        private final Bytes value = Bytes.of(UUID.randomUUID().toString());

        /** When the key may expire, by this node's clock. */
        private volatile long untilNs;

        private volatile boolean over;

        /** The next look at the end of the lease. Home loop only. */
        private DelayedCall nextLook;

        Held(String name, Runnable lost) {
            this.name = name;
            this.lost = lost;
            this.key = Bytes.of(names.word(name));
        }

        CompletionStage<Optional<Lease>> claim() {
            long askedNs = reactor.nanoTime();
            SetOptions options =
                    new SetOptions(
                            Optional.empty(),
                            Optional.of(Bytes.of(Long.toString(time.toMillis()))),
                            Optional.empty(),
                            Optional.empty(),
                            false,
                            true,
                            false);
            return link.commands()
                    .set(key, value, options)
                    .thenApply(done -> done.map(set -> begin(askedNs)));
        }

        private Lease begin(long askedNs) {
            extended(askedNs);
            held.put(name, this);
            expireLater();
            if (closed) {
                release();
            }
            return this;
        }

        private void extended(long askedNs) {
            untilNs = askedNs + time.toNanos();
        }

        /** The name is lost at the end of its lease if nothing has extended it. */
        private void expireLater() {
            long leftNs = untilNs - reactor.nanoTime();
            if (over) {
                return;
            }
            if (leftNs <= 0) {
                end();
                return;
            }
            reactor.callFromThread(() -> lookAfter(Duration.ofNanos(leftNs)));
        }

        private void lookAfter(Duration left) {
            if (!over) {
                nextLook =
                        reactor.callLater(
                                left,
                                () -> {
                                    nextLook = null;
                                    expireLater();
                                });
            }
        }

        private void lookNoMore() {
            if (nextLook != null) {
                nextLook.cancel();
                nextLook = null;
            }
        }

        private synchronized boolean finish() {
            boolean first = !over;
            over = true;
            held.remove(name, this);
            reactor.callFromThread(this::lookNoMore);
            return first;
        }

        private void end() {
            if (finish()) {
                reactor.callInLoop(lost);
            }
        }

        private void extended(boolean isMine, long askedNs) {
            if (isMine) {
                extended(askedNs);
            } else {
                end();
            }
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean isHeld() {
            return !over && untilNs - reactor.nanoTime() > 0;
        }

        /** Deletes the key if it is this node's; without a connection, it expires by itself. */
        @Override
        public CompletionStage<?> release() {
            if (!finish() || !link.isConnected()) {
                return CompletableFuture.completedFuture(null);
            }
            return run(Script.DELETE_EQUAL, 1, List.of(key, value));
        }
    }
}
