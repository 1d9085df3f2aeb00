package org.ropewalk.it.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ropewalk.it.corpus.CorpusTest.Outcome;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.Chunkings;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.tls.TlsContext;

/** The corpus by TLS in memory: each part in a record of its own, however the bytes are cut. */
class CorpusTlsMemoryTest {
    private static final Path TLS = Path.of("..", "runtime", "src", "test", "resources", "tls");
    private static final TlsContext SERVER =
            TlsContext.server(TLS.resolve("server.pem"), TLS.resolve("server.key"));
    private static final TlsContext CLIENT =
            TlsContext.builder().trust(TLS.resolve("ca.pem")).serverName("localhost").build();

    /** Longer inputs are cut at some places only: a handshake costs more than all the rest. */
    private static final int MAX_SPLITS = 40;

    private static final int RANDOM_SPLITS = 4;

    /** Sends and keeps what comes. */
    private static final class Client extends Protocol {
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();

        @Override
        protected void dataReceived(byte[] data) {
            received.writeBytes(data);
        }
    }

    static Stream<Arguments> entries() throws IOException {
        return CorpusTest.entries();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void an_entry_is_answered_the_same_however_it_is_cut(String id, JsonNode entry) {
        byte[] input = CorpusTest.input(entry);
        Outcome expected = CorpusTest.expected(entry);
        List<List<byte[]>> all = new ArrayList<>();
        all.add(List.of(input));
        for (int at = 1; at < input.length && at <= MAX_SPLITS; at++) {
            all.add(
                    List.of(
                            Arrays.copyOfRange(input, 0, at),
                            Arrays.copyOfRange(input, at, input.length)));
        }
        all.addAll(Chunkings.random(input, RANDOM_SPLITS, 7));
        for (List<byte[]> parts : all) {
            assertThat(run(parts))
                    .as(
                            "%s, %s",
                            entry.get("title").asText(), parts.stream().map(p -> p.length).toList())
                    .isEqualTo(expected);
        }
    }

    private static Outcome run(List<byte[]> parts) {
        MemoryNetwork network = new MemoryNetwork(1);
        Reactor reactor = network.reactor();
        List<String> calls = new ArrayList<>();
        Client client = new Client();
        network.run();
        reactor.listenTls(4000, new CorpusFactory(peer -> new CorpusHandler(calls, peer)), SERVER);
        reactor.connectTls(
                "127.0.0.1",
                4000,
                new ClientFactory() {
                    @Override
                    public Protocol buildProtocol(SocketAddress address) {
                        return client;
                    }
                },
                CLIENT);
        network.run();
        for (byte[] part : parts) {
            if (client.transport().isOpen()) {
                client.transport().write(part);
                network.run();
            }
        }
        // The server's end comes a moment behind its last reply.
        boolean open = client.transport() != null && client.transport().isOpen();
        network.advance(java.time.Duration.ofSeconds(2));
        boolean still = open && client.transport().isOpen();
        Outcome outcome =
                new Outcome(CorpusTest.replies(client.received.toByteArray()), calls, still);
        reactor.close();
        return outcome;
    }
}
