package org.ropewalk.examples.redis;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ropewalk.examples.redis.store.Expiry;
import org.ropewalk.examples.redis.store.Keys;
import org.ropewalk.examples.redis.store.Keys.ExpiryCondition;
import org.ropewalk.examples.redis.store.Refused;
import org.ropewalk.examples.redis.store.ScanRange;
import org.ropewalk.examples.redis.store.Scanned;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;

/** Answers the commands for keys from the store. */
interface KeyAnswers extends KeyCommands {
    /** Half a second and a whole one, as Redis rounds the time that is left. */
    long HALF_SECOND_MS = 500;

    /** In a second. */
    long SECOND_MS = 1_000;

    /** The store's keys. */
    Keys keys();

    @Override
    default long del(List<Bytes> keys) {
        return keys().delete(keys);
    }

    @Override
    default long exists(List<Bytes> keys) {
        return keys().count(keys);
    }

    @Override
    default String type(Slice key) {
        return keys().type(key);
    }

    @Override
    default List<Bytes> keys(Bytes pattern) {
        return keys().matching(new org.ropewalk.examples.redis.store.Glob(pattern));
    }

    @Override
    default Scanned scan(long cursor, ScanOptions options) throws Refused {
        return keys().scan(range(cursor, options), options.type());
    }

    /** What a scan shows. */
    static ScanRange range(long cursor, ScanOptions options) throws Refused {
        return ScanRange.of(cursor, options.match(), options.count());
    }

    @Override
    default Optional<Bytes> randomKey() {
        return keys().random();
    }

    @Override
    default void rename(Bytes from, Bytes to) throws Refused {
        keys().rename(from, to);
    }

    @Override
    default boolean renameAbsent(Bytes from, Bytes to) throws Refused {
        return keys().renameAbsent(from, to);
    }

    @Override
    default boolean expire(Slice key, long seconds, Optional<ExpiryCondition> condition)
            throws Refused {
        return expire(key, Expiry.seconds(seconds), condition, "expire");
    }

    private boolean expire(
            Slice key, Expiry expiry, Optional<ExpiryCondition> condition, String command)
            throws Refused {
        return keys().expire(key, expiry, condition.orElse(ExpiryCondition.ALWAYS), command);
    }

    @Override
    default boolean expireMs(Slice key, long milliseconds, Optional<ExpiryCondition> condition)
            throws Refused {
        return expire(key, Expiry.milliseconds(milliseconds), condition, "pexpire");
    }

    @Override
    default boolean expireAt(Slice key, long second, Optional<ExpiryCondition> condition)
            throws Refused {
        return expire(key, Expiry.atSecond(second), condition, "expireat");
    }

    @Override
    default boolean expireAtMs(Slice key, long millisecond, Optional<ExpiryCondition> condition)
            throws Refused {
        return expire(key, Expiry.atMillisecond(millisecond), condition, "pexpireat");
    }

    @Override
    default long timeLeft(Slice key) {
        return seconds(keys().timeLeftMs(key));
    }

    /** Negative numbers are no times. */
    private static long seconds(long ms) {
        return ms < 0 ? ms : (ms + HALF_SECOND_MS) / SECOND_MS;
    }

    @Override
    default long timeLeftMs(Slice key) {
        return keys().timeLeftMs(key);
    }

    @Override
    default long expiryTime(Slice key) {
        return seconds(keys().expiryTimeMs(key));
    }

    @Override
    default long expiryTimeMs(Slice key) {
        return keys().expiryTimeMs(key);
    }

    @Override
    default boolean persist(Slice key) {
        return keys().persist(key);
    }

    @Override
    default OptionalLong memoryUsage(Slice key) {
        return keys().memoryUsage(key);
    }
}
