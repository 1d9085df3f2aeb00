package org.ropewalk.server;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ropewalk.frame.LineFramer;
import org.ropewalk.line.LineFormat;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.Output;
import org.ropewalk.server.groups.GroupMemberships;
import org.ropewalk.server.queue.PushBuffer;
import org.ropewalk.server.queue.PushedLines;
import org.ropewalk.server.writers.PushWriter;

/**
 * What is pushed to one connection, on any thread, and the groups that do. Made for the first of
 * them.
 */
final class ConnectionPushes {
    private final ReplyOwner owner;
    private final ServerContext server;
    private final LineFramer framer;

    /** The generated protocol; null before it is made, and after the connection has ended. */
    private final Supplier<@Nullable ProtocolHooks> protocol;

    private final GroupMemberships<Peer> groups;

    /** Whether a message was lost because there was no memory, and the loop does not know yet. */
    private volatile boolean missed;

    ConnectionPushes(
            ReplyOwner owner,
            ServerContext server,
            LineFramer framer,
            Supplier<@Nullable ProtocolHooks> protocol,
            GroupMemberships<Peer> groups) {
        this.owner = owner;
        this.server = server;
        this.framer = framer;
        this.protocol = protocol;
        this.groups = groups;
    }

    /** The groups that the connection is a member of. */
    GroupMemberships<Peer> groups() {
        return groups;
    }

    void push(LineFormat format, PushWriter lines) {
        PushBuffer buffer = PushBuffer.begin(owner.loop());
        if (buffer != null) {
            try {
                server.format(buffer, format, lines);
                send(buffer, format, lines);
            } finally {
                buffer.end();
            }
            return;
        }
        PushedLines pushed = new PushedLines(format, form -> server.format(form, lines));
        push(pushed.size(), () -> send(pushed));
    }

    void pushOwn(PeerPushWriter lines) {
        push(0, () -> onProtocol(served -> served.push(lines)));
    }

    private void push(int bytes, Runnable push) {
        Loop loop = owner.loop();
        if (loop != null && !server.push(owner, loop, factory(), bytes, push)) {
            miss(loop);
        }
    }

    /** On the loop: sends lines; a failure ends this connection alone. */
    void send(PushedLines pushed) {
        pushed.sendTo(this::send, framer.format());
    }

    /** As the other, of {@code lines}, which {@code buffer} formats as {@code format} has them. */
    void send(PushBuffer buffer, LineFormat format, PushWriter lines) {
        LineFormat own = format.resp() == null ? format : framer.format();
        Output formatted = server.format(buffer, own, lines);
        send(formatted.array(), formatted.position());
    }

    /** As the other, of lines that are written. */
    void send(byte[] lines, int length) {
        ProtocolHooks served = protocol.get();
        if (served == null) {
            return;
        }
        try {
            served.push(lines, length);
        } catch (Throwable thrown) {
            owner.abort(thrown, "a push");
        }
    }

    /** There is no memory for a message on this connection's loop. */
    void miss(Loop loop) {
        if (!missed) {
            missed = true;
            loop.callFromThread(this::tellMissed);
        }
    }

    private void tellMissed() {
        missed = false;
        onProtocol(ProtocolHooks::pushMissed);
    }

    /** The factory; null before the connection is made, and after it has ended. */
    @Nullable Factory factory() {
        ProtocolHooks served = protocol.get();
        return served == null ? null : served.factory();
    }

    private void onProtocol(Consumer<ProtocolHooks> call) {
        ProtocolHooks served = protocol.get();
        if (served != null) {
            call.accept(served);
        }
    }
}
