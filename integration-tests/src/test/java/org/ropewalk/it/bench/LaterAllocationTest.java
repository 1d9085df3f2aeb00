package org.ropewalk.it.bench;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ropewalk.line.Bytes;

/**
 * How many bytes the loop's thread allocates for commands that are answered later. The handler's
 * future has 24.
 */
class LaterAllocationTest {
    private static final Bytes SOME = Bytes.of("some");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "now | NOW some | 0",
                "later;complete | LATER some;COMPLETED | 425",
                "later;later;complete | LATER some;LATER some;COMPLETED | 682",
                "later;later;elsewhere | LATER some;LATER some;COMPLETED | 682",
                "fetch name | 150 sending;226 some | 48",
                "retrieve;complete | 150 sending;226 some;COMPLETED | 583",
                "idle;done;now | IDLE some;NOW some | 794",
            })
    void in_their_order(String command, String reply, int bytes) throws Exception {
        try (Completions completions = new Completions()) {
            Allocation.assertOf(
                    new LaterShapesFactory(peer -> new Later(completions)), command, reply, bytes);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a now | a NOW some | 72",
                "a list | * NAME some;a OK | 80",
            })
    void with_tags(String command, String reply, int bytes) throws Exception {
        try (Completions completions = new Completions()) {
            Allocation.assertOf(
                    new PendingShapesFactory(peer -> new Pending(completions)),
                    command,
                    reply,
                    bytes);
        }
    }

    /** A command that waits for its result, where others are answered before it. */
    @ParameterizedTest
    @CsvSource({"complete, 336", "elsewhere, 336"})
    void with_tags_and_many_pending(String last, int bytes) throws Exception {
        int count = 30;
        StringBuilder commands = new StringBuilder();
        StringBuilder replies = new StringBuilder("z COMPLETED");
        for (int i = 0; i < count; i++) {
            commands.append('a').append(i).append(" later;");
            replies.append(";a").append(i).append(" LATER some");
        }
        try (Completions completions = new Completions()) {
            LoopAllocation loop =
                    new LoopAllocation(new PendingShapesFactory(peer -> new Pending(completions)));
            double allocated =
                    loop.of(
                                    commands + "z " + last,
                                    replies.toString(),
                                    count * (bytes + Allocation.NOTHING))
                            / count;
            Allocation.assertAbout(last + " many", allocated, bytes);
        }
    }

    /** Results that are awaited, and a thread that completes them. */
    private static final class Completions implements AutoCloseable {
        private final CompletableFuture<?>[] waiting = new CompletableFuture<?>[64];
        private int count;
        private volatile boolean handedOver;
        private volatile boolean closed;
        private final Thread thread = new Thread(this::run);

        Completions() {
            thread.start();
        }

        CompletableFuture<Bytes> next() {
            CompletableFuture<Bytes> result = new CompletableFuture<>();
            waiting[count++] = result;
            return result;
        }

        @SuppressWarnings("unchecked")
        void complete() {
            for (int i = 0; i < count; i++) {
                ((CompletableFuture<Bytes>) waiting[i]).complete(SOME);
            }
            count = 0;
        }

        /** The other thread completes them; returns when it has. */
        void completeElsewhere() {
            handedOver = true;
            LockSupport.unpark(thread);
            while (handedOver) {
                Thread.onSpinWait();
            }
        }

        private void run() {
            while (!closed) {
                if (handedOver) {
                    complete();
                    handedOver = false;
                } else {
                    LockSupport.park();
                }
            }
        }

        @Override
        public void close() {
            closed = true;
            LockSupport.unpark(thread);
        }
    }

    private static final class Later implements LaterShapes {
        private static final CompletionStage<Bytes> NOW = CompletableFuture.completedFuture(SOME);
        private final Completions completions;

        Later(Completions completions) {
            this.completions = completions;
        }

        @Override
        public CompletionStage<Bytes> now() {
            return NOW;
        }

        @Override
        public CompletionStage<Bytes> later() {
            return completions.next();
        }

        @Override
        public void complete() {
            completions.complete();
        }

        @Override
        public void elsewhere() {
            completions.completeElsewhere();
        }

        @Override
        public CompletionStage<Bytes> fetch(String name) {
            return NOW;
        }

        @Override
        public CompletionStage<Bytes> retrieve() {
            return completions.next();
        }

        @Override
        public CompletionStage<Bytes> idle() {
            return completions.next();
        }

        @Override
        public void done() {
            completions.complete();
        }
    }

    private static final class Pending implements PendingShapes {
        private static final List<Bytes> NAMES = List.of(SOME);
        private final Completions completions;

        Pending(Completions completions) {
            this.completions = completions;
        }

        @Override
        public CompletionStage<Bytes> now() {
            return Later.NOW;
        }

        @Override
        public CompletionStage<Bytes> later() {
            return completions.next();
        }

        @Override
        public void complete() {
            completions.complete();
        }

        @Override
        public void elsewhere() {
            completions.completeElsewhere();
        }

        @Override
        public List<Bytes> list() {
            return NAMES;
        }
    }
}
