package org.ropewalk.examples.memcached;

import java.util.List;
import org.ropewalk.examples.memcached.MaintenanceCommands.LimitTooSmall;
import org.ropewalk.examples.memcached.MaintenanceCommands.NotAdjusted;
import org.ropewalk.examples.memcached.MaintenanceCommands.PrefixStat;
import org.ropewalk.examples.memcached.MaintenanceCommands.Reassignment;
import org.ropewalk.examples.memcached.MaintenanceCommands.Stat;
import org.ropewalk.examples.memcached.MaintenanceCommands.Switch;
import org.ropewalk.examples.memcached.MaintenanceCommands.Tuning;
import org.ropewalk.examples.memcached.MaintenanceCommands.UnknownTopic;
import org.ropewalk.server.Peer;

/** What a connection asks as an administrator. */
final class Maintenance {
    /** memcached's own number. */
    private static final int MOST_SLAB_CLASSES = 63;

    /** Off, slow, and at all costs. */
    private static final int MOST_AUTOMOVE = 2;

    /** memcached's own bound, beyond which a client means bytes. */
    private static final int MOST_MEGABYTES = 1_000_000_000;

    /** memcached's own least. */
    private static final int MIN_MEGABYTES = 8;

    /** Some of an LRU stays cold. */
    private static final int MOST_PERCENT = 80;

    private final Store store;
    private final Statistics statistics;
    private final String version;
    private final Peer peer;

    Maintenance(Store store, String version, Peer peer) {
        this.store = store;
        this.statistics = store.statistics();
        this.version = version;
        this.peer = peer;
    }

    void cacheMemlimit(int megabytes) throws LimitTooSmall, NotAdjusted {
        if (Integer.compareUnsigned(megabytes, MOST_MEGABYTES) > 0) {
            throw new NotAdjusted();
        }
        if (Integer.compareUnsigned(megabytes, MIN_MEGABYTES) < 0) {
            throw new LimitTooSmall();
        }
        store.limit(Math.min(Integer.toUnsignedLong(megabytes) << 20, store.mostBytes()));
    }

    /** There are no slabs that could be moved. */
    Reassignment slabsReassign(int source, int target) {
        if (source == target) {
            return Reassignment.SAME;
        }
        boolean known = isSlabClass(source) && isSlabClass(target);
        return known ? Reassignment.NOSPARE : Reassignment.BADCLASS;
    }

    private static boolean isSlabClass(int number) {
        return number >= 0 && number <= MOST_SLAB_CLASSES;
    }

    void slabsAutomove(int mode) throws UnknownTopic {
        if (Integer.compareUnsigned(mode, MOST_AUTOMOVE) > 0) {
            throw new UnknownTopic();
        }
    }

    /** memcached adds the percents as numbers of 32 bits. */
    static Tuning tuning(int hotPercent, int warmPercent, double hotAge, double warmAge) {
        if (Integer.compareUnsigned(hotPercent + warmPercent, MOST_PERCENT) > 0) {
            return Tuning.TOO_MUCH;
        }
        return hotAge <= 0 || warmAge <= 0 ? Tuning.NOT_POSITIVE : Tuning.OK;
    }

    List<Stat> stats(List<String> topic) throws UnknownTopic {
        String name = topic.isEmpty() ? "" : topic.get(0);
        if (name.equals("conns")) {
            return Figures.connection(peer.address());
        }
        return statistics.list(name, store, version);
    }

    void resetStats() {
        statistics.reset();
    }

    void statsDetail(Switch on) {
        statistics.prefixes().on(on == Switch.ON);
    }

    List<PrefixStat> statsDetailDump() {
        return statistics.prefixes().list();
    }
}
