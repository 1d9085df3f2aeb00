package org.ropewalk.server.writers;

import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.line.LineWriter;

/** How an asynchronous result is written when it has arrived. */
@ForGeneratedCode
@FunctionalInterface
public interface ReplyWriter<T> {
    /**
     * Writes the result, or the declared exception.
     *
     * @param failure null if there is a result
     * @throws Throwable {@code failure}, if it is none that the command declares
     */
    void write(LineWriter reply, @Nullable T result, @Nullable Throwable failure) throws Throwable;
}
