package org.ropewalk.client;

import java.util.concurrent.CompletableFuture;
import org.ropewalk.line.PayloadEnd;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.line.Trailer;

/**
 * Sends the commands of a generated client over one connection, in the order of the calls. Any
 * thread. A call completes on the connection's loop when its reply has come; one that is not
 * answered, when it was handed to the network.
 */
public interface CommandSender {
    /** Sends a command. */
    default <T> CompletableFuture<T> call(CallSpec<T> spec, CommandWriter command) {
        return call(spec, null, command);
    }

    /**
     * Sends a command of a state; fails if the session is not in it when the command's turn comes.
     */
    <T> CompletableFuture<T> call(CallSpec<T> spec, ClientState state, CommandWriter command);

    /**
     * Sends a command whose payload is sent as it comes; what is called later is sent behind it.
     *
     * @param trailer what follows the payload
     */
    <T> CompletableFuture<T> call(
            CallSpec<T> spec,
            ClientState state,
            CommandWriter command,
            PayloadStream payload,
            Trailer trailer);

    /** As the other, of a payload whose length no line tells. */
    <T> CompletableFuture<T> call(
            CallSpec<T> spec,
            ClientState state,
            CommandWriter command,
            PayloadStream payload,
            PayloadEnd end);

    /**
     * The server's greeting, as it was read.
     *
     * @param <G> what the greeting returns
     */
    <G> G greeting();
}
