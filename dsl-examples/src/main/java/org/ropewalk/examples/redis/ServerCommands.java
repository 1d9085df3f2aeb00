package org.ropewalk.examples.redis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Reply;
import org.ropewalk.examples.redis.store.Refused;
import org.ropewalk.line.Bytes;

/** Commands that concern the server. */
public interface ServerCommands {
    /** The settings whose names match. */
    @Command("CONFIG GET {patterns...}")
    Map<String, String> configGet(List<Bytes> patterns);

    /** Changes settings. */
    @Command("CONFIG SET {settings ...}")
    @Reply("+OK")
    void configSet(Map<String, String> settings) throws Refused;

    /** Hits, misses and removed keys are counted anew. */
    @Command("CONFIG RESETSTAT")
    @Reply("+OK")
    void resetStatistics();

    /** Clients that ask for the table of commands can do without it. */
    @Command("COMMAND")
    List<Bytes> commands();

    /** How many commands there are in that table. */
    @Command("COMMAND COUNT")
    long commandCount();

    /** As {@link #commands}. */
    @Command("COMMAND INFO[ {names...}]")
    List<Bytes> commandInfo(List<Bytes> names);

    /** Descriptions for help, of which there are none. */
    @Command("COMMAND DOCS[ {names...}]")
    Map<String, String> commandDocs(List<Bytes> names);

    /** What the server tells of itself, in sections. */
    @Command("INFO[ {sections...}]")
    Bytes info(List<String> sections);

    /** How many keys there are. */
    @Command("DBSIZE")
    long size();

    /** Removes all keys. */
    @Command({"FLUSHALL[ {mode}]", "FLUSHDB[ {mode}]"})
    @Reply("+OK")
    void flush(Optional<FlushMode> mode);

    /** The time: seconds since 1970, and microseconds. */
    @Command("TIME")
    List<String> time();

    /** There is nothing on disk. */
    @Command("LASTSAVE")
    long lastSave();

    /** How keys are removed; it makes no difference. */
    enum FlushMode {
        ASYNC,
        SYNC
    }
}
