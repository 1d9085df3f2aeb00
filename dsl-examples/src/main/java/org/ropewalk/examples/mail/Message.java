package org.ropewalk.examples.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.ropewalk.examples.value.MaildirName;
import org.ropewalk.line.Bytes;

/**
 * A message in its file.
 *
 * @param name its own, as long as it is in its drop
 * @param file where it is
 * @param size its bytes, with all lines ended by CR LF
 */
public record Message(String name, Path file, long size) {
    /** The message in {@code file}; reads the file unless its name tells the size. */
    static Message of(Path file) throws IOException {
        MaildirName name = MaildirName.of(file);
        OptionalLong told = name.wireSize();
        return new Message(
                name.uid(), file, told.isPresent() ? told.getAsLong() : Octets.asSent(read(file)));
    }

    private static Bytes read(Path file) throws IOException {
        return Bytes.of(Files.readAllBytes(file));
    }

    /** The same message in another file. */
    Message in(Path renamed) {
        return new Message(name, renamed, size);
    }

    /** The text: lines that end in CR LF. Reads the file. */
    public Bytes text() {
        try {
            return Octets.sent(read(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The header, the empty line after it, and at most {@code lines} lines of the body. */
    public Bytes top(int lines) {
        Bytes text = text();
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
