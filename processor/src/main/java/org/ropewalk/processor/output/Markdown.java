package org.ropewalk.processor.output;

/** Markdown as GitHub renders it. */
final class Markdown {
    private static final int WIDTH = 100;

    private final StringBuilder text = new StringBuilder();

    Markdown() {}

    Markdown heading(int level, String title) {
        return paragraph("#".repeat(level) + " " + title);
    }

    /** A block, and an empty line behind it. */
    Markdown paragraph(String block) {
        text.append(block).append("\n\n");
        return this;
    }

    /** Text of a comment, which is escaped where it is no code; nothing if it is empty. */
    Markdown prose(String plain) {
        if (plain.isEmpty()) {
            return this;
        }
        for (String line : escape(plain).split("\n", -1)) {
            wrap(line);
        }
        text.append('\n');
        return this;
    }

    private void wrap(String line) {
        String indent = line.startsWith("- ") ? "  " : "";
        int width = 0;
        String before = "";
        for (String word : line.split(" ")) {
            if (width > 0 && width + 1 + word.length() > WIDTH) {
                text.append('\n').append(indent);
                width = indent.length();
                before = "";
            }
            text.append(before).append(word);
            width += before.length() + word.length();
            before = " ";
        }
        text.append('\n');
    }

    /** Begins a table. */
    Markdown table(String... titles) {
        row(titles);
        text.append("|---".repeat(titles.length)).append("|\n");
        return this;
    }

    /** A row; cells are Markdown. */
    Markdown row(String... cells) {
        for (String cell : cells) {
            text.append('|').append(cell.isEmpty() ? "" : " " + cell).append(' ');
        }
        text.append("|\n");
        return this;
    }

    /** Ends a table. */
    Markdown end() {
        text.append('\n');
        return this;
    }

    /** The page, which ends with one line end. */
    String page() {
        return text.toString().strip() + "\n";
    }

    /** A text of a comment in a cell. */
    static String cell(String plain) {
        return escape(plain.replace('\n', ' ').strip()).replace("|", "\\|");
    }

    /** A text as code, in a table or not; control characters are shown as escapes. */
    static String code(String plain) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < plain.length(); i++) {
            shown.append(shown(plain.charAt(i)));
        }
        String code = shown.toString();
        String blank = code.startsWith("`") || code.endsWith("`") ? " " : "";
        int longest = 0;
        int run = 0;
        for (char c : code.toCharArray()) {
            run = c == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        String fence = "`".repeat(longest + 1);
        return fence + blank + code.replace("|", "\\|") + blank + fence;
    }

    private static String shown(char c) {
        return switch (c) {
            case '\r' -> "\\r";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            default ->
                    c < ' ' || c == 0x7F
                            ? "\\u00" + (c < 0x10 ? "0" : "") + Integer.toHexString(c)
                            : String.valueOf(c);
        };
    }

    /** Escapes what would be markup, but not inside of code. */
    private static String escape(String plain) {
        StringBuilder escaped = new StringBuilder();
        boolean code = false;
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            boolean start = i == 0 || plain.charAt(i - 1) == '\n';
            if (c == '`' && (code || plain.indexOf('`', i + 1) > 0)) {
                code = !code;
            } else if (!code && ("\\*_<`[]".indexOf(c) >= 0 || start && "#>+".indexOf(c) >= 0)) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }
}
