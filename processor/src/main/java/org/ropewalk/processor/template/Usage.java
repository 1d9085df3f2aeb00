package org.ropewalk.processor.template;

import java.util.List;
import java.util.regex.Pattern;

/** How people are told of a command: how it is written, and what it does. */
public final class Usage {
    /** What makes a usage of a template, in this order. */
    private static final List<Rewriting> REWRITINGS =
            List.of(
                    new Rewriting("(\\\\n)+", " "),
                    new Rewriting("\\{'.*?'\\}", ""),
                    new Rewriting("\\[ \\]", ""),
                    new Rewriting("\\p{Cntrl}", " "),
                    new Rewriting("\\{(\\w+):[0-9]+\\}", "<$1>"),
                    new Rewriting("<\\{(\\w+)\\*?\\}>", "<$1>"),
                    new Rewriting("\\{\\*\\}", "..."),
                    new Rewriting("\\{(\\w+)=\\.\\.\\.\\}", "<$1>..."),
                    new Rewriting("\\{(.*?)\\*?\\}", "<$1>"));

    /** A pattern, and what is written where it is found. */
    private static final class Rewriting {
        private final Pattern found;
        private final String replacement;

        Rewriting(String pattern, String replacement) {
            this.found = Pattern.compile(pattern);
            this.replacement = replacement;
        }
    }

    private Usage() {}

    /** How a command is written, for people: {@code set <key> <flags>[ noreply]}. */
    public static String of(Template line) {
        String usage = line.source();
        for (Rewriting rewriting : REWRITINGS) {
            usage = rewriting.found.matcher(usage).replaceAll(rewriting.replacement);
        }
        return usage.strip();
    }

    /** The first sentence of a Javadoc, in characters that every line may have. */
    public static String summary(String documentation, Terminators terminators) {
        String text =
                documentation
                        .replaceAll("\\{@\\w+\\s+([^}]*)\\}", "$1")
                        .replaceAll("<[^>]*>", "")
                        .replaceAll("\\s+", " ")
                        .strip();
        int end = text.indexOf(". ");
        String sentence = end < 0 ? text : text.substring(0, end + 1);
        StringBuilder plain = new StringBuilder();
        for (char c : sentence.toCharArray()) {
            boolean writable = c >= ' ' && c <= '~' && terminators.in(String.valueOf(c)).isEmpty();
            plain.append(writable ? c : '?');
        }
        return plain.toString();
    }
}
