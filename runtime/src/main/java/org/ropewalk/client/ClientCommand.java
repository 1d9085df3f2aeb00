package org.ropewalk.client;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.client.CallSpec.Trait;
import org.ropewalk.client.CommandSender.StreamedPayload;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.PayloadEnd;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.line.Trailer;

/**
 * A command of a generated client, which has a constant for each.
 *
 * @param spec what all its calls have in common
 * @param line writes it if it has no arguments; else null
 */
@ForGeneratedCode
public record ClientCommand<T>(CallSpec<T> spec, @Nullable CommandWriter line) {
    /** A command that is answered. */
    public static <T> ClientCommand<T> of(
            String name, @Nullable ReplyReader<T> reader, Trait... traits) {
        return new ClientCommand<>(new CallSpec<>(name, reader, Set.of(traits)), null);
    }

    /**
     * A command without arguments.
     *
     * @param line the whole command, without the line's end
     */
    public static <T> ClientCommand<T> of(
            LineFormat format,
            String name,
            String line,
            @Nullable ReplyReader<T> reader,
            Trait... traits) {
        return new ClientCommand<>(
                new CallSpec<>(name, reader, Set.of(traits)), writer(format, line));
    }

    /**
     * A command whose reply is always the same line.
     *
     * @param done the words of the line, with one blank between them
     * @param others reads the lines that may come instead
     */
    public static ClientCommand<Void> fixed(
            LineFormat format,
            String name,
            String done,
            ReplyReader<Void> others,
            Trait... traits) {
        return new ClientCommand<>(
                new CallSpec<>(name, reader(format, done, others), Set.of(traits)), null);
    }

    /**
     * As {@link #fixed(LineFormat, String, String, ReplyReader, Trait...)}, of a command without
     * arguments.
     */
    public static ClientCommand<Void> fixed(
            LineFormat format,
            String name,
            String line,
            String done,
            ReplyReader<Void> others,
            Trait... traits) {
        return new ClientCommand<>(
                new CallSpec<>(name, reader(format, done, others), Set.of(traits)),
                writer(format, line));
    }

    /** A command that is not answered. */
    public static ClientCommand<Void> unanswered(String name, Trait... traits) {
        return of(name, null, traits);
    }

    /** A command without arguments that is not answered. */
    public static ClientCommand<Void> unanswered(
            LineFormat format, String name, String line, Trait... traits) {
        return of(format, name, line, null, traits);
    }

    /** This, which interrupts the commands of these names. */
    public ClientCommand<T> interrupting(String... names) {
        return new ClientCommand<>(
                new CallSpec<>(
                        spec.name(),
                        spec.reader(),
                        spec.traits(),
                        Set.of(names),
                        spec.requestSeconds(),
                        spec.prompt()),
                line);
    }

    /** This command, whose reply is a prompt: {@code text}. */
    public ClientCommand<T> prompted(byte[] text) {
        return new ClientCommand<>(
                new CallSpec<>(
                        spec.name(),
                        spec.reader(),
                        spec.traits(),
                        spec.interrupts(),
                        spec.requestSeconds(),
                        text),
                line);
    }

    /** This, whose reply may take so many seconds. */
    public ClientCommand<T> within(int seconds) {
        return new ClientCommand<>(
                new CallSpec<>(
                        spec.name(),
                        spec.reader(),
                        spec.traits(),
                        spec.interrupts(),
                        seconds,
                        spec.prompt()),
                line);
    }

    private static CommandWriter writer(LineFormat format, String line) {
        byte[] bytes = format.resp() == null ? format.line(line) : format.command(line);
        return command -> command.raw(bytes);
    }

    private static ReplyReader<Void> reader(
            LineFormat format, String done, ReplyReader<Void> others) {
        if (done.indexOf(' ') < 0) {
            byte[] word = format.text(done);
            return (line, reply) -> line.is(word) && reply.finish(null) || others.read(line, reply);
        }
        byte[][] words = Stream.of(done.split(" ")).map(format::text).toArray(byte[][]::new);
        return (line, reply) -> line.is(words) && reply.finish(null) || others.read(line, reply);
    }

    /** Sends the command, which has no arguments, where there are no states. */
    @SuppressWarnings("NullAway") // It has no arguments, so it has a line.
    public CompletableFuture<T> send(CommandSender client) {
        return client.call(spec, null, line, null);
    }

    /** Sends the command, which has no arguments, of a state. */
    @SuppressWarnings("NullAway") // It has no arguments, so it has a line.
    public CompletableFuture<T> send(CommandSender client, ClientState state) {
        return client.call(spec, state, line, null);
    }

    /** Sends the command where there are no states. */
    public CompletableFuture<T> send(CommandSender client, CommandWriter command) {
        return client.call(spec, null, command, null);
    }

    /** Sends the command of a state. */
    public CompletableFuture<T> send(
            CommandSender client, ClientState state, CommandWriter command) {
        return client.call(spec, state, command, null);
    }

    /** Sends the command, and a payload whose bytes it counts. */
    public CompletableFuture<T> send(
            CommandSender client,
            ClientState state,
            CommandWriter command,
            PayloadStream payload,
            Trailer trailer) {
        return client.call(spec, state, command, new StreamedPayload(payload, trailer, null));
    }

    /** Sends the command, and a payload whose bytes it does not count. */
    public CompletableFuture<T> send(
            CommandSender client,
            ClientState state,
            CommandWriter command,
            PayloadStream payload,
            PayloadEnd end) {
        return client.call(spec, state, command, new StreamedPayload(payload, null, end));
    }
}
