package org.ropewalk.resp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.LineWriter;
import org.ropewalk.line.Slice;
import org.ropewalk.line.resp.RespElements;

/**
 * Values whose type is known from the reply alone: numbers, booleans, text, bytes, lists, maps,
 * null. Text is read back as text; bytes that are no text in UTF-8 as {@link Bytes}.
 */
@ForGeneratedCode
public final class RespObjects {
    private RespObjects() {}

    /**
     * Writes a value, as what it is.
     *
     * @throws IllegalArgumentException if its type has no form
     */
    public static void write(LineWriter reply, @Nullable Object value) {
        RespElements elements = reply.elements();
        if (value == null) {
            elements.nil();
        } else if (value instanceof Boolean truth) {
            elements.truth(truth);
        } else if (value instanceof Double || value instanceof Float) {
            reply.floating(((Number) value).doubleValue());
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            reply.number(((Number) value).longValue());
        } else if (value instanceof Bytes bytes) {
            reply.word(bytes);
        } else if (value instanceof Slice bytes) {
            reply.word(bytes);
        } else if (value instanceof byte[] bytes) {
            reply.word(bytes);
        } else if (value instanceof Collection<?> list) {
            elements.array(list.size());
            list.forEach(each -> write(reply, each));
        } else if (value instanceof Map<?, ?> map) {
            elements.map(map.size());
            map.forEach(
                    (key, each) -> {
                        write(reply, key);
                        write(reply, each);
                    });
        } else if (value instanceof String || value instanceof Enum<?>) {
            reply.word(value.toString());
        } else {
            throw reply.refuse("a value of " + value.getClass().getName());
        }
    }

    /** Reads a value, as what it is; an array as a list. */
    public static @Nullable Object read(LineReader line) {
        if (!line.ok() || line.cursor().isNull()) {
            return null;
        }
        switch (line.cursor().type()) {
            case ':':
                return line.word().number(Long.MIN_VALUE, Long.MAX_VALUE);
            case ',':
                return line.word().floating(false);
            case '#':
                return RespReader.truth(line);
            case '(':
                return line.word().bigInteger();
            case '*', '~', '>':
                return list(line);
            case '%':
                return map(line);
            default:
                return text(line.word().byteString());
        }
    }

    private static List<Object> list(LineReader line) {
        int size = line.cursor().enterArray();
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < size && line.ok(); i++) {
            list.add(read(line));
        }
        return Collections.unmodifiableList(list);
    }

    private static Map<Object, Object> map(LineReader line) {
        int size = line.cursor().enterMap();
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size && line.ok(); i++) {
            Object key = read(line);
            map.put(key, read(line));
        }
        return Collections.unmodifiableMap(map);
    }

    private static Object text(Bytes bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return bytes;
        }
    }
}
