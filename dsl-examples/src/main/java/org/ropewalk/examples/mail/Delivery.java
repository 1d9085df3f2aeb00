package org.ropewalk.examples.mail;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ropewalk.examples.value.MaildirName;
import org.ropewalk.line.Bytes;

/**
 * One message on its way into drops: written once, under {@code tmp}, then linked into {@code new}
 * of each. It is in all drops and on disk, or in none.
 */
final class Delivery {
    private final Disk disk;
    private final Bytes text;
    private final MaildirName name;

    Delivery(Disk disk, Bytes text) {
        this.disk = disk;
        this.text = text;
        this.name = MaildirName.next(Octets.asSent(text));
    }

    /** Stores it; its unique name. */
    String store(List<Maildrop> drops) throws IOException {
        // The same recipient may be named twice.
        Set<Path> files = new LinkedHashSet<>();
        for (Maildrop drop : drops) {
            drop.make();
            files.add(drop.fresh().resolve(name.text()));
        }
        Path written = drops.get(0).tmp().resolve(name.text());
        try {
            disk.write(written, text);
            new Links(disk).make(written, files);
        } catch (NoSuchFileException e) {
            drops.forEach(Maildrop::unmade);
            throw e;
        } finally {
            disk.forget(written);
        }
        return name.uid();
    }
}
