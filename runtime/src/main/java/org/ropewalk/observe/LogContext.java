package org.ropewalk.observe;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.MDC;

/**
 * Sets the diagnostic context of the log (slf4j's MDC) while code works for a command of a server:
 * {@code protocol}, {@code connection}, {@code peer} and {@code command}. After that code the
 * context is as it was before. Any thread.
 */
public final class LogContext implements CommandObserver {
    /** The key of the protocol's name. */
    public static final String PROTOCOL = "protocol";

    /** The key of the connection's number. */
    public static final String CONNECTION = "connection";

    /** The key of the other end's address. */
    public static final String PEER = "peer";

    /** The key of the command's name. */
    public static final String COMMAND = "command";

    /** Nothing is set before the first command. */
    public LogContext() {}

    @Override
    public CommandScope started(ConnectionInfo connection, String command) {
        return new Scope(connection, command);
    }

    /** Sets the four keys; nested calls, on one thread or on two, end in the opposite order. */
    private static final class Scope implements CommandScope {
        private static final String[] KEYS = {PROTOCOL, CONNECTION, PEER, COMMAND};

        /** What each thread's context was before the calls that it is in, the innermost first. */
        private static final ThreadLocal<Deque<String[]>> BEFORE =
                ThreadLocal.withInitial(ArrayDeque::new);

        private final String[] values;

        Scope(ConnectionInfo connection, String command) {
            values =
                    new String[] {
                        connection.protocol(),
                        Long.toString(connection.id()),
                        String.valueOf(connection.peer()),
                        command
                    };
        }

        @Override
        public void entered() {
            String[] old = new String[KEYS.length];
            for (int i = 0; i < KEYS.length; i++) {
                old[i] = MDC.get(KEYS[i]);
                MDC.put(KEYS[i], values[i]);
            }
            BEFORE.get().push(old);
        }

        @Override
        public void left() {
            Deque<String[]> before = BEFORE.get();
            String[] old = before.pop();
            if (before.isEmpty()) {
                BEFORE.remove();
            }
            for (int i = 0; i < KEYS.length; i++) {
                if (old[i] == null) {
                    MDC.remove(KEYS[i]);
                } else {
                    MDC.put(KEYS[i], old[i]);
                }
            }
        }

        @Override
        public void completed(CommandEnd end) {}
    }
}
