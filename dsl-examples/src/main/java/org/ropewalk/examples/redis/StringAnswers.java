package org.ropewalk.examples.redis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.examples.redis.Redis.Done;
import org.ropewalk.examples.redis.store.Expiry;
import org.ropewalk.examples.redis.store.OutOfMemory;
import org.ropewalk.examples.redis.store.Refused;
import org.ropewalk.examples.redis.store.Strings;
import org.ropewalk.examples.redis.store.Strings.Condition;
import org.ropewalk.examples.redis.store.WrongType;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;

/** Answers the commands for strings from the store. */
interface StringAnswers extends StringCommands {
    /** The store's strings. */
    Strings strings();

    @Override
    default Optional<Bytes> get(Slice key) throws WrongType {
        return strings().get(key);
    }

    @Override
    default void set(Slice key, Slice value) throws OutOfMemory {
        strings().set(key, value.toBytes());
    }

    @Override
    default Optional<Done> set(Slice key, Slice value, SetOptions options)
            throws OutOfMemory, Refused {
        Condition condition = condition(options);
        boolean set = strings().set(key, value.toBytes(), condition, expiry(options), "set");
        return set ? Optional.of(new Done()) : Optional.empty();
    }

    @Override
    default Optional<Bytes> setAndGet(Slice key, Slice value, SetOptions options)
            throws WrongType, OutOfMemory, Refused {
        Condition condition = condition(options);
        return strings().getAndSet(key, value.toBytes(), condition, expiry(options));
    }

    private static Condition condition(SetOptions options) throws Refused {
        if (options.nx() && options.xx()) {
            throw Refused.syntax();
        }
        if (options.nx()) {
            return Condition.ABSENT;
        }
        return options.xx() ? Condition.PRESENT : Condition.ALWAYS;
    }

    private static Expiry expiry(SetOptions options) throws Refused {
        return Expiry.chosen(
                options.seconds(),
                options.milliseconds(),
                options.second(),
                options.millisecond(),
                options.keepttl() ? Optional.of(Expiry.KEEP) : Optional.empty(),
                Expiry.NEVER);
    }

    @Override
    default boolean setAbsent(Slice key, Slice value) throws OutOfMemory, Refused {
        return strings().set(key, value.toBytes(), Condition.ABSENT, Expiry.NEVER, "setnx");
    }

    @Override
    default void setForSeconds(Slice key, long seconds, Slice value) throws OutOfMemory, Refused {
        Expiry expiry = Expiry.seconds(seconds);
        strings().set(key, value.toBytes(), Condition.ALWAYS, expiry, "setex");
    }

    @Override
    default void setForMs(Slice key, long milliseconds, Slice value) throws OutOfMemory, Refused {
        Expiry expiry = Expiry.milliseconds(milliseconds);
        strings().set(key, value.toBytes(), Condition.ALWAYS, expiry, "psetex");
    }

    @Override
    default Optional<Bytes> getAndSet(Slice key, Slice value)
            throws WrongType, OutOfMemory, Refused {
        return strings().getAndSet(key, value.toBytes(), Condition.ALWAYS, Expiry.NEVER);
    }

    @Override
    default Optional<Bytes> getAndDelete(Slice key) throws WrongType {
        return strings().getAndDelete(key);
    }

    @Override
    default Optional<Bytes> getAndExpire(Slice key, GetOptions options) throws WrongType, Refused {
        Expiry expiry =
                Expiry.chosen(
                        options.seconds(),
                        options.milliseconds(),
                        options.second(),
                        options.millisecond(),
                        options.persist() ? Optional.of(Expiry.NEVER) : Optional.empty(),
                        Expiry.KEEP);
        return strings().getAndExpire(key, expiry);
    }

    @Override
    default List<Optional<Bytes>> getAll(List<Bytes> keys) {
        return strings().getAll(keys);
    }

    @Override
    default void setAll(Map<Bytes, Bytes> values) throws OutOfMemory {
        strings().setAll(values);
    }

    @Override
    default boolean setAllAbsent(Map<Bytes, Bytes> values) throws OutOfMemory {
        return strings().setAllAbsent(values);
    }

    @Override
    default long append(Slice key, Slice value) throws WrongType, OutOfMemory, Refused {
        return strings().append(key, value.toBytes());
    }

    @Override
    default long length(Slice key) throws WrongType {
        return strings().length(key);
    }

    @Override
    default Bytes range(Slice key, long from, long to) throws WrongType {
        return strings().range(key, from, to);
    }

    @Override
    default long setRange(Slice key, long offset, Slice value)
            throws WrongType, OutOfMemory, Refused {
        return strings().setRange(key, offset, value.toBytes());
    }

    @Override
    default long increment(Slice key) throws WrongType, OutOfMemory, Refused {
        return strings().add(key, 1);
    }

    @Override
    default long decrement(Slice key) throws WrongType, OutOfMemory, Refused {
        return strings().subtract(key, 1);
    }

    @Override
    default long add(Slice key, long delta) throws WrongType, OutOfMemory, Refused {
        return strings().add(key, delta);
    }

    @Override
    default long subtract(Slice key, long delta) throws WrongType, OutOfMemory, Refused {
        return strings().subtract(key, delta);
    }

    @Override
    default Bytes addFloat(Slice key, Bytes delta) throws WrongType, OutOfMemory, Refused {
        return strings().add(key, delta);
    }
}
