package org.ropewalk.it.words;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.ropewalk.examples.imap.ImapExample;
import org.ropewalk.examples.imap.ImapFactory;
import org.ropewalk.examples.mail.PostOffice;
import org.ropewalk.examples.managesieve.ManageSieveExample;
import org.ropewalk.examples.managesieve.ManageSieveFactory;
import org.ropewalk.examples.managesieve.Policy;
import org.ropewalk.examples.redis.RedisExample;
import org.ropewalk.examples.redis.RedisServer;
import org.ropewalk.examples.scpi.ScpiExample;
import org.ropewalk.it.random.RandomInput;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.server.CommandFactory;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

/** Any bytes for servers whose words travel in several ways; for tests and for the fuzzer. */
final class WordsCheck {
    private static final String FAILED = "<failed>";
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final long REDIS_BYTES = 1 << 20;
    private static final PostOffice OFFICE = office();

    /** Servers that have received nothing yet. */
    private static final Map<String, Supplier<CommandFactory<?>>> SERVERS = new LinkedHashMap<>();

    static {
        SERVERS.put("redis", WordsCheck::redis);
        SERVERS.put("scpi", ScpiExample::factory);
        SERVERS.put("imap", WordsCheck::imap);
        SERVERS.put("managesieve", WordsCheck::manageSieve);
    }

    private WordsCheck() {}

    private static PostOffice office() {
        try {
            Path directory = Files.createTempDirectory("words");
            directory.toFile().deleteOnExit();
            return new PostOffice(directory, "secret", false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CommandFactory<?> redis() {
        return RedisExample.factory(new RedisServer(REDIS_BYTES, () -> 0, new SplittableRandom(1)));
    }

    /** Nobody logs in, so that nothing is written to a disk. */
    private static CommandFactory<?> imap() {
        ImapFactory factory = ImapExample.factory(new MemoryNetwork(1).reactor(), OFFICE);
        factory.blocking(Runnable::run);
        return factory;
    }

    private static CommandFactory<?> manageSieve() {
        ManageSieveFactory factory = ManageSieveExample.factory(OFFICE, Policy.open());
        factory.blocking(Runnable::run);
        return factory;
    }

    /** What is answered to {@code bytes}, which arrive in pieces; whole without cuts. */
    private static String answers(CommandFactory<?> factory, byte[] bytes, Random cuts) {
        StringTransport transport = new StringTransport().connect(factory);
        RandomInput.deliver(transport, bytes, cuts);
        for (int i = 0; i < 3; i++) {
            transport.advance(LONG);
        }
        String text = new String(transport.value(), ISO_8859_1);
        long failed = factory.stats().errors().getOrDefault(ErrorKind.FAILED, 0L);
        return text + (transport.isDisconnecting() ? "<closed>" : "") + (failed > 0 ? FAILED : "");
    }

    /** The answers do not depend on how the bytes arrive, and no command fails. */
    static void servers(byte[] bytes, long seed) {
        SERVERS.forEach(
                (name, server) -> {
                    String whole = answers(server.get(), bytes, null);
                    String pieces = answers(server.get(), bytes, new Random(seed));
                    if (!whole.equals(pieces) || whole.endsWith(FAILED)) {
                        throw new AssertionError(name + ": " + whole + "\n--- but ---\n" + pieces);
                    }
                });
    }
}
