package org.ropewalk.processor.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Literals with a short and a long form, as SCPI writes them: {@code MEASure} is {@code MEAS} or
 * {@code MEASURE}. The long form stands first in each list.
 */
public final class Mnemonics {
    /** The most spellings of a line. */
    public static final int MOST = 512;

    private static final Pattern LETTERS = Pattern.compile("[A-Za-z]+");
    private static final Pattern TWO_FORMS = Pattern.compile("([A-Z]+)[a-z]+");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*}");
    private static final Pattern OPTIONAL = Pattern.compile("\\[([^\\s\\[\\]{}]+)]");

    private Mnemonics() {}

    /** The forms of each word of a literal, in all combinations; at most one over the bound. */
    public static List<String> forms(String literal) {
        List<String> forms = List.of("");
        Matcher letters = LETTERS.matcher(literal);
        int from = 0;
        while (letters.find()) {
            String between = literal.substring(from, letters.start());
            forms = product(product(forms, List.of(between)), word(letters.group()));
            from = letters.end();
        }
        return product(forms, List.of(literal.substring(from)));
    }

    private static List<String> word(String letters) {
        Matcher forms = TWO_FORMS.matcher(letters);
        return forms.matches()
                ? List.of(letters.toUpperCase(Locale.ROOT), forms.group(1))
                : List.of(letters);
    }

    /** The lines of a template; more than one only where its verb does not tell them apart. */
    static List<Spelled> of(String source) {
        int end = verbEnd(source);
        if (end == 0) {
            int word = source.indexOf(' ');
            return optional(source, word < 0 ? source.length() : word).stream()
                    .flatMap(line -> outside(line).stream())
                    .map(line -> new Spelled(line, List.of()))
                    .toList();
        }
        List<String> verbs = distinct(verbs(source.substring(0, end)));
        return outside(source.substring(end)).stream()
                .map(behind -> new Spelled(verbs.get(0) + behind, verbs.subList(1, verbs.size())))
                .toList();
    }

    /** The verb of a template, as it is declared; empty if it has none of several spellings. */
    public static String verb(String source) {
        return source.substring(0, verbEnd(source));
    }

    /** The spellings of a verb, in one letter case. */
    public static Set<String> spellings(String verb) {
        LetterCase letterCase = new LetterCase(false);
        return verbs(verb).stream().map(letterCase::fold).collect(Collectors.toSet());
    }

    /** Where the verb ends; 0 if a value stands in it, or something else that is no spelling. */
    private static int verbEnd(String source) {
        int depth = 0;
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            boolean gap = c == '[' && source.startsWith(" ", i + 1);
            if (depth == 0 && (c == ' ' || gap)) {
                return i;
            }
            if (c == ' ' || c == '{' || c == '\\' || c == '\n') {
                return 0;
            }
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (depth < 0) {
                return 0;
            }
        }
        return depth == 0 ? source.length() : 0;
    }

    private static List<String> verbs(String verb) {
        int open = verb.indexOf('[');
        if (open < 0) {
            return forms(verb);
        }
        int close = open + 1;
        for (int depth = 1; depth > 0; close++) {
            depth += verb.charAt(close) == '[' ? 1 : verb.charAt(close) == ']' ? -1 : 0;
        }
        List<String> inside = new ArrayList<>(verbs(verb.substring(open + 1, close - 1)));
        inside.add("");
        return product(
                product(forms(verb.substring(0, open)), inside), verbs(verb.substring(close)));
    }

    /** The line with the optional literals of its first word, and without them. */
    private static List<String> optional(String line, int word) {
        Matcher group = OPTIONAL.matcher(line).region(0, word);
        if (!group.find()) {
            return List.of(line);
        }
        String front = line.substring(0, group.start());
        List<String> lines = new ArrayList<>();
        for (String inside : List.of(group.group(1), "")) {
            int shorter = group.group().length() - inside.length();
            lines.addAll(optional(front + inside + line.substring(group.end()), word - shorter));
        }
        return lines;
    }

    /** The forms of what stands outside of placeholders. */
    private static List<String> outside(String line) {
        List<String> lines = List.of("");
        Matcher placeholder = PLACEHOLDER.matcher(line);
        int from = 0;
        while (placeholder.find()) {
            lines = product(lines, forms(line.substring(from, placeholder.start())));
            lines = product(lines, List.of(placeholder.group()));
            from = placeholder.end();
        }
        return product(lines, forms(line.substring(from)));
    }

    private static List<String> product(List<String> front, List<String> behind) {
        return front.stream()
                .flatMap(first -> behind.stream().map(first::concat))
                .limit(MOST + 1L)
                .toList();
    }

    private static List<String> distinct(List<String> verbs) {
        Map<String, String> distinct = new LinkedHashMap<>();
        LetterCase letterCase = new LetterCase(false);
        if (verbs.size() > MOST) {
            return verbs;
        }
        verbs.forEach(verb -> distinct.putIfAbsent(letterCase.fold(verb), verb));
        return List.copyOf(distinct.values());
    }
}
