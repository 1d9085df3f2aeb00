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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
    private List<Mail> mails = List.of();
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

    /** A UID that is greater than those of all messages so far. */
    public synchronized long nextUid() {
        mails();
        return uids.next();
    }

    /** Its messages now, by their UIDs; the same list if nothing has changed. */
    public synchronized List<Mail> mails() {
        try {
            List<FileTime> times = times();
            if (!times.equals(scanned) || times.isEmpty()) {
                mails = scan();
                scanned = isSettled(times) ? times : List.of();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return mails;
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

    private List<Mail> scan() throws IOException {
        Map<String, Path> files = new LinkedHashMap<>();
        List<Path> found = new ArrayList<>(files(fresh()));
        // A message that is moved meanwhile is found here.
        found.addAll(files(seen()));
        found.sort(Comparator.comparing(file -> MaildirName.of(file).key()));
        found.forEach(file -> files.put(MaildirName.of(file).key(), file));
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        uids.update(files.keySet());
        List<Mail> now = new ArrayList<>();
        files.forEach(
                (key, file) ->
                        now.add(new Mail(uids.uid(key), file, file.getParent().equals(fresh()))));
        now.sort(Comparator.comparing(Mail::uid));
        return now.equals(mails) ? mails : List.copyOf(now);
    }

    private static List<Path> files(Path part) throws IOException {
        try (Stream<Path> files = Files.list(part)) {
            return files.filter(file -> !file.getFileName().toString().startsWith(".")).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** The message of that UID where it is now. */
    public synchronized Optional<Mail> find(long uid) {
        return mails().stream().filter(mail -> mail.uid() == uid).findFirst();
    }

    /** The text of a message, in lines that end in CR LF; empty if it is no longer there. */
    public Optional<Bytes> text(Mail mail) {
        Path file = mail.file();
        for (int tries = 0; tries < 2; tries++) {
            try {
                return Optional.of(Octets.sent(Bytes.of(Files.readAllBytes(file))));
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

    /** How many bytes {@link #text} has; 0 if the message is no longer there. */
    public long size(Mail mail) {
        return MaildirName.of(mail.file())
                .wireSize()
                .orElseGet(() -> text(mail).map(Bytes::length).orElse(0));
    }

    /** When a message arrived; now if it is no longer there. */
    public Instant arrived(Mail mail) {
        try {
            return Files.getLastModifiedTime(find(mail.uid()).orElse(mail).file()).toInstant();
        } catch (NoSuchFileException e) {
            return Instant.now();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A program has seen these messages. */
    public synchronized void see(Collection<Mail> found) {
        found.stream().filter(Mail::fresh).forEach(mail -> mark(mail, mail.letters()));
    }

    /** Gives a message other flags; the message then, or nothing if it is no longer there. */
    public synchronized Optional<Mail> mark(Mail mail, String letters) {
        Optional<Mail> found = find(mail.uid());
        if (found.isEmpty() || !found.get().fresh() && found.get().letters().equals(letters)) {
            return found;
        }
        Path from = found.get().file();
        Path to = seen().resolve(MaildirName.of(from).with(letters).text());
        try {
            disk.move(from, to);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Mail marked = new Mail(mail.uid(), to, false);
        mails = mails.stream().map(each -> each.uid() == marked.uid() ? marked : each).toList();
        scanned = List.of();
        return Optional.of(marked);
    }

    /**
     * Adds a message; its UID. It is on disk when this returns.
     *
     * @param arrived when it came; now if it is empty
     * @throws UncheckedIOException if it cannot be stored; nothing of it is left then
     */
    public long add(Bytes text, String letters, Optional<Instant> arrived) {
        String name = MaildirName.next(Octets.asSent(text)).text();
        Path written = directory.resolve(Maildrop.TMP).resolve(name);
        try {
            disk.write(written, text);
            if (arrived.isPresent()) {
                Files.setLastModifiedTime(written, FileTime.from(arrived.get()));
            }
            return link(written, name, letters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            disk.forget(written);
        }
    }

    /** Adds a message of another mailbox; its UID here, or nothing if it is no longer there. */
    public Optional<Long> copy(Mailbox from, Mail mail) {
        Optional<Mail> found = from.find(mail.uid());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try {
            String name = MaildirName.next(from.size(mail)).text();
            return Optional.of(link(found.get().file(), name, mail.letters()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized long link(Path file, String name, String letters) throws IOException {
        Path to =
                letters.isEmpty()
                        ? fresh().resolve(name)
                        : seen().resolve(new MaildirName(name).with(letters).text());
        new Links(disk, file).make(List.of(to));
        scanned = List.of();
        mails();
        return uids.uid(name);
    }

    /** Removes messages that are still there. */
    public synchronized void delete(Collection<Mail> deleted) {
        try {
            for (Mail mail : deleted) {
                Optional<Mail> found = find(mail.uid());
                if (found.isPresent()) {
                    disk.delete(found.get().file());
                    scanned = List.of();
                    mails = mails.stream().filter(each -> each.uid() != mail.uid()).toList();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
