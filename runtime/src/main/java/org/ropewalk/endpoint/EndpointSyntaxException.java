package org.ropewalk.endpoint;

import org.jspecify.annotations.Nullable;

/** A text is not a valid endpoint; the message has the position and the known keys. */
public final class EndpointSyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final int position;

    /** What is wrong, with {@code %s} in place of the text that was found. */
    private final String problem;

    private final @Nullable String found;

    /**
     * A problem at {@code position} of {@code endpoint}, counted from 0.
     *
     * @param message what is wrong, without a text from the endpoint, which may be secret
     */
    public EndpointSyntaxException(String endpoint, int position, String message) {
        this(endpoint, position, message, null);
    }

    /**
     * A problem with a text that the endpoint has. It is not shown if it may belong to a secret.
     *
     * @param message what is wrong, with {@code %s} in place of {@code found}; null for none
     */
    public EndpointSyntaxException(
            String endpoint, int position, String message, @Nullable String found) {
        super(
                "endpoint \""
                        + Secrets.cut(endpoint)
                        + "\", at character "
                        + (position + 1)
                        + ": "
                        + shown(endpoint, position, message, found));
        this.position = position;
        this.problem = message;
        this.found = found;
    }

    private static String shown(
            String endpoint, int position, String message, @Nullable String found) {
        boolean mayBeSecret = position > Secrets.begin(endpoint);
        String text =
                found == null
                        ? message
                        : message.replace("%s", '"' + (mayBeSecret ? Secrets.MASK : found) + '"');
        return mayBeSecret ? text + "; write \\: for a colon in a value" : text;
    }

    /** The same problem in {@code whole}, in which the endpoint begins at {@code begin}. */
    public EndpointSyntaxException within(String whole, int begin) {
        return new EndpointSyntaxException(whole, begin + position, problem, found);
    }

    /** The index of the first wrong character. */
    public int position() {
        return position;
    }
}
