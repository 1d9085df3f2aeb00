package org.ropewalk.server.queue;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A list whose elements have the links: an element is in one list at the most. */
public final class Chain<T extends Chain.Link<T>> {
    /** An element. */
    public interface Link<T> {
        /** The element after this one; null if there is none. */
        @Nullable T next();

        /** Sets the element after this one. */
        void next(@Nullable T after);
    }

    private @Nullable T first;
    private @Nullable T last;
    private int count;

    /** An empty list. */
    public Chain() {}

    /** Whether it is empty. */
    public boolean isEmpty() {
        return first == null;
    }

    /** How many elements it has. */
    public int count() {
        return count;
    }

    /** The first element; null if there is none. */
    public @Nullable T first() {
        return first;
    }

    /** The last element; null if there is none. */
    public @Nullable T last() {
        return last;
    }

    /** Adds an element at the end. */
    public void add(T element) {
        if (last == null) {
            first = element;
        } else {
            last.next(element);
        }
        last = element;
        count++;
    }

    /** Adds an element at the beginning. */
    public void addFirst(T element) {
        element.next(first);
        first = element;
        last = last == null ? element : last;
        count++;
    }

    /** The first element that fulfils {@code test}; null if none does. */
    public @Nullable T find(Predicate<? super T> test) {
        T element = first;
        while (element != null && !test.test(element)) {
            element = element.next();
        }
        return element;
    }

    /** Removes the first element that fulfils {@code test}, and returns it; null if none does. */
    public @Nullable T remove(Predicate<? super T> test) {
        T before = null;
        T element = first;
        while (element != null && !test.test(element)) {
            before = element;
            element = element.next();
        }
        if (element != null) {
            unlink(element, before);
        }
        return element;
    }

    private void unlink(T element, @Nullable T before) {
        if (before == null) {
            first = element.next();
        } else {
            before.next(element.next());
        }
        last = element == last ? before : last;
        element.next(null);
        count--;
    }

    /** Removes all elements. */
    public void clear() {
        first = null;
        last = null;
        count = 0;
    }
}
