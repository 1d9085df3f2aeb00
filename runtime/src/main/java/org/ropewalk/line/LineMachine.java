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
    final Mistake mistake = new Mistake();

    /** The input of the connection that is being served, or null. */
    Input input;

    /** The payload of the line in {@link #reader}, or null. */
    Slice payload;

    /** The items that the handler which runs now may send, or null. */
    Replies<?> items;

    /** Whether the line in {@link #reader} is read again because its payload has come. */
    boolean payloadReady;

    /** Whether the line that is being received was wrong. */
    boolean erred;

    /** Whether the reply to that line comes later. */
    boolean deferred;

    /** Whose reply is being written outside its connection's turn, or null. */
    AnsweringReceiver writingAside;

    /** Whether the connection ends behind that reply. */
    boolean closingAside;

    /** Whether the connection is secured behind that reply. */
    boolean securingAside;

    /** Whether the greeting is repeated then. */
    boolean greetingAside;

    /** What is to be sent behind the reply that is being written, or null. */
    OutgoingPayload sending;

    private LineMachine() {}
}
