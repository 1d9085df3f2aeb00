package org.ropewalk.it.batch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ropewalk.batch.QueuedCommands;
import org.ropewalk.it.random.RandomInput;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.Factory;
import org.ropewalk.testing.StringTransport;

/** Any bytes for the servers of {@link Shop} and {@link Songs}; for tests and for the fuzzer. */
final class BatchCheck {

    private BatchCheck() {}

    // ---- servers

    static Factory shop() {
        return new ShopFactory(peer -> new ShopServer());
    }

    static Factory songs() {
        return new SongsFactory(peer -> new SongsServer());
    }

    /** Everything is done at once. */
    private static final class ShopServer implements Shop.Normal, Shop.Multi, Shop.Away {
        private final Map<String, Long> numbers = new LinkedHashMap<>();

        @Override
        public void quit() {}

        @Override
        public Optional<String> get(String key) throws Wrong {
            if (key.equals("wrong")) {
                throw new Wrong();
            }
            return Optional.ofNullable(numbers.get(key)).map(String::valueOf);
        }

        @Override
        public long add(String key, int number) {
            return numbers.merge(key, (long) number, Long::sum);
        }

        @Override
        public List<Optional<String>> all(List<String> keys) {
            return keys.stream()
                    .map(key -> Optional.ofNullable(numbers.get(key)).map(String::valueOf))
                    .toList();
        }

        @Override
        public CompletionStage<String> later(String key) {
            return CompletableFuture.completedFuture(key);
        }

        @Override
        public Shop.Away go() {
            return this;
        }

        @Override
        public Shop.Normal back() {
            return this;
        }

        @Override
        public Shop.Multi multi() {
            return this;
        }

        @Override
        public CompletionStage<Executed> exec(QueuedCommands kept) throws Aborted {
            if (kept.refused() > 0) {
                throw new Aborted(this);
            }
            return kept.run().thenApply(replies -> new Executed(replies, this));
        }

        @Override
        public Shop.Normal discard() {
            return this;
        }
    }

    private static final class SongsServer implements Songs.Ready, Songs.CommandList, Songs.OkList {
        private final List<String> songs = new ArrayList<>();
        private CompletableFuture<Void> idle = new CompletableFuture<>();

        @Override
        public void ping() {}

        @Override
        public void close() {}

        @Override
        public void add(String song) throws Ack {
            if (song.equals("none")) {
                throw new Ack(50, "No such song");
            }
            songs.add(song);
        }

        @Override
        public List<String> songs() {
            return songs;
        }

        @Override
        public CompletionStage<String> later(String song) {
            return CompletableFuture.completedFuture(song);
        }

        @Override
        public CompletionStage<Void> idle() {
            idle = new CompletableFuture<>();
            return idle;
        }

        @Override
        public void noIdle() {
            idle.complete(null);
        }

        @Override
        public void put(Bytes data) {}

        @Override
        public Songs.CommandList list() {
            return this;
        }

        @Override
        public Songs.OkList okList() {
            return this;
        }

        @Override
        public CompletionStage<Ran> end(QueuedCommands kept) {
            return kept.run().thenApply(replies -> new Ran(replies, this));
        }
    }

    // ---- checks

    /** What a server writes for {@code script}, which arrives in pieces; whole without cuts. */
    static String answers(Factory factory, String script, Random cuts) {
        byte[] bytes = script.getBytes(ISO_8859_1);
        StringTransport transport = new StringTransport().connect(factory);
        RandomInput.deliver(transport, bytes, cuts);
        return transport.text() + (transport.isDisconnecting() ? "<closed>" : "");
    }

    /** The answers do not depend on how the bytes arrive, and no command fails. */
    static void server(byte[] bytes, long seed) {
        String script = new String(bytes, ISO_8859_1);
        for (Factory factory : List.of(shop(), songs())) {
            String whole = answers(factory, script, null);
            String pieces = answers(factory, script, new Random(seed));
            if (!whole.equals(pieces) || whole.contains("internal error")) {
                throw new AssertionError(whole + "\n--- but ---\n" + pieces);
            }
        }
    }
}
