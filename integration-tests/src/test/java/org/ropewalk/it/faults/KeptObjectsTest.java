package org.ropewalk.it.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.line.Replies;
import org.ropewalk.line.Slice;
import org.ropewalk.line.Words;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.Peer;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.MemoryPeer;

/** An object of the loop that a handler keeps throws when it is used later. */
class KeptObjectsTest {
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private final List<Replies<String>> replies = new ArrayList<>();
    private final List<Slice> slices = new ArrayList<>();
    private final List<Words> words = new ArrayList<>();
    private Consumer<String> onEcho = text -> {};
    private Runnable onGet = () -> {};

    private final class Handler implements Kept {
        @Override
        public void get(Slice key, Replies<String> found) {
            found.send(key.toString());
            onGet.run();
            replies.add(found);
            slices.add(key);
            slices.add(key.part(0, 1));
        }

        @Override
        public void all(Words keys, Replies<String> found) {
            keys.toList().forEach(key -> found.send(key.toString()));
            onGet.run();
            replies.add(found);
            words.add(keys);
            slices.add(keys.get(0));
        }

        @Override
        public int put(Slice data) {
            slices.add(data);
            return data.length();
        }

        @Override
        public String echo(String text) {
            onEcho.accept(text);
            return text;
        }
    }

    private MemoryPeer connect() {
        return network.connectPeer(4000);
    }

    private String ask(MemoryPeer peer, String line) {
        peer.write(line.getBytes(US_ASCII));
        network.run();
        return new String(peer.readAll(), US_ASCII);
    }

    @AfterEach
    void close() {
        reactor.close();
    }

    private static void throwsIllegalState(ThrowingCallable use, String rule) {
        assertThatThrownBy(use)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(rule);
    }

    @Test
    void F15_repliesKeptByAHandlerNeverWriteIntoAnotherReply() {
        reactor.listen("tcp:4000", new KeptFactory(peer -> new Handler()));
        MemoryPeer first = connect();
        MemoryPeer second = connect();
        assertThat(ask(first, "GET a\r\nALL b c\r\n"))
                .isEqualTo("ITEM a\r\nEND\r\nITEM b\r\nITEM c\r\nEND\r\n");
        List<Throwable> thrown = new ArrayList<>();
        onEcho =
                text ->
                        replies.forEach(
                                kept -> {
                                    try {
                                        kept.send("stray");
                                    } catch (IllegalStateException e) {
                                        thrown.add(e);
                                    }
                                });

        assertThat(ask(second, "ECHO x\r\n")).isEqualTo("OK x\r\n");
        assertThat(ask(first, "ECHO y\r\n")).isEqualTo("OK y\r\n");
        onGet = () -> onEcho.accept("");
        assertThat(ask(second, "GET z\r\n")).isEqualTo("ITEM z\r\nEND\r\n");

        assertThat(thrown).hasSize(6);
        throwsIllegalState(() -> replies.get(0).send("stray"), "inside the handler");
        assertThat(ask(first, "ECHO e\r\n")).isEqualTo("OK e\r\n");
    }

    @Test
    void F15_repliesOfAnEarlierListThrowInALaterListOfTheSameConnection() {
        reactor.listen("tcp:4000", new KeptFactory(peer -> new Handler()));
        MemoryPeer peer = connect();
        assertThat(ask(peer, "GET a\r\n")).isEqualTo("ITEM a\r\nEND\r\n");
        int later = 200;
        List<Throwable> thrown = new ArrayList<>();
        onGet =
                () -> {
                    try {
                        replies.get(0).send("stray");
                    } catch (IllegalStateException e) {
                        thrown.add(e);
                    }
                };

        for (int i = 0; i < later; i++) {
            assertThat(ask(peer, "GET b\r\n")).isEqualTo("ITEM b\r\nEND\r\n");
        }

        assertThat(thrown).hasSize(later);
    }

    @Test
    void F15_slicesAndWordsOfAnEarlierLineThrowHoweverManyLinesFollow() {
        reactor.listen("tcp:4000", new KeptFactory(peer -> new Handler()));
        MemoryPeer first = connect();
        MemoryPeer second = connect();
        ask(first, "GET a\r\nALL b c\r\nPUT 3\r\nabc\r\n");
        List<Slice> kept = List.copyOf(slices);
        Words keptWords = words.get(0);
        int later = 600;
        List<Throwable> thrown = new ArrayList<>();
        onGet =
                () -> {
                    for (Slice slice : kept) {
                        thrown.add(catchThrowable(slice::toString));
                    }
                    thrown.add(catchThrowable(() -> keptWords.get(0)));
                };

        for (int i = 0; i < later; i++) {
            ask(second, "GET other\r\nALL other\r\n");
        }

        assertThat(thrown)
                .hasSize(2 * later * (kept.size() + 1))
                .allMatch(IllegalStateException.class::isInstance);
    }

    @Test
    void F15_repliesUsedOnAnotherThreadThrow() throws InterruptedException {
        reactor.listen("tcp:4000", new KeptFactory(peer -> new Handler()));
        MemoryPeer first = connect();
        ask(first, "GET a\r\n");
        Replies<String> kept = replies.get(0);
        List<Throwable> thrown = new ArrayList<>();
        onGet =
                () -> {
                    Thread other = new Thread(() -> kept.send("stray"));
                    other.setUncaughtExceptionHandler((thread, e) -> thrown.add(e));
                    other.start();
                    try {
                        other.join();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                };

        assertThat(ask(first, "GET b\r\n")).isEqualTo("ITEM b\r\nEND\r\n");

        assertThat(thrown).hasSize(1).first().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void F15_aPeerUsedOnAnotherThreadThrowsAndChangesNothing() {
        List<Peer> peers = new ArrayList<>();
        reactor.listen(
                "tcp:4000",
                new KeptFactory(
                        peer -> {
                            peers.add(peer);
                            return new Handler();
                        }));
        MemoryPeer first = connect();
        ask(first, "ECHO a\r\n");
        List<Throwable> thrown = new ArrayList<>();
        onEcho =
                text -> {
                    thrown.add(onAnotherThread(peers.get(0)::close));
                    thrown.add(onAnotherThread(() -> peers.get(0).afterReply(first::reset)));
                };

        assertThat(ask(first, "ECHO b\r\nECHO c\r\n")).isEqualTo("OK b\r\nOK c\r\n");

        assertThat(thrown).hasSize(4).allMatch(IllegalStateException.class::isInstance);
        assertThat(peers.get(0).isOpen()).isTrue();
    }

    private static Throwable onAnotherThread(Runnable use) {
        return CompletableFuture.supplyAsync(() -> catchThrowable(use::run)).join();
    }

    @Test
    void F15_repliesUsedAfterTheEndOfTheConnectionThrow() {
        reactor.listen("tcp:4000", new KeptFactory(peer -> new Handler()));
        MemoryPeer first = connect();
        ask(first, "GET a\r\n");

        first.reset();
        network.run();

        throwsIllegalState(() -> replies.get(0).send("stray"), "inside the handler");
    }

    @Test
    void F15_slicesAndWordsKeptByAHandlerThrow() {
        reactor.listen("tcp:4000", new KeptFactory(peer -> new Handler()));
        MemoryPeer first = connect();
        MemoryPeer second = connect();
        ask(first, "GET a\r\nALL b c\r\nPUT 3\r\nabc\r\n");
        List<Slice> kept = List.copyOf(slices);

        ask(second, "GET other\r\nALL other\r\nPUT 5\r\nother\r\n");

        assertThat(kept).hasSize(4);
        for (Slice slice : kept) {
            throwsIllegalState(slice::toString, "until its handler returns");
            throwsIllegalState(slice::length, "until its handler returns");
            throwsIllegalState(slice::isEmpty, "until its handler returns");
            throwsIllegalState(slice::toBytes, "until its handler returns");
            throwsIllegalState(slice::toByteArray, "until its handler returns");
            throwsIllegalState(slice::hashCode, "until its handler returns");
            throwsIllegalState(() -> slice.at(0), "until its handler returns");
            throwsIllegalState(() -> slice.part(0, 1), "until its handler returns");
            throwsIllegalState(() -> slice.copyTo(new byte[9], 0), "until its handler returns");
            throwsIllegalState(() -> slice.equals(Slice.of("a")), "until its handler returns");
            throwsIllegalState(() -> Slice.of("a").equals(slice), "until its handler returns");
        }
        throwsIllegalState(words.get(0)::size, "until their handler returns");
        throwsIllegalState(words.get(0)::toList, "until their handler returns");
        throwsIllegalState(() -> words.get(0).get(0), "until their handler returns");
    }

    @Test
    void F15_aPayloadThatArrivesInPartsIsValidUntilItsHandlerReturns() {
        reactor.listen("tcp:4000", new KeptFactory(peer -> new Handler()));
        MemoryPeer first = connect();
        ask(first, "PUT 3\r\na");

        assertThat(ask(first, "bc\r\n")).isEqualTo("OK 3\r\n");

        throwsIllegalState(slices.get(0)::toString, "until its handler returns");
    }
}
