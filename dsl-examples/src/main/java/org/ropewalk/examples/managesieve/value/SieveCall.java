package org.ropewalk.examples.managesieve.value;

import java.util.List;
import java.util.Optional;

/**
 * A command or a test with what it is given (RFC 5228 8.2).
 *
 * @param name in lower case
 * @param line where it begins, from 1
 * @param block the commands of its block; empty if it ends with a semicolon, or is a test
 */
record SieveCall(
        String name,
        int line,
        List<Argument> arguments,
        List<SieveCall> tests,
        Optional<List<SieveCall>> block) {
    /** A string, several strings, a number or a tag. */
    record Argument(Kind kind, List<String> texts, int line) {
        /** The kinds of arguments. */
        enum Kind {
            STRING,
            LIST,
            NUMBER,
            TAG
        }

        String text() {
            return texts.get(0);
        }
    }
}
