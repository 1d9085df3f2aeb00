package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.line.ErrorKind;

/** Forged datagrams: a port does not send more than it should, and to no one else. */
class DatagramAmplificationTest {
    private final DatagramStore store = new DatagramStore();

    @BeforeEach
    void serve() throws Exception {
        store.serve();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void moreThanThreeTimesTheBytesAreNotSent() throws Exception {
        assertThat(store.answer("note 12")).isEqualTo("NOTE 12|NOTED|");
        assertThat(store.answer("none")).isNull();
        assertThat(store.server.unanswered()).isEqualTo(1);
        assertThat(store.factory.errors(ErrorKind.UNKNOWN)).isEqualTo(1);
        store.serve(limits -> limits.withAmplification(4));
        assertThat(store.answer("none")).isEqualTo("ERR unknown|");
    }

    @Test
    void aSenderThatCannotBeIsNotAnswered() {
        store.receive("get a", new InetSocketAddress("192.0.2.7", 0));
        store.receive("get a", new InetSocketAddress("127.0.0.1", 8125));
        assertThat(store.socket.sent).isEmpty();
        assertThat(store.server.unanswered()).isEqualTo(2);
    }

    @Test
    void aPortAtAllAddressesAnswersNoneOfThem() throws Exception {
        List<InetAddress> own =
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .toList();
        own.forEach(address -> store.receive("get a", new InetSocketAddress(address, 8125)));
        assertThat(own).isNotEmpty();
        assertThat(store.socket.sent).isEmpty();
        assertThat(store.server.unanswered()).isEqualTo(own.size());
    }

    @Test
    void twoServersDoNotAnswerEachOthersErrorsForEver() {
        for (int i = 0; i < 150; i++) {
            store.receive("ERR unknown", DatagramStore.SENDER);
        }
        assertThat(store.socket.sent).hasSize(100);
        assertThat(store.server.unanswered()).isEqualTo(50);
        assertThat(store.answer("get a")).isEqualTo("VALUE aaa|");
        store.network.advance(Duration.ofSeconds(1));
        assertThat(store.answer("ERR unknown")).isEqualTo("ERR unknown|");
    }
}
