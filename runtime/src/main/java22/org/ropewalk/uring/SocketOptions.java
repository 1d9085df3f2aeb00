package org.ropewalk.uring;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.Map;

/** The options of sockets, by the names that the JDK gives them. */
final class SocketOptions {
    private static final int SOL_SOCKET = 1;
    private static final int IPPROTO_IP = 0;
    private static final int IPPROTO_TCP = 6;
    private static final int IPPROTO_IPV6 = 41;
    private static final int SO_REUSEADDR = 2;
    private static final int SO_LINGER = 13;
    private static final int TCP_NODELAY = 1;
    private static final int IPV6_V6ONLY = 26;

    private static final Map<String, Numbers> NUMBERS =
            Map.ofEntries(
                    Map.entry("SO_SNDBUF", new Numbers(SOL_SOCKET, 7)),
                    Map.entry("SO_RCVBUF", new Numbers(SOL_SOCKET, 8)),
                    Map.entry("SO_KEEPALIVE", new Numbers(SOL_SOCKET, 9)),
                    Map.entry("SO_REUSEADDR", new Numbers(SOL_SOCKET, SO_REUSEADDR)),
                    Map.entry("SO_LINGER", new Numbers(SOL_SOCKET, SO_LINGER)),
                    Map.entry("IP_TOS", new Numbers(IPPROTO_IP, 1)),
                    Map.entry("TCP_NODELAY", new Numbers(IPPROTO_TCP, TCP_NODELAY)),
                    Map.entry("TCP_KEEPIDLE", new Numbers(IPPROTO_TCP, 4)),
                    Map.entry("TCP_KEEPINTERVAL", new Numbers(IPPROTO_TCP, 5)),
                    Map.entry("TCP_KEEPCOUNT", new Numbers(IPPROTO_TCP, 6)),
                    Map.entry("SO_OOBINLINE", new Numbers(SOL_SOCKET, 10)));

    private record Numbers(int level, int option) {}

    private SocketOptions() {}

    /** Sets an option; {@code null} for {@code SO_LINGER} ends the lingering. */
    static <T> void set(int fd, SocketOption<T> option, T value) throws IOException {
        Numbers numbers = numbers(option);
        if (option == StandardSocketOptions.SO_LINGER) {
            int seconds = value == null ? -1 : (Integer) value;
            set(fd, numbers, seconds >= 0 ? 1 : 0, Math.max(0, seconds));
        } else if (value instanceof Boolean set) {
            set(fd, numbers, set ? 1 : 0);
        } else {
            set(fd, numbers, (Integer) value);
        }
    }

    /** The value of an option. */
    static <T> T get(int fd, SocketOption<T> option) throws IOException {
        Numbers numbers = numbers(option);
        try (Arena memory = Arena.ofConfined()) {
            MemorySegment value = memory.allocate(8, 4);
            MemorySegment length = memory.allocate(4, 4);
            length.set(ValueLayout.JAVA_INT, 0, 8);
            Libc.call(
                    "getsockopt",
                    fd,
                    numbers.level,
                    numbers.option,
                    value.address(),
                    length.address());
            int first = value.get(ValueLayout.JAVA_INT, 0);
            Object found;
            if (option == StandardSocketOptions.SO_LINGER) {
                found = first == 0 ? -1 : value.get(ValueLayout.JAVA_INT, 4);
            } else if (option.type() == Boolean.class) {
                found = first != 0;
            } else {
                found = first;
            }
            return option.type().cast(found);
        }
    }

    private static Numbers numbers(SocketOption<?> option) {
        Numbers numbers = NUMBERS.get(option.name());
        if (numbers == null) {
            throw new UnsupportedOperationException("'" + option + "' not supported");
        }
        return numbers;
    }

    private static void set(int fd, Numbers numbers, int... values) throws IOException {
        try (Arena memory = Arena.ofConfined()) {
            MemorySegment all = memory.allocateFrom(ValueLayout.JAVA_INT, values);
            Libc.call(
                    "setsockopt", fd, numbers.level, numbers.option, all.address(), all.byteSize());
        }
    }

    /** Sends at once what is written; accepted sockets inherit it. */
    static void setNoDelay(int fd) throws IOException {
        set(fd, NUMBERS.get("TCP_NODELAY"), 1);
    }

    /** The address may be used again at once. */
    static void setReuseAddress(int fd) throws IOException {
        set(fd, NUMBERS.get("SO_REUSEADDR"), 1);
    }

    /** A socket of IPv6 serves both protocols. */
    static void setBothFamilies(int fd) throws IOException {
        set(fd, new Numbers(IPPROTO_IPV6, IPV6_V6ONLY), 0);
    }

    /** When the socket is closed, the connection is reset. */
    static void setResetOnClose(int fd) throws IOException {
        set(fd, NUMBERS.get("SO_LINGER"), 1, 0);
    }
}
