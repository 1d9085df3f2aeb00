package org.ropewalk.it.corpus;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ropewalk.line.Bytes;
import org.ropewalk.server.Peer;

/** Does what the corpus says, and writes down what was called. */
class CorpusHandler implements Corpus.Guest, Corpus.User, Corpus.Text {
    private final List<String> calls;
    private final Peer peer;
    private final char pattern;
    private final Map<Corpus.Key, Bytes> values = new HashMap<>();
    private String name = "";

    CorpusHandler(List<String> calls, Peer peer) {
        this(calls, peer, 'x');
    }

    /** {@code pattern} is what its large replies consist of. */
    CorpusHandler(List<String> calls, Peer peer, char pattern) {
        this.calls = calls;
        this.peer = peer;
        this.pattern = pattern;
    }

    @Override
    public void ping() {
        calls.add("PING");
    }

    @Override
    public void noop() {
        calls.add("NOOP");
    }

    @Override
    public String echo(String text) {
        calls.add("ECHO " + text);
        return text;
    }

    @Override
    public long add(int a, int b) {
        calls.add("ADD " + a + " " + b);
        return (long) a + b;
    }

    @Override
    public void put(Corpus.Key key, Bytes data) {
        calls.add("PUT " + key.name() + " " + data.length());
        values.put(key, data);
    }

    @Override
    public Corpus.Value get(Corpus.Key key) throws Corpus.NotFound {
        calls.add("GET " + key.name());
        Bytes data = values.get(key);
        if (data == null) {
            throw new Corpus.NotFound();
        }
        return new Corpus.Value(data);
    }

    @Override
    public Corpus.Text data() {
        return this;
    }

    @Override
    public int text(Bytes text) {
        calls.add("DATA " + text.length());
        return text.length();
    }

    @Override
    public void quit() {
        calls.add("QUIT");
    }

    @Override
    public void fail() {
        calls.add("FAIL");
        throw new IllegalStateException("as it should");
    }

    @Override
    public Corpus.User auth(String user, String password) throws Corpus.WrongPassword {
        calls.add("AUTH");
        if (!password.equals("p")) {
            throw new Corpus.WrongPassword();
        }
        name = user;
        return this;
    }

    @Override
    public String whoAmI() {
        calls.add("WHOAMI");
        return name;
    }

    @Override
    public CompletionStage<Void> slow(int milliseconds) {
        calls.add("SLOW");
        CompletableFuture<Void> later = new CompletableFuture<>();
        peer.loop().callLater(Duration.ofMillis(milliseconds), () -> later.complete(null));
        return later;
    }

    @Override
    public Corpus.Value huge(int bytes) {
        calls.add("HUGE");
        byte[] data = new byte[bytes];
        Arrays.fill(data, (byte) pattern);
        return new Corpus.Value(Bytes.of(data));
    }

    @Override
    public CompletionStage<Void> hang() {
        calls.add("HANG");
        return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Integer> twice() {
        calls.add("TWICE");
        CompletableFuture<Integer> result = new CompletableFuture<>();
        result.complete(1);
        result.complete(2);
        return result;
    }

    @Override
    public void startTls() {
        calls.add("STARTTLS");
    }
}
