package org.ropewalk.examples.redis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.examples.redis.KeyCommands.ScanOptions;
import org.ropewalk.examples.redis.store.Hashes;
import org.ropewalk.examples.redis.store.OutOfMemory;
import org.ropewalk.examples.redis.store.Refused;
import org.ropewalk.examples.redis.store.Scanned;
import org.ropewalk.examples.redis.store.WrongType;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;

/** Answers the commands for hashes from the store. */
interface HashAnswers extends HashCommands {
    /** The store's hashes. */
    Hashes hashes();

    @Override
    default long setFields(Slice key, Map<Bytes, Bytes> fields) throws WrongType, OutOfMemory {
        return hashes().set(key, fields);
    }

    @Override
    default void setAllFields(Slice key, Map<Bytes, Bytes> fields) throws WrongType, OutOfMemory {
        hashes().set(key, fields);
    }

    @Override
    default boolean setAbsentField(Slice key, Bytes field, Bytes value)
            throws WrongType, OutOfMemory {
        return hashes().setAbsent(key, field, value);
    }

    @Override
    default Optional<Bytes> field(Slice key, Slice field) throws WrongType {
        return hashes().get(key, field);
    }

    @Override
    default List<Optional<Bytes>> fields(Slice key, List<Bytes> fields) throws WrongType {
        return hashes().getAll(key, fields);
    }

    @Override
    default long removeFields(Slice key, List<Bytes> fields) throws WrongType {
        return hashes().remove(key, fields);
    }

    @Override
    default Map<Bytes, Bytes> allFields(Slice key) throws WrongType {
        return hashes().entries(key);
    }

    @Override
    default List<Bytes> fieldNames(Slice key) throws WrongType {
        return hashes().fields(key);
    }

    @Override
    default List<Bytes> fieldValues(Slice key) throws WrongType {
        return hashes().values(key);
    }

    @Override
    default long fieldCount(Slice key) throws WrongType {
        return hashes().size(key);
    }

    @Override
    default boolean hasField(Slice key, Slice field) throws WrongType {
        return hashes().get(key, field).isPresent();
    }

    @Override
    default long fieldLength(Slice key, Slice field) throws WrongType {
        return hashes().length(key, field);
    }

    @Override
    default long addToField(Slice key, Bytes field, long delta)
            throws WrongType, OutOfMemory, Refused {
        return hashes().add(key, field, delta);
    }

    @Override
    default Bytes addFloatToField(Slice key, Bytes field, Bytes delta)
            throws WrongType, OutOfMemory, Refused {
        return hashes().add(key, field, delta);
    }

    @Override
    default Scanned scanFields(Slice key, long cursor, ScanOptions options)
            throws WrongType, Refused {
        return hashes().scan(key, KeyAnswers.range(cursor, options));
    }
}
