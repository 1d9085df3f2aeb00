package org.ropewalk.uring;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;
import static org.ropewalk.uring.Libc.MEMORY;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

/** Addresses in the system's form, {@code struct sockaddr}. */
final class SocketAddresses {
    static final int AF_UNIX = 1;
    static final int AF_INET = 2;
    static final int AF_INET6 = 10;

    /** The longest: that of a UNIX socket. */
    static final int MAX_BYTES = 128;

    private static final int UNIX_PATH = 2;
    private static final int UNIX_PATH_BYTES = 107;

    private SocketAddresses() {}

    /** The family of sockets that use {@code address}; one of both protocols for any address. */
    static int family(SocketAddress address) throws SocketException {
        if (address instanceof UnixDomainSocketAddress) {
            return AF_UNIX;
        }
        if (address instanceof InetSocketAddress internet) {
            if (internet.isUnresolved()) {
                throw new SocketException("the address " + internet + " is not resolved");
            }
            InetAddress host = internet.getAddress();
            return host instanceof Inet4Address && !host.isAnyLocalAddress() ? AF_INET : AF_INET6;
        }
        throw new SocketException("not an address of a stream: " + address);
    }

    /** Writes {@code address} in the form of {@code family}: how many bytes it has. */
    static int write(SocketAddress address, int family, MemorySegment to) throws IOException {
        to.fill((byte) 0);
        to.set(JAVA_SHORT_UNALIGNED, 0, (short) family);
        if (address instanceof UnixDomainSocketAddress unix) {
            byte[] path = unix.getPath().toString().getBytes(StandardCharsets.UTF_8);
            if (path.length > UNIX_PATH_BYTES) {
                throw new SocketException("the path of the UNIX socket is too long: " + unix);
            }
            MemorySegment.copy(path, 0, to, JAVA_BYTE, UNIX_PATH, path.length);
            return UNIX_PATH + path.length + 1;
        }
        InetSocketAddress internet = (InetSocketAddress) address;
        InetAddress host = internet.getAddress();
        to.set(JAVA_SHORT_UNALIGNED, 2, Short.reverseBytes((short) internet.getPort()));
        byte[] bytes = host.getAddress();
        if (family == AF_INET) {
            MemorySegment.copy(bytes, 0, to, JAVA_BYTE, 4, 4);
            return 16;
        }
        if (host instanceof Inet6Address six) {
            MemorySegment.copy(bytes, 0, to, JAVA_BYTE, 8, 16);
            to.set(JAVA_INT_UNALIGNED, 24, six.getScopeId());
        } else if (!host.isAnyLocalAddress()) {
            to.set(JAVA_SHORT_UNALIGNED, 18, (short) -1);
            MemorySegment.copy(bytes, 0, to, JAVA_BYTE, 20, 4);
        }
        return 28;
    }

    /** Reads the address of {@code length} bytes at {@code from}. */
    static SocketAddress read(long from, int length) {
        int family = MEMORY.get(JAVA_SHORT_UNALIGNED, from);
        try {
            if (family == AF_INET) {
                return internet(from, bytes(from + 4, 4), 0);
            } else if (family == AF_INET6) {
                int scope = MEMORY.get(JAVA_INT_UNALIGNED, from + 24);
                return internet(from, bytes(from + 8, 16), scope);
            }
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the system's address has a wrong length", e);
        }
        int end = UNIX_PATH;
        while (end < length && MEMORY.get(JAVA_BYTE, from + end) != 0) {
            end++;
        }
        byte[] path = bytes(from + UNIX_PATH, end - UNIX_PATH);
        return UnixDomainSocketAddress.of(new String(path, StandardCharsets.UTF_8));
    }

    /** Byte by byte: each new connection comes here, and there are few. */
    private static byte[] bytes(long from, int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = MEMORY.get(JAVA_BYTE, from + i);
        }
        return bytes;
    }

    private static InetSocketAddress internet(long from, byte[] host, int scope)
            throws UnknownHostException {
        short reversed = MEMORY.get(JAVA_SHORT_UNALIGNED, from + 2);
        int port = Short.toUnsignedInt(Short.reverseBytes(reversed));
        InetAddress address =
                scope == 0
                        ? InetAddress.getByAddress(host)
                        : Inet6Address.getByAddress(null, host, scope);
        return new InetSocketAddress(address, port);
    }
}
