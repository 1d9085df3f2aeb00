package org.ropewalk.it.docs;

import java.time.Duration;
import java.util.function.Consumer;
import org.ropewalk.observe.CommandObserver;
import org.ropewalk.observe.CommandScope;
import org.ropewalk.observe.ConnectionInfo;

public final class SlowCommands implements CommandObserver {
    private static final long SLOW_NS = Duration.ofMillis(100).toNanos();

    private final Consumer<String> log;

    public SlowCommands(Consumer<String> log) {
        this.log = log;
    }

    @Override
    public CommandScope started(ConnectionInfo connection, String command) {
        return end -> {
            if (end.queueNs() + end.durationNs() >= SLOW_NS) {
                log.accept(command + " of " + connection.peer() + ": " + end.outcome().label());
            }
        };
    }
}
