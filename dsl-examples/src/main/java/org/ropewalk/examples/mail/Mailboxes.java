package org.ropewalk.examples.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ropewalk.examples.value.MailboxName;
import org.ropewalk.examples.value.MaildirName;
import org.ropewalk.line.Bytes;

/**
 * The mailboxes of one user: the maildir that mail is delivered to, which is {@code INBOX}, and
 * those in it, whose directories begin with a dot (Maildir++). Dots divide names too. Any thread;
 * all methods may block.
 */
public final class Mailboxes {
    private static final String SUBSCRIPTIONS = "subscriptions";
    private static final int MOST_MAILBOXES = 1_000;

    private final Path directory;
    private final Disk disk;
    private final Map<Path, Mailbox> open;

    /**
     * The mailboxes in a maildir.
     *
     * @param open all mailboxes that were used, by their directories
     */
    Mailboxes(Path directory, Disk disk, Map<Path, Mailbox> open) {
        this.directory = directory;
        this.disk = disk;
        this.open = open;
    }

    private static boolean isLegal(String name) {
        return new MailboxName(name).isLegal();
    }

    private Path path(String name) {
        MailboxName parts = new MailboxName(name);
        return parts.isInbox() ? directory : directory.resolve(parts.directory());
    }

    /** The names of all, in their order. */
    public List<String> names() {
        try (Stream<Path> files = Files.list(directory)) {
            List<String> names = new ArrayList<>(List.of(MailboxName.INBOX));
            files.filter(file -> Files.isDirectory(file.resolve(Maildrop.CUR)))
                    .flatMap(file -> MailboxName.of(file).stream())
                    .map(MailboxName::text)
                    .sorted()
                    .forEach(names::add);
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The mailbox of that name, if there is one. */
    public Optional<Mailbox> find(String name) {
        if (!isLegal(name) || !Files.isDirectory(path(name).resolve(Maildrop.CUR))) {
            return Optional.empty();
        }
        return Optional.of(open.computeIfAbsent(path(name), path -> new Mailbox(path, disk)));
    }

    /** Makes a mailbox; false if there is one of that name, or one more is not allowed. */
    public boolean create(String name) {
        if (!isLegal(name) || find(name).isPresent() || names().size() >= MOST_MAILBOXES) {
            return false;
        }
        try {
            make(path(name));
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void make(Path made) throws IOException {
        disk.makeDirectory(made);
        for (String part : List.of(Maildrop.TMP, Maildrop.NEW, Maildrop.CUR)) {
            disk.makeDirectory(made.resolve(part));
        }
    }

    /** Removes a mailbox with its messages; false if there is none, or it is the inbox. */
    public boolean delete(String name) {
        if (new MailboxName(name).isInbox() || find(name).isEmpty()) {
            return false;
        }
        Path removed = path(name);
        try (Stream<Path> files = Files.walk(removed)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                disk.delete(file);
            }
            open.remove(removed);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Gives a mailbox and those below it other names; of the inbox, moves the messages. False if
     * there is none, or one of a new name, or a new name is not legal: then none is moved.
     */
    public boolean rename(String from, String to) {
        Optional<Mailbox> renamed = find(from);
        if (renamed.isEmpty() || !isLegal(to) || find(to).isPresent()) {
            return false;
        }
        if (new MailboxName(from).isInbox()) {
            return create(to) && moveAll(renamed.get(), find(to).orElseThrow());
        }
        Map<String, String> moves = new LinkedHashMap<>();
        names().stream()
                .map(MailboxName::new)
                .filter(name -> name.isIn(from))
                .forEach(name -> moves.put(name.text(), name.moved(from, to).text()));
        if (!moves.values().stream().allMatch(this::isFree)) {
            return false;
        }
        try {
            for (Map.Entry<String, String> move : moves.entrySet()) {
                disk.move(path(move.getKey()), path(move.getValue()));
                open.remove(path(move.getKey()));
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isFree(String name) {
        return isLegal(name) && Files.notExists(path(name));
    }

    private static boolean moveAll(Mailbox from, Mailbox to) {
        List<Mail> mails = from.mails();
        to.copy(from, mails);
        from.delete(mails);
        return true;
    }

    /** The names that the user has subscribed to. */
    public SortedSet<String> subscriptions() {
        try {
            return new TreeSet<>(Files.readAllLines(directory.resolve(SUBSCRIPTIONS)));
        } catch (NoSuchFileException e) {
            return new TreeSet<>();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a subscription, or removes it; false if the name cannot be one. */
    public synchronized boolean subscribe(String name, boolean on) {
        SortedSet<String> names = subscriptions();
        if (!isLegal(name) || on && names.size() >= MOST_MAILBOXES) {
            return false;
        }
        if (on ? names.add(name) : names.remove(name)) {
            Path written = directory.resolve(Maildrop.TMP).resolve(MaildirName.next(0).text());
            try {
                disk.write(
                        written,
                        Bytes.of(
                                names.stream()
                                        .map(each -> each + "\n")
                                        .collect(Collectors.joining())));
                disk.move(written, directory.resolve(SUBSCRIPTIONS));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return true;
    }
}
