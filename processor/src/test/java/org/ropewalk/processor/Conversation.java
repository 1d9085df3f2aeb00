package org.ropewalk.processor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ropewalk.testing.StringTransport;

/**
 * A conversation as a page shows it: {@code > } begins a line that the client sends, {@code < } one
 * that the server answers, {@code ends } names another line end, {@code closed} says that the
 * server has ended the connection. Control characters are escaped as in Java.
 */
record Conversation(String title, String text) {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(u([0-9a-f]{4})|[trn0])");

    /** Holds it over a connection, and compares each answer. */
    void hold(StringTransport transport) {
        String end = "\r\n";
        StringBuilder expected = new StringBuilder();
        for (String line : text.split("\n")) {
            if (line.startsWith("> ") || line.equals(">")) {
                compare(transport, expected);
                String sent = plain(line.length() < 2 ? "" : line.substring(2)) + end;
                transport.deliver(sent.getBytes(ISO_8859_1));
            } else if (line.startsWith("< ") || line.equals("<")) {
                expected.append(plain(line.length() < 2 ? "" : line.substring(2))).append(end);
            } else if (line.startsWith("ends ")) {
                end = line.equals("ends with nothing") ? "" : plain(line.substring(5));
            } else {
                assertThat(line).isEqualTo("closed");
                assertThat(transport.isOpen() && !transport.isDisconnecting()).isFalse();
            }
        }
        compare(transport, expected);
    }

    private void compare(StringTransport transport, StringBuilder expected) {
        assertThat(new String(transport.value(), ISO_8859_1))
                .as(title)
                .isEqualTo(expected.toString());
    }

    private static String plain(String line) {
        return ESCAPE.matcher(line)
                .replaceAll(escape -> Matcher.quoteReplacement(character(escape.group(1))));
    }

    private static String character(String escape) {
        return switch (escape.charAt(0)) {
            case 't' -> "\t";
            case 'r' -> "\r";
            case 'n' -> "\n";
            case '0' -> "\0";
            default -> String.valueOf((char) Integer.parseInt(escape.substring(1), 16));
        };
    }
}
