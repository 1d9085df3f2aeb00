package org.ropewalk.client;

import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.filter.Filter;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineLimits;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.LineWriter;

/**
 * What all connections of one generated client have in common.
 *
 * @param name the protocol's name, for observers
 * @param format how lines are written
 * @param limits the limits of replies
 * @param commands makes the asynchronous commands of a connection, in its initial state
 * @param blocking makes their view that waits
 * @param greeting reads the server's greeting; null if there is none
 * @param strays reads lines that refuse commands which are not answered otherwise, and those with
 *     which a server ends the connection; null if there are none
 * @param envelope what surrounds lines; null if nothing does
 * @param prompt what a server writes where it waits for a command of the initial state; null if
 *     nothing
 * @param filter makes the filter of a connection; null if there is none
 * @param probe calls the command that tells whether the server serves; null if there is none
 * @param hasKeys whether commands have a key, by which a pool selects a server
 */
@ForGeneratedCode
public record ClientProtocol<C>(
        String name,
        LineFormat format,
        LineLimits limits,
        BiFunction<CommandSender, ClientState, C> commands,
        Function<C, ?> blocking,
        @Nullable ReplyReader<?> greeting,
        @Nullable ReplyReader<Object> strays,
        @Nullable Envelope envelope,
        byte @Nullable [] prompt,
        @Nullable Supplier<Filter> filter,
        @Nullable Function<C, ? extends CompletionStage<?>> probe,
        boolean hasKeys) {
    /**
     * A protocol whose initial state has no prompt, whose bytes pass no filter, without a probe and
     * without keys.
     */
    public ClientProtocol(
            String name,
            LineFormat format,
            LineLimits limits,
            BiFunction<CommandSender, ClientState, C> commands,
            Function<C, ?> blocking,
            @Nullable ReplyReader<?> greeting,
            @Nullable ReplyReader<Object> strays,
            @Nullable Envelope envelope) {
        this(
                name, format, limits, commands, blocking, greeting, strays, envelope, null, null,
                null, false);
    }

    /** This, whose initial state has a prompt. */
    public ClientProtocol<C> prompting(byte[] text) {
        return new ClientProtocol<>(
                name, format, limits, commands, blocking, greeting, strays, envelope, text, filter,
                probe, hasKeys);
    }

    /** This, whose bytes pass a filter. */
    public ClientProtocol<C> filtered(Supplier<Filter> filters) {
        return new ClientProtocol<>(
                name, format, limits, commands, blocking, greeting, strays, envelope, prompt,
                filters, probe, hasKeys);
    }

    /** This, with a command that checks the server. */
    public ClientProtocol<C> probed(Function<C, ? extends CompletionStage<?>> command) {
        return new ClientProtocol<>(
                name, format, limits, commands, blocking, greeting, strays, envelope, prompt,
                filter, command, hasKeys);
    }

    /** This, with commands that have a key. */
    public ClientProtocol<C> keyed() {
        return new ClientProtocol<>(
                name, format, limits, commands, blocking, greeting, strays, envelope, prompt,
                filter, probe, true);
    }

    /**
     * What is before a client's commands, and before the replies.
     *
     * @param command writes what is before a command, whose tag is the second argument
     * @param tag reads by what a line tells its command; null if it does not
     * @param overtaking whether replies come in any order, so that the tag alone tells whose they
     *     are
     */
    public record Envelope(
            BiConsumer<LineWriter, String> command,
            @Nullable Function<LineReader, String> tag,
            boolean overtaking) {}
}
