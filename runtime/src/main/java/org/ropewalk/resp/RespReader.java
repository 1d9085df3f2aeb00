package org.ropewalk.resp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.line.LineReader;

/**
 * Reads the values of a reply, from its first to its last. A value of another type is malformed;
 * what is read then is of no use, and {@link LineReader#end} says so.
 */
@ForGeneratedCode
public final class RespReader {
    private RespReader() {}

    /** Goes to the begin of a reply; false if it is a simple line or an error. */
    public static boolean begin(LineReader line) {
        if (!line.isArray()) {
            return false;
        }
        line.reset(line.offset());
        return true;
    }

    /** Whether a reply is null, and nothing else. */
    public static boolean isNull(LineReader line) {
        return begin(line) && line.cursor().isNull() && line.end();
    }

    /** A value, or nothing where null is. */
    public static <T> Optional<T> optional(LineReader line, Function<LineReader, T> value) {
        return line.cursor().isNull() ? Optional.empty() : Optional.ofNullable(value.apply(line));
    }

    /** A number, or nothing where null is. */
    public static OptionalInt optionalInt(LineReader line, ToIntFunction<LineReader> value) {
        return line.cursor().isNull()
                ? OptionalInt.empty()
                : OptionalInt.of(value.applyAsInt(line));
    }

    /** A number, or nothing where null is. */
    public static OptionalLong optionalLong(LineReader line, ToLongFunction<LineReader> value) {
        return line.cursor().isNull()
                ? OptionalLong.empty()
                : OptionalLong.of(value.applyAsLong(line));
    }

    /** The elements of an array; one of any type may be null. */
    public static <T> List<T> list(LineReader line, Function<LineReader, T> element) {
        int size = line.cursor().enterArray();
        List<T> list = new ArrayList<>();
        for (int i = 0; i < size && line.ok(); i++) {
            list.add(element.apply(line));
        }
        return line.ok() ? Collections.unmodifiableList(list) : List.of();
    }

    /** The elements of an array, in their order; what comes twice is one. */
    public static <T> Set<T> set(LineReader line, Function<LineReader, T> element) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(list(line, element)));
    }

    /** The pairs of a map, or of an array of names and values, in their order. */
    public static <K, V> Map<K, V> map(
            LineReader line, Function<LineReader, K> key, Function<LineReader, V> value) {
        int size = line.cursor().enterMap();
        Map<K, V> map = new LinkedHashMap<>();
        for (int i = 0; i < size && line.ok(); i++) {
            K name = key.apply(line);
            map.put(name, value.apply(line));
        }
        return Collections.unmodifiableMap(map);
    }

    /** What is made of an array of {@code size} elements. */
    public static <T> @Nullable T tuple(
            LineReader line, int size, Function<LineReader, T> elements) {
        if (line.cursor().enterArray() != size) {
            line.malformed("not " + size + " elements");
            return null;
        }
        try {
            return elements.apply(line);
        } catch (IllegalArgumentException e) {
            line.malformed(e);
            return null;
        } catch (NullPointerException e) {
            if (line.ok()) {
                throw e;
            }
            return null;
        }
    }

    /** 1 or 0, or a boolean of version 3. */
    public static boolean truth(LineReader line) {
        String text = line.word().text();
        boolean value = text.equals("1") || text.equals("t");
        if (!value && !text.equals("0") && !text.equals("f")) {
            line.malformed("neither 1 nor 0");
        }
        return value;
    }
}
