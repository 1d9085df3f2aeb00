package org.ropewalk.examples.memcached;

import static org.ropewalk.examples.memcached.Statistics.Counter.CMD_FLUSH;
import static org.ropewalk.examples.memcached.Statistics.Counter.CMD_META;
import static org.ropewalk.examples.memcached.Statistics.Counter.CMD_SET;
import static org.ropewalk.examples.memcached.Statistics.Counter.DECR_HITS;
import static org.ropewalk.examples.memcached.Statistics.Counter.DECR_MISSES;
import static org.ropewalk.examples.memcached.Statistics.Counter.DELETE_HITS;
import static org.ropewalk.examples.memcached.Statistics.Counter.DELETE_MISSES;
import static org.ropewalk.examples.memcached.Statistics.Counter.GET_HITS;
import static org.ropewalk.examples.memcached.Statistics.Counter.GET_MISSES;
import static org.ropewalk.examples.memcached.Statistics.Counter.INCR_HITS;
import static org.ropewalk.examples.memcached.Statistics.Counter.INCR_MISSES;
import static org.ropewalk.examples.memcached.Statistics.Counter.STORE_NO_MEMORY;
import static org.ropewalk.examples.memcached.Statistics.Counter.STORE_TOO_LARGE;
import static org.ropewalk.examples.memcached.Statistics.Counter.TOUCH_HITS;
import static org.ropewalk.examples.memcached.Statistics.Counter.TOUCH_MISSES;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.line.Replies;
import org.ropewalk.line.Slice;
import org.ropewalk.line.Words;
import org.ropewalk.server.Peer;

/** Answers the commands of one connection from the store. */
final class Session implements Memcached {
    private static final String VERSION = "1.6.18";
    private static final int MAX_KEY_BYTES = 250;

    private static final String BAD_FORMAT = "bad command line format";

    private final Store store;
    private final Statistics statistics;
    private final MetaCommands meta;
    private final Maintenance maintenance;

    Session(Store store, Peer peer) {
        this.store = store;
        this.statistics = store.statistics();
        this.meta = new MetaCommands(store);
        this.maintenance = new Maintenance(store, VERSION, peer);
        statistics.connected();
    }

    private static void check(int keyBytes) throws ClientError {
        if (keyBytes > MAX_KEY_BYTES) {
            throw new ClientError(BAD_FORMAT);
        }
    }

    private Item found(Object key, Item item) {
        statistics.prefixes().got(key, item != null);
        if (item == null) {
            statistics.count(GET_MISSES);
        } else {
            statistics.count(GET_HITS);
        }
        return item;
    }

    @Override
    public void get(Words keys, Replies<Value> found) throws ClientError {
        for (int i = 0; i < keys.size(); i++) {
            check(keys.get(i).length());
        }
        for (int i = 0; i < keys.size(); i++) {
            Item item = found(keys.get(i), store.get(keys.get(i)));
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
            Item item = found(key, store.get(key));
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
            Item item = found(key, touched(key, exptime));
            if (item != null) {
                versions.add(item.versioned());
            }
        }
        return versions;
    }

    private Item touched(Object key, long exptime) {
        Item item = store.touch(key, exptime);
        if (item == null) {
            statistics.count(TOUCH_MISSES);
        } else {
            statistics.count(TOUCH_HITS);
        }
        return item;
    }

    @Override
    public Stored store(Mode mode, Slice key, int flags, long exptime, Slice data, boolean noreply)
            throws ClientError, OutOfMemory {
        check(key.length());
        statistics.count(CMD_SET);
        statistics.prefixes().set(key);
        return store.store(mode, key, flags, exptime, data);
    }

    @Override
    public Stored cas(Slice key, int flags, long exptime, Slice data, long unique, boolean noreply)
            throws ClientError, OutOfMemory {
        check(key.length());
        statistics.count(CMD_SET);
        statistics.prefixes().set(key);
        return store.cas(key, flags, exptime, data, unique);
    }

    @Override
    public void notStored(ErrorKind kind, Mode mode, Slice key) {
        if (mode == Mode.SET) {
            notStored(kind, key);
        }
    }

    @Override
    public void notStored(ErrorKind kind, Slice key) {
        if (kind == ErrorKind.TOO_BIG) {
            statistics.count(STORE_TOO_LARGE);
        } else if (kind == ErrorKind.MEMORY) {
            statistics.count(STORE_NO_MEMORY);
        }
        if (kind == ErrorKind.TOO_BIG || kind == ErrorKind.MEMORY) {
            store.delete(key);
        }
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
        statistics.prefixes().deleted(key);
        boolean deleted = store.delete(key);
        if (deleted) {
            statistics.count(DELETE_HITS);
        } else {
            statistics.count(DELETE_MISSES);
        }
        return deleted;
    }

    @Override
    public Optional<Long> incr(Slice key, long delta, boolean noreply) throws ClientError {
        Optional<Long> result = add(key, delta, false);
        if (result.isPresent()) {
            statistics.count(INCR_HITS);
        } else {
            statistics.count(INCR_MISSES);
        }
        return result;
    }

    @Override
    public Optional<Long> decr(Slice key, long delta, boolean noreply) throws ClientError {
        Optional<Long> result = add(key, delta, true);
        if (result.isPresent()) {
            statistics.count(DECR_HITS);
        } else {
            statistics.count(DECR_MISSES);
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
        statistics.count(CMD_FLUSH);
        store.flush(delay);
    }

    // ---- what the maintenance does

    @Override
    public void cacheMemlimit(int megabytes, boolean noreply) throws LimitTooSmall, NotAdjusted {
        maintenance.cacheMemlimit(megabytes);
    }

    @Override
    public Reassignment slabsReassign(int source, int target) {
        return maintenance.slabsReassign(source, target);
    }

    @Override
    public void slabsAutomove(int mode) throws UnknownTopic {
        maintenance.slabsAutomove(mode);
    }

    @Override
    public void cachedump() {}

    @Override
    public void watch() {}

    @Override
    public void shutdown() {}

    @Override
    public void verbosity() {}

    @Override
    public void verbosity(int level, boolean noreply) {
        // What is logged is decided where the server is started.
    }

    @Override
    public List<Stat> stats(List<String> topic) throws UnknownTopic {
        return maintenance.stats(topic);
    }

    @Override
    public void resetStats() {
        maintenance.resetStats();
    }

    @Override
    public void statsDetail(Switch on) {
        maintenance.statsDetail(on);
    }

    @Override
    public List<PrefixStat> statsDetailDump() {
        return maintenance.statsDetailDump();
    }

    @Override
    public void statsDetailOfOtherWords() {}

    @Override
    public Tuning lruTune(int hotPercent, int warmPercent, double hotAge, double warmAge) {
        return Maintenance.tuning(hotPercent, warmPercent, hotAge, warmAge);
    }

    @Override
    public void lruCrawlerOn() {}

    @Override
    public void lruCrawlerOff() {}

    @Override
    public void lruCrawler(int number) {}

    @Override
    public void lruCrawl(String classes) {}

    @Override
    public void gone() {
        statistics.disconnected();
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
        statistics.count(CMD_META);
        return meta.get(key, flags);
    }

    @Override
    public void metaSetWithoutLength() {}

    @Override
    public Meta metaSet(Slice key, Slice data, List<Flag> flags) throws ClientError, OutOfMemory {
        check(key.length());
        statistics.count(CMD_META);
        return meta.set(key, data, flags);
    }

    @Override
    public Meta metaDelete(Slice key, List<Flag> flags) throws ClientError {
        check(key.length());
        statistics.count(CMD_META);
        return meta.delete(key, flags);
    }

    @Override
    public Meta metaArithmetic(Slice key, List<Flag> flags) throws ClientError {
        check(key.length());
        statistics.count(CMD_META);
        return meta.arithmetic(key, flags);
    }

    @Override
    public void metaNoop() {
        // It is there to be answered.
    }

    @Override
    public Inspection metaDebug(Slice key, List<Flag> flags) throws ClientError {
        check(key.length());
        statistics.count(CMD_META);
        return meta.inspect(key, flags);
    }
}
