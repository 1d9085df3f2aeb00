package org.ropewalk.selector;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a UNIX socket that listens, and its lock. The lock is a symbolic link to the number
 * of the process that holds it, so that it is made and read in one operation. Deletes only what is
 * known to be its own: a socket at which nothing listens any more, and at the end the very file
 * that it made.
 */
public final class UnixSocketFile {
    private static final Logger LOG = LoggerFactory.getLogger(UnixSocketFile.class);

    /** What the system has room for in an address, with its last byte. */
    private static final int MAX_PATH_BYTES = 107;

    /** The locks that this process holds: another life of the same process number left the rest. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private static final String SELF = String.valueOf(ProcessHandle.current().pid());

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
    private final @Nullable Path lock;

    /** The file that was made; null before. */
    private @Nullable Identity made;

    /** What tells one file from another at the same path. */
    private record Identity(Object key, FileTime modified, boolean isSocket) {
        /** The file at {@code path} itself, not what a link leads to; null if there is none. */
        static @Nullable Identity of(Path path) throws IOException {
            try {
                BasicFileAttributes attributes =
                        Files.readAttributes(
                                path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                return new Identity(
                        attributes.fileKey(),
                        attributes.lastModifiedTime(),
                        isSocket(path, attributes));
            } catch (NoSuchFileException e) {
                return null;
            }
        }

        private static boolean isSocket(Path path, BasicFileAttributes attributes)
                throws IOException {
            int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            return attributes.isOther() && (mode & FILE_TYPE) == SOCKET;
        }

        private static final int FILE_TYPE = 0170000;
        private static final int SOCKET = 0140000;
    }

    private UnixSocketFile(Path path, @Nullable Path lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes sure that {@code path} may be bound; with a lock, that a socket which a dead process
     * left is gone. Anything else that is there stays, and is a reason not to bind.
     */
    public static UnixSocketFile claim(Path path, boolean locked) throws IOException {
        checkLength(path);
        if (!locked) {
            return new UnixSocketFile(path, null);
        }
        Path lock = path.resolveSibling(path.getFileName() + ".lock");
        acquire(lock);
        UnixSocketFile file = new UnixSocketFile(path, lock);
        try {
            file.removeStale();
            return file;
        } catch (IOException | RuntimeException e) {
            file.release();
            throw e;
        }
    }

    private static void checkLength(Path path) throws IOException {
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

    // ---- what another process left

    private void removeStale() throws IOException {
        Identity found = Identity.of(path);
        if (found == null) {
            return;
        }
        if (!found.isSocket()) {
            throw new BindException("a file that is not a socket exists there; it was not changed");
        }
        if (isServed()) {
            throw new BindException("Address already in use: a process listens there");
        }
        Files.delete(path);
        LOG.info("{} was left by a process that has ended; it was removed", path);
    }

    /** Whether a process listens at the socket; it sees a connection that ends at once. */
    private boolean isServed() throws IOException {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            // Does not wait where the queue of connections is full: that is served, too.
            probe.configureBlocking(false);
            probe.connect(UnixDomainSocketAddress.of(path));
            return true;
        } catch (ConnectException refused) {
            return false;
        } catch (IOException e) {
            throw new BindException(
                    "a socket exists there, and the check for a listening process failed: "
                            + e.getMessage());
        }
    }

    // ---- the lock

    private static void acquire(Path lock) throws IOException {
        while (true) {
            try {
                Files.createSymbolicLink(lock, Path.of(SELF));
                HELD.add(lock.toAbsolutePath());
                return;
            } catch (FileAlreadyExistsException e) {
                String holder = holder(lock);
                if (holder == null) {
                    continue;
                }
                if (isAlive(lock, holder)) {
                    throw new BindException(
                            "Cannot acquire lock " + lock + ": process " + holder + " holds it");
                }
                Files.deleteIfExists(lock);
            } catch (NoSuchFileException e) {
                throw new BindException("there is no folder " + lock.getParent());
            }
        }
    }

    /** The process that holds a lock; null if the lock is gone. */
    private static @Nullable String holder(Path lock) throws IOException {
        String holder;
        try {
            holder = Files.readSymbolicLink(lock).toString();
        } catch (NoSuchFileException e) {
            return null;
        } catch (NotLinkException e) {
            throw new BindException(lock + " is not a lock; it was not changed");
        }
        if (!holder.matches("[0-9]{1,18}")) {
            throw new BindException(
                    lock + " is not a lock, it is a link to " + holder + "; it was not changed");
        }
        return holder;
    }

    private static boolean isAlive(Path lock, String holder) {
        if (holder.equals(SELF)) {
            return HELD.contains(lock.toAbsolutePath());
        }
        return ProcessHandle.of(Long.parseLong(holder)).map(ProcessHandle::isAlive).orElse(false);
    }

    // ---- the file

    /** The file was made: it is the one at the path now. */
    public void made() throws IOException {
        made = Identity.of(path);
    }

    /** Sets the permissions of the file, which is there by now. */
    public void mode(int mode) throws IOException {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int bit = 0; bit < BITS.length; bit++) {
            if ((mode & 1 << bit) != 0) {
                permissions.add(BITS[bit]);
            }
        }
        Files.setPosixFilePermissions(path, permissions);
    }

    /** Deletes the file that was made, if it is still there, and gives the lock back. */
    public void release() {
        try {
            if (made != null) {
                deleteMade();
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be removed: {}", path, e.toString());
        }
        try {
            if (lock != null) {
                releaseLock();
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be removed: {}", lock, e.toString());
        }
    }

    private void deleteMade() throws IOException {
        Identity found = Identity.of(path);
        if (found != null && found.equals(made)) {
            Files.deleteIfExists(path);
        } else if (found != null) {
            LOG.warn(
                    "{} was replaced by another file while the port was open; that file is kept",
                    path);
        }
        made = null;
    }

    @SuppressWarnings("NullAway") // Called where there is a lock.
    private void releaseLock() throws IOException {
        HELD.remove(lock.toAbsolutePath());
        if (Files.isSymbolicLink(lock) && SELF.equals(holder(lock))) {
            Files.deleteIfExists(lock);
        }
    }
}
