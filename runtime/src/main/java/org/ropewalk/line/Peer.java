package org.ropewalk.line;

import java.net.SocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.Output;
import org.ropewalk.tls.TlsSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is at the other end of a connection, as its handler may know it. Belongs to the connection's
 * loop; pushes may be made on any thread.
 */
public final class Peer implements Audience {
    private static final Logger LOG = LoggerFactory.getLogger(Peer.class);

    private final SocketAddress address;
    private volatile CommandReceiver receiver;

    /** The groups to which it belongs; made at the first one. */
    private volatile Set<Group> groups;

    Peer(SocketAddress address) {
        this.address = address;
    }

    void connected(CommandReceiver connected) {
        receiver = connected;
    }

    void lost() {
        receiver = null;
        Set<Group> joined = groups;
        if (joined != null) {
            joined.forEach(group -> group.remove(this));
        }
    }

    /** The other end's address. */
    public SocketAddress address() {
        return address;
    }

    /** Whether the connection stands and nobody asked for its end. */
    public boolean isOpen() {
        CommandReceiver connected = receiver;
        return connected != null && connected.transport().isOpen();
    }

    /** Whether nothing goes in clear: TLS has begun. */
    public boolean isSecure() {
        return receiver != null && receiver.transport().isSecure();
    }

    /** Whether the peer may ask for TLS now: the factory has it, and it has not begun. */
    public boolean offersTls() {
        return receiver != null && receiver.offersTls();
    }

    /** What both sides agreed on, once TLS's handshake is complete. */
    public Optional<TlsSession> tls() {
        return receiver == null ? Optional.empty() : receiver.transport().tls();
    }

    /** Ends the connection behind the replies that are under way; does nothing if it has ended. */
    public void close() {
        if (receiver != null) {
            receiver.closeAfterReply();
        }
    }

    /**
     * Runs {@code task} behind the reply to the command that is being handled; at once if none is.
     * Does nothing if the connection has ended.
     */
    public void afterReply(Runnable task) {
        if (receiver != null) {
            receiver.afterReply(task);
        }
    }

    // ---- pushes

    /** The connection's loop, for timers; null before it stands, and when it has ended. */
    public Loop loop() {
        CommandReceiver connected = receiver;
        return connected == null ? null : connected.transport().loop();
    }

    @Override
    public void push(LineFormat format, PushWriting lines) {
        Output formatted = format(format, lines);
        byte[] bytes = formatted.array();
        int length = formatted.position();
        run(connected -> connected.push(bytes, length));
    }

    /** The lines as bytes. */
    static Output format(LineFormat format, PushWriting lines) {
        Output formatted = new Output(128);
        lines.write(new LineWriter().on(formatted, format));
        return formatted;
    }

    @Override
    public void pushOwn(OwnPushWriting lines) {
        run(connected -> connected.push(lines));
    }

    /** What is done on a connection's loop. */
    @FunctionalInterface
    private interface Task {
        void on(CommandReceiver connected);
    }

    private void run(Task task) {
        Loop loop = loop();
        if (loop == null) {
            return;
        }
        if (loop.isInLoopThread()) {
            CommandReceiver connected = receiver;
            if (connected != null) {
                task.on(connected);
            }
        } else {
            loop.callFromThread(() -> runLater(task));
        }
    }

    private void runLater(Task task) {
        CommandReceiver connected = receiver;
        if (connected != null) {
            try {
                task.on(connected);
            } catch (IllegalArgumentException e) {
                LOG.error("A push to {} was not sent: {}", this, e.getMessage());
            }
        }
    }

    /** On the connection's loop: sends lines that were formatted. */
    void pushed(byte[] bytes, int length) {
        CommandReceiver connected = receiver;
        if (connected != null) {
            connected.push(bytes, length);
        }
    }

    /** Remembers a group, which is left when the connection ends. */
    boolean join(Group group) {
        synchronized (this) {
            if (groups == null) {
                groups = ConcurrentHashMap.newKeySet();
            }
        }
        groups.add(group);
        if (receiver == null) {
            groups.remove(group);
            return false;
        }
        return true;
    }

    void leave(Group group) {
        Set<Group> joined = groups;
        if (joined != null) {
            joined.remove(group);
        }
    }

    @Override
    public String toString() {
        return String.valueOf(address);
    }
}
