package org.ropewalk.examples.ftp;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import org.ropewalk.examples.ftp.Ftp.Refused;
import org.ropewalk.examples.value.Listing;

/** The files of one directory, by their names inside it. Symbolic links are not followed. */
final class Tree {
    private static final int NO_FILE = 550;
    private static final int BAD_OFFSET = 554;
    private static final int NO_NAME = 553;

    private final Path root;

    /** The tree below {@code root}, which is made if it is missing. */
    Tree(Path root) {
        try {
            this.root = Files.createDirectories(root).toRealPath();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The absolute name of {@code path}, seen from {@code current}; never above the root. */
    static String absolute(String current, String path) {
        try {
            return Path.of("/").resolve(current).resolve(path).normalize().toString();
        } catch (InvalidPathException e) {
            // Refused where it is looked for.
            return path;
        }
    }

    /** The file with an absolute name; refused if a part of the name is a symbolic link. */
    private Path path(String name) throws Refused {
        try {
            Path path = root;
            for (Path part : Path.of(name)) {
                path = path.resolve(part.toString());
                if (Files.isSymbolicLink(path) || !path.startsWith(root)) {
                    throw new Refused(NO_FILE, name + ": no such file");
                }
            }
            return path;
        } catch (InvalidPathException e) {
            throw new Refused(NO_NAME, "not a name");
        }
    }

    private BasicFileAttributes attributes(String name) throws Refused {
        try {
            return attributes(path(name));
        } catch (IOException e) {
            throw new Refused(NO_FILE, name + ": no such file");
        }
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** Refuses what is no directory. */
    void requireDirectory(String name) throws Refused {
        if (!attributes(name).isDirectory()) {
            throw new Refused(NO_FILE, name + ": not a directory");
        }
    }

    private BasicFileAttributes file(String name) throws Refused {
        BasicFileAttributes attributes = attributes(name);
        if (!attributes.isRegularFile()) {
            throw new Refused(NO_FILE, name + ": not a plain file");
        }
        return attributes;
    }

    long size(String name) throws Refused {
        return file(name).size();
    }

    LocalDateTime modified(String name) throws Refused {
        return modified(file(name));
    }

    private static LocalDateTime modified(BasicFileAttributes attributes) {
        return LocalDateTime.ofInstant(attributes.lastModifiedTime().toInstant(), ZoneOffset.UTC);
    }

    /** Something that is done to a file. */
    private interface Change {
        void run(Path path) throws IOException;
    }

    private void change(String name, Change change) throws Refused {
        Path path = path(name);
        if (path.equals(root)) {
            throw new Refused(NO_FILE, name + ": not here");
        }
        try {
            change.run(path);
        } catch (IOException e) {
            throw new Refused(NO_FILE, name + ": cannot be done");
        }
    }

    void makeDirectory(String name) throws Refused {
        change(name, Files::createDirectory);
    }

    void removeDirectory(String name) throws Refused {
        requireDirectory(name);
        change(name, Files::delete);
    }

    void delete(String name) throws Refused {
        file(name);
        change(name, Files::delete);
    }

    /** Refuses what is not there. */
    void requireThere(String name) throws Refused {
        attributes(name);
    }

    void rename(String from, String to) throws Refused {
        Path target = path(to);
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new Refused(NO_NAME, to + ": is there already");
        }
        change(from, path -> Files.move(path, target));
    }

    /** A file whose content is sent from {@code offset} on. */
    Content read(String name, long offset) throws Refused {
        file(name);
        return content(name, offset, StandardOpenOption.READ);
    }

    /** A file whose content is received from {@code offset} on; at 0 it is made, or emptied. */
    Content write(String name, long offset) throws Refused {
        return offset == 0
                ? content(
                        name,
                        0,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING)
                : content(name, offset, StandardOpenOption.WRITE);
    }

    /** A file to whose end content is added. */
    Content append(String name) throws Refused {
        return content(
                name,
                0,
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private Content content(String name, long offset, OpenOption... options) throws Refused {
        Set<OpenOption> all = new java.util.HashSet<>(Set.of(options));
        all.add(LinkOption.NOFOLLOW_LINKS);
        try {
            FileChannel file = FileChannel.open(path(name), all);
            if (offset > file.size()) {
                file.close();
                throw new Refused(BAD_OFFSET, name + ": has fewer bytes");
            }
            if (offset > 0) {
                file.position(offset);
            }
            return new Content.OfFile(file);
        } catch (IOException e) {
            throw new Refused(NO_FILE, name + ": cannot be opened");
        }
    }

    /** The lines of a directory, or of one file. */
    Content list(String name, Listing listing) throws Refused {
        Path path = path(name);
        BasicFileAttributes attributes = attributes(name);
        try {
            if (!attributes.isDirectory()) {
                return new Content.OfText(listing.line(path.getFileName(), attributes));
            }
            DirectoryStream<Path> entries = Files.newDirectoryStream(path);
            return new Content.OfDirectory(entries, listing);
        } catch (IOException e) {
            throw new Refused(NO_FILE, name + ": cannot be read");
        }
    }
}
