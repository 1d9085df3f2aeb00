package org.ropewalk.line.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Copies the bytes of a word and checks them in the same pass, eight at a time. */
public final class WordCopy {
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int TWO_WORDS = 2 * Long.BYTES;
    private static final long LOW_HALF = 0xFFFF_FFFFL;

    private WordCopy() {}

    /**
     * Copies {@code length} bytes of {@code source} from {@code from} into {@code target} from
     * {@code at}. What is checked is what was copied, even if another thread changes the source.
     *
     * @return whether they are a word: at least one byte, and no blank and no control among them
     */
    public static boolean copy(byte[] source, int from, int length, byte[] target, int at) {
        if (length < Long.BYTES) {
            return copyFew(source, from, length, target, at);
        }
        if (length > TWO_WORDS) {
            return copyMany(source, from, length, target, at);
        }
        // The first eight, and the last eight, some of them twice perhaps.
        int last = length - Long.BYTES;
        long first = (long) ByteArrays.LONGS.get(source, from);
        long second = (long) ByteArrays.LONGS.get(source, from + last);
        ByteArrays.LONGS.set(target, at, first);
        ByteArrays.LONGS.set(target, at + last, second);
        return (ByteArrays.blanksOrControls(first) | ByteArrays.blanksOrControls(second)) == 0;
    }

    private static boolean copyFew(byte[] source, int from, int length, byte[] target, int at) {
        if (length >= Integer.BYTES) {
            int last = length - Integer.BYTES;
            int first = (int) INTS.get(source, from);
            int second = (int) INTS.get(source, from + last);
            INTS.set(target, at, first);
            INTS.set(target, at + last, second);
            long both = (long) second << Integer.SIZE | first & LOW_HALF;
            return ByteArrays.blanksOrControls(both) == 0;
        }
        boolean isWord = length > 0;
        for (int i = 0; i < length; i++) {
            byte value = source[from + i];
            target[at + i] = value;
            isWord &= value != ' ' && !ByteArrays.isControl(value);
        }
        return isWord;
    }

    private static boolean copyMany(byte[] source, int from, int length, byte[] target, int at) {
        int last = length - Long.BYTES;
        long found = 0;
        for (int i = 0; i < last; i += Long.BYTES) {
            long word = (long) ByteArrays.LONGS.get(source, from + i);
            ByteArrays.LONGS.set(target, at + i, word);
            found |= ByteArrays.blanksOrControls(word);
        }
        long word = (long) ByteArrays.LONGS.get(source, from + last);
        ByteArrays.LONGS.set(target, at + last, word);
        return (found | ByteArrays.blanksOrControls(word)) == 0;
    }
}
