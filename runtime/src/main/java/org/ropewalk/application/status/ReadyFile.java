package org.ropewalk.application.status;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that is there while a daemon is ready. It holds the process's number and a line end. It
 * appears whole, and never stays half-written.
 */
public final class ReadyFile {
    private static final Logger LOG = LoggerFactory.getLogger(ReadyFile.class);

    private final Path file;
    private final Path unfinished;

    /** At {@code file}; nothing is written yet. */
    public ReadyFile(Path file) {
        this.file = file;
        this.unfinished = file.resolveSibling(file.getFileName() + ".tmp");
    }

    /**
     * Writes it.
     *
     * @throws IOException if that cannot be; the message says where, why and what to do
     */
    public void write() throws IOException {
        try {
            Files.write(unfinished, content());
            Files.move(
                    unfinished,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            discard();
            throw new IOException(
                    "the ready file "
                            + file
                            + " cannot be written: "
                            + StartFailure.reason(e)
                            + (e instanceof NoSuchFileException
                                    ? "; create it, or give another path"
                                    : "; free space or grant access there, or give another path"),
                    e);
        }
    }

    private void discard() {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            LOG.debug("{} cannot be removed", unfinished, e);
        }
    }

    private static byte[] content() {
        return (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Removes it, if it is there.
     *
     * @throws IOException if that cannot be; the message says where, why and what to do
     */
    public void remove() throws IOException {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new IOException(
                    "the ready file "
                            + file
                            + " cannot be removed: "
                            + StartFailure.reason(e)
                            + "; remove what is there, or give another path",
                    e);
        }
    }
}
