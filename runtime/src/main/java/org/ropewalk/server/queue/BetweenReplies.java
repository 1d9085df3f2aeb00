package org.ropewalk.server.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ropewalk.frame.KeptBytes;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Transport;

/** Keeps lines that were pushed while a reply was being written, and tasks after replies. */
public final class BetweenReplies {
    private static final int STEP_BYTES = 128;

    private final Transport transport;

    /** Called when a task has failed. */
    private final Consumer<Throwable> failed;

    /** Lines that were pushed while a reply was being written. */
    private final KeptBytes pushed;

    /** The prompt of the session's state; null where no state has one. */
    private @Nullable Supplier<byte[]> prompt;

    /** Whether something was written since the last prompt. */
    private boolean promptDue;

    /** Whether the replies to the commands of a line have begun, and are not whole. */
    private boolean held;

    /** What is done after the replies; null if nothing is. */
    private @Nullable List<Runnable> tasks;

    /** Nothing yet, of a connection that {@code factory} made. */
    public BetweenReplies(Factory factory, Transport transport, Consumer<Throwable> failed) {
        this.transport = transport;
        this.failed = failed;
        this.pushed = new KeptBytes(factory, transport.loop(), Integer.MAX_VALUE);
    }

    /** Has a prompt written, first at once; {@code current} is the state's, or null. */
    public void promptWith(Supplier<byte[]> current) {
        prompt = current;
        promptDue = true;
    }

    /** A reply was written, if {@code something} was. */
    public void wrote(boolean something) {
        promptDue |= something;
    }

    /**
     * Writes the prompt, directly after the reply, or after all of a line, where a client looks for
     * it.
     *
     * @param now whether a command is awaited
     */
    public void prompt(boolean now) {
        if (now && !held && prompt != null && promptDue && transport.isOpen()) {
            promptDue = false;
            byte[] text = prompt.get();
            if (text != null) {
                transport.write(text);
            }
        }
    }

    /**
     * Keeps lines that are pushed until the reply is whole; false if there is no memory for them.
     */
    public boolean push(byte[] lines, int length) {
        return pushed.append(lines, 0, length, STEP_BYTES);
    }

    /** How many bytes of pushed lines are kept. */
    public int pushedBytes() {
        return pushed.count();
    }

    /** Keeps pushed lines, and tasks, where the replies to the commands of a line have begun. */
    public void hold(boolean begun) {
        held = begun;
    }

    /** Whether these replies have begun, and are not whole. */
    public boolean isHeld() {
        return held;
    }

    /** Keeps a task until {@link #runTasks}. */
    public void add(Runnable task) {
        if (tasks == null) {
            tasks = new ArrayList<>();
        }
        tasks.add(task);
    }

    /** Sends the lines that were pushed. */
    public void sendPushed() {
        if (pushed.count() > 0) {
            transport.write(pushed.array(), 0, pushed.count());
            pushed.release();
        }
    }

    /** Runs the tasks; one that fails ends no other. */
    public void runTasks() {
        if (tasks != null) {
            List<Runnable> due = tasks;
            tasks = null;
            due.forEach(this::run);
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable thrown) {
            failed.accept(thrown);
        }
    }

    /** The connection has ended. */
    public void dispose() {
        tasks = null;
        pushed.release();
    }
}
