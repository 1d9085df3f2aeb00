package org.ropewalk.client;

import java.util.Collection;
import java.util.Map;
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

    static long of(@Nullable Object @Nullable ... arguments) {
        if (arguments == null) {
            return 0;
        }
        long sum = 0;
        for (Object argument : arguments) {
            sum += of(argument);
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
            return of(array);
        }
        if (argument instanceof Collection<?> several) {
            return of(several.toArray());
        }
        if (argument instanceof Map<?, ?> map) {
            return of(map.keySet()) + of(map.values());
        }
        if (argument instanceof Optional<?> optional) {
            return of(optional.orElse(null));
        }
        return argument == null ? 0 : OBJECT;
    }
}
