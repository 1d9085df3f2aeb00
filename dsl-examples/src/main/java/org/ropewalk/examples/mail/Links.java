package org.ropewalk.examples.mail;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** New names of files that are written already: all are on disk, or none is left. */
final class Links {
    private final Disk disk;
    private final List<Path> made = new ArrayList<>();

    Links(Disk disk) {
        this.disk = disk;
    }

    /**
     * Gives a file all of {@code names}. They are on disk when this returns.
     *
     * @throws IOException if one cannot be made; those that were made are removed
     */
    void make(Path file, Collection<Path> names) throws IOException {
        try {
            for (Path name : names) {
                add(file, name);
            }
            sync();
        } catch (IOException e) {
            remove();
            throw e;
        }
    }

    /** Gives a file one more name. */
    void add(Path file, Path name) throws IOException {
        disk.link(file, name);
        made.add(name);
    }

    /** As {@link #add}; false if there is no such file. */
    boolean isAdded(Path file, Path name) throws IOException {
        try {
            add(file, name);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** The names that were added are on disk when this returns. */
    void sync() throws IOException {
        Set<Path> directories = new LinkedHashSet<>();
        made.forEach(name -> directories.add(name.getParent()));
        for (Path directory : directories) {
            disk.sync(directory);
        }
    }

    /** Removes the names that were added. */
    void remove() {
        made.forEach(disk::forget);
        made.clear();
    }
}
