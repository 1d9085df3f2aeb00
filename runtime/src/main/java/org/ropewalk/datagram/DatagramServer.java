package org.ropewalk.datagram;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.reactor.DatagramProtocol;
import org.ropewalk.reactor.DatagramTransport;

/**
 * Serves a protocol of lines in datagrams: {@code reactor.listen("udp:8125", factory.datagrams())}.
 * All replies to one datagram go back in one, to its sender, when the last of them is complete.
 *
 * <p>The sender of a datagram can be forged. So nothing goes back if the replies have more than
 * {@code amplification} times the bytes of the datagram; at most 100 datagrams in a second go back
 * that answer an error; and the port does not answer itself. Each of these is {@linkplain
 * #unanswered() counted}. Nothing of one datagram is known to the next.
 */
public final class DatagramServer extends DatagramProtocol {
    /** What UDP over IPv4 has room for. */
    static final int MOST_BYTES = 65_507;

    /** Datagrams with errors that are answered in a second: two servers may answer each other. */
    private static final int ERRORS_PER_SECOND = 100;

    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

    private final DatagramHost host;

    /** Those whose replies come later. */
    private final Set<DatagramExchange> waiting = new HashSet<>();

    private final AtomicLong received = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile @Nullable DatagramTransport socket;

    /** The addresses at which the port receives. */
    private Set<InetAddress> own = Set.of();

    private long secondNs;
    private int errorsLeft;

    /** What serves {@code host}; generated factories make it. */
    @ForGeneratedCode
    public DatagramServer(DatagramHost host) {
        this.host = Objects.requireNonNull(host, "host");
    }

    @Override
    protected void startProtocol() {
        host.start(transport().loop());
        secondNs = transport().loop().nanoTime();
        errorsLeft = ERRORS_PER_SECOND;
        own = ownAddresses(transport().getHost());
        socket = transport();
    }

    private static Set<InetAddress> ownAddresses(SocketAddress host) {
        if (!(host instanceof InetSocketAddress address)) {
            return Set.of();
        }
        if (!address.getAddress().isAnyLocalAddress()) {
            return Set.of(address.getAddress());
        }
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .collect(Collectors.toSet());
        } catch (SocketException e) {
            // The addresses of the loopback are known without it.
            return Set.of();
        }
    }

    @Override
    protected void stopProtocol() {
        socket = null;
        for (DatagramExchange exchange : waiting) {
            host.release(exchange.heldBytes());
            exchange.drop();
        }
        waiting.clear();
        host.stop();
    }

    @Override
    public void datagramReceived(byte[] data, SocketAddress from) {
        if (socket == null) {
            return;
        }
        received.incrementAndGet();
        if (waiting.size() >= host.limits().connections()) {
            refused.incrementAndGet();
            return;
        }
        DatagramExchange exchange =
                new DatagramExchange(host, transport(), from, data, this::finished);
        exchange.deliver();
        if (!exchange.isFinished()) {
            await(exchange);
        }
    }

    private void await(DatagramExchange exchange) {
        if (host.reserve(exchange.heldBytes())) {
            waiting.add(exchange);
        } else {
            refused.incrementAndGet();
            exchange.drop();
        }
    }

    private void finished(DatagramExchange exchange) {
        if (waiting.remove(exchange)) {
            host.release(exchange.heldBytes());
        }
        boolean exceeded = exchange.isExceeded();
        if (socket == null || !exceeded && exchange.replies().position() == 0) {
            return;
        }
        SocketAddress sender = exchange.getPeer();
        if (exceeded || !isAnswered(sender) || exchange.hasErred() && !takeError()) {
            unanswered.incrementAndGet();
            return;
        }
        byte[] bytes = Arrays.copyOf(exchange.replies().array(), exchange.replies().position());
        try {
            transport().write(bytes, sender);
        } catch (IllegalArgumentException e) {
            // The sender was forged: it is no address to which anything can be sent.
            unanswered.incrementAndGet();
        }
    }

    /** Whether a sender may be answered: it is not forged, as far as that can be seen. */
    private boolean isAnswered(@Nullable SocketAddress sender) {
        if (!(sender instanceof InetSocketAddress from)) {
            // A socket file without a name sends, and cannot receive.
            return sender != null && !sender.toString().isEmpty();
        }
        if (!(transport().getHost() instanceof InetSocketAddress host)
                || from.getPort() != host.getPort()) {
            return from.getPort() != 0;
        }
        return !own.contains(from.getAddress())
                && !(host.getAddress().isAnyLocalAddress()
                        && from.getAddress().isLoopbackAddress());
    }

    private boolean takeError() {
        long nowNs = transport().loop().nanoTime();
        if (nowNs - secondNs >= SECOND_NS) {
            secondNs = nowNs;
            errorsLeft = ERRORS_PER_SECOND;
        }
        return errorsLeft > 0 && errorsLeft-- > 0;
    }

    /**
     * Sends lines to {@code address} in one datagram; does nothing while the port does not listen.
     * Any thread.
     *
     * @throws IllegalArgumentException if they are longer than a datagram can be, or {@code
     *     address} is a host's name
     */
    public void send(byte[] lines, SocketAddress address) {
        if (lines.length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "cannot be written: more than " + MOST_BYTES + " bytes in a datagram");
        }
        if (address instanceof InetSocketAddress inet && inet.isUnresolved()) {
            throw new IllegalArgumentException(
                    "datagrams are sent to IP addresses, not to host names: "
                            + inet.getHostString());
        }
        DatagramTransport listening = socket;
        if (listening != null) {
            listening.loop().callInLoop(() -> sendNow(lines, address));
        }
    }

    private void sendNow(byte[] lines, SocketAddress address) {
        if (socket != null) {
            transport().write(lines, address);
        }
    }

    /** How many datagrams were received that were not too long. Any thread. */
    public long received() {
        return received.get();
    }

    /** How many datagrams got no reply though the protocol has one. Any thread. */
    public long unanswered() {
        return unanswered.get();
    }

    /**
     * The number of datagrams that were dropped because replies to {@code connections} others were
     * pending, or there was no memory. Any thread.
     */
    public long refused() {
        return refused.get();
    }
}
