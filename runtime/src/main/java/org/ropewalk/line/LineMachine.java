package org.ropewalk.line;

import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.LoopLocal;
import org.ropewalk.reactor.Output;

/**
 * What all connections of a loop share while their lines are read and answered; only the connection
 * being served uses it.
 */
final class LineMachine {
    static final LoopLocal<LineMachine> KIND = LoopLocal.of(loop -> new LineMachine());

    final LineReader reader = new LineReader();
    final LineWriter writer = new LineWriter();

    /** For what is written outside a turn: replies that waited, lines that are pushed. */
    final LineWriter sideWriter = new LineWriter();

    final Output side = new Output(1024);

    /** The input of the connection that is being served, or null. */
    Input input;

    /** The payload of the line in {@link #reader}, or null. */
    Slice payload;

    /** Whether the line in {@link #reader} is read again because its payload has come. */
    boolean payloadReady;

    private LineMachine() {}
}
