package org.ropewalk.processor.emit;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/** Text of a declaration inside generated comments and names. */
final class Javadoc {
    /** Names that generated methods use for themselves. */
    private static final Set<String> TAKEN =
            Set.of(
                    "line",
                    "reply",
                    "handler",
                    "result",
                    "failure",
                    "kind",
                    "mistake",
                    "count",
                    "i",
                    "value",
                    "item",
                    "items",
                    "refused",
                    "present",
                    "transport",
                    "factory",
                    "commands",
                    "client",
                    "declared",
                    "call",
                    "target",
                    "later",
                    "state",
                    "reason");

    /** Names that generated methods derive from a parameter's. */
    private static final Pattern DERIVED =
            Pattern.compile(".+(Length|Count|Size|Begun|List|Payload|Given)|partFrom");

    private Javadoc() {}

    /**
     * {@code text} as it may stand inside {@code {@code …}}: no end of the comment, no escape,
     * braces in pairs.
     */
    static String code(String text) {
        return text.replace("*/", "*&#47;").replace("\\u", "\\\\u").replace("@", "&#64;");
    }

    /** {@code name} with a small first letter, as a local variable has it. */
    static String decapitalized(String name) {
        return local(Character.toLowerCase(name.charAt(0)) + name.substring(1));
    }

    /** A name for a local variable that stands for a parameter. */
    static String local(String parameter) {
        boolean derived = DERIVED.matcher(parameter).matches();
        boolean constant = parameter.equals(parameter.toUpperCase(Locale.ROOT));
        return constant
                        || derived
                        || TAKEN.contains(parameter)
                        || SourceVersion.isKeyword(parameter)
                ? parameter + "Value"
                : parameter;
    }
}
