package org.ropewalk.examples.memcached;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Replies;
import org.ropewalk.line.Slice;
import org.ropewalk.line.Words;

/** Answers the commands of one connection from the store. */
final class Session implements Memcached {
    private static final String VERSION = "1.6.18";
    private static final int MAX_KEY_BYTES = 250;

    /** memcached's own least. */
    private static final int MIN_MEGABYTES = 8;

    private static final String BAD_FORMAT = "bad command line format";

    private final Store store;
    private final Statistics statistics;
    private final MetaCommands meta;

    Session(Store store) {
        this.store = store;
        this.statistics = store.statistics();
        this.meta = new MetaCommands(store);
    }

    private static void check(int keyBytes) throws ClientError {
        if (keyBytes > MAX_KEY_BYTES) {
            throw new ClientError(BAD_FORMAT);
        }
    }

    private Item found(Item item) {
        if (item == null) {
            statistics.getMisses++;
        } else {
            statistics.getHits++;
        }
        return item;
    }

    @Override
    public void get(Words keys, Replies<Value> found) throws ClientError {
        for (int i = 0; i < keys.size(); i++) {
            check(keys.get(i).length());
        }
        for (int i = 0; i < keys.size(); i++) {
            Item item = found(store.get(keys.get(i)));
            if (item != null) {
                found.send(item.value());
            }
        }
    }

    @Override
    public List<Versioned> gets(List<Bytes> keys) throws ClientError {
        List<Versioned> versions = new ArrayList<>();
        for (Bytes key : keys) {
            check(key.length());
            Item item = found(store.get(key));
            if (item != null) {
                versions.add(item.versioned());
            }
        }
        return versions;
    }

    @Override
    public List<Value> gat(long exptime, List<Bytes> keys) throws ClientError {
        return gats(exptime, keys).stream()
                .map(item -> new Value(item.key(), item.flags(), item.data()))
                .toList();
    }

    @Override
    public List<Versioned> gats(long exptime, List<Bytes> keys) throws ClientError {
        List<Versioned> versions = new ArrayList<>();
        for (Bytes key : keys) {
            check(key.length());
            Item item = found(touched(key, exptime));
            if (item != null) {
                versions.add(item.versioned());
            }
        }
        return versions;
    }

    private Item touched(Object key, long exptime) {
        Item item = store.touch(key, exptime);
        if (item == null) {
            statistics.touchMisses++;
        } else {
            statistics.touchHits++;
        }
        return item;
    }

    @Override
    public Stored store(Mode mode, Slice key, int flags, long exptime, Slice data, boolean noreply)
            throws ClientError, OutOfMemory {
        check(key.length());
        statistics.sets++;
        return store.store(mode, key, flags, exptime, data);
    }

    @Override
    public Stored cas(Slice key, int flags, long exptime, Slice data, long unique, boolean noreply)
            throws ClientError, OutOfMemory {
        check(key.length());
        statistics.sets++;
        return store.cas(key, flags, exptime, data, unique);
    }

    @Override
    public void storeWithoutNumbers(
            Mode mode, Slice key, Slice flags, Slice exptime, Slice length, boolean noreply) {}

    @Override
    public void casWithoutNumbers(
            Slice key, Slice flags, Slice exptime, Slice length, Slice unique, boolean noreply) {}

    @Override
    public void storeOfOtherWords(Mode mode) {}

    @Override
    public void casOfOtherWords() {}

    @Override
    public void deleteAtTime(Slice key, Slice time, boolean noreply) {}

    @Override
    public void deleteAtTime(Slice key, Slice time, Slice word) {}

    @Override
    public boolean delete(Slice key, boolean noreply) throws ClientError {
        check(key.length());
        boolean deleted = store.delete(key);
        if (deleted) {
            statistics.deleteHits++;
        } else {
            statistics.deleteMisses++;
        }
        return deleted;
    }

    @Override
    public Optional<Long> incr(Slice key, long delta, boolean noreply) throws ClientError {
        Optional<Long> result = add(key, delta, false);
        if (result.isPresent()) {
            statistics.incrHits++;
        } else {
            statistics.incrMisses++;
        }
        return result;
    }

    @Override
    public Optional<Long> decr(Slice key, long delta, boolean noreply) throws ClientError {
        Optional<Long> result = add(key, delta, true);
        if (result.isPresent()) {
            statistics.decrHits++;
        } else {
            statistics.decrMisses++;
        }
        return result;
    }

    private Optional<Long> add(Slice key, long delta, boolean down) throws ClientError {
        check(key.length());
        return switch (store.add(key, delta, down)) {
            case NOT_FOUND -> Optional.empty();
            case NOT_A_NUMBER ->
                    throw new ClientError("cannot increment or decrement non-numeric value");
            default -> store.number(key);
        };
    }

    @Override
    public boolean touch(Slice key, long exptime, boolean noreply) throws ClientError {
        check(key.length());
        return touched(key, exptime) != null;
    }

    @Override
    public void flushAll(boolean noreply) {
        flushAll(0, noreply);
    }

    @Override
    public void flushAll(long delay, boolean noreply) {
        statistics.flushes++;
        store.flush(delay);
    }

    @Override
    public void cacheMemlimit(int megabytes, boolean noreply) throws LimitTooSmall {
        if (Integer.compareUnsigned(megabytes, MIN_MEGABYTES) < 0) {
            throw new LimitTooSmall();
        }
        store.limit(Math.min(Integer.toUnsignedLong(megabytes) << 20, store.mostBytes()));
    }

    @Override
    public void slabsReassign(int source, int target, boolean noreply) {
        // There are no slabs.
    }

    @Override
    public void slabsAutomove(int mode, boolean noreply) {
        // There are no slabs.
    }

    @Override
    public void verbosity() {
        // As the other.
    }

    @Override
    public void verbosity(int level, boolean noreply) {
        // What is logged is the business of whoever runs the server, not of a peer.
    }

    @Override
    public List<Stat> stats(List<String> topic) throws UnknownTopic {
        return statistics.list(topic.isEmpty() ? "" : topic.get(0), store, VERSION);
    }

    @Override
    public void resetStats() {
        statistics.reset();
    }

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public void quit() {
        // The connection is closed by the declaration.
    }

    // ---- meta

    @Override
    public Meta metaGet(Slice key, List<Flag> flags) throws ClientError {
        check(key.length());
        return meta.get(key, flags);
    }

    @Override
    public void metaSetWithoutLength(Slice key, Slice length, List<Flag> flags) {}

    @Override
    public Meta metaSet(Slice key, Slice data, List<Flag> flags) throws ClientError, OutOfMemory {
        check(key.length());
        return meta.set(key, data, flags);
    }

    @Override
    public Meta metaDelete(Slice key, List<Flag> flags) throws ClientError {
        check(key.length());
        return meta.delete(key, flags);
    }

    @Override
    public Meta metaArithmetic(Slice key, List<Flag> flags) throws ClientError {
        check(key.length());
        return meta.arithmetic(key, flags);
    }

    @Override
    public void metaNoop() {
        // It is there to be answered.
    }

    @Override
    public Inspection metaDebug(Slice key, List<Flag> flags) throws ClientError {
        check(key.length());
        return meta.inspect(key, flags);
    }
}
