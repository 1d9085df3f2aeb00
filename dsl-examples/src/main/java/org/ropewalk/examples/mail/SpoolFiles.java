package org.ropewalk.examples.mail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ropewalk.examples.value.MaildirName;
import org.ropewalk.examples.value.Names;
import org.ropewalk.examples.value.Token;
import org.ropewalk.line.Bytes;

/**
 * The files of a spool: a directory for each group, in it a file for each article, named by its
 * number. An article of several groups is one file with several names. All methods may block.
 */
final class SpoolFiles {
    private static final String TMP = ".tmp";
    private static final String DESCRIPTION = ".description";

    private final Path directory;
    private final Disk disk;

    /** The files under {@code directory}, which is made if it is not there. */
    SpoolFiles(Path directory, Disk disk) throws IOException {
        this.directory = directory;
        this.disk = disk;
        disk.makeDirectories(directory);
        disk.makeDirectory(tmp());
        for (Path left : list(tmp())) {
            takeBack(left);
        }
    }

    private Path tmp() {
        return directory.resolve(TMP);
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    /** The directories of all groups. */
    List<Path> groups() throws IOException {
        return list(directory).stream()
                .filter(path -> Names.isOf(path.getFileName().toString(), ".+_-"))
                .filter(path -> !path.getFileName().toString().startsWith("."))
                .filter(Files::isDirectory)
                .toList();
    }

    /** The articles of a group by their numbers. */
    static TreeMap<Long, Path> articles(Path group) throws IOException {
        TreeMap<Long, Path> articles = new TreeMap<>();
        for (Path file : list(group)) {
            long number = Token.number(file.getFileName().toString(), -1);
            if (number > 0) {
                articles.put(number, file);
            }
        }
        return articles;
    }

    /** The group in a directory, without its articles. */
    static Newsgroup group(Path path) throws IOException {
        Path file = path.resolve(DESCRIPTION);
        boolean described = Files.exists(file);
        String description =
                described
                        ? Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
                                .findFirst()
                                .orElse("")
                        : "";
        return new Newsgroup(
                path.getFileName().toString(),
                description,
                Files.getLastModifiedTime(described ? file : path).toInstant(),
                path);
    }

    /** Makes the directory of a group. */
    Path make(String name, String description) throws IOException {
        Path group = directory.resolve(name);
        disk.makeDirectory(group);
        disk.write(group.resolve(DESCRIPTION), Bytes.of(description + "\n"));
        disk.sync(group);
        return group;
    }

    /**
     * Writes an article under all of {@code names}, or under none; it is on disk when this returns.
     */
    void store(Bytes text, Collection<Path> names) throws IOException {
        Path written = tmp().resolve(MaildirName.next(text.length()).text());
        try {
            disk.write(written, text);
            // What is left here after a failure of power was not acknowledged, and is taken back.
            disk.sync(tmp());
            new Links(disk).make(written, names);
        } finally {
            disk.forget(written);
        }
        disk.sync(tmp());
    }

    /** Removes an article that was not acknowledged: it may be the last one of some groups. */
    private void takeBack(Path left) throws IOException {
        for (Path group : groups()) {
            TreeMap<Long, Path> articles = articles(group);
            if (!articles.isEmpty() && Files.mismatch(articles.lastEntry().getValue(), left) < 0) {
                disk.delete(articles.lastEntry().getValue());
                disk.sync(group);
            }
        }
        disk.delete(left);
        disk.sync(tmp());
    }
}
