package org.ropewalk.selector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelectionKey;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ropewalk.loop.ListenOptions;
import org.ropewalk.loop.ListenSocket;
import org.ropewalk.loop.Ready;

/** A selector that returns for no reason, as some kernels make them, is replaced. */
class SelectorTest {
    /** Returns at once, always with nothing. */
    private static final class Spinning extends AbstractSelector {
        private final Set<SelectionKey> keys = new HashSet<>();

        Spinning() {
            super(SelectorProvider.provider());
        }

        @Override
        protected SelectionKey register(
                AbstractSelectableChannel channel, int operations, Object attachment) {
            Key key = new Key(this, channel, operations);
            key.attach(attachment);
            keys.add(key);
            return key;
        }

        @Override
        protected void implCloseSelector() {
            keys.forEach(key -> deregister((AbstractSelectionKey) key));
        }

        @Override
        public Set<SelectionKey> keys() {
            return keys;
        }

        @Override
        public Set<SelectionKey> selectedKeys() {
            return new HashSet<>();
        }

        @Override
        public int selectNow() {
            return 0;
        }

        @Override
        public int select(long timeout) {
            return 0;
        }

        @Override
        public int select() {
            return 0;
        }

        @Override
        public Selector wakeup() {
            return this;
        }
    }

    /** A key that is never ready. */
    private static final class Key extends AbstractSelectionKey {
        private final Selector selector;
        private final SelectableChannel channel;
        private int operations;

        Key(Selector selector, SelectableChannel channel, int operations) {
            this.selector = selector;
            this.channel = channel;
            this.operations = operations;
        }

        @Override
        public SelectableChannel channel() {
            return channel;
        }

        @Override
        public Selector selector() {
            return selector;
        }

        @Override
        public int interestOps() {
            return operations;
        }

        @Override
        public SelectionKey interestOps(int wanted) {
            operations = wanted;
            return this;
        }

        @Override
        public int readyOps() {
            return 0;
        }
    }

    private final Queue<Selector> selectors = new ArrayDeque<>(List.of(new Spinning()));
    private int opened;

    private Selector open() throws IOException {
        opened++;
        return selectors.isEmpty() ? Selector.open() : selectors.remove();
    }

    private static void pollIdly(NioNetwork network, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            assertThat(network.poll(-1)).isZero();
        }
    }

    @Test
    void E1_a_selector_that_spins_is_replaced_and_all_channels_still_work() throws IOException {
        NioNetwork network = new NioNetwork(this::open);
        List<Integer> told = new ArrayList<>();
        Ready ready = told::add;
        ListenSocket listening =
                network.listen(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        ListenOptions.backlog(5),
                        ready);

        pollIdly(network, 512);
        assertThat(opened).isEqualTo(2);

        try (SocketChannel client = SocketChannel.open(listening.localAddress())) {
            while (told.isEmpty()) {
                network.poll(-1);
            }
            assertThat(told.get(0)).isEqualTo(Ready.READ);
            assertThat(listening.accept()).isNotNull();
            listening.accepting(false);
            assertThat(client.isConnected()).isTrue();
        }
        listening.close(() -> {});
        network.close();
    }

    @Test
    void E1_a_machine_without_a_good_selector_is_told_of_less_and_less() throws IOException {
        selectors.addAll(List.of(new Spinning(), new Spinning(), new Spinning()));
        NioNetwork network = new NioNetwork(this::open);

        pollIdly(network, 512 + 1_024 + 2_047);
        assertThat(opened).isEqualTo(3);
        pollIdly(network, 1);
        assertThat(opened).isEqualTo(4);
        network.close();
    }

    @Test
    void a_selector_that_was_woken_has_a_reason() throws IOException {
        NioNetwork network = new NioNetwork(this::open);
        for (int i = 0; i < 2_000; i++) {
            network.wakeup();
            network.poll(-1);
        }
        assertThat(opened).isEqualTo(1);
        network.close();
    }
}
