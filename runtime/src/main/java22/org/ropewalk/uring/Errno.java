package org.ropewalk.uring;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;

/** Numbers of errors of the system, and the exceptions that the JDK's channels throw for them. */
final class Errno {
    static final int EINTR = 4;
    static final int EAGAIN = 11;
    static final int ENOMEM = 12;
    static final int EBUSY = 16;
    static final int EMFILE = 24;
    static final int ETIME = 62;
    static final int ENOBUFS = 105;
    static final int ECANCELED = 125;

    private static final int ENFILE = 23;
    private static final int EADDRINUSE = 98;
    private static final int EADDRNOTAVAIL = 99;
    private static final int ECONNRESET = 104;
    private static final int ETIMEDOUT = 110;
    private static final int ECONNREFUSED = 111;
    private static final int EHOSTUNREACH = 113;

    private Errno() {}

    /** The exception for {@code errno}, with the system's text. */
    static IOException exception(int errno) {
        return switch (errno) {
            case ECONNRESET -> new ConnectionReset();
            case EADDRINUSE, EADDRNOTAVAIL -> new BindException(Libc.strerror(errno));
            case ECONNREFUSED, ETIMEDOUT -> new ConnectException(Libc.strerror(errno));
            case EHOSTUNREACH -> new NoRouteToHostException(Libc.strerror(errno));
            default -> new IOException(Libc.strerror(errno));
        };
    }

    /** As the JDK's; peers cause it as often as they like, so it has no stack trace. */
    private static final class ConnectionReset extends SocketException {
        private static final long serialVersionUID = 1;

        ConnectionReset() {
            super("Connection reset");
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    /** Whether the operation may succeed when it is tried again. */
    static boolean isPassing(int errno) {
        return errno == ENOBUFS || errno == ECANCELED || errno == EAGAIN || errno == EINTR;
    }

    /** Whether no connection can be accepted before something else is given back. */
    static boolean isExhausted(int errno) {
        return errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM;
    }
}
