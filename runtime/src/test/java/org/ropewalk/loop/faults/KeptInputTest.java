package org.ropewalk.loop.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.ropewalk.basic.DelimitedReceiver;
import org.ropewalk.basic.IntPrefixedReceiver;
import org.ropewalk.basic.NetstringReceiver;
import org.ropewalk.policy.ProtocolWrapper;
import org.ropewalk.policy.WrappingFactory;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.MemoryPeer;

/** Input that is kept is not copied again whenever more comes. */
class KeptInputTest {
    private static final int LENGTH = 8 << 20;
    private static final int PIECE = 2_000;

    /** How often an array that grows by half grows to that length. */
    private static final int MOST_ARRAYS = 50;

    private final MemoryNetwork network = new MemoryNetwork(5);
    private final List<byte[]> received = new ArrayList<>();
    private final List<Watch> watches = new ArrayList<>();

    /** Counts the arrays that a protocol's input is shown in. */
    private static final class Watch extends ProtocolWrapper {
        private byte[] last;
        private int arrays;

        Watch(Protocol wrapped) {
            super(wrapped);
        }

        @Override
        public void inputReceived(Input input) {
            if (input.array() != last) {
                last = input.array();
                arrays++;
            }
            super.inputReceived(input);
        }
    }

    private final class WatchFactory extends WrappingFactory {
        WatchFactory(Factory wrapped) {
            super(wrapped);
        }

        @Override
        protected ProtocolWrapper wrap(Protocol protocol) {
            watches.add(new Watch(protocol));
            return watches.get(watches.size() - 1);
        }
    }

    /** Sends it on two connections in turns, which a loop's one array cannot hold. */
    private void deliver(Supplier<Protocol> protocols, byte[] bytes) {
        network.reactor().listen("tcp:4000", new WatchFactory(Factory.forProtocol(protocols)));
        List<MemoryPeer> peers = List.of(network.connectPeer(4000), network.connectPeer(4000));
        network.run();
        for (int at = 0; at < bytes.length; at += PIECE) {
            for (MemoryPeer peer : peers) {
                peer.write(bytes, at, Math.min(PIECE, bytes.length - at));
                network.run();
            }
            if (at == bytes.length / 2 / PIECE * PIECE) {
                assertThat(watches.get(0).last).isNotSameAs(watches.get(1).last);
            }
        }
        assertThat(watches).allSatisfy(each -> assertThat(each.arrays).isLessThan(MOST_ARRAYS));
    }

    private static byte[] framed(String before, byte[] content, String after) {
        byte[] head = before.getBytes(US_ASCII);
        byte[] tail = after.getBytes(US_ASCII);
        byte[] all = Arrays.copyOf(head, head.length + content.length + tail.length);
        System.arraycopy(content, 0, all, head.length, content.length);
        System.arraycopy(tail, 0, all, head.length + content.length, tail.length);
        return all;
    }

    private static byte[] content() {
        byte[] content = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            content[i] = (byte) ('a' + i % 23);
        }
        return content;
    }

    private static byte[] counted() {
        byte[] all = framed("0000", content(), "");
        for (int i = 0; i < 4; i++) {
            all[i] = (byte) (LENGTH >> 8 * (3 - i));
        }
        return all;
    }

    private void check() {
        assertThat(received).hasSize(2).allSatisfy(each -> assertThat(each).isEqualTo(content()));
    }

    @Test
    void F8_aStringWithItsLengthIsCopiedAFewTimes() {
        deliver(
                () ->
                        new IntPrefixedReceiver(4, LENGTH) {
                            @Override
                            protected void stringReceived(byte[] string) {
                                received.add(string);
                            }
                        },
                counted());
        check();
    }

    @Test
    void F8_aNetstringIsCopiedAFewTimes() {
        deliver(
                () ->
                        new NetstringReceiver(LENGTH) {
                            @Override
                            protected void stringReceived(byte[] string) {
                                received.add(string);
                            }
                        },
                framed(LENGTH + ":", content(), ","));
        check();
    }

    @Test
    void F8_aLongLineIsCopiedAFewTimes() {
        deliver(
                () -> {
                    DelimitedReceiver lines =
                            new DelimitedReceiver() {
                                @Override
                                protected void lineReceived(byte[] line) {
                                    received.add(line);
                                }
                            };
                    lines.setMaxLength(LENGTH);
                    return lines;
                },
                framed("", content(), "\r\n"));
        check();
    }
}
