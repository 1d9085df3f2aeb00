package org.ropewalk.examples.smtp;

import java.util.Map;

/** What stands behind addresses and is not known. */
final class Options {
    private Options() {}

    static void refuseOthers(Map<String, String> others) throws Smtp.Refused {
        for (Map.Entry<String, String> other : others.entrySet()) {
            String value = other.getValue().isEmpty() ? "" : "=" + other.getValue();
            throw new Smtp.Refused(555, "5.5.4 Unsupported option: " + other.getKey() + value);
        }
    }
}
