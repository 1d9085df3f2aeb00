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
 * A file that exists while a daemon is ready. It contains the process id and a line end. It is
 * moved into place as a whole, so that it is never incomplete.
 */
public final class ReadyFile {
    private static final Logger LOG = LoggerFactory.getLogger(ReadyFile.class);

    private final Path file;
    private final Path unfinished;

    /** A file at {@code file}, which is not written yet. */
    public ReadyFile(Path file) {
        this.file = file;
        this.unfinished = file.resolveSibling(file.getFileName() + ".tmp");
    }

    /**
     * Writes the file.
     *
     * @throws IOException if it cannot be written; the message has the path, the cause and the
     *     solution
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
     * Removes the file, if it exists.
     *
     * @throws IOException if it cannot be removed; the message has the path, the cause and the
     *     solution
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
