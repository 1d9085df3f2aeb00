package org.ropewalk.reactor;

/**
 * Options of a listening UNIX socket.
 *
 * @param mode the permissions of the socket file, such as 0666; set right after the file was
 *     created
 * @param backlog the number of connections that may wait to be accepted
 * @param lock whether a lock file next to the socket shows that it is in use, so that the file of a
 *     dead process can be recognized and removed
 */
public record UnixOptions(int mode, int backlog, boolean lock) {
    private static final int ALL_MODES = 0777;

    /** Every user may connect; the file of a dead process is removed. */
    public static final UnixOptions STANDARD = new UnixOptions(0666, Reactor.BACKLOG, true);

    /** Checks the ranges. */
    public UnixOptions {
        if (mode < 0 || mode > ALL_MODES) {
            throw new IllegalArgumentException(
                    "the mode of a file is 0 to 0777, not 0" + Integer.toOctalString(mode));
        }
        if (backlog < 1) {
            throw new IllegalArgumentException("a backlog is at least 1, not " + backlog);
        }
    }

    /** The same options with other permissions. */
    public UnixOptions withMode(int other) {
        return new UnixOptions(other, backlog, lock);
    }

    /** The same options with or without a lock file. */
    public UnixOptions withLock(boolean locked) {
        return new UnixOptions(mode, backlog, locked);
    }
}
