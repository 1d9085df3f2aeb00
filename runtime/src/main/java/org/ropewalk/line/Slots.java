package org.ropewalk.line;

/** The replies of one connection that wait for their turn, in the order of the commands. */
final class Slots {
    private Slot<?> first;
    private Slot<?> last;

    /** The reply behind which the session may be elsewhere; null if there is none. */
    private Slot<?> barrier;

    private int count;

    boolean isEmpty() {
        return first == null;
    }

    /** How many wait. */
    int count() {
        return count;
    }

    /** The one whose turn is next; null if none waits. */
    Slot<?> first() {
        return first;
    }

    void add(Slot<?> slot) {
        if (first == null) {
            first = slot;
        } else {
            last.next = slot;
        }
        last = slot;
        count++;
    }

    /** Has {@code slot} go before all that waits. */
    void addFirst(Slot<?> slot) {
        if (first == null) {
            add(slot);
        } else {
            slot.next = first;
            first = slot;
            count++;
        }
    }

    /** The session may be elsewhere behind the last reply that waits. */
    void holdBehindLast() {
        barrier = last;
    }

    /** Whether the session may be elsewhere behind one that waits. */
    boolean isHeld() {
        return barrier != null;
    }

    /** The reply is out: the session is where it has led. */
    void written(Slot<?> slot) {
        if (slot == barrier) {
            barrier = null;
        }
    }

    /**
     * The next reply that may go out, which then waits no longer; null if there is none.
     *
     * @param anyOrder whether it may overtake others
     */
    Slot<?> takeDone(boolean anyOrder) {
        Slot<?> before = null;
        for (Slot<?> slot = first; slot != null; slot = slot.next) {
            if (slot.isDone()) {
                remove(slot, before);
                return slot;
            }
            if (!anyOrder) {
                return null;
            }
            before = slot;
        }
        return null;
    }

    private void remove(Slot<?> slot, Slot<?> before) {
        if (before == null) {
            first = slot.next;
        } else {
            before.next = slot.next;
        }
        if (slot == last) {
            last = before;
        }
        count--;
    }

    /** The first whose handler reads a payload that has not come whole; null if there is none. */
    Slot<?> receiving() {
        for (Slot<?> slot = first; slot != null; slot = slot.next) {
            if (slot.isReceiving()) {
                return slot;
            }
        }
        return null;
    }

    /** The connection has ended: what completes later is ignored. */
    void drop() {
        for (Slot<?> slot = first; slot != null; slot = slot.next) {
            slot.drop();
        }
        first = null;
        last = null;
        barrier = null;
        count = 0;
    }
}
