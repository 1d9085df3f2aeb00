package org.ropewalk.examples.redis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Format;
import org.ropewalk.annotation.Reply;
import org.ropewalk.examples.redis.Redis.Done;
import org.ropewalk.examples.redis.store.OutOfMemory;
import org.ropewalk.examples.redis.store.Refused;
import org.ropewalk.examples.redis.store.WrongType;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;

/** Commands for strings and counters. */
public interface StringCommands {
    /** The value of a key. */
    @Command({"GET {key}"})
    Optional<Bytes> get(Slice key) throws WrongType;

    /** Sets a key, whatever it holds. */
    @Command("SET {key} {value}")
    @Reply("+OK")
    void set(Slice key, Slice value) throws OutOfMemory;

    /** Sets a key under a condition, or for a time. */
    @Command("SET {key} {value} {options=...}")
    @Errors(malformed = @Reply("-ERR {'syntax error'}"))
    Optional<Done> set(Slice key, Slice value, SetOptions options) throws OutOfMemory, Refused;

    /** As the other; answers the value before. */
    @Command("SET {key} {value} GET[ {options=...}]")
    @Errors(malformed = @Reply("-ERR {'syntax error'}"))
    Optional<Bytes> setAndGet(Slice key, Slice value, SetOptions options)
            throws WrongType, OutOfMemory, Refused;

    /** Sets a key that is not there. */
    @Command("SETNX {key} {value}")
    boolean setAbsent(Slice key, Slice value) throws OutOfMemory, Refused;

    /** Sets a key for so many seconds. */
    @Command("SETEX {key} {seconds} {value}")
    @Reply("+OK")
    void setForSeconds(Slice key, long seconds, Slice value) throws OutOfMemory, Refused;

    /** Sets a key for so many milliseconds. */
    @Command("PSETEX {key} {milliseconds} {value}")
    @Reply("+OK")
    void setForMs(Slice key, long milliseconds, Slice value) throws OutOfMemory, Refused;

    /** Sets a key; the value before. */
    @Command("GETSET {key} {value}")
    Optional<Bytes> getAndSet(Slice key, Slice value) throws WrongType, OutOfMemory, Refused;

    /** Removes a key; the value before. */
    @Command("GETDEL {key}")
    Optional<Bytes> getAndDelete(Slice key) throws WrongType;

    /** The value of a key, which expires at another time. */
    @Command("GETEX {key}[ {options=...}]")
    @Errors(malformed = @Reply("-ERR {'syntax error'}"))
    Optional<Bytes> getAndExpire(Slice key, GetOptions options) throws WrongType, Refused;

    /** The values of several keys. */
    @Command("MGET {keys...}")
    List<Optional<Bytes>> getAll(List<Bytes> keys);

    /** Sets several keys. */
    @Command("MSET {values ...}")
    @Reply("+OK")
    void setAll(Map<Bytes, Bytes> values) throws OutOfMemory;

    /** Sets several keys, or none if one of them is there. */
    @Command("MSETNX {values ...}")
    boolean setAllAbsent(Map<Bytes, Bytes> values) throws OutOfMemory;

    /** Adds bytes to the end of a value; how long it is then. */
    @Command("APPEND {key} {value}")
    long append(Slice key, Slice value) throws WrongType, OutOfMemory, Refused;

    /** How long a value is. */
    @Command("STRLEN {key}")
    long length(Slice key) throws WrongType;

    /** A part of a value. */
    @Command({"GETRANGE {key} {from} {to}", "SUBSTR {key} {from} {to}"})
    Bytes range(Slice key, long from, long to) throws WrongType;

    /** Overwrites a part of a value; how long it is then. */
    @Command("SETRANGE {key} {offset} {value}")
    long setRange(Slice key, long offset, Slice value) throws WrongType, OutOfMemory, Refused;

    /** Adds 1. */
    @Command("INCR {key}")
    long increment(Slice key) throws WrongType, OutOfMemory, Refused;

    /** Takes 1 away. */
    @Command("DECR {key}")
    long decrement(Slice key) throws WrongType, OutOfMemory, Refused;

    /** Adds to a number. */
    @Command("INCRBY {key} {delta}")
    long add(Slice key, long delta) throws WrongType, OutOfMemory, Refused;

    /** Takes away from a number. */
    @Command("DECRBY {key} {delta}")
    long subtract(Slice key, long delta) throws WrongType, OutOfMemory, Refused;

    /** Adds to a number with a fraction. */
    @Command("INCRBYFLOAT {key} {delta}")
    Bytes addFloat(Slice key, Bytes delta) throws WrongType, OutOfMemory, Refused;

    /** When a key that is set expires, and under which condition it is set. */
    record SetOptions(
            @Format("EX {seconds}") Optional<Bytes> seconds,
            @Format("PX {milliseconds}") Optional<Bytes> milliseconds,
            @Format("EXAT {second}") Optional<Bytes> second,
            @Format("PXAT {millisecond}") Optional<Bytes> millisecond,
            boolean keepttl,
            boolean nx,
            boolean xx) {}

    /** When a key that is read expires. */
    record GetOptions(
            @Format("EX {seconds}") Optional<Bytes> seconds,
            @Format("PX {milliseconds}") Optional<Bytes> milliseconds,
            @Format("EXAT {second}") Optional<Bytes> second,
            @Format("PXAT {millisecond}") Optional<Bytes> millisecond,
            boolean persist) {}
}
