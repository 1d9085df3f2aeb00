package org.ropewalk.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.StringTransport;

class DepotTest {
    static final class Store implements Depot {
        private final Map<String, Bytes> stored = new HashMap<>();

        @Override
        public void put(String name, Bytes data) {
            stored.put(name, data);
        }

        @Override
        public Optional<Stored> get(String name) {
            return Optional.ofNullable(stored.get(name)).map(Stored::new);
        }

        @Override
        public void note(String name, List<String> lines) {
            stored.put(name, Bytes.of(String.join("\n", lines)));
        }

        @Override
        public long load(String name, PayloadStream data) {
            try (InputStream in = data.inputStream()) {
                return in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static StringTransport connected() {
        Store store = new Store();
        return new StringTransport().connect(new DepotFactory(peer -> store));
    }

    @Test
    void countedBytesAndTexts() {
        StringTransport transport = connected();

        transport.deliver("PUT a 5\r\nhello\r\nGET a\r\nNOTE b\r\n..\r\nend\r\n.\r\nGET b\r\n");

        assertThat(transport.text())
                .isEqualTo("OK\r\nDATA 5\r\nhello\r\nOK\r\nDATA 5\r\n.\nend\r\n");
    }

    @Test
    void aPayloadOverItsBoundIsSkipped() {
        StringTransport transport = connected();

        transport.deliver("PUT a 70000\r\n" + "x".repeat(70_000) + "\r\nGET a\r\n");

        assertThat(transport.text()).isEqualTo("ERR too big\r\nNONE\r\n");
    }

    @Test
    void aBlockingHandlerReadsAStream() {
        Store store = new Store();
        byte[] data = new byte[1_000_000];
        try (Reactor reactor = NioReactor.create()) {
            reactor.start();
            Port port =
                    reactor.listen(
                            "tcp:port=0:interface=127.0.0.1", new DepotFactory(peer -> store));
            try (Connection<DepotClient> connection =
                    DepotClient.open(reactor, Listening.endpoint(port)).join()) {
                PayloadStream pieces =
                        PayloadStream.of(data.length, BodyPublishers.ofByteArray(data));
                assertThat(connection.commands().load("big", pieces).join()).isEqualTo(1_000_000);
            }
        }
    }
}
