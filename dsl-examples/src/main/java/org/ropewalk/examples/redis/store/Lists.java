package org.ropewalk.examples.redis.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Words;

/** The commands for lists, with those that wait for an element. Any thread. */
public final class Lists {
    /** The part of the memory limit that waits may take beside the values. */
    private static final int WAIT_PARTS = 4;

    private final Keyspace keyspace;
    private final Waits waits = new Waits();

    /** What is pushed by commands that run together: served afterwards. Null at other times. */
    private Set<Bytes> pushed;

    Lists(Keyspace keyspace) {
        this.keyspace = keyspace;
    }

    private static ListValue list(Entry entry) throws WrongType {
        return entry == null ? null : entry.list();
    }

    // ---- adding

    /** Adds elements at an end, one after the other; how many there are then. */
    public long push(Object key, Words elements, End end) throws WrongType, OutOfMemory {
        synchronized (keyspace) {
            keyspace.makeRoom();
            Entry entry = keyspace.find(key);
            ListValue list = entry == null ? new ListValue() : entry.list();
            return push(key, entry == null ? keyspace.add(key, list) : entry, elements, end);
        }
    }

    private long push(Object key, Entry entry, Words elements, End end) throws WrongType {
        ListValue list = entry.list();
        for (int i = 0; i < elements.size(); i++) {
            list.push(end, elements.get(i).toBytes());
        }
        long length = list.size();
        keyspace.changed(entry);
        serve(key);
        return length;
    }

    /** As {@link #push}, for a list that is there; else 0. */
    public long pushPresent(Object key, Words elements, End end) throws WrongType, OutOfMemory {
        synchronized (keyspace) {
            keyspace.makeRoom();
            Entry entry = keyspace.find(key);
            return entry == null ? 0 : push(key, entry, elements, end);
        }
    }

    /**
     * Inserts an element before or after the first one that is equal to {@code pivot}.
     *
     * @return how many elements there are then; -1 if none is equal, 0 if there is no list
     */
    public long insert(Object key, boolean before, Bytes pivot, Bytes element)
            throws WrongType, OutOfMemory {
        synchronized (keyspace) {
            keyspace.makeRoom();
            Entry entry = keyspace.find(key);
            if (entry == null) {
                return 0;
            }
            ListValue list = entry.list();
            int index = list.indexOf(pivot);
            if (index < 0) {
                return -1;
            }
            list.insert(before ? index : index + 1, element);
            keyspace.changed(entry);
            return list.size();
        }
    }

    /** Replaces an element; a negative index counts from the end. */
    public void set(Object key, long index, Bytes element) throws WrongType, OutOfMemory, Refused {
        synchronized (keyspace) {
            keyspace.makeRoom();
            Entry entry = keyspace.find(key);
            if (entry == null) {
                throw Refused.noSuchKey();
            }
            ListValue list = entry.list();
            long at = index < 0 ? index + list.size() : index;
            if (at < 0 || at >= list.size()) {
                throw new Refused("index out of range");
            }
            list.set((int) at, element);
            keyspace.changed(entry);
        }
    }

    // ---- reading

    /** How many elements there are. */
    public long length(Object key) throws WrongType {
        synchronized (keyspace) {
            ListValue list = list(keyspace.read(key));
            return list == null ? 0 : list.size();
        }
    }

    /** The elements of a part, both ends included; a negative index counts from the end. */
    public List<Bytes> range(Object key, long from, long to) throws WrongType {
        synchronized (keyspace) {
            ListValue list = list(keyspace.read(key));
            if (list == null) {
                return List.of();
            }
            Range range = Range.of(from, to, list.size());
            return range.isEmpty() ? List.of() : list.range(range.from(), range.count());
        }
    }

    /** One element; a negative index counts from the end. */
    public Optional<Bytes> get(Object key, long index) throws WrongType {
        List<Bytes> found = range(key, index, index);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    // ---- removing

    /** Takes the element at an end. */
    public Optional<Bytes> pop(Object key, End end) throws WrongType {
        synchronized (keyspace) {
            Entry entry = keyspace.find(key);
            return entry == null ? Optional.empty() : Optional.of(pop(entry, entry.list(), end));
        }
    }

    private Bytes pop(Entry entry, ListValue list, End end) {
        Bytes element = list.pop(end);
        keyspace.changed(entry);
        return element;
    }

    /** Takes at most {@code count} elements at an end; empty if there is no list. */
    public Optional<List<Bytes>> pop(Object key, End end, long count) throws WrongType, Refused {
        if (count < 0) {
            throw Refused.negative();
        }
        synchronized (keyspace) {
            Entry entry = keyspace.find(key);
            if (entry == null) {
                return Optional.empty();
            }
            ListValue list = entry.list();
            List<Bytes> popped = new ArrayList<>();
            for (long i = Math.min(count, list.size()); i > 0; i--) {
                popped.add(list.pop(end));
            }
            if (count > 0) {
                keyspace.changed(entry);
            }
            return Optional.of(popped);
        }
    }

    /**
     * Removes elements that are equal: all for 0, else as many as {@code count} says, from the tail
     * if it is negative; how many were removed.
     */
    public long remove(Object key, long count, Bytes element) throws WrongType {
        synchronized (keyspace) {
            Entry entry = keyspace.find(key);
            if (entry == null) {
                return 0;
            }
            // The absolute value of the smallest number is negative, as there is no such number.
            long most = count == 0 || count == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(count);
            int removed = entry.list().remove(element, count < 0 ? End.RIGHT : End.LEFT, most);
            if (removed > 0) {
                keyspace.changed(entry);
            }
            return removed;
        }
    }

    /** Keeps a part alone, both ends included. */
    public void trim(Object key, long from, long to) throws WrongType {
        synchronized (keyspace) {
            Entry entry = keyspace.find(key);
            if (entry != null) {
                Range range = Range.of(from, to, entry.list().size());
                entry.list().trim(range.from(), range.count());
                keyspace.changed(entry);
            }
        }
    }

    /** Moves an element from an end of a list to an end of another; empty if there is none. */
    public Optional<Bytes> move(Object from, Object to, End fromEnd, End toEnd)
            throws WrongType, OutOfMemory {
        synchronized (keyspace) {
            keyspace.makeRoom();
            Entry entry = keyspace.find(from);
            if (entry == null) {
                return Optional.empty();
            }
            ListValue list = entry.list();
            list(keyspace.find(to));
            Bytes element = move(entry, list, fromEnd, to, toEnd);
            serve(to);
            return Optional.of(element);
        }
    }

    /** A list that is its own target stays, with its expiry, if it has one element. */
    private Bytes move(Entry entry, ListValue list, End fromEnd, Object to, End toEnd)
            throws WrongType {
        Bytes element = list.pop(fromEnd);
        add(to, element, toEnd);
        keyspace.changed(entry);
        return element;
    }

    private void add(Object key, Bytes element, End end) throws WrongType {
        Entry entry = keyspace.find(key);
        if (entry == null) {
            entry = keyspace.add(key, new ListValue());
        }
        entry.list().push(end, element);
        keyspace.changed(entry);
    }

    // ---- waiting

    /** Takes an element of the first list that has one, or waits for one of them. */
    public Wait popOrWait(List<Bytes> keys, End end) throws WrongType, OutOfMemory {
        synchronized (keyspace) {
            Wait wait = new Wait(keys, end, Optional.empty());
            for (Bytes key : keys) {
                Optional<Bytes> element = pop(key, end);
                if (element.isPresent()) {
                    wait.complete(Optional.of(new Popped(key, element.get())));
                    return wait;
                }
            }
            waits.add(wait, keyspace.maxBytes() / WAIT_PARTS);
            return wait;
        }
    }

    /** As {@link #move}; waits for an element if there is none. */
    public Wait moveOrWait(Bytes from, Bytes to, End fromEnd, End toEnd)
            throws WrongType, OutOfMemory {
        synchronized (keyspace) {
            Optional<Wait.Target> target = Optional.of(new Wait.Target(to, toEnd));
            Wait wait = new Wait(List.of(from), fromEnd, target);
            Optional<Bytes> element = move(from, to, fromEnd, toEnd);
            if (element.isPresent()) {
                wait.complete(Optional.of(new Popped(from, element.get())));
            } else {
                waits.add(wait, keyspace.maxBytes() / WAIT_PARTS);
            }
            return wait;
        }
    }

    /** Ends a wait that has no element yet: the time is over, or the client has gone. */
    public void giveUp(Wait wait) {
        synchronized (keyspace) {
            if (waits.remove(wait)) {
                wait.complete(Optional.empty());
            }
        }
    }

    /** How many clients wait. */
    public int waiting() {
        synchronized (keyspace) {
            return waits.size();
        }
    }

    /** Runs commands; the clients that wait get the elements that are left afterwards. */
    <T> T serveAfter(Supplier<T> commands) {
        Set<Bytes> keys = new LinkedHashSet<>();
        pushed = keys;
        try {
            return commands.get();
        } finally {
            pushed = null;
            keys.forEach(this::serve);
        }
    }

    /** There may be a list with elements at {@code key}: gives them to those that wait for it. */
    void serve(Object key) {
        if (waits.size() == 0) {
            return;
        }
        if (pushed != null) {
            pushed.add(HashTable.kept(key));
            return;
        }
        Queue<Object> ready = new ArrayDeque<>();
        ready.add(key);
        while (!ready.isEmpty()) {
            Object next = ready.remove();
            Wait wait = waits.first(next);
            Entry entry = wait == null ? null : keyspace.find(next);
            if (entry != null && entry.value() instanceof ListValue list) {
                waits.remove(wait);
                ready.add(next);
                serve(wait, entry, list).ifPresent(ready::add);
            }
        }
    }

    /** Gives an element to a client; the list to which it was moved, if it was. */
    private Optional<Bytes> serve(Wait wait, Entry entry, ListValue list) {
        if (wait.target().isEmpty()) {
            Bytes element = pop(entry, list, wait.end());
            wait.complete(Optional.of(new Popped(entry.key(), element)));
            return Optional.empty();
        }
        Wait.Target target = wait.target().get();
        try {
            list(keyspace.find(target.key()));
            Bytes element = move(entry, list, wait.end(), target.key(), target.end());
            wait.complete(Optional.of(new Popped(entry.key(), element)));
            return Optional.of(target.key());
        } catch (WrongType wrong) {
            wait.fail(wrong);
            return Optional.empty();
        }
    }
}
