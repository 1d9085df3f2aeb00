package org.ropewalk.examples.memcached;

import java.util.List;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Format;
import org.ropewalk.annotation.NoReply;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Unsigned;

/**
 * Administration commands of memcached. There are no slabs, no segmented LRU and no crawler: that
 * is answered as by memcached started with {@code -o no_lru_crawler,no_lru_maintainer}.
 */
public interface MaintenanceCommands {
    @Command("cache_memlimit {megabytes}[ noreply]")
    @Errors(malformed = @Reply("ERROR"))
    @Reply("OK")
    void cacheMemlimit(@Unsigned int megabytes, @NoReply boolean noreply)
            throws LimitTooSmall, NotAdjusted;

    @Command("slabs reassign {source} {target}")
    Reassignment slabsReassign(int source, int target);

    @Command("slabs automove {mode}")
    @Reply("OK")
    void slabsAutomove(@Unsigned int mode) throws UnknownTopic;

    /** Keys are not listed: as memcached answers with {@code -X}. */
    @Command("stats cachedump {*}")
    @Reply("CLIENT_ERROR {'stats cachedump not allowed'}")
    void cachedump();

    /** What is logged is not shown: as memcached answers with {@code -W}. */
    @Command("watch {*}")
    @Reply("CLIENT_ERROR {'watch commands not allowed'}")
    void watch();

    /** No client ends the server: as memcached answers without {@code -A}. */
    @Command("shutdown {*}")
    @Reply("ERROR: {'shutdown not enabled'}")
    void shutdown();

    @Command("verbosity {level}[ noreply]")
    @Reply("OK")
    void verbosity(@Unsigned int level, @NoReply boolean noreply);

    /** As memcached does, answers nothing. */
    @Command("verbosity noreply")
    void verbosity();

    @Command("stats[ {topic...}]")
    @Reply(each = "STAT {name} {value*}", end = "END")
    List<Stat> stats(List<String> topic) throws UnknownTopic;

    @Command("stats reset {*}")
    @Reply("RESET")
    void resetStats();

    @Command("stats detail {on}")
    @Errors(malformed = @Reply("CLIENT_ERROR {'usage: stats detail on|off|dump'}"))
    @Reply("OK")
    void statsDetail(Switch on);

    @Command("stats detail dump")
    @Reply(each = "PREFIX {prefix} get {gets} hit {hits} set {sets} del {deletes}", end = "END")
    List<PrefixStat> statsDetailDump();

    /** Other words than those. */
    @Command("stats detail {*}")
    @Reply("CLIENT_ERROR {'usage: stats detail on|off|dump'}")
    void statsDetailOfOtherWords();

    /** How the parts of a segmented LRU would be divided: checked, and without effect. */
    @Command("lru tune {hotPercent} {warmPercent} {hotAge} {warmAge}")
    @Errors(malformed = @Reply("ERROR"))
    Tuning lruTune(
            @Unsigned int hotPercent, @Unsigned int warmPercent, double hotAge, double warmAge);

    /** No crawler can be started. */
    @Command(value = "lru_crawler enable", client = false)
    @Reply("ERROR {'failed to start lru crawler thread'}")
    void lruCrawlerOn();

    /** No crawler runs. */
    @Command("lru_crawler disable")
    @Reply("OK")
    void lruCrawlerOff();

    /** How long a crawler would rest between items, and how many it would look at. */
    @Command({"lru_crawler sleep {number}", "lru_crawler tocrawl {number}"})
    @Reply("OK")
    void lruCrawler(@Unsigned int number);

    /** Nothing crawls, and keys are not listed. */
    @Command(
            value = {"lru_crawler crawl {classes}", "lru_crawler metadump {classes}"},
            client = false)
    @Reply("CLIENT_ERROR {'lru crawler disabled'}")
    void lruCrawl(String classes);

    /** One figure. */
    record Stat(String name, String value) {}

    /** What was counted for the keys of one prefix. */
    record PrefixStat(String prefix, long gets, long hits, long sets, long deletes) {}

    /** Whether something is done. */
    enum Switch {
        @Format("on")
        ON,
        @Format("off")
        OFF
    }

    /** Whether an LRU can be divided so. */
    enum Tuning {
        @Reply("OK")
        OK,
        @Reply("ERROR hot and warm pcts must not exceed 80")
        TOO_MUCH,
        @Reply("ERROR hot/warm age factors must be greater than 0")
        NOT_POSITIVE
    }

    /** What became of a wish to move memory. */
    enum Reassignment {
        @Reply("SAME {'src and dst class are identical'}")
        SAME,
        @Reply("BADCLASS {'invalid src or dst class id'}")
        BADCLASS,
        @Reply("NOSPARE {'source class has no spare pages'}")
        NOSPARE
    }

    /** There are no such statistics. */
    @Reply("ERROR")
    @SuppressWarnings("serial")
    final class UnknownTopic extends Exception {
        /** Without a stack trace. */
        public UnknownTopic() {
            super("unknown statistics", null, false, false);
        }
    }

    /** The number is one of bytes. */
    @Reply("MEMLIMIT_ADJUST_FAILED {'input value is megabytes not bytes'}")
    @SuppressWarnings("serial")
    final class NotAdjusted extends Exception {
        /** Without a stack trace. */
        public NotAdjusted() {
            super("megabytes, not bytes", null, false, false);
        }
    }

    /** With less memory than that no server is useful. */
    @Reply("MEMLIMIT_TOO_SMALL {'cannot set maxbytes to less than 8m'}")
    @SuppressWarnings("serial")
    final class LimitTooSmall extends Exception {
        /** Without a stack trace. */
        public LimitTooSmall() {
            super("less than 8 MiB", null, false, false);
        }
    }
}
