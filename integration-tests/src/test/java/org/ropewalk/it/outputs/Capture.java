package org.ropewalk.it.outputs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ropewalk.server.CommandFactory;
import org.ropewalk.testing.StringTransport;

/**
 * A conversation with a server as a capture of packets, as {@code tcpdump} writes it: Ethernet,
 * IPv4 and TCP with its handshake and its checksums. A millisecond lies between packets.
 */
final class Capture {
    private static final int MAGIC = 0xa1b2c3d4;
    private static final int ETHERNET = 1;
    private static final int SNAPLEN = 65_535;
    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int PUSH = 8;
    private static final int ACK = 16;
    private static final int TCP = 6;
    private static final int CLIENT_PORT = 40_000;
    private static final int[] ADDRESSES = {0x0a000001, 0x0a000002};

    private final StringTransport transport;
    private final int[] ports;
    private final int[] sequences = {1_000, 5_000};
    private final List<byte[]> packets = new ArrayList<>();

    /** A conversation that begins with what the server greets with. */
    Capture(CommandFactory<?> factory, int port) {
        factory.blocking(Runnable::run);
        ports = new int[] {CLIENT_PORT, port};
        packet(0, SYN, new byte[0]);
        packet(1, SYN | ACK, new byte[0]);
        packet(0, ACK, new byte[0]);
        transport = new StringTransport().connect(factory);
        answer();
    }

    /** The client sends each part in a packet of its own; the server answers when it does. */
    Capture send(String... parts) {
        for (String part : parts) {
            packet(0, PUSH | ACK, part.getBytes(ISO_8859_1));
            transport.deliver(part);
            answer();
        }
        return this;
    }

    private void answer() {
        transport.runTurns();
        byte[] answer = transport.take();
        if (answer.length > 0) {
            packet(1, PUSH | ACK, answer);
        }
    }

    private void packet(int from, int flags, byte[] data) {
        int to = 1 - from;
        ByteBuffer tcp = ByteBuffer.allocate(20 + data.length);
        tcp.putShort((short) ports[from]).putShort((short) ports[to]);
        tcp.putInt(sequences[from]).putInt((flags & ACK) == 0 ? 0 : sequences[to]);
        tcp.put((byte) 0x50).put((byte) flags).putShort((short) -1);
        tcp.putShort((short) 0).putShort((short) 0).put(data);
        tcp.putShort(16, (short) checksum(tcp.array(), pseudo(from, to, tcp.capacity())));

        ByteBuffer ip = ByteBuffer.allocate(20);
        ip.put((byte) 0x45).put((byte) 0).putShort((short) (20 + tcp.capacity()));
        ip.putInt(0).put((byte) 64).put((byte) TCP).putShort((short) 0);
        ip.putInt(ADDRESSES[from]).putInt(ADDRESSES[to]);
        ip.putShort(10, (short) checksum(ip.array(), 0));

        ByteBuffer frame = ByteBuffer.allocate(14 + 20 + tcp.capacity());
        frame.put(new byte[] {2, 0, 0, 0, 0, (byte) to})
                .put(new byte[] {2, 0, 0, 0, 0, (byte) from});
        frame.putShort((short) 0x0800).put(ip.array()).put(tcp.array());
        packets.add(frame.array());
        sequences[from] += data.length + ((flags & (SYN | FIN)) == 0 ? 0 : 1);
    }

    private static int pseudo(int from, int to, int length) {
        int sum = TCP + length;
        for (int address : new int[] {ADDRESSES[from], ADDRESSES[to]}) {
            sum += (address >>> 16) + (address & 0xffff);
        }
        return sum;
    }

    private static int checksum(byte[] bytes, int initial) {
        int sum = initial;
        for (int i = 0; i < bytes.length; i++) {
            sum += (bytes[i] & 0xff) << (i % 2 == 0 ? 8 : 0);
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return ~sum & 0xffff;
    }

    /** Writes what was captured. */
    Path write(Path file) throws IOException {
        int length = packets.stream().mapToInt(packet -> 16 + packet.length).sum();
        ByteBuffer out = ByteBuffer.allocate(24 + length).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MAGIC).putShort((short) 2).putShort((short) 4);
        out.putInt(0).putInt(0).putInt(SNAPLEN).putInt(ETHERNET);
        for (int i = 0; i < packets.size(); i++) {
            byte[] packet = packets.get(i);
            out.putInt(1_700_000_000).putInt(i * 1_000);
            out.putInt(packet.length).putInt(packet.length).put(packet);
        }
        return Files.write(file, out.array());
    }
}
