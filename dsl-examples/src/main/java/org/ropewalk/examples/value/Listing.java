package org.ropewalk.examples.value;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How the files of a directory are listed, a line for each. */
public enum Listing {
    /** As ls does. */
    LONG,
    /** Names. */
    NAMES,
    /** The facts of RFC 3659. */
    FACTS;

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("MMM dd  yyyy", Locale.ROOT);
    private static final DateTimeFormatter FACT =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);

    /** The line of a file; empty if it is not listed. */
    public byte[] line(Path name, BasicFileAttributes file) {
        boolean directory = file.isDirectory();
        if (!directory && !file.isRegularFile() || name.toString().chars().anyMatch(c -> c < ' ')) {
            return new byte[0];
        }
        LocalDateTime time =
                LocalDateTime.ofInstant(file.lastModifiedTime().toInstant(), ZoneOffset.UTC);
        String line =
                switch (this) {
                    case NAMES -> name + "\r\n";
                    case LONG ->
                            (directory ? "drwxr-xr-x" : "-rw-r--r--")
                                    + " 1 ftp ftp "
                                    + file.size()
                                    + " "
                                    + DATE.format(time)
                                    + " "
                                    + name
                                    + "\r\n";
                    case FACTS ->
                            "type="
                                    + (directory ? "dir" : "file;size=" + file.size())
                                    + ";modify="
                                    + FACT.format(time)
                                    + "; "
                                    + name
                                    + "\r\n";
                };
        return line.getBytes(StandardCharsets.UTF_8);
    }
}
