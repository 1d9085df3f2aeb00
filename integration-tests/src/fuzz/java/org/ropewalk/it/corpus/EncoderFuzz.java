package org.ropewalk.it.corpus;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.ropewalk.client.Connection;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/** What a client sends comes back as it was, or was refused before a byte of it went. */
public final class EncoderFuzz {
    private EncoderFuzz() {}

    /** Called with each input. */
    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        MemoryNetwork network = new MemoryNetwork(1);
        Reactor reactor = network.reactor();
        reactor.listen(
                "tcp:4000", new CorpusFactory(peer -> new CorpusHandler(new ArrayList<>(), peer)));
        CompletableFuture<Connection<CorpusClient.Guest>> opened =
                CorpusClient.open(reactor, "tcp:127.0.0.1:4000");
        network.run();
        CorpusClient.Guest commands = opened.join().commands();

        String text = data.consumeString(100);
        if (text.chars().anyMatch(c -> c < ' ' && c != '\r' && c != '\n' && c != 0 || c == 0x7F)) {
            // The client sends controls, and the server refuses them.
            return;
        }
        CompletableFuture<String> echoed = commands.echo(text);
        Bytes value = Bytes.of(data.consumeBytes(300));
        CompletableFuture<Void> put = commands.put(new Corpus.Key("k"), value);
        CompletableFuture<Corpus.Value> got = commands.get(new Corpus.Key("k"));
        CompletableFuture<Void> last = commands.ping();
        network.run();

        put.join();
        last.join();
        if (!got.join().data().equals(value)) {
            throw new AssertionError("another payload came back");
        }
        try {
            if (!echoed.join().equals(text)) {
                throw new AssertionError("another text came back: " + echoed.join());
            }
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof IllegalArgumentException)) {
                throw e;
            }
        }
        reactor.close();
    }
}
