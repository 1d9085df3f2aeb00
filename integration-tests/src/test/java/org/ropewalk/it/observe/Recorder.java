package org.ropewalk.it.observe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.ropewalk.observe.CommandEnd;
import org.ropewalk.observe.CommandObserver;
import org.ropewalk.observe.CommandScope;
import org.ropewalk.observe.ConnectAttempt;
import org.ropewalk.observe.ConnectionEnd;
import org.ropewalk.observe.ConnectionInfo;
import org.ropewalk.observe.ConnectionScope;
import org.ropewalk.observe.Handshake;

/** Writes down what it is told. */
final class Recorder implements CommandObserver {
    final List<String> told = Collections.synchronizedList(new ArrayList<>());

    /** What was told since the last call. */
    List<String> take() {
        synchronized (told) {
            List<String> taken = List.copyOf(told);
            told.clear();
            return taken;
        }
    }

    @Override
    public ConnectionScope opened(ConnectionInfo connection) {
        told.add(connection.side().label() + " " + connection.protocol() + " opened");
        return new ConnectionScope() {
            @Override
            public void handshake(Handshake handshake) {
                told.add(
                        handshake.hasFailed()
                                ? "handshake failed"
                                : "handshake "
                                        + handshake.version()
                                        + " "
                                        + handshake.cipherSuite()
                                        + " "
                                        + millis(handshake.durationNs()));
            }

            @Override
            public void closed(ConnectionEnd end) {
                told.add("closed " + end.cause() + " " + millis(end.durationNs()));
            }
        };
    }

    @Override
    public CommandScope started(ConnectionInfo connection, String command) {
        told.add("started " + command);
        return new CommandScope() {
            @Override
            public void entered() {
                told.add("entered " + command);
            }

            @Override
            public void left() {
                told.add("left " + command);
            }

            @Override
            public void completed(CommandEnd end) {
                told.add(
                        command
                                + " "
                                + end.outcome().label()
                                + " "
                                + millis(end.queueNs())
                                + " "
                                + millis(end.durationNs())
                                + " in "
                                + end.bytesIn()
                                + " out "
                                + end.bytesOut());
            }
        };
    }

    @Override
    public void attempted(ConnectAttempt attempt) {
        told.add(
                "attempt "
                        + attempt.protocol()
                        + (attempt.again() ? " again" : "")
                        + (attempt.failure() == null ? "" : " failed"));
    }

    private static String millis(long nanoseconds) {
        return nanoseconds / 1_000_000 + " ms";
    }
}
