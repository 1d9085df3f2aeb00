package org.ropewalk.it.reactor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.DatagramProtocol;
import org.ropewalk.reactor.Reactor;

/** The optional dependency is not on this module's class path, as it is not on most users'. */
class WithoutJunixsocketTest {
    @TempDir Path folder;

    @Test
    void UD10_datagrams_over_files_name_the_dependency_that_they_need() {
        try (Reactor reactor = NioReactor.create()) {
            DatagramProtocol protocol =
                    new DatagramProtocol() {
                        @Override
                        public void datagramReceived(byte[] data, SocketAddress from) {}
                    };
            assertThatThrownBy(() -> reactor.listenUnixDatagram(folder.resolve("x.sock"), protocol))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("com.kohlschutter.junixsocket:junixsocket-core:2.11.1");
        }
    }
}
