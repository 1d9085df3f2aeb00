package org.ropewalk.selector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ropewalk.loop.ListenSocket;

/** The listener that a process inherits, as systemd hands it over. */
class InheritedTest {
    private final List<String> events = new ArrayList<>();

    @Test
    void F70_theChannelStaysOpenWhenThePortStops() throws IOException {
        try (ServerSocketChannel channel = ServerSocketChannel.open();
                NioNetwork network = new NioNetwork()) {
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            ListenSocket listening = network.inherited(channel, operations -> events.add("waits"));
            listening.close(() -> events.add("freed"));
            network.poll(0);
            assertThat(events).containsExactly("freed");
            assertThat(channel.isOpen()).isTrue();
            InetSocketAddress at = (InetSocketAddress) channel.getLocalAddress();
            try (Socket waiting = new Socket(at.getAddress(), at.getPort())) {
                assertThat(waiting.isConnected()).isTrue();
                network.poll(0);
                assertThat(events).containsExactly("freed");
                // Another port may take it over; it serves who waited meanwhile.
                ListenSocket again = network.inherited(channel, operations -> events.add("waits"));
                network.poll(1_000_000_000L);
                assertThat(events).containsExactly("freed", "waits");
                assertThat(again.accept()).isNotNull();
            }
        }
    }
}
