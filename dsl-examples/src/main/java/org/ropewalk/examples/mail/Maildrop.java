package org.ropewalk.examples.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.ropewalk.line.Bytes;

/**
 * The mail of one user, in a maildir: a message is written under {@code tmp} and then moved to
 * {@code new}, so that nobody ever sees a part of one. One session at a time reads it; any thread,
 * and all but {@link #open()} and {@link #close()} may block.
 */
public final class Maildrop {
    /** Begins so that all numbers have as many digits, and names sort as they were given. */
    private static final AtomicLong COUNT = new AtomicLong(1_000_000);

    private final Path directory;
    private final AtomicBoolean open = new AtomicBoolean();

    /** The drop in {@code directory}, which is made if it is not there. */
    public Maildrop(Path directory) {
        this.directory = directory;
        try {
            for (String part : List.of("tmp", "new", "cur")) {
                Files.createDirectories(directory.resolve(part));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a message in; its name. It is on disk when this returns. */
    public String deliver(Bytes text) {
        String name = System.currentTimeMillis() + "." + COUNT.incrementAndGet() + ".ropewalk";
        try {
            Path written = Files.write(directory.resolve("tmp").resolve(name), text.toByteArray());
            Files.move(
                    written,
                    directory.resolve("new").resolve(name),
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return name;
    }

    /** What lies in it now, the oldest first. */
    public List<Message> messages() {
        List<Message> messages = new ArrayList<>();
        for (String part : List.of("cur", "new")) {
            try (Stream<Path> files = Files.list(directory.resolve(part))) {
                for (Path file : files.sorted().toList()) {
                    messages.add(
                            new Message(file.getFileName().toString(), file, Files.size(file)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return messages;
    }

    /** Takes messages out. */
    public void delete(Collection<Message> deleted) {
        try {
            for (Message message : deleted) {
                Files.deleteIfExists(message.file());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether nobody else reads it, and now one does. */
    public boolean open() {
        return open.compareAndSet(false, true);
    }

    /** Nobody reads it any more. */
    public void close() {
        open.set(false);
    }
}
