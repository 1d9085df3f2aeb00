package org.ropewalk.processor.emit.code;

import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import org.ropewalk.processor.template.Node;

/** Text of a declaration inside generated comments and names. */
public final class Javadoc {
    /** Names that generated methods use for themselves, and begins of qualified names. */
    private static final Set<String> TAKEN =
            Set.of(
                    ("line reply handler result failure kind mistake error count i value item items each"
                                    + " refused present transport factory commands client declared"
                                    + " call target later state reason listener pushed stray own"
                                    + " receiver audience before half left lines hash mark e next"
                                    + " nextState tag view reactor endpoint options fresh command"
                                    + " answer cursor returnHandler returnState entered partFrom other outer"
                                    + " java org com net io fields")
                            .split(" "));

    /** Names that generated code derives from others. */
    private static final Pattern DERIVED =
            Pattern.compile(
                    ".+(Length|Count|Size|Begun|List|Payload|Given|Items|Again|Mark|Stop)|enclosed.+");

    private static final String VALUE = "Value";

    private Javadoc() {}

    /**
     * {@code text} as it may stand inside {@code {@code …}}: no end of the comment, no escape,
     * braces in pairs.
     */
    public static String code(String text) {
        return text.replace("*/", "*&#47;").replace("\\u", "&#92;u").replace("@", "&#64;");
    }

    /** {@code name} with a small first letter, as a local variable has it. */
    public static String decapitalized(String name) {
        return local(Character.toLowerCase(name.charAt(0)) + name.substring(1));
    }

    /**
     * A name for a local variable that stands for a parameter, or for the result; different ones
     * for different parameters.
     */
    public static String local(String parameter) {
        if (parameter.equals(Node.Many.RESULT)) {
            return "answer";
        }
        return isTaken(parameter) ? parameter + VALUE : parameter;
    }

    private static boolean isTaken(String name) {
        return Character.isUpperCase(name.charAt(0))
                || TAKEN.contains(name)
                || DERIVED.matcher(name).matches()
                || SourceVersion.isKeyword(name)
                || name.endsWith(VALUE) && isTaken(name.substring(0, name.length() - 5));
    }
}
