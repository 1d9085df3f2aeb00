package org.ropewalk.line;

import java.net.SocketAddress;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.Output;
import org.ropewalk.telemetry.LogGate;
import org.ropewalk.tls.TlsSession;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Who is at the other end of a connection, as its handler may know it. Belongs to the connection's
 * loop; pushes may be made on any thread.
 */
public final class Peer implements Audience {
    private static final LogGate LOG = new LogGate(LoggerFactory.getLogger(Peer.class));

    private final SocketAddress address;

    /** The connection and its loop; null before it is made, and after it has ended. */
    private volatile CommandReceiver receiver;

    private volatile Loop loop;

    /** The groups to which it belongs, guarded by this; null if there are none. */
    private Set<Group> groups;

    /** Whether the connection has ended, guarded by this: it joins no group any more. */
    private boolean lost;

    Peer(SocketAddress address) {
        this.address = address;
    }

    /** The connection is made. */
    void connected(CommandReceiver connected, Loop itsLoop) {
        receiver = connected;
        loop = itsLoop;
    }

    /** The connection has ended, or will never be made: the peer leaves all groups. */
    void lost() {
        Set<Group> joined;
        synchronized (this) {
            lost = true;
            joined = groups;
            groups = null;
        }
        receiver = null;
        loop = null;
        if (joined != null) {
            joined.forEach(group -> group.exclude(this));
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
        CommandReceiver connected = receiver;
        return connected != null && connected.transport().isSecure();
    }

    /** Whether the peer may ask for TLS now: the factory has it, and it has not begun. */
    public boolean offersTls() {
        CommandReceiver connected = receiver;
        return connected != null && connected.offersTls();
    }

    /** What both sides agreed on, once TLS's handshake is complete. */
    public Optional<TlsSession> tls() {
        CommandReceiver connected = receiver;
        return connected == null ? Optional.empty() : connected.transport().tls();
    }

    /** Ends the connection behind the replies that are under way; does nothing if it has ended. */
    public void close() {
        CommandReceiver connected = receiver;
        if (connected != null) {
            connected.closeAfterReply();
        }
    }

    /**
     * Runs {@code task} behind the reply to the command that is being handled; at once if none is.
     * Does nothing if the connection has ended.
     */
    public void afterReply(Runnable task) {
        CommandReceiver connected = receiver;
        if (connected != null) {
            connected.afterReply(task);
        }
    }

    // ---- pushes

    /**
     * The connection's loop, for timers; null before the connection is made, and after it has
     * ended. Any thread.
     */
    public Loop loop() {
        return loop;
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
        Loop itsLoop = loop;
        if (itsLoop == null) {
            return;
        }
        if (itsLoop.isInLoopThread()) {
            CommandReceiver connected = receiver;
            if (connected != null) {
                task.on(connected);
            }
        } else {
            itsLoop.callFromThread(() -> runLater(task));
        }
    }

    private void runLater(Task task) {
        CommandReceiver connected = receiver;
        if (connected != null) {
            try {
                task.on(connected);
            } catch (IllegalArgumentException e) {
                LOG.log(
                        System.nanoTime(),
                        Level.ERROR,
                        "A push to {} was not sent: {}",
                        this,
                        e.getMessage());
            }
        }
    }

    /**
     * On the connection's loop: sends lines that were formatted. A failure ends this connection,
     * and is not the pusher's.
     */
    void pushed(byte[] bytes, int length) {
        CommandReceiver connected = receiver;
        if (connected != null) {
            try {
                connected.push(bytes, length);
            } catch (Throwable thrown) {
                connected.pushFailed(thrown);
            }
        }
    }

    /** Joins a group, which is left when the connection ends; false if it is a member, or lost. */
    synchronized boolean join(Group group) {
        if (lost || !group.include(this)) {
            return false;
        }
        if (groups == null) {
            groups = new HashSet<>();
        }
        groups.add(group);
        return true;
    }

    /** Leaves a group; false if it is no member. */
    synchronized boolean leave(Group group) {
        if (groups != null) {
            groups.remove(group);
        }
        return group.exclude(this);
    }

    @Override
    public String toString() {
        return String.valueOf(address);
    }
}
