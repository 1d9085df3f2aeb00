package org.ropewalk.line.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/** Searches and hashes in arrays of bytes, eight at a time. */
public final class ByteArrays {
    static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int TWO_WORDS = 2 * Long.BYTES;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long BLANKS = 0x2020202020202020L;
    private static final long BEHIND_BLANKS = BLANKS + ONES;
    private static final long DELETES = 0x7F7F7F7F7F7F7F7FL;

    /** Another one in each process, so that keys that collide cannot be prepared. */
    private static final long SEED = ThreadLocalRandom.current().nextLong() | 1;

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private ByteArrays() {}

    /**
     * The index of the first control (below blank, or delete) in {@code [from, to)}, or {@code to}.
     */
    public static int control(byte[] bytes, int from, int to) {
        int i = from;
        if (to - i >= TWO_WORDS) {
            // Without a loop, for most lines and words end here.
            long found = controls((long) LONGS.get(bytes, i), BLANKS);
            if (found != 0) {
                return at(i, found);
            }
            i += Long.BYTES;
            found = controls((long) LONGS.get(bytes, i), BLANKS);
            if (found != 0) {
                return at(i, found);
            }
            i += Long.BYTES;
        }
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long found = controls((long) LONGS.get(bytes, i), BLANKS);
            if (found != 0) {
                return at(i, found);
            }
        }
        for (; i < to; i++) {
            if (isControl(bytes[i])) {
                return i;
            }
        }
        return to;
    }

    /**
     * The index of the first byte in {@code [from, to)} that is a blank or a control, or {@code
     * to}.
     */
    public static int blankOrControl(byte[] bytes, int from, int to) {
        int i = from;
        if (to - i >= Long.BYTES && to - i <= TWO_WORDS) {
            // The first eight, and the last eight, some of them twice perhaps.
            long found = controls((long) LONGS.get(bytes, i), BEHIND_BLANKS);
            if (found != 0) {
                return at(i, found);
            }
            i = to - Long.BYTES;
            found = controls((long) LONGS.get(bytes, i), BEHIND_BLANKS);
            return found == 0 ? to : at(i, found);
        }
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long found = controls((long) LONGS.get(bytes, i), BEHIND_BLANKS);
            if (found != 0) {
                return at(i, found);
            }
        }
        for (; i < to; i++) {
            if (bytes[i] == ' ' || isControl(bytes[i])) {
                return i;
            }
        }
        return to;
    }

    /** The high bits of the bytes of a word that are blanks or controls; 0 if none is. */
    static long blanksOrControls(long word) {
        return controls(word, BEHIND_BLANKS);
    }

    /**
     * The high bits of the bytes below those of {@code bound}, and of deletes; the first counts.
     */
    private static long controls(long word, long bound) {
        long deletes = word ^ DELETES;
        return ((word - bound) & ~word | (deletes - ONES) & ~deletes) & HIGHS;
    }

    /** The index of the first byte that was found in the word at {@code from}. */
    private static int at(int from, long found) {
        return from + (Long.numberOfTrailingZeros(found) >>> 3);
    }

    /** The index of the first blank in {@code [from, to)}, or {@code to}. */
    public static int blank(byte[] bytes, int from, int to) {
        int i = from;
        if (i <= bytes.length - TWO_WORDS) {
            // What is behind is read, too, and does not count.
            long found = zeros((long) LONGS.get(bytes, i) ^ BLANKS);
            if (found != 0) {
                return Math.min(at(i, found), to);
            }
            i += Long.BYTES;
            found = zeros((long) LONGS.get(bytes, i) ^ BLANKS);
            i = found == 0 ? i + Long.BYTES : at(i, found);
            if (found != 0 || i >= to) {
                return Math.min(i, to);
            }
        }
        return find(bytes, i, to, ' ');
    }

    /** The high bits of the bytes that are 0; the first counts. */
    private static long zeros(long word) {
        return (word - ONES) & ~word & HIGHS;
    }

    /** Whether it is an ASCII control character. */
    public static boolean isControl(byte value) {
        return value >= 0 && value < ' ' || value == 0x7F;
    }

    /** ASCII letters in upper case; nothing else is touched. */
    public static int upper(byte value) {
        return value >= 'a' && value <= 'z' ? value - 32 : value & 0xFF;
    }

    /** Whether it is an ASCII digit. */
    public static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }

    /** The index of the first {@code value} in {@code [from, to)}, or {@code to}. */
    public static int find(byte[] bytes, int from, int to, char value) {
        int i = from;
        while (i < to && bytes[i] != value) {
            i++;
        }
        return i;
    }

    /** Whether all of {@code [from, to)} is ASCII. */
    public static boolean isAscii(byte[] bytes, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            if (((long) LONGS.get(bytes, i) & HIGHS) != 0) {
                return false;
            }
        }
        for (; i < to; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether {@code word} is in {@code bytes} at {@code at}, but for the case of ASCII letters.
     */
    public static boolean equalFolded(byte[] word, byte[] bytes, int at) {
        for (int i = 0; i < word.length; i++) {
            if (upper(word[i]) != upper(bytes[at + i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether {@code length} bytes of two arrays are the same. */
    public static boolean equal(
            byte[] left, int leftFrom, byte[] right, int rightFrom, int length) {
        if (length >= Long.BYTES) {
            int last = length - Long.BYTES;
            if (last <= Long.BYTES) {
                return (long) LONGS.get(left, leftFrom) == (long) LONGS.get(right, rightFrom)
                        && (long) LONGS.get(left, leftFrom + last)
                                == (long) LONGS.get(right, rightFrom + last);
            }
            for (int i = 0; i < last; i += Long.BYTES) {
                if ((long) LONGS.get(left, leftFrom + i)
                        != (long) LONGS.get(right, rightFrom + i)) {
                    return false;
                }
            }
            // The last eight, some of them twice perhaps.
            return (long) LONGS.get(left, leftFrom + last)
                    == (long) LONGS.get(right, rightFrom + last);
        }
        for (int i = 0; i < length; i++) {
            if (left[leftFrom + i] != right[rightFrom + i]) {
                return false;
            }
        }
        return true;
    }

    /** A hash of {@code length} bytes from {@code from}. */
    public static int hash(byte[] bytes, int from, int length) {
        int to = from + length;
        if (length < Long.BYTES) {
            long rest = 0;
            for (int i = from; i < to; i++) {
                rest = rest << 8 | bytes[i] & 0xFF;
            }
            return fold(mix(rest ^ SEED + length));
        }
        if (length <= TWO_WORDS) {
            long first = mix((long) LONGS.get(bytes, from) ^ SEED + length);
            return fold(mix(first ^ (long) LONGS.get(bytes, to - Long.BYTES)));
        }
        long hash = SEED + length;
        for (int i = from; i < to - Long.BYTES; i += Long.BYTES) {
            hash = mix(hash ^ (long) LONGS.get(bytes, i));
        }
        // The last eight, some of them twice perhaps.
        return fold(mix(hash ^ (long) LONGS.get(bytes, to - Long.BYTES)));
    }

    private static int fold(long hash) {
        return (int) (hash ^ hash >>> 32);
    }

    private static long mix(long value) {
        long product = value * MIX;
        return (product ^ product >>> 29) * SEED;
    }

    /** The bytes of {@code first}, then those of {@code second}. */
    public static byte[] join(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
