package org.ropewalk.line.resp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One element of an array that has arrived, as {@link RespScanner} found it. */
public final class RespElement {
    private RespElement() {}

    /** Where the array at {@code from} has its first element. */
    public static int first(byte[] array, int from) {
        int i = from;
        while (array[i] != '\n') {
            i++;
        }
        return i + 1;
    }

    /** Where the content of the element at {@code from} begins. */
    public static int contentBegin(byte[] array, int from) {
        return isString(array[from]) ? first(array, from) : from + 1;
    }

    /**
     * Where the element at {@code from} ends, with its line end; {@code none} if it is null, or
     * consists of others.
     */
    public static int end(byte[] array, int from, int none) {
        int i = from + 1;
        if (array[from] != '$') {
            return endOfOther(array, from, none);
        }
        int length = 0;
        for (byte next = array[i]; next != '\r'; next = array[i]) {
            if (next == '-') {
                return none;
            }
            length = length * 10 + next - '0';
            i++;
        }
        return i + 2 + length + 2;
    }

    private static int endOfOther(byte[] array, int from, int none) {
        if (isAggregate(array[from]) || isNull(array, from)) {
            return none;
        }
        int behind = first(array, from);
        return isString(array[from]) ? behind + number(array, from) + 2 : behind;
    }

    /** The elements of a command, as text. */
    public static String[] strings(byte[] command) {
        List<String> strings = new ArrayList<>();
        int end = first(command, 0);
        for (int at = end; at < command.length; at = end) {
            int begin = contentBegin(command, at);
            end = end(command, at, command.length);
            strings.add(new String(command, begin, end - 2 - begin, StandardCharsets.UTF_8));
        }
        return strings.toArray(String[]::new);
    }

    // ---- attributes

    /** A value without the attributes in it, which describe what follows them. */
    public static byte[] withoutAttributes(byte[] array, int from, int to) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(to - from);
        int at = from;
        while (at < to) {
            int next = array[at] == '|' ? behindAttribute(array, at) : behindHeader(array, at);
            if (array[at] != '|') {
                kept.write(array, at, next - at);
            }
            at = next;
        }
        return kept.toByteArray();
    }

    /** Where the attribute at {@code from} ends: names and values. */
    private static int behindAttribute(byte[] array, int from) {
        int at = first(array, from);
        for (int left = 2 * number(array, from); left > 0; left--) {
            at = behind(array, at);
        }
        return at;
    }

    /** Where the value at {@code from} ends. */
    private static int behind(byte[] array, int from) {
        int at = from;
        while (array[at] == '|') {
            at = behindAttribute(array, at);
        }
        int next = behindHeader(array, at);
        if (isAggregate(array[at]) && !isNull(array, at)) {
            int values = number(array, at) * (array[at] == '%' ? 2 : 1);
            for (; values > 0; values--) {
                next = behind(array, next);
            }
        }
        return next;
    }

    /** Where a string ends, or the first line of another value. */
    private static int behindHeader(byte[] array, int from) {
        int next = first(array, from);
        return isString(array[from]) && !isNull(array, from)
                ? next + number(array, from) + 2
                : next;
    }

    // ---- types

    /** Whether the element at {@code from} is null. */
    public static boolean isNull(byte[] array, int from) {
        return array[from] == '_'
                || (array[from] == '*' || array[from] == '$') && array[from + 1] == '-';
    }

    /** Whether {@code type} is that of an element that consists of others. */
    public static boolean isAggregate(byte type) {
        return "*%~>".indexOf(type) >= 0;
    }

    /** Whether {@code type} is that of a string whose length comes first. */
    static boolean isString(byte type) {
        return type == '$' || type == '=' || type == '!';
    }

    /** The number in the header at {@code from}. */
    public static int number(byte[] array, int from) {
        if (array[from + 1] == '-') {
            return -1;
        }
        int number = 0;
        for (int i = from + 1; array[i] != '\r'; i++) {
            number = number * 10 + array[i] - '0';
        }
        return number;
    }
}
