package org.ropewalk.client;

import org.ropewalk.line.LineWriter;

/** Writes one command whose arguments hold {@code heldBytes} bytes. */
record HoldingWriting(CommandWriting writing, long heldBytes) implements CommandWriting {
    @Override
    public void write(LineWriter reply) {
        writing.write(reply);
    }
}
