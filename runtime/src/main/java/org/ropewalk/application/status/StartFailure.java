package org.ropewalk.application.status;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.ropewalk.reactor.CannotListenException;
import org.ropewalk.tls.TlsConfigurationException;

/**
 * The reason why a daemon cannot start, in one line: the problem, the place and the solution.
 *
 * @param line the line
 * @param kind the kind of cause
 */
public record StartFailure(String line, Kind kind) {
    /** The kind of cause. */
    public enum Kind {
        /** The arguments or the properties: another start with the same ends the same way. */
        ARGUMENTS,
        /** The machine's state, such as a port in use: a later start may succeed. */
        SURROUNDINGS,
        /** The program: its stack trace is needed. */
        PROGRAM
    }

    /** Explains the failure of a service. */
    public static StartFailure of(Throwable failure) {
        if (failure instanceof CannotListenException e) {
            return new StartFailure(e.getMessage() + remedy(e), Kind.SURROUNDINGS);
        }
        if (failure instanceof TlsConfigurationException) {
            return new StartFailure(oneLine(failure), Kind.SURROUNDINGS);
        }
        if (failure instanceof IllegalArgumentException) {
            return new StartFailure(oneLine(failure), Kind.ARGUMENTS);
        }
        if (failure instanceof UncheckedIOException e) {
            return new StartFailure(file(e.getCause()), Kind.SURROUNDINGS);
        }
        if (failure instanceof IOException e) {
            return new StartFailure(file(e), Kind.SURROUNDINGS);
        }
        return new StartFailure(oneLine(failure), Kind.PROGRAM);
    }

    private static String oneLine(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getName()
                : message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    private static String remedy(CannotListenException e) {
        String reason = String.valueOf(e.getCause().getMessage());
        if (reason.contains("in use")) {
            return "; stop the process that listens there, or give another address";
        }
        if (reason.contains("Permission denied")) {
            return e.port() > 0
                    ? "; grant CAP_NET_BIND_SERVICE, take the socket from systemd, or give a port"
                            + " from 1024 on"
                    : "; grant this user access to the directory, or give another path";
        }
        if (reason.contains("assign requested address")) {
            return "; give an address of this machine";
        }
        return "";
    }

    private static String file(IOException e) {
        return e instanceof FileSystemException at
                ? at.getFile()
                        + " cannot be used: "
                        + reason(e)
                        + (e instanceof NoSuchFileException
                                ? "; create it, or give another path"
                                : "; grant access to it, or give another path")
                : oneLine(e);
    }

    /** Why a file cannot be used, without its path. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "it is a file";
        }
        if (e instanceof DirectoryNotEmptyException) {
            return "it is a directory";
        }
        if (e instanceof NoSuchFileException) {
            return "its directory does not exist";
        }
        String reason = e instanceof FileSystemException at ? at.getReason() : null;
        return reason == null ? oneLine(e) : reason;
    }
}
