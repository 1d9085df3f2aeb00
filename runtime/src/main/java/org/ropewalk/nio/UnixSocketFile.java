package org.ropewalk.nio;

import java.io.IOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a UNIX socket that listens, and the lock beside it: a symbolic link to the number of
 * the process that holds it, so that it is made and read at one stroke.
 */
final class UnixSocketFile {
    private static final Logger LOG = LoggerFactory.getLogger(UnixSocketFile.class);

    /** What the system has room for in an address, with its last byte. */
    private static final int MAX_PATH_BYTES = 107;

    private static final PosixFilePermission[] BITS = {
        PosixFilePermission.OTHERS_EXECUTE,
        PosixFilePermission.OTHERS_WRITE,
        PosixFilePermission.OTHERS_READ,
        PosixFilePermission.GROUP_EXECUTE,
        PosixFilePermission.GROUP_WRITE,
        PosixFilePermission.GROUP_READ,
        PosixFilePermission.OWNER_EXECUTE,
        PosixFilePermission.OWNER_WRITE,
        PosixFilePermission.OWNER_READ,
    };

    private final Path path;
    private final Path lock;

    private UnixSocketFile(Path path, Path lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes sure that nobody listens at {@code path}, and, with a lock, that a file which a dead
     * process left is gone.
     */
    static UnixSocketFile claim(Path path, boolean locked) throws IOException {
        checkLength(path);
        if (!locked) {
            return new UnixSocketFile(path, null);
        }
        Path lock = path.resolveSibling(path.getFileName() + ".lock");
        acquire(lock);
        try {
            if (Files.deleteIfExists(path)) {
                LOG.info("A process that has ended left {}; it was removed", path);
            }
        } catch (IOException e) {
            Files.deleteIfExists(lock);
            throw e;
        }
        return new UnixSocketFile(path, lock);
    }

    static void checkLength(Path path) throws IOException {
        int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > MAX_PATH_BYTES) {
            throw new BindException(
                    "the path has "
                            + length
                            + " bytes, and the system has room for "
                            + MAX_PATH_BYTES
                            + "; use a shorter one");
        }
    }

    private static void acquire(Path lock) throws IOException {
        String self = String.valueOf(ProcessHandle.current().pid());
        while (true) {
            try {
                Files.createSymbolicLink(lock, Path.of(self));
                return;
            } catch (FileAlreadyExistsException e) {
                String holder = holder(lock);
                if (holder != null && isAlive(holder)) {
                    throw new BindException(
                            "Cannot acquire lock " + lock + ": process " + holder + " holds it");
                }
                Files.deleteIfExists(lock);
            } catch (NoSuchFileException e) {
                throw new BindException("there is no folder " + lock.getParent());
            }
        }
    }

    /** Who holds a lock; null if it is gone. */
    private static String holder(Path lock) throws IOException {
        try {
            return Files.readSymbolicLink(lock).toString();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static boolean isAlive(String holder) {
        return holder.matches("[0-9]{1,18}")
                && ProcessHandle.of(Long.parseLong(holder))
                        .map(ProcessHandle::isAlive)
                        .orElse(false);
    }

    /** Sets the permissions of the file, which is there by now. */
    void mode(int mode) throws IOException {
        setMode(path, mode);
    }

    static void setMode(Path path, int mode) throws IOException {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int bit = 0; bit < BITS.length; bit++) {
            if ((mode & 1 << bit) != 0) {
                permissions.add(BITS[bit]);
            }
        }
        Files.setPosixFilePermissions(path, permissions);
    }

    /** Nobody listens any more. */
    void release(boolean bound) {
        delete(bound ? path : null);
        delete(lock);
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be removed: {}", file, e.toString());
        }
    }
}
