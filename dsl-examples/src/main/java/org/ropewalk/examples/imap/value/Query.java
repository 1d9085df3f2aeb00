package org.ropewalk.examples.imap.value;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.function.Predicate;
import org.ropewalk.line.Bytes;

/**
 * What messages are searched for (RFC 3501 6.4.4).
 *
 * @param text as it is written
 */
public record Query(Bytes text, Predicate<Candidate> condition) {
    /**
     * Reads keys, all of which must hold.
     *
     * @throws IllegalArgumentException if they are of another form
     */
    public static Query parse(Bytes text) {
        return new Query(text, new QueryReader(text).query());
    }

    /** Whether it finds a message. */
    public boolean finds(Candidate candidate) {
        return condition.test(candidate);
    }

    @Override
    public String toString() {
        return new String(text.toByteArray(), ISO_8859_1);
    }
}
