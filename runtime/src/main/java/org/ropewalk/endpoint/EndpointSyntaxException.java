package org.ropewalk.endpoint;

import java.util.regex.Pattern;

/** A text is not a valid endpoint; the message has the position and the known keys. */
public final class EndpointSyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** The value of a key that may be secret, up to a colon that is not escaped. */
    private static final Pattern SECRET =
            Pattern.compile("(?<=:)(password|secret)=((?:[^:\\\\]|\\\\.)*)");

    private final int position;
    private final String problem;

    /** A problem at {@code position} of {@code source}, counted from 0. */
    public EndpointSyntaxException(String endpoint, int position, String message) {
        super(
                "endpoint \""
                        + masked(endpoint)
                        + "\", at character "
                        + (position + 1)
                        + ": "
                        + message);
        this.position = position;
        this.problem = message;
    }

    /** What is wrong there, without the endpoint. */
    public String problem() {
        return problem;
    }

    /** With asterisks for passwords and secrets: messages are logged. */
    private static String masked(String endpoint) {
        return SECRET.matcher(endpoint)
                .replaceAll(found -> found.group(1) + "=" + "*".repeat(found.group(2).length()));
    }

    /** The index of the first wrong character. */
    public int position() {
        return position;
    }
}
