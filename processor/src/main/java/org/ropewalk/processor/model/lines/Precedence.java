package org.ropewalk.processor.model.lines;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntBiFunction;

/** Puts things in the order in which they are tried. */
final class Precedence {
    private Precedence() {}

    /**
     * {@code all} in an order in which each comes before those that it precedes, and otherwise as
     * they come.
     *
     * @param compare negative if the first of two precedes the second, positive if it is the other
     *     way round, 0 if neither does
     */
    static <T> List<T> order(List<T> all, ToIntBiFunction<T, T> compare) {
        int[] before = new int[all.size()];
        boolean[][] precedes = new boolean[all.size()][all.size()];
        for (int i = 0; i < all.size(); i++) {
            for (int j = 0; j < i; j++) {
                int sign = compare.applyAsInt(all.get(i), all.get(j));
                precedes[i][j] = sign < 0;
                precedes[j][i] = sign > 0;
                before[j] += precedes[i][j] ? 1 : 0;
                before[i] += precedes[j][i] ? 1 : 0;
            }
        }
        List<T> ordered = new ArrayList<>();
        for (int count = 0; count < all.size(); count++) {
            int next = next(before);
            ordered.add(all.get(next));
            before[next] = Integer.MAX_VALUE;
            for (int i = 0; i < all.size(); i++) {
                before[i] -= precedes[next][i] && before[i] < Integer.MAX_VALUE ? 1 : 0;
            }
        }
        return ordered;
    }

    /** The first of those that the fewest others must precede. */
    private static int next(int[] before) {
        int next = 0;
        for (int i = 1; i < before.length; i++) {
            if (before[i] < before[next]) {
                next = i;
            }
        }
        return next;
    }
}
