package org.ropewalk.examples.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.ropewalk.examples.value.MaildirName;
import org.ropewalk.line.Bytes;

/**
 * The mail of one user, in a maildir, which is made with the first message. A message is written
 * under {@code tmp} and then linked into {@code new}, so that no other program ever sees a part of
 * one. One session at a time reads it; any thread. All but {@link #open()} and {@link #close()} may
 * block.
 */
public final class Maildrop {
    static final String TMP = "tmp";
    static final String NEW = "new";
    static final String CUR = "cur";

    private final Path directory;
    private final Disk disk;
    private final Set<Path> read;
    private final Set<Path> made;
    private final BooleanSupplier admission;

    /**
     * The drop in {@code directory}.
     *
     * @param read the directories of all drops that a session reads
     * @param made the directories of all drops that are known to be on disk
     * @param admission whether this drop may be made
     */
    Maildrop(Path directory, Disk disk, Set<Path> read, Set<Path> made, BooleanSupplier admission) {
        this.directory = directory;
        this.disk = disk;
        this.read = read;
        this.made = made;
        this.admission = admission;
    }

    /**
     * Puts a message in; its unique name. The message and its name are on disk when this returns.
     *
     * @throws UncheckedIOException if it cannot be stored; nothing of it is left then
     */
    public String deliver(Bytes text) {
        try {
            return new Delivery(disk, text).store(List.of(this));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes its directories, unless they are there. They are on disk when this returns. */
    void make() throws IOException {
        if (made.contains(directory)) {
            return;
        }
        if (!admission.getAsBoolean()) {
            throw new IOException("there is no room for one more drop");
        }
        disk.makeDirectory(directory);
        for (Path part : List.of(tmp(), fresh(), seen())) {
            disk.makeDirectory(part);
        }
        made.add(directory);
    }

    /** Another program has removed its directories: they are made again for the next message. */
    void unmade() {
        made.remove(directory);
    }

    /** Where messages are written. */
    Path tmp() {
        return directory.resolve(TMP);
    }

    /** Where messages are that no program has seen. */
    Path fresh() {
        return directory.resolve(NEW);
    }

    private Path seen() {
        return directory.resolve(CUR);
    }

    /** What is in it now, the oldest first. */
    public List<Message> messages() {
        List<Message> messages = new ArrayList<>();
        try {
            for (Path file : files()) {
                messages.add(Message.of(file));
            }
        } catch (NoSuchFileException e) {
            // Another program has renamed or removed one meanwhile.
            return messages();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        messages.sort(Comparator.comparing(Message::name));
        return messages;
    }

    private List<Path> files() throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path part : List.of(seen(), fresh())) {
            try (Stream<Path> files = Files.list(part)) {
                all.addAll(files.filter(Files::isRegularFile).toList());
            } catch (NoSuchFileException e) {
                // No message was ever delivered here.
                continue;
            }
        }
        return all;
    }

    /**
     * A message where it is now: a program that reads the maildir renames files, and removes them.
     * Empty if it is no longer there.
     */
    public Optional<Message> find(Message message) {
        if (Files.exists(message.file())) {
            return Optional.of(message);
        }
        try {
            return files().stream()
                    .filter(file -> MaildirName.of(file).uid().equals(message.name()))
                    .findFirst()
                    .map(message::in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes messages that still exist. */
    public void delete(Collection<Message> deleted) {
        try {
            for (Message message : deleted) {
                Optional<Message> found = find(message);
                if (found.isPresent()) {
                    disk.delete(found.get().file());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether no other session reads it, and now one does. */
    public boolean open() {
        return read.add(directory);
    }

    /** No session reads it any more. */
    public void close() {
        read.remove(directory);
    }
}
