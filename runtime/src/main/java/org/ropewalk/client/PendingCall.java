package org.ropewalk.client;

import java.util.ArrayList;
import java.util.List;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.Slice;
import org.ropewalk.line.Trailer;

/**
 * A command that was sent and whose reply has not come whole: the caller's future, and a place
 * among the replies that outlives it. When the caller cancels, or loses patience, the place stays
 * until its reply was read, so that no other gets it.
 */
public final class PendingCall<T> extends ReactorFuture<T> {
    private final LineClient client;
    private final CommandWriting command;
    private final ReplyReading<T> reading;
    private List<Object> items;
    private int expected = -1;
    private T result;
    private Throwable rejection;
    private boolean ended;

    /** When the reply must have come, in nanoseconds on the loop's clock. */
    long deadlineNs;

    PendingCall(LineClient client, CommandWriting command, ReplyReading<T> reading) {
        super(client.reactor(), client.home());
        this.client = client;
        this.command = command;
        this.reading = reading;
    }

    CommandWriting command() {
        return command;
    }

    /** Whether no reply will come. */
    boolean isUnanswered() {
        return reading == null;
    }

    void read(LineReader line) {
        reading.read(line, this);
    }

    boolean hasEnded() {
        return ended;
    }

    /** Tells the caller; what the caller has done to the future before stands. */
    void tell() {
        if (rejection != null) {
            completeExceptionally(rejection);
        } else {
            complete(result);
        }
    }

    // ---- what generated code calls, on the loop's thread

    /**
     * Whether the payload behind {@code line} has come; if not, the line is read again when it has.
     */
    public boolean payloadArrived(LineReader line, long count, Trailer trailer) {
        return client.payload(line, count, trailer);
    }

    /** As {@link #payloadArrived}, of a payload that ends at a line with a single dot. */
    public boolean dottedArrived(LineReader line) {
        return client.dotted(line);
    }

    /** The payload that has come; valid until the reading returns. */
    public Slice payload() {
        return client.payloadSlice();
    }

    /** The reply is whole. */
    public void finish(T value) {
        result = value;
        ended = true;
    }

    /** The reply is whole, and an exception. */
    public void reject(Throwable reason) {
        rejection = reason;
        ended = true;
    }

    /** The reply is one of the protocol's error lines. */
    public void reject(ErrorKind kind, LineReader line) {
        reject(new CommandRejected(kind, line.printable()));
    }

    /** Takes one item of a list. */
    public void item(Object item) {
        if (items == null) {
            items = new ArrayList<>();
        }
        items.add(item);
    }

    /** The items so far, as a list of what was given to {@link #item}. */
    @SuppressWarnings("unchecked")
    public <I> List<I> items() {
        return items == null ? List.of() : (List<I>) items;
    }

    /** Says how many items will come, as the line before them does. */
    public void expect(int count) {
        expected = count;
    }

    /** Whether the line before the items has come. */
    public boolean expects() {
        return expected >= 0;
    }

    /** Whether all items that were announced have come. */
    public boolean hasAll() {
        return expected == (items == null ? 0 : items.size());
    }

    /** The line is none that may come here: the connection can no longer be trusted. */
    public void unexpected(LineReader line) {
        client.violated("unexpected reply \"" + line.printable() + "\"");
    }
}
