package org.ropewalk.loop;

/**
 * How a socket listens.
 *
 * @param backlog connections that wait to be accepted
 * @param mode the permissions of a UNIX socket's file
 * @param lock whether a UNIX socket has a lock file
 */
public record ListenOptions(int backlog, int mode, boolean lock) {
    /** For sockets that are no files. */
    public static ListenOptions backlog(int backlog) {
        return new ListenOptions(backlog, 0, false);
    }
}
