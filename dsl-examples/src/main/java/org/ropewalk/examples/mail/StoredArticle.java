package org.ropewalk.examples.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.ropewalk.line.Bytes;

/**
 * An article in its file.
 *
 * @param id what all servers know it by, without its angle brackets
 * @param file one of its names
 * @param arrived when it came to this server
 */
public record StoredArticle(String id, Path file, Instant arrived) {
    /**
     * Reads it; nothing if it is gone. May block.
     *
     * @throws UncheckedIOException if its file cannot be read
     */
    public Optional<NewsArticle> read() {
        try {
            return Optional.of(NewsArticle.of(Bytes.of(Files.readAllBytes(file))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
