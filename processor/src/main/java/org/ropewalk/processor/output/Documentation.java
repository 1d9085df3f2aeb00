package org.ropewalk.processor.output;

import java.util.Locale;

/** A Javadoc comment as text: inline tags and elements of HTML are Markdown or gone. */
final class Documentation {
    private Documentation() {}

    /** What stands before the block tags. */
    static String text(String comment) {
        int end = blockTag(comment, 0);
        return plain(comment.substring(0, end));
    }

    /** What {@code @param} says of a parameter; empty if it says nothing. */
    static String parameter(String comment, String name) {
        int at = blockTag(comment, 0);
        while (at < comment.length()) {
            int begin = comment.indexOf('@', at);
            int end = blockTag(comment, begin + 1);
            String[] words = comment.substring(begin, end).split("\\s+", 3);
            if (words[0].equals("@param") && words.length == 3 && words[1].equals(name)) {
                return plain(words[2]);
            }
            at = end;
        }
        return "";
    }

    /** Where the next line begins whose first character is an at sign, or the end. */
    private static int blockTag(String comment, int from) {
        boolean start = from == 0;
        for (int i = from; i < comment.length(); i++) {
            char c = comment.charAt(i);
            if (c == '\n') {
                start = true;
            } else if (c == '@' && start) {
                return i;
            } else if (c != ' ' && c != '\t') {
                start = false;
            }
        }
        return comment.length();
    }

    private static String plain(String comment) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < comment.length()) {
            char c = comment.charAt(at);
            if (c == '{' && comment.startsWith("{@", at)) {
                int end = closing(comment, at);
                text.append(inline(comment.substring(at + 2, end)));
                at = Math.min(end + 1, comment.length());
            } else if (c == '<' && isElement(comment, at)) {
                int end = comment.indexOf('>', at);
                text.append(element(comment.substring(at + 1, end).toLowerCase(Locale.ROOT)));
                at = end + 1;
            } else {
                text.append(c);
                at++;
            }
        }
        return paragraphs(entities(text.toString()));
    }

    private static boolean isElement(String comment, int at) {
        if (comment.indexOf('>', at) < 0 || at + 1 == comment.length()) {
            return false;
        }
        char next = comment.charAt(at + 1);
        return next == '/' || Character.isLetter(next);
    }

    /** Where the brace is that closes the one at {@code open}. */
    private static int closing(String comment, int open) {
        int depth = 0;
        for (int i = open; i < comment.length(); i++) {
            if (comment.charAt(i) == '{') {
                depth++;
            } else if (comment.charAt(i) == '}' && --depth == 0) {
                return i;
            }
        }
        return comment.length();
    }

    /** {@code code x}, {@code link X#m label} and others, without braces. */
    private static String inline(String tag) {
        String[] words = tag.strip().split("\\s+", 2);
        String content = words.length == 1 ? "" : words[1].strip();
        if (words[0].startsWith("link")) {
            int blank = content.indexOf(' ');
            boolean labelled = blank > 0 && content.indexOf('(') < 0;
            content = labelled ? content.substring(blank + 1) : content;
            content = content.startsWith("#") ? content.substring(1) : content.replace('#', '.');
        }
        boolean code = words[0].equals("code") || words[0].equals("link");
        return code || words[0].equals("value") ? "`" + content + "`" : content;
    }

    private static String element(String tag) {
        if (tag.equals("p") || tag.startsWith("p ") || tag.equals("p/")) {
            return "\n\n";
        }
        if (tag.equals("li")) {
            return "\n- ";
        }
        if (tag.equals("/ul") || tag.equals("/ol") || tag.equals("pre") || tag.equals("/pre")) {
            return "\n\n";
        }
        return tag.equals("code") || tag.equals("/code") ? "`" : "";
    }

    private static String entities(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", " ")
                .replace("&quot;", "\"")
                .replace("&#64;", "@")
                .replace("&amp;", "&");
    }

    /** One line for each paragraph and each item of a list. */
    private static String paragraphs(String text) {
        StringBuilder joined = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            String stripped = line.strip();
            if (stripped.isEmpty()) {
                trim(joined);
                joined.append("\n\n");
            } else if (stripped.startsWith("- ")) {
                trim(joined);
                joined.append('\n').append(stripped);
            } else {
                boolean begins = joined.length() == 0 || joined.charAt(joined.length() - 1) == '\n';
                joined.append(begins ? "" : " ").append(stripped);
            }
        }
        return joined.toString().strip();
    }

    private static void trim(StringBuilder text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) <= ' ') {
            end--;
        }
        text.setLength(end);
    }
}
