package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replies to datagrams that come later. */
class DatagramDelayedRepliesTest {
    private final DatagramStore store = new DatagramStore();

    @BeforeEach
    void serve() throws Exception {
        store.serve();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @SuppressWarnings("unchecked")
    private void completeLater(String text) throws Exception {
        var next = DatagramStore.STORE.type("H").getDeclaredField("next");
        next.setAccessible(true);
        store.run(
                () -> {
                    try {
                        ((CompletableFuture<String>) next.get(null)).complete(text);
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                });
    }

    @Test
    void laterRepliesGoBackWithTheOthers_inTheirOrder() throws Exception {
        assertThat(store.answer("get a\nlater x\nget b\nlater y")).isNull();
        assertThat(store.answer("get c of all")).isEqualTo("ERR malformed|");
        completeLater("!");
        assertThat(store.socket.sent)
                .last()
                .isEqualTo(
                        new DatagramStore.Sent(
                                "VALUE aaa|LATER x!|VALUE bbb|LATER y!|", DatagramStore.SENDER));
        assertThat(store.socket.sent).hasSize(2);
    }

    @Test
    void laterRepliesThatFail_spoilNothing() throws Exception {
        assertThat(store.answer("later x\nget and this and that\nget a")).isNull();
        completeLater("\n");
        assertThat(store.socket.sent)
                .containsExactly(
                        new DatagramStore.Sent(
                                "ERR failed|ERR malformed|VALUE aaa|", DatagramStore.SENDER));
    }

    @Test
    void soManyDatagramsWaitForLaterReplies_andNoMore() throws Exception {
        store.serve(limits -> limits.withConnections(2));
        assertThat(store.answer("later a")).isNull();
        assertThat(store.answer("later b")).isNull();
        assertThat(store.answer("get a")).isNull();
        assertThat(store.server.refused()).isEqualTo(1);
        completeLater("!");
        assertThat(store.socket.sent).hasSize(2);
        assertThat(store.answer("get a")).isEqualTo("VALUE aaa|");
    }

    @Test
    void whatWaitsIsCounted_andThereIsABoundForIt() throws Exception {
        store.factory.memory().limit(3_000);
        assertThat(store.answer("later a")).isNull();
        assertThat(store.answer("later b")).isNull();
        assertThat(store.factory.memory().used()).isEqualTo(2 * (1_024 + 7));
        assertThat(store.answer("later c")).isNull();
        assertThat(store.server.refused()).isEqualTo(1);
        assertThat(store.answer("get a")).isEqualTo("VALUE aaa|");
        completeLater("!");
        assertThat(store.socket.sent).hasSize(3);
        assertThat(store.factory.memory().used()).isZero();
        assertThat(store.factory.connections()).isZero();
    }

    @Test
    void aPortThatCeasesAnswersNothing() throws Exception {
        assertThat(store.answer("later a")).isNull();
        store.run(store.server::doStop);
        completeLater("!");
        assertThat(store.socket.sent).isEmpty();
        assertThat(store.factory.connections()).isZero();
        assertThat(store.factory.memory().used()).isZero();
    }

    @Test
    void laterRepliesAreBoundedToo() throws Exception {
        assertThat(store.answer("later a")).isNull();
        completeLater("x".repeat(20));
        assertThat(store.socket.sent).isEmpty();
        assertThat(store.server.unanswered()).isEqualTo(1);
    }
}
