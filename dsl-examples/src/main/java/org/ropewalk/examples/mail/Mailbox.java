package org.ropewalk.examples.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.ropewalk.examples.value.MaildirName;
import org.ropewalk.line.Bytes;

/**
 * A maildir whose messages have UIDs. All sessions share one object for each directory. Other
 * programs may change the directory meanwhile. Any thread; all methods may block.
 */
public final class Mailbox {
    /** A directory that changed so lately may change again without another time. */
    private static final long SETTLED_MS = 2_000;

    private final Path directory;
    private final Disk disk;
    private final UidList uids;

    /** Its messages by their UIDs, as they were found, with the changes made here since then. */
    private final SortedMap<Long, Mail> known = new TreeMap<>();

    /** The times of its directories when they were read, unless they may change unnoticed. */
    private List<FileTime> scanned = List.of();

    Mailbox(Path directory, Disk disk) {
        this.directory = directory;
        this.disk = disk;
        try {
            uids = new UidList(directory, disk);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path fresh() {
        return directory.resolve(Maildrop.NEW);
    }

    private Path seen() {
        return directory.resolve(Maildrop.CUR);
    }

    /** Changes if UIDs have another meaning than before. */
    public synchronized long validity() {
        return uids.validity();
    }

    /** A UID that is greater than those of all messages that {@link #mails} has returned. */
    public synchronized long nextUid() {
        return uids.next();
    }

    /** Its messages now, by their UIDs. */
    public synchronized List<Mail> mails() {
        refresh();
        return List.copyOf(known.values());
    }

    /** Reads the directories, unless they are as they were. */
    private void refresh() {
        try {
            List<FileTime> times = times();
            if (!times.equals(scanned) || times.isEmpty()) {
                scan();
                scanned = isSettled(times) ? times : List.of();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes over a change that was made here: the directories have another time by it. */
    private void changed() {
        scanned = List.of();
    }

    private List<FileTime> times() throws IOException {
        try {
            return List.of(Files.getLastModifiedTime(fresh()), Files.getLastModifiedTime(seen()));
        } catch (NoSuchFileException e) {
            // It was removed.
            return List.of();
        }
    }

    private static boolean isSettled(List<FileTime> times) {
        long latest = System.currentTimeMillis() - SETTLED_MS;
        return times.stream().allMatch(time -> time.toMillis() < latest);
    }

    private void scan() throws IOException {
        Map<String, Path> files = new LinkedHashMap<>();
        List<Path> found = new ArrayList<>(files(fresh()));
        // A message that is moved meanwhile is found here.
        found.addAll(files(seen()));
        found.sort(Comparator.comparing(file -> MaildirName.of(file).key()));
        found.forEach(file -> files.put(MaildirName.of(file).key(), file));
        known.clear();
        if (Files.isDirectory(directory)) {
            uids.update(files.keySet());
            files.forEach((key, file) -> know(uids.uid(key), file));
        }
    }

    private Mail know(long uid, Path file) {
        Mail mail = new Mail(uid, file, file.getParent().equals(fresh()));
        known.put(uid, mail);
        return mail;
    }

    private List<Path> files(Path part) throws IOException {
        try {
            return disk.list(part).stream()
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** The message of that UID where it is now. */
    public synchronized Optional<Mail> find(long uid) {
        refresh();
        return Optional.ofNullable(known.get(uid));
    }

    /** These messages where they are now; those that are no longer there are left out. */
    private synchronized List<Mail> find(Collection<Mail> mails) {
        refresh();
        return mails.stream().map(mail -> known.get(mail.uid())).filter(Objects::nonNull).toList();
    }

    /** Where a message was when the directories were read last. */
    private synchronized Path file(Mail mail) {
        return known.getOrDefault(mail.uid(), mail).file();
    }

    /** What is read of the file of a message. */
    private interface Reading<T> {
        T of(Path file) throws IOException;
    }

    /** Reads the file of a message, which may be renamed meanwhile; empty if it is gone. */
    private <T> Optional<T> read(Mail mail, Reading<T> reading) {
        Path file = file(mail);
        for (int tries = 0; tries < 2; tries++) {
            try {
                return Optional.of(reading.of(file));
            } catch (NoSuchFileException e) {
                Optional<Mail> found = find(mail.uid());
                if (found.isEmpty()) {
                    return Optional.empty();
                }
                file = found.get().file();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Optional.empty();
    }

    /** The text of a message, in lines that end in CR LF; empty if it is no longer there. */
    public Optional<Bytes> text(Mail mail) {
        return read(mail, file -> Octets.sent(Bytes.of(Files.readAllBytes(file))));
    }

    /** How many bytes {@link #text} has; 0 if the message is no longer there. */
    public long size(Mail mail) {
        return MaildirName.of(mail.file())
                .wireSize()
                .orElseGet(() -> text(mail).map(Bytes::length).orElse(0));
    }

    /** When a message arrived; now if it is no longer there. */
    public Instant arrived(Mail mail) {
        return read(mail, file -> Files.getLastModifiedTime(file).toInstant())
                .orElseGet(Instant::now);
    }

    /** A program has seen these messages; those that are still there, as they are now. */
    public List<Mail> see(Collection<Mail> found) {
        return mark(found, letters -> letters);
    }

    /**
     * Gives messages other flags; those that are still there, as they are then. None of them is
     * fresh any more.
     *
     * @param change from the letters of a message now to those that it gets
     */
    public synchronized List<Mail> mark(Collection<Mail> mails, UnaryOperator<String> change) {
        List<Mail> marked = new ArrayList<>();
        for (Mail mail : find(mails)) {
            String letters = change.apply(mail.letters());
            if (!mail.fresh() && mail.letters().equals(letters)) {
                marked.add(mail);
            } else {
                rename(mail, letters).ifPresent(marked::add);
            }
        }
        return marked;
    }

    private Optional<Mail> rename(Mail mail, String letters) {
        Path to = seen().resolve(MaildirName.of(mail.file()).with(letters).text());
        changed();
        try {
            disk.move(mail.file(), to);
            return Optional.of(know(mail.uid(), to));
        } catch (NoSuchFileException e) {
            // Another program has renamed or removed it just now.
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Adds a message; its UID. It is on disk when this returns.
     *
     * @param arrived when it came; now if it is empty
     * @throws UncheckedIOException if it cannot be stored; nothing of it is left then
     */
    public long add(Bytes text, String letters, Optional<Instant> arrived) {
        MaildirName name = MaildirName.next(Octets.asSent(text));
        Path written = directory.resolve(Maildrop.TMP).resolve(name.text());
        Links links = new Links(disk);
        try {
            disk.write(written, text);
            if (arrived.isPresent()) {
                Files.setLastModifiedTime(written, FileTime.from(arrived.get()));
            }
            Path added = file(name, letters);
            links.add(written, added);
            links.sync();
            return adopt(List.of(added)).get(0);
        } catch (IOException e) {
            links.remove();
            throw new UncheckedIOException(e);
        } finally {
            disk.forget(written);
        }
    }

    /**
     * Adds messages of another mailbox, or of this one. Their UIDs there, each with that of its
     * copy; those that are no longer there are left out. The copies are on disk when this returns.
     *
     * @throws UncheckedIOException if they cannot be stored; nothing of them is left then
     */
    public Map<Long, Long> copy(Mailbox from, Collection<Mail> mails) {
        Map<Long, Path> made = new LinkedHashMap<>();
        Links links = new Links(disk);
        try {
            for (Mail mail : from.find(mails)) {
                Path copy = file(MaildirName.next(from.size(mail)), mail.letters());
                if (links.isAdded(mail.file(), copy)) {
                    made.put(mail.uid(), copy);
                }
            }
            links.sync();
            Iterator<Long> copies = adopt(made.values()).iterator();
            Map<Long, Long> copied = new LinkedHashMap<>();
            made.keySet().forEach(uid -> copied.put(uid, copies.next()));
            return copied;
        } catch (IOException e) {
            links.remove();
            throw new UncheckedIOException(e);
        }
    }

    private Path file(MaildirName name, String letters) {
        return letters.isEmpty()
                ? fresh().resolve(name.text())
                : seen().resolve(name.with(letters).text());
    }

    /** Gives UIDs to messages that were stored just now. */
    private synchronized List<Long> adopt(Collection<Path> files) throws IOException {
        changed();
        uids.add(files.stream().map(file -> MaildirName.of(file).key()).toList());
        return files.stream()
                .map(file -> know(uids.uid(MaildirName.of(file).key()), file).uid())
                .toList();
    }

    /** Removes messages that are still there. */
    public synchronized void delete(Collection<Mail> deleted) {
        try {
            for (Mail mail : find(deleted)) {
                changed();
                disk.delete(mail.file());
                known.remove(mail.uid());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
