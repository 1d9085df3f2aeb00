package org.ropewalk.examples.mail;

import java.util.Map;
import java.util.Optional;

/** The parameters after an address (RFC 5321 4.1.1.11). */
public final class Options {
    private Options() {}

    /**
     * The enhanced code and the text for parameters that are not known; empty if there are none.
     */
    public static Optional<String> refusal(Map<String, String> unknown) {
        return unknown.entrySet().stream()
                .findFirst()
                .map(
                        option ->
                                "5.5.4 Unsupported option: "
                                        + option.getKey()
                                        + (option.getValue().isEmpty()
                                                ? ""
                                                : "=" + option.getValue()));
    }
}
