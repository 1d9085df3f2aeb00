package org.ropewalk.examples.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.ropewalk.examples.value.MaildirName;
import org.ropewalk.examples.value.UidLines;
import org.ropewalk.line.Bytes;

/**
 * The UIDs of a mailbox in a file of it: a line with the validity and the next UID, then a line for
 * each message. Belongs to its mailbox; all methods may block.
 */
final class UidList {
    private static final String FILE = "ropewalk-uids";

    /** The last validity that was given: another mailbox of the same name has a greater one. */
    private static final AtomicLong LAST = new AtomicLong();

    private final Path directory;
    private final Disk disk;
    private final Map<String, Long> uids = new HashMap<>();
    private long validity;
    private long next = 1;

    /** The list of the maildir {@code directory}; a new one where there is none. */
    UidList(Path directory, Disk disk) throws IOException {
        this.directory = directory;
        this.disk = disk;
        try {
            read(Files.readAllLines(file()));
        } catch (NoSuchFileException e) {
            begin();
        }
    }

    private Path file() {
        return directory.resolve(FILE);
    }

    private void begin() {
        uids.clear();
        next = 1;
        validity = LAST.updateAndGet(last -> Math.max(last + 1, Instant.now().getEpochSecond()));
    }

    private void read(List<String> lines) {
        Optional<UidLines> read = UidLines.parse(lines);
        if (read.isEmpty()) {
            begin();
            return;
        }
        validity = read.get().validity();
        next = read.get().next();
        uids.putAll(read.get().uids());
    }

    long validity() {
        return validity;
    }

    long next() {
        return next;
    }

    /** The UID of a message that {@link #update} was told of. */
    long uid(String key) {
        return uids.get(key);
    }

    /**
     * The mailbox has the messages {@code keys} now, and no others. Those without a UID get one.
     */
    void update(Collection<String> keys) throws IOException {
        boolean removed = uids.keySet().retainAll(new HashSet<>(keys));
        boolean added = giveUids(keys);
        if (removed || added || !Files.exists(file())) {
            write();
        }
    }

    /** The mailbox has the messages {@code keys} too. Those without a UID get one. */
    void add(Collection<String> keys) throws IOException {
        if (giveUids(keys)) {
            write();
        }
    }

    private boolean giveUids(Collection<String> keys) {
        long before = next;
        keys.forEach(key -> uids.computeIfAbsent(key, added -> next++));
        return next > before;
    }

    private void write() throws IOException {
        Path written = directory.resolve(Maildrop.TMP).resolve(MaildirName.next(0).text());
        disk.write(written, Bytes.of(new UidLines(validity, next, uids).text()));
        disk.move(written, file());
        disk.sync(directory);
    }
}
