package org.ropewalk.examples.redis.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ropewalk.line.Bytes;

/** The commands for sets. Any thread. */
public final class Sets {
    /** How many members a reply may repeat: the result of one command fits into memory. */
    private static final long MOST_REPEATED = 1 << 20;

    private static final SetValue NONE = new SetValue();

    private final Keyspace keyspace;

    Sets(Keyspace keyspace) {
        this.keyspace = keyspace;
    }

    /** How several sets become one. */
    public enum Operation {
        /** What all of them have. */
        INTERSECTION,
        /** What one of them has. */
        UNION,
        /** What the first has, and none of the others. */
        DIFFERENCE
    }

    /** The set of a key; an empty one, not to be changed, if there is none. */
    private SetValue read(Object key) throws WrongType {
        Entry entry = keyspace.read(key);
        return entry == null ? NONE : entry.set();
    }

    // ---- one set

    /** Adds members; how many are new. */
    public long add(Object key, List<Bytes> members) throws WrongType, OutOfMemory {
        synchronized (keyspace) {
            keyspace.makeRoom();
            Entry entry = keyspace.find(key);
            if (entry == null) {
                entry = keyspace.add(key, new SetValue());
            }
            long added = members.stream().filter(entry.set()::add).count();
            if (added > 0) {
                keyspace.changed(entry);
            }
            return added;
        }
    }

    /** Removes members; how many there were. */
    public long remove(Object key, List<Bytes> members) throws WrongType {
        synchronized (keyspace) {
            Entry entry = keyspace.find(key);
            if (entry == null) {
                return 0;
            }
            long removed = members.stream().filter(entry.set()::remove).count();
            if (removed > 0) {
                keyspace.changed(entry);
            }
            return removed;
        }
    }

    /** All members. */
    public List<Bytes> members(Object key) throws WrongType {
        synchronized (keyspace) {
            return read(key).members();
        }
    }

    /** Whether each of {@code members} is one. */
    public List<Boolean> contains(Object key, List<Bytes> members) throws WrongType {
        synchronized (keyspace) {
            SetValue set = read(key);
            return members.stream().map(set::contains).toList();
        }
    }

    /** Whether {@code member} is one. */
    public boolean contains(Object key, Object member) throws WrongType {
        synchronized (keyspace) {
            return read(key).contains(member);
        }
    }

    /** How many members there are. */
    public long size(Object key) throws WrongType {
        synchronized (keyspace) {
            return read(key).size();
        }
    }

    /** Takes a member by chance. */
    public Optional<Bytes> pop(Object key) throws WrongType {
        synchronized (keyspace) {
            Entry entry = keyspace.find(key);
            return entry == null ? Optional.empty() : Optional.of(pop(entry, entry.set()));
        }
    }

    private Bytes pop(Entry entry, SetValue set) {
        Bytes member = set.random(keyspace.random());
        set.remove(member);
        keyspace.changed(entry);
        return member;
    }

    /** Takes at most {@code count} members by chance. */
    public List<Bytes> pop(Object key, long count) throws WrongType, Refused {
        if (count < 0) {
            throw Refused.negative();
        }
        synchronized (keyspace) {
            Entry entry = keyspace.find(key);
            List<Bytes> popped = new ArrayList<>();
            if (entry != null) {
                SetValue set = entry.set();
                for (long i = Math.min(count, set.size()); i > 0; i--) {
                    popped.add(pop(entry, set));
                }
            }
            return popped;
        }
    }

    /** A member by chance. */
    public Optional<Bytes> random(Object key) throws WrongType {
        synchronized (keyspace) {
            SetValue set = read(key);
            return set.isEmpty() ? Optional.empty() : Optional.of(set.random(keyspace.random()));
        }
    }

    /** Different members by chance; for a negative count so many, of which some may be the same. */
    public List<Bytes> random(Object key, long count) throws WrongType, Refused {
        synchronized (keyspace) {
            SetValue set = read(key);
            if (set.isEmpty() || count == 0) {
                return List.of();
            }
            return count < 0 ? repeated(set, count) : different(set, count);
        }
    }

    private List<Bytes> repeated(SetValue set, long count) throws Refused {
        if (count < -MOST_REPEATED) {
            throw new Refused("value is out of range");
        }
        List<Bytes> chosen = new ArrayList<>();
        for (long i = 0; i < -count; i++) {
            chosen.add(set.random(keyspace.random()));
        }
        return chosen;
    }

    /** Each of the members that are left is chosen with the same chance. */
    private List<Bytes> different(SetValue set, long count) {
        List<Bytes> members = set.members();
        int most = (int) Math.min(count, members.size());
        for (int i = 0; i < most; i++) {
            int chosen = keyspace.random().nextInt(i, members.size());
            Bytes member = members.set(chosen, members.get(i));
            members.set(i, member);
        }
        return members.subList(0, most);
    }

    /** A part of a scan. */
    public Scanned scan(Object key, ScanRange range) throws WrongType {
        synchronized (keyspace) {
            Scan scan = new Scan(range);
            return scan.<Bytes>run(
                    read(key)::scan,
                    member -> {
                        if (range.matches(member)) {
                            scan.add(member);
                        }
                    });
        }
    }

    // ---- several sets

    /** Moves a member; false if it is none of the first set. */
    public boolean move(Object from, Object to, Bytes member) throws WrongType, OutOfMemory {
        synchronized (keyspace) {
            Entry entry = keyspace.find(from);
            if (entry == null) {
                return false;
            }
            SetValue set = entry.set();
            Entry target = keyspace.find(to);
            if (target != null) {
                target.set();
            }
            if (!set.contains(member)) {
                return false;
            }
            if (entry != target) {
                set.remove(member);
                keyspace.changed(entry);
                add(to, List.of(member));
            }
            return true;
        }
    }

    /** The members of several sets together. */
    public List<Bytes> combine(Operation operation, List<Bytes> keys) throws WrongType {
        synchronized (keyspace) {
            return combined(operation, keys).members();
        }
    }

    private SetValue combined(Operation operation, List<Bytes> keys) throws WrongType {
        List<SetValue> sets = new ArrayList<>(keys.size());
        for (Bytes key : keys) {
            sets.add(read(key));
        }
        SetValue result = new SetValue();
        List<SetValue> others = sets.subList(1, sets.size());
        if (operation == Operation.UNION) {
            sets.forEach(set -> set.forEach(result::add));
            return result;
        }
        boolean wanted = operation == Operation.INTERSECTION;
        sets.get(0)
                .forEach(
                        member -> {
                            if (others.stream().allMatch(set -> set.contains(member) == wanted)) {
                                result.add(member);
                            }
                        });
        return result;
    }

    /** As {@link #combine}, kept under {@code target}, whatever that holds; how many there are. */
    public long store(Operation operation, Object target, List<Bytes> keys)
            throws WrongType, OutOfMemory {
        synchronized (keyspace) {
            keyspace.makeRoom();
            SetValue result = combined(operation, keys);
            keyspace.remove(target);
            if (!result.isEmpty()) {
                keyspace.put(target, result);
            }
            return result.size();
        }
    }
}
