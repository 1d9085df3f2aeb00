package org.ropewalk.block;

import java.util.Arrays;

/** Compares the names of fields; where the case of letters has no meaning, of ASCII letters. */
final class FieldNames {
    private FieldNames() {}

    /** Whether {@code bytes[from, to)} begins with {@code name}. */
    static boolean startsWith(byte[] bytes, int from, int to, byte[] name, boolean foldsCase) {
        return to - from >= name.length && same(bytes, from, name, foldsCase);
    }

    /** Whether {@code bytes[from, to)} is {@code name}. */
    static boolean is(byte[] bytes, int from, int to, byte[] name, boolean foldsCase) {
        return to - from == name.length && same(bytes, from, name, foldsCase);
    }

    private static boolean same(byte[] bytes, int from, byte[] name, boolean foldsCase) {
        if (!foldsCase) {
            return Arrays.equals(bytes, from, from + name.length, name, 0, name.length);
        }
        for (int i = 0; i < name.length; i++) {
            if (upper(bytes[from + i]) != upper(name[i])) {
                return false;
            }
        }
        return true;
    }

    private static int upper(byte value) {
        return value >= 'a' && value <= 'z' ? value - ('a' - 'A') : value;
    }
}
