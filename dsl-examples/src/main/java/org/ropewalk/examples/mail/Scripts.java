package org.ropewalk.examples.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ropewalk.examples.value.MaildirName;
import org.ropewalk.examples.value.StoredScript;
import org.ropewalk.line.Bytes;

/**
 * The Sieve scripts of one user, in the directory {@code sieve} of the maildir. Each script has a
 * file. The file {@code index} has their names, and which of them is active; it is replaced as a
 * whole, so that each change is made or not. All sessions share one object for each user; other
 * programs must not change the directory. Any thread; all methods may block.
 */
public final class Scripts {
    private static final String DIRECTORY = "sieve";
    private static final String INDEX = "index";

    private final Path directory;
    private final Disk disk;
    private final Quota quota;

    /**
     * The most that a user may store.
     *
     * @param scripts how many scripts
     * @param bytes how many bytes all scripts have together
     */
    public record Quota(int scripts, long bytes) {}

    /** What a change has led to; nothing is changed unless it is {@link #DONE}. */
    public enum Outcome {
        /** The change is on disk. */
        DONE,
        /** There is no script of that name. */
        NO_SUCH_SCRIPT,
        /** The script is the active one. */
        IS_ACTIVE,
        /** There is another script of the new name. */
        NAME_IS_TAKEN,
        /** The user would have too many scripts. */
        TOO_MANY_SCRIPTS,
        /** The scripts of the user would have too many bytes together. */
        NO_ROOM
    }

    /**
     * The scripts of the maildir {@code maildir}. What a program that ended has left of an
     * unfinished change is removed.
     */
    Scripts(Path maildir, Disk disk, Quota quota) throws IOException {
        this.directory = maildir.resolve(DIRECTORY);
        this.disk = disk;
        this.quota = quota;
        disk.makeDirectory(directory);
        Set<String> used = read().stream().map(StoredScript::file).collect(Collectors.toSet());
        used.add(INDEX);
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> !used.contains(file.getFileName().toString()))
                    .forEach(disk::forget);
        }
    }

    private List<StoredScript> read() throws IOException {
        try {
            return Files.readString(directory.resolve(INDEX), UTF_8)
                    .lines()
                    .map(StoredScript::parse)
                    .collect(Collectors.toCollection(ArrayList::new));
        } catch (NoSuchFileException e) {
            return new ArrayList<>();
        }
    }

    /** All scripts, in the order in which they were made. */
    public synchronized List<StoredScript> list() {
        try {
            return read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<StoredScript> find(List<StoredScript> scripts, String name) {
        return scripts.stream().filter(script -> script.name().equals(name)).findFirst();
    }

    /** The text of a script, if there is one of that name. */
    public synchronized Optional<Bytes> text(String name) {
        try {
            Optional<StoredScript> found = find(read(), name);
            return found.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Bytes.of(Files.readAllBytes(file(found.get()))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(StoredScript script) {
        return directory.resolve(script.file());
    }

    /** Whether a script of that size could be stored; it may replace the one of its name. */
    public synchronized Outcome room(String name, long size) {
        return room(list(), name, size);
    }

    private Outcome room(List<StoredScript> scripts, String name, long size) {
        Optional<StoredScript> old = find(scripts, name);
        long all = scripts.stream().mapToLong(StoredScript::size).sum();
        if (size > quota.bytes() - all + old.map(StoredScript::size).orElse(0L)) {
            return Outcome.NO_ROOM;
        }
        return old.isEmpty() && scripts.size() >= quota.scripts()
                ? Outcome.TOO_MANY_SCRIPTS
                : Outcome.DONE;
    }

    /** A change of the list of scripts, which is as on disk. */
    private interface Change {
        Outcome make(List<StoredScript> scripts) throws IOException;
    }

    private synchronized Outcome change(Change change) {
        try {
            return change.make(read());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A change of one script. */
    private interface OneChange {
        Outcome make(List<StoredScript> scripts, StoredScript script) throws IOException;
    }

    private Outcome change(String name, OneChange change) {
        return change(
                scripts -> {
                    Optional<StoredScript> found = find(scripts, name);
                    return found.isEmpty()
                            ? Outcome.NO_SUCH_SCRIPT
                            : change.make(scripts, found.get());
                });
    }

    /**
     * Stores a script, in place of the one of its name, which stays active if it is.
     *
     * @param name without control characters
     */
    public Outcome put(String name, Bytes text) {
        return change(
                scripts -> {
                    Outcome room = room(scripts, name, text.length());
                    return room == Outcome.DONE ? put(scripts, name, text) : room;
                });
    }

    private Outcome put(List<StoredScript> scripts, String name, Bytes text) throws IOException {
        Optional<StoredScript> old = find(scripts, name);
        boolean active = old.isPresent() && old.get().active();
        String file = MaildirName.next(text.length()).text();
        StoredScript made = new StoredScript(name, active, file, text.length());
        if (old.isPresent()) {
            exchange(scripts, old.get(), made);
        } else {
            scripts.add(made);
        }
        try {
            disk.write(file(made), text);
            // The name of the file is on disk before the index mentions it.
            disk.sync(directory);
            replace(scripts);
        } catch (IOException e) {
            disk.forget(file(made));
            throw e;
        }
        disk.sync(directory);
        old.ifPresent(script -> disk.forget(file(script)));
        return Outcome.DONE;
    }

    private static void exchange(List<StoredScript> scripts, StoredScript old, StoredScript made) {
        scripts.replaceAll(each -> each.equals(old) ? made : each);
    }

    private void replace(List<StoredScript> scripts) throws IOException {
        Path written = directory.resolve(MaildirName.next(0).text());
        String index = scripts.stream().map(StoredScript::line).collect(Collectors.joining());
        try {
            disk.write(written, Bytes.of(index));
            disk.move(written, directory.resolve(INDEX));
        } catch (IOException e) {
            disk.forget(written);
            throw e;
        }
    }

    private Outcome write(List<StoredScript> scripts) throws IOException {
        replace(scripts);
        disk.sync(directory);
        return Outcome.DONE;
    }

    /** Deletes a script that is not active. */
    public Outcome delete(String name) {
        return change(
                name,
                (scripts, script) -> {
                    if (script.active()) {
                        return Outcome.IS_ACTIVE;
                    }
                    scripts.remove(script);
                    write(scripts);
                    disk.forget(file(script));
                    return Outcome.DONE;
                });
    }

    /** Gives a script another name; it stays active if it is. */
    public Outcome rename(String name, String newName) {
        return change(
                name,
                (scripts, script) -> {
                    if (find(scripts, newName).isPresent()) {
                        return Outcome.NAME_IS_TAKEN;
                    }
                    exchange(scripts, script, script.named(newName));
                    return write(scripts);
                });
    }

    /** Makes a script the only active one. */
    public Outcome activate(String name) {
        return change(
                name,
                (scripts, script) -> {
                    scripts.replaceAll(each -> each.active(each.equals(script)));
                    return write(scripts);
                });
    }

    /** From now on, no script is active. */
    public void deactivate() {
        change(
                scripts -> {
                    scripts.replaceAll(each -> each.active(false));
                    return write(scripts);
                });
    }
}
