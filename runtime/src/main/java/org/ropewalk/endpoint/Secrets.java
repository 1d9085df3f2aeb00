package org.ropewalk.endpoint;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values in endpoints that messages do not show: messages are logged. */
final class Secrets {
    /** In place of a secret; its length is not shown either. */
    static final String MASK = "***";

    /**
     * A key whose value may be secret, also one with a typing error, and the value up to a colon
     * that is not escaped. The name of a file is not secret.
     */
    private static final Pattern SECRET =
            Pattern.compile(
                    "(?<=^|:)((?:pas|pw|sec)[a-z]*(?<!file)=)(?:[^:\\\\]|\\\\.)*+\\\\?",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private Secrets() {}

    /** Where the key of the first secret begins; the largest integer if there is none. */
    static int begin(String endpoint) {
        Matcher found = SECRET.matcher(endpoint);
        return found.find() ? found.start() : Integer.MAX_VALUE;
    }

    /** An endpoint that is wrong: what follows the first secret may be a part of it. */
    static String cut(String endpoint) {
        Matcher found = SECRET.matcher(endpoint);
        return found.find() ? endpoint.substring(0, found.end(1)) + MASK : endpoint;
    }

    /** An endpoint that is right, without its secrets. */
    static String masked(String endpoint) {
        return SECRET.matcher(endpoint).replaceAll("$1" + Matcher.quoteReplacement(MASK));
    }
}
