package org.ropewalk.examples.redis.store;

import org.ropewalk.line.Bytes;

/**
 * A glob pattern as Redis reads it: {@code *}, {@code ?}, {@code [a-z]}, {@code [^a]} and {@code \}
 * before a byte that stands for itself. A match costs at most the product of both lengths.
 */
public final class Glob {
    private final Bytes pattern;

    /** Whether each string matches, as after {@code *} alone. */
    private final boolean all;

    /** The pattern that {@code pattern} describes. */
    public Glob(Bytes pattern) {
        this.pattern = pattern;
        this.all = pattern.length() == 1 && pattern.at(0) == '*';
    }

    /** Whether all of {@code text} matches. */
    public boolean matches(Bytes text) {
        if (all) {
            return true;
        }
        int at = 0;
        int in = 0;
        // Behind the last star, and where the text went on then: only there is more than one way.
        int star = -1;
        int retry = 0;
        while (in < text.length()) {
            if (at < pattern.length() && pattern.at(at) == '*') {
                star = ++at;
                retry = in;
            } else if (at < pattern.length() && matchesOne(at, text.at(in))) {
                at = endOfOne(at);
                in++;
            } else if (star >= 0) {
                at = star;
                in = ++retry;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.at(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }

    /** Whether {@code one} is what the part of the pattern at {@code at}, no star, stands for. */
    private boolean matchesOne(int at, byte one) {
        byte sign = pattern.at(at);
        if (sign == '?') {
            return true;
        }
        if (sign == '[') {
            return matchesClass(at + 1, one);
        }
        return pattern.at(sign == '\\' && at + 1 < pattern.length() ? at + 1 : at) == one;
    }

    private int endOfOne(int at) {
        byte sign = pattern.at(at);
        if (sign == '[') {
            return endOfClass(at + 1);
        }
        return sign == '\\' && at + 1 < pattern.length() ? at + 2 : at + 1;
    }

    /** A class that is not closed ends where the pattern ends. */
    private int endOfClass(int from) {
        int at = isNegated(from) ? from + 1 : from;
        while (at < pattern.length() && pattern.at(at) != ']') {
            at += lengthInClass(at);
        }
        return Math.min(at + 1, pattern.length());
    }

    private boolean isNegated(int from) {
        return from < pattern.length() && pattern.at(from) == '^';
    }

    private int lengthInClass(int at) {
        if (isEscape(at)) {
            return 2;
        }
        return isRange(at) ? 3 : 1;
    }

    private boolean isEscape(int at) {
        return pattern.at(at) == '\\' && at + 1 < pattern.length();
    }

    private boolean isRange(int at) {
        return at + 2 < pattern.length() && pattern.at(at + 1) == '-';
    }

    private boolean matchesClass(int from, byte one) {
        boolean negated = isNegated(from);
        boolean found = false;
        int at = negated ? from + 1 : from;
        while (at < pattern.length() && pattern.at(at) != ']') {
            found |= matchesInClass(at, one);
            at += lengthInClass(at);
        }
        return found != negated;
    }

    private boolean matchesInClass(int at, byte one) {
        if (isEscape(at)) {
            return pattern.at(at + 1) == one;
        }
        if (!isRange(at)) {
            return pattern.at(at) == one;
        }
        int first = pattern.at(at) & 0xff;
        int last = pattern.at(at + 2) & 0xff;
        int sought = one & 0xff;
        return Math.min(first, last) <= sought && sought <= Math.max(first, last);
    }
}
