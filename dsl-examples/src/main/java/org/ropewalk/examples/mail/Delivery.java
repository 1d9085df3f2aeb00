package org.ropewalk.examples.mail;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ropewalk.examples.value.MaildirName;
import org.ropewalk.line.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One message on its way into drops: written once, under {@code tmp}, then linked into {@code new}
 * of each. It is in all drops and on disk, or in none.
 */
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final Disk disk;
    private final Bytes text;
    private final MaildirName name;
    private final List<Path> delivered = new ArrayList<>();

    Delivery(Disk disk, Bytes text) {
        this.disk = disk;
        this.text = text;
        this.name = MaildirName.next(Octets.asSent(text));
    }

    /** Stores it; its unique name. */
    String store(List<Maildrop> drops) throws IOException {
        for (Maildrop drop : drops) {
            drop.make();
        }
        Path written = drops.get(0).tmp().resolve(name.text());
        boolean stored = false;
        try {
            disk.write(written, text);
            for (Maildrop drop : drops) {
                link(written, drop.fresh());
            }
            stored = true;
        } catch (NoSuchFileException e) {
            drops.forEach(Maildrop::unmade);
            throw e;
        } finally {
            if (!stored) {
                delivered.forEach(this::forget);
            }
            forget(written);
        }
        return name.uid();
    }

    private void link(Path written, Path directory) throws IOException {
        Path file = directory.resolve(name.text());
        if (delivered.contains(file)) {
            // The same recipient was named twice.
            return;
        }
        disk.link(written, file);
        delivered.add(file);
        disk.sync(directory);
    }

    private void forget(Path file) {
        try {
            disk.delete(file);
        } catch (IOException e) {
            LOG.warn("A file cannot be removed: {}", file, e);
        }
    }
}
