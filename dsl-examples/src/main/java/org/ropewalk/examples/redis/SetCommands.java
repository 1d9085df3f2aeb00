package org.ropewalk.examples.redis;

import java.util.List;
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

/** Commands for sets. */
public interface SetCommands {
    /** Adds members; how many are new. */
    @Command("SADD {key} {members...}")
    long addMembers(Slice key, List<Bytes> members) throws WrongType, OutOfMemory;

    /** Removes members; how many there were. */
    @Command("SREM {key} {members...}")
    long removeMembers(Slice key, List<Bytes> members) throws WrongType;

    /** All members. */
    @Command("SMEMBERS {key}")
    List<Bytes> members(Slice key) throws WrongType;

    /** Whether there is a member. */
    @Command("SISMEMBER {key} {member}")
    boolean isMember(Slice key, Slice member) throws WrongType;

    /** Whether there are members. */
    @Command("SMISMEMBER {key} {members...}")
    List<Integer> areMembers(Slice key, List<Bytes> members) throws WrongType;

    /** How many members there are. */
    @Command("SCARD {key}")
    long memberCount(Slice key) throws WrongType;

    /** Takes a member by chance. */
    @Command("SPOP {key}")
    Optional<Bytes> popMember(Slice key) throws WrongType;

    /** Takes several members by chance. */
    @Command("SPOP {key} {count}")
    List<Bytes> popMembers(Slice key, long count) throws WrongType, Refused;

    /** A member by chance. */
    @Command("SRANDMEMBER {key}")
    Optional<Bytes> randomMember(Slice key) throws WrongType;

    /** Several members by chance. */
    @Command("SRANDMEMBER {key} {count}")
    List<Bytes> randomMembers(Slice key, long count) throws WrongType, Refused;

    /** Moves a member to another set. */
    @Command("SMOVE {from} {to} {member}")
    boolean moveMember(Slice from, Slice to, Bytes member) throws WrongType, OutOfMemory;

    /** What all sets have. */
    @Command("SINTER {keys...}")
    List<Bytes> intersection(List<Bytes> keys) throws WrongType;

    /** What one of the sets has. */
    @Command("SUNION {keys...}")
    List<Bytes> union(List<Bytes> keys) throws WrongType;

    /** What the first set has, and none of the others. */
    @Command("SDIFF {keys...}")
    List<Bytes> difference(List<Bytes> keys) throws WrongType;

    /** Keeps what all sets have. */
    @Command("SINTERSTORE {target} {keys...}")
    long storeIntersection(Slice target, List<Bytes> keys) throws WrongType, OutOfMemory;

    /** Keeps what one of the sets has. */
    @Command("SUNIONSTORE {target} {keys...}")
    long storeUnion(Slice target, List<Bytes> keys) throws WrongType, OutOfMemory;

    /** Keeps what the first set has, and none of the others. */
    @Command("SDIFFSTORE {target} {keys...}")
    long storeDifference(Slice target, List<Bytes> keys) throws WrongType, OutOfMemory;

    /** Some of the members, and where to go on. */
    @Command("SSCAN {key} {cursor}[ {options=...}]")
    @Errors(malformed = @Reply("-ERR {'invalid cursor'}"))
    Scanned scanMembers(Slice key, @Unsigned long cursor, ScanOptions options)
            throws WrongType, Refused;
}
