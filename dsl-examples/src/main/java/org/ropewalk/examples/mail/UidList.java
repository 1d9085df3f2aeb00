package org.ropewalk.examples.mail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.ropewalk.examples.value.MaildirName;
import org.ropewalk.examples.value.UidLines;
import org.ropewalk.line.Bytes;

/**
 * The UIDs of a mailbox in a file of it: a line with the validity and the next UID, then a line for
 * each message that came or went. The file is written again when most of its lines are of messages
 * that are gone, or when a line was not written completely. Belongs to its mailbox; all methods may
 * block.
 */
final class UidList {
    private static final String FILE = "ropewalk-uids";

    /** As many lines may be of messages that are gone, and as many again as there are messages. */
    private static final int SPARE_LINES = 100;

    /** The last validity that was given: another mailbox of the same name has a greater one. */
    private static final AtomicLong LAST = new AtomicLong();

    private final Path directory;
    private final Disk disk;
    private final Map<String, Long> uids = new HashMap<>();
    private long validity;
    private long next = 1;

    /** How many lines the file has behind the first. */
    private int lines;

    /** Whether lines may be added to the file. */
    private boolean whole;

    /** The list of the maildir {@code directory}; a new one where there is none. */
    UidList(Path directory, Disk disk) throws IOException {
        this.directory = directory;
        this.disk = disk;
        try {
            read(new String(Files.readAllBytes(file()), StandardCharsets.UTF_8));
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

    private void read(String text) {
        Optional<UidLines> read = UidLines.parse(text);
        if (read.isEmpty()) {
            begin();
            return;
        }
        validity = read.get().validity();
        next = read.get().next();
        uids.putAll(read.get().uids());
        lines = read.get().count();
        whole = read.get().whole();
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
        Set<String> gone = new HashSet<>(uids.keySet());
        keys.forEach(gone::remove);
        List<String> changes = new ArrayList<>();
        for (String key : gone) {
            uids.remove(key);
            changes.add(UidLines.gone(key));
        }
        giveUids(keys, changes);
        if (!changes.isEmpty() || !Files.exists(file())) {
            store(changes);
        }
    }

    /** The mailbox has the messages {@code keys} too. Those without a UID get one. */
    void add(Collection<String> keys) throws IOException {
        List<String> changes = new ArrayList<>();
        giveUids(keys, changes);
        if (!changes.isEmpty()) {
            store(changes);
        }
    }

    private void giveUids(Collection<String> keys, List<String> changes) {
        for (String key : keys) {
            if (uids.putIfAbsent(key, next) == null) {
                changes.add(UidLines.came(key, next));
                next++;
            }
        }
    }

    /** The changes are on disk when this returns. */
    private void store(List<String> changes) throws IOException {
        boolean adds = whole && lines + changes.size() <= 2 * uids.size() + SPARE_LINES;
        // Until it is done, for what fails may have left a part.
        whole = false;
        if (adds && Files.exists(file())) {
            disk.append(file(), Bytes.of(String.join("", changes)));
            lines += changes.size();
        } else {
            write();
            lines = uids.size();
        }
        whole = true;
    }

    private void write() throws IOException {
        Path written = directory.resolve(Maildrop.TMP).resolve(MaildirName.next(0).text());
        disk.write(written, Bytes.of(UidLines.text(validity, next, uids)));
        disk.move(written, file());
        disk.sync(directory);
    }
}
