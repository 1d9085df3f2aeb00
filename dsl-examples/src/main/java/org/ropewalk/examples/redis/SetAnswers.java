package org.ropewalk.examples.redis;

import java.util.List;
import java.util.Optional;
import org.ropewalk.examples.redis.KeyCommands.ScanOptions;
import org.ropewalk.examples.redis.store.OutOfMemory;
import org.ropewalk.examples.redis.store.Refused;
import org.ropewalk.examples.redis.store.Scanned;
import org.ropewalk.examples.redis.store.Sets;
import org.ropewalk.examples.redis.store.Sets.Operation;
import org.ropewalk.examples.redis.store.WrongType;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;

/** Answers the commands for sets from the store. */
interface SetAnswers extends SetCommands {
    /** The store's sets. */
    Sets sets();

    @Override
    default long addMembers(Slice key, List<Bytes> members) throws WrongType, OutOfMemory {
        return sets().add(key, members);
    }

    @Override
    default long removeMembers(Slice key, List<Bytes> members) throws WrongType {
        return sets().remove(key, members);
    }

    @Override
    default List<Bytes> members(Slice key) throws WrongType {
        return sets().members(key);
    }

    @Override
    default boolean isMember(Slice key, Slice member) throws WrongType {
        return sets().contains(key, member);
    }

    @Override
    default List<Integer> areMembers(Slice key, List<Bytes> members) throws WrongType {
        return sets().contains(key, members).stream().map(is -> is ? 1 : 0).toList();
    }

    @Override
    default long memberCount(Slice key) throws WrongType {
        return sets().size(key);
    }

    @Override
    default Optional<Bytes> popMember(Slice key) throws WrongType {
        return sets().pop(key);
    }

    @Override
    default List<Bytes> popMembers(Slice key, long count) throws WrongType, Refused {
        return sets().pop(key, count);
    }

    @Override
    default Optional<Bytes> randomMember(Slice key) throws WrongType {
        return sets().random(key);
    }

    @Override
    default List<Bytes> randomMembers(Slice key, long count) throws WrongType, Refused {
        return sets().random(key, count);
    }

    @Override
    default boolean moveMember(Slice from, Slice to, Bytes member) throws WrongType, OutOfMemory {
        return sets().move(from, to, member);
    }

    @Override
    default List<Bytes> intersection(List<Bytes> keys) throws WrongType {
        return sets().combine(Operation.INTERSECTION, keys);
    }

    @Override
    default List<Bytes> union(List<Bytes> keys) throws WrongType {
        return sets().combine(Operation.UNION, keys);
    }

    @Override
    default List<Bytes> difference(List<Bytes> keys) throws WrongType {
        return sets().combine(Operation.DIFFERENCE, keys);
    }

    @Override
    default long storeIntersection(Slice target, List<Bytes> keys) throws WrongType, OutOfMemory {
        return sets().store(Operation.INTERSECTION, target, keys);
    }

    @Override
    default long storeUnion(Slice target, List<Bytes> keys) throws WrongType, OutOfMemory {
        return sets().store(Operation.UNION, target, keys);
    }

    @Override
    default long storeDifference(Slice target, List<Bytes> keys) throws WrongType, OutOfMemory {
        return sets().store(Operation.DIFFERENCE, target, keys);
    }

    @Override
    default Scanned scanMembers(Slice key, long cursor, ScanOptions options)
            throws WrongType, Refused {
        return sets().scan(key, KeyAnswers.range(cursor, options));
    }
}
