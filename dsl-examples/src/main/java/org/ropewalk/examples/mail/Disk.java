package org.ropewalk.examples.mail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.ropewalk.line.Bytes;

/** What maildirs need of a file system. All methods may block. */
class Disk {
    private final boolean durable;

    Disk() {
        this(true);
    }

    /** A disk that forces what is written only if {@code durable}. */
    Disk(boolean durable) {
        this.durable = durable;
    }

    /** Writes a file that there is not yet; its content is on disk when this returns. */
    void write(Path file, Bytes content) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(content.toByteArray());
            while (left.hasRemaining()) {
                channel.write(left);
            }
            if (durable) {
                channel.force(true);
            }
        }
    }

    /** Gives a file one more name, which there is not yet. */
    void link(Path file, Path name) throws IOException {
        Files.createLink(name, file);
    }

    /** The names in {@code directory} are on disk when this returns. */
    void sync(Path directory) throws IOException {
        if (!durable) {
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Removes a file, if it is there. */
    void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    /** Makes a directory in one that is there, unless it is there too. */
    void makeDirectory(Path directory) throws IOException {
        try {
            Files.createDirectory(directory);
            sync(directory.toAbsolutePath().getParent());
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        }
    }
}
