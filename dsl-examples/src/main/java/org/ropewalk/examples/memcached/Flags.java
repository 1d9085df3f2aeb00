package org.ropewalk.examples.memcached;

import java.util.List;
import java.util.OptionalLong;
import org.ropewalk.examples.memcached.Memcached.ClientError;
import org.ropewalk.examples.memcached.Memcached.Flag;
import org.ropewalk.examples.value.Base64Key;
import org.ropewalk.examples.value.Token;
import org.ropewalk.line.Slice;

/** The flags of one meta command, each of them known and named once. */
final class Flags {
    private final List<Flag> list;

    private Flags(List<Flag> list) {
        this.list = list;
    }

    /** The flags in {@code list}, of which {@code known} may be named. */
    static Flags of(List<Flag> list, String known) throws ClientError {
        for (int i = 0; i < list.size(); i++) {
            char letter = list.get(i).letter();
            if (known.chars().noneMatch(one -> one == letter)) {
                throw new ClientError("invalid flag");
            }
            for (int before = 0; before < i; before++) {
                if (list.get(before).letter() == letter) {
                    throw new ClientError("duplicate flag");
                }
            }
        }
        return new Flags(list);
    }

    /** They, in the order in which they came. */
    List<Flag> list() {
        return list;
    }

    boolean has(char letter) {
        return token(letter) != null;
    }

    /** What is glued to a flag; null if it was not named. */
    String token(char letter) {
        for (Flag flag : list) {
            if (flag.letter() == letter) {
                return flag.token();
            }
        }
        return null;
    }

    /** The signed number of a flag, if it was named. */
    OptionalLong number(char letter) throws ClientError {
        String token = token(letter);
        if (token == null) {
            return OptionalLong.empty();
        }
        long number = Token.number(token, Long.MIN_VALUE);
        if (number == Long.MIN_VALUE) {
            throw new ClientError("bad token in command line format");
        }
        return OptionalLong.of(number);
    }

    /** The unsigned number of a flag, or {@code otherwise} if it was not named. */
    long unsigned(char letter, long otherwise, String complaint) throws ClientError {
        String token = token(letter);
        if (token == null) {
            return otherwise;
        }
        if (!Token.isUnsigned(token)) {
            throw new ClientError(complaint);
        }
        return Token.unsigned(token, otherwise);
    }

    /** The mode that the M flag names, in upper case. */
    char mode(char otherwise, String known, String command) throws ClientError {
        String token = token('M');
        if (token == null) {
            return otherwise;
        }
        if (token.length() != 1 || known.chars().noneMatch(one -> one == token.charAt(0))) {
            throw new ClientError("invalid mode for " + command + " M token");
        }
        return Character.toUpperCase(token.charAt(0));
    }

    /** The key that {@code word} is: itself, or what it holds in base 64. */
    Object key(Slice word) throws ClientError {
        if (!has('b')) {
            return word;
        }
        return Base64Key.decode(word).orElseThrow(() -> new ClientError("error decoding key"));
    }
}
