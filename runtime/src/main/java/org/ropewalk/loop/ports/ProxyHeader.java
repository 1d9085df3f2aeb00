package org.ropewalk.loop.ports;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The header of the PROXY protocol, versions 1 and 2: whom a proxy speaks for.
 *
 * @param length how many bytes it has
 * @param source the client's address; null if the proxy speaks for itself, or does not know
 * @param destination the address that the client has connected to; null as {@code source}
 */
record ProxyHeader(int length, SocketAddress source, SocketAddress destination) {
    /** The longest line of version 1, with its end. */
    private static final int MAX_LINE = 107;

    /** The longest header of version 2: addresses, and as much again for what may follow them. */
    private static final int MAX_BLOCK = 16 + 4_096;

    private static final byte[] SIGNATURE = {
        0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a
    };
    private static final byte[] PROXY = "PROXY".getBytes(StandardCharsets.US_ASCII);
    private static final int FIXED = 16;
    private static final int MAX_PORT = 65_535;
    private static final int UNIX_PATH = 108;

    /**
     * Reads a header; empty if it has not arrived completely; throws if there is none or it is
     * wrong.
     */
    static Optional<ProxyHeader> parse(byte[] bytes, int length) throws IOException {
        if (startsWith(bytes, length, SIGNATURE)) {
            return length < FIXED ? Optional.empty() : block(bytes, length);
        }
        if (startsWith(bytes, length, PROXY)) {
            return line(bytes, length);
        }
        throw new IOException("the connection does not begin with a PROXY header");
    }

    private static boolean startsWith(byte[] bytes, int length, byte[] prefix) {
        int count = Math.min(length, prefix.length);
        return Arrays.equals(bytes, 0, count, prefix, 0, count);
    }

    // ---- version 1

    private static Optional<ProxyHeader> line(byte[] bytes, int length) throws IOException {
        for (int i = 1; i < Math.min(length, MAX_LINE); i++) {
            if (bytes[i - 1] == '\r' && bytes[i] == '\n') {
                return Optional.of(
                        words(new String(bytes, 0, i - 1, StandardCharsets.ISO_8859_1), i + 1));
            }
        }
        if (length > MAX_LINE) {
            throw new IOException("the PROXY line is longer than " + MAX_LINE + " bytes");
        }
        return Optional.empty();
    }

    private static ProxyHeader words(String line, int length) throws IOException {
        String[] words = line.split(" ", -1);
        if (words.length >= 2 && words[0].equals("PROXY") && words[1].equals("UNKNOWN")) {
            return new ProxyHeader(length, null, null);
        }
        if (words.length != 6
                || !words[0].equals("PROXY")
                || !words[1].equals("TCP4") && !words[1].equals("TCP6")) {
            throw new IOException("the PROXY line is wrong: " + line);
        }
        boolean six = words[1].equals("TCP6");
        return new ProxyHeader(
                length, address(words[2], words[4], six), address(words[3], words[5], six));
    }

    private static SocketAddress address(String host, String port, boolean six) throws IOException {
        InetAddress address = IpLiteral.parse(host, six);
        int number = port.matches("0|[1-9][0-9]{0,4}") ? Integer.parseInt(port) : -1;
        if (address == null || number < 0 || number > MAX_PORT) {
            throw new IOException("the PROXY line has no address: " + host + " " + port);
        }
        return new InetSocketAddress(address, number);
    }

    // ---- version 2

    private static Optional<ProxyHeader> block(byte[] bytes, int length) throws IOException {
        int version = (bytes[12] & 0xff) >> 4;
        int command = bytes[12] & 0x0f;
        int family = (bytes[13] & 0xff) >> 4;
        int kind = bytes[13] & 0x0f;
        int content = unsigned(bytes, 14);
        int whole = FIXED + content;
        if (version != 2 || command > 1 || family > 3 || kind > 2) {
            throw new IOException("the PROXY header has an unknown version, command or family");
        }
        if (whole > MAX_BLOCK) {
            throw new IOException("the PROXY header is longer than " + MAX_BLOCK + " bytes");
        }
        int needed = command == 0 ? 0 : new int[] {0, 12, 36, 2 * UNIX_PATH}[family];
        if (content < needed) {
            throw new IOException("the PROXY header is too short for its addresses");
        }
        if (length < whole) {
            return Optional.empty();
        }
        if (command == 0 || family == 0) {
            return Optional.of(new ProxyHeader(whole, null, null));
        }
        if (family == 3) {
            return Optional.of(
                    new ProxyHeader(whole, unix(bytes, FIXED), unix(bytes, FIXED + UNIX_PATH)));
        }
        int size = family == 1 ? 4 : 16;
        int ports = FIXED + 2 * size;
        return Optional.of(
                new ProxyHeader(
                        whole,
                        internet(bytes, FIXED, size, ports),
                        internet(bytes, FIXED + size, size, ports + 2)));
    }

    private static SocketAddress internet(byte[] bytes, int at, int size, int port)
            throws IOException {
        return new InetSocketAddress(
                InetAddress.getByAddress(Arrays.copyOfRange(bytes, at, at + size)),
                unsigned(bytes, port));
    }

    private static SocketAddress unix(byte[] bytes, int at) throws IOException {
        int end = at;
        while (end < at + UNIX_PATH && bytes[end] != 0) {
            end++;
        }
        String path = new String(bytes, at, end - at, StandardCharsets.UTF_8);
        try {
            return UnixDomainSocketAddress.of(path);
        } catch (InvalidPathException e) {
            throw new IOException(
                    "the PROXY header has a path that is not valid on this system", e);
        }
    }

    private static int unsigned(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    // ---- what a client sends

    /** A header of version 1 for a connection between these two. */
    static byte[] version1(SocketAddress source, SocketAddress destination) {
        String line = "PROXY UNKNOWN\r\n";
        if (source instanceof InetSocketAddress from
                && destination instanceof InetSocketAddress to
                && from.getAddress().getClass() == to.getAddress().getClass()) {
            line =
                    "PROXY "
                            + (from.getAddress().getAddress().length == 4 ? "TCP4 " : "TCP6 ")
                            + text(from)
                            + " "
                            + text(to)
                            + " "
                            + from.getPort()
                            + " "
                            + to.getPort()
                            + "\r\n";
        }
        return line.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(InetSocketAddress address) {
        String text = address.getAddress().getHostAddress();
        int scope = text.indexOf('%');
        return scope < 0 ? text : text.substring(0, scope);
    }

    /** A header of version 2 for a connection between these two. */
    static byte[] version2(SocketAddress source, SocketAddress destination) {
        byte[] addresses = {};
        int family = 0;
        if (source instanceof InetSocketAddress from
                && destination instanceof InetSocketAddress to
                && from.getAddress().getClass() == to.getAddress().getClass()) {
            byte[] first = from.getAddress().getAddress();
            byte[] second = to.getAddress().getAddress();
            family = first.length == 4 ? 0x11 : 0x21;
            addresses = Arrays.copyOf(first, 2 * first.length + 4);
            System.arraycopy(second, 0, addresses, first.length, second.length);
            int ports = 2 * first.length;
            addresses[ports] = (byte) (from.getPort() >> 8);
            addresses[ports + 1] = (byte) from.getPort();
            addresses[ports + 2] = (byte) (to.getPort() >> 8);
            addresses[ports + 3] = (byte) to.getPort();
        }
        byte[] header = Arrays.copyOf(SIGNATURE, FIXED + addresses.length);
        header[12] = 0x21;
        header[13] = (byte) family;
        header[15] = (byte) addresses.length;
        System.arraycopy(addresses, 0, header, FIXED, addresses.length);
        return header;
    }
}
