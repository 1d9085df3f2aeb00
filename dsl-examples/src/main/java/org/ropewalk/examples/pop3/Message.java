package org.ropewalk.examples.pop3;

import org.ropewalk.line.Bytes;

/**
 * A message.
 *
 * @param name its own, as long as it lies in its drop
 * @param text lines that end in CR LF
 */
public record Message(String name, Bytes text) {
    /** The head, the empty line behind it, and at most {@code lines} lines of the rest. */
    Bytes top(int lines) {
        int left = lines;
        boolean head = true;
        int lineBegin = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.at(i) != '\n') {
                continue;
            }
            if (head) {
                head = i - lineBegin > 1;
            } else {
                left--;
            }
            if (!head && left <= 0) {
                return Bytes.copy(text.toByteArray(), 0, i + 1);
            }
            lineBegin = i + 1;
        }
        return text;
    }
}
