package org.ropewalk.application.status;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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

    /** The digits of a process id, and a line end. */
    private static final int MOST_BYTES = 20;

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
     * @throws IOException if it cannot be removed, or is no file that a daemon wrote; the message
     *     has the path, the cause and the solution
     */
    public void remove() throws IOException {
        String reason;
        IOException cause = null;
        try {
            reason = otherThanReady();
            if (reason.isEmpty()) {
                Files.deleteIfExists(file);
                return;
            }
        } catch (IOException e) {
            reason = StartFailure.reason(e);
            cause = e;
        }
        throw new IOException(
                "the ready file "
                        + file
                        + " cannot be removed: "
                        + reason
                        + "; remove what is there, or give another path",
                cause);
    }

    /** What is there in place of a ready file; empty if it is one, or nothing. */
    private String otherThanReady() throws IOException {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            return "it is a directory";
        }
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return "";
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return "it is a link or a device";
        }
        // A file that was being written when the power failed may be empty.
        boolean own =
                Files.size(file) <= MOST_BYTES
                        && Files.readString(file, StandardCharsets.ISO_8859_1).matches("(\\d+\n)?");
        return own ? "" : "it contains something else than a process id";
    }
}
