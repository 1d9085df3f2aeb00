package org.ropewalk.examples.imap.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Numbers of messages, or UIDs: single ones and ranges; {@code *} is the last one. */
public record SequenceSet(List<Range> ranges) {
    private static final long LAST = Long.MAX_VALUE;
    private static final long MOST = 0xFFFF_FFFFL;
    private static final int MOST_DIGITS = 10;

    /** From one number to another, in either order. */
    public record Range(long from, long to) {
        boolean contains(long number, long last) {
            long begin = from == LAST ? last : from;
            long end = to == LAST ? last : to;
            return number >= Math.min(begin, end) && number <= Math.max(begin, end);
        }

        private long greatest() {
            return Math.max(from == LAST ? 0 : from, to == LAST ? 0 : to);
        }

        @Override
        public String toString() {
            return from == to ? text(from) : text(from) + ":" + text(to);
        }

        private static String text(long number) {
            return number == LAST ? "*" : Long.toString(number);
        }
    }

    /** Copies the list. */
    public SequenceSet {
        ranges = List.copyOf(ranges);
    }

    /** Numbers in their order; those that follow one another are a range. */
    public static SequenceSet of(Collection<Long> numbers) {
        List<Range> ranges = new ArrayList<>();
        for (long number : numbers) {
            int last = ranges.size() - 1;
            if (last >= 0 && ranges.get(last).to() + 1 == number) {
                ranges.set(last, new Range(ranges.get(last).from(), number));
            } else {
                ranges.add(new Range(number, number));
            }
        }
        return new SequenceSet(ranges);
    }

    /**
     * Reads {@code 1,3:5,7:*}.
     *
     * @throws IllegalArgumentException if it is not of this form
     */
    public static SequenceSet parse(String text) {
        List<Range> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            int colon = part.indexOf(':');
            ranges.add(
                    colon < 0
                            ? new Range(number(part), number(part))
                            : new Range(
                                    number(part.substring(0, colon)),
                                    number(part.substring(colon + 1))));
        }
        return new SequenceSet(ranges);
    }

    private static long number(String text) {
        if (text.equals("*")) {
            return LAST;
        }
        boolean digits =
                !text.isEmpty()
                        && text.length() <= MOST_DIGITS
                        && text.chars().allMatch(c -> c >= '0' && c <= '9');
        long number = digits ? Long.parseLong(text) : 0;
        if (number < 1 || number > MOST) {
            throw new IllegalArgumentException("no number from 1 to " + MOST + ", and no *");
        }
        return number;
    }

    /** Whether it has a number, where {@code last} is the last one. */
    public boolean contains(long number, long last) {
        return ranges.stream().anyMatch(range -> range.contains(number, last));
    }

    /** The greatest number that it names. */
    public long greatest() {
        return ranges.stream().mapToLong(Range::greatest).max().orElse(0);
    }

    @Override
    public String toString() {
        return ranges.stream().map(Range::toString).collect(Collectors.joining(","));
    }
}
