package org.ropewalk.processor.report;

import java.util.Collection;

/** Finds the name that was probably meant. */
public final class Names {
    private static final int MAX_DISTANCE = 2;

    private Names() {}

    /** {@code "; did you mean x?"}, or nothing if no name is near. */
    public static String suggestion(String wrong, Collection<String> known) {
        String nearest = null;
        int least = MAX_DISTANCE + 1;
        for (String name : known) {
            int distance = name.equalsIgnoreCase(wrong) ? 0 : distance(wrong, name);
            if (distance < least) {
                least = distance;
                nearest = name;
            }
        }
        if (nearest != null) {
            return "; did you mean " + nearest + "?";
        }
        return known.isEmpty() ? "" : "; use one of " + String.join(", ", known);
    }

    private static int distance(String left, String right) {
        int[] before = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] row = new int[right.length() + 1];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(before[j - 1] + change, Math.min(before[j], row[j - 1]) + 1);
            }
            before = row;
        }
        return before[right.length()];
    }
}
