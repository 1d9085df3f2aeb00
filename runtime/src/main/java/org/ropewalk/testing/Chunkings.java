package org.ropewalk.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The ways in which a network may split bytes; the behaviour of a protocol must not depend on them.
 */
public final class Chunkings {
    private Chunkings() {}

    /**
     * Whole, byte by byte, cut in two at every place, and cut at random {@code random} times. A
     * seed gives the same cuts each time.
     */
    public static List<List<byte[]>> of(byte[] bytes, int random, long seed) {
        List<List<byte[]>> all = new ArrayList<>();
        all.add(List.of(bytes));
        all.add(cut(bytes, each(bytes.length)));
        for (int at = 1; at < bytes.length; at++) {
            all.add(cut(bytes, new int[] {at}));
        }
        all.addAll(random(bytes, random, seed));
        return all;
    }

    /** Cut at random, {@code count} times. */
    public static List<List<byte[]>> random(byte[] bytes, int count, long seed) {
        Random random = new Random(seed);
        List<List<byte[]>> all = new ArrayList<>();
        for (int i = 0; i < count && bytes.length > 1; i++) {
            int cuts = 1 + random.nextInt(Math.min(bytes.length - 1, 8));
            all.add(cut(bytes, random.ints(cuts, 1, bytes.length).sorted().distinct().toArray()));
        }
        return all;
    }

    private static int[] each(int length) {
        int[] places = new int[Math.max(0, length - 1)];
        Arrays.setAll(places, i -> i + 1);
        return places;
    }

    private static List<byte[]> cut(byte[] bytes, int[] places) {
        List<byte[]> parts = new ArrayList<>();
        int from = 0;
        for (int place : places) {
            parts.add(Arrays.copyOfRange(bytes, from, place));
            from = place;
        }
        parts.add(Arrays.copyOfRange(bytes, from, bytes.length));
        return parts;
    }
}
