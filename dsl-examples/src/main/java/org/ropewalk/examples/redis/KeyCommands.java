package org.ropewalk.examples.redis;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Format;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Unsigned;
import org.ropewalk.examples.redis.store.Keys.ExpiryCondition;
import org.ropewalk.examples.redis.store.Refused;
import org.ropewalk.examples.redis.store.Scanned;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;

/** Commands for keys of any type. */
public interface KeyCommands {
    /** Removes keys; how many there were. */
    @Command({"DEL {keys...}", "UNLINK {keys...}"})
    long del(List<Bytes> keys);

    /** How many of the keys there are. */
    @Command({"EXISTS {keys...}", "TOUCH {keys...}"})
    long exists(List<Bytes> keys);

    /** The type of a value. */
    @Command("TYPE {key}")
    @Reply("+{}")
    String type(Slice key);

    /** All keys that match. */
    @Command("KEYS {pattern}")
    List<Bytes> keys(Bytes pattern);

    /** Some of the keys, and where to go on. */
    @Command("SCAN {cursor}[ {options=...}]")
    @Errors(malformed = @Reply("-ERR {'invalid cursor'}"))
    Scanned scan(@Unsigned long cursor, ScanOptions options) throws Refused;

    /** A key by chance. */
    @Command("RANDOMKEY")
    Optional<Bytes> randomKey();

    /** Gives a key another name. */
    @Command("RENAME {from} {to}")
    @Reply("+OK")
    void rename(Bytes from, Bytes to) throws Refused;

    /** Gives a key another name that no key has. */
    @Command("RENAMENX {from} {to}")
    boolean renameAbsent(Bytes from, Bytes to) throws Refused;

    /** A key expires in so many seconds. */
    @Command("EXPIRE {key} {seconds}[ {condition}]")
    boolean expire(Slice key, long seconds, Optional<ExpiryCondition> condition) throws Refused;

    /** A key expires in so many milliseconds. */
    @Command("PEXPIRE {key} {milliseconds}[ {condition}]")
    boolean expireMs(Slice key, long milliseconds, Optional<ExpiryCondition> condition)
            throws Refused;

    /** A key expires at a second since 1970. */
    @Command("EXPIREAT {key} {second}[ {condition}]")
    boolean expireAt(Slice key, long second, Optional<ExpiryCondition> condition) throws Refused;

    /** A key expires at a millisecond since 1970. */
    @Command("PEXPIREAT {key} {millisecond}[ {condition}]")
    boolean expireAtMs(Slice key, long millisecond, Optional<ExpiryCondition> condition)
            throws Refused;

    /** In how many seconds a key expires. */
    @Command("TTL {key}")
    long timeLeft(Slice key);

    /** In how many milliseconds a key expires. */
    @Command("PTTL {key}")
    long timeLeftMs(Slice key);

    /** At which second a key expires. */
    @Command("EXPIRETIME {key}")
    long expiryTime(Slice key);

    /** At which millisecond a key expires. */
    @Command("PEXPIRETIME {key}")
    long expiryTimeMs(Slice key);

    /** A key does not expire any more. */
    @Command("PERSIST {key}")
    boolean persist(Slice key);

    /** About how many bytes a key and its value take. */
    @Command("MEMORY USAGE {key}")
    OptionalLong memoryUsage(Slice key);

    /** Which keys a scan shows, and how many. */
    record ScanOptions(
            @Format("MATCH {match}") Optional<Bytes> match,
            @Format("COUNT {count}") Optional<Bytes> count,
            @Format("TYPE {type}") Optional<String> type) {}
}
