package org.ropewalk.client;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.line.PayloadEnd;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.line.Trailer;

/**
 * Sends the commands of a generated client over one connection, in the order of the calls. Any
 * thread. A call completes on the connection's loop when its reply has arrived; one that is not
 * answered, when it was handed to the network.
 */
@ForGeneratedCode
public interface CommandSender {
    /**
     * A payload that is sent as it arrives.
     *
     * @param trailer what follows its counted bytes; null if they are not counted
     * @param end where it ends if its bytes are not counted; else null
     */
    record StreamedPayload(
            PayloadStream stream, @Nullable Trailer trailer, @Nullable PayloadEnd end) {}

    /**
     * Sends a command.
     *
     * @param state the state whose command it is: the call fails if the session is not in it when
     *     the command's turn comes; null where there are no states
     * @param payload is sent after the command, and what is called later after that; null for none
     */
    <T> CompletableFuture<T> call(
            CallSpec<T> spec,
            @Nullable ClientState state,
            CommandWriter command,
            @Nullable StreamedPayload payload);

    /**
     * The server's greeting, as it was read.
     *
     * @param <G> what the greeting returns
     */
    <G> @Nullable G greeting();
}
