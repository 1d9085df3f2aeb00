package org.ropewalk.client;

import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineWriter;
import org.ropewalk.reactor.LoopLocal;
import org.ropewalk.reactor.Output;
import org.ropewalk.reactor.Transport;

/**
 * The buffer in which the clients of one loop format commands, one client at a time. Formatting
 * calls accessors of the user's types, which may call another client of the same loop; that one
 * looks at {@link #isInUse} and sends later.
 */
final class CommandBuffer {
    static final LoopLocal<CommandBuffer> KIND = LoopLocal.of(loop -> new CommandBuffer());

    /** A buffer that one large command has made larger is not kept. */
    private static final int MAX_KEPT_BYTES = 1 << 20;

    private final LineWriter writer = new LineWriter();
    private Output output = new Output(1024);
    private boolean inUse;

    private CommandBuffer() {}

    boolean isInUse() {
        return inUse;
    }

    /** Whether it should be sent before more is written. */
    boolean isFull() {
        return output.position() >= Transport.CHUNK_BYTES;
    }

    /** Begins to format; {@link #end} must follow, whatever happens. */
    LineWriter begin(LineFormat format) {
        inUse = true;
        output.clear();
        return writer.on(output, format);
    }

    /** Sends what was formatted. */
    void sendTo(Transport transport) {
        transport.write(output.array(), 0, output.position());
    }

    void end() {
        inUse = false;
        if (output.array().length > MAX_KEPT_BYTES) {
            output = new Output(1024);
        }
        output.clear();
    }
}
