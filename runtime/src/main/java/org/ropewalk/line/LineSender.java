package org.ropewalk.line;

import org.ropewalk.reactor.Output;
import org.ropewalk.reactor.Protocol;

/** The way out of a connection of lines: how they are written, and how much of them. */
abstract class LineSender extends Protocol {
    final LineFormat format;
    LineLimits limits;
    LineMachine machine;

    LineSender(LineFormat format, LineLimits limits) {
        this.format = format;
        this.limits = limits;
    }

    /** How lines stand on the wire. */
    protected final LineFormat format() {
        return format;
    }

    /** What bounds them. */
    protected final LineLimits limits() {
        return limits;
    }

    final LineMachine machine() {
        if (machine == null) {
            machine = transport().loop().shared(LineMachine.KIND);
        }
        return machine;
    }

    /**
     * Begins the answer to the line that is being received: what is taken back is taken back to
     * here.
     */
    final void beginReply() {
        begin(machine.writer);
    }

    /** Where the answer to the line that is being received goes. */
    protected final LineWriter reply() {
        return machine.writer;
    }

    /**
     * Where a line goes that is written outside a turn: begins it. {@link #writeAside} sends it.
     */
    protected final LineWriter aside() {
        LineMachine shared = machine();
        shared.side.clear();
        return begin(shared.sideWriter.on(shared.side, format));
    }

    /** Begins something that is bounded as replies are. */
    final LineWriter begin(LineWriter writer) {
        return writer.begin(limits.reply(), limits.replyLine());
    }

    /** Sends what was written since {@link #aside}. */
    protected final void writeAside() {
        Output side = machine().side;
        transport().write(side.array(), 0, side.position());
        side.clear();
    }

    /**
     * Sends one line, inside a turn or outside.
     *
     * @throws IllegalArgumentException if it holds a line end or NUL
     */
    protected final void sendLine(String line) {
        aside().free(line).end();
        writeAside();
    }

    /**
     * Ends the connection behind what was written, so that it reaches a peer that may still be
     * sending.
     */
    protected void closeAfterReply() {
        transport().lingerConnection();
    }
}
