package org.ropewalk.examples.memcached;

import java.util.List;
import java.util.OptionalLong;
import org.ropewalk.examples.memcached.Memcached.ClientError;
import org.ropewalk.examples.memcached.Memcached.Flag;
import org.ropewalk.examples.value.Base64Key;
import org.ropewalk.examples.value.Token;
import org.ropewalk.line.Slice;

/**
 * The flags of one meta command. As in memcached, every command takes the flags of all, and ignores
 * those that mean nothing to it.
 */
final class Flags {
    /** The flags of memcached 1.6.18. */
    private static final String KNOWN = "bcfhkqstuvlCDFIJLMNOPRT";

    /** With the word of the opaque flag itself. */
    private static final int MOST_OPAQUE_CHARACTERS = 32;

    /** The words of a line that has flags: memcached counts one behind the last. */
    private static final int MOST_WORDS = 19;

    private final List<Flag> list;

    private Flags(List<Flag> list) {
        this.list = list;
    }

    /** Refuses more flags than memcached takes behind {@code words} other words. */
    static void bound(List<Flag> list, int words, String complaint) throws ClientError {
        if (list.size() + words > MOST_WORDS) {
            throw new ClientError(complaint);
        }
    }

    /**
     * The flags in {@code list}.
     *
     * @param others flags of this command that memcached 1.6.18 does not have
     */
    static Flags of(List<Flag> list, Slice key, String others) throws ClientError {
        String complaint = null;
        for (int i = 0; i < list.size(); i++) {
            Flag flag = list.get(i);
            if (isNamedBefore(list, i)) {
                throw new ClientError("duplicate flag");
            }
            if (!isIn(flag.letter(), KNOWN) && !isIn(flag.letter(), others)) {
                throw new ClientError("invalid flag");
            }
            complaint = complaint(flag, key, complaint);
        }
        if (complaint != null) {
            throw new ClientError(complaint);
        }
        return new Flags(list);
    }

    private static boolean isIn(char letter, String letters) {
        return letters.chars().anyMatch(one -> one == letter);
    }

    private static boolean isNamedBefore(List<Flag> list, int index) {
        return list.subList(0, index).stream()
                .anyMatch(flag -> flag.letter() == list.get(index).letter());
    }

    /** What is wrong with a flag; the complaint about those before it if nothing is. */
    private static String complaint(Flag flag, Slice key, String before) {
        String token = flag.token();
        boolean right =
                switch (flag.letter()) {
                    case 'b' -> Base64Key.decode(key).isPresent();
                    case 'N', 'T', 'R' -> Token.isNumber(token);
                    case 'C', 'E', 'F', 'J', 'D' -> Token.isUnsigned(token);
                    case 'M' -> token.length() == 1;
                    default -> true;
                };
        if (right) {
            return before;
        }
        return switch (flag.letter()) {
            case 'b' -> "error decoding key";
            case 'F' -> before == null ? "bad command line format" : before;
            case 'J' -> "invalid numeric initial value";
            case 'D' -> "invalid numeric delta value";
            case 'M' -> "incorrect length for M token";
            default -> "bad token in command line format";
        };
    }

    /** Refuses an opaque value that is too long; memcached does so behind its other checks. */
    Flags withOpaque() throws ClientError {
        String opaque = token('O');
        if (opaque != null && opaque.length() >= MOST_OPAQUE_CHARACTERS) {
            throw new ClientError("opaque token too long");
        }
        return this;
    }

    /** They, in the order in which they came. */
    List<Flag> list() {
        return list;
    }

    boolean has(char letter) {
        return token(letter) != null;
    }

    /** What is glued to a flag; null if it was not named. */
    private String token(char letter) {
        for (Flag flag : list) {
            if (flag.letter() == letter) {
                return flag.token();
            }
        }
        return null;
    }

    /** The signed number of a flag, if it was named. */
    OptionalLong number(char letter) {
        String token = token(letter);
        return token == null ? OptionalLong.empty() : OptionalLong.of(Token.number(token, 0));
    }

    /** The unsigned number of a flag, if it was named. */
    OptionalLong unsigned(char letter) {
        String token = token(letter);
        return token == null ? OptionalLong.empty() : OptionalLong.of(Token.unsigned(token));
    }

    /** The mode that the M flag names, in upper case. */
    char mode(char otherwise, String known, String command) throws ClientError {
        String token = token('M');
        if (token == null) {
            return otherwise;
        }
        if (!isIn(token.charAt(0), known)) {
            throw new ClientError("invalid mode for " + command + " M token");
        }
        return Character.toUpperCase(token.charAt(0));
    }

    /** The key that {@code word} is: itself, or what it holds in base 64. */
    Object key(Slice word) {
        return has('b') ? Base64Key.decode(word).orElseThrow() : word;
    }
}
