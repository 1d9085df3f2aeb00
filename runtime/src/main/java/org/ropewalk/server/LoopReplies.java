package org.ropewalk.server;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.ropewalk.frame.LineFramer;
import org.ropewalk.line.LineWriter;
import org.ropewalk.line.Replies;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.LoopLocal;
import org.ropewalk.reactor.Output;

/** What all server connections of a loop share while their replies are written. */
final class LoopReplies {
    static final LoopLocal<LoopReplies> KIND = LoopLocal.of(LoopReplies::new);

    /** A power of two. */
    private static final int SENDERS = 64;

    private static final int WAITING_BYTES = 128;

    /** An array that a large reply has made larger is not kept. */
    private static final int MOST_KEPT_BYTES = 64 << 10;

    private final Loop loop;
    private final boolean lendsAgain;
    private ReplyContext turn = new ReplyContext();
    private final ReplyContext deferred = new ReplyContext();
    private final Output output = new Output(1024);
    private final CommandError error = new CommandError();

    /** For the next reply that must wait for others; null while one is written. */
    private @Nullable Output waiting;

    /** Each is lent again after the others; the type of its items is that of its last use. */
    private final ItemSender<?>[] senders = new ItemSender<?>[SENDERS];

    /** How often one was lent. */
    private long lendings;

    /** The lending to the handler that runs now, by its number; 0 if it was lent none. */
    private long lending;

    private LoopReplies(Loop loop) {
        this.loop = loop;
        this.lendsAgain = loop.lendsAgain();
    }

    Loop loop() {
        return loop;
    }

    /** The reply of the connection that is being served. */
    ReplyContext turn() {
        return turn;
    }

    /** Has replies written in another context; returns the one before. */
    ReplyContext turn(ReplyContext other) {
        ReplyContext before = turn;
        turn = other;
        return before;
    }

    /** The later reply that is being written. */
    ReplyContext deferred() {
        return deferred;
    }

    /** The reply of {@code connection} that is being written; null if none is. */
    @Nullable ReplyContext of(Object connection) {
        if (deferred.isOf(connection)) {
            return deferred;
        }
        return turn.isOf(connection) ? turn : null;
    }

    /**
     * The reply of {@code connection} that is being written.
     *
     * @throws IllegalStateException if none is
     */
    ReplyContext current(Object connection) {
        ReplyContext context = of(connection);
        if (context == null) {
            throw new IllegalStateException("no reply of this connection is being written");
        }
        return context;
    }

    /** Where a later reply is written before it is sent. */
    Output output() {
        return output;
    }

    /** An empty output for a reply that must wait for others, until {@link #giveBack}. */
    Output lendOutput() {
        Output own = waiting == null ? new Output(WAITING_BYTES) : waiting;
        waiting = null;
        return own;
    }

    /** The bytes in {@code own} are kept elsewhere. */
    void giveBack(Output own) {
        own.clear(MOST_KEPT_BYTES);
        waiting = own;
    }

    /** The error that is being answered. */
    CommandError error() {
        return error;
    }

    /**
     * Lends what takes the items of a reply until {@link #endItems}; {@code writer} writes them
     * into {@code reply}.
     */
    @SuppressWarnings("unchecked")
    <T> Replies<T> lendItems(LineWriter reply, BiConsumer<LineWriter, T> writer) {
        long number = ++lendings;
        int index = (int) number & SENDERS - 1;
        ItemSender<T> sender = (ItemSender<T>) senders[index];
        if (sender == null || !lendsAgain) {
            sender = new ItemSender<>(this);
            senders[index] = sender;
        }
        sender.lend(number, reply, writer);
        lending = number;
        return sender;
    }

    /** The handler has returned: what was lent to it throws from now on. */
    void endItems() {
        lending = 0;
    }

    /**
     * Takes the items of one reply from the handler that is given it, and throws when it is used
     * elsewhere, or later. Belongs to its loop.
     */
    @SuppressWarnings("NullAway") // Fields that are null before the first use.
    private static final class ItemSender<T> implements Replies<T> {
        private final LoopReplies shared;

        /** The number of its last lending. */
        private long number;

        /** Writes an item. */
        private @Nullable BiConsumer<LineWriter, ? super T> writer;

        /** Where items are written. */
        private @Nullable LineWriter reply;

        /** The loop's thread. */
        private @Nullable Thread thread;

        ItemSender(LoopReplies shared) {
            this.shared = shared;
        }

        /** Lends it for a reply whose items {@code now} writes. */
        void lend(long lending, LineWriter to, BiConsumer<LineWriter, ? super T> now) {
            number = lending;
            // Usually they are those of its last use: a reference is only written where it changes.
            if (writer != now) {
                writer = now;
            }
            if (reply != to) {
                reply = to;
            }
            Thread current = Thread.currentThread();
            if (thread != current) {
                thread = current;
            }
        }

        @Override
        public void send(T item) {
            if (thread != Thread.currentThread() || number != shared.lending) {
                throw new IllegalStateException(
                        "Replies.send may only be called inside the handler to which it was given");
            }
            writer.accept(reply, item);
        }
    }

    /**
     * Whether the connection is made and has not ended: it has {@code own}, its loop.
     *
     * @throws IllegalStateException on another thread than its loop's
     */
    static boolean isHere(@Nullable Loop own) {
        if (own != null) {
            own.checkThread();
        }
        return own != null;
    }

    /** Sets a limit of the seconds between commands, of a connection on the loop {@code own}. */
    static void idleSeconds(@Nullable Loop own, LineFramer framer, int seconds) {
        if (isHere(own) && framer.limits().idleSeconds() != seconds) {
            framer.limits(framer.limits().withIdleSeconds(seconds));
        }
    }

    /** The nanoseconds of the loop; of the system where the connection was never made. */
    static long now(@Nullable LoopReplies shared) {
        return shared == null ? System.nanoTime() : shared.loop().nanoTime();
    }
}
