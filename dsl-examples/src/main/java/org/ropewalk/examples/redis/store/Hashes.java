package org.ropewalk.examples.redis.store;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.line.Bytes;

/** The commands for hashes. Any thread. */
public final class Hashes {
    private static final HashValue NONE = new HashValue();

    private final Keyspace keyspace;

    Hashes(Keyspace keyspace) {
        this.keyspace = keyspace;
    }

    /** The hash of a key; an empty one, not to be changed, if there is none. */
    private HashValue read(Object key) throws WrongType {
        Entry entry = keyspace.read(key);
        return entry == null ? NONE : entry.hash();
    }

    private Entry findOrAdd(Object key) throws WrongType, OutOfMemory {
        keyspace.makeRoom();
        Entry entry = keyspace.find(key);
        if (entry == null) {
            return keyspace.add(key, new HashValue());
        }
        entry.hash();
        return entry;
    }

    // ---- reading

    /** The value of a field. */
    public Optional<Bytes> get(Object key, Object field) throws WrongType {
        synchronized (keyspace) {
            return Optional.ofNullable(read(key).get(field));
        }
    }

    /** The values of several fields. */
    public List<Optional<Bytes>> getAll(Object key, List<Bytes> fields) throws WrongType {
        synchronized (keyspace) {
            HashValue hash = read(key);
            List<Optional<Bytes>> values = new ArrayList<>(fields.size());
            fields.forEach(field -> values.add(Optional.ofNullable(hash.get(field))));
            return values;
        }
    }

    /** All fields with their values. */
    public Map<Bytes, Bytes> entries(Object key) throws WrongType {
        synchronized (keyspace) {
            Map<Bytes, Bytes> all = new LinkedHashMap<>();
            read(key).forEach(field -> all.put(field.key(), field.value()));
            return all;
        }
    }

    /** The names of all fields. */
    public List<Bytes> fields(Object key) throws WrongType {
        synchronized (keyspace) {
            List<Bytes> all = new ArrayList<>();
            read(key).forEach(field -> all.add(field.key()));
            return all;
        }
    }

    /** The values of all fields. */
    public List<Bytes> values(Object key) throws WrongType {
        synchronized (keyspace) {
            List<Bytes> all = new ArrayList<>();
            read(key).forEach(field -> all.add(field.value()));
            return all;
        }
    }

    /** How many fields there are. */
    public long size(Object key) throws WrongType {
        synchronized (keyspace) {
            return read(key).size();
        }
    }

    /** How long a value is; 0 if there is none. */
    public long length(Object key, Object field) throws WrongType {
        return get(key, field).map(Bytes::length).orElse(0);
    }

    /** A part of a scan; names and values take turns. */
    public Scanned scan(Object key, ScanRange range) throws WrongType {
        synchronized (keyspace) {
            Scan scan = new Scan(range);
            return scan.<HashValue.Field>run(
                    read(key)::scan,
                    field -> {
                        if (range.matches(field.key())) {
                            scan.add(field.key());
                            scan.add(field.value());
                        }
                    });
        }
    }

    // ---- writing

    /** Sets fields; how many are new. */
    public long set(Object key, Map<Bytes, Bytes> fields) throws WrongType, OutOfMemory {
        synchronized (keyspace) {
            Entry entry = findOrAdd(key);
            HashValue hash = entry.hash();
            long added = 0;
            for (Map.Entry<Bytes, Bytes> field : fields.entrySet()) {
                added += hash.set(field.getKey(), field.getValue()) ? 1 : 0;
            }
            keyspace.changed(entry);
            return added;
        }
    }

    /** Sets a field that is not there; whether it was not. */
    public boolean setAbsent(Object key, Bytes field, Bytes value) throws WrongType, OutOfMemory {
        synchronized (keyspace) {
            Entry entry = findOrAdd(key);
            boolean absent = entry.hash().get(field) == null;
            if (absent) {
                entry.hash().set(field, value);
                keyspace.changed(entry);
            }
            return absent;
        }
    }

    /** Removes fields; how many there were. */
    public long remove(Object key, List<Bytes> fields) throws WrongType {
        synchronized (keyspace) {
            Entry entry = keyspace.find(key);
            if (entry == null) {
                return 0;
            }
            HashValue hash = entry.hash();
            long removed = fields.stream().filter(hash::remove).count();
            if (removed > 0) {
                keyspace.changed(entry);
            }
            return removed;
        }
    }

    /** Adds to the number in a field, which begins at 0; the sum. */
    public long add(Object key, Bytes field, long delta) throws WrongType, OutOfMemory, Refused {
        synchronized (keyspace) {
            keyspace.makeRoom();
            Bytes before = value(key, field);
            long number =
                    Numbers.integer(before)
                            .orElseThrow(() -> new Refused("hash value is not an integer"));
            long sum = Strings.sum(number, delta);
            set(key, Map.of(field, Bytes.of(Long.toString(sum))));
            return sum;
        }
    }

    /** Adds to the number with a fraction in a field; the sum as it is kept. */
    public Bytes add(Object key, Bytes field, Bytes delta) throws WrongType, OutOfMemory, Refused {
        synchronized (keyspace) {
            keyspace.makeRoom();
            BigDecimal added = Numbers.decimal(delta).orElseThrow(Refused::noFloat);
            BigDecimal number =
                    Numbers.decimal(value(key, field))
                            .orElseThrow(() -> new Refused("hash value is not a float"));
            Bytes sum = Numbers.write(number.add(added));
            set(key, Map.of(field, sum));
            return sum;
        }
    }

    private Bytes value(Object key, Bytes field) throws WrongType {
        Entry entry = keyspace.find(key);
        Bytes value = entry == null ? null : entry.hash().get(field);
        return value == null ? Bytes.of("0") : value;
    }
}
