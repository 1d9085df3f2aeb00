package org.ropewalk.examples.mail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.ropewalk.line.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What maildirs and spools need of a file system. All methods may block. */
class Disk {
    private static final Logger LOG = LoggerFactory.getLogger(Disk.class);

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
            write(channel, content);
            force(file, channel);
        }
    }

    /** Adds to the content of a file; all of it is on disk when this returns. */
    void append(Path file, Bytes added) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
            write(channel, added);
            force(file, channel);
        }
    }

    private static void write(FileChannel channel, Bytes content) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(content.toByteArray());
        while (left.hasRemaining()) {
            channel.write(left);
        }
    }

    /** What was written to a file is on disk when this returns. */
    void force(Path file, FileChannel channel) throws IOException {
        if (durable) {
            channel.force(true);
        }
    }

    /** Gives a file one more name, which there is not yet. */
    void link(Path file, Path name) throws IOException {
        Files.createLink(name, file);
    }

    /** Gives a file another name in place of its own; a file that has this name is replaced. */
    void move(Path file, Path name) throws IOException {
        Files.move(file, name, StandardCopyOption.ATOMIC_MOVE);
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

    /** The files in {@code directory}. */
    List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    /** Removes a file, if it is there. */
    void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    /** As {@link #delete}; that it fails is only logged. */
    final void forget(Path file) {
        try {
            delete(file);
        } catch (IOException e) {
            LOG.warn("A file cannot be removed: {}", file, e);
        }
    }

    /** Makes a directory that there is not yet. */
    void createDirectory(Path directory) throws IOException {
        Files.createDirectory(directory);
    }

    /**
     * Makes a directory in one that is there, unless it is there too. Its name is on disk when this
     * returns, even if another program has made it just now.
     */
    final void makeDirectory(Path directory) throws IOException {
        try {
            createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        }
        sync(directory.toAbsolutePath().getParent());
    }

    /** Makes a directory and those above it that are missing. */
    final void makeDirectories(Path directory) throws IOException {
        Path above = directory.toAbsolutePath().getParent();
        if (Files.isDirectory(directory)) {
            return;
        }
        if (above != null) {
            makeDirectories(above);
        }
        makeDirectory(directory);
    }
}
