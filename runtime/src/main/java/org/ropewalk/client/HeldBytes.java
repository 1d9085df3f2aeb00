package org.ropewalk.client;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;

/**
 * Counts the bytes that the arguments of a call hold. Text counts one byte for each character, an
 * object of a type of the user {@value #OBJECT}.
 */
final class HeldBytes {
    private static final int OBJECT = 64;

    private HeldBytes() {}

    /**
     * Counts the bytes of arguments.
     *
     * @param names their names, with one blank between them
     * @throws NullPointerException if one of them is null, or contains null
     */
    static long of(String names, @Nullable Object[] arguments) {
        long sum = 0;
        for (int i = 0; i < arguments.length; i++) {
            Object argument = arguments[i];
            try {
                sum += of(argument);
            } catch (NullPointerException e) {
                throw new NullPointerException(
                        names.split(" ")[i]
                                + (argument == null
                                        ? " must not be null"
                                        : " must not contain null"));
            }
        }
        return sum;
    }

    private static long all(Object[] values) {
        long sum = 0;
        for (Object value : values) {
            sum += of(value);
        }
        return sum;
    }

    private static long of(@Nullable Object argument) {
        if (argument instanceof byte[] array) {
            return array.length;
        }
        if (argument instanceof Bytes bytes) {
            return bytes.length();
        }
        if (argument instanceof CharSequence text) {
            return text.length();
        }
        if (argument instanceof Slice slice) {
            return slice.length();
        }
        if (argument instanceof Object[] array) {
            return all(array);
        }
        if (argument instanceof Collection<?> several) {
            return all(several.toArray());
        }
        if (argument instanceof Map<?, ?> map) {
            return of(map.keySet()) + of(map.values());
        }
        if (argument instanceof Optional<?> optional) {
            return optional.isPresent() ? of(optional.get()) : 0;
        }
        Objects.requireNonNull(argument);
        return OBJECT;
    }
}
