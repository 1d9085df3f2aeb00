package org.ropewalk.jfr;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ropewalk.observe.CommandEnd;
import org.ropewalk.observe.CommandObserver;
import org.ropewalk.observe.CommandScope;
import org.ropewalk.observe.ConnectAttempt;
import org.ropewalk.observe.ConnectionEnd;
import org.ropewalk.observe.ConnectionInfo;
import org.ropewalk.observe.ConnectionScope;
import org.ropewalk.observe.Handshake;
import org.ropewalk.observe.LoopObserver;

/**
 * Writes events of JDK Flight Recorder: give it to servers, clients and reactors. While no
 * recording runs, an event costs its object and nothing more. The threshold of commands is 20 ms
 * unless the recording sets another one: {@code jcmd PID JFR.start
 * +org.ropewalk.Command#threshold=1ms}.
 */
public final class FlightRecorderEvents implements CommandObserver, LoopObserver {
    /** Makes no event yet. */
    public FlightRecorderEvents() {}

    @Override
    public ConnectionScope opened(ConnectionInfo connection) {
        ConnectionEvent event = new ConnectionEvent();
        event.begin();
        return new ConnectionScope() {
            @Override
            public void handshake(Handshake handshake) {
                written(connection, handshake);
            }

            @Override
            public void closed(ConnectionEnd end) {
                event.end();
                if (event.shouldCommit()) {
                    event.of(connection);
                    event.cause = end.cause();
                    event.commit();
                }
            }
        };
    }

    private static void written(ConnectionInfo connection, Handshake handshake) {
        HandshakeEvent event = new HandshakeEvent();
        if (event.shouldCommit()) {
            event.of(connection);
            event.version = handshake.version();
            event.cipherSuite = handshake.cipherSuite();
            event.handshakeTime = handshake.durationNs();
            event.failure = text(handshake.failure());
            event.commit();
        }
    }

    @Override
    public CommandScope started(ConnectionInfo connection, String command) {
        CommandEvent event = new CommandEvent();
        event.begin();
        return end -> completed(event, connection, command, end);
    }

    private static void completed(
            CommandEvent event, ConnectionInfo connection, String command, CommandEnd end) {
        event.end();
        if (event.shouldCommit()) {
            event.of(connection);
            event.command = command;
            event.outcome = end.outcome().label();
            event.queueTime = end.queueNs();
            event.bytesIn = end.bytesIn();
            event.bytesOut = end.bytesOut();
            event.commit();
        }
    }

    @Override
    public void attempted(ConnectAttempt attempt) {
        ConnectEvent event = new ConnectEvent();
        if (event.shouldCommit()) {
            event.protocol = attempt.protocol();
            event.endpoint = attempt.endpoint();
            event.again = attempt.again();
            event.connectTime = attempt.durationNs();
            event.failure = text(attempt.failure());
            event.commit();
        }
    }

    @Override
    public void blocked(String loop, Duration busy, List<StackTraceElement> stack) {
        LoopBlockedEvent event = new LoopBlockedEvent();
        if (event.shouldCommit()) {
            event.loop = loop;
            event.busyTime = busy.toNanos();
            StringBuilder frames = new StringBuilder();
            stack.forEach(frame -> frames.append(frame).append('\n'));
            event.stack = frames.toString();
            event.commit();
        }
    }

    private static @Nullable String text(@Nullable Throwable failure) {
        return failure == null ? null : failure.toString();
    }
}
