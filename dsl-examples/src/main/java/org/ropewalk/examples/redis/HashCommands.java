package org.ropewalk.examples.redis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Unsigned;
import org.ropewalk.examples.redis.KeyCommands.ScanOptions;
import org.ropewalk.examples.redis.store.OutOfMemory;
import org.ropewalk.examples.redis.store.Refused;
import org.ropewalk.examples.redis.store.Scanned;
import org.ropewalk.examples.redis.store.WrongType;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;

/** Commands for hashes. */
public interface HashCommands {
    /** Sets fields; how many are new. */
    @Command("HSET {key} {fields ...}")
    long setFields(Slice key, Map<Bytes, Bytes> fields) throws WrongType, OutOfMemory;

    /** Sets fields, as older clients do. */
    @Command("HMSET {key} {fields ...}")
    @Reply("+OK")
    void setAllFields(Slice key, Map<Bytes, Bytes> fields) throws WrongType, OutOfMemory;

    /** Sets a field that is not there. */
    @Command("HSETNX {key} {field} {value}")
    boolean setAbsentField(Slice key, Bytes field, Bytes value) throws WrongType, OutOfMemory;

    /** The value of a field. */
    @Command("HGET {key} {field}")
    Optional<Bytes> field(Slice key, Slice field) throws WrongType;

    /** The values of several fields. */
    @Command("HMGET {key} {fields...}")
    List<Optional<Bytes>> fields(Slice key, List<Bytes> fields) throws WrongType;

    /** Removes fields; how many there were. */
    @Command("HDEL {key} {fields...}")
    long removeFields(Slice key, List<Bytes> fields) throws WrongType;

    /** All fields with their values. */
    @Command("HGETALL {key}")
    Map<Bytes, Bytes> allFields(Slice key) throws WrongType;

    /** The names of all fields. */
    @Command("HKEYS {key}")
    List<Bytes> fieldNames(Slice key) throws WrongType;

    /** The values of all fields. */
    @Command("HVALS {key}")
    List<Bytes> fieldValues(Slice key) throws WrongType;

    /** How many fields there are. */
    @Command("HLEN {key}")
    long fieldCount(Slice key) throws WrongType;

    /** Whether there is a field. */
    @Command("HEXISTS {key} {field}")
    boolean hasField(Slice key, Slice field) throws WrongType;

    /** How long the value of a field is. */
    @Command("HSTRLEN {key} {field}")
    long fieldLength(Slice key, Slice field) throws WrongType;

    /** Adds to a number. */
    @Command("HINCRBY {key} {field} {delta}")
    long addToField(Slice key, Bytes field, long delta) throws WrongType, OutOfMemory, Refused;

    /** Adds to a number with a fraction. */
    @Command("HINCRBYFLOAT {key} {field} {delta}")
    Bytes addFloatToField(Slice key, Bytes field, Bytes delta)
            throws WrongType, OutOfMemory, Refused;

    /** Some of the fields, and where to go on. */
    @Command("HSCAN {key} {cursor}[ {options=...}]")
    @Errors(malformed = @Reply("-ERR {'invalid cursor'}"))
    Scanned scanFields(Slice key, @Unsigned long cursor, ScanOptions options)
            throws WrongType, Refused;
}
