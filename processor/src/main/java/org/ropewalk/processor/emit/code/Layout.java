package org.ropewalk.processor.emit.code;

import java.util.List;

/**
 * The layout of generated source, as it is written by hand: a comment of one sentence in one line,
 * fields of one kind without blank lines between them, an empty body on the line of its braces.
 */
public final class Layout {
    private static final int MAX_COLUMNS = 100;

    private Layout() {}

    /** The source, with this layout. */
    public static String of(String source) {
        List<String> lines = source.lines().toList();
        StringBuilder text = new StringBuilder(source.length());
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (isSentence(lines, i)) {
                text.append(line).append(lines.get(i + 1).strip().substring(1)).append(" */\n");
                i += 2;
            } else if (isEmptyBody(lines, i)) {
                text.append(line).append("}\n");
                i++;
            } else if (!isBetweenFields(lines, i)) {
                text.append(line).append('\n');
            }
        }
        return text.toString();
    }

    /** Whether a comment of one line begins here, and has room in it. */
    private static boolean isSentence(List<String> lines, int i) {
        if (i + 2 >= lines.size() || !lines.get(i).endsWith("/**")) {
            return false;
        }
        String text = lines.get(i + 1).strip();
        return text.startsWith("* ")
                && lines.get(i + 2).strip().equals("*/")
                && lines.get(i).length() + text.length() + 3 <= MAX_COLUMNS;
    }

    private static boolean isEmptyBody(List<String> lines, int i) {
        String line = lines.get(i);
        return line.endsWith(") {")
                && i + 1 < lines.size()
                && lines.get(i + 1).strip().equals("}")
                && isDeclaration(line.strip());
    }

    private static boolean isDeclaration(String line) {
        return line.matches(
                        "(?:public |private |protected )?(?:static )?[\\w.<>\\[\\], ?]* ?\\w+\\(.*")
                && !line.matches("(?:if|while|for|switch|synchronized|try) .*");
    }

    private static boolean isBetweenFields(List<String> lines, int i) {
        return lines.get(i).isEmpty()
                && i > 0
                && i + 1 < lines.size()
                && isField(lines.get(i - 1))
                && isField(lines.get(i + 1))
                && isStatic(lines.get(i - 1)) == isStatic(lines.get(i + 1));
    }

    /** Whether a type and a name stand in front of {@code =} or {@code ;}. */
    private static boolean isField(String line) {
        if (!line.startsWith(" ") || !line.endsWith(";")) {
            return false;
        }
        int value = line.indexOf(" =");
        String declared = line.substring(0, value < 0 ? line.length() - 1 : value).stripLeading();
        int name = declared.lastIndexOf(' ');
        for (int i = 0; i < declared.length(); i++) {
            char c = declared.charAt(i);
            if (!Character.isJavaIdentifierPart(c) && (i > name || ".<>[], ?".indexOf(c) < 0)) {
                return false;
            }
        }
        return name > 0 && name < declared.length() - 1;
    }

    private static boolean isStatic(String line) {
        return line.contains(" static ");
    }
}
