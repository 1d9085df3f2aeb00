package org.ropewalk.reactor;

/**
 * How a UNIX socket listens.
 *
 * @param mode the permissions of the socket's file, such as 0666; set right after the file was made
 * @param backlog connections that wait to be accepted
 * @param lock whether a lock file beside the socket's tells others that it is in use, so that a
 *     file which a dead process left can be told from one in use, and is removed
 */
public record UnixOptions(int mode, int backlog, boolean lock) {
    private static final int ALL_MODES = 0777;

    /** Everybody may connect; a stale file is removed. */
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

    /** With other permissions. */
    public UnixOptions withMode(int other) {
        return new UnixOptions(other, backlog, lock);
    }

    /** With or without a lock file. */
    public UnixOptions withLock(boolean locked) {
        return new UnixOptions(mode, backlog, locked);
    }
}
