package org.ropewalk.processor.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The spellings of a line: optional letters inside of its first word, as SCPI has them in {@code
 * MEAS[ure]:VOLT[age]?}, bind nothing.
 */
public final class Spellings {
    /** Optional letters behind others, with neither blanks nor placeholders. */
    private static final Pattern OPTIONAL =
            Pattern.compile("^([^\\s\\[\\]{}\\\\]+)\\[([^\\s\\[\\]{}\\\\]+)\\]");

    private Spellings() {}

    /**
     * Each way to write {@code source}, the one that is written first.
     *
     * @param shortForms whether literals have a short and a long form
     */
    public static List<Spelled> of(String source, boolean shortForms) {
        return shortForms
                ? Mnemonics.of(source)
                : of(source).stream().map(each -> new Spelled(each, List.of())).toList();
    }

    /** Each way to write {@code source}, the longest first; often just that. */
    private static List<String> of(String source) {
        Matcher matcher = OPTIONAL.matcher(source);
        if (!matcher.find()) {
            return List.of(source);
        }
        String behind = source.substring(matcher.end());
        List<String> all = new ArrayList<>();
        for (String word : List.of(matcher.group(1) + matcher.group(2), matcher.group(1))) {
            of(word + behind).forEach(all::add);
        }
        return all;
    }
}
