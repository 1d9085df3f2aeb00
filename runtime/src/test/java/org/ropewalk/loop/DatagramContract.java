package org.ropewalk.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ropewalk.reactor.CannotListenException;
import org.ropewalk.reactor.DatagramProtocol;
import org.ropewalk.reactor.MessageLengthException;
import org.ropewalk.reactor.MulticastJoinException;
import org.ropewalk.reactor.MulticastTransport;
import org.ropewalk.reactor.Port;

/** What UDP and groups promise, the same over every kernel. */
abstract class DatagramContract extends Contract {
    private static final String HERE = "127.0.0.1";

    DatagramContract(Kernel kernel) {
        super(kernel);
    }

    private class Listener extends DatagramProtocol {
        final String name;
        final List<SocketAddress> senders = new ArrayList<>();

        Listener(String name) {
            this.name = name;
        }

        @Override
        protected void startProtocol() {
            say(name + " starts");
        }

        @Override
        public void datagramReceived(byte[] data, SocketAddress from) {
            senders.add(from);
            say(name + " hears " + new String(data, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void truncatedReceived(byte[] beginning, SocketAddress from) {
            senders.add(from);
            say(name + " hears half: " + new String(beginning, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void connectionRefused() {
            say(name + " refused");
        }

        @Override
        protected void stopProtocol() {
            say(name + " stops");
        }

        void write(String text, SocketAddress to) {
            transport().write(text.getBytes(StandardCharsets.ISO_8859_1), to);
        }
    }

    private Port udp(DatagramProtocol protocol) {
        return udp(protocol, 8_192);
    }

    private Port udp(DatagramProtocol protocol, int maxPacketBytes) {
        Port[] listening = {null};
        on(() -> listening[0] = reactor.listenUdp(0, protocol, HERE, maxPacketBytes));
        return listening[0];
    }

    @Test
    void UD1_PF11_aProtocolStartsWhenItsPortIsBound() {
        Port bound = udp(new Listener("a"));
        check("a starts");
        assertThat(((InetSocketAddress) bound.getHost()).getPort()).isPositive();
    }

    @Test
    void UD1_aPortInUseIsNamed_andTheProtocolIsNotStarted() {
        int number = ((InetSocketAddress) udp(new Listener("a")).getHost()).getPort();
        on(events::clear);
        assertThatThrownBy(() -> on(() -> reactor.listenUdp(number, new Listener("b"), HERE, 100)))
                .isInstanceOf(CannotListenException.class)
                .hasMessage("Couldn't listen on 127.0.0.1:" + number + ": Address already in use");
        check();
    }

    @Test
    void UD2_datagramsComeWithTheirSender_emptyOnesToo() {
        Listener first = new Listener("a");
        Listener second = new Listener("b");
        SocketAddress here = udp(first).getHost();
        SocketAddress there = udp(second).getHost();
        on(
                () -> {
                    first.write("hello", there);
                    first.write("", there);
                });
        untilSaid("b hears hello");
        untilSaid("b hears ");
        on(() -> assertThat(second.senders).containsOnly(here));
    }

    @Test
    void UD2_Δ15_O17_aDatagramThatIsTooLongIsCounted_andNeverTakenForAWholeOne() {
        Listener first = new Listener("a");
        Listener second = new Listener("b");
        udp(first);
        SocketAddress there = udp(second, 10).getHost();
        on(
                () -> {
                    first.write("0123456789abcdef", there);
                    first.write("0123456789", there);
                });
        until(() -> second.senders.size() == 2);
        check("a starts", "b starts", "b hears half: 0123456789", "b hears 0123456789");
        on(() -> assertThat(second.transport().truncatedDatagrams()).isEqualTo(1));
    }

    @Test
    void UD3_Δ15_manyDatagramsLeaveOthersTheirTurn() {
        Listener first = new Listener("a");
        Listener second = new Listener("b");
        udp(first);
        SocketAddress there = udp(second).getHost();
        on(
                () -> {
                    for (int i = 0; i < 200; i++) {
                        first.write("", there);
                    }
                });
        until(() -> second.senders.size() == 200);
    }

    @Test
    void UD4_namesAreNoAddresses() {
        Listener first = new Listener("a");
        udp(first);
        on(
                () ->
                        assertThatThrownBy(
                                        () ->
                                                first.write(
                                                        "x",
                                                        InetSocketAddress.createUnresolved(
                                                                "example.org", 53)))
                                .hasMessage(
                                        "datagrams are sent to IP addresses, not to host names: example.org"));
    }

    @Test
    void UD4_whatIsTooLongForADatagramIsRefused() {
        Listener first = new Listener("a");
        SocketAddress here = udp(first).getHost();
        on(
                () ->
                        assertThatThrownBy(() -> first.transport().write(new byte[70_000], here))
                                .isInstanceOf(MessageLengthException.class)
                                .hasMessageContaining("70000"));
    }

    @Test
    void UD5_aConnectedTransportReceivesOnlyFromItsPeer() {
        Listener first = new Listener("a");
        Listener second = new Listener("b");
        Listener third = new Listener("c");
        SocketAddress here = udp(first).getHost();
        SocketAddress there = udp(second).getHost();
        udp(third);
        on(
                () -> {
                    first.transport().connect(there);
                    assertThatThrownBy(() -> first.transport().connect(there))
                            .isInstanceOf(IllegalStateException.class);
                    third.write("stranger", here);
                    first.transport().write(new byte[] {'x'});
                    second.write("friend", here);
                });
        untilSaid("b hears x");
        untilSaid("a hears friend");
        on(() -> assertThat(events).doesNotContain("a hears stranger"));
    }

    @Test
    void UD5_aTransportThatIsNotConnectedMustSayWhereTo() {
        Listener first = new Listener("a");
        udp(first);
        on(
                () ->
                        assertThatThrownBy(() -> first.transport().write(new byte[1]))
                                .isInstanceOf(IllegalStateException.class));
    }

    @Test
    void UD6_Δ16_whereNobodyListensIsTold_andThePortStays() {
        Listener first = new Listener("a");
        Listener second = new Listener("b");
        udp(first);
        Port gone = udp(second);
        SocketAddress there = gone.getHost();
        on(() -> gone.stopListening().thenRun(() -> say("gone")));
        untilSaid("gone");
        on(() -> first.transport().connect(there));
        on(() -> first.transport().write(new byte[] {'x'}));
        untilSaid("a refused");
        on(() -> assertThat(first.transport().getHost()).isNotNull());
    }

    @Test
    void UD7_aProtocolThatFailsKeepsItsPort() {
        Listener failing =
                new Listener("a") {
                    @Override
                    public void datagramReceived(byte[] data, SocketAddress from) {
                        super.datagramReceived(data, from);
                        throw new IllegalStateException("no");
                    }
                };
        Listener second = new Listener("b");
        SocketAddress here = udp(failing).getHost();
        udp(second);
        on(
                () -> {
                    second.write("one", here);
                    second.write("two", here);
                });
        untilSaid("a hears one");
        untilSaid("a hears two");
    }

    @Test
    void UD8_stopListeningStopsTheProtocolOnce() {
        Listener first = new Listener("a");
        Port bound = udp(first);
        on(() -> bound.stopListening().thenRun(() -> say("stopped")));
        untilSaid("stopped");
        on(() -> bound.stopListening());
        check("a starts", "a stops", "stopped");
        assertThatThrownBy(first::transport).isInstanceOf(IllegalStateException.class);
        assertThat(bound.isListening()).isFalse();
    }

    @Test
    void UD8_aStoppedPortListensAgain() {
        Port bound = udp(new Listener("a"));
        on(() -> bound.stopListening().thenRun(() -> say("stopped")));
        untilSaid("stopped");
        on(bound::startListening);
        check("a starts", "a stops", "stopped", "a starts");
    }

    @Test
    void UD9_broadcastIsOffUnlessSet() {
        Listener first = new Listener("a");
        udp(first);
        on(
                () -> {
                    assertThat(first.transport().isBroadcastAllowed()).isFalse();
                    first.transport().setBroadcastAllowed(true);
                    assertThat(first.transport().isBroadcastAllowed()).isTrue();
                });
    }

    // ---- groups

    private MulticastTransport group(Listener listener, int number) {
        on(() -> reactor.listenMulticast(number, listener, null, 8_192, true));
        return (MulticastTransport) listener.transport();
    }

    private static InetAddress address(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (java.net.UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void UD11_UD13_allMembersOfAGroupReceive_untilTheyLeave() {
        InetAddress all = address(239, 1, 2, 3);
        Listener first = new Listener("a");
        Listener second = new Listener("b");
        MulticastTransport one = group(first, 0);
        int number = ((InetSocketAddress) one.getHost()).getPort();
        MulticastTransport two = group(second, number);
        on(
                () -> {
                    one.joinGroup(all, "lo");
                    one.joinGroup(all, "lo");
                    two.joinGroup(all, "lo");
                    one.setOutgoingInterface("lo");
                });
        on(() -> first.write("hello", new InetSocketAddress(all, number)));
        untilSaid("a hears hello");
        untilSaid("b hears hello");
        on(() -> two.leaveGroup(all, "lo"));
        on(() -> first.write("again", new InetSocketAddress(all, number)));
        untilSaid("a hears again");
        on(() -> assertThat(events).doesNotContain("b hears again"));
    }

    @Test
    void UD12_theOptionsOfGroups() {
        MulticastTransport one = group(new Listener("a"), 0);
        on(
                () -> {
                    assertThat(one.getTtl()).isEqualTo(1);
                    assertThat(one.isLoopback()).isTrue();
                    one.setTtl(4);
                    one.setLoopback(false);
                    assertThat(one.getTtl()).isEqualTo(4);
                    assertThat(one.isLoopback()).isFalse();
                    assertThatThrownBy(() -> one.setTtl(256))
                            .hasMessage("the time to live is 0 to 255, not 256");
                });
    }

    @Test
    void UD13_whatIsNoGroupCannotBeJoined_andWhatWasNotJoinedNotLeft() {
        MulticastTransport one = group(new Listener("a"), 0);
        on(
                () -> {
                    assertThatThrownBy(() -> one.joinGroup(address(127, 0, 0, 1)))
                            .isInstanceOf(MulticastJoinException.class)
                            .hasMessage("127.0.0.1 is not a multicast address");
                    assertThatThrownBy(() -> one.leaveGroup(address(239, 1, 2, 3), "lo"))
                            .isInstanceOf(MulticastJoinException.class)
                            .hasMessage("cannot leave 239.1.2.3: it was not joined");
                    assertThatThrownBy(() -> one.joinGroup(address(239, 1, 2, 3), "none0"))
                            .isInstanceOf(MulticastJoinException.class)
                            .hasMessage("there is no interface none0");
                });
    }
}
