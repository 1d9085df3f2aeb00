package org.ropewalk.examples.value;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Topics as words of an engine: a prefix, a dot, and the topic, in which bytes that are no letter,
 * digit or hyphen are an underscore and two hexadecimal digits.
 */
public final class TopicNames {
    private static final HexFormat HEX = HexFormat.of();

    private final String prefix;

    /** Topics that begin with a prefix of letters, digits and hyphens. */
    public TopicNames(String prefix) {
        if (!prefix.matches("[A-Za-z0-9-]{1,50}")) {
            throw new IllegalArgumentException(
                    "a prefix has 1 to 50 letters, digits and hyphens, not \"" + prefix + "\"");
        }
        this.prefix = prefix + ".";
    }

    private static boolean isPlain(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-';
    }

    /** The word of a topic. */
    public String word(String topic) {
        StringBuilder word = new StringBuilder(prefix);
        for (byte b : topic.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(b)) {
                word.append((char) b);
            } else {
                word.append('_').append(HEX.toHexDigits(b));
            }
        }
        return word.toString();
    }

    /** The topic of a word; empty if it is none of these. */
    public Optional<String> topic(String word) {
        if (!word.startsWith(prefix)) {
            return Optional.empty();
        }
        ByteArrayOutputStream topic = new ByteArrayOutputStream();
        for (int i = prefix.length(); i < word.length(); i++) {
            char c = word.charAt(i);
            if (isPlain(c)) {
                topic.write(c);
            } else if (c == '_' && i + 2 < word.length()) {
                int high = Character.digit(word.charAt(i + 1), 16);
                int low = Character.digit(word.charAt(i + 2), 16);
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                topic.write(high << 4 | low);
                i += 2;
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(topic.toString(StandardCharsets.UTF_8));
    }
}
