package org.ropewalk.reactor;

import org.jspecify.annotations.Nullable;

/**
 * A task that a loop runs after the current event. It is an element of the loop's list, so queueing
 * it allocates nothing.
 */
public abstract class TurnTask {
    /** The next task of the list; the task itself if it is the last, null if it is in none. */
    private @Nullable TurnTask next;

    /** For subclasses. */
    protected TurnTask() {}

    /** Does the work; called on the loop's thread. An exception is logged. */
    protected abstract void run();

    /** A first-in, first-out list of tasks. Belongs to one thread. */
    public static final class Queue {
        private @Nullable TurnTask first;
        private @Nullable TurnTask last;

        /** An empty list. */
        public Queue() {}

        /** Appends {@code task}, unless it is in a list already. */
        public void add(TurnTask task) {
            if (task.next != null) {
                return;
            }
            task.next = task;
            if (last == null) {
                first = task;
            } else {
                last.next = task;
            }
            last = task;
        }

        /** Moves all tasks to a new list; later ones are added here. */
        public Queue takeAll() {
            Queue all = new Queue();
            all.first = first;
            all.last = last;
            first = null;
            last = null;
            return all;
        }

        /** Whether there are no tasks. */
        public boolean isEmpty() {
            return first == null;
        }

        /** Takes the first task off the list and runs it; what it throws is the caller's to log. */
        @SuppressWarnings("NullAway") // Called if there is one.
        public void runFirst() {
            TurnTask task = first;
            first = task.next == task ? null : task.next;
            if (first == null) {
                last = null;
            }
            task.next = null;
            task.run();
        }
    }
}
