package org.ropewalk.examples.value;

/**
 * A mask of IRC: {@code *} stands for any characters, {@code ?} for one (RFC 2812 2.5). ASCII
 * letters match in either case.
 *
 * @param text the mask as it was written
 */
public record Mask(String text) {
    /** The mask that {@code word} is. */
    public static Mask parse(String word) {
        return new Mask(word);
    }

    /**
     * The mask of users that {@code word} means: {@code NICK!USER@HOST}, of which each missing part
     * matches all.
     */
    public static Mask ofUsers(String word) {
        int user = word.indexOf('!');
        int host = word.indexOf('@', user + 1);
        if (user < 0 && host < 0) {
            return new Mask(word + "!*@*");
        }
        if (user < 0) {
            return new Mask("*!" + word);
        }
        return new Mask(host < 0 ? word + "@*" : word);
    }

    /** Whether it has no {@code *} and no {@code ?}. */
    public boolean isExact() {
        return Names.isFreeOf(text, "*?");
    }

    /** Whether it matches all of {@code name}. */
    public boolean matches(String name) {
        int mask = 0;
        int at = 0;
        int star = -1;
        int retry = 0;
        while (at < name.length()) {
            if (mask < text.length() && text.charAt(mask) == '*') {
                star = mask++;
                retry = at;
            } else if (mask < text.length() && isLike(text.charAt(mask), name.charAt(at))) {
                mask++;
                at++;
            } else if (star >= 0) {
                mask = star + 1;
                at = ++retry;
            } else {
                return false;
            }
        }
        while (mask < text.length() && text.charAt(mask) == '*') {
            mask++;
        }
        return mask == text.length();
    }

    private static boolean isLike(char wanted, char found) {
        return wanted == '?' || Names.lower(wanted) == Names.lower(found);
    }

    @Override
    public String toString() {
        return text;
    }
}
