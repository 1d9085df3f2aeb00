package org.ropewalk.it.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

/** Lines that are marked, lists in one word, errors in a row. */
class FeaturesTest {
    private static final List<String> FEATURES = List.of("MDTM", " REST STREAM", "SIZE", "");
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();

    private static final class Handler implements Features {
        @Override
        public List<String> feat() {
            return FEATURES;
        }

        @Override
        public int opts(List<String> names) {
            return names.size();
        }
    }

    private static StringTransport answered(String input) {
        StringTransport transport =
                new StringTransport().connect(new FeaturesFactory(peer -> new Handler()));
        transport.deliver(input.getBytes(ISO_8859_1));
        return transport;
    }

    @AfterEach
    void close() {
        reactor.close();
    }

    @Test
    void F31_aLineThatBeginsWithABlankHasNoMark() {
        assertThat(answered("FEAT\r\n").text())
                .isEqualTo("211-Features\r\n MDTM\r\n  REST STREAM\r\n SIZE\r\n \r\n211 End\r\n");
    }

    @Test
    void F31_aClientReadsLinesThatBeginWithABlank() {
        reactor.listen("tcp:4000", new FeaturesFactory(peer -> new Handler()));
        CompletableFuture<Connection<FeaturesClient>> opened =
                FeaturesClient.open(reactor, "tcp:127.0.0.1:4000");
        network.run();
        CompletableFuture<List<String>> features = opened.join().commands().feat();
        network.run();

        assertThat(features.join()).isEqualTo(FEATURES);
    }

    @Test
    void F31_theBoundOnWordsHoldsInsideAWord() {
        assertThat(answered("OPTS a,b,c\r\nOPTS a,b,c,d\r\n").text())
                .isEqualTo("200 3\r\n500 unknown\r\n");
    }

    @Test
    void F31_aLineTellsWhyTooManyErrorsEndTheConnection() {
        StringTransport transport = answered("\r\n".repeat(12));

        assertThat(transport.text())
                .isEqualTo("500 empty\r\n500 empty\r\n500 empty\r\n421 LIMIT\r\n");
        assertThat(transport.isOpen()).isFalse();
    }
}
