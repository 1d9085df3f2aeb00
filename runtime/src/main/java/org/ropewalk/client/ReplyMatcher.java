package org.ropewalk.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ropewalk.client.CallSpec.Trait;
import org.ropewalk.line.LineLimits;
import org.ropewalk.line.LineReader;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.Loop;

/**
 * Matches the replies of one connection with the calls that were sent: in their order, or by their
 * tags. One timer watches the oldest call; the others' deadlines are later. Belongs to the
 * connection's loop.
 */
@SuppressWarnings("NullAway") // Fields that are null between connections, payloads or lines.
final class ReplyMatcher {
    private final ClientProtocol.Envelope envelope;
    private final LineLimits limits;

    /** Called when a call was given up, and another may be sent. */
    private final Runnable freed;

    /** Called when a reply is late, and no later one could be trusted. */
    private final Consumer<Throwable> late;

    private final ArrayDeque<Call<?>> calls = new ArrayDeque<>();

    /** Calls whose replies come in any order, and those that were given up, by their tags. */
    private final Map<String, Call<?>> tagged = new HashMap<>();

    private long lastTag;
    private Loop loop;
    private DelayedCall deadline;

    /** {@code envelope} is null if nothing surrounds lines. */
    ReplyMatcher(
            ClientProtocol.Envelope envelope,
            LineLimits limits,
            Runnable freed,
            Consumer<Throwable> late) {
        this.freed = freed;
        this.envelope = envelope;
        this.limits = limits;
        this.late = late;
    }

    /** The connection is made. */
    void begin(Loop connected) {
        loop = connected;
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }

    /** Whether no further call may be sent before a reply has arrived. */
    boolean isFull() {
        return calls.size() >= limits.pipelined();
    }

    /** The call that was sent first; null if there is none. */
    Call<?> oldest() {
        return calls.peek();
    }

    /** The tag of the next call. */
    String nextTag() {
        return Long.toString(++lastTag);
    }

    /** The tag of the call before. */
    String lastTag() {
        return Long.toString(lastTag);
    }

    /** Adds a call that was sent. */
    void add(Call<?> call) {
        if (!call.sendsPayload()) {
            begins(call);
        }
        calls.add(call);
        if (isOvertaking()) {
            tagged.put(call.tag(), call);
        }
    }

    /** Adds a call whose reply comes before all others. */
    void addGreeting(Call<?> call) {
        begins(call);
        calls.addFirst(call);
        watch();
    }

    /** The time for the reply of a call begins now. */
    void begins(Call<?> call) {
        if (call.bound() != null) {
            Duration own = call.bound();
            call.endsBy(loop.callLater(own, () -> ownTimePassed(call, own)));
            return;
        }
        int seconds = call.spec().requestSeconds();
        if (seconds == 0) {
            call.endsBy(loop.nanoTime() + TimeUnit.SECONDS.toNanos(limits.requestSeconds()));
        } else if (seconds != LineLimits.UNLIMITED) {
            Duration own = Duration.ofSeconds(seconds);
            call.endsBy(loop.callLater(own, () -> ownTimePassed(call, own)));
        }
    }

    private boolean isOvertaking() {
        return envelope != null && envelope.overtaking();
    }

    // ---- replies

    /** The call to which a line belongs; null if there is none. */
    @Nullable Call<?> addressed(LineReader line) {
        Call<?> oldest = calls.peek();
        if (!isOvertaking() || oldest != null && oldest.isGreeting()) {
            return oldest;
        }
        String tag = envelope.tag().apply(line);
        line.restart();
        Call<?> call = tag == null ? null : tagged.get(tag);
        if (call == null) {
            call = opening();
        }
        boolean untagged = oldest != null && oldest.spec().is(Trait.UNTAGGED_LINES);
        return call == null && untagged ? oldest : call;
    }

    /** The first call that awaits a line without a tag; null if none does. */
    private @Nullable Call<?> opening() {
        for (Call<?> call : calls) {
            if (call.spec().is(Trait.OPENS_UNTAGGED) && call.reply() == null) {
                return call;
            }
        }
        return null;
    }

    /** Whether a line that came in the place of {@code call}'s reply has the tag of another. */
    boolean hasOtherTag(LineReader line, Call<?> call) {
        if (envelope == null
                || call.tag() == null
                || isOvertaking() && !call.spec().is(Trait.UNTAGGED_LINES)
                || call.spec().is(Trait.UNTAGGED)) {
            return false;
        }
        String tag = envelope.tag().apply(line);
        return tag != null && !tag.equals(call.tag());
    }

    /** The reply of a call has arrived. */
    void remove(Call<?> call) {
        call.stopTimer();
        calls.remove(call);
        tagged.remove(call.tag());
        if (calls.isEmpty()) {
            stopWatching();
        }
    }

    /** No reply will arrive: fails all calls, one after the other. */
    void fail(Throwable reason) {
        stopWatching();
        tagged.clear();
        for (Call<?> call = calls.poll(); call != null; call = calls.poll()) {
            call.stopTimer();
            call.completeExceptionally(reason);
        }
    }

    // ---- time

    /** The time that its caller gave to a call is over: no other call waits longer for it. */
    private void ownTimePassed(Call<?> call, Duration own) {
        call.endsBy(null);
        if (mayGiveUp(call)) {
            giveUp(call, timeout(own, ""));
        } else {
            late.accept(timeout(own, "; the connection was closed"));
        }
    }

    /** Fails a call that {@link #mayGiveUp}; its tag is kept, so no other call gets its reply. */
    void giveUp(@Nullable Call<?> call, Throwable reason) {
        call.stopTimer();
        calls.remove(call);
        call.completeExceptionally(reason);
        freed.run();
    }

    private static TimeoutException timeout(Duration own, String what) {
        return new TimeoutException("no reply within " + own.toMillis() + " ms" + what);
    }

    /** Sets the timer for the oldest call, if it is not set. */
    void watch() {
        if (deadline == null
                && !calls.isEmpty()
                && calls.peek().isBounded()
                && limits.requestSeconds() != LineLimits.UNLIMITED) {
            long leftNs = Math.max(0, calls.peek().leftNs(loop.nanoTime()));
            deadline = loop.callLater(Duration.ofNanos(leftNs), this::deadlinePassed);
        }
    }

    private void stopWatching() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }

    private void deadlinePassed() {
        deadline = null;
        while (isLate() && mayGiveUp(calls.peek())) {
            // Its tag is kept: a reply that comes later belongs to no other call.
            calls.remove().completeExceptionally(timeout(""));
        }
        if (isLate()) {
            late.accept(timeout("; the connection was closed"));
        } else {
            freed.run();
            watch();
        }
    }

    /** Whether the connection may go on without the reply of {@code call}. */
    boolean mayGiveUp(Call<?> call) {
        return isOvertaking()
                && !call.isGreeting()
                && !call.spec().is(Trait.ALONE)
                && tagged.size() - calls.size() < limits.pipelined();
    }

    private boolean isLate() {
        return !calls.isEmpty()
                && calls.peek().isBounded()
                && calls.peek().leftNs(loop.nanoTime()) <= 0;
    }

    private TimeoutException timeout(String what) {
        return new TimeoutException("no reply within " + limits.requestSeconds() + " s" + what);
    }
}
