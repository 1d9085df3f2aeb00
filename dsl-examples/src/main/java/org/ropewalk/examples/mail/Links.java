package org.ropewalk.examples.mail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Names of a file that is written already. */
final class Links {
    private final Disk disk;
    private final Path file;

    Links(Disk disk, Path file) {
        this.disk = disk;
        this.file = file;
    }

    /**
     * Gives the file all of {@code names}, or none. They are on disk when this returns.
     *
     * @throws IOException if one cannot be made; those that were made are removed
     */
    void make(Collection<Path> names) throws IOException {
        List<Path> made = new ArrayList<>();
        try {
            for (Path name : names) {
                disk.link(file, name);
                made.add(name);
                disk.sync(name.getParent());
            }
        } catch (IOException e) {
            made.forEach(disk::forget);
            throw e;
        }
    }
}
