package org.ropewalk.processor.emit.server;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * A hash of a state's verbs that puts them into as few buckets of as few verbs as can be: one each
 * for up to some dozens. The same verbs always give the same hash.
 */
record VerbHash(long multiplier, int shift) {
    /** Verbs that are tried in all: with many of them some collide whatever is tried. */
    private static final int TRIED = 250_000;

    /** Tables that are tried: the smallest, and larger ones. */
    private static final int WIDTHS = 3;

    private static final long STEP = 0x9E3779B97F4A7C15L;

    /**
     * What generated code's reader makes of a verb: its bytes, packed behind a 1, letters in one
     * case where that does not count. The last byte is 0 where there are more than seven.
     */
    static long bits(byte[] verb, boolean fold) {
        long bits = 1;
        for (byte b : verb) {
            int value = fold && b >= 'a' && b <= 'z' ? b - 32 : b & 0xFF;
            bits = Long.rotateLeft(bits, 8) ^ value;
        }
        return verb.length >= Long.BYTES ? bits << Byte.SIZE : bits;
    }

    static byte[] bytes(String verb, String charset) {
        return verb.getBytes(Charset.forName(charset));
    }

    int of(long bits) {
        return (int) (bits * multiplier >>> shift);
    }

    /** The best hash for {@code verbs}. */
    static VerbHash search(List<Long> words) {
        long[] verbs = words.stream().mapToLong(Long::longValue).toArray();
        int width = Math.max(1, 64 - Long.numberOfLeadingZeros(Math.max(1, verbs.length - 1)));
        VerbHash best = new VerbHash(STEP, 64 - width);
        int fewest = Integer.MAX_VALUE;
        int attempts = Math.max(8, Math.min(4_096, TRIED / Math.max(1, verbs.length)));
        for (int wider = 0; wider < WIDTHS && fewest > 0; wider++) {
            long multiplier = STEP;
            int[] buckets = new int[1 << width + wider];
            for (int attempt = 0; attempt < attempts && fewest > 0; attempt++) {
                VerbHash hash = new VerbHash(multiplier, 64 - width - wider);
                int collisions = hash.collisions(verbs, buckets, attempt + 1, fewest);
                if (collisions < fewest) {
                    fewest = collisions;
                    best = hash;
                }
                multiplier = multiplier * 6364136223846793005L + 1442695040888963407L | 1;
            }
        }
        return best;
    }

    /**
     * How many verbs find another in their bucket, counted up to {@code most}.
     *
     * @param buckets in which attempt each was filled last
     */
    private int collisions(long[] verbs, int[] buckets, int attempt, int most) {
        int collisions = 0;
        for (int i = 0; i < verbs.length && collisions < most; i++) {
            int bucket = of(verbs[i]);
            if (buckets[bucket] == attempt) {
                collisions++;
            }
            buckets[bucket] = attempt;
        }
        return collisions;
    }

    /** The verbs in their buckets, in the order of the buckets. */
    Map<Integer, List<String>> buckets(List<String> verbs, ToLongFunction<String> bits) {
        Map<Integer, List<String>> buckets = new HashMap<>();
        for (String verb : verbs) {
            buckets.computeIfAbsent(of(bits.applyAsLong(verb)), missing -> new ArrayList<>())
                    .add(verb);
        }
        return new TreeMap<>(buckets);
    }
}
